//! The milestones of one child's plan: the last of each and when the next is due, or why no day can be told. What is owed
//! because of dates that were entered is [`crate::practice::due::milestone`]'s.

use crate::practice::child::{Child, ChildStatus};
use crate::practice::date_words::{long, with_weekday};
use crate::practice::due::State;
use crate::practice::due::child::through_changes;
use crate::practice::due::milestone::owed_milestones;
use crate::practice::milestone::{Counted, Happened, Milestone, Next, Standing, Start, Unknown};
use crate::practice::policy::Policy;
use crate::practice::reference::ChildId;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// One milestone of a child's plan.
#[derive(Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// The policy's key; none for one that is only words.
    pub key: Option<String>,
    /// What is to happen.
    pub what: String,
    /// By when, in the policy's words.
    pub when: String,
    /// The last day entered.
    pub last: Option<NaiveDate>,
    /// How it stands.
    pub standing: Standing,
    /// How its day stands, where it has one and must be kept.
    pub state: Option<State>,
    /// Whether it is only for some plans, as `what` says.
    pub conditional: bool,
    /// What it counts from, or why no day can be told; a phrase.
    pub how: String,
    /// Who says so.
    pub source: String,
}

impl PlanRow {
    /// The day it is due by, where one can be told.
    pub const fn due_on(&self) -> Option<NaiveDate> {
        match &self.standing {
            Standing::Next(next) => Some(next.due_on),
            Standing::Met(_) | Standing::Unknown(_) => None,
        }
    }

    /// Whether it counts from a day that somebody entered: then it is owed, and stands with what is owed.
    pub const fn is_owed(&self) -> bool {
        let Standing::Next(next) = &self.standing else { return false };
        matches!(next.counted, Counted::Entered) || matches!((next.counted, self.last), (Counted::Term, Some(_)))
    }

    /// All of it in sentences.
    pub fn sentences(&self) -> String {
        let how = match &self.standing {
            Standing::Next(next) => format!("By {}: {}.", with_weekday(next.due_on), self.how),
            Standing::Met(on) => format!("Happened on {}.", long(*on)),
            Standing::Unknown(_) => format!("No day can be told: {}.", self.how),
        };
        let last = match (&self.standing, self.last) {
            (Standing::Met(_), _) | (_, None) => String::new(),
            (_, Some(on)) => format!(" Last entered: {}.", long(on)),
        };
        format!("{}, {}. {how}{last} ({})", self.what, self.when, self.source)
    }
}

impl Desk {
    /// Every milestone of the child's status by the policy of the day: those with a day first, worst first; then those that
    /// are only for some plans; then those for which no day can be told; then what is met.
    pub fn plan_of(&self, id: ChildId) -> Result<Vec<PlanRow>, Refusal> {
        let child = self.child(id)?;
        Ok(self.plan_rows(&child, &self.store.milestones_of(id, self.day)?))
    }

