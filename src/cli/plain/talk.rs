//! Saying and asking, a line at a time. Not what is said: that is each thing's own file.

use super::tty::{Bytes, Tty, Typed};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::exchange::print::clean;
use secrecy::SecretString;
use std::time::Duration;
use unicode_normalization::UnicodeNormalization as _;

/// The bytes from which on a line may have been cut by the terminal, which keeps no more of one.
#[cfg(target_os = "macos")]
const LONG: usize = 1023;
#[cfg(not(target_os = "macos"))]
const LONG: usize = 4095;

/// Why whatever is going on ends. What was typed is safe by then.
#[derive(Debug)]
pub(super) enum Leave {
    /// The program is left: Ctrl+C, Ctrl+D, a signal, or the word.
    Stop,
    /// The file is locked: nothing was typed for too long, or the word.
    Lock,
    /// Nothing can be said any more.
    Failed(Failure),
}

impl From<Failure> for Leave {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// What comes of anything that may be left in the middle.
pub(super) type Told<T> = Result<T, Leave>;

/// The conversation.
pub(super) struct Talk<'a> {
    out: &'a mut Output,
    tty: Tty,
    /// How long may pass without a line; `None` while nothing is open, or for ever.
    pub(super) idle: Option<Duration>,
    // What stood on the line when it had been left alone for too long.
    late: Option<String>,
}

impl<'a> Talk<'a> {
    pub(super) const fn new(out: &'a mut Output, tty: Tty) -> Self {
        Self { out, tty, idle: None, late: None }
    }

    /// Says it, on a line of its own, or on several where it has several.
    pub(super) fn say(&mut self, words: &str) -> Told<()> {
        Ok(self.out.line(clean::text(words).trim_end())?)
    }

    /// Says several lines, and leaves none between them.
    pub(super) fn say_all<S: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = S>) -> Told<()> {
        lines.into_iter().try_for_each(|line| self.say(line.as_ref()))
    }

    /// Asks, and waits for a line; without the spaces around it.
    pub(super) fn ask(&mut self, prompt: &str) -> Told<String> {
        Ok(self.ask_for_text(prompt)?.trim().to_owned())
    }

    /// Asks, and waits for a line as it stands.
    pub(super) fn ask_for_text(&mut self, prompt: &str) -> Told<String> {
        self.prompt(prompt)?;
        match self.tty.line(self.idle) {
            Typed::Line(line) => {
                if line.len() > LONG {
                    self.say("That line was longer than a terminal takes, and its end is missing. Give the rest as another line.")?;
                }
                Ok(text(&line))
            }
            Typed::Idle(line) => {
                self.late = line.map(|line| text(&line)).filter(|line| !line.is_empty());
                self.end_line()?;
                Err(Leave::Lock)
            }
            Typed::End | Typed::Stop => {
                self.end_line()?;
                Err(Leave::Stop)
            }
        }
    }

    /// What stood on the line when it had been left alone for too long, to be kept with what was typed before it.
    pub(super) fn take_late(&mut self) -> Option<String> {
        self.late.take()
    }

    /// Asks for a passphrase, which is not shown.
    pub(super) fn ask_unseen(&mut self, prompt: &str) -> Told<SecretString> {
        let hidden = self.tty.hide();
        hidden.map_err(|error| Failure::said(format!("the terminal cannot hide what is typed ({})", error.kind())))?;
        self.prompt(prompt)?;
        match self.tty.unseen() {
            Typed::Line(line) => {
                let line = line.strip_suffix(b"\n").unwrap_or(&line);
                Ok(SecretString::from(String::from_utf8_lossy(line).into_owned()))
            }
            Typed::Idle(_) | Typed::End | Typed::Stop => {
                self.end_line()?;
                Err(Leave::Stop)
            }
        }
    }

    /// Asks for a yes; anything else is no. What was typed ahead does not count.
    pub(super) fn yes(&mut self, question: &str) -> Told<bool> {
        self.say(question)?;
        self.out.finish()?;
        self.tty.forget_typed_ahead();
        Ok(self.ask("Type yes, or press Enter for no: ")?.eq_ignore_ascii_case("yes"))
    }

    /// Sees that all of it has been said, before something takes a while.
    pub(super) fn finish(&mut self) -> Told<()> {
        Ok(self.out.finish()?)
    }

    fn prompt(&mut self, prompt: &str) -> Told<()> {
        self.out.print(&clean::line_start(prompt))?;
        Ok(self.out.finish()?)
    }

    /// What is said next must not stand on the line that was asked on.
    fn end_line(&mut self) -> Told<()> {
        self.out.line("")?;
        Ok(self.out.finish()?)
    }
}

/// A line as typed: without its end and without what keys such as the arrows send, letters and their accents composed.
fn text(line: &Bytes) -> String {
    let line = String::from_utf8_lossy(line);
    let mut kept = String::with_capacity(line.len());
    let mut letters = line.nfc().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1b}' => {
                // ESC, a bracket or an O, numbers, and a letter at the end.
                if letters.next_if(|next| matches!(next, '[' | 'O')).is_some() {
                    while letters.next_if(|next| matches!(next, '0'..='9' | ';' | '?')).is_some() {}
                }
                letters.next();
            }
            '\t' => kept.push(' '),
            letter if letter.is_control() => {}
            letter => kept.push(letter),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("today\n", "today")]
    #[case("an  e\u{301}clair\r\n", "an  éclair")]
    #[case("left\u{1b}[D\u{1b}[1;5C and \u{1b}OAup\n", "left and up")]
    #[case("\ttab\u{7}\n", " tab")]
    #[case("\u{1b}", "")]
    fn a_line_is_what_was_meant(#[case] typed: &str, #[case] meant: &str) {
        assert_eq!(text(&Bytes::new(typed.as_bytes().to_vec())), meant);
    }
}
