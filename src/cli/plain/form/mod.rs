//! A form as questions, one after the other: any form, from its file alone. Every answer is kept as soon as it is given. Not
//! what the form is about, nor where its answers are kept.

mod again;
mod dot;
mod pick;
mod table;
mod text;

use super::talk::{Talk, Told};
use crate::practice::action::Action;
use crate::practice::answer::{Answer, Answers};
use crate::practice::answer_words::in_words;
use crate::practice::beside::UnreadDay;
use crate::practice::date_words::from_words;
use crate::practice::form::{Field, FieldKind, Form};
use crate::practice::repeated_row::RowDecision;
use crate::practice::working_days::WorkingDays;
use chrono::NaiveDate;
use dot::Dot;

/// Whoever keeps the answers.
pub(super) trait Keeps {
    /// Keeps all answers, what stands in place of days and was not understood, and the field that was asked last; or says
    /// why it cannot.
    fn keep(&mut self, answers: &Answers, unread: &[UnreadDay], field: &str) -> Result<(), String>;

    /// What was asked before in much the same words and asks for a decision; nothing where that is not looked for, or it was
    /// decided to ask these words once more.
    fn asked_before(&mut self, _words: &str) -> Vec<Action> {
        Vec::new()
    }

    /// Does what was decided about a row of the table with this key: with whoever keeps the answers, beside them.
    fn decided(&mut self, _key: &str, _words: &str, _decision: &RowDecision, _alike: &[Action]) -> Result<(), String> {
        Ok(())
    }
}

/// Something that can be heard at any question, by its word: what was decided last, what is still open.
pub(super) struct Aside {
    pub(super) word: &'static str,
    pub(super) about: &'static str,
    pub(super) lines: Vec<String>,
}

/// Where to go in a form: a section, counted from 1 as people count them, and a field of it, from 0. Section 0 is whatever
/// stands before the form's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) section: usize,
    pub(super) field: usize,
}

/// How the questions ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// All were asked.
    Through,
    /// The writer stops here.
    Stopped,
    /// The writer wants it read before signing.
    Signing,
    /// The writer wants what stands before the form's own sections.
    Head,
}

/// Where to go after a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Go {
    Next,
    Back,
    To(usize),
    Out(Ended),
}

/// What was said to a question.
enum Heard {
    Words(String),
    /// Enter alone.
    Nothing,
    /// A full stop alone.
    End,
    Go(Go),
    /// Something was read out; the question stands.
    Again,
    /// The answer is to be taken out.
    Clear,
    /// This line of it is to be put right.
    Change(usize),
}

/// A form being filled in.
pub(super) struct FormTalk<'t, 'a, K> {
    pub(super) talk: &'t mut Talk<'a>,
    pub(super) form: &'t Form,
    pub(super) answers: &'t mut Answers,
    pub(super) unread: &'t mut Vec<UnreadDay>,
    pub(super) keeper: K,
    pub(super) today: NaiveDate,
    pub(super) days_off: &'t WorkingDays,
    /// Names that whoever does something may have, the writer's own among them.
    pub(super) people: &'t [String],
    /// The writer, who may be called me.
    pub(super) me: &'t str,
    pub(super) asides: &'t [Aside],
}

impl<K: Keeps> FormTalk<'_, '_, K> {
    /// Asks from a place on, until all was asked or the writer ends it.
    pub(super) fn fill(&mut self, from: Place) -> Told<Ended> {
        let mut at = Place { section: from.section.max(1), ..from };
        let mut announced = 0;
        loop {
            let Some(section) = self.form.sections.get(at.section - 1) else { return Ok(Ended::Through) };
            let Some(field) = section.fields.get(at.field) else {
                at = Place { section: at.section + 1, field: 0 };
                continue;
            };
            if announced != at.section {
                announced = at.section;
                let of = self.form.sections.len();
                self.talk.say(&format!("Section {} of {of}. {}.", at.section, section.title))?;
                self.talk.say(&section.aim)?;
            }
            match self.question(field)? {
                Go::Next => at.field += 1,
                Go::Back => match self.before(at) {
                    Some(before) => at = before,
                    None => return Ok(Ended::Head),
                },
                Go::To(0) => return Ok(Ended::Head),
                Go::To(section) if section <= self.form.sections.len() => {
                    at = Place { section, field: 0 };
                    // Asked for by its number, it is announced also where it was not left.
                    announced = 0;
                }
                Go::To(_) => {
                    let sections = self.form.sections.len();
                    self.talk.say(&format!("The sections are numbered 1 to {sections}."))?;
                }
                Go::Out(ended) => return Ok(ended),
            }
        }
    }

