//! A signed record as a document: head, the five sections, what became of its actions, the standard as answered, and
//! what was added later. Also the plain text that goes into the authority's case system.

use super::{Block, Document, text};
use crate::exchange::print::actions::{ActionRow, stands};
use crate::exchange::print::show::Named;
use crate::exchange::print::show::record::{Whole, Written, whole};
use crate::practice::answer::Answer;
use crate::practice::answer_words::in_words;
use crate::practice::date_words::{long, time, with_weekday};
use crate::practice::form::Form;
use crate::practice::lens::read_sections;
use crate::practice::oversight::{Addendum, Signed};
use crate::practice::sentence::capital;
use chrono::{NaiveDate, NaiveDateTime};

/// A signed record with all that stands beside it. No `Debug`: it is case text.
pub struct Recorded<'a> {
    /// The record.
    pub signed: &'a Signed,
    /// The form it was written in.
    pub form: &'a Form,
    /// The child.
    pub child: &'a Named,
    /// Age in whole years on the day of the decision, where known.
    pub age: Option<u32>,
    /// When it was signed, by the clock on the wall.
    pub signed_at: NaiveDateTime,
    /// When each addendum was signed, by the clock on the wall; as long as the record's addenda.
    pub addenda_at: &'a [NaiveDateTime],
    /// The day of the decision that it reviews, where it names one.
    pub reviews_decided_on: Option<NaiveDate>,
    /// What it asked for, as it stands.
    pub actions: &'a [ActionRow],
    /// Whether the nine statements stand with it: they are about the manager's work, not about the child's life.
    pub statements: bool,
}

