//! What a worker's page shows, and what the popups about supervision need to know of one worker.

use super::child_plan::PlanRow;
use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::capture::Note;
use crate::practice::child::ChildStatus;
use crate::practice::date_words::{long, range, with_weekday};
use crate::practice::due::compliance::{Judged, Judgement, Tally, tallied, walk};
use crate::practice::due::strip::{StripMonth, strip};
use crate::practice::due::supervision::counted_days;
use crate::practice::due::wanted::Wanted;
use crate::practice::due::{Kind, Owed, SubjectId};
use crate::practice::reference::{ChildId, Reference, SessionId, WorkerId};
use crate::practice::session::{Outcome, Session, SessionKind, SessionSetting};
use crate::practice::worker::Worker;
use crate::practice::worker_record::WorkerRecordLine;
use crate::store::ActionFilter;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Minutes to begin with where the policy names no least length.
pub(in crate::workbench) const AN_HOUR: u16 = 60;

/// The policy's key for how long a session is at least.
pub(in crate::workbench) const LEAST_MINUTES: &str = "minimum_minutes";

/// One worker's page. No `Debug`: it names people and holds what was written of them.
#[derive(Clone)]
pub struct WorkerPage {
    /// The worker.
    pub worker: Worker,
    /// Former names and references, oldest first.
    pub formerly: Vec<String>,
    /// Twelve months of marks.
    pub months: Vec<StripMonth>,
    /// How those twelve months add up.
    pub tally: Tally,
    /// The supervision owed next; `None` for one who has not started or has left.
    pub next: Option<Owed>,
    /// Every session, newest first.
    pub sessions: Vec<SessionRow>,
    /// The children they are responsible for on the day, highest status first.
    pub children: Vec<CaseloadRow>,
    /// Actions they are to do and actions in their own file: the open ones by due date, then the closed.
    pub actions: Vec<ActionRow>,
    /// What was noted in the worker's own file, oldest first.
    pub notes: Vec<Note>,
    /// What the policy wants of the worker's own file and is late or near.
    pub due: Vec<Wanted>,
    /// Everything in the worker's own file, newest first, without its words.
    pub file: Vec<WorkerRecordLine>,
}

impl WorkerPage {
    /// The row of the session that is booked for a day or comes next after it; `None` where none is.
    pub fn next_planned(&self, day: NaiveDate) -> Option<usize> {
        let planned = |row: &SessionRow| matches!(row.session.outcome, Outcome::Planned);
        let booked = self.sessions.iter().enumerate().filter(|(_, row)| planned(row) && row.day() >= Some(day));
        booked.min_by_key(|(_, row)| row.day()).map(|(place, _)| place)
    }
}

/// One session with what became of it.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The session.
    pub session: Session,
    /// How the due date that it met was judged; `None` where it met none.
    pub judged: Option<Judgement>,
}

impl SessionRow {
    /// The day it was held, or planned for.
    pub const fn day(&self) -> Option<NaiveDate> {
        match self.session.held_on() {
            Some(on) => Some(on),
            None => self.session.planned_for,
        }
    }
}

/// One child of a worker's caseload.
#[derive(Clone, PartialEq, Eq)]
pub struct CaseloadRow {
    /// The child.
    pub child: ChildId,
    /// The authority's reference.
    pub reference: Reference,
    /// The name, or the reference where none was given.
    pub called: String,
    /// The status on the day.
    pub status: ChildStatus,
    /// Since when the worker is responsible.
    pub since: NaiveDate,
    /// The worst that is owed to the child, if anything is.
    pub worst: Option<Owed>,
    /// The visit, review or other milestone of the plan that presses most: overdue, else the next.
    pub milestone: Option<Owed>,
}

/// One action with the child it is about.
#[derive(Clone, PartialEq, Eq)]
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// The child's name or reference; `None` for one in the worker's own file.
    pub child: Option<String>,
}

