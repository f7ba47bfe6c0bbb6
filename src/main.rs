//! The program `footprint`: hands the command line over and gives back the exit code. Everything else is the library's.

use std::process::ExitCode;

fn main() -> ExitCode {
    footprint::cli::run(std::env::args_os())
}
