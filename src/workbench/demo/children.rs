//! The children of one made-up family: who they are, who works with them, and what was written about each.

use super::chance::Chance;
use super::drafts::{MadeUpDraft, drafts};
use super::families::{FamilyPlan, Plant};
use super::milestones::milestones;
use super::oversight::{MadeUpRecord, Teller};
use super::speech::Speech;
use super::timeline::{Timeline, timeline};
use super::words::Story;
use super::workers::{Part, origin};
use super::{Team, later};
use crate::practice::child::{Allocation, Child, ChildStatus, StatusChange};
use crate::practice::milestone::Happened;
use crate::practice::reference::{ChildId, Reference};
use chrono::NaiveDate;

/// A child with all that was written about them. Records are numbered from 1 for each child, by day.
pub struct MadeUpChild {
    /// The child.
    pub child: Child,
    /// Signed records, by day.
    pub records: Vec<MadeUpRecord>,
    /// The days of the plan's milestones, by key.
    pub milestones: Vec<Happened>,
    /// Drafts that nobody has signed.
    pub drafts: Vec<MadeUpDraft>,
    /// What is planted.
    pub plants: Vec<Plant>,
}

/// Who a child is, before anything is written.
struct Who {
    name: String,
    girl: bool,
    born_on: NaiveDate,
}

/// Tells one family.
pub fn family(team: &Team, plan: &FamilyPlan) -> Vec<MadeUpChild> {
    let mut chance = Chance::new(team.seed, 1_000_000 + plan.number);
    let Some(story) = team.words.stories.get(plan.story) else { return Vec::new() };
    let time = timeline(plan, story, &team.calendar, &team.policies, team.size, &mut chance);
    let Some(from) = origin(&team.words, &mut chance) else { return Vec::new() };
    // One family in five has roots in two places: the children have given names of the second.
    let second = if chance.percent(20) { origin(&team.words, &mut chance).unwrap_or(from) } else { from };
    let surname = chance.text(&from.surnames).replace('’', "'");
    let mut speech = Speech::default();
    let mother = chance.text(&second.women).to_owned();
    speech.set("mother", mother);
    speech.set("father", chance.text(&from.men));
    speech.set("gran", chance.text(&from.gran));
    for (blank, men) in [("teacher", 35), ("visitor", 8), ("carer", 15)] {
        let one = origin(&team.words, &mut chance).unwrap_or(from);
        let man = chance.percent(men);
        let words = match blank {
            "teacher" => {
                let title = if man {
                    "Mr"
                } else if chance.percent(50) {
                    "Miss"
                } else {
                    "Mrs"
                };
                format!("{title} {}", chance.text(&one.surnames))
            }
            _ => chance.text(if man { &one.men } else { &one.women }).to_owned(),
        };
        speech.set(blank, words);
    }
    speech.set("head", team.managers.head.split(' ').next().unwrap_or_default());
    let people = people(plan, story, &time, second, (team.day(), &mut chance));
    let older = if chance.percent(50) { &second.girls } else { &second.boys };
    let older = chance.text(older).to_owned();
    let allocations = allocations(team, plan, &time);
    people
        .iter()
        .enumerate()
        .filter_map(|(place, who)| {
            let number = plan.first_child + i64::try_from(place).unwrap_or(0);
            let child = Child {
                id: ChildId(number),
                reference: Reference::new(&format!("C{:04}", 1_000 + number))?,
                name: Some(format!("{} {surname}", who.name)),
                born_on: Some(who.born_on),
                family: Some(format!("F{:03}", plan.number)),
                statuses: time.statuses.iter().map(|(change, _)| *change).collect(),
                allocations: allocations.clone(),
                assessments: time.assessments.clone(),
            };
            let sib = people.get(usize::from(place == 0)).filter(|_| people.len() > 1);
            let mut speech = speech.clone();
            speech.set("sib", sib.map_or(older.as_str(), |sib| &sib.name));
            let plants = if place == 0 { plan.plants.clone() } else { Vec::new() };
            let stream = Chance::new(team.seed, 2_000_000 + u64::try_from(number).unwrap_or(0));
            Some(told(team, story, &time, Telling { child, girl: who.girl, name: &who.name, speech, plants, stream }))
        })
        .collect()
}

struct Telling<'a> {
    child: Child,
    girl: bool,
    name: &'a str,
    speech: Speech,
    plants: Vec<Plant>,
    stream: Chance,
}

