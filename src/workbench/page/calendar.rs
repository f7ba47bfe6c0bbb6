//! What the calendar shows: a month's sessions and quality items, and beside them what stays the same whichever month is
//! looked at: what is owed, what workers' own files want, who is away, whom a session can be booked with. Not how it is laid out.

use super::waiting::WaitingRow;
use crate::practice::due::{Kind, Owed, SubjectId};
use crate::practice::quality::{QualityItem, items, six_weeks};
use crate::practice::reference::WorkerId;
use crate::practice::session::Session;
use crate::practice::worker::Absence;
use crate::workbench::act::cover::CoverLine;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;
use std::sync::Arc;

/// One month of the calendar. No `Debug`: it names people.
#[derive(Clone)]
pub struct CalendarPage {
    /// The month, by its first day.
    pub month: NaiveDate,
    /// The sessions of its six weeks, by day: booked, held, called off and missed.
    pub sessions: Vec<Session>,
    /// What the policy asks for in the month.
    pub quality: Vec<QualityItem>,
    /// What does not depend on the month; `None` where only another month was asked for.
    pub standing: Option<Standing>,
}

/// What does not depend on the month.
#[derive(Clone)]
pub struct Standing {
    /// Everything owed on a day, by that day.
    pub due: Arc<[Owed]>,
    /// What the policy wants of workers' own files by a day, by that day.
    pub wanted: Vec<WaitingRow>,
    /// Everyone who is or was in the team, by name.
    pub people: Vec<Supervised>,
    /// When the team is or was handed over, by the first day.
    pub covers: Vec<CoverLine>,
}

/// A worker as the calendar needs to know them.
#[derive(Clone, PartialEq, Eq)]
pub struct Supervised {
    /// The worker.
    pub worker: WorkerId,
    /// The name, in full.
    pub name: String,
    /// Whether they are in the team on the day.
    pub here: bool,
    /// When their supervision is due, if it is.
    pub due_on: Option<NaiveDate>,
    /// Whether it is booked, in time or late.
    pub booked: bool,
    /// When they are away.
    pub absences: Vec<Absence>,
}

impl Desk {
    /// A month of the calendar; `whole` asks for what does not depend on the month too, which costs as much as Today.
    pub fn calendar_page(&self, month: NaiveDate, whole: bool) -> Result<CalendarPage, Refusal> {
        let month = month.with_day(1).unwrap_or(month);
        let (from, until) = six_weeks(month);
        Ok(CalendarPage {
            month,
            sessions: self.store.sessions_between(None, from, until)?,
            quality: items(&self.policies, month, self.store.quality_answers(month)?),
            standing: if whole { Some(self.standing()?) } else { None },
        })
    }

    fn standing(&self) -> Result<Standing, Refusal> {
        let facts = self.team_facts()?;
        let mut next: HashMap<WorkerId, (Option<NaiveDate>, bool)> = HashMap::new();
        for owed in &facts.owed {
            if let (Kind::Supervision, SubjectId::Worker(worker)) = (owed.kind, &owed.subject.id) {
                let booked = owed.booking.is_some_and(|booking| booking.on().is_some());
                next.insert(*worker, (owed.due_on, booked));
            }
        }
        let people = facts.workers.iter().map(|worker| {
            let (due_on, booked) = next.get(&worker.id).copied().unwrap_or((None, false));
            Supervised {
                here: worker.in_team(self.day),
                worker: worker.id,
                name: worker.name.clone(),
                due_on,
                booked,
                absences: worker.absences.clone(),
            }
        });
        let people = people.collect();
        let due = match facts.by_day.get() {
            Some(due) => Arc::clone(due),
            None => {
                let mut due = self.owed()?;
                due.retain(|owed| owed.due_on.is_some());
                due.sort_by_key(|owed| owed.due_on);
                Arc::clone(facts.by_day.get_or_init(|| due.into()))
            }
        };
        Ok(Standing { due, wanted: self.wanted_by_day()?, people, covers: self.covers()? })
    }
}
