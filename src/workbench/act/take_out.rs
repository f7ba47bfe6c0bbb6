//! Taking a document out of the file: a record, or a child's own document. Not how it is laid out, which is
//! exchange's, nor the letting out itself, which is [`super::export`]'s.

use super::export::LeavesTo;
use crate::exchange::document::child::{ChildFile, MilestoneItem};
use crate::exchange::document::journey::JourneyOut;
use crate::exchange::document::record::Recorded;
use crate::exchange::document::worker::{Filed, WorkerFile};
use crate::exchange::document::worker_times::Times;
use crate::exchange::document::{Document, Made, comma, html, json, markdown, text, workbook};
use crate::exchange::print::actions::ActionRow;
use crate::exchange::print::show::Named;
use crate::practice::action::ActionSubject;
use crate::practice::child::Child;
use crate::practice::covering_names::Covered;
use crate::practice::form::Form;
use crate::practice::oversight::Signed;
use crate::practice::reference::{ChildId, RecordId, SessionId, WorkerId, WorkerRecordId};
use crate::store::ActionFilter;
use crate::workbench::desk::Desk;
use crate::workbench::look_up::ActionsAsked;
use crate::workbench::page::child_plan::PlanRow;
use crate::workbench::page::oversight::on_the_wall;
use crate::workbench::refusal::Refusal;
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

/// What is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One signed record.
    Record(RecordId),
    /// All that belongs to a child's record.
    Child(ChildId),
    /// A child's journey, drawn.
    Journey(ChildId),
    /// A worker's own file.
    Worker(WorkerId),
    /// What stands in the worker's own file of one session.
    Session(SessionId),
    /// One signed record of a worker's own file.
    WorkerRecord(WorkerRecordId),
    /// What an inspector asks for, from a day to a day.
    Inspection(NaiveDate, NaiveDate),
}

/// What a document is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WrittenAs {
    /// Markdown.
    #[default]
    Markdown,
    /// Plain text.
    Text,
    /// One HTML page.
    Html,
    /// JSON.
    Json,
    /// Comma-separated values.
    Csv,
    /// An Excel workbook.
    Workbook,
}

impl WrittenAs {
    /// Every one of them.
    pub const ALL: [Self; 6] = [Self::Markdown, Self::Text, Self::Html, Self::Json, Self::Csv, Self::Workbook];

    /// The ending of its file, which is also its name on the command line.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Workbook => "xlsx",
        }
    }

    /// The words people read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Text => "plain text",
            Self::Html => "a web page to print",
            Self::Json => "JSON",
            Self::Csv => "a CSV table",
            Self::Workbook => "an Excel workbook",
        }
    }
}

/// A record with all that a document of it needs.
struct Gathered {
    signed: Signed,
    child: Named,
    age: Option<u32>,
    signed_at: NaiveDateTime,
    addenda_at: Vec<NaiveDateTime>,
    reviews_decided_on: Option<NaiveDate>,
    actions: Vec<ActionRow>,
}

impl Gathered {
    fn recorded<'a>(&'a self, form: &'a Form, statements: bool) -> Recorded<'a> {
        Recorded {
            signed: &self.signed,
            form,
            child: &self.child,
            age: self.age,
            signed_at: self.signed_at,
            addenda_at: &self.addenda_at,
            reviews_decided_on: self.reviews_decided_on,
            actions: &self.actions,
            statements,
        }
    }
}

impl Desk {
    /// Renders a document and lets it out; gives it back, for whoever prints it. Nothing has left on an error.
    pub fn take_out(&mut self, takes: Takes, written_as: WrittenAs, to: &LeavesTo) -> Result<Vec<u8>, Refusal> {
        let (what, document) = match takes {
            Takes::Record(id) => (format!("record {id}"), self.record_document(id, written_as)?),
            Takes::Child(id) => (format!("child {}", self.child(id)?.reference), self.child_document(id, written_as)?),
            Takes::Journey(id) => {
                (format!("journey {}", self.child(id)?.reference), self.journey_document(id, written_as)?)
            }
            Takes::Worker(id) => {
                (format!("worker {}", self.known_worker(id)?.reference), self.worker_document(id, takes, written_as)?)
            }
            Takes::Session(id) => {
                let worker = self.worker_meant(&id.to_string()).map_err(|_| Refusal::NotThere(id.to_string()))?;
                (format!("session {id}"), self.worker_document(worker, takes, written_as)?)
            }
            Takes::WorkerRecord(id) => {
                let record = self.store.worker_record(id)?.ok_or_else(|| Refusal::NotThere(format!("signed {id}")))?;
                (format!("record {id}"), self.worker_document(record.head.worker, takes, written_as)?)
            }
            Takes::Inspection(from, until) => {
                (format!("inspection from {from} to {until}"), self.inspection_document((from, until), written_as)?)
            }
        };
        self.let_out(&format!("{what} as {}", written_as.ending()), to, &document)?;
        Ok(document)
    }

