//! The settings read out, and the one that is changed here: how long may pass without a line before the file is locked.

use super::talk::Told;
use super::{Sitting, idle};
use crate::practice::date_words::long;
use crate::workbench::Effect;
use crate::workbench::effect::SettingsAct;

impl Sitting<'_> {
    /// Reads out whose file it is, where it lies, when it locks, and the policies.
    pub(super) fn settings(&mut self) -> Told<()> {
        let page = self.desk.settings_page();
        let Some(page) = self.got(page)? else { return Ok(()) };
        let lock = page
            .lock_minutes
            .map_or_else(|| "never".to_owned(), |minutes| format!("after {minutes} minutes without a line"));
        self.talk.say_all([
            format!("You are {}.", page.supervisor),
            format!("The team is {}.", if page.team.is_empty() { "not named" } else { page.team.as_str() }),
            format!("The file is {}.", page.file),
            format!("It locks by itself {lock}. Type lock after 5, or lock after never."),
        ])?;
        self.talk.say_all(page.policies.iter().map(|policy| {
            let from = policy.from.map_or_else(String::new, |from| format!(" from {}", long(from)));
            format!("Policy{from}: {}.{}", policy.title, if policy.in_force { " In force." } else { "" })
        }))?;
        self.talk.say("To change the policy, leave and use footprint policy use NAME. Names are changed on screen.")
    }

    /// Changes how long may pass.
    pub(super) fn lock_after(&mut self, words: &str) -> Told<()> {
        let first = words.split_whitespace().next().unwrap_or_default();
        let minutes = match (first.eq_ignore_ascii_case("never"), first.parse()) {
            (true, _) => None,
            (false, Ok(minutes)) => Some(minutes),
            (false, Err(_)) => return self.talk.say("Say a number of minutes, or never: lock after 5."),
        };
        let done = self.desk.perform(Effect::Settings(SettingsAct::LockAfter(minutes)));
        if self.did(done)? {
            self.talk.idle = idle(&self.desk);
        }
        Ok(())
    }
}
