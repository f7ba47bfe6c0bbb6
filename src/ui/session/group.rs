//! Group and peer supervision held: who came, which children, the model and what shifted. Names as people type them; the
//! workbench says which one it does not know.

use crate::practice::date_words::long;
use crate::practice::group::GroupKind;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::GroupAct;
use chrono::NaiveDate;

/// Minutes to begin with.
const MINUTES: &str = "90";

/// What the popup asks.
pub struct Group {
    fields: Fields,
}

impl Group {
    /// The popup for a meeting on a day.
    pub fn popup(on: NaiveDate) -> EntryBox<Self> {
        let kinds = GroupKind::ALL.iter().map(|kind| kind.words().to_owned()).collect();
        let fields = Fields::new(vec![
            Field::line("who", "Who came", ""),
            Field::offered("on", "On", long(on)),
            Field::choice("kind", "It was", kinds, 0),
            Field::offered("minutes", "Minutes", MINUTES),
            Field::line("children", "Children", ""),
            Field::line("model", "Model", ""),
            Field::line("shifted", "What shifted", ""),
        ]);
        EntryBox::new(Self { fields })
    }
}

/// Each child with its facts: `4711: the lock on the door; 4712`.
fn children(typed: &str) -> Vec<(String, String)> {
    let parts = typed.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (child, facts) = part.split_once(':').unwrap_or((part, ""));
            (child.trim().to_owned(), facts.trim().to_owned())
        })
        .collect()
}

impl Entry for Group {
    fn title(&self, _: &Ctx) -> String {
        "Group supervision held".to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        let plain = |words: &str| Some(Note::Plain(words.to_owned()));
        match field {
            "who" => plain("Names or references with commas between: Aisha, W02, Ben Doyle."),
            "on" => Some(day_note(self.fields.text("on"), "A day: today, fri, 4/12.", cx)),
            "children" => plain("4711: a fact for that child's page; 4712. Nothing about a worker."),
            "model" => plain("Reflecting team, systemic, case consultation; may stay empty."),
            "shifted" => plain("It stays with the meeting, and on no child's page."),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let who = words_in(&self.fields, "who", "Name everyone who came.")?;
        let who = who.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect();
        let minutes = self.fields.text("minutes").parse();
        let minutes = minutes.map_err(|_| Wrong::new("minutes", "How many minutes? A whole number."))?;
        Ok(Flow::Do(Effect::Group(GroupAct {
            kind: GroupKind::ALL.get(self.fields.chosen("kind")).copied().unwrap_or(GroupKind::Group),
            on: day_in(&self.fields, "on", cx)?,
            minutes,
            who,
            children: children(self.fields.text("children")),
            model: self.fields.text("model").to_owned(),
            shifted: self.fields.text("shifted").to_owned(),
        })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("enter the meeting", "keep")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_named_with_the_facts_that_belong_to_each() {
        let pair = |child: &str, facts: &str| (child.to_owned(), facts.to_owned());
        assert_eq!(
            children(" 4711: the lock on the door: it is back ; Tomos Rees;; 9 "),
            [pair("4711", "the lock on the door: it is back"), pair("Tomos Rees", ""), pair("9", "")]
        );
        assert_eq!(children("  "), []);
    }
}
