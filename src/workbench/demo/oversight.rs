//! The records of one child: when, why, by whom and with which actions. Not how each manager writes.

use super::actions::{Follow, follow};
use super::chance::Chance;
use super::families::Plant;
use super::manners::Said;
use super::speech::Speech;
use super::timeline::Turn;
use super::words::{Ask, Moment, Step, Story};
use super::workers::{Part, Player};
use super::{Team, later};
use crate::practice::answer::{Answer, Answers, PlannedAction};
use crate::practice::child::{Child, ChildStatus};
use crate::practice::due::child::checkpoint_days;
use crate::practice::oversight::{Head, KnownReason, Reason, Statement, Threshold, field};
use crate::practice::reference::RecordId;
use chrono::{Datelike as _, NaiveDate};

/// How a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// Specific, in the child's words, with dates.
    Good,
    /// Thin and repeated.
    Tired,
    /// Long, careful and unsure.
    New,
}

/// One signed record with the follow-through of its actions.
pub struct MadeUpRecord {
    /// The head; the record it reviews is named by its number among the child's own, from 1.
    pub head: Head,
    /// What was written.
    pub answers: Answers,
    /// The nine statements; none for what an earlier manager wrote.
    pub statements: Vec<Statement>,
    /// The manner.
    pub manner: Manner,
    /// One for each row of the action table, in order.
    pub follow: Vec<Follow>,
}

impl MadeUpRecord {
    /// The day on which its direction is to be looked at again.
    pub fn review_on(&self) -> Option<NaiveDate> {
        self.answers.day(field::REVIEW_ON)
    }
}

/// The manager before had the team until so many days ago.
const HANDED_OVER: i64 = 330;

/// Tells the records of one child.
pub struct Teller<'a> {
    pub(super) team: &'a Team,
    story: &'a Story,
    pub(super) child: &'a Child,
    pub(super) speech: Speech,
    pub(super) plants: &'a [Plant],
    /// Chance for this child alone.
    pub chance: Chance,
    /// Where in each pool this child begins, so that no sentence comes back soon.
    pub(super) turn: usize,
}

impl<'a> Teller<'a> {
    pub(super) fn new(
        team: &'a Team,
        story: &'a Story,
        child: &'a Child,
        speech: Speech,
        plants: &'a [Plant],
        mut chance: Chance,
    ) -> Self {
        let turn = usize::try_from(chance.between(0, 50)).unwrap_or(0);
        Self { team, story, child, speech, plants, chance, turn }
    }

    /// The records, one for each turn.
    pub fn records(&mut self, turns: &[Turn]) -> Vec<MadeUpRecord> {
        let mut records: Vec<MadeUpRecord> = Vec::with_capacity(turns.len());
        for (place, turn) in turns.iter().enumerate() {
            let last = place + 1 == turns.len();
            let manner = if last && self.plants.iter().any(|plant| matches!(plant, Plant::LateOversight(_))) {
                Manner::Tired
            } else {
                self.manner(turn.on)
            };
            let review_on = self.review_on(turns, place, manner);
            let record = self.record(turn, manner, review_on, &records);
            records.push(record);
        }
        self.plant(&mut records);
        records
    }

