//! Which families the made-up team works with: how many, which story each lives, who works with them, and which of them
//! play a part on the first screen.

use super::chance::Chance;
use super::size::Size;
use super::words::Words;
use super::workers::{Part, Player};
use super::{Calendar, later};
use crate::practice::child::ChildStatus;
use crate::practice::due::child::checkpoint_days;
use crate::practice::policy::PolicyHistory;
use chrono::NaiveDate;

/// What makes one child's page worth opening on the first morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    /// The review of a direction is so many days late.
    LateReview(i64),
    /// The review of a direction is due today.
    ReviewToday,
    /// Nothing has been recorded for longer than the policy allows, by so many days.
    LateOversight(i64),
    /// A checkpoint of the assessment is due today.
    CheckpointToday(u16),
    /// A checkpoint fell due so many days ago and was not met.
    LateCheckpoint(u16, i64),
    /// A checkpoint was never met, and a later one has been.
    MissedCheckpoint(u16),
    /// An action is so many days late, and was given another date so often.
    LateAction(i64, usize),
    /// The supervisor's own action is due in so many days; 0 is today, below nought is late.
    MyAction(i64),
    /// Nobody is allocated.
    Unallocated,
    /// A draft was left half finished.
    HalfDraft,
    /// A draft is ready to be signed.
    ReadyDraft,
    /// A draft was only begun.
    BegunDraft,
    /// A draft has an action without a date.
    UndatedDraft,
}

/// What is planned for one family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyPlan {
    /// Its number, from 1.
    pub number: u64,
    /// The number of its first child, from 1; the others follow.
    pub first_child: i64,
    /// How many children.
    pub children: i64,
    /// The status they have come to.
    pub status: ChildStatus,
    /// Which story.
    pub story: usize,
    /// The last turn of the story that has happened.
    pub last_step: usize,
    /// The place of the worker among the workers; `None` for nobody.
    pub worker: Option<usize>,
    /// What is planted on the first child.
    pub plants: Vec<Plant>,
}

/// What is planted, and on children of which status.
const PLANTS: &[(&[Plant], ChildStatus)] = &[
    (&[Plant::LateReview(11), Plant::HalfDraft], ChildStatus::ChildProtection),
    (&[Plant::ReviewToday, Plant::ReadyDraft], ChildStatus::ChildProtection),
    (&[Plant::ReviewToday], ChildStatus::ChildInNeed),
    (&[Plant::LateOversight(6)], ChildStatus::ChildInNeed),
    (&[Plant::CheckpointToday(20), Plant::UndatedDraft], ChildStatus::Assessment),
    (&[Plant::LateCheckpoint(8, 5)], ChildStatus::Assessment),
    (&[Plant::MissedCheckpoint(8)], ChildStatus::Assessment),
    (&[Plant::LateAction(4, 1)], ChildStatus::ChildProtection),
    (&[Plant::LateAction(24, 2)], ChildStatus::InCare),
    (&[Plant::MyAction(0)], ChildStatus::Proceedings),
    (&[Plant::MyAction(3)], ChildStatus::PreProceedings),
    (&[Plant::BegunDraft], ChildStatus::ChildInNeed),
    (&[Plant::Unallocated], ChildStatus::Contact),
    (&[Plant::Unallocated], ChildStatus::Contact),
    (&[Plant::Unallocated], ChildStatus::EarlyHelp),
];

/// The plans of all families, in order of their numbers.
pub fn plans(words: &Words, size: Size, players: &[Player], calendar: &Calendar, seed: u64) -> Vec<FamilyPlan> {
    let mut chance = Chance::new(seed, 2);
    let mut plans = Vec::new();
    let mut wanted = size.open();
    wanted.push((ChildStatus::Closed, size.closed()));
    for (status, count) in wanted {
        let mut turns = turns_that_reach(words, status);
        chance.shuffle(&mut turns);
        let mut left = count;
        for (story, last_step) in turns.iter().copied().cycle() {
            if left <= 0 {
                break;
            }
            let [fewest, most] = words.stories.get(story).map_or([1, 1], |story| story.children);
            let children = chance.between(fewest, most).clamp(1, left);
            left -= children;
            let plan = FamilyPlan {
                number: 0,
                first_child: 0,
                children,
                status,
                story,
                last_step,
                worker: None,
                plants: Vec::new(),
            };
            plans.push(plan);
        }
    }
    chance.shuffle(&mut plans);
    let times = (size.children() / Size::Team.children() / 6).max(1);
    for (plants, status) in PLANTS.iter().flat_map(|one| std::iter::repeat_n(one, usize::try_from(times).unwrap_or(1)))
    {
        if let Some(plan) = plans.iter_mut().find(|plan| plan.status == *status && plan.plants.is_empty()) {
            plan.plants = plants.to_vec();
        }
    }
    number_and_allocate(&mut plans, players, calendar, &mut chance);
    plans
}

