//! Makes two entries of one child one. Asks before it does, for it cannot be undone.

use crate::practice::reference::ChildId;
use crate::ui::confirm::Confirm;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong};
use crate::ui::naming::{self, Named};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::ChildAct;
use crate::workbench::message::{ChildPage, Which};
use crate::workbench::{Effect, Msg};

const MERGE: &str = "merge";

/// What the popup that merges asks.
pub struct Merge {
    into: ChildId,
    called: String,
    reference: String,
    children: Vec<Named<ChildId>>,
    duplicate: Option<ChildId>,
    fields: Fields,
}

impl Merge {
    /// The popup, on the page of the child whose entry stays. It finds out itself who the others are.
    pub fn popup(page: &ChildPage) -> EntryBox<Self> {
        EntryBox::new(Self {
            into: page.child.id,
            called: page.child.called().to_owned(),
            reference: page.child.reference.to_string(),
            children: Vec::new(),
            duplicate: None,
            fields: Fields::new(vec![Field::line("duplicate", "The other entry", "")]),
        })
    }
}

impl Entry for Merge {
    fn title(&self, cx: &Ctx) -> String {
        format!("The same child twice: {}", cx.name(&self.called))
    }

    fn about(&self, _: &Ctx) -> String {
        format!("This entry, {}, stays. What the other one has comes to it.", self.reference)
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, _: &'static str, cx: &Ctx) -> Option<Note> {
        let typed = self.fields.text("duplicate");
        let nobody = "No other open child is called that.";
        Some(naming::note(typed, &self.children, "A few letters of the name, or the reference.", nobody, cx))
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        match naming::meant(self.fields.text("duplicate"), &self.children)[..] {
            [one] => {
                self.duplicate = Some(one.id);
                let question = format!(
                    "{} ({}) becomes part of {} ({}). Actions, drafts and records are read together from then on, and \
                     both references lead here. This cannot be undone.",
                    cx.name(&one.name),
                    one.reference,
                    cx.name(&self.called),
                    self.reference
                );
                Ok(Flow::push(Confirm::new(MERGE, "Make the two one?", question, "make them one")))
            }
            [] => Err(Wrong::new("duplicate", "Type the reference of the entry that is to go.")),
            _ => Err(Wrong::new("duplicate", "Several are called that. Type the reference.")),
        }
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("make the two one", "merge")
    }

    fn asks(&self) -> Option<Effect> {
        self.children.is_empty().then_some(Effect::NameObjects)
    }

    fn hear(&mut self, msg: Msg, _: &Ctx) -> Result<Flow, Msg> {
        let Msg::Objects(objects) = msg else { return Err(msg) };
        self.children = objects
            .into_iter()
            .filter_map(|one| match one.which {
                Which::Child(id) if id != self.into => Some(Named { id, reference: one.reference, name: one.name }),
                Which::Child(_) | Which::Worker(_) | Which::Record(_) | Which::Draft(_) => None,
            })
            .collect();
        Ok(Flow::Done)
    }

    fn said_yes(&mut self, asked: &str, _: &Ctx) -> Flow {
        match (asked, self.duplicate.take()) {
            (MERGE, Some(duplicate)) => Flow::Do(Effect::Child(ChildAct::Merge { duplicate, into: self.into })),
            _ => Flow::Ignored,
        }
    }
}
