//! What the forms and the reader of a worker's own file show. Not what is done with it, nor what of it is due or waits.

use super::oversight::{LeftAt, on_the_wall};
use crate::practice::action::{Action, ActionSubject};
use crate::practice::answer::Answers;
use crate::practice::date_words::long;
use crate::practice::due::wanted::RENEWAL;
use crate::practice::form::{Form, Function};
use crate::practice::reference::{ActionId, ChildId, DraftId, RecordId, SessionId, WorkerId, WorkerRecordId};
use crate::practice::same_again::{Left, asking};
use crate::practice::session::{Outcome, Session, SessionKind};
use crate::practice::worker::Worker;
use crate::practice::worker_record::WorkerRecordLine;
use crate::practice::worker_record::{
    Needed, WorkerDraft, WorkerForm, WorkerRecord, field, functions_touched, still_needed,
};
use crate::store::ActionFilter;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Days, Months, NaiveDate, NaiveDateTime};
use std::sync::Arc;

/// For how many days back what was closed is told where there is no record yet.
const HELD_WITHIN: u64 = 28;

/// How many sessions back wellbeing and the four functions are looked at.
pub(super) const SESSIONS_BACK: u16 = 6;

/// A form of the worker's over one draft. No `Debug`: it is what was said of a worker.
#[derive(Clone)]
pub struct WorkerFormPage {
    /// The draft as it was last saved.
    pub draft: WorkerDraft,
    /// When that was, by the clock on the wall.
    pub saved_at: NaiveDateTime,
    /// Where its writer left it.
    pub left_at: Option<LeftAt>,
    /// Whether it was begun just now for this form, so that one left untouched is only litter.
    pub fresh: bool,
    /// The form.
    pub form: Arc<Form>,
    /// The worker.
    pub worker: Worker,
    /// The session it records, if it records one.
    pub session: Option<Session>,
    /// The children of the session: those chosen, then those proposed.
    pub children: Vec<Proposed>,
    /// The last signed record in the same form.
    pub earlier: Option<Box<WorkerRecord>>,
    /// Actions in the worker's own file: the open ones, and those closed since the last record.
    pub promised: Vec<Action>,
    /// Those of them that were moved, carried or left undone before, and ask for a decision.
    pub again: Vec<ActionId>,
    /// What became of one of them today, in words for the record, by its action.
    pub came_of: Vec<(ActionId, String)>,
    /// The functions that each of the last sessions touched, the newest first.
    pub touched: Vec<(NaiveDate, Vec<Function>)>,
    /// Names that a person doing an action may have: the team's workers and the supervisor.
    pub people: Vec<String>,
}

impl WorkerFormPage {
    /// What must still be put right before it is signed.
    pub fn still_needed(&self, answers: &Answers, today: NaiveDate) -> Vec<Needed> {
        still_needed(&self.form, &self.draft.head, answers, today)
    }
}

/// A child that may be thought about in a session, and why.
#[derive(Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The child.
    pub child: ChildId,
    /// The name, or the reference where none was given.
    pub called: String,
    /// The reference.
    pub reference: String,
    /// The status in words.
    pub status: &'static str,
    /// Why it is proposed, the most pressing first; empty where only the list is complete with it.
    pub because: Vec<String>,
    /// Whether something of that is late.
    pub late: bool,
    /// Whether the worker is responsible for it; a child of another's is allowed, and said.
    pub own: bool,
    /// Whether it is chosen for the session.
    pub chosen: bool,
    /// The oversight begun for it in the session.
    pub draft: Option<DraftId>,
    /// The oversight signed for it in the session.
    pub record: Option<RecordId>,
}

/// A signed record of a worker's file in full. No `Debug`: it is what was said of a worker.
#[derive(Clone)]
pub struct WorkerRecordPage {
    /// The record.
    pub record: WorkerRecord,
    /// The form it was written in.
    pub form: Arc<Form>,
    /// The worker's name.
    pub called: String,
    /// When it was signed, by the clock on the wall.
    pub signed_at: NaiveDateTime,
    /// The session it records.
    pub session: Option<Session>,
    /// The functions it touched.
    pub touched: Vec<Function>,
    /// The oversight begun in the same session and not signed yet, with whom it is about.
    pub unsigned: Vec<(DraftId, String)>,
}

impl Desk {
    /// A form of the worker's over a draft, with all that stands beside it.
    pub fn worker_form_page(&self, draft: WorkerDraft, fresh: bool) -> Result<WorkerFormPage, Refusal> {
        let worker = self.known_worker(draft.head.worker)?;
        let form = self.configuration.form(draft.head.form.code())?;
        let last = self.store.last_worker_records(worker.id, draft.head.form, self.day, SESSIONS_BACK)?;
        let session = draft.head.session.map(|id| self.store.session(id)).transpose()?.flatten();
        let children = match &session {
            Some(session) => self.proposed(worker.id, Some(session.id))?,
            None => Vec::new(),
        };
        let touched = last.iter().map(|one| (one.head.day, functions_touched(&form, &one.answers))).collect();
        let mut people: Vec<String> = self.team_names()?.into_iter().map(|one| one.name).collect();
        if !people.contains(&self.settings.supervisor) && !self.settings.supervisor.is_empty() {
            people.push(self.settings.supervisor.clone());
        }
        let since = last.first().map(|one| one.head.day);
        let promised = self.promised(worker.id, since)?;
        Ok(WorkerFormPage {
            saved_at: on_the_wall(draft.saved_at),
            left_at: self.store.worker_draft_left_at(draft.id)?.and_then(|left| LeftAt::read(&left)),
            fresh,
            session,
            children,
            again: asking(
                &promised,
                &Left::among(&self.store.actions(ActionFilter::Of(ActionSubject::Worker(worker.id)), self.day)?),
            ),
            came_of: self.came_of(&promised)?,
            promised,
            earlier: last.into_iter().next().map(Box::new),
            touched,
            people,
            form: Arc::new(form),
            worker,
            draft,
        })
    }

