//! The commands as scripts meet them: the real program, real encrypted files, nothing stood in for.

mod bad_rows;
mod endings;
mod files;
mod imports;
#[cfg(unix)]
mod permissions;
mod reads;
mod strangers;
mod team_seven;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// What every file of these tests is kept under.
const PASSPHRASE: &str = "eleven quiet herons";

/// A folder of its own with a file in it, or with none yet.
struct Office {
    folder: TempDir,
}

impl Office {
    /// With nothing in it.
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With a new file, made once and copied, for each costs the derivation of its key.
    fn new() -> Self {
        static MADE: OnceLock<Office> = OnceLock::new();
        MADE.get_or_init(|| {
            let office = Self::empty();
            office.run(&["init", "--supervisor", "Ruth Okafor", "--team", "North"]).ok();
            office
        })
        .copied()
    }

    /// With the made-up team of seven times three and some, as on 26 May 2026.
    fn team() -> Self {
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

    fn copied(&self) -> Self {
        let copy = Self::empty();
        std::fs::copy(self.file(), copy.file()).unwrap();
        copy
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self) -> PathBuf {
        self.path("footprint.db")
    }

    /// Writes a file beside it and gives its path.
    fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program, over this file, with nothing of the tester's own environment.
    fn command(&self, arguments: &[&str]) -> Command {
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

    fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(self.command(arguments).output().unwrap())
    }

    /// What a command printed as JSON.
    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.run(arguments).ok()).unwrap()
    }
}

/// How a command ended.
#[derive(Debug)]
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ended {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// That it went well and said nothing on standard error; what it printed.
    #[track_caller]
    fn ok(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    /// That it ended with this code; what it said on standard error.
    #[track_caller]
    fn code(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self.err
    }
}

/// The path of a case.
fn case(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name).to_str().unwrap().to_owned()
}
