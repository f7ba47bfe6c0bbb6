//! What Today shows: what is owed, how the team's twelve months look, and what waits. Not how it is laid out.

use super::oversight::DraftRow;
use super::waiting::WaitingRow;
use crate::practice::action::Whose;
use crate::practice::child::{Child, ChildStatus};
use crate::practice::due::compliance::{Judged, LeftOut, Tally, first_of_month, tallied, walk, walk_since};
use crate::practice::due::strip::{StripMonth, strip};
use crate::practice::due::supervision::counted_days;
use crate::practice::due::{Kind, Owed, State, SubjectId};
use crate::practice::reference::{ChildId, Reference, WorkerId};
use crate::practice::worker::Worker;
use crate::workbench::act::cover::CoverLine;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Days, Months, NaiveDate};
use std::collections::HashMap;
use std::sync::Arc;

/// The morning look. No `Debug`: it names people.
#[derive(Clone)]
pub struct TodayPage {
    /// What presses: late, then children with no worker, then due today and soon.
    pub rows: Vec<TodayRow>,
    /// Everyone in the team on the day, by name.
    pub team: Vec<TeamRow>,
    /// Compliance month by month, oldest first, the twelve months up to this one.
    pub months: Vec<(NaiveDate, Tally)>,
    /// Compliance over all twelve.
    pub total: Tally,
    /// Who has no figure in them, by name, and why.
    pub left_out: Vec<(String, LeftOut)>,
    /// Signed records that are not in the authority's case system yet.
    pub only_here: usize,
    /// Lines of quick capture that are not sorted yet.
    pub unsorted: usize,
    /// Drafts that wait, the one saved last first.
    pub drafts: Vec<DraftRow>,
    /// To whom the team is handed over while the supervisor is away, if it is.
    pub cover: Option<CoverLine>,
    /// Sessions to be written up, records of workers' own files to be signed, shared, agreed or settled, what the policy
    /// wants of those files, and the quality calendar; late first.
    pub waiting: Vec<WaitingRow>,
}

/// One row of what presses.
#[derive(Clone, PartialEq, Eq)]
pub enum TodayRow {
    /// Something owed by a date.
    Owed(Arc<Owed>),
    /// A child with no worker.
    NoWorker(NoWorker),
}

/// An open child for whom no worker is responsible.
#[derive(Clone, PartialEq, Eq)]
pub struct NoWorker {
    /// The child.
    pub child: ChildId,
    /// The authority's reference.
    pub reference: Reference,
    /// The name, or the reference where none was given.
    pub called: String,
    /// The status on the day.
    pub status: ChildStatus,
    /// The first day without a worker that is known: the day after the last allocation, or the status's start.
    pub since: NaiveDate,
}

impl TodayRow {
    /// Whom it is about.
    pub fn subject(&self) -> SubjectId {
        match self {
            Self::Owed(owed) => owed.subject.id.clone(),
            Self::NoWorker(child) => SubjectId::Child(child.child),
        }
    }

    /// The worker whose supervision it is, if it is one.
    pub fn supervisee(&self) -> Option<WorkerId> {
        match self {
            Self::Owed(owed) => match (owed.kind, &owed.subject.id) {
                (Kind::Supervision, SubjectId::Worker(worker)) => Some(*worker),
                _ => None,
            },
            Self::NoWorker(_) => None,
        }
    }

    /// Who must act. Giving a child a worker is the supervisor's.
    pub fn whose(&self) -> Whose {
        match self {
            Self::Owed(owed) => owed.whose,
            Self::NoWorker(_) => Whose::Mine,
        }
    }

    /// Whether its day is past.
    pub fn is_late(&self) -> bool {
        matches!(self, Self::Owed(owed) if matches!(owed.state, State::Overdue(_)))
    }

    /// Whether its day is today.
    pub fn is_today(&self) -> bool {
        matches!(self, Self::Owed(owed) if matches!(owed.state, State::DueToday))
    }

    /// Whether the two are the same thing owed, so that a cursor finds its row again.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Owed(a), Self::Owed(b)) => {
                a.kind == b.kind && a.subject.id == b.subject.id && a.label == b.label && a.behind == b.behind
            }
            (Self::NoWorker(a), Self::NoWorker(b)) => a.child == b.child,
            _ => false,
        }
    }
}

/// One worker's twelve months.
#[derive(Clone, PartialEq, Eq)]
pub struct TeamRow {
    /// The worker.
    pub worker: WorkerId,
    /// The name, in full.
    pub name: String,
    /// Whether today lies in their ASYE.
    pub asye: bool,
    /// Twelve months of marks.
    pub months: Vec<StripMonth>,
    /// The supervision owed next.
    pub next: Option<Owed>,
}