    /// A signed record as plain text for the authority's case system, without a notice: it is to be pasted.
    pub fn text_for_case_system(&self, id: RecordId) -> Result<String, Refusal> {
        let signed = self.record(id)?;
        let form = self.configuration.form_of(&signed.form, &signed.answers)?;
        Ok(self.gathered(signed)?.recorded(&form, false).for_case_system())
    }

    fn record_document(&self, id: RecordId, written_as: WrittenAs) -> Result<Vec<u8>, Refusal> {
        let signed = self.record(id)?;
        if signed.head.decided_on > self.day {
            return Err(Refusal::NotThere(id.to_string()));
        }
        let form = self.configuration.form_of(&signed.form, &signed.answers)?;
        let gathered = self.gathered(signed)?;
        let recorded = gathered.recorded(&form, true);
        self.rendered(&recorded.document(), &recorded.content(), written_as)
    }

    pub(in crate::workbench) fn child_document(&self, id: ChildId, written_as: WrittenAs) -> Result<Vec<u8>, Refusal> {
        let child = self.known(self.child(id)?);
        let mut gathered = Vec::new();
        let lenses = self.store.lenses_of(child.id)?;
        for signed in self.store.records_of(child.id)?.into_iter().chain(lenses) {
            if signed.head.decided_on <= self.day {
                let form = self.configuration.form_of(&signed.form, &signed.answers)?;
                gathered.push((form, self.gathered(signed)?));
            }
        }
        let records: Vec<Recorded<'_>> = gathered.iter().map(|(form, one)| one.recorded(form, false)).collect();
        let asked = ActionsAsked { child: Some(child.id), ..ActionsAsked::default() };
        let actions: Vec<ActionRow> = self.actions(asked)?.into_iter().map(|line| line.printed(self.day)).collect();
        let milestones: Vec<MilestoneItem> = self.plan_of(child.id)?.into_iter().map(milestone).collect();
        let file = ChildFile {
            child: &child,
            day: self.day,
            formerly: &self.store.child_was(child.id)?,
            workers: &self.workers_of(&child)?,
            records: &records,
            actions: &actions,
            milestones: &milestones,
            groups: &self.store.group_notes(child.id, self.day)?,
            notes: &self.store.child_notes(child.id, self.day)?,
            drafts: self.store.drafts_of(child.id)?.len(),
        };
        self.rendered(&file.document(), &file.content(), written_as)
    }

    /// A child's journey as a document. To read it here lets nothing out.
    pub fn journey_document(&self, id: ChildId, written_as: WrittenAs) -> Result<Vec<u8>, Refusal> {
        let child = self.known(self.child(id)?);
        let facts = self.journey_facts(&child)?;
        let named = Named { reference: child.reference.clone(), name: child.called().to_owned() };
        let out = JourneyOut { child: &named, facts: &facts, day: self.day };
        self.rendered(&out.document(), &out.content(), written_as)
    }

    /// A worker's own file: the children in it by initials and reference, and nothing of their records.
    fn worker_document(&self, id: WorkerId, takes: Takes, written_as: WrittenAs) -> Result<Vec<u8>, Refusal> {
        let worker = self.known_worker(id)?;
        let covered = |child: Child, first_name_too| Covered {
            name: child.called().to_owned(),
            reference: child.reference.to_string(),
            first_name_too,
        };
        let children: Vec<Covered> =
            self.store.children_of(worker.id)?.into_iter().map(|child| covered(child, false)).collect();
        let mut kept = vec![worker.name.clone(), self.settings.supervisor.clone()];
        let mut records = Vec::new();
        for record in self.store.worker_records_of(worker.id, self.day)? {
            let session = record.head.session.map(|session| self.store.session(session)).transpose()?.flatten();
            let mut near = Vec::new();
            if let Some(session) = &session {
                for one in self.store.children_discussed(session.id)? {
                    near.push(covered(self.child(one.child)?, true));
                }
            }
            kept.push(record.signed_by.clone());
            records.push(Filed {
                form: self.configuration.form(record.head.form.code())?,
                signed_at: on_the_wall(record.signed_at),
                session,
                children: near,
                record,
            });
        }
        let mut sessions = self.store.sessions_of(worker.id)?;
        sessions.retain(|one| one.held_on().or(one.planned_for).is_none_or(|on| on <= self.day));
        let own = ActionFilter::Of(ActionSubject::Worker(worker.id));
        let mut actions = self.store.actions(own, self.day)?;
        actions.sort_by_key(|one| (one.closed_on.is_some(), one.due_on, one.id));
        let mut drafts = self.store.worker_drafts_of(worker.id)?.len();
        let mut notes = self.store.worker_notes(worker.id, self.day)?;
        match takes {
            Takes::Session(only) => {
                sessions.retain(|one| one.id == only);
                records.retain(|one| one.record.head.session == Some(only));
            }
            Takes::WorkerRecord(only) => {
                records.retain(|one| one.record.id == only);
                let of = records.first().and_then(|one| one.record.head.session);
                sessions.retain(|one| Some(one.id) == of);
            }
            Takes::Worker(_) | Takes::Record(_) | Takes::Child(_) | Takes::Journey(_) | Takes::Inspection(..) => {}
        }
        let mut times = Times {
            periods: worker.periods.iter().filter(|one| one.from() <= self.day).cloned().collect(),
            asye: self.store.asye_events(worker.id, worker.joined_on.min(self.day), self.day)?,
            absences: worker.absences.iter().filter(|one| one.from <= self.day).copied().collect(),
        };
        if !matches!(takes, Takes::Worker(_)) {
            times = Times::default();
            actions.clear();
            notes.clear();
            drafts = 0;
        }
        let file = WorkerFile {
            notes,
            drafts,
            worker: Named { reference: worker.reference, name: worker.name },
            day: self.day,
            sessions,
            records,
            times,
            actions,
            children,
            kept,
        };
        self.rendered(&file.document(), &file.content(), written_as)
    }

