//! The door: the passphrase of a file that is there, or the set-up of one that is not. A wrong one is asked for again.

use super::sentences::sentence;
use super::talk::{Talk, Told};
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::workbench::desk::{Desk, Start};
use secrecy::{ExposeSecret as _, SecretString};
use std::path::Path;

/// Opens the file, or makes it; with the passphrase, for the backup. `given` is a passphrase that need not be asked for.
pub(super) fn open(
    setting: &Setting,
    talk: &mut Talk<'_>,
    path: &Path,
    mut given: Option<SecretString>,
) -> Told<(Desk, SecretString)> {
    if matches!(path.try_exists(), Ok(false)) {
        return set_up(setting, talk, path, given);
    }
    talk.say(&format!("Footprint. The file is {}.", path.display()))?;
    loop {
        let passphrase = match given.take() {
            Some(passphrase) => passphrase,
            None => talk.ask_unseen("Passphrase, not shown while you type: ")?,
        };
        if passphrase.expose_secret().is_empty() {
            talk.say("Nothing was typed. Type the passphrase, or press Ctrl+C to leave.")?;
            continue;
        }
        talk.say("Opening.")?;
        talk.finish()?;
        let (day, configuration) = (setting.today().day(), &setting.configuration);
        let opened = Desk::open(path, &passphrase, day, configuration.clone())
            .or_else(|refusal| Desk::open_damaged(path, &passphrase, day, configuration.clone(), refusal));
        match opened {
            Ok(desk) => return Ok((desk, passphrase)),
            Err(refusal) => talk.say(&sentence(&refusal.to_string()))?,
        }
    }
}

/// The first run: a passphrase, who you are, the team, the policy.
fn set_up(
    setting: &Setting,
    talk: &mut Talk<'_>,
    path: &Path,
    given: Option<SecretString>,
) -> Told<(Desk, SecretString)> {
    talk.say_all([
        format!("Footprint. There is no file yet at {}. A few questions make it.", path.display()),
        "Press Ctrl+C to leave without making one.".to_owned(),
    ])?;
    let mut passphrase = match given {
        Some(passphrase) => passphrase,
        None => new_passphrase(talk)?,
    };
    let supervisor = loop {
        let name = talk.ask("Your name, as records are signed: ")?;
        if !name.is_empty() {
            break name;
        }
        talk.say("Records are signed with your name, so it cannot stay empty.")?;
    };
    let team = talk.ask("The team's name; it may stay empty: ")?;
    let policy = policy(setting, talk)?;
    let start = Start { supervisor, team, policy };
    loop {
        talk.say("Making the file.")?;
        talk.finish()?;
        match Desk::init(path, &passphrase, &start, setting.today().day(), setting.configuration.clone()) {
            Ok(desk) => return Ok((desk, passphrase)),
            Err(refusal) => talk.say(&sentence(&refusal.to_string()))?,
        }
        if matches!(path.try_exists(), Ok(true)) {
            return Err(Failure::said("there is a file there by now; start again to open it").into());
        }
        passphrase = new_passphrase(talk)?;
    }
}

fn new_passphrase(talk: &mut Talk<'_>) -> Told<SecretString> {
    talk.say_all([
        "Choose a passphrase of at least 12 characters: four words, say.",
        "If it is forgotten the file is gone: nobody can open it, and there is no way round.",
    ])?;
    loop {
        let first = talk.ask_unseen("New passphrase, not shown while you type: ")?;
        let second = talk.ask_unseen("The same again: ")?;
        if first.expose_secret() == second.expose_secret() {
            return Ok(first);
        }
        talk.say("The two are not alike. Type both again.")?;
    }
}

fn policy(setting: &Setting, talk: &mut Talk<'_>) -> Told<String> {
    let names = setting.configuration.policy_names().into_iter();
    let titled =
        |(name, _): (String, _)| setting.configuration.policy(&name).ok().map(|(_, policy)| (name, policy.title));
    let policies: Vec<(String, String)> = names.filter_map(titled).collect();
    talk.say("The policy that dates are reckoned by. It can be changed later.")?;
    talk.say_all(policies.iter().enumerate().map(|(number, (_, title))| format!("{}. {title}.", number + 1)))?;
    loop {
        let typed = talk.ask("A number, or Enter for 1: ")?;
        let number = if typed.is_empty() { Ok(1) } else { typed.parse::<usize>() };
        let chosen = number.ok().and_then(|number| policies.get(number.checked_sub(1)?));
        if let Some((name, _)) = chosen {
            return Ok(name.clone());
        }
        talk.say(&format!("Type a number from 1 to {}.", policies.len()))?;
    }
}