    /// The place of a field by its key.
    pub(super) fn place_of(form: &Form, key: &str) -> Option<Place> {
        form.sections.iter().enumerate().find_map(|(number, section)| {
            let field = section.fields.iter().position(|field| field.key == key)?;
            Some(Place { section: number + 1, field })
        })
    }

    fn before(&self, at: Place) -> Option<Place> {
        if at.field > 0 {
            return Some(Place { field: at.field - 1, ..at });
        }
        let section = at.section.checked_sub(1)?;
        let fields = self.form.sections.get(section.checked_sub(1)?)?.fields.len();
        Some(Place { section, field: fields.saturating_sub(1) })
    }

    fn question(&mut self, field: &Field) -> Told<Go> {
        let hint = if field.hint.is_empty() { String::new() } else { format!(" {}", field.hint) };
        let stop = if field.label.ends_with(['?', '.', ':']) { "" } else { "." };
        self.talk.say(&format!("{}{stop}{hint}", field.label))?;
        match &field.kind {
            FieldKind::Text => self.text(field),
            FieldKind::Lines => self.lines(field),
            FieldKind::Line => self.one_line(field),
            FieldKind::Day => self.a_day(field),
            FieldKind::Choice(options) => {
                let words: Vec<&str> = options.iter().map(|option| option.words.as_str()).collect();
                let codes: Vec<&str> = options.iter().map(|option| option.code.as_str()).collect();
                self.pick(field, &words, |number| codes.get(number).map(|code| Answer::Choice((*code).to_owned())))
            }
            FieldKind::Tags(options) => {
                let options: Vec<(&str, &str)> =
                    options.iter().map(|option| (option.code.as_str(), option.words.as_str())).collect();
                self.several(field, &options)
            }
            FieldKind::Scale(steps) => {
                let words: Vec<&str> = steps.iter().map(String::as_str).collect();
                self.pick(field, &words, |number| u8::try_from(number + 1).ok().map(Answer::Step))
            }
            FieldKind::Actions => self.table(field),
        }
    }

    /// One line of words.
    fn one_line(&mut self, field: &Field) -> Told<Go> {
        loop {
            self.say_present(field)?;
            match self.ask(field, "Words, or Enter: ")? {
                Heard::Words(words) => {
                    self.set(field, Answer::Text(words))?;
                    return Ok(Go::Next);
                }
                Heard::Nothing | Heard::End => return Ok(Go::Next),
                Heard::Go(go) => return Ok(go),
                Heard::Again | Heard::Change(_) => {}
                Heard::Clear => self.clear(field)?,
            }
        }
    }

    /// A day, said back in full.
    fn a_day(&mut self, field: &Field) -> Told<Go> {
        loop {
            self.say_present(field)?;
            if let Some(unread) = self.unread.iter().find(|one| one.field == field.key && one.row.is_none()) {
                let words = unread.words.clone();
                self.talk.say(&format!("What was typed here was not understood as a day: {words}."))?;
            }
            match self.ask(field, "A day, or Enter: ")? {
                Heard::Words(words) => {
                    if let Some(day) = self.read_day(&words)? {
                        self.unread.retain(|one| one.field != field.key || one.row.is_some());
                        self.set(field, Answer::Day(day))?;
                        return Ok(Go::Next);
                    }
                }
                Heard::Nothing | Heard::End => return Ok(Go::Next),
                Heard::Go(go) => return Ok(go),
                Heard::Again | Heard::Change(_) => {}
                Heard::Clear => self.clear(field)?,
            }
        }
    }

    /// A day as people say it, said back in full; nothing where it was not understood, which is said.
    fn read_day(&mut self, words: &str) -> Told<Option<NaiveDate>> {
        match from_words(words, self.today) {
            Ok(understood) => {
                self.talk.say(&super::sentences::day(understood.day, None, self.days_off))?;
                self.talk.say_all(understood.reading.as_ref())?;
                Ok(Some(understood.day))
            }
            Err(error) => self.talk.say(&error.to_string()).map(|()| None),
        }
    }