/// What the popups that book, hold and call off supervision need to know of one worker.
#[derive(Clone)]
pub struct Supervisee {
    /// The worker.
    pub worker: Worker,
    /// The supervision owed next; `None` for one who has not started or has left.
    pub next: Option<Owed>,
    /// Sessions planned and not yet settled, oldest first, those of past days too.
    pub planned: Vec<Session>,
    /// How and where sessions are or were, those of which anything was said.
    pub settings: HashMap<SessionId, SessionSetting>,
    /// The minutes to begin with: what the policy asks for at least, or an hour.
    pub minutes: u16,
}

/// How many days after its day a plan is still taken to be the session that was held.
const SETTLED_WITHIN: i64 = 7;

impl Supervisee {
    /// The booking of a kind that stands on the day, which another one of that kind moves.
    pub fn booked(&self, kind: SessionKind, day: NaiveDate) -> Option<&Session> {
        self.planned.iter().find(|one| one.kind == kind && one.planned_for.is_some_and(|on| on >= day))
    }

    /// The plan that a session of a kind held on this day settles.
    pub fn settled_by(&self, kind: SessionKind, on: NaiveDate) -> Option<&Session> {
        let near = |day: NaiveDate| (0..=SETTLED_WITHIN).contains(&(on - day).num_days());
        let planned = self.planned.iter().filter(|one| one.kind == kind && one.planned_for.is_some_and(near));
        planned.max_by_key(|one| one.planned_for)
    }

    /// What speaks against a day for supervision, in sentences; nothing if nothing does. `called` is the worker as named
    /// to whoever looks on.
    pub fn against(&self, day: NaiveDate, called: &str) -> Vec<String> {
        let mut sentences = Vec::new();
        let away =
            self.worker.absences.iter().find(|one| one.from <= day && one.until.is_none_or(|until| day <= until));
        if let Some(away) = away {
            let when = match away.until {
                Some(until) => range(away.from, until),
                None => format!("since {}, no end known", long(away.from)),
            };
            sentences.push(format!("{called} is away then ({}, {when}).", away.kind.words()));
        }
        if let Some(due) = self.next.as_ref().and_then(|next| next.due_on)
            && day > due
        {
            let late = (day - due).num_days();
            let unit = if late == 1 { "day" } else { "days" };
            sentences.push(format!("That is {late} {unit} after it is due, on {}.", with_weekday(due)));
        }
        sentences
    }
}

/// Every date of one worker or child, to say why.
#[derive(Clone)]
pub struct WhyPage {
    /// The name, or the reference where none was given.
    pub called: String,
    /// The reference.
    pub reference: Reference,
    /// What is owed, worst first, what is not yet near too.
    pub owed: Vec<Owed>,
    /// Of a child: the milestones of the plan that have a day and are owed to nobody, for no date of theirs was entered.
    pub planned: Vec<PlanRow>,
}

impl Desk {
    /// One worker's page.
    pub fn worker_page(&self, id: WorkerId) -> Result<WorkerPage, Refusal> {
        let worker = self.known_worker(id)?;
        let sessions = self.store.sessions_of(id)?;
        let held = counted_days(&worker, &sessions, &self.policies);
        let judged = walk(&worker, &held, &self.policies, &self.days_off, self.day);
        let next = self.next_supervision(id)?;
        let months = strip(&worker, &judged, next.as_ref().and_then(|owed| owed.due_on), self.day);
        let mut sessions: Vec<SessionRow> = sessions.into_iter().map(|one| self.session_row(one, &judged)).collect();
        // Planned ones without a day stand first; of one day, what was entered last.
        sessions.sort_by_key(|row| (Reverse(row.day().unwrap_or(NaiveDate::MAX)), Reverse(row.session.id)));
        Ok(WorkerPage {
            formerly: self.store.worker_was(id)?,
            tally: tallied([(&worker, judged)], self.twelve_months(), self.day).total,
            months,
            next,
            sessions,
            children: self.caseload(id)?,
            actions: self.actions_about(id)?,
            notes: self.store.worker_notes(worker.id, self.day)?,
            due: self.near_records(&worker)?,
            file: self.worker_file_lines(id)?,
            worker,
        })
    }

