//! The one place where what a terminal reports becomes what a screen is told. Not what it then means: that is each
//! screen's.

use super::key::{Code, Key};
use crate::practice::repeated_row::RowDecision;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use ratatui::layout::Position;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// What a screen is told.
///
/// Its `Debug` never prints what was pasted or typed.
#[derive(Clone, PartialEq, Eq)]
pub enum Input {
    /// A command of the screen's own, by its name in [`super::command::Command::id`]: by its key, the palette or the help page.
    Command(&'static str),
    /// A key that is no command here: text, or movement.
    Key(Key),
    /// Pasted text, cleaned: line feeds only, no control characters, composed.
    Paste(String),
    /// The left button was pressed here.
    Click(Position),
    /// The wheel was turned here, towards the user or away.
    Wheel {
        /// Where the pointer is.
        at: Position,
        /// Whether the content goes down.
        down: bool,
    },
    /// The moment that [`super::screen::Screen::deadline`] named has come.
    Deadline,
    /// A popup above was answered.
    Chosen {
        /// What the popup was opened for.
        asked: &'static str,
        /// What was chosen or typed.
        answer: String,
    },
    /// What a popup above decided about a row that was asked before.
    RowDecided(RowDecision),
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Command(id) => write!(f, "Command({id})"),
            Self::Key(key) if key.typed().is_some() => f.write_str("Key(a character)"),
            Self::Key(key) => write!(f, "Key({key})"),
            Self::Paste(text) => write!(f, "Paste({} bytes)", text.len()),
            Self::Click(at) => write!(f, "Click({at})"),
            Self::Wheel { at, down } => write!(f, "Wheel({at}, down: {down})"),
            Self::Deadline => f.write_str("Deadline"),
            Self::Chosen { asked, .. } => write!(f, "Chosen({asked})"),
            Self::RowDecided(_) => f.write_str("RowDecided"),
        }
    }
}

/// Turns what the terminal reports into [`Input`], remembering which characters are held down.
#[derive(Default)]
pub struct Normaliser {
    held: Vec<char>,
}

impl Normaliser {
    /// What a report means to a screen; `None` where it means nothing (a release, a resize, a change of focus).
    pub fn normalise(&mut self, event: Event) -> Option<Input> {
        match event {
            Event::Key(event) => self.key(event).map(Input::Key),
            Event::Paste(text) => {
                let text = clean(&text);
                (!text.is_empty()).then_some(Input::Paste(text))
            }
            Event::Mouse(event) => {
                let at = Position::new(event.column, event.row);
                match event.kind {
                    MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(at)),
                    MouseEventKind::ScrollDown => Some(Input::Wheel { at, down: true }),
                    MouseEventKind::ScrollUp => Some(Input::Wheel { at, down: false }),
                    _ => None,
                }
            }
            Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
        }
    }

    fn key(&mut self, event: KeyEvent) -> Option<Key> {
        if let KeyCode::Char(c) = event.code {
            let folded = c.to_lowercase().next().unwrap_or(c);
            if event.kind == KeyEventKind::Release {
                // A letter typed by its number with Alt held arrives as a release alone, and only so.
                let pressed = self.held.iter().position(|one| *one == folded);
                if let Some(at) = pressed {
                    self.held.swap_remove(at);
                    return None;
                }
                return (!c.is_ascii() && !c.is_control()).then_some(Key::char(c));
            }
            if !self.held.contains(&folded) {
                // Most terminals never report a release: remember few.
                if self.held.len() >= 8 {
                    self.held.remove(0);
                }
                self.held.push(folded);
            }
        }
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let mut ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let mut alt = event.modifiers.contains(KeyModifiers::ALT);
        let code = match event.code {
            KeyCode::Char('h') if ctrl && !alt => {
                ctrl = false;
                Code::Backspace
            }
            KeyCode::Char(c) => {
                if ctrl && alt {
                    // AltGr is reported as both, and what it types is text.
                    (ctrl, alt) = (false, false);
                }
                if c.is_control() {
                    return None;
                }
                let c = if ctrl { c.to_lowercase().next().unwrap_or(c) } else { c };
                Code::Char(std::iter::once(c).nfc().next().unwrap_or(c))
            }
            KeyCode::F(number) => Code::F(number),
            KeyCode::Enter => Code::Enter,
            KeyCode::Esc => Code::Esc,
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
            KeyCode::Tab => Code::Tab,
            KeyCode::BackTab => Code::BackTab,
            KeyCode::Backspace => Code::Backspace,
            KeyCode::Delete => Code::Delete,
            KeyCode::Up => Code::Up,
            KeyCode::Down => Code::Down,
            KeyCode::Left => Code::Left,
            KeyCode::Right => Code::Right,
            KeyCode::Home => Code::Home,
            KeyCode::End => Code::End,
            KeyCode::PageUp => Code::PageUp,
            KeyCode::PageDown => Code::PageDown,
            _ => return None,
        };
        Some(Key { code, ctrl, alt })
    }
}

