//! A file with a made-up team in it: one that is kept, or one that is gone when its folder is dropped.

use super::{DemoError, Made, MakeError, Size, make, settings};
use crate::practice::policy_file;
use crate::workbench::configuration::Configuration;
use crate::workbench::desk::{Desk, Start};
use crate::workbench::page::settings::LOCK_MINUTES;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;
use secrecy::SecretString;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Which made-up team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoAsked {
    /// The same seed gives the same team on the same day.
    pub seed: u64,
    /// How big.
    pub size: Size,
    /// The day that is today for the team.
    pub day: NaiveDate,
}

/// A folder of its own with a file to make a demo in, removed with all that is in it when this is dropped.
#[derive(Debug)]
pub struct Passing {
    folder: TempDir,
}

impl Passing {
    /// A new folder that only this user can look into.
    pub fn new() -> Result<Self, Refusal> {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        let private: std::fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        #[cfg(unix)]
        builder.permissions(private);
        let folder = builder.prefix("footprint-demo-").tempdir();
        let folder = folder.map_err(|error| {
            Refusal::NotPossible(format!("no temporary folder could be made ({}); free some space", error.kind()))
        })?;
        Ok(Self { folder })
    }

    /// Where the file goes.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("demo.db")
    }

    /// Makes the file. It never locks by itself, for nobody could open it again.
    pub fn make(
        &self,
        passphrase: &SecretString,
        asked: DemoAsked,
        configuration: Configuration,
        progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Made, Refusal> {
        let (mut desk, made) = filled(&self.file(), passphrase, asked, configuration, progress)?;
        let by = desk.by();
        desk.store_mut().change(&by, |change| change.set(LOCK_MINUTES, "0"))?;
        Ok(made)
    }
}

/// A passphrase that nobody needs to know. Its randomness is what the system seeds its hash tables with: enough for a
/// file that holds no real person and is gone with the program.
pub fn passing_passphrase() -> SecretString {
    let parts: Vec<String> = (0..4).map(|_| format!("{:016x}", RandomState::new().build_hasher().finish())).collect();
    SecretString::from(parts.join("-"))
}

/// Makes a file with a made-up team in it. `progress` is told how many children are written, and of how many, and
/// says whether to go on.
pub fn make_file(
    path: &Path,
    passphrase: &SecretString,
    asked: DemoAsked,
    configuration: Configuration,
    progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Made, Refusal> {
    Ok(filled(path, passphrase, asked, configuration, progress)?.1)
}

fn filled(
    path: &Path,
    passphrase: &SecretString,
    asked: DemoAsked,
    configuration: Configuration,
    progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<(Desk, Made), Refusal> {
    let of = settings(asked.seed, asked.day, asked.size)?;
    let start = Start { supervisor: of.supervisor, team: of.team, policy: policy_file::DEFAULT.to_owned() };
    let mut desk = Desk::init(path, passphrase, &start, asked.day, configuration)?;
    let at = desk.by().at;
    let made = make(desk.store_mut(), asked.seed, asked.day, asked.size, at, progress)?;
    Ok((desk, made))
}

impl From<DemoError> for Refusal {
    fn from(error: DemoError) -> Self {
        Self::NotPossible(error.to_string())
    }
}

impl From<MakeError> for Refusal {
    fn from(error: MakeError) -> Self {
        match error {
            MakeError::Demo(error) => error.into(),
            MakeError::Stopped => Self::NotPossible(error.to_string()),
            MakeError::Store(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret as _;

    #[test]
    fn a_passing_file_is_gone_when_it_is_let_go_and_its_passphrase_is_never_the_same() {
        let passing = Passing::new().unwrap();
        let asked = DemoAsked { seed: 1, size: Size::Team, day: "2026-11-22".parse().unwrap() };
        let made =
            passing.make(&passing_passphrase(), asked, Configuration::default(), |_, _| ControlFlow::Continue(()));
        assert!(made.unwrap().drafts > 0 && passing.file().exists());
        #[cfg(unix)]
        {
            let folder = passing.folder.path().metadata().unwrap();
            assert_eq!(std::os::unix::fs::PermissionsExt::mode(&folder.permissions()) & 0o777, 0o700);
        }
        let file = passing.file();
        drop(passing);
        assert!(!file.exists());
        let passing = Passing::new().unwrap();
        let stopped =
            passing.make(&passing_passphrase(), asked, Configuration::default(), |_, _| ControlFlow::Break(()));
        assert!(stopped.unwrap_err().to_string().contains("stopped"));
        assert_ne!(passing_passphrase().expose_secret(), passing_passphrase().expose_secret());
    }
}
