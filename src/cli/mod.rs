//! The commands, one file each: what is asked on the command line, and what is printed. What a command does is the
//! workbench's; what it looks like is exchange's.

mod actions;
mod audit;
mod backup;
mod calendar;
mod completions;
mod compliance;
mod demo;
mod drafts;
mod due;
mod export;
mod failure;
mod form;
mod format;
mod import;
mod init;
mod man;
mod output;
mod passphrase;
mod period;
mod plain;
mod policy;
mod progress;
mod purge;
mod rekey;
mod restore;
mod review;
mod search;
mod setting;
mod show;
mod supervision;
mod verify;
mod why;
mod workbench;

use clap::{Args, Parser, Subcommand};
use failure::Failure;
use output::Output;
use setting::Setting;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the program is called with. No `Debug`: what is looked for, and why something is removed, is case text.
#[derive(Parser)]
#[command(
    name = "footprint",
    version,
    about = "A workbench for the managers of children's social work teams in England",
    long_about = "A workbench for the managers of children's social work teams in England: what your team owes, to which \
                  worker and which child, by when and why; management oversight written, signed and followed through. \
                  Everything is kept in one encrypted file on this machine. With no command, the workbench opens.",
    after_help = "Examples:\n  \
                  footprint                                  open the workbench\n  \
                  footprint demo                             look round with a made-up team\n  \
                  footprint --plain                          open it as plain lines, for a screen reader\n  \
                  footprint import annex-a children.xlsx     start from your inspection workbook\n  \
                  footprint due                              what is overdue, due today and due soon\n  \
                  footprint due --as-of 2026-12-01 --all     everything, as it will stand that day\n\n\
                  `footprint COMMAND --help` shows examples of each. Exit codes: 0 done, 1 could not, 2 wrong \
                  arguments, 3 something is overdue (with --exit-code only)."
)]
struct CommandLine {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What can be said before or after any command.
#[derive(Debug, Args)]
struct Global {
    /// The encrypted file; without it, footprint.db in your data folder
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    file: Option<PathBuf>,
    /// Take this day for today, in every rule and check: 2026-11-22
    #[arg(long, global = true, value_name = "DAY", value_parser = format::day, help_heading = "Global options")]
    as_of: Option<chrono::NaiveDate>,
    /// Read the passphrase from the first line of this file
    ///
    /// Without this, --passphrase-fd and the variable `FOOTPRINT_PASSPHRASE`, the passphrase is asked for, on a terminal
    /// only. Programs of the same user can read that variable while the command runs, and a shell may keep it in its
    /// history: use it for tests and scripts, not for a team's file.
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options", conflicts_with = "passphrase_fd")]
    passphrase_file: Option<PathBuf>,
    /// Read the passphrase from the first line of this open file descriptor
    #[arg(long, global = true, value_name = "N", help_heading = "Global options")]
    passphrase_fd: Option<u32>,
    /// Plain lines instead of tables and screens, for a screen reader
    ///
    /// With no command, the workbench is questions and answers, a line at a time; it asks on a terminal only.
    #[arg(long, global = true, help_heading = "Global options")]
    plain: bool,
}

/// The commands. To add one: its file, and a line in each half of this.
#[derive(Subcommand)]
enum Command {
    Demo(demo::Demo),
    Init(init::Init),
    Import(import::Import),
    Due(due::Due),
    Why(why::Why),
    Compliance(compliance::Compliance),
    Supervision(supervision::Supervision),
    Actions(actions::Actions),
    Calendar(calendar::Calendar),
    #[command(subcommand)]
    Show(show::Show),
    Drafts(drafts::Drafts),
    Review(review::Review),
    #[command(subcommand)]
    Export(export::Export),
    Search(search::Search),
    #[command(subcommand)]
    Policy(policy::Policy),
    #[command(subcommand)]
    Form(form::Form),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Rekey(rekey::Rekey),
    Purge(purge::Purge),
    Verify(verify::Verify),
    Audit(audit::Audit),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Command {
    fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        match self {
            Self::Demo(demo) => demo.run(setting, out),
            Self::Init(init) => init.run(setting, out),
            Self::Import(import) => import.run(setting, out),
            Self::Due(due) => due.run(setting, out),
            Self::Why(why) => why.run(setting, out),
            Self::Compliance(compliance) => compliance.run(setting, out),
            Self::Supervision(supervision) => supervision.run(setting, out),
            Self::Actions(actions) => actions.run(setting, out),
            Self::Calendar(calendar) => calendar.run(setting, out),
            Self::Show(show) => show.run(setting, out),
            Self::Drafts(drafts) => drafts.run(setting, out),
            Self::Review(review) => review.run(setting, out),
            Self::Export(export) => export.run(setting, out),
            Self::Search(search) => search.run(setting, out),
            Self::Policy(policy) => policy.run(setting, out),
            Self::Form(form) => form.run(setting, out),
            Self::Backup(backup) => backup.run(setting, out),
            Self::Restore(restore) => restore.run(setting, out),
            Self::Purge(purge) => purge.run(setting, out),
            Self::Rekey(rekey) => rekey.run(setting, out),
            Self::Verify(verify) => verify.run(setting, out),
            Self::Audit(audit) => audit.run(setting, out),
            Self::Completions(completions) => completions.run(out),
            Self::Man(man) => man.run(out),
        }
    }
}

/// Runs the program for a command line, its own name first, and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    no_core_dumps();
    no_sudden_end();
    let line = match CommandLine::try_parse_from(arguments) {
        Ok(line) => line,
        Err(error) => {
            // Help on a closed pipe ends as quietly as everything else.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { failure::WRONG_ARGUMENTS } else { 0 });
        }
    };
    let setting = Setting::new(line.global);
    let mut out = Output::standard();
    let done = match line.command {
        Some(command) => command.run(&setting, &mut out),
        None => workbench::open(&setting, &mut out),
    };
    match setting.read_well().and(done).and_then(|()| out.finish()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.end(),
    }
}

