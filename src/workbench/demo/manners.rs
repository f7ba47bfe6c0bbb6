//! How each of three managers writes: a good one, a tired one and a new one. Not when a record is written, nor what becomes
//! of it.

use super::Size;
use super::oversight::{MadeUpRecord, Manner, Teller};
use super::speech::within;
use super::timeline::Turn;
use super::words::{Ask, Step};
use crate::practice::oversight::field;
use chrono::NaiveDate;

/// What is written in the five sections, before anyone's manner is put on it.
#[derive(Default)]
pub(super) struct Said {
    pub(super) situation: String,
    pub(super) impact: String,
    pub(super) words: String,
    pub(super) protects: Vec<String>,
    pub(super) risks: Vec<String>,
    pub(super) long_term: Vec<String>,
    pub(super) decision: String,
    pub(super) considered: String,
    pub(super) asks: Vec<Ask>,
    pub(super) review: String,
    pub(super) how: String,
}

impl Teller<'_> {
    pub(super) fn good(&mut self, turn: &Turn, step: &Step, before: &[MadeUpRecord]) -> Said {
        if turn.told {
            let mut said = self.told(step);
            if let Some(day) = turn.checkpoint {
                said.situation = format!("{} {}", self.checkpoint(day, Manner::Good), said.situation);
            }
            return said;
        }
        let good = &self.team.words.between.good;
        let moment = self.moment(turn.on);
        let opening = match turn.checkpoint {
            Some(day) => self.checkpoint(day, Manner::Good),
            None if before.is_empty() => String::new(),
            None if before.last().is_some_and(|last| last.manner == Manner::Tired) => {
                self.speech.say(self.next(&good.inherited, 0), &mut self.chance)
            }
            None => self.speech.say(self.next(&good.opening, 0), &mut self.chance),
        };
        let followed = self.followed(turn.on, before);
        let home =
            good.home.iter().find(|home| home.statuses.contains(&step.status)).map_or(&[][..], |home| &home.text);
        let (home, more) = (self.next(home, 0), self.next(home, 2));
        let (home, more) = (self.speech.say(home, &mut self.chance), self.speech.say(more, &mut self.chance));
        let mut said = Said { situation: joined(&[&opening, &followed, &home, &more]), ..Said::default() };
        if let Some(moment) = moment {
            said.impact = self.speech.say(self.next(&moment.seen, 0), &mut self.chance);
            said.words = self.speech.say(self.next(&moment.words, 0), &mut self.chance);
            said.protects = self.speech.say_all(&moment.protects, &mut self.chance);
            said.risks = self.speech.say_all(&moment.risks, &mut self.chance);
            said.long_term = self.speech.say_all(&step.long_term, &mut self.chance);
        }
        let lasting =
            step.long_term.get(self.turn % step.long_term.len().max(1)).map_or_else(String::new, |text| within(text));
        let lasting = self.speech.say(&lasting, &mut self.chance);
        said.impact = joined(&[&said.impact, &format!("What I hold in mind for later: {lasting}.")]);
        if turn.closes {
            let closing = &good.closing;
            said.situation = self.speech.say(self.next(&closing.situation, 0), &mut self.chance);
            said.decision = self.speech.say(self.next(&closing.decision, 0), &mut self.chance);
            said.review = self.speech.say(self.next(&closing.review, 0), &mut self.chance);
            said.asks.clone_from(&closing.actions);
        } else if let Some(plan) = good.plan.iter().find(|plan| plan.statuses.contains(&step.status)) {
            said.decision = self.speech.say(self.next(&plan.decision, 0), &mut self.chance);
            said.review = self.speech.say(self.next(&good.review.text, 0), &mut self.chance);
            let count = plan.actions.len().max(1);
            said.asks = (0..2).filter_map(|place| plan.actions.get((self.turn * 2 + place) % count).cloned()).collect();
        }
        // At a checkpoint nothing has been settled yet that could be stepped down from.
        if turn.checkpoint.is_none() {
            said.considered = self.speech.say(self.next(&good.considered.text, 0), &mut self.chance);
        }
        let how = ["supervision", "file_check", "talk_to_worker"];
        self.chance.pick(&how).copied().unwrap_or_default().clone_into(&mut said.how);
        said
    }

    fn told(&mut self, step: &Step) -> Said {
        let chance = &mut self.chance;
        Said {
            situation: self.speech.say(&step.situation, chance),
            impact: self.speech.say(&step.impact, chance),
            words: self.speech.say(&step.words, chance),
            protects: self.speech.say_all(&step.protects, chance),
            risks: self.speech.say_all(&step.risks, chance),
            long_term: self.speech.say_all(&step.long_term, chance),
            decision: self.speech.say(&step.decision, chance),
            considered: self.speech.say(&step.considered, chance),
            asks: step.actions.clone(),
            review: self.speech.say(&step.review, chance),
            how: step.how.clone(),
        }
    }

    /// What became of what was asked last time: one thing done, one still open.
    fn followed(&mut self, on: NaiveDate, before: &[MadeUpRecord]) -> String {
        let good = &self.team.words.between.good;
        let Some(last) = before.last().filter(|last| last.manner != Manner::Tired) else { return String::new() };
        let mut sentences = Vec::new();
        let rows = last.answers.actions(field::ACTION_TABLE).iter().zip(&last.follow);
        for done in [true, false] {
            let Some((row, follow)) = rows.clone().find(|(_, follow)| follow.done(on).is_some() == done) else {
                continue;
            };
            let mine = row.owner == self.team.managers.supervisor;
            let pool = match (done, follow.moves.len() > 1) {
                _ if !done && follow.is_closed(on) => continue,
                (true, _) if mine => &good.done_mine,
                (true, _) => &good.done,
                (false, true) if !mine => &good.drifted,
                (false, _) if mine => &good.open_mine,
                (false, _) => &good.open,
            };
            self.speech.set("owner", row.owner.split([' ', ',']).next().unwrap_or_default());
            self.speech.set("asked", within(&row.action));
            self.speech.set("due_on", follow.due_on(on).format("%-d %B").to_string());
            if let Some((done_on, made)) = follow.done(on) {
                self.speech.set("done_on", done_on.format("%-d %B").to_string());
                self.speech.set("made", made);
            }
            sentences.push(self.speech.say(self.next(pool, 0), &mut self.chance));
        }
        joined(&sentences.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn checkpoint(&mut self, day: u16, manner: Manner) -> String {
        let texts = self.team.words.between.checkpoint.iter().find(|one| one.day == day);
        let Some(texts) = texts else { return format!("Day {day} of the assessment.") };
        let pool = if manner == Manner::Tired { &texts.tired } else { &texts.good };
        self.speech.say(self.next(pool, 0), &mut self.chance)
    }

    pub(super) fn tired(&mut self, turn: &Turn, step: &Step) -> Said {
        let tired = &self.team.words.between.tired;
        let thin = if turn.told || self.turn.is_multiple_of(3) { step.thin.as_str() } else { "" };
        self.speech.set("thin", thin);
        let situation = self.speech.say(self.chance.text(&tired.situation).to_owned().as_str(), &mut self.chance);
        let situation = match turn.checkpoint {
            Some(day) => joined(&[&self.checkpoint(day, Manner::Tired), thin]),
            None => situation.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        // A decade is there to measure by, and holds as many actions as ten years of a service would.
        let more = i64::from(self.team.size == Size::Decade);
        let count = self.chance.between(1, 2) + more;
        let asks = (0..count).filter_map(|_| self.chance.pick(&tired.actions).cloned()).collect();
        Said {
            situation,
            impact: self.chance.text(&tired.impact).to_owned(),
            decision: self.chance.text(&tired.decision).to_owned(),
            review: self.chance.text(&tired.review).to_owned(),
            asks,
            ..Said::default()
        }
    }

    pub(super) fn new_manager(&mut self, turn: &Turn, step: &Step, before: &[MadeUpRecord]) -> Said {
        let mut said = self.good(turn, step, before);
        let new = &self.team.words.between.new;
        let mut add = |pool: &[String], further: usize| {
            let text = pool.get((self.turn + further) % pool.len().max(1)).map_or("", String::as_str);
            self.speech.say(text, &mut self.chance)
        };
        let opening = if before.last().is_some_and(|record| record.manner == Manner::New) {
            String::new()
        } else {
            add(&new.opening, 0)
        };
        said.situation = joined(&[&opening, &said.situation, &add(&new.situation, 1)]);
        said.impact = joined(&[&said.impact, &add(&new.impact, 0)]);
        said.decision = joined(&[&add(&new.decision, 2), &said.decision]);
        said.review = joined(&[&said.review, &add(&new.review, 0)]);
        said.considered = joined(&[&said.considered, &add(&new.considered, 0)]);
        said
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.trim().is_empty()).map(|part| part.trim()).collect::<Vec<_>>().join(" ")
}