impl Recorded<'_> {
    /// As a document of its own.
    pub fn document(&self) -> Document {
        let child = self.child.words();
        let on = long(self.signed.head.decided_on);
        Document { title: format!("{} {}: {child}, {on}", self.called(), self.signed.id), blocks: self.blocks(false) }
    }

    /// What it is called at its head: management oversight, or the lens.
    pub(super) fn called(&self) -> &str {
        if self.form.lens { &self.form.title } else { "Management oversight" }
    }

    /// As JSON content; `show record` has the same shape.
    pub fn content(&self) -> Whole<'_> {
        let mut whole = whole(&self.written(), self.child);
        if !self.statements {
            whole.without_statements();
        }
        whole
    }

    fn written(&self) -> Written<'_> {
        Written::Signed(self.signed, self.actions)
    }

    /// As blocks; `within` another document, where headings stand one step lower.
    pub(super) fn blocks(&self, within: bool) -> Vec<Block> {
        let heading = if within { Block::Subheading } else { Block::Heading };
        let mut blocks = Vec::new();
        if let Some(withdrawal) = self.signed.withdrawn() {
            blocks.push(Block::Warning(withdrawn(withdrawal)));
        }
        blocks.push(Block::Facts(self.facts()));
        for (number, section) in read_sections(self.form, &self.signed.answers) {
            blocks.push(heading(format!("{number}. {}", section.title)));
            let before = blocks.len();
            for field in &section.fields {
                let words = in_words(field, &self.signed.answers);
                let is_prose = section.prose().is_some_and(|prose| prose.key == field.key);
                let label = field.label.trim_end_matches([':', '?']).to_owned();
                match (words.as_slice(), self.signed.answers.get(&field.key)) {
                    ([], _) => {}
                    (_, _) if is_prose => blocks.push(Block::Paragraph(words.join("\n"))),
                    ([one], Some(Answer::Text(_) | Answer::Choice(_) | Answer::Step(_) | Answer::Day(_))) => {
                        let fact = (label, one.clone());
                        match blocks.last_mut() {
                            Some(Block::Facts(facts)) => facts.push(fact),
                            _ => blocks.push(Block::Facts(vec![fact])),
                        }
                    }
                    (_, Some(Answer::Text(_))) => {
                        blocks.push(Block::Paragraph(format!("{label}:\n{}", words.join("\n"))));
                    }
                    _ => {
                        blocks.push(Block::Paragraph(format!("{label}:")));
                        blocks.push(Block::List(words));
                    }
                }
            }
            if blocks.len() == before {
                blocks.push(Block::Paragraph("Nothing is written here.".to_owned()));
            }
        }
        self.strays(&mut blocks, heading);
        if !self.actions.is_empty() {
            blocks.push(heading("What became of its actions".to_owned()));
            blocks.push(Block::List(self.actions.iter().map(followed).collect()));
        }
        self.standard(&mut blocks, heading);
        self.left(&mut blocks, heading);
        self.addenda(&mut blocks, heading);
        blocks
    }

    fn facts(&self) -> Vec<(String, String)> {
        let head = &self.signed.head;
        let mut facts = Vec::new();
        let mut fact = |label: &str, value: String| {
            if !value.trim().is_empty() {
                facts.push((label.to_owned(), value));
            }
        };
        let age = self.age.map(|age| format!(", aged {age}")).unwrap_or_default();
        fact("Child", format!("{}{age}", self.child.words()));
        fact("Decided on", with_weekday(head.decided_on));
        fact("Decided by", head.decided_by.clone().unwrap_or_default());
        fact("Took part", head.took_part.clone().unwrap_or_default());
        let mut reason = head.reason.as_ref().map(|reason| reason.words().to_owned()).unwrap_or_default();
        if let Some(day) = head.checkpoint_day {
            reason.push_str(&format!(", day {day}"));
        }
        if let Some(earlier) = head.reviews {
            let of = self.reviews_decided_on.map(|day| format!(" of {}", long(day))).unwrap_or_default();
            reason.push_str(&format!(", {earlier}{of}"));
        }
        fact("Reason", reason);
        let from = if self.signed.imported { "; brought in as history from another system" } else { "" };
        fact("Signed by", format!("{}, {}{from}", self.signed.signed_by, moment(self.signed_at)));
        facts
    }

    /// Answers to fields that the form no longer has: nothing written may be lost from sight.
    fn strays(&self, blocks: &mut Vec<Block>, heading: fn(String) -> Block) {
        let strays: Vec<String> = self
            .signed
            .answers
            .iter()
            .filter(|(key, _)| self.form.field(key).is_none())
            .map(|(key, answer)| {
                let field = crate::practice::form::Field {
                    key: key.to_owned(),
                    label: String::new(),
                    hint: String::new(),
                    kind: crate::practice::form::FieldKind::Text,
                    required: false,
                    carry_to: None,
                };
                let words = match answer {
                    Answer::Step(step) => step.to_string(),
                    _ => in_words(&field, &self.signed.answers).join(" / "),
                };
                format!("{key}: {words}")
            })
            .collect();
        if !strays.is_empty() {
            blocks.push(heading("Not in this form".to_owned()));
            blocks.push(Block::List(strays));
        }
    }

    fn standard(&self, blocks: &mut Vec<Block>, heading: fn(String) -> Block) {
        if !self.statements || (self.signed.imported && self.signed.statements.is_empty()) {
            return;
        }
        let lines = self.signed.statements.iter().map(|one| {
            let words = self.form.statements.iter().find(|statement| statement.key == one.key);
            let words = words.map_or(one.key.as_str(), |statement| statement.text.as_str());
            match (one.met, one.note.trim()) {
                (true, "") => format!("Yes: {words}"),
                (true, note) => format!("Yes: {words} ({note})"),
                (false, "") => format!("Not this time: {words}"),
                (false, note) => format!("Not this time: {words} Because: {note}"),
            }
        });
        let unanswered = self.form.unanswered(&self.signed.statements);
        let lines: Vec<String> = lines.chain(unanswered.map(|words| format!("Not answered: {words}"))).collect();
        if !lines.is_empty() {
            blocks.push(heading("The standard, as answered before signing".to_owned()));
            blocks.push(Block::List(lines));
        }
    }

    /// What was worth a look before signing, and was left as it is.
    fn left(&self, blocks: &mut Vec<Block>, heading: fn(String) -> Block) {
        if !self.statements || self.signed.looked_at.is_empty() {
            return;
        }
        blocks.push(heading("Worth a look before signing, and left".to_owned()));
        blocks.push(Block::List(self.signed.looked_at.iter().map(|one| one.as_read(self.form)).collect()));
    }

    fn addenda(&self, blocks: &mut Vec<Block>, heading: fn(String) -> Block) {
        let added: Vec<_> = self.signed.addenda.iter().enumerate().filter(|(_, one)| !one.withdraws).collect();
        if added.is_empty() {
            return;
        }
        blocks.push(heading("Added later".to_owned()));
        for (number, one) in added {
            let signed = self.addenda_at.get(number).map(|at| format!(", {}", moment(*at))).unwrap_or_default();
            blocks.push(Block::Paragraph(format!(
                "{}, signed by {}{signed}:\n{}",
                long(one.on),
                one.signed_by,
                one.text
            )));
        }
    }

    /// The record as plain text to be pasted into the authority's case system: no notice, no signs, short lines left to
    /// the other system to wrap.
    pub fn for_case_system(&self) -> String {
        let head = &self.signed.head;
        let mut pasted = format!("MANAGEMENT OVERSIGHT {}, {}\n\n", self.signed.id, long(head.decided_on));
        pasted.push_str(text::to_paste(&self.without_what_came_after()).trim_start_matches('\n'));
        format!("{}\n", pasted.trim_end())
    }

    /// What is pasted is the record as signed, with what was added to it; what became of its actions is not yet known
    /// there, and the nine statements are the manager's own.
    fn without_what_came_after(&self) -> Vec<Block> {
        let plain = Recorded { actions: &[], statements: false, addenda_at: self.addenda_at, ..*self };
        plain.blocks(false)
    }
}

fn moment(at: NaiveDateTime) -> String {
    format!("{} at {}", long(at.date()), time(at.time()))
}

fn withdrawn(withdrawal: &Addendum) -> String {
    let why = withdrawal.text.trim();
    let stop = if why.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("WITHDRAWN on {} by {}: {why}{stop} It meets nothing.", long(withdrawal.on), withdrawal.signed_by)
}

/// An action with what became of it, in a line.
pub(super) fn followed(row: &ActionRow) -> String {
    let needed =
        row.change_needed.as_deref().map(|words| format!(" What needs to change: {words}.")).unwrap_or_default();
    let moved = match row.redated {
        0 => String::new(),
        1 => format!("; moved later once, at first {}", long(row.first_due_on)),
        times => format!("; moved later {times} times, at first {}", long(row.first_due_on)),
    };
    let made = row.difference.as_deref().map(|words| format!(" {words}")).unwrap_or_default();
    format!(
        "{} {}. {}, by {}{moved}.{needed} {}.{made}",
        row.reference,
        row.action.trim_end_matches('.'),
        row.owner,
        long(row.due_on),
        capital(&stands(row))
    )
    .replace("..", ".")
}
