//! Supervision: book it, say that it was held, say that it was not. What speaks against a day is said before it is kept.

use super::Sitting;
use super::meant::Thing;
use super::sentences;
use super::talk::Told;
use crate::practice::date_words::{Understood, from_words};
use crate::practice::reference::WorkerId;
use crate::practice::session::{CancelledBy, SessionKind, SessionSetting, minutes_from_words};
use crate::workbench::Effect;
use crate::workbench::effect::SessionAct;
use crate::workbench::message::Supervisee;

/// What can be typed for a day.
const WHAT_TO_TYPE: &str = "A day, and a time if you like: tue 10am, 26/11 2pm, in 2 weeks, next wed.";

/// What became of a session that was not held, as a choice; `None` is missed.
const WAYS: [(Option<CancelledBy>, &str); 4] = [
    (Some(CancelledBy::Supervisor), "I called it off."),
    (Some(CancelledBy::Supervisee), "The worker called it off."),
    (Some(CancelledBy::Service), "The service called it off."),
    (None, "It was missed: nobody called it off."),
];

impl Sitting<'_> {
    /// Books supervision: `W03 tue 10am`.
    pub(super) fn book(&mut self, words: &str) -> Told<()> {
        let Some((known, rest)) = self.supervisee(words)? else { return Ok(()) };
        let (kind, rest) = kind_in(&rest);
        let mut typed = rest;
        let mut understood: Option<Understood> = None;
        loop {
            if typed.is_empty() {
                let Some(understood) = &understood else {
                    self.talk.say(WHAT_TO_TYPE)?;
                    typed = self.talk.ask("When, or Enter to leave it: ")?;
                    if typed.is_empty() {
                        return self.talk.say("Nothing is booked.");
                    }
                    continue;
                };
                return self.book_at(&known, kind, understood);
            }
            if typed.eq_ignore_ascii_case("no") {
                return self.talk.say("Nothing is booked.");
            }
            understood = self.day_against(&typed, &known)?;
            typed = match &understood {
                Some(understood) => {
                    if let Some(booked) = known.booked(kind, self.desk.day()) {
                        self.talk.say(&format!("This moves the session booked for {}.", sentences::plan(booked)))?;
                    }
                    if understood.day < self.desk.day() {
                        self.talk.say("That day is past; if it was held, type no and then hold.")?;
                    }
                    self.talk.ask(&format!("Enter books {}, no leaves it, or another day: ", known.worker.name))?
                }
                None => String::new(),
            };
        }
    }

    fn book_at(&mut self, known: &Supervisee, kind: SessionKind, at: &Understood) -> Told<()> {
        let moves = known.booked(kind, self.desk.day()).map(|booked| booked.id);
        let act = SessionAct::Book {
            worker: known.worker.id,
            kind,
            on: at.day,
            at: at.time,
            moves,
            setting: SessionSetting::default(),
        };
        let done = self.desk.perform(Effect::Session(act));
        self.did(done).map(|_| ())
    }

    /// Reads a day, says it back in full, and what speaks against it; nothing where it was not understood.
    fn day_against(&mut self, typed: &str, known: &Supervisee) -> Told<Option<Understood>> {
        match from_words(typed, self.desk.day()) {
            Err(error) => self.talk.say(&error.to_come(typed, self.desk.day()).to_string()).map(|()| None),
            Ok(understood) => {
                self.talk.say(&sentences::day(understood.day, understood.time, self.desk.days_off()))?;
                self.talk.say_all(understood.reading.as_ref())?;
                self.talk.say_all(known.against(understood.day, &known.worker.name))?;
                Ok(Some(understood))
            }
        }
    }

    /// Says that supervision was held: `W03 today 75`.
    pub(super) fn hold(&mut self, words: &str) -> Told<()> {
        let Some((known, rest)) = self.supervisee(words)? else { return Ok(()) };
        let (kind, rest) = kind_in(&rest);
        let (day, minutes) = day_and_minutes(&rest);
        let day = if day.is_empty() {
            self.talk.ask(&format!("{} held on, or Enter for today: ", known.worker.name))?
        } else {
            day
        };
        let on = match from_words(if day.is_empty() { "today" } else { &day }, self.desk.day()) {
            Ok(understood) => understood.day,
            Err(error) => return self.talk.say(&error.to_string()),
        };
        self.talk.say(&sentences::day(on, None, self.desk.days_off()))?;
        let settles = known.settled_by(kind, on);
        if let Some(plan) = settles {
            self.talk.say(&format!("It was planned for {}.", sentences::plan(plan)))?;
        }
        let mut minutes = minutes;
        while minutes.is_none() {
            let typed = self.talk.ask(&format!("How long, in minutes, or Enter for {}: ", known.minutes))?;
            minutes = if typed.is_empty() { Some(known.minutes) } else { minutes_from_words(&typed) };
            if minutes.is_none() {
                self.talk.say("Type minutes, or hours and minutes: 75 or 1h15.")?;
            }
        }
        let settles = settles.map(|plan| plan.id);
        let (worker, minutes) = (known.worker.id, minutes.unwrap_or(known.minutes));
        let done = self.desk.perform(Effect::Session(SessionAct::Hold {
            worker,
            kind,
            on,
            minutes,
            settles,
            setting: SessionSetting::default(),
        }));
        self.did(done).map(|_| ())
    }

    /// Says that supervision was not held.
    pub(super) fn not_held(&mut self, words: &str) -> Told<()> {
        let Some((known, _)) = self.supervisee(words)? else { return Ok(()) };
        let plan = match known.planned.as_slice() {
            [] => {
                return self.talk.say(&format!("Nothing is planned with {}. Type book to book it.", known.worker.name));
            }
            [one] => one,
            several => {
                let plans: Vec<String> = several.iter().map(sentences::plan).collect();
                let Some(number) = self.choose("Which", &plans)? else { return Ok(()) };
                let Some(plan) = several.get(number) else { return Ok(()) };
                plan
            }
        };
        self.talk.say(&format!("{}, planned for {}.", known.worker.name, sentences::plan(plan)))?;
        let ways: Vec<String> = WAYS.iter().map(|(_, words)| (*words).to_owned()).collect();
        let Some(way) = self.choose("What happened", &ways)? else { return Ok(()) };
        let reason = self.talk.ask("Why, in a few words; it may stay empty: ")?;
        let instead = loop {
            let typed = self.talk.ask("The new day, or Enter if there is none yet: ")?;
            if typed.is_empty() {
                break None;
            }
            if let Some(understood) = self.day_against(&typed, &known)? {
                break Some((understood.day, understood.time));
            }
        };
        let called_off_by = WAYS.get(way).and_then(|(by, _)| *by);
        let act = SessionAct::NotHeld { session: plan.id, called_off_by, reason, instead };
        let done = self.desk.perform(Effect::Session(act));
        self.did(done).map(|_| ())
    }

    fn supervisee(&mut self, words: &str) -> Told<Option<(Supervisee, String)>> {
        let is_worker = |thing: &Thing| thing.worker().is_some();
        let Some((thing, rest)) = self.meant(words, is_worker, "a worker")? else { return Ok(None) };
        let Some(worker) = thing.worker() else { return Ok(None) };
        self.known(worker).map(|known| known.map(|known| (known, rest)))
    }

    fn known(&mut self, worker: WorkerId) -> Told<Option<Supervisee>> {
        let known = self.desk.supervisee(worker);
        self.got(known)
    }

    /// Reads out options with numbers, and waits for one; nothing where Enter leaves it.
    pub(super) fn choose(&mut self, what: &str, options: &[String]) -> Told<Option<usize>> {
        self.talk.say_all(options.iter().enumerate().map(|(number, words)| format!("{}. {words}", number + 1)))?;
        loop {
            let typed = self.talk.ask(&format!("{what}: a number, or Enter to leave it: "))?;
            if typed.is_empty() {
                self.talk.say("Left as it was.")?;
                return Ok(None);
            }
            let number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            if let Some(number) = number.filter(|number| *number < options.len()) {
                return Ok(Some(number));
            }
            self.talk.say(&format!("Type a number from 1 to {}.", options.len()))?;
        }
    }
}