    /// One record.
    pub(super) fn record(
        &mut self,
        turn: &Turn,
        manner: Manner,
        review_on: Option<NaiveDate>,
        before: &[MadeUpRecord],
    ) -> MadeUpRecord {
        self.speech.afresh();
        self.turn += 1;
        let on = turn.on;
        let worker = self.worker(on);
        self.speech.set("worker", worker.map_or("the duty worker", Player::first_name));
        self.speech.set("age", self.age(on));
        self.speech.set("weekday", weekday(later(on, -self.chance.between(1, 4))));
        let asked_on = before.last().map_or(on, |record| record.head.decided_on);
        self.speech.set("asked_on", asked_on.format("%-d %B").to_string());
        let step = self.story.step.get(turn.step).or(self.story.step.first());
        let said = match (manner, step) {
            (_, None) => Said::default(),
            (Manner::Tired, Some(step)) => self.tired(turn, step),
            (Manner::Good, Some(step)) => self.good(turn, step, before),
            (Manner::New, Some(step)) => self.new_manager(turn, step, before),
        };
        let (rows, follow): (Vec<PlannedAction>, Vec<Follow>) =
            said.asks.iter().map(|ask| self.ask(ask, turn, manner, worker.map(|one| one.worker.name.clone()))).unzip();
        let mut head = Head::new(self.child.id, on);
        let (reason, reviews) = self.reason(turn, step, manner, before);
        head.reason = reason.map(Reason::Known);
        head.reviews = reviews;
        head.checkpoint_day = turn.checkpoint;
        head.decided_by = match manner {
            Manner::Good => None,
            Manner::Tired => Some(self.team.managers.before.clone()),
            Manner::New => Some(self.team.managers.new.clone()),
        };
        head.took_part = (manner != Manner::Tired).then(|| worker.map(|one| one.worker.name.clone())).flatten();
        let answers = self.answers(said, rows, (turn, step, manner), review_on);
        MadeUpRecord { statements: self.statements(manner), head, answers, manner, follow }
    }

    fn manner(&mut self, on: NaiveDate) -> Manner {
        if on < later(self.team.day(), -HANDED_OVER) {
            return Manner::Tired;
        }
        let part = self.worker(on).map(|player| player.part);
        match part {
            Some(Part::FirstYear | Part::FirstYearLate) if self.chance.percent(75) => Manner::New,
            _ => Manner::Good,
        }
    }

