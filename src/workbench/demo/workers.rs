//! The workers of the made-up team: each has a part to play on the first screen.

use super::chance::Chance;
use super::size::Size;
use super::words::{Origin, Words};
use super::{Calendar, later};
use crate::practice::reference::{Reference, WorkerId};
use crate::practice::worker::{Absence, AbsenceKind, EnhancedReason, KnownRole, Period, Role, Worker};
use chrono::NaiveDate;
use std::collections::HashSet;

/// The part a worker plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// There from the first day; others' children pass through their hands.
    Senior,
    /// Nothing out of the ordinary.
    Steady,
    /// In the ASYE, near its end, on time.
    FirstYear,
    /// In the ASYE, late, with a booking after the due date.
    FirstYearLate,
    /// Not seen for supervision in a long time.
    LongOverdue,
    /// Back from long leave, with fortnightly sessions agreed.
    BackFromLeave,
    /// Away with no known end.
    Away,
    /// Covers for those who are away.
    Advanced,
    /// A family support worker, with fewer and lighter families.
    Support,
    /// Has left the team.
    Left,
}

/// The parts of one team of ten, in the order of their references.
const PARTS: [Part; 10] = [
    Part::Senior,
    Part::Steady,
    Part::FirstYear,
    Part::FirstYearLate,
    Part::LongOverdue,
    Part::BackFromLeave,
    Part::Away,
    Part::Advanced,
    Part::Support,
    Part::Left,
];

/// How many days late the one worker is whom nobody has seen.
pub const LONG_OVERDUE: i64 = 77;

impl Part {
    /// The part of the worker at a place; in a service most teams have no one forgotten.
    fn at(place: usize) -> Self {
        let part = PARTS[place % PARTS.len()];
        match part {
            Self::LongOverdue if place >= PARTS.len() => Self::Steady,
            Self::FirstYearLate if place >= PARTS.len() && !(place / PARTS.len()).is_multiple_of(4) => Self::FirstYear,
            other => other,
        }
    }

    const fn role(self) -> KnownRole {
        match self {
            Self::Senior => KnownRole::SeniorSocialWorker,
            Self::FirstYear | Self::FirstYearLate => KnownRole::NewlyQualified,
            Self::Advanced => KnownRole::AdvancedPractitioner,
            Self::Support => KnownRole::FamilySupportWorker,
            Self::Steady | Self::LongOverdue | Self::BackFromLeave | Self::Away | Self::Left => KnownRole::SocialWorker,
        }
    }

    /// How many children they can carry, against each other.
    pub const fn room(self) -> i64 {
        match self {
            Self::Senior | Self::Steady | Self::LongOverdue => 18,
            Self::FirstYear => 13,
            Self::FirstYearLate | Self::Support => 10,
            Self::BackFromLeave => 12,
            Self::Away | Self::Advanced => 14,
            Self::Left => 0,
        }
    }
}

/// A worker with their part.
pub struct Player {
    /// The worker.
    pub worker: Worker,
    /// The part.
    pub part: Part,
}

impl Player {
    /// The first name.
    pub fn first_name(&self) -> &str {
        self.worker.name.split(' ').next().unwrap_or_default()
    }

    /// Whether they are away for longer than a holiday on that day.
    pub fn long_away(&self, day: NaiveDate) -> bool {
        self.worker.absences.iter().any(|one| {
            one.from <= day
                && one.until.is_none_or(|until| day <= until)
                && one.until.is_none_or(|until| (until - one.from).num_days() > 21)
        })
    }
}

/// An origin, drawn by weight.
pub fn origin<'a>(words: &'a Words, chance: &mut Chance) -> Option<&'a Origin> {
    let all: i64 = words.origins.iter().map(|origin| i64::try_from(origin.weight).unwrap_or(0)).sum();
    let mut left = chance.between(1, all);
    words.origins.iter().find(|origin| {
        left -= i64::try_from(origin.weight).unwrap_or(0);
        left <= 0
    })
}

