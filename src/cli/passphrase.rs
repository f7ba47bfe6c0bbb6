//! Where the passphrase comes from: a file, a descriptor, the environment, or a person at a terminal. It never stands in
//! an argument, and off a terminal nobody is asked.

use super::failure::Failure;
use crate::workbench::refusal::why_unread;
use secrecy::{ExposeSecret as _, SecretString};
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal as _, Read};
use std::path::{Path, PathBuf};
use zeroize::{Zeroize as _, Zeroizing};

/// The variable that scripts and tests may use.
const VARIABLE: &str = "FOOTPRINT_PASSPHRASE";

/// More than anybody's passphrase; what is beyond is not read.
const LONGEST: usize = 64 * 1024;

/// Where the passphrase is to come from.
#[derive(Debug)]
pub(super) enum Source {
    /// The first line of a file.
    File(PathBuf),
    /// The first line of an open descriptor.
    Descriptor(u32),
    /// The environment, or else a person.
    Asked,
}

impl Source {
    /// The passphrase of the file at `path`.
    pub(super) fn known(&self, path: &Path) -> Result<SecretString, Failure> {
        if let Some(given) = self.given()? {
            return Ok(given);
        }
        ask(&format!("Passphrase for {}: ", path.display()))
    }

    /// The passphrase for a file to be made; a person types it twice.
    pub(super) fn new_one(&self, path: &Path) -> Result<SecretString, Failure> {
        if let Some(given) = self.given()? {
            return Ok(given);
        }
        twice(path)
    }

    /// That a passphrase for a file that has one already can be had from here, before anything else is asked.
    pub(super) fn can_be_another(&self) -> Result<(), Failure> {
        match self {
            Self::Asked if !at_a_terminal() => Err(Failure::said(
                "there is no terminal to ask for the new passphrase; pass --new-passphrase-file or --new-passphrase-fd",
            )),
            Self::Asked | Self::File(_) | Self::Descriptor(_) => Ok(()),
        }
    }

    /// Another passphrase for a file that has one, where a file or a descriptor was named. The environment's is the one it
    /// has now, so that is not asked.
    pub(super) fn another_given(&self) -> Result<Option<SecretString>, Failure> {
        match self {
            Self::Asked => Ok(None),
            Self::File(_) | Self::Descriptor(_) => self.given(),
        }
    }

    /// The passphrase, where no person needs to be asked.
    pub(super) fn given(&self) -> Result<Option<SecretString>, Failure> {
        match self {
            Self::File(path) => {
                let unreadable = |error: &io::Error| {
                    let (path, why) = (path.display(), why_unread(error.kind()));
                    Failure::said(format!(
                        "the passphrase file {path} could not be read, because {why}; check its name"
                    ))
                };
                let file = open(path).map_err(|error| unreadable(&error))?;
                first_line(file, &path.display().to_string()).map(Some)
            }
            Self::Descriptor(0) => first_line(io::stdin(), "descriptor 0").map(Some),
            Self::Descriptor(number) => {
                let file = open(Path::new(&format!("/dev/fd/{number}"))).map_err(|error| {
                    let why = match error.kind() {
                        ErrorKind::NotFound => "is not open".to_owned(),
                        kind => format!("could not be read, because {}", why_unread(kind)),
                    };
                    Failure::said(format!("descriptor {number} {why}; open it for the command, as in 3< FILE"))
                })?;
                first_line(file, &format!("descriptor {number}")).map(Some)
            }
            Self::Asked => match std::env::var(VARIABLE) {
                Ok(text) if !text.is_empty() => Ok(Some(SecretString::from(text))),
                Ok(_) | Err(std::env::VarError::NotPresent) => Ok(None),
                Err(std::env::VarError::NotUnicode(_)) => {
                    Err(Failure::said(format!("{VARIABLE} is not text in UTF-8; set it again")))
                }
            },
        }
    }
}

/// Keeps other programs of the same user from looking into this one's memory, and the system from dumping it even
/// where a program is called for every dump. Only once every descriptor that was given has been read: the system hides
/// those as well.
pub(super) fn close_the_curtains() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        // Where it is refused there is nothing else to try.
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// Asks for a new passphrase, and for the same again.
pub(super) fn twice(path: &Path) -> Result<SecretString, Failure> {
    let first = ask(&format!("New passphrase for {} (12 characters or more): ", path.display()))?;
    let second = ask("The same again: ")?;
    if first.expose_secret() != second.expose_secret() {
        return Err(Failure::said("the two passphrases differ, so nothing was done; try again"));
    }
    Ok(first)
}

fn at_a_terminal() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

#[expect(clippy::disallowed_methods, reason = "the passphrase is read here, where the user said, and nowhere else")]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// The first line without its end; the rest is not looked at.
fn first_line(from: impl Read, called: &str) -> Result<SecretString, Failure> {
    // Its room is taken at once, for a text that grows leaves copies of itself behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST));
    if let Err(error) = from.take(LONGEST as u64).read_to_end(&mut bytes) {
        let why = why_unread(error.kind());
        return Err(Failure::said(format!("the passphrase could not be read from {called}, because {why}; check it")));
    }
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    match str::from_utf8(line) {
        Ok("") => Err(Failure::said(format!("there is no passphrase in the first line of {called}; write it there"))),
        Ok(text) => Ok(SecretString::from(text)),
        Err(_) => Err(Failure::said(format!("the passphrase in {called} is not text in UTF-8; write it again"))),
    }
}

fn ask(prompt: &str) -> Result<SecretString, Failure> {
    if !at_a_terminal() {
        return Err(Failure::said(format!(
            "there is no terminal to ask for the passphrase; pass --passphrase-file or --passphrase-fd, or set \
             {VARIABLE}"
        )));
    }
    let mut typed = rpassword::prompt_password(prompt)
        .map_err(|error| Failure::said(format!("the passphrase could not be read ({})", error.kind())))?;
    let secret = SecretString::from(typed.as_str());
    typed.zeroize();
    if secret.expose_secret().is_empty() {
        return Err(Failure::said("no passphrase was typed, so nothing was opened; try again"));
    }
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_read_and_its_end_removed() {
        for (text, wanted) in [
            ("a long passphrase\n", "a long passphrase"),
            ("a long passphrase\r\nand a note", "a long passphrase"),
            (" spaces stay ", " spaces stay "),
        ] {
            assert_eq!(first_line(text.as_bytes(), "a test").unwrap().expose_secret(), wanted);
        }
        assert!(first_line("\nsecond".as_bytes(), "a test").is_err());
        assert!(first_line([0xff, 0xfe].as_slice(), "a test").is_err());
    }
}