/// Text from outside, made fit to keep: every line ending a line feed, tabs a space, no control characters (so no escape
/// code reaches a terminal, a printout or the clipboard later), letters and their accents composed.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.nfc() {
        match c {
            '\n' if before == '\r' => {}
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            c if c.is_control() => {}
            c => cleaned.push(c),
        }
        before = c;
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn key(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Event {
        Event::Key(KeyEvent::new_with_kind(code, modifiers, kind))
    }

    #[rstest]
    #[case::a_letter(KeyCode::Char('a'), KeyModifiers::NONE, Key::char('a'))]
    #[case::a_capital_is_one_key(KeyCode::Char('A'), KeyModifiers::SHIFT, Key::char('A'))]
    #[case::alt_gr_types(KeyCode::Char('€'), KeyModifiers::CONTROL | KeyModifiers::ALT, Key::char('€'))]
    #[case::ctrl_is_lower_case(KeyCode::Char('S'), KeyModifiers::CONTROL | KeyModifiers::SHIFT, Key::ctrl('s'))]
    #[case::shift_tab(KeyCode::Tab, KeyModifiers::SHIFT, Key::BACK_TAB)]
    #[case::the_other_backspace(KeyCode::Char('h'), KeyModifiers::CONTROL, Key::plain(Code::Backspace))]
    fn a_press_becomes_one_key(#[case] code: KeyCode, #[case] held: KeyModifiers, #[case] wanted: Key) {
        let seen = Normaliser::default().normalise(key(code, held, KeyEventKind::Press));
        assert!(seen == Some(Input::Key(wanted)), "{seen:?}");
    }

    #[test]
    fn press_and_release_type_one_letter() {
        let mut normaliser = Normaliser::default();
        let (none, shift) = (KeyModifiers::NONE, KeyModifiers::SHIFT);
        assert!(normaliser.normalise(key(KeyCode::Char('É'), shift, KeyEventKind::Press)).is_some());
        // Shift was let go first.
        assert!(normaliser.normalise(key(KeyCode::Char('é'), none, KeyEventKind::Release)).is_none());
        assert!(normaliser.normalise(key(KeyCode::Enter, none, KeyEventKind::Release)).is_none());
    }

    #[test]
    fn a_letter_that_is_only_let_go_is_typed() {
        let lone = Normaliser::default().normalise(key(KeyCode::Char('é'), KeyModifiers::NONE, KeyEventKind::Release));
        assert!(lone == Some(Input::Key(Key::char('é'))));
    }

    #[test]
    fn pasted_text_is_cleaned() {
        assert_eq!(clean("a\r\nb\rc\nd\u{1b}[31m\u{7}\te\u{301}"), "a\nb\nc\nd[31m é");
        assert_eq!(clean("\r\n\r\n"), "\n\n");
    }

    #[test]
    fn nothing_typed_or_pasted_is_in_debug() {
        let shown = format!("{:?} {:?}", Input::Paste("Aisha".into()), Input::Key(Key::char('A')));
        assert!(!shown.contains("Aisha") && !shown.contains("'A'"), "{shown}");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = clean(&text);
            prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert_eq!(clean(&once), once);
        }
    }
}
