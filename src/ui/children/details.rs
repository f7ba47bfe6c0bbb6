//! A child's details: add a child, or put right what is known; former names and references stay known.

use super::allocate::{worker_in, worker_note};
use super::status::{status_at, words};
use crate::practice::child::{ChildStatus, never_born_on};
use crate::practice::date_words::{from_words, long};
use crate::practice::reference::{ChildId, Reference, WorkerId};
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note};
use crate::ui::naming::Named;
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::{ChildAct, ChildEntry};
use crate::workbench::message::{ChildPage, WorkerName};
use chrono::NaiveDate;

/// What the popup for a child's details asks.
pub struct Details {
    /// Whose details; `None` for a new child.
    child: Option<ChildId>,
    /// Since when the child is known; `None` for a new one.
    known_since: Option<NaiveDate>,
    workers: Vec<Named<WorkerId>>,
    fields: Fields,
}

impl Details {
    /// The popup for a new child.
    pub fn add(workers: &[WorkerName]) -> EntryBox<Self> {
        let mut fields = own(["", "", "", ""]);
        let need = ChildStatus::ALL.iter().position(|one| *one == ChildStatus::ChildInNeed);
        fields.push(Field::choice("status", "Status", words(), need.unwrap_or(0)));
        fields.push(Field::offered("since", "Since", "today"));
        fields.push(Field::line("worker", "Worker", ""));
        let workers = workers.iter().map(Named::from).collect();
        EntryBox::new(Self { child: None, known_since: None, workers, fields: Fields::new(fields) })
    }

    /// The popup that puts details right.
    pub fn change(page: &ChildPage) -> EntryBox<Self> {
        let child = &page.child;
        let born = child.born_on.map(long).unwrap_or_default();
        let (name, family) = (child.name.as_deref().unwrap_or_default(), child.family.as_deref().unwrap_or_default());
        let mut fields = Fields::new(own([child.reference.as_str(), name, &born, family]));
        if name.is_empty() {
            fields.go_to("name");
        }
        EntryBox::new(Self { child: Some(child.id), known_since: child.known_since(), workers: Vec::new(), fields })
    }

    fn born_on(&self, cx: &Ctx) -> Result<Option<NaiveDate>, Wrong> {
        match self.fields.text("born_on") {
            "" => Ok(None),
            _ => day_in(&self.fields, "born_on", cx).map(Some),
        }
    }

    fn born_note(&self, typed: &str, cx: &Ctx) -> Note {
        match from_words(typed, cx.day) {
            Err(error) => Note::Wrong(error.to_string()),
            Ok(understood) => {
                if let Some(why) = never_born_on(understood.day, self.known_since, cx.day) {
                    return Note::Wrong(why);
                }
                let day = long(understood.day);
                match cx.day.years_since(understood.day) {
                    None => Note::Warn(format!("Expected on {day}: not born yet.")),
                    Some(years) if years > 25 => Note::Warn(format!("{day}: {years} years old. Check the year.")),
                    Some(1) => Note::Plain(format!("{day}: 1 year old.")),
                    Some(years) => Note::Plain(format!("{day}: {years} years old.")),
                }
            }
        }
    }

    fn entry(&self, cx: &Ctx) -> Result<ChildEntry, Wrong> {
        let reference = Reference::new(self.fields.text("reference"))
            .ok_or_else(|| Wrong::new("reference", "Type the reference that your own system has for the child."))?;
        let given = |field: &str| Some(self.fields.text(field)).filter(|text| !text.is_empty()).map(str::to_owned);
        Ok(ChildEntry { reference, name: given("name"), born_on: self.born_on(cx)?, family: given("family") })
    }
}

fn own([reference, name, born, family]: [&str; 4]) -> Vec<Field> {
    vec![
        Field::line("reference", "Reference", reference),
        Field::line("name", "Name", name),
        Field::line("born_on", "Born", born),
        Field::line("family", "Family", family),
    ]
}

impl Entry for Details {
    fn title(&self, _: &Ctx) -> String {
        if self.child.is_some() { "Put details right".to_owned() } else { "Add a child".to_owned() }
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        // Of seven fields only the one being typed in explains itself, so that all fit a small window.
        let typed = self.fields.text(field);
        let here = self.fields.focused() == field;
        let plain = |words: &str| here.then(|| Note::Plain(words.to_owned()));
        match field {
            "reference" => plain("As in your own system; a former one still leads here."),
            "name" => plain("May stay empty: the reference stands for it."),
            "born_on" if typed.is_empty() => plain("2 May 2019; for an unborn child the day it is expected."),
            "born_on" => Some(self.born_note(typed, cx)),
            "family" => plain("The same word for brothers and sisters, such as a family number."),
            "since" if here => Some(day_note(typed, "The first day of this status.", cx)),
            "worker" if here || !typed.is_empty() => {
                Some(worker_note(typed, &self.workers, "A few letters of a name; empty for nobody yet.", cx))
            }
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let entry = self.entry(cx)?;
        let act = match self.child {
            Some(child) => ChildAct::Change { child, entry },
            None => {
                let since = day_in(&self.fields, "since", cx)?;
                let worker = worker_in(&self.fields, "worker", &self.workers)?;
                ChildAct::Add { entry, status: status_at(self.fields.chosen("status")), since, worker }
            }
        };
        Ok(Flow::Do(Effect::Child(act)))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        if self.child.is_some() { ("put these details right", "keep") } else { ("add the child", "add") }
    }
}