    pub(super) fn plan_rows(&self, child: &Child, dates: &[Happened]) -> Vec<PlanRow> {
        let Some(status) = child.status_on(self.day).filter(|now| now.status != ChildStatus::Closed) else {
            return Vec::new();
        };
        let policy = self.policies.on(self.day);
        let of_status = policy.milestones.iter().filter(|one| one.statuses.contains(&status.status));
        let row = |one: &Milestone| {
            let standing = one.standing(dates, status.since, child.born_on, &self.days_off, self.day);
            let last = dates.iter().filter(|date| Some(&date.key) == one.key.as_ref()).map(|date| date.on).max();
            let state = match &standing {
                Standing::Next(next) => Some(State::of(next.due_on, self.day, policy.notice.value)),
                Standing::Met(_) | Standing::Unknown(_) => None,
            };
            PlanRow {
                key: one.key.clone(),
                what: one.what.clone(),
                when: one.when.clone(),
                last,
                how: self.how(&standing),
                standing,
                state,
                conditional: one.conditional,
                source: one.source.words(),
            }
        };
        let mut rows: Vec<PlanRow> = of_status.map(row).collect();
        // A policy that came later makes nothing due before its day, and what is owed says the same of one day everywhere.
        let owed = owed_milestones(child, dates, "", &self.policies, &self.days_off, self.day);
        for row in &mut rows {
            let Standing::Next(next) = &mut row.standing else { continue };
            let known = owed.iter().find(|one| one.label == row.what && one.counts_from == Some(next.from));
            let by_policy = |policy: &Policy| {
                let mut of_status = policy.milestones.iter().filter(|one| one.statuses.contains(&status.status));
                let is_same = |one: &Milestone| one.key == row.key && (one.key.is_some() || one.what == row.what);
                let same = of_status.find(|one| is_same(one))?;
                match same.standing(dates, status.since, child.born_on, &self.days_off, self.day) {
                    Standing::Next(next) => Some(next.due_on),
                    Standing::Met(_) | Standing::Unknown(_) => None,
                }
            };
            let due_on = known.and_then(|one| one.due_on);
            let due_on = due_on.or_else(|| through_changes(&self.policies, next.from, by_policy).0);
            next.due_on = due_on.unwrap_or(next.due_on);
            row.state = Some(State::of(next.due_on, self.day, policy.notice.value));
        }
        self.count_back_from_meetings(&mut rows, policy);
        for row in rows.iter_mut().filter(|row| row.conditional) {
            row.state = None;
        }
        rows.sort_by_key(|row| match row.standing {
            Standing::Next(next) if row.conditional => (1, Some(next.due_on)),
            Standing::Next(next) => (0, Some(next.due_on)),
            Standing::Unknown(_) => (2, None),
            Standing::Met(on) => (3, Some(on)),
        });
        rows
    }

    /// What prepares a meeting is due before the day by which that is due; where it has none, what would give it one.
    fn count_back_from_meetings(&self, rows: &mut [PlanRow], policy: &Policy) {
        let meetings: Vec<PlanRow> = rows.to_vec();
        for row in rows {
            let Standing::Unknown(Unknown::MeetingNotDated(other)) = &row.standing else { continue };
            let Some(meeting) = meetings.iter().find(|one| one.key.as_ref() == Some(other)) else { continue };
            let own = policy.milestones.iter().find(|one| one.key == row.key && one.what == row.what);
            let next = meeting.due_on().and_then(|by| own?.before_meeting(by, &self.days_off));
            if let Some(next) = next {
                row.how =
                    format!("{} before {}, the last day for: {}", next.span.words(), long(next.from), meeting.what);
                row.standing = Standing::Next(next);
                row.state = Some(State::of(next.due_on, self.day, policy.notice.value));
                continue;
            }
            row.how = match &meeting.standing {
                Standing::Unknown(Unknown::InWords) => {
                    format!("its meeting is on no day known here ({}); put it among the actions", meeting.what)
                }
                Standing::Unknown(_) => format!("it counts back from another; {}", meeting.how),
                Standing::Met(on) => format!("its meeting was held on {}, and it was not entered before", long(*on)),
                Standing::Next(_) => continue,
            };
        }
    }

    fn how(&self, standing: &Standing) -> String {
        match standing {
            Standing::Next(next) => counted(next),
            Standing::Met(on) => format!("happened on {}", long(*on)),
            Standing::Unknown(Unknown::NeverEntered) => {
                "enter the last time it happened, for it counts from that".to_owned()
            }
            Standing::Unknown(Unknown::OtherNeverEntered(key) | Unknown::MeetingNotDated(key)) => {
                format!("enter this first, for it counts from that: {}", self.milestone_words(key))
            }
            Standing::Unknown(Unknown::NoBirth) => "enter the date of birth, for it counts from that".to_owned(),
            Standing::Unknown(Unknown::InWords) => "no calendar settles what the policy says".to_owned(),
        }
    }
}

fn counted(next: &Next) -> String {
    let (span, from) = (next.span.words(), long(next.from));
    let baby = if next.baby { " for a baby" } else { "" };
    match next.counted {
        Counted::Entered => format!("{span}{baby} after {from}"),
        Counted::Began(Start::Birth) => format!("the age of {span}, born on {from}"),
        Counted::Began(Start::Status) => format!("{span} after the status began on {from}"),
        Counted::Term => "the end of the term".to_owned(),
        Counted::Meeting => format!("{span} before {from}"),
    }
}
