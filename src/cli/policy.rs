//! `policy`: the policies there are, what each says, mistakes in a file, and which holds from when.

use super::failure::{Failure, mistake};
use super::format;
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::table::{Side, Table};
use crate::exchange::print::{clean, counted};
use crate::practice::{date_words, policy_file, policy_text};
use crate::workbench::configuration::{self, Origin};
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;
use clap::Subcommand;
use std::path::{Path, PathBuf};

/// See, check and choose the policy that dates are reckoned by
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:\n  footprint policy list\n  footprint policy show barnet")]
pub(super) enum Policy {
    /// Name every policy, those that come with the program and your own
    #[command(after_help = "Example:\n  footprint policy list")]
    List,
    /// Show what a policy says, with the source of each rule
    #[command(after_help = "Example:\n  footprint policy show barnet")]
    Show {
        /// Its name
        name: String,
    },
    /// Check a policy file and explain every mistake in it; of a sound one, say what it asks
    ///
    /// A file of your own is picked up from the folder `policies` of your configuration folder, and its name is the
    /// policy's name.
    #[command(after_help = "Example:\n  footprint policy check ~/.config/footprint/policies/ours.toml")]
    Check {
        /// The file
        #[arg(value_name = "FILE")]
        checked: PathBuf,
    },
    /// Put a policy in force from a day; earlier days are still judged by the one before
    #[command(after_help = "Examples:\n  footprint policy use herefordshire\n  \
                            footprint policy use ours --from 2027-01-01")]
    Use {
        /// Its name
        name: String,
        /// The first day; today without it
        #[arg(long, value_name = "DAY", value_parser = format::day)]
        from: Option<NaiveDate>,
    },
}

impl Policy {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        match self {
            Self::List => list(setting, out),
            Self::Show { name } => {
                let (_, policy) = setting.configuration.policy(&name)?;
                out.print(&clean::text(&policy_text::render(&policy)))
            }
            Self::Check { checked } => check(&checked, out),
            Self::Use { name, from } => {
                let from = from.unwrap_or(setting.day);
                setting.configuration.policy(&name)?;
                setting.desk_to_change()?.use_policy(&name, from)?;
                out.line(&format!("The policy {name} holds from {}.", date_words::long(from)))
            }
        }
    }
}

fn list(setting: &Setting, out: &mut Output) -> Result<(), Failure> {
    let mut table = Table::new(&[("Name", Side::Left), ("Title", Side::Left), ("From", Side::Left)]);
    for (name, origin) in setting.configuration.policy_names() {
        let title = match setting.configuration.policy(&name) {
            Ok((_, policy)) => policy.title,
            Err(_) => format!("has mistakes; `footprint policy check` explains them: {}", where_from(&origin)),
        };
        table.row([name, title, where_from(&origin)]);
    }
    out.print(&table.render(setting.layout()))
}

/// Where a policy or form comes from, in words.
pub(super) fn where_from(origin: &Origin) -> String {
    match origin {
        Origin::Shipped => "the program".to_owned(),
        Origin::Own(path) => path.display().to_string(),
    }
}

fn check(file: &Path, out: &mut Output) -> Result<(), Failure> {
    let (name, text) = own_file(file)?;
    match policy_file::read(&name, &text) {
        Ok(policy) => {
            report(file, Ok(format!("is a policy, {}", policy.title)), out)?;
            out.print(&format!("\n{}", clean::text(&policy_text::render(&policy))))
        }
        Err(mistakes) => report(file, Err(mistakes), out),
    }
}

/// The name that a file of the user's own has, and its text.
pub(super) fn own_file(file: &Path) -> Result<(String, String), Failure> {
    let text = configuration::read(file)?.ok_or_else(|| {
        Failure::from(Refusal::Unreadable { file: file.to_owned(), why: std::io::ErrorKind::NotFound })
    })?;
    let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((name, text))
}

/// Says that a file is good, or every mistake in it.
pub(super) fn report(
    file: &Path,
    checked: Result<String, Vec<crate::practice::mistake::Mistake>>,
    out: &mut Output,
) -> Result<(), Failure> {
    let path = clean::line(&file.display().to_string());
    match checked {
        Ok(what) => out.line(&format!("{path} {}: no mistakes.", clean::line(&what))),
        Err(mistakes) => {
            let lines: Vec<String> = mistakes.iter().map(|one| mistake(&path, one)).collect();
            let number = i64::try_from(lines.len()).unwrap_or(i64::MAX);
            let count = counted(number, "mistake", "mistakes");
            Err(Failure::said(format!("{count} to put right in {path}:\n{}\n", lines.join("\n"))))
        }
    }
}
