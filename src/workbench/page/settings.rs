//! What Settings shows. Not how it is laid out.

use crate::practice::policy_text::render;
use crate::workbench::configuration::Origin;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Local, NaiveDate, NaiveDateTime};
use std::path::Path;

/// Whose file it is, where it lies, and the policy in force.
#[derive(Clone, PartialEq, Eq)]
pub struct SettingsPage {
    /// The supervisor's name, as records are signed.
    pub supervisor: String,
    /// The team's name.
    pub team: String,
    /// Minutes without a key after which the workbench locks; `None` for never.
    pub lock_minutes: Option<u64>,
    /// Where the file lies.
    pub file: String,
    /// Where backups go; `None` for a file in memory.
    pub backups_go: Option<String>,
    /// When the last backup there was made, by the clock on the wall.
    pub last_backup: Option<NaiveDateTime>,
    /// Where the user's own days off are looked for, and whether they are there; `None` without a configuration folder.
    pub days_off_file: Option<(String, bool)>,
    /// How many have been kept as long as the policy asks and are not on hold; `None` where that could not be reckoned.
    pub kept_long_enough: Option<usize>,
    /// The policies over time, oldest first.
    pub policies: Vec<PolicyLine>,
    /// Every policy that can be chosen.
    pub choices: Vec<PolicyOffer>,
}

/// A policy with the time in which it is in force.
#[derive(Clone, PartialEq, Eq)]
pub struct PolicyLine {
    /// Its first day; `None` for the first policy, which holds for all earlier time.
    pub from: Option<NaiveDate>,
    /// Its title.
    pub title: String,
    /// Whether it is in force on the day.
    pub in_force: bool,
    /// The policy as text, a rule to a line.
    pub text: String,
}

/// A policy that can be chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct PolicyOffer {
    /// Its name in commands and files.
    pub name: String,
    /// Its title as people know it, or its name where it has mistakes.
    pub title: String,
    /// Whether it is the user's own file.
    pub own: bool,
    /// The policy as text; or what is wrong with it.
    pub text: Result<String, String>,
}

/// The key of the setting that says after how many minutes the workbench locks; 0 is never.
pub const LOCK_MINUTES: &str = "lock_minutes";

/// How long without a key before the workbench locks, in minutes, until the user sets another.
const LOCK_AFTER: u64 = 10;

impl Desk {
    /// Minutes without a key after which the workbench locks; `None` for never.
    pub fn lock_minutes(&self) -> Option<u64> {
        // A setting that cannot be read locks as if it had not been set: never less safely.
        let set = self.store.setting(LOCK_MINUTES).ok().flatten().and_then(|text| text.parse().ok());
        Some(set.unwrap_or(LOCK_AFTER)).filter(|minutes| *minutes > 0)
    }

    /// The settings.
    pub fn settings_page(&self) -> Result<SettingsPage, Refusal> {
        let today = self.policies.on(self.day);
        let policies = self.policies.all().map(|(from, policy)| PolicyLine {
            from,
            title: policy.title.clone(),
            in_force: std::ptr::eq(policy, today),
            text: render(policy),
        });
        let choices = self.configuration.policy_names().into_iter().map(|(name, origin)| {
            let read = self.configuration.policy(&name);
            PolicyOffer {
                title: read.as_ref().map_or_else(|_| name.clone(), |(_, policy)| policy.title.clone()),
                text: read.map(|(_, policy)| render(&policy)).map_err(|refusal| refusal.to_string()),
                own: matches!(origin, Origin::Own(_)),
                name,
            }
        });
        let file = self.store.path().map_or_else(|| "in memory only".to_owned(), shown);
        let days_off_file = self.configuration.folder.as_ref().map(|folder| {
            let file = folder.join("bank-holidays.csv");
            (shown(&file), matches!(file.try_exists(), Ok(true)))
        });
        Ok(SettingsPage {
            supervisor: self.settings.supervisor.clone(),
            team: self.settings.team.clone(),
            lock_minutes: self.lock_minutes(),
            file,
            backups_go: self.backups_go().as_deref().map(shown),
            last_backup: self.last_backup().map(|last| last.made_at.with_timezone(&Local).naive_local()),
            days_off_file,
            kept_long_enough: self.due_to_go().ok().map(|page| page.may_go()),
            policies: policies.collect(),
            choices: choices.collect(),
        })
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
