//! A folder with a file of Footprint's in it, and the real program to run over it. Not the tests: those say what they need.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// What every file of these tests is kept under.
pub(crate) const PASSPHRASE: &str = "eleven quiet herons";

/// A folder of its own with a file in it, or with none yet.
pub(crate) struct Office {
    pub(crate) folder: TempDir,
}

impl Office {
    /// With nothing in it.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With a new file, made once and copied, for each costs the derivation of its key.
    pub(crate) fn new() -> Self {
        static MADE: OnceLock<Office> = OnceLock::new();
        MADE.get_or_init(|| {
            let office = Self::empty();
            office.run(&["init", "--supervisor", "Ruth Okafor", "--team", "North"]).ok();
            office
        })
        .copied()
    }

    /// With the made-up team of seven times three and some, as on 26 May 2026.
    pub(crate) fn team() -> Self {
        static MADE: OnceLock<Office> = OnceLock::new();
        MADE.get_or_init(|| {
            let office = Self::new();
            for what in ["workers", "absences", "sessions", "children", "oversight"] {
                office.run(&["--as-of", "2026-05-26", "import", what, &case(&format!("team-seven/{what}.csv"))]).ok();
            }
            office
        })
        .copied()
    }

    pub(crate) fn copied(&self) -> Self {
        let copy = Self::empty();
        std::fs::copy(self.file(), copy.file()).unwrap();
        copy
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.path("footprint.db")
    }

    /// Writes a file beside it and gives its path.
    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program, over this file, with nothing of the tester's own environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_footprint"));
        command
            .arg("--file")
            .arg(self.file())
            .args(arguments)
            .env_clear()
            .env("HOME", self.folder.path())
            .env("FOOTPRINT_CONFIG", self.path("configuration"))
            .env("FOOTPRINT_PASSPHRASE", PASSPHRASE)
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(self.command(arguments).output().unwrap())
    }

    /// What a command printed as JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.run(arguments).ok()).unwrap()
    }
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// That it went well and said nothing on standard error; what it printed.
    #[track_caller]
    pub(crate) fn ok(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    /// That it ended with this code; what it said on standard error.
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self.err
    }
}

/// The path of a case.
pub(crate) fn case(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name).to_str().unwrap().to_owned()
}