    /// What stands in a field now, where anything does.
    fn say_present(&mut self, field: &Field) -> Told<()> {
        let words = in_words(field, self.answers);
        if words.is_empty() {
            Ok(())
        } else {
            self.talk.say(&format!("Now: {}.", words.join("; ").trim_end_matches('.')))
        }
    }

    /// Keeps an answer at once.
    fn set(&mut self, field: &Field, answer: Answer) -> Told<()> {
        self.answers.set(&field.key, answer);
        self.keep(field)
    }

    /// Takes an answer out, after a yes where anything stands there.
    fn clear(&mut self, field: &Field) -> Told<()> {
        if in_words(field, self.answers).is_empty() {
            return self.talk.say("Nothing stands here.");
        }
        if !self.talk.yes("What stands here is taken out.")? {
            return self.talk.say("It is kept.");
        }
        self.answers.clear(&field.key);
        self.keep(field)?;
        self.talk.say("Taken out.")
    }

    fn keep(&mut self, field: &Field) -> Told<()> {
        match self.keeper.keep(self.answers, self.unread, &field.key) {
            Ok(()) => Ok(()),
            Err(why) => self.talk.say(&why),
        }
    }

    /// Asks, and does at once what can be said at any question.
    fn ask(&mut self, field: &Field, prompt: &str) -> Told<Heard> {
        let line = self.talk.ask_for_text(prompt)?;
        let Some(dot) = dot::read(&line) else {
            let words = line.trim_end();
            return Ok(if words.trim().is_empty() { Heard::Nothing } else { Heard::Words(words.to_owned()) });
        };
        match dot {
            Dot::End => return Ok(Heard::End),
            Dot::Next => return Ok(Heard::Go(Go::Next)),
            Dot::Back => return Ok(Heard::Go(Go::Back)),
            Dot::Section(section) => return Ok(Heard::Go(Go::To(section))),
            Dot::Stop => return Ok(Heard::Go(Go::Out(Ended::Stopped))),
            Dot::Sign => return Ok(Heard::Go(Go::Out(Ended::Signing))),
            Dot::Clear => return Ok(Heard::Clear),
            Dot::Change(number) => return Ok(Heard::Change(number)),
            Dot::Help => self.help()?,
            Dot::Prompts => self.prompts(field)?,
            Dot::Sections => self.sections()?,
            Dot::Read => self.read_all()?,
            Dot::Other(word) => self.aside(&word)?,
        }
        Ok(Heard::Again)
    }

    fn help(&mut self) -> Told<()> {
        self.talk.say_all(dot::HELP)?;
        self.talk.say_all(self.asides.iter().map(|aside| format!(".{}: {}.", aside.word, aside.about)))
    }

    fn aside(&mut self, word: &str) -> Told<()> {
        match self.asides.iter().find(|aside| aside.word == word) {
            Some(aside) if aside.lines.is_empty() => self.talk.say("There is none."),
            Some(aside) => self.talk.say_all(&aside.lines),
            None => self.talk.say(&format!("There is no .{word} here. Type .help to hear what there is.")),
        }
    }

    /// What a thoughtful colleague would ask here.
    fn prompts(&mut self, field: &Field) -> Told<()> {
        let Some(section) = self.form.section_of(&field.key) else { return Ok(()) };
        self.talk.say_all(&section.prompts)?;
        if !section.strong.is_empty() {
            self.talk.say(&format!("An example that helps: {}", section.strong))?;
        }
        if section.weak.is_empty() { Ok(()) } else { self.talk.say(&format!("One that does not: {}", section.weak)) }
    }

    /// All that is written so far.
    fn read_all(&mut self) -> Told<()> {
        for section in &self.form.sections {
            self.talk.say(&format!("{}.", section.title))?;
            for field in &section.fields {
                let words = in_words(field, self.answers);
                if !words.is_empty() {
                    self.talk.say(&format!(
                        "{}: {}",
                        field.label.trim_end_matches(['?', ':', '.']),
                        words.join("\n")
                    ))?;
                }
            }
        }
        Ok(())
    }

    /// The sections, with how much of each is answered.
    fn sections(&mut self) -> Told<()> {
        for (number, section) in self.form.sections.iter().enumerate() {
            let answered = section.fields.iter().filter(|field| self.answers.get(&field.key).is_some()).count();
            let of = section.fields.len();
            self.talk.say(&format!("{}. {}: {answered} of {of} answered.", number + 1, section.title))?;
        }
        Ok(())
    }
}