/// A grown-up's full name that nobody in the team has yet.
pub(super) fn full_name(words: &Words, chance: &mut Chance, taken: &mut HashSet<String>) -> String {
    let mut name = String::new();
    for _ in 0..60 {
        let Some(origin) = origin(words, chance) else { break };
        let given = if chance.percent(78) { &origin.women } else { &origin.men };
        name = format!("{} {}", chance.text(given), chance.text(&origin.surnames)).replace('’', "'");
        let first = name.split(' ').next().unwrap_or_default().to_owned();
        // First names are told apart too while there are enough: the records speak of workers by them.
        if (taken.len() > 60 || !taken.contains(&first)) && taken.insert(name.clone()) {
            taken.insert(first);
            break;
        }
    }
    name
}

/// The workers of a team.
pub(super) fn workers(
    words: &Words,
    size: Size,
    calendar: &Calendar,
    seed: u64,
    taken: &mut HashSet<String>,
) -> Vec<Player> {
    let day = calendar.day;
    (0..size.workers())
        .filter_map(|place| {
            let mut chance = Chance::new(seed, 1_000 + place as u64);
            let part = Part::at(place);
            let span = size.span();
            let joined_on = calendar.working_before(match part {
                Part::Senior | Part::Left => later(day, -span - 75),
                Part::FirstYear => later(day, -322),
                Part::FirstYearLate => later(day, -142),
                Part::Steady
                | Part::LongOverdue
                | Part::BackFromLeave
                | Part::Away
                | Part::Advanced
                | Part::Support => later(day, -span + chance.between(0, span / 3)),
            });
            let left_on = (part == Part::Left).then(|| calendar.working_before(later(day, -178)));
            let mut worker = Worker {
                id: WorkerId(i64::try_from(place).unwrap_or(0) + 1),
                reference: Reference::new(&format!("W{:02}", place + 1))?,
                name: full_name(words, &mut chance, taken),
                role: Role::Known(part.role()),
                fte: if chance.percent(25) { 80 } else { 100 },
                joined_on,
                joined_assumed: false,
                left_on,
                periods: Vec::new(),
                absences: Vec::new(),
            };
            match part {
                Part::FirstYear | Part::FirstYearLate => {
                    worker.fte = 100;
                    worker.periods.push(Period::Asye { from: joined_on, until: None });
                }
                Part::BackFromLeave => {
                    let back = calendar.working_from(later(day, -24));
                    let until = later(back, -1);
                    worker.absences.push(Absence {
                        kind: AbsenceKind::Sickness,
                        from: calendar.working_from(later(day, -158)),
                        until: Some(until),
                    });
                    let reason = EnhancedReason::ReturnToWork;
                    worker.periods.push(Period::Enhanced { reason, from: back, until: later(back, 90) });
                }
                Part::Away => worker.absences.push(Absence {
                    kind: AbsenceKind::Sickness,
                    from: calendar.working_from(later(day, -39)),
                    until: None,
                }),
                Part::Senior | Part::Steady | Part::LongOverdue | Part::Advanced | Part::Support | Part::Left => {}
            }
            holidays(&mut worker, part, calendar, &mut chance);
            Some(Player { worker, part })
        })
        .collect()
}

/// A week or two of leave every four or five months.
fn holidays(worker: &mut Worker, part: Part, calendar: &Calendar, chance: &mut Chance) {
    let end = worker.left_on.unwrap_or(calendar.day);
    let last = later(end, if part == Part::LongOverdue { -125 } else { -45 });
    let mut from = later(worker.joined_on, chance.between(50, 110));
    while from < last {
        let monday = calendar.monday_of(from);
        let until = later(monday, if chance.percent(55) { 4 } else { 11 });
        let apart = worker
            .absences
            .iter()
            .all(|one| later(until, 20) < one.from || one.until.is_some_and(|other| later(other, 20) < monday));
        if apart {
            worker.absences.push(Absence { kind: AbsenceKind::Leave, from: monday, until: Some(until) });
        }
        from = later(from, chance.between(105, 150));
    }
    worker.absences.sort_by_key(|one| one.from);
}