    /// The actions in a worker's own file: open, or closed since a day; the open ones first, by date.
    pub(super) fn promised(&self, worker: WorkerId, since: Option<NaiveDate>) -> Result<Vec<Action>, Refusal> {
        let mut actions = self.store.actions(ActionFilter::Of(ActionSubject::Worker(worker)), self.day)?;
        // Before the first record there is no last time: what was closed of late is told all the same.
        let since = since.or_else(|| self.day.checked_sub_days(Days::new(HELD_WITHIN)));
        actions.retain(|one| one.closed_on.is_none_or(|closed| since.is_some_and(|since| closed >= since)));
        actions.sort_by_key(|one| (one.closed_on.is_some(), one.due_on, one.id));
        Ok(actions)
    }

    /// A signed record of a worker's file in full.
    pub fn worker_record_page(&self, id: WorkerRecordId) -> Result<WorkerRecordPage, Refusal> {
        let record = self.store.worker_record(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))?;
        let form = self.configuration.form(record.head.form.code())?;
        let mut unsigned = Vec::new();
        if let Some(session) = record.head.session {
            for one in self.store.children_discussed(session)? {
                if let Some(draft) = one.draft {
                    unsigned.push((draft, self.child_of(one.child)?.called().to_owned()));
                }
            }
        }
        Ok(WorkerRecordPage {
            unsigned,
            called: self.known_worker(record.head.worker)?.name,
            signed_at: on_the_wall(record.signed_at),
            session: record.head.session.map(|id| self.store.session(id)).transpose()?.flatten(),
            touched: functions_touched(&form, &record.answers),
            form: Arc::new(form),
            record,
        })
    }

    /// Everything in a worker's file, newest first, without its words.
    pub fn worker_file_lines(&self, worker: WorkerId) -> Result<Vec<WorkerRecordLine>, Refusal> {
        Ok(self.store.worker_record_lines(worker)?)
    }

    /// The day an agreement made on a day is to be renewed, where the policy says so.
    pub(in crate::workbench) fn renewal_after(&self, day: NaiveDate) -> Option<NaiveDate> {
        let policy = self.policies.on(self.day);
        let months = policy.stated_under(RENEWAL).next()?.value;
        day.checked_add_months(Months::new(u32::from(months)))
    }

    /// What the sessions since the last annual appraisal, or of twelve months, say in a paragraph; and whether a mid-year
    /// review is what is next.
    pub(in crate::workbench) fn year_in_sessions(&self, worker: WorkerId) -> Result<(String, bool), Refusal> {
        let appraisals = self.store.last_worker_records(worker, WorkerForm::Appraisal, self.day, 1)?;
        let year_ago = self.day.checked_sub_months(Months::new(12)).unwrap_or(self.day);
        let from = appraisals.first().map_or(year_ago, |one| one.head.day.max(year_ago));
        let sessions = self.store.sessions_between(Some(worker), from, self.day)?;
        let one_to_one = |one: &&Session| one.kind != SessionKind::Group;
        let held = sessions.iter().filter(one_to_one).filter(|one| one.held_on().is_some()).count();
        let called_off = sessions
            .iter()
            .filter(one_to_one)
            .filter(|one| matches!(one.outcome, Outcome::Cancelled { .. } | Outcome::Missed { .. }))
            .count();
        let records = self.store.worker_records_of(worker, self.day)?;
        let since: Vec<&WorkerRecord> =
            records.iter().filter(|one| one.head.day >= from && one.head.form == WorkerForm::Supervision).collect();
        let mut words = format!(
            "Since {}: {held} {} held, {called_off} called off or missed, {} written up.",
            long(from),
            if held == 1 { "session" } else { "sessions" },
            since.len()
        );
        let praised: Vec<String> = since
            .iter()
            .filter(|one| !one.answers.text(field::PRAISE).trim().is_empty())
            .map(|one| format!("{}: {}", long(one.head.day), one.answers.text(field::PRAISE).trim()))
            .collect();
        if !praised.is_empty() {
            words.push_str("\nThanked for:\n");
            words.push_str(&praised.join("\n"));
        }
        let learned: Vec<String> = since
            .iter()
            .filter(|one| !one.answers.text("learning").trim().is_empty())
            .map(|one| format!("{}: {}", long(one.head.day), one.answers.text("learning").trim()))
            .collect();
        if !learned.is_empty() {
            words.push_str("\nLearned:\n");
            words.push_str(&learned.join("\n"));
        }
        let mid_year = appraisals.first().is_some_and(|last| {
            last.answers.text(field::WHICH_APPRAISAL) == "annual"
                && last.head.day.checked_add_months(Months::new(9)).is_some_and(|end| self.day < end)
        });
        Ok((words, mid_year))
    }

    /// The session that a draft of oversight was begun in, if one.
    pub fn session_of_draft(&self, draft: DraftId) -> Result<Option<SessionId>, Refusal> {
        Ok(self.store.session_of_draft(draft)?)
    }
}