    pub(in crate::workbench) fn rendered<T: Serialize>(
        &self,
        document: &Document,
        content: &T,
        written_as: WrittenAs,
    ) -> Result<Vec<u8>, Refusal> {
        let made = self.made()?;
        Ok(match written_as {
            WrittenAs::Markdown => markdown::render(document, &made).into_bytes(),
            WrittenAs::Text => text::render(document, &made).into_bytes(),
            WrittenAs::Html => html::render(document, &made).into_bytes(),
            WrittenAs::Json => json(&document.title, &made, content).into_bytes(),
            WrittenAs::Csv => comma::render(document, &made).into_bytes(),
            WrittenAs::Workbook => {
                workbook::render(document, &made).map_err(|error| Refusal::NotPossible(error.to_string()))?
            }
        })
    }

    /// When, by whom and of which state of the file a document is made.
    pub(in crate::workbench) fn made(&self) -> Result<Made, Refusal> {
        let mark = self.mark()?;
        Ok(Made { at: on_the_wall(mark.at), mark, team: self.settings.team.clone(), day: self.day })
    }

    /// A child as known on the day: what begins only later is not.
    pub(in crate::workbench) fn known(&self, mut child: Child) -> Child {
        child.statuses.retain(|one| one.since <= self.day);
        child.allocations.retain(|one| one.from <= self.day);
        child.assessments.retain(|one| one.start <= self.day);
        for one in &mut child.assessments {
            one.end = one.end.filter(|end| *end <= self.day);
        }
        child
    }

    /// Whoever is or was responsible for a child.
    pub fn workers_of(&self, child: &Child) -> Result<Vec<(WorkerId, Named)>, Refusal> {
        let mut workers = Vec::new();
        for allocation in &child.allocations {
            if let Some(worker) = self.store.worker(allocation.worker)? {
                workers.push((worker.id, Named { reference: worker.reference, name: worker.name }));
            }
        }
        Ok(workers)
    }

    fn gathered(&self, signed: Signed) -> Result<Gathered, Refusal> {
        let child = self.child(signed.head.child)?;
        let reviews = signed.head.reviews.map(|earlier| self.store.record(earlier)).transpose()?.flatten();
        let actions = self.actions_from(signed.id)?;
        Ok(Gathered {
            age: child.age_on(signed.head.decided_on),
            child: Named { reference: child.reference.clone(), name: child.called().to_owned() },
            signed_at: on_the_wall(signed.signed_at),
            addenda_at: signed.addenda.iter().map(|one| on_the_wall(one.signed_at)).collect(),
            reviews_decided_on: reviews.map(|earlier| earlier.head.decided_on),
            actions: actions.into_iter().map(|line| line.printed(self.day)).collect(),
            signed,
        })
    }
}

fn milestone(row: PlanRow) -> MilestoneItem {
    let due_on = row.due_on();
    MilestoneItem { key: row.key, what: row.what, last: row.last, due_on, how: row.how }
}

/// What a reader of a document reads: a workbook is opened, and anything else is text as it stands.
#[cfg(test)]
pub(in crate::workbench) fn read_back(written_as: WrittenAs, document: Vec<u8>) -> String {
    use calamine::Reader as _;
    if written_as != WrittenAs::Workbook {
        return String::from_utf8(document).unwrap();
    }
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(document)).unwrap();
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, sheet)| sheet.used_cells());
    cells.map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>().join("\n")
}