/// Every turn of every story after which a child has that status; for children who are closed, the last turns.
fn turns_that_reach(words: &Words, status: ChildStatus) -> Vec<(usize, usize)> {
    let mut turns = Vec::new();
    for (story, one) in words.stories.iter().enumerate() {
        for (place, step) in one.step.iter().enumerate() {
            let last = place + 1 == one.step.len();
            let ends_here = one.step.get(place + 1).is_none_or(|next| next.status != step.status);
            let fits = match status {
                ChildStatus::Closed => last,
                ChildStatus::Assessment => step.status == status && ends_here,
                _ => step.status == status,
            };
            if fits {
                turns.push((story, place));
            }
        }
    }
    turns
}

fn number_and_allocate(plans: &mut [FamilyPlan], players: &[Player], calendar: &Calendar, chance: &mut Chance) {
    let mut load: Vec<i64> = vec![0; players.len()];
    let mut child = 1;
    for (plan, number) in plans.iter_mut().zip(1_u64..) {
        plan.number = number;
        plan.first_child = child;
        child += plan.children;
        if plan.plants.contains(&Plant::Unallocated) {
            continue;
        }
        let closed = plan.status == ChildStatus::Closed;
        let able: Vec<usize> = (0..players.len()).filter(|place| takes(&players[*place], plan, calendar)).collect();
        let least = if closed {
            chance.pick(&able).copied()
        } else {
            able.into_iter().min_by_key(|place| (load[*place] * 1_000) / players[*place].part.room().max(1))
        };
        plan.worker = least;
        if let Some(place) = least.filter(|_| !closed) {
            load[place] += plan.children;
        }
    }
}

/// Whether a worker would be given such a family.
fn takes(player: &Player, plan: &FamilyPlan, calendar: &Calendar) -> bool {
    use ChildStatus::{CareLeaver, ChildInNeed, Closed, Contact, EarlyHelp, PrivateFostering};
    if !player.worker.in_team(calendar.day) {
        return false;
    }
    match player.part {
        Part::Support => matches!(plan.status, EarlyHelp | ChildInNeed | Contact | CareLeaver),
        Part::FirstYearLate => matches!(plan.status, ChildInNeed | EarlyHelp | PrivateFostering | Closed),
        Part::Away => plan.status != ChildStatus::Assessment && plan.status != Contact,
        Part::FirstYear => !matches!(plan.status, ChildStatus::Proceedings | ChildStatus::PreProceedings),
        Part::Senior | Part::Steady | Part::LongOverdue | Part::BackFromLeave | Part::Advanced => true,
        Part::Left => false,
    }
}

/// The first day of an assessment that is still under way today.
pub fn assessment_start(
    plan: &FamilyPlan,
    calendar: &Calendar,
    policies: &PolicyHistory,
    chance: &mut Chance,
) -> NaiveDate {
    let asked = plan.plants.iter().find_map(|plant| match plant {
        Plant::CheckpointToday(number) => Some((*number, calendar.day)),
        Plant::LateCheckpoint(number, days) => Some((*number, calendar.working_before(later(calendar.day, -days)))),
        _ => None,
    });
    if let Some((number, due)) = asked {
        let starts =
            (0..120).map(|back| later(calendar.day, -back)).filter(|day| calendar.working.is_working_day(*day));
        for start in starts {
            let point = checkpoint_days(start, policies, &calendar.working).into_iter().find(|one| one.0 == number);
            if point.is_some_and(|(_, on, _)| on <= due) {
                return start;
            }
        }
    }
    let passed = if plan.plants.iter().any(|plant| matches!(plant, Plant::MissedCheckpoint(_))) {
        chance.between(22, 38)
    } else {
        chance.between(2, 42)
    };
    let mut start = calendar.working_before(later(calendar.day, -1));
    for _ in 0..passed {
        start = calendar.working_before(later(start, -1));
    }
    start
}
