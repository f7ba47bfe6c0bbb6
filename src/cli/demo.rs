//! `demo`: a made-up team to look round in.

use super::failure::Failure;
use super::format;
use super::output::Output;
use super::setting::Setting;
use super::workbench;
use crate::exchange::print::counted;
use crate::workbench::demo::file::{DemoAsked, Passing, make_file, passing_passphrase};
use crate::workbench::demo::{Made, Size};
use crate::workbench::refusal::Refusal;
use clap::Args;
use std::io::{self, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Look round with a made-up team
///
/// Without --file it is kept in a temporary encrypted file that is removed when you leave. With --file it is kept, under
/// a passphrase that you give as to `init`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint demo\n  footprint demo --seed 7 --file ~/demo.db\n  \
                        footprint demo --size service --file big.db --no-open")]
pub(super) struct Demo {
    /// Another number makes another team; the same one on the same day, the same team
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How big: a team, a whole service, or a decade of one
    #[arg(long, value_name = "SIZE", default_value = "team", value_parser = format::coded(Size::ALL, Size::code))]
    size: Size,
    /// With --file: make it, and do not open it
    #[arg(long)]
    no_open: bool,
}

impl Demo {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        if self.no_open && setting.named_file().is_none() {
            // Not left to the reader of the command line: it does not see a --file that stands before the command.
            return Err(Failure::WrongArguments("--no-open keeps the team in a file; name it with --file".to_owned()));
        }
        if !self.no_open && !setting.plain {
            workbench::needs_terminal("make a file instead: `footprint demo --file FILE --no-open`")?;
        }
        if !self.no_open && setting.plain {
            super::plain::needs_terminal()?;
        }
        let stop = Stop::on_a_signal();
        let Some(path) = setting.named_file() else {
            let passing = Passing::new()?;
            let passphrase = passing_passphrase();
            self.make(setting, &stop, |asked, progress| {
                passing.make(&passphrase, asked, setting.configuration.clone(), progress)
            })?;
            return workbench::show_passing(setting, out, &passing.file(), passphrase);
        };
        if matches!(path.try_exists(), Ok(true)) {
            let path = path.display();
            return Err(Failure::said(format!("there is a file at {path} already; give another --file")));
        }
        let passphrase = setting.passphrase.new_one(&path)?;
        let made = self.make(setting, &stop, |asked, progress| {
            make_file(&path, &passphrase, asked, setting.configuration.clone(), progress)
        })?;
        if !self.no_open {
            return workbench::show_unlocked(setting, out, &path, passphrase);
        }
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        out.line(&format!(
            "Made {}: {}, {}, {}, {} and {}, all made up.",
            path.display(),
            counted(number(made.workers), "worker", "workers"),
            counted(number(made.children), "child", "children"),
            counted(number(made.records), "signed record", "signed records"),
            counted(number(made.actions), "action", "actions"),
            counted(number(made.drafts), "draft", "drafts"),
        ))
    }

    /// Has the team made up, and says how far it is.
    fn make(
        &self,
        setting: &Setting,
        stop: &Stop,
        make: impl FnOnce(DemoAsked, &mut dyn FnMut(usize, usize) -> ControlFlow<()>) -> Result<Made, Refusal>,
    ) -> Result<Made, Failure> {
        let asked = DemoAsked { seed: self.seed, size: self.size, day: setting.day };
        // A team is there at once; only what takes a while is worth a line.
        let shows = io::stderr().is_terminal() && self.size != Size::Team;
        let made = make(asked, &mut |done, of| {
            if shows {
                // Progress that cannot be shown is no reason to stop.
                let _ = write!(io::stderr(), "\r\u{1b}[Kmaking up {done} of {of} children");
            }
            if stop.was_told() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if shows {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
        if stop.was_told() {
            // What a temporary folder held goes with it; a file that was named holds nobody.
            let left = setting.named_file().map_or_else(
                || "nothing is left of it".to_owned(),
                |path| format!("remove {} before you make it again", path.display()),
            );
            return Err(Failure::said(format!("stopped before the made-up team was ready; {left}")));
        }
        made.map_err(|refusal| setting.about_the_file(refusal))
    }
}

/// Whether a signal said to stop while the team was being made: it must not end the program at once, for the temporary
/// folder would stay. The screens, once they are there, hear the signals themselves.
struct Stop(Arc<AtomicBool>);

impl Stop {
    fn on_a_signal() -> Self {
        let told = Arc::<AtomicBool>::default();
        for signal in signal_hook::consts::TERM_SIGNALS {
            // Where one cannot be watched it ends the program as it always did.
            let _ = signal_hook::flag::register(*signal, Arc::clone(&told));
        }
        #[cfg(unix)]
        let _ = signal_hook::flag::register(signal_hook::consts::SIGHUP, Arc::clone(&told));
        Self(told)
    }

    fn was_told(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