    /// What the popups about supervision need to know of a worker.
    pub fn supervisee(&self, id: WorkerId) -> Result<Supervisee, Refusal> {
        let worker = self.known_worker(id)?;
        let mut planned = self.store.sessions_of(id)?;
        planned.retain(|one| matches!(one.outcome, Outcome::Planned));
        planned.sort_by_key(|one| (one.planned_for, one.id));
        let stated = self.policies.on(self.day).stated_under(LEAST_MINUTES).next().map(|one| one.value);
        let settings = self.store.session_settings(worker.id)?;
        let minutes = stated.unwrap_or(AN_HOUR);
        Ok(Supervisee { worker, next: self.next_supervision(id)?, planned, settings, minutes })
    }

    /// Why every date of one worker or child is what it is.
    pub fn why_page(&self, subject: &SubjectId) -> Result<WhyPage, Refusal> {
        match subject {
            SubjectId::Worker(id) => {
                let Worker { name: called, reference, .. } = self.known_worker(*id)?;
                Ok(WhyPage { called, reference, owed: self.owed_to_worker(*id)?, planned: Vec::new() })
            }
            SubjectId::Child(id) => {
                let child =
                    self.store.child(*id)?.ok_or_else(|| Refusal::NotPossible("this child is not there".to_owned()))?;
                let mut planned = self.plan_of(*id)?;
                planned.retain(|row| row.state.is_some() && !row.is_owed());
                let (called, reference) = (child.called().to_owned(), child.reference);
                Ok(WhyPage { called, reference, owed: self.owed_to_child(*id)?, planned })
            }
        }
    }

    pub(in crate::workbench) fn known_worker(&self, id: WorkerId) -> Result<Worker, Refusal> {
        self.store.worker(id)?.ok_or_else(|| Refusal::NotPossible("this worker is not there".to_owned()))
    }

    /// A session with what it met; one of a kind that moves no due date met none, whatever else was held on its day.
    fn session_row(&self, session: Session, judged: &[Judged]) -> SessionRow {
        let counted = session.held_on().filter(|on| self.policies.on(*on).counts(session.kind));
        let met = counted.and_then(|on| judged.iter().find(|one| one.held_on == Some(on)));
        SessionRow { judged: met.map(|one| one.outcome), session }
    }

    fn next_supervision(&self, id: WorkerId) -> Result<Option<Owed>, Refusal> {
        Ok(self.owed_to_worker(id)?.into_iter().find(|owed| owed.kind == Kind::Supervision))
    }

    fn caseload(&self, id: WorkerId) -> Result<Vec<CaseloadRow>, Refusal> {
        let facts = self.team_facts()?;
        let mut rows = Vec::new();
        for child in &facts.children {
            let (Some(status), Some(one)) = (child.status_on(self.day), child.allocation_on(self.day)) else {
                continue;
            };
            if one.worker != id || status.status == ChildStatus::Closed {
                continue;
            }
            let owed = self.owed_to_open_child(&facts, child)?;
            let milestone = owed.iter().find(|one| one.kind == Kind::Milestone).cloned();
            rows.push(CaseloadRow {
                child: child.id,
                reference: child.reference.clone(),
                called: child.called().to_owned(),
                status: status.status,
                since: one.from,
                worst: owed.into_iter().next(),
                milestone,
            });
        }
        rows.sort_by(|a, b| (a.status.rank(), &a.called).cmp(&(b.status.rank(), &b.called)));
        Ok(rows)
    }

    fn actions_about(&self, id: WorkerId) -> Result<Vec<ActionRow>, Refusal> {
        let mut actions = self.store.actions(ActionFilter::OwnedBy(id), self.day)?;
        let own = self.store.actions(ActionFilter::Of(ActionSubject::Worker(id)), self.day)?;
        actions.extend(own);
        actions.sort_by_key(|one| (one.status != ActionStatus::Open, one.due_on, one.id));
        actions.dedup_by_key(|one| one.id);
        let mut children: Vec<ChildId> = actions.iter().filter_map(|action| action.subject.child()).collect();
        children.sort_unstable();
        children.dedup();
        let called = self.store.children_called(&children)?;
        let child = |action: &Action| called.get(&action.subject.child()?).cloned();
        Ok(actions.into_iter().map(|action| ActionRow { child: child(&action), action }).collect())
    }
}
