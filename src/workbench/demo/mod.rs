//! A made-up team that a social worker would find true: pure from a seed, a day and a size to typed values, and then
//! into the file in one change. No real person, place or sentence. Its words are in `assets/demo`.

pub mod actions;
pub mod captured;
pub mod chance;
pub mod children;
pub mod drafts;
pub mod families;
pub mod file;
pub mod higher;
pub mod make;
mod manners;
mod milestones;
pub mod oversight;
pub mod sessions;
pub mod size;
pub mod speech;
pub mod supervision;
#[cfg(test)]
mod tests;
pub mod timeline;
pub mod words;
pub mod workers;

pub use make::{Made, MakeError, make, settings};
pub use size::Size;

use crate::practice::policy::PolicyHistory;
use crate::practice::policy_file;
use crate::practice::session::Session;
use crate::practice::working_days::WorkingDays;
use chance::Chance;
use children::MadeUpChild;
use chrono::{Datelike, Days, NaiveDate};
use families::FamilyPlan;
use std::collections::HashSet;
use words::Words;
use workers::Player;

/// Why no team could be made up: only where the program was built with broken words or policies.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file of words cannot be read.
    #[error("the words of the demo cannot be read; install the program again")]
    Words(#[from] toml::de::Error),
    /// The policy cannot be read.
    #[error("the policy of the demo cannot be read; install the program again")]
    Policy,
}

/// So many days later; earlier where the number is below nought.
fn later(day: NaiveDate, days: i64) -> NaiveDate {
    let step = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }.unwrap_or(day)
}

/// Today, and which days are worked.
pub struct Calendar {
    /// The day the demo is run.
    pub day: NaiveDate,
    /// Working days.
    pub working: WorkingDays,
}

impl Calendar {
    /// That day, or the last working day before it.
    pub fn working_before(&self, day: NaiveDate) -> NaiveDate {
        self.working.previous_working_day(day)
    }

    /// That day, or the first working day after it.
    pub fn working_from(&self, day: NaiveDate) -> NaiveDate {
        self.working.next_working_day(day)
    }

    /// The Monday of that week.
    pub fn monday_of(&self, day: NaiveDate) -> NaiveDate {
        later(day, -i64::from(day.weekday().num_days_from_monday()))
    }
}

/// The managers whose hands the records are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Managers {
    /// The supervisor whose file it is: the good one.
    pub supervisor: String,
    /// Who had the team before, and was tired.
    pub before: String,
    /// The new practice supervisor, who looks after some of the workers.
    pub new: String,
    /// The head of service.
    pub head: String,
}

/// A made-up team; its families are told one after another, so that a decade of them needs no more room than one.
pub struct Team {
    /// The seed.
    pub seed: u64,
    /// The size.
    pub size: Size,
    /// The team's name.
    pub name: &'static str,
    /// The managers.
    pub managers: Managers,
    /// The workers.
    pub players: Vec<Player>,
    /// Their sessions, worker by worker.
    pub sessions: Vec<Session>,
    /// What is planned for each family.
    pub plans: Vec<FamilyPlan>,
    words: Words,
    calendar: Calendar,
    policies: PolicyHistory,
}

/// What the made-up authority adds to the policy that it copied.
const OWN_POLICY: &str = include_str!("../../../assets/demo/policy.toml");

/// The policy of a made-up file, by name and text. A team's authority has made its own copy of the usual one, with visits
/// and a quality calendar; what is there to measure by keeps to the usual one.
fn policy(size: Size) -> Option<(&'static str, String)> {
    let (name, text) = policy_file::shipped().iter().find(|(name, _)| *name == policy_file::DEFAULT)?;
    if size != Size::Team {
        return Some((name, (*text).to_owned()));
    }
    let own = text.lines().map(|line| if line.starts_with("title = ") { OWN_TITLE } else { line });
    Some(("riverside", format!("{}\n\n{OWN_POLICY}", own.collect::<Vec<_>>().join("\n"))))
}

const OWN_TITLE: &str = "title = \"Riverside practice standards, made up after the practice fundamentals\"";

impl Team {
    /// Makes up a team, the same for the same seed, day and size.
    pub fn made_up(seed: u64, day: NaiveDate, size: Size) -> Result<Self, DemoError> {
        let words = Words::shipped()?;
        let (name, text) = policy(size).ok_or(DemoError::Policy)?;
        let policy = policy_file::read(name, &text).map_err(|_| DemoError::Policy)?;
        let policies = PolicyHistory::always(policy);
        let calendar = Calendar { day, working: WorkingDays::published() };
        let mut taken = HashSet::new();
        let mut chance = Chance::new(seed, 1);
        let mut name = || workers::full_name(&words, &mut chance, &mut taken);
        let managers = Managers { supervisor: name(), before: name(), new: name(), head: name() };
        let players = workers::workers(&words, size, &calendar, seed, &mut taken);
        let sessions = players
            .iter()
            .zip(5_000_u64..)
            .flat_map(|(player, stream)| {
                let mut chance = Chance::new(seed, stream);
                sessions::sessions(player, &policies, &calendar, &words.between.sessions, &mut chance)
            })
            .collect();
        let plans = families::plans(&words, size, &players, &calendar, seed);
        let name = "Riverside family safeguarding";
        Ok(Self { seed, size, name, managers, players, sessions, plans, words, calendar, policies })
    }

    /// The families, one after another.
    pub fn families(&self) -> impl Iterator<Item = Vec<MadeUpChild>> {
        self.plans.iter().map(|plan| children::family(self, plan))
    }

    /// The day it is made up for.
    pub const fn day(&self) -> NaiveDate {
        self.calendar.day
    }

    /// The policy that it works by.
    pub const fn policies(&self) -> &PolicyHistory {
        &self.policies
    }
}
