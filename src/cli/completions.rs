//! `completions`: what a shell needs to complete a command line.

use super::CommandLine;
use super::failure::Failure;
use super::output::Output;
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

/// Print what your shell needs to complete commands and options
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  footprint completions bash > ~/.local/share/bash-completion/completions/footprint\n  \
                        footprint completions zsh > ~/.zfunc/_footprint"
)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, out: &mut Output) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut CommandLine::command(), "footprint", &mut script);
        out.print(&String::from_utf8_lossy(&script))
    }
}