fn told(team: &Team, story: &Story, time: &Timeline, telling: Telling<'_>) -> MadeUpChild {
    let Telling { child, girl, name, mut speech, plants, stream } = telling;
    speech.set("name", name);
    for (blank, she, he) in
        [("he", "she", "he"), ("him", "her", "him"), ("his", "her", "his"), ("himself", "herself", "himself")]
    {
        speech.set(blank, if girl { she } else { he });
    }
    for (blank, she, he) in [("He", "She", "He"), ("His", "Her", "His")] {
        speech.set(blank, if girl { she } else { he });
    }
    let mut teller = Teller::new(team, story, &child, speech, &plants, stream);
    let turns = time.turns(&plants, &team.calendar, &team.policies, &mut teller.chance);
    let records = teller.records(&turns);
    let drafts = drafts(&mut teller, &records, &turns);
    let mut chance = Chance::new(team.seed, 8_000_000 + child.id.0.unsigned_abs());
    let milestones = milestones(&child, &team.policies, &team.calendar, &mut chance);
    MadeUpChild { child, records, milestones, drafts, plants }
}

/// Who the children are: ages that fit the story, given names told apart.
fn people(
    plan: &FamilyPlan,
    story: &Story,
    time: &Timeline,
    names: &super::words::Origin,
    (day, chance): (NaiveDate, &mut Chance),
) -> Vec<Who> {
    let leaver = time.statuses.iter().find(|(change, _)| change.status == ChildStatus::CareLeaver);
    let mut taken: Vec<String> = Vec::new();
    let mut people: Vec<Who> = Vec::new();
    for place in 0..plan.children {
        let girl = chance.percent(50);
        let list = if girl { &names.girls } else { &names.boys };
        let mut name = chance.text(list).to_owned();
        for _ in 0..40 {
            if !taken.contains(&name) {
                break;
            }
            chance.text(list).clone_into(&mut name);
        }
        taken.push(name.clone());
        let born_on = if let Some((StatusChange { since, .. }, _)) = leaver {
            later(*since, -6_574 - chance.between(2, 40))
        } else {
            let [low, high] = story.ages;
            let days = chance.between(low * 365 + 40, high * 365 + 330);
            let born = later(day.min(time.until), -days);
            // Nobody is known to the team before they are born, and brothers and sisters are months apart.
            let born = born.min(later(time.from, -chance.between(4, 60)));
            people.last().map_or(born, |last: &Who| {
                if (last.born_on - born).num_days().abs() < 300 { later(last.born_on, -400 - place * 20) } else { born }
            })
        };
        people.push(Who { name, girl, born_on });
    }
    people
}

/// Who worked with the family, and from when to when: somebody else before a worker who joined later.
fn allocations(team: &Team, plan: &FamilyPlan, time: &Timeline) -> Vec<Allocation> {
    let Some(player) = plan.worker.and_then(|place| team.players.get(place)) else { return Vec::new() };
    let until = time.statuses.last().filter(|(change, _)| change.status == ChildStatus::Closed);
    let until = until.map(|(change, _)| change.since);
    let last = Allocation { worker: player.worker.id, from: time.from, until, assumed: false };
    let joined = team.calendar.working_from(later(player.worker.joined_on, 6));
    let took_over = if joined > time.from { joined } else { time.from };
    // Those whom the one who left had are with others since.
    let leaver = team.players.iter().find(|one| {
        one.part == Part::Left
            && one.worker.joined_on <= time.from
            && one.worker.left_on.is_some_and(|left| left > later(time.from, 20))
    });
    let passed_on = leaver.filter(|_| plan.number.is_multiple_of(4)).and_then(|one| one.worker.left_on);
    let took_over = passed_on.map_or(took_over, |left| took_over.max(later(left, 1)));
    if took_over <= time.from || until.is_some_and(|until| took_over >= until) {
        let early = until.is_some_and(|until| joined >= until);
        let senior = team.players.iter().find(|one| one.part == Part::Senior).filter(|_| early);
        return vec![Allocation { worker: senior.map_or(last.worker, |one| one.worker.id), ..last }];
    }
    let before = later(took_over, -1);
    let senior = team.players.iter().find(|one| one.part == Part::Senior);
    let first = leaver.filter(|one| one.worker.left_on.is_some_and(|left| left >= before)).or(senior);
    let Some(first) = first.filter(|one| one.worker.id != player.worker.id) else { return vec![last] };
    vec![
        Allocation { worker: first.worker.id, from: time.from, until: Some(before), assumed: false },
        Allocation { from: took_over, ..last },
    ]
}