/// The kind of session that a word names, and the other words. One-to-one where none does.
fn kind_in(words: &str) -> (SessionKind, String) {
    let mut kind = SessionKind::OneToOne;
    let mut rest = Vec::new();
    for word in words.split_whitespace() {
        match SessionKind::from_code(word) {
            Some(named) => kind = named,
            None => rest.push(word),
        }
    }
    (kind, rest.join(" "))
}

/// A day, and how long, from `today 75`, `19/11 1h15`, `75 minutes`. A number alone is minutes.
fn day_and_minutes(words: &str) -> (String, Option<u16>) {
    let words = ["minutes", "mins", "min"].iter().find_map(|unit| words.strip_suffix(unit)).unwrap_or(words).trim();
    let (before, last) = words.rsplit_once(char::is_whitespace).unwrap_or(("", words));
    match minutes_from_words(last) {
        Some(minutes) => (before.trim().to_owned(), Some(minutes)),
        None => (words.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", ("", None))]
    #[case("today", ("today", None))]
    #[case("75", ("", Some(75)))]
    #[case("today 75", ("today", Some(75)))]
    #[case("19 Nov 1h15", ("19 Nov", Some(75)))]
    #[case("yesterday 90 minutes", ("yesterday", Some(90)))]
    #[case("22/11", ("22/11", None))]
    fn a_day_and_how_long_are_told_apart(#[case] words: &str, #[case] wanted: (&str, Option<u16>)) {
        let (day, minutes) = day_and_minutes(words);
        assert_eq!((day.as_str(), minutes), wanted);
    }

    #[test]
    fn a_kind_may_stand_anywhere() {
        assert_eq!(kind_in("tue group 10am"), (SessionKind::Group, "tue 10am".to_owned()));
        assert_eq!(kind_in("tue 10am"), (SessionKind::OneToOne, "tue 10am".to_owned()));
    }
}
