//! Changes the supervisor's and the team's name.

use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::SettingsAct;
use crate::workbench::message::SettingsPage;

/// What the popup for names asks.
pub struct Names {
    fields: Fields,
}

impl Names {
    /// The popup, the supervisor's name being edited, or the team's.
    pub fn popup(page: &SettingsPage, team: bool) -> EntryBox<Self> {
        let mut fields = Fields::new(vec![
            Field::line("supervisor", "Your name", page.supervisor.as_str()),
            Field::line("team", "Team", page.team.as_str()),
        ]);
        if team {
            fields.go_to("team");
        }
        EntryBox::new(Self { fields })
    }
}

impl Entry for Names {
    fn title(&self, _: &Ctx) -> String {
        "Who you are".to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, _: &Ctx) -> Option<Note> {
        Some(Note::Plain(match field {
            "supervisor" => "Records are signed with it; those signed already keep the name they have.".to_owned(),
            _ => "Stands at the head of Today; may be empty.".to_owned(),
        }))
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        let supervisor = words_in(&self.fields, "supervisor", "Type your name: records are signed with it.")?;
        let team = self.fields.text("team").to_owned();
        Ok(Flow::Do(Effect::Settings(SettingsAct::Name { supervisor, team })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("keep these names", "keep")
    }
}