    /// Who works with the child on a day: the worker responsible, or who covers for them.
    fn worker(&self, on: NaiveDate) -> Option<&'a Player> {
        let players = &self.team.players;
        let allocated = self.child.allocation_on(on)?;
        let player = players.iter().find(|player| player.worker.id == allocated.worker)?;
        if player.long_away(on) { players.iter().find(|one| one.part == Part::Advanced) } else { Some(player) }
    }

    fn age(&self, on: NaiveDate) -> String {
        let born = self.child.born_on.unwrap_or(on);
        let days = (on - born).num_days().max(1);
        match self.child.age_on(on).unwrap_or(0) {
            0 if days < 70 => format!("{} weeks", (days / 7).max(1)),
            0 | 1 => format!("{} months", (days / 30).max(2)),
            years => years.to_string(),
        }
    }

    pub(super) fn moment(&self, on: NaiveDate) -> Option<&'a Moment> {
        let band = match self.child.age_on(on).unwrap_or(0) {
            0 | 1 => "baby",
            2..=7 => "young",
            8..=12 => "older",
            _ => "teen",
        };
        self.team.words.between.good.moment.iter().find(|moment| moment.band == band)
    }

    /// The next of a pool for this child.
    pub(super) fn next<'p>(&self, pool: &'p [String], further: usize) -> &'p str {
        pool.get((self.turn + further) % pool.len().max(1)).map_or("", String::as_str)
    }

    fn ask(&mut self, ask: &Ask, turn: &Turn, manner: Manner, worker: Option<String>) -> (PlannedAction, Follow) {
        let calendar = &self.team.calendar;
        let days = ask.days.max(2) + self.chance.between(-1, 3);
        let due_on = calendar.working_from(later(turn.on, days));
        let managers = &self.team.managers;
        let owner = match ask.who.as_str() {
            "me" => match manner {
                Manner::Good => managers.supervisor.clone(),
                Manner::Tired => managers.before.clone(),
                Manner::New => managers.new.clone(),
            },
            "teacher" => self.speech.say("{teacher}", &mut self.chance),
            "visitor" => self.speech.say("{visitor}, health visitor", &mut self.chance),
            "mother" => self.speech.say("{mother}", &mut self.chance),
            _ => worker.unwrap_or_else(|| "Duty worker".to_owned()),
        };
        let row = PlannedAction {
            change_needed: self.speech.say(&ask.change, &mut self.chance),
            action: self.speech.say(&ask.action, &mut self.chance),
            owner,
            due_on: Some(due_on),
        };
        let made = if manner == Manner::Tired {
            self.chance.text(&self.team.words.between.tired.difference).to_owned()
        } else {
            self.speech.say(&ask.made, &mut self.chance)
        };
        let reasons = &self.team.words.between.sessions;
        let mut follow = follow((turn.on, due_on), made, calendar, reasons, &mut self.chance);
        for (_, _, why) in &mut follow.moves {
            *why = self.speech.say(why, &mut self.chance);
        }
        (row, follow)
    }

    fn reason(
        &mut self,
        turn: &Turn,
        step: Option<&Step>,
        manner: Manner,
        before: &[MadeUpRecord],
    ) -> (Option<KnownReason>, Option<RecordId>) {
        if turn.checkpoint.is_some() {
            return (Some(KnownReason::AssessmentCheckpoint), None);
        }
        if turn.closes {
            return (Some(KnownReason::Closure), None);
        }
        let looks_back = before.last().filter(|record| record.review_on().is_some() && manner != Manner::Tired);
        let told = step.filter(|_| turn.told).map(|step| step.reason);
        let wants =
            told.map_or_else(|| self.chance.percent(65), |reason| reason == KnownReason::ReviewOfEarlierDirection);
        if wants && looks_back.is_some() {
            let number = i64::try_from(before.len()).unwrap_or(0);
            return (Some(KnownReason::ReviewOfEarlierDirection), Some(RecordId(number)));
        }
        let plain = told.filter(|reason| *reason != KnownReason::ReviewOfEarlierDirection);
        (Some(plain.unwrap_or(KnownReason::Supervision)), None)
    }

    /// The review date that a record sets: about when the next was written, or in the weeks to come.
    fn review_on(&mut self, turns: &[Turn], place: usize, manner: Manner) -> Option<NaiveDate> {
        let turn = turns.get(place)?;
        let calendar = &self.team.calendar;
        if let Some(next) = turns.get(place + 1) {
            // The tired one mostly left it open.
            if manner == Manner::Tired && !self.chance.percent(35) {
                return None;
            }
            let late = if self.chance.percent(12) { self.chance.between(-9, -3) } else { self.chance.between(0, 5) };
            return Some(calendar.working_from(later(next.on, late)).max(later(turn.on, 2)));
        }
        for plant in self.plants {
            match plant {
                Plant::LateReview(days) => return Some(calendar.working_before(later(calendar.day, -days))),
                Plant::ReviewToday => return Some(calendar.day),
                Plant::LateOversight(_) => return None,
                _ => {}
            }
        }
        if turn.closes {
            return Some(calendar.working_from(later(turn.on, 42)));
        }
        let status = self.child.status_on(turn.on)?.status;
        let latest = if status == ChildStatus::Assessment {
            let start = self.child.assessments.last().map_or(turn.on, |one| one.start);
            let points = checkpoint_days(start, &self.team.policies, &calendar.working);
            points.iter().map(|(_, due, _)| *due).find(|due| *due > calendar.day)
        } else {
            let interval = self.team.policies.on(turn.on).oversight_interval(status).map(|rule| rule.value);
            interval.map(|interval| interval.after(turn.on))
        };
        let latest = latest.unwrap_or_else(|| later(calendar.day, 21));
        let days = (latest - calendar.day).num_days();
        let ahead = self.chance.between((days / 2).clamp(1, 9), days.max(1));
        Some(calendar.working_from(later(calendar.day, ahead)))
    }

    fn answers(
        &mut self,
        said: Said,
        rows: Vec<PlannedAction>,
        (turn, step, manner): (&Turn, Option<&Step>, Manner),
        review_on: Option<NaiveDate>,
    ) -> Answers {
        let mut answers = Answers::default();
        for (key, text) in [
            (field::SITUATION, said.situation),
            (field::IMPACT, said.impact),
            (field::CHILDS_WORDS, said.words),
            (field::DECISION, said.decision),
            (field::CONSIDERED, said.considered),
            (field::REVIEW, said.review),
        ] {
            answers.set(key, Answer::Text(text.trim().to_owned()));
        }
        for (key, lines) in
            [(field::PROTECTIVE, said.protects), (field::RISKS, said.risks), (field::LONG_TERM, said.long_term)]
        {
            answers.set(key, Answer::Lines(lines));
        }
        if let Some(step) = step.filter(|_| manner != Manner::Tired || self.chance.percent(60)) {
            let threshold = if turn.closes { Threshold::Close } else { step.threshold };
            answers.set(field::THRESHOLD, Answer::Choice(threshold.code().to_owned()));
            let [likelihood, significance, imminence] = step.harm;
            let calmer =
                |value: u8| if turn.told || turn.checkpoint.is_some() { value } else { value.saturating_sub(1).max(1) };
            if manner != Manner::Tired {
                answers.set(field::LIKELIHOOD, Answer::Step(likelihood));
                answers.set(field::SIGNIFICANCE, Answer::Step(significance));
                answers.set(field::IMMINENCE, Answer::Step(calmer(imminence)));
            }
        }
        answers.set(field::ACTION_TABLE, Answer::Actions(rows));
        if let Some(day) = review_on {
            answers.set(field::REVIEW_ON, Answer::Day(day));
        }
        if !said.how.is_empty() {
            answers.set(field::REVIEW_HOW, Answer::Choice(said.how));
        }
        answers
    }

    fn statements(&mut self, manner: Manner) -> Vec<Statement> {
        const KEYS: [&str; 9] = [
            "regular",
            "footprint",
            "childs_voice",
            "factors",
            "threshold",
            "actions",
            "review",
            "challenge",
            "reflective",
        ];
        if manner == Manner::Tired {
            return Vec::new();
        }
        let doubt = if manner == Manner::New { 22 } else { 5 };
        KEYS.iter()
            .map(|key| {
                let met = !matches!(*key, "challenge" | "reflective" | "regular") || !self.chance.percent(doubt);
                let note = match (met, *key) {
                    (true, _) => "",
                    (false, "challenge") => "Nothing had slipped this time, so there was nothing to say.",
                    (false, "reflective") => "We had twenty minutes and used them to decide. More time next month.",
                    (false, _) => "This one came a few days late. I was covering for another team.",
                };
                Statement { key: (*key).to_owned(), met, note: note.to_owned() }
            })
            .collect()
    }

    /// Puts what is planted among the actions into the last record that asked for any.
    fn plant(&mut self, records: &mut [MadeUpRecord]) {
        let calendar = &self.team.calendar;
        for plant in self.plants {
            let (due_on, moved, mine) = match plant {
                Plant::LateAction(days, moved) => (calendar.working_before(later(calendar.day, -days)), *moved, false),
                Plant::MyAction(days) => (later(calendar.day, *days), 0, true),
                _ => continue,
            };
            // Asked for long enough ago to have been given its other dates.
            let long_ago = later(due_on, if moved > 1 { -30 } else { -9 });
            let Some(record) = records.iter_mut().rev().find(|record| {
                record.head.decided_on <= long_ago && !record.follow.is_empty() && record.manner != Manner::Tired
            }) else {
                continue;
            };
            let why = self
                .speech
                .say(self.chance.text(&self.team.words.between.sessions.redated).to_owned().as_str(), &mut self.chance);
            let follow = Follow::open(due_on, moved, record.head.decided_on, calendar, &why);
            let mut rows = record.answers.actions(field::ACTION_TABLE).to_vec();
            let place = rows.len().saturating_sub(1);
            if let (Some(row), Some(slot)) = (rows.get_mut(place), record.follow.get_mut(place)) {
                row.due_on = Some(follow.first_due_on);
                if mine {
                    row.owner.clone_from(&self.team.managers.supervisor);
                }
                *slot = follow;
            }
            record.answers.set(field::ACTION_TABLE, Answer::Actions(rows));
        }
    }
}

fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        chrono::Weekday::Mon | chrono::Weekday::Sun => "Monday",
        chrono::Weekday::Tue => "Tuesday",
        chrono::Weekday::Wed => "Wednesday",
        chrono::Weekday::Thu => "Thursday",
        chrono::Weekday::Fri | chrono::Weekday::Sat => "Friday",
    }
}
