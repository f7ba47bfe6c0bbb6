//! No command: the workbench in the terminal.

use super::failure::Failure;
use super::output::Output;
use super::passphrase::close_the_curtains;
use super::plain;
use super::setting::Setting;
use crate::ui::keymap::Keymap;
use crate::ui::set_up::PolicyChoice;
use crate::ui::{First, Opening};
use crate::workbench::bench::Workbench;
use secrecy::SecretString;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

/// Opens the workbench; where there is no file yet, with its set-up.
pub(super) fn open(setting: &Setting, out: &mut Output) -> Result<(), Failure> {
    let path = setting.file()?;
    if setting.plain {
        return plain::open(setting, out, &path, setting.passphrase.given()?, true);
    }
    needs_terminal("use `footprint --plain`, or a command such as `footprint due`")?;
    let first = if matches!(path.try_exists(), Ok(false)) {
        First::SetUp(policies(setting))
    } else {
        setting.passphrase.given()?.map_or(First::Unlock, First::Unlocking)
    };
    show(setting, &path, first)
}

/// That there is a terminal for screens; otherwise `instead` says what to do.
pub(super) fn needs_terminal(instead: &str) -> Result<(), Failure> {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if io::stdin().is_terminal() && io::stdout().is_terminal() && !dumb {
        return Ok(());
    }
    Err(Failure::said(format!("the workbench needs a terminal that can show screens; {instead}")))
}

/// Shows the screens, or says the plain lines, over a file whose passphrase is known, until the user leaves.
pub(super) fn show_unlocked(
    setting: &Setting,
    out: &mut Output,
    path: &Path,
    passphrase: SecretString,
) -> Result<(), Failure> {
    if setting.plain {
        return plain::open(setting, out, path, Some(passphrase), true);
    }
    show(setting, path, First::Unlocking(passphrase))
}

/// The same over a file that is gone afterwards, so that nobody needs a backup of it.
pub(super) fn show_passing(
    setting: &Setting,
    out: &mut Output,
    path: &Path,
    passphrase: SecretString,
) -> Result<(), Failure> {
    if setting.plain {
        return plain::open(setting, out, path, Some(passphrase), false);
    }
    let bench = bench(setting, path.to_owned()).without_backups();
    run(setting, path, First::Unlocking(passphrase), bench)
}

/// Shows the screens over a file until the user leaves.
fn show(setting: &Setting, path: &Path, first: First) -> Result<(), Failure> {
    let bench = bench(setting, path.to_owned());
    run(setting, path, first, bench)
}

fn bench(setting: &Setting, path: PathBuf) -> Workbench {
    Workbench::new(path, setting.today(), setting.configuration.clone())
}

fn run(setting: &Setting, path: &Path, first: First, bench: Workbench) -> Result<(), Failure> {
    close_the_curtains();
    let opening = Opening {
        file: path.display().to_string(),
        day: setting.day,
        colour: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        mouse: true,
        keymap: Keymap::default(),
        first,
    };
    crate::ui::run(opening, bench).map_err(|stopped| Failure::said(stopped.to_string()))
}

fn policies(setting: &Setting) -> Vec<PolicyChoice> {
    let names = setting.configuration.policy_names();
    names
        .into_iter()
        .filter_map(|(name, _)| {
            let (_, policy) = setting.configuration.policy(&name).ok()?;
            Some(PolicyChoice { name, title: policy.title })
        })
        .collect()
}