/// A core dump would write children's records to the disk as plain text.
fn no_core_dumps() {
    #[cfg(unix)]
    {
        let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
        // Where it is refused, the limit was lower already or is not ours to set; there is nothing else to try.
        let _ = rustix::process::setrlimit(rustix::process::Resource::Core, none);
    }
}

/// Where the system limits how long a file may grow, a write beyond it is an error to be told, not the end.
fn no_sudden_end() {
    #[cfg(unix)]
    {
        let too_long = rustix::process::Signal::XFSZ.as_raw();
        // The flag is never looked at: it is enough that the signal has somewhere to go.
        let _ = signal_hook::flag::register(too_long, std::sync::Arc::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        for line in ["footprint --plain --file a.db policy list", "footprint policy list --file a.db --plain"] {
            let line = CommandLine::try_parse_from(line.split(' ')).unwrap();
            assert!(line.global.plain);
            assert_eq!(line.global.file, Some(PathBuf::from("a.db")));
        }
    }

    #[test]
    fn no_argument_of_a_command_is_taken_for_a_global_one() {
        // Two arguments with one name are one to the reader of the command line: the file to import was once opened.
        fn look(command: &clap::Command, global: &[String]) {
            let own = command.get_arguments().filter(|one| !one.is_global_set());
            let clash = own.map(|one| one.get_id().to_string()).find(|id| global.contains(id));
            assert_eq!(clash, None, "{}", command.get_name());
            command.get_subcommands().for_each(|one| look(one, global));
        }
        let command = CommandLine::command();
        let global: Vec<String> =
            command.get_arguments().filter(|one| one.is_global_set()).map(|one| one.get_id().to_string()).collect();
        assert_eq!(global.len(), 5);
        command.get_subcommands().for_each(|one| look(one, &global));
    }

    #[test]
    fn every_command_shows_an_example() {
        fn look(command: &clap::Command) {
            command.get_subcommands().for_each(look);
            let help = command.clone().render_long_help().to_string();
            assert!(help.contains("Example"), "{} has no example", command.get_name());
        }
        look(&CommandLine::command());
    }
}