impl Desk {
    /// The morning look: one load of what the team is owed, and one of the sessions behind the strips.
    pub fn today_page(&self) -> Result<TodayPage, Refusal> {
        let facts = self.team_facts()?;
        let judged = self.judged(&facts.workers)?;
        let mut next: HashMap<WorkerId, Owed> = HashMap::new();
        let (mut rows, mut later) = (Vec::new(), Vec::new());
        for owed in &facts.owed {
            if let (Kind::Supervision, SubjectId::Worker(worker)) = (owed.kind, &owed.subject.id) {
                next.insert(*worker, Owed::clone(owed));
            }
            match owed.state {
                State::Overdue(_) => rows.push(TodayRow::Owed(Arc::clone(owed))),
                // The next visit and review stand on the child's page and the worker's: here they come when their day does.
                State::DueSoon(_) if owed.kind == Kind::Milestone => {}
                State::DueToday | State::DueSoon(_) => later.push(TodayRow::Owed(Arc::clone(owed))),
                State::OnTrack(_) | State::Paused => {}
            }
        }
        rows.extend(with_no_worker(&facts.children, self.day).into_iter().map(TodayRow::NoWorker));
        rows.append(&mut later);
        let team = (facts.workers.iter().zip(&judged))
            .filter(|(worker, _)| worker.in_team(self.day))
            .map(|(worker, judged)| {
                let next = next.remove(&worker.id);
                let due = next.as_ref().and_then(|owed| owed.due_on);
                TeamRow {
                    worker: worker.id,
                    name: worker.name.clone(),
                    asye: worker.asye_on(self.day).is_some(),
                    months: strip(worker, judged, due, self.day),
                    next,
                }
            })
            .collect();
        let compliance = tallied(facts.workers.iter().zip(judged), self.twelve_months(), self.day);
        let named: HashMap<&Reference, &str> =
            facts.workers.iter().map(|worker| (&worker.reference, worker.name.as_str())).collect();
        let left_out = compliance
            .left_out
            .iter()
            .filter_map(|(reference, why)| named.get(reference).map(|name| ((*name).to_owned(), *why)));
        Ok(TodayPage {
            rows,
            team,
            months: compliance.by_month,
            total: compliance.total,
            left_out: left_out.collect(),
            only_here: self.store.only_here_count(self.day)?,
            unsorted: self.store.capture_count()?,
            drafts: self.drafts_page()?,
            cover: self.cover_now()?,
            waiting: self.waiting_page()?,
        })
    }

    /// The first and the last day of the twelve months up to and with this one.
    pub(super) fn twelve_months(&self) -> (NaiveDate, NaiveDate) {
        let this = first_of_month(self.day);
        let first = this.checked_sub_months(Months::new(11)).unwrap_or(this);
        let last = this.checked_add_months(Months::new(1)).and_then(|next| next.checked_sub_days(Days::new(1)));
        (first, last.unwrap_or(self.day))
    }

    /// Every worker's supervision as judged over the twelve months, in the order of `workers`. The years before are read
    /// only of those who have had no session for long.
    pub(super) fn judged(&self, workers: &[Worker]) -> Result<Vec<Vec<Judged>>, Refusal> {
        let (from, _) = self.twelve_months();
        let known_from = from.checked_sub_months(Months::new(4)).unwrap_or(from);
        let recent = self.counted_since(known_from, workers)?;
        let (policies, days_off) = (&self.policies, &self.days_off);
        let judge = |(worker, held): (&Worker, &Vec<NaiveDate>)| {
            if let Some(judged) = walk_since(worker, (held, known_from), policies, days_off, (from, self.day)) {
                return Ok(judged);
            }
            let held = counted_days(worker, &self.store.sessions_of(worker.id)?, policies);
            let mut judged = walk(worker, &held, policies, days_off, self.day);
            judged.retain(|one| one.due_on >= from);
            Ok(judged)
        };
        workers.iter().zip(&recent).map(judge).collect()
    }
}

/// The open children for whom nobody is responsible on a day: the highest status first, then the longest alone.
fn with_no_worker(children: &[Child], day: NaiveDate) -> Vec<NoWorker> {
    let mut alone: Vec<NoWorker> = children
        .iter()
        .filter(|child| child.allocation_on(day).is_none())
        .filter_map(|child| {
            let status = child.status_on(day)?;
            let ended =
                child.allocations.iter().filter_map(|one| one.until?.succ_opt()).filter(|from| *from <= day).max();
            // A child closed and opened again has been alone since the opening, not since the last worker of before.
            let opened = child.statuses.iter().rev().find(|one| one.since <= day && one.status == ChildStatus::Closed);
            let opened =
                child.statuses.iter().map(|one| one.since).filter(|on| opened.is_none_or(|closed| *on > closed.since));
            let since = ended.into_iter().chain(opened.filter(|on| *on <= day).min()).max().unwrap_or(status.since);
            Some(NoWorker {
                child: child.id,
                reference: child.reference.clone(),
                called: child.called().to_owned(),
                status: status.status,
                since,
            })
        })
        .collect();
    alone.sort_by(|a, b| (a.status.rank(), a.since, &a.reference).cmp(&(b.status.rank(), b.since, &b.reference)));
    alone
}
