//! What holds for one run of the program: which file, which day, whose configuration, and how people read what comes
//! out.

use super::Global;
use super::failure::{Failure, tell};
use super::passphrase::{Source, close_the_curtains};
use crate::exchange::print::Layout;
use crate::workbench::bench::Today;
use crate::workbench::configuration::Configuration;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;
use directories::ProjectDirs;
use secrecy::SecretString;
use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Where the configuration folder is, instead of the user's own.
const CONFIGURATION: &str = "FOOTPRINT_CONFIG";

/// How a file is opened: to look, or to change.
type Opening = fn(&Path, &SecretString, NaiveDate, Configuration) -> Result<Desk, Refusal>;

/// One run's setting.
pub(super) struct Setting {
    file: Option<PathBuf>,
    /// Today, for every rule, default and check.
    pub(super) day: NaiveDate,
    /// Whether that day was given, rather than read from the clock.
    day_given: bool,
    /// Where the passphrase comes from.
    pub(super) passphrase: Source,
    /// Whether plain lines were asked for.
    pub(super) plain: bool,
    /// The user's own policies, forms and days off.
    pub(super) configuration: Configuration,
    /// What was opened to read.
    reading: OnceCell<Rc<Desk>>,
}

impl Setting {
    /// From the global options and the user's folders.
    pub(super) fn new(global: Global) -> Self {
        let passphrase = match (global.passphrase_file, global.passphrase_fd) {
            (Some(file), _) => Source::File(file),
            (None, Some(number)) => Source::Descriptor(number),
            (None, None) => Source::Asked,
        };
        let folder = std::env::var_os(CONFIGURATION)
            .filter(|folder| !folder.is_empty())
            .map(PathBuf::from)
            .or_else(|| folders().map(|folders| folders.config_dir().to_owned()));
        Self {
            file: global.file,
            day: global.as_of.unwrap_or_else(today),
            day_given: global.as_of.is_some(),
            passphrase,
            plain: global.plain,
            configuration: Configuration { folder },
            reading: OnceCell::new(),
        }
    }

    /// Which day is today for a workbench that may stay open past midnight.
    pub(super) const fn today(&self) -> Today {
        if self.day_given { Today::Fixed(self.day) } else { Today::AtUnlocking(today) }
    }

    /// The file that was named, or the one in the user's data folder.
    pub(super) fn file(&self) -> Result<PathBuf, Failure> {
        self.file
            .clone()
            .or_else(|| folders().map(|folders| folders.data_dir().join("footprint.db")))
            .ok_or_else(|| Failure::said("you have no home folder to look for the file in; pass --file"))
    }

    /// The file, only where one was named.
    pub(super) fn named_file(&self) -> Option<PathBuf> {
        self.file.clone()
    }

    /// Opens the file to read, and says so where somebody else is at work in it. Nobody is kept from writing by it.
    pub(super) fn desk(&self) -> Result<Rc<Desk>, Failure> {
        let desk = Rc::new(self.opened(look_at_any)?);
        // A command reads one file, once.
        let _ = self.reading.set(Rc::clone(&desk));
        match (desk.damaged(), desk.read_only()) {
            (Some(damaged), _) => tell(damaged),
            (None, Some(why)) => tell(&format!("{why}, so it can be read but not changed")),
            (None, None) => {}
        }
        Ok(desk)
    }

    /// That what a command has read and printed can be relied on.
    pub(super) fn read_well(&self) -> Result<(), Failure> {
        Ok(self.reading.get().map_or(Ok(()), |desk| desk.still_reads())?)
    }

    /// Opens the file to change; a change that cannot be made says why itself.
    pub(super) fn desk_to_change(&self) -> Result<Desk, Failure> {
        self.opened(open_whole)
    }

    /// Opens the file to take something out of it, which is put in its trail; of a damaged file, what can be read of it.
    pub(super) fn desk_to_take_out(&self) -> Result<Desk, Failure> {
        let desk = self.opened(open_any)?;
        if let Some(damaged) = desk.damaged() {
            tell(&format!("{damaged}; what is taken out now is not in its trail"));
        }
        Ok(desk)
    }

    /// The same, with the passphrase it opened under.
    pub(super) fn desk_and_passphrase(&self) -> Result<(Desk, SecretString), Failure> {
        self.opened_under(open_whole)
    }

    fn opened(&self, open: Opening) -> Result<Desk, Failure> {
        Ok(self.opened_under(open)?.0)
    }

    /// Opens the file to rehearse a change, also where somebody else is at work in it. Nothing is written.
    pub(super) fn desk_to_rehearse(&self) -> Result<Desk, Failure> {
        self.opened(Desk::look_to_rehearse)
    }

    /// Where there is no file, that is said before anybody is asked for a passphrase.
    fn opened_under(&self, open: Opening) -> Result<(Desk, SecretString), Failure> {
        let path = self.file()?;
        if matches!(path.try_exists(), Ok(false)) {
            let path = path.display();
            return Err(Failure::said(format!(
                "there is no file at {path}; make one with `footprint init`, or pass --file"
            )));
        }
        let passphrase = self.passphrase.known(&path)?;
        close_the_curtains();
        let desk = open(&path, &passphrase, self.day, self.configuration.clone())
            .map_err(|refusal| self.about_the_file(refusal))?;
        if let Some(mended) = desk.mended() {
            tell(&mended);
        }
        Ok((desk, passphrase))
    }

    /// A refusal that names the file where it is about opening it.
    pub(super) fn about_the_file(&self, refusal: Refusal) -> Failure {
        match (refusal, self.file()) {
            (Refusal::Open(error), Ok(path)) => Failure::said(format!("{}: {error}", path.display())),
            (damaged @ Refusal::Damaged { .. }, Ok(path)) => Failure::said(format!("{}: {damaged}", path.display())),
            (other, _) => other.into(),
        }
    }

    /// How tables are laid out.
    pub(super) const fn layout(&self) -> Layout {
        if self.plain { Layout::Lines } else { Layout::Columns }
    }
}

/// Opens a file to look, or what can be read of a damaged one.
fn look_at_any(
    path: &Path,
    passphrase: &SecretString,
    day: NaiveDate,
    configuration: Configuration,
) -> Result<Desk, Refusal> {
    Desk::look(path, passphrase, day, configuration.clone())
        .or_else(|refusal| Desk::open_damaged(path, passphrase, day, configuration, refusal))
}

/// Opens a file to change, or what can be read of a damaged one.
fn open_any(
    path: &Path,
    passphrase: &SecretString,
    day: NaiveDate,
    configuration: Configuration,
) -> Result<Desk, Refusal> {
    Desk::open(path, passphrase, day, configuration.clone())
        .or_else(|refusal| Desk::open_damaged(path, passphrase, day, configuration, refusal))
}

/// Opens a file to change; of a damaged one it says which backup is whole.
fn open_whole(
    path: &Path,
    passphrase: &SecretString,
    day: NaiveDate,
    configuration: Configuration,
) -> Result<Desk, Refusal> {
    Desk::open(path, passphrase, day, configuration).map_err(|refusal| Desk::with_backup(refusal, path, passphrase))
}

fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "footprint")
}

#[expect(
    clippy::disallowed_methods,
    reason = "today is read from the clock here and nowhere else, and is a parameter from then on"
)]
fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}
