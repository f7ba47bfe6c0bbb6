//! Puts another policy in force from a day on, saying what that means.

use crate::practice::date_words::{from_words, long};
use crate::ui::confirm::Confirm;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::SettingsAct;
use crate::workbench::message::PolicyOffer;
use chrono::NaiveDate;

const USE: &str = "use_policy";

/// What the popup for a policy asks.
pub struct ChangePolicy {
    choices: Vec<PolicyOffer>,
    from: Option<NaiveDate>,
    fields: Fields,
}

impl ChangePolicy {
    /// The popup over these policies.
    pub fn popup(choices: &[PolicyOffer]) -> EntryBox<Self> {
        let own =
            |one: &PolicyOffer| if one.own { format!("{} (your own file)", one.title) } else { one.title.clone() };
        let titles = choices.iter().map(own).collect();
        let fields =
            Fields::new(vec![Field::choice("policy", "Policy", titles, 0), Field::offered("from", "From", "today")]);
        EntryBox::new(Self { choices: choices.to_vec(), from: None, fields })
    }

    fn policy(&self) -> Option<&PolicyOffer> {
        self.choices.get(self.fields.chosen("policy"))
    }
}

impl Entry for ChangePolicy {
    fn title(&self, _: &Ctx) -> String {
        "Another policy".to_owned()
    }

    fn about(&self, _: &Ctx) -> String {
        "Days before the change are judged by the policy of their time; dates that fall after it are worked out anew."
            .to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        if field == "policy" {
            let mistakes = self.policy()?.text.as_ref().err()?;
            return Some(Note::Wrong(format!("This file has mistakes: {mistakes}")));
        }
        let typed = self.fields.text("from");
        match (day_note(typed, "The first day under it.", cx), from_words(typed, cx.day)) {
            (Note::Plain(words), Ok(understood)) if understood.day < cx.day => {
                Some(Note::Warn(format!("{words} In the past: what was on time since then may change.")))
            }
            (note, _) => Some(note),
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let from = day_in(&self.fields, "from", cx)?;
        let Some(policy) = self.policy() else { return Err(Wrong::new("policy", "There is no policy to choose.")) };
        if policy.text.is_err() {
            return Err(Wrong::new("policy", "Put the mistakes right in the file, or choose another."));
        }
        let question = format!(
            "{} is in force from {}. Due dates from that day on follow it, and so does compliance; days before keep \
             their own policy.",
            policy.title,
            long(from)
        );
        self.from = Some(from);
        Ok(Flow::push(Confirm::new(USE, "Change the policy?", question, "change it")))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("put this policy in force", "use it")
    }

    fn said_yes(&mut self, asked: &str, _: &Ctx) -> Flow {
        match (asked, self.from.take(), self.policy()) {
            (USE, Some(from), Some(policy)) => {
                Flow::Do(Effect::Settings(SettingsAct::UsePolicy { name: policy.name.clone(), from }))
            }
            _ => Flow::Ignored,
        }
    }
}
