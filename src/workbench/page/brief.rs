//! The page before a session: one page with nothing to prepare. Not the session, and not its form.

use super::worker_file::{Proposed, SESSIONS_BACK};
use crate::practice::action::{Action, ActionStatus};
use crate::practice::capture::Note;
use crate::practice::child::ChildStatus;
use crate::practice::date_words::{long, short};
use crate::practice::due::wanted::Wanted;
use crate::practice::due::{Kind, Owed, State};
use crate::practice::form::Function;
use crate::practice::reference::{ChildId, SessionId, WorkerId, WorkerRecordId};
use crate::practice::session::Session;
use crate::practice::worker::Worker;
use crate::practice::worker_record::{WorkerForm, field, functions_touched};
use crate::store::ActionFilter;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Months, NaiveDate};

/// From how many dates later an action has drifted.
const DRIFTED: u32 = 2;

/// The page before a session. No `Debug`: it names people and holds what was written of them.
#[derive(Clone)]
pub struct BriefPage {
    /// The worker.
    pub worker: Worker,
    /// The supervision owed next; `None` for one who has not started or has left.
    pub next: Option<Owed>,
    /// The session under way: planned for these days, or held and not written up yet.
    pub session: Option<Session>,
    /// The draft of its record, where it was begun.
    pub begun: Option<WorkerRecordId>,
    /// The day of the last record of supervision.
    pub last_on: Option<NaiveDate>,
    /// The day that was agreed for the next session, at the last.
    pub agreed_next: Option<NaiveDate>,
    /// What was promised in the worker's own file: open, or closed since the last record; the open first.
    pub promised: Vec<Action>,
    /// What was noted in the worker's own file since the last record.
    pub notes: Vec<Note>,
    /// Children to think about: those chosen, then those with a reason, the most pressing first, then the rest.
    pub children: Vec<Proposed>,
    /// Directions on the worker's children that fall due for review: whom, and by when.
    pub directions: Vec<(String, NaiveDate)>,
    /// Where the worker is in the ASYE, in a sentence.
    pub asye: Option<String>,
    /// How the worker was at each of the last sessions, oldest first, 1 to 4 where said.
    pub wellbeing: Vec<(NaiveDate, Option<u8>)>,
    /// The day of the last session in whose record thanks are written.
    pub praised_on: Option<NaiveDate>,
    /// How many sessions have been recorded since.
    pub unpraised: usize,
    /// The functions that each of the last sessions touched, oldest first.
    pub touched: Vec<(NaiveDate, Vec<Function>)>,
    /// Records that wait to be shared, agreed or settled: which, its day, and for what.
    pub waiting: Vec<(WorkerRecordId, NaiveDate, String)>,
    /// What else the policy wants of the file, with its days.
    pub due: Vec<Wanted>,
}

impl Desk {
    /// The page before a session with a worker.
    pub fn brief_page(&self, id: WorkerId) -> Result<BriefPage, Refusal> {
        let worker = self.known_worker(id)?;
        let id = worker.id;
        let form = self.form(WorkerForm::Supervision.code())?;
        let last = self.store.last_worker_records(id, WorkerForm::Supervision, self.day, SESSIONS_BACK)?;
        let draft = self.supervision_draft(id)?;
        let session = match draft.as_ref().and_then(|draft| draft.head.session) {
            Some(session) => self.store.session(session)?,
            None => self.session_under_way(id)?,
        };
        let children = self.proposed(id, session.as_ref().map(|one| one.id))?;
        let (facts, mut directions) = (self.team_facts()?, Vec::new());
        for child in children.iter().filter(|one| one.own) {
            for owed in self.owed_to_known_child(&facts, child.child)? {
                if owed.kind == Kind::Review
                    && owed.state.presses()
                    && let Some(due) = owed.due_on
                {
                    directions.push((child.called.clone(), due));
                }
            }
        }
        directions.sort_by_key(|(_, due)| *due);
        let has_praise = |record: &&crate::practice::worker_record::WorkerRecord| {
            !record.answers.text(field::PRAISE).trim().is_empty()
        };
        let since = last.first().map(|one| one.head.day);
        let mut wellbeing: Vec<_> =
            last.iter().map(|one| (one.head.day, one.answers.step(field::HOW_THEY_ARE))).collect();
        wellbeing.reverse();
        let mut touched: Vec<_> =
            last.iter().map(|one| (one.head.day, functions_touched(&form, &one.answers))).collect();
        touched.reverse();
        let mut waiting = self.waiting_rows()?;
        waiting.retain(|row| row.worker == Some(id));
        Ok(BriefPage {
            next: self.owed_to_worker(id)?.into_iter().find(|owed| owed.kind == Kind::Supervision),
            begun: draft.map(|draft| draft.id),
            agreed_next: last.first().and_then(|one| one.answers.day(field::NEXT_ON)),
            promised: self.promised(id, since)?,
            notes: {
                let mut notes = self.store.worker_notes(id, self.day)?;
                notes.retain(|note| note.dealt_on.is_none() && since.is_none_or(|since| note.on >= since));
                notes
            },
            asye: self.asye_in_words(&worker)?,
            praised_on: last.iter().find(has_praise).map(|one| one.head.day),
            unpraised: last.iter().take_while(|one| !has_praise(one)).count(),
            waiting: waiting.into_iter().filter_map(|row| Some((row.record()?, row.day?, row.words))).collect(),
            due: self.due_records(&worker)?,
            last_on: since,
            wellbeing,
            touched,
            children,
            directions,
            session,
            worker,
        })
    }

