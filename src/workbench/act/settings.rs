//! Settings: whose file it is, when it locks, and which policy is in force from when.

use crate::practice::date_words::with_weekday;
use crate::store::Settings;
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::page::settings::LOCK_MINUTES;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// A change of settings; answered by [`Msg::Done`].
#[derive(Clone, PartialEq, Eq)]
pub enum SettingsAct {
    /// Whose file it is.
    Name {
        /// The supervisor's name, as records are signed.
        supervisor: String,
        /// The team's name; may be empty.
        team: String,
    },
    /// Minutes without a key after which the workbench locks; `None` for never.
    LockAfter(Option<u64>),
    /// Puts a policy in force from a day on.
    UsePolicy {
        /// Its name in commands and files.
        name: String,
        /// Its first day.
        from: NaiveDate,
    },
}

/// The longest time without a key that can be asked for, in minutes: a working day.
const LONGEST_LOCK: u64 = 480;

impl Desk {
    /// Changes a setting.
    pub fn settings_act(&mut self, act: SettingsAct) -> Result<Vec<Msg>, Refusal> {
        let said = match act {
            SettingsAct::Name { supervisor, team } => {
                if supervisor.trim().is_empty() {
                    let why = "records are signed with your name, so it cannot be empty; type it";
                    return Err(Refusal::NotPossible(why.to_owned()));
                }
                self.change_settings(&Settings { supervisor, team })?;
                "Kept. What is signed from now on carries this name.".to_owned()
            }
            SettingsAct::LockAfter(minutes) => {
                if minutes.is_some_and(|minutes| !(1..=LONGEST_LOCK).contains(&minutes)) {
                    return Err(Refusal::NotPossible(format!("type from 1 to {LONGEST_LOCK} minutes")));
                }
                let (by, value) = (self.by(), minutes.unwrap_or(0).to_string());
                self.store.change(&by, |change| change.set(LOCK_MINUTES, &value))?;
                match minutes {
                    Some(1) => "Locks after a minute without a key.".to_owned(),
                    Some(minutes) => format!("Locks after {minutes} minutes without a key."),
                    None => "Never locks by itself; lock it when you leave it.".to_owned(),
                }
            }
            SettingsAct::UsePolicy { name, from } => {
                self.use_policy(&name, from)?;
                format!("In force from {}.", with_weekday(from))
            }
        };
        Ok(vec![Msg::Done(said)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{PolicyInForce, Store};
    use crate::workbench::configuration::Configuration;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn settings_are_kept_and_a_policy_holds_from_its_day_on() {
        let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-23"), Configuration::default()).unwrap();
        let first = "practice-fundamentals";
        let (text, _) = desk.configuration().policy(first).unwrap();
        let by = desk.by();
        let policy = PolicyInForce { from: None, name: first.to_owned(), text };
        desk.store.change(&by, |change| change.use_policy(&policy)).unwrap();
        assert_eq!(desk.lock_minutes(), Some(10));
        desk.settings_act(SettingsAct::LockAfter(None)).unwrap();
        assert_eq!(desk.lock_minutes(), None);
        desk.settings_act(SettingsAct::LockAfter(Some(5))).unwrap();
        let name = SettingsAct::Name { supervisor: " Siân Ŵyn ".to_owned(), team: String::new() };
        desk.settings_act(name).unwrap();
        let from = day("2026-12-01");
        desk.settings_act(SettingsAct::UsePolicy { name: "barnet".to_owned(), from }).unwrap();
        let page = desk.settings_page().unwrap();
        assert_eq!((page.supervisor.as_str(), page.lock_minutes), ("Siân Ŵyn", Some(5)));
        let lines: Vec<_> = page.policies.iter().map(|one| (one.from, one.in_force)).collect();
        assert_eq!(lines, [(None, true), (Some(from), false)]);
        assert!(page.choices.iter().any(|one| one.name == "barnet" && one.text.is_ok()));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-23"), Configuration::default()).unwrap();
        for act in [
            SettingsAct::Name { supervisor: "  ".to_owned(), team: "North".to_owned() },
            SettingsAct::LockAfter(Some(0)),
            SettingsAct::LockAfter(Some(481)),
            SettingsAct::UsePolicy { name: "none such".to_owned(), from: day("2026-12-01") },
        ] {
            assert!(desk.settings_act(act).is_err());
        }
    }
}
