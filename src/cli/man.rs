//! `man`: the manual page, made from the same definitions as the help, and what the help has no room for.

use super::CommandLine;
use super::failure::Failure;
use super::output::Output;
use clap::{Args, CommandFactory as _};
use std::fmt::Write as _;

/// The sections that follow the options: files, environment, exit status, JSON, findings, file formats.
const SECTIONS: &str = include_str!("../../assets/man/sections.roff");

/// The day of the page, which its readers ask for. It is the release's, not the day it is printed: the page is the same
/// whenever it is.
const WRITTEN: &str = "2026-11-22";

/// Print the manual page
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint man | man -l -\n  footprint man > ~/.local/share/man/man1/footprint.1")]
pub(super) struct Man;

impl Man {
    pub(super) fn run(self, out: &mut Output) -> Result<(), Failure> {
        out.print(&page())
    }
}

/// The whole page in roff.
fn page() -> String {
    let mut command = CommandLine::command();
    command.build();
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command.clone()).manual("Footprint").date(WRITTEN);
    // Writing to memory cannot fail.
    let _ = man.render_title(&mut page);
    let _ = man.render_name_section(&mut page);
    let _ = man.render_synopsis_section(&mut page);
    let _ = man.render_description_section(&mut page);
    let _ = man.render_options_section(&mut page);
    let mut page = String::from_utf8(page).unwrap_or_default();
    page.push_str(".SH COMMANDS\n");
    for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
        commands(one, &mut page);
    }
    page.push_str(SECTIONS);
    page
}

/// A command and those below it, each with the help it gives.
fn commands(command: &clap::Command, page: &mut String) {
    let below: Vec<&clap::Command> = command.get_subcommands().filter(|one| one.get_name() != "help").collect();
    if !below.is_empty() {
        for one in below {
            commands(one, page);
        }
        return;
    }
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let _ = writeln!(page, ".SS {}\n.nf", escaped(name));
    let mut global = false;
    for line in command.clone().render_long_help().to_string().lines() {
        // What holds for every command stands once, under OPTIONS.
        global = (global || line == "Global options:") && !line.starts_with("Example");
        if !global {
            let _ = writeln!(page, "{}", escaped(line));
        }
    }
    page.push_str(".fi\n");
}

/// A line of text that roff prints as it stands.
fn escaped(line: &str) -> String {
    let text = line.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_command_and_the_sections_that_help_has_no_room_for() {
        let page = page();
        for wanted in [".SS footprint policy check", ".SH FILES", ".SH ENVIRONMENT", ".SH EXIT STATUS", ".SH JSON"] {
            assert!(page.lines().any(|line| line.starts_with(wanted)), "{wanted} is missing");
        }
    }

    #[test]
    fn every_finding_of_a_review_is_named() {
        for finding in crate::practice::review::FindingName::ALL {
            assert!(SECTIONS.contains(finding.code()), "{}", finding.code());
        }
    }
}