    /// The children of a worker with why each is proposed for a session; those of others too where they are chosen.
    pub(super) fn proposed(&self, worker: WorkerId, session: Option<SessionId>) -> Result<Vec<Proposed>, Refusal> {
        let discussed = match session {
            Some(session) => self.store.children_discussed(session)?,
            None => Vec::new(),
        };
        let mut proposed: Vec<(Proposed, Option<NaiveDate>, usize)> = Vec::new();
        let mut ids: Vec<ChildId> = Vec::new();
        let facts = self.team_facts()?;
        for child in &facts.children {
            let open = child.status_on(self.day).is_some_and(|now| now.status != ChildStatus::Closed);
            if open && child.allocation_on(self.day).is_some_and(|one| one.worker == worker) {
                ids.push(child.id);
            }
        }
        let own = ids.len();
        ids.extend(discussed.iter().map(|one| one.child).filter(|one| !ids.contains(one)).collect::<Vec<_>>());
        for (number, id) in ids.into_iter().enumerate() {
            let child = self.child_of(id)?;
            let owed = self.owed_to_known_child(&facts, id)?;
            let (because, late, worst) = self.why_think_about(id, owed)?;
            let chosen = discussed.iter().find(|one| one.child == id);
            let last = self.store.last_record(id, self.day)?.map(|one| one.head.decided_on);
            let last = last.max(self.store.last_discussed(id, self.day)?);
            let one = Proposed {
                child: id,
                called: child.called().to_owned(),
                reference: child.reference.to_string(),
                status: child.status_on(self.day).map_or("", |now| now.status.words()),
                because,
                late,
                own: number < own,
                chosen: chosen.is_some(),
                draft: chosen.and_then(|one| one.draft),
                record: chosen.and_then(|one| one.record),
            };
            proposed.push((one, last, worst));
        }
        // The one nobody has thought about longest is proposed even where nothing is owed.
        if let Some((one, last, _)) = proposed.iter_mut().filter(|(one, ..)| one.own).min_by_key(|(_, last, _)| *last) {
            one.because.push(match last {
                Some(day) => format!("not thought about since {}, the longest", short(*day)),
                None => "never thought about here".to_owned(),
            });
        }
        proposed.sort_by_key(|(one, last, worst)| {
            (!one.chosen, one.because.is_empty(), !one.late, *worst, *last, one.reference.clone())
        });
        Ok(proposed.into_iter().map(|(one, ..)| one).collect())
    }

    /// Why to think about a child: what is owed or presses, and what drifts; whether something is late; and its place
    /// among others, the smaller the more pressing.
    fn why_think_about(&self, child: ChildId, owed: Vec<Owed>) -> Result<(Vec<String>, bool, usize), Refusal> {
        let mut because = Vec::new();
        let (mut late, mut worst) = (false, usize::MAX);
        for owed in owed {
            if !owed.state.presses() || owed.kind == Kind::Action {
                continue;
            }
            let what = match owed.kind {
                Kind::Oversight => "oversight".to_owned(),
                _ => owed.label.clone(),
            };
            let when = match owed.state {
                State::Overdue(days) => {
                    late = true;
                    worst = worst.min(usize::try_from(10_000_i64.saturating_sub(days)).unwrap_or(0));
                    format!("{days} {} late", if days == 1 { "day" } else { "days" })
                }
                State::DueToday => "due today".to_owned(),
                State::DueSoon(_) | State::OnTrack(_) | State::Paused => {
                    owed.due_on.map_or_else(|| "due".to_owned(), |due| format!("due {}", short(due)))
                }
            };
            because.push(format!("{what} {when}"));
        }
        let actions =
            self.store.actions(ActionFilter::Of(crate::practice::action::ActionSubject::Child(child)), self.day)?;
        let drifting = actions
            .iter()
            .filter(|one| one.status == ActionStatus::Open && one.redated >= DRIFTED)
            .max_by_key(|one| one.redated);
        if let Some(action) = drifting {
            because.push(format!("{} moved {} times", action.id, action.redated));
        }
        if late {
            worst = worst.min(20_000);
        }
        Ok((because, late, worst))
    }

    /// Where a worker is in the ASYE, and the review that comes next: the same day that the page of the year says.
    fn asye_in_words(&self, worker: &Worker) -> Result<Option<String>, Refusal> {
        let Some(asye) = worker.asye_on(self.day) else { return Ok(None) };
        let month = (1..48).find(|n| asye.from().checked_add_months(Months::new(*n)).is_none_or(|on| on > self.day));
        let next = self.reviews_to_come(worker.id, asye)?.into_iter().next();
        let next = next.map(|one| format!("; {} {}", one.called(), long(one.due_on))).unwrap_or_default();
        Ok(Some(format!("month {} of the ASYE, until {}{next}", month.unwrap_or(48), long(asye.until()))))
    }
}
