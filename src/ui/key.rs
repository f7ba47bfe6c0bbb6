//! A key as a person names it: `o`, `Ctrl+L`, `Enter`. Not how a terminal reports it: that is [`super::input`].

use std::fmt;
use std::str::FromStr;

/// The key itself, without what is held down with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character, as it would be typed: `A` is Shift and `a`.
    Char(char),
    /// A function key, 1 to 12.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

const NAMED: [(Code, &str); 14] = [
    (Code::Enter, "Enter"),
    (Code::Esc, "Esc"),
    (Code::Tab, "Tab"),
    (Code::BackTab, "Shift+Tab"),
    (Code::Backspace, "Backspace"),
    (Code::Delete, "Del"),
    (Code::Up, "Up"),
    (Code::Down, "Down"),
    (Code::Left, "Left"),
    (Code::Right, "Right"),
    (Code::Home, "Home"),
    (Code::End, "End"),
    (Code::PageUp, "PageUp"),
    (Code::PageDown, "PageDown"),
];

/// A key with what is held down with it. Shift is part of the character and is not kept, save with keys that are not
/// characters; nothing is ever bound to Ctrl and Alt together, which is how some keyboards type `€` and `é`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key itself.
    pub code: Code,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

impl Key {
    /// Enter.
    pub const ENTER: Self = Self::plain(Code::Enter);
    /// Escape.
    pub const ESC: Self = Self::plain(Code::Esc);
    /// Tab.
    pub const TAB: Self = Self::plain(Code::Tab);
    /// Shift and Tab.
    pub const BACK_TAB: Self = Self::plain(Code::BackTab);
    /// Delete.
    pub const DELETE: Self = Self::plain(Code::Delete);
    /// Arrow up.
    pub const UP: Self = Self::plain(Code::Up);
    /// Left.
    pub const LEFT: Self = Self::plain(Code::Left);
    /// Right.
    pub const RIGHT: Self = Self::plain(Code::Right);
    /// Arrow down.
    pub const DOWN: Self = Self::plain(Code::Down);

    /// A key with nothing held.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character with nothing held but perhaps Shift.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Ctrl and a lower-case letter.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: true, alt: false }
    }

    /// Alt and a character.
    pub const fn alt(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: false, alt: true }
    }

    /// A function key, 1 to 12.
    pub const fn f(number: u8) -> Self {
        Self::plain(Code::F(number))
    }

    /// The character that it types, if it types one.
    pub const fn typed(self) -> Option<char> {
        match self {
            Self { code: Code::Char(c), ctrl: false, alt: false } => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = match self.code {
            Code::Char(' ') => "Space".to_owned(),
            Code::Char(c) if self.ctrl => c.to_uppercase().collect(),
            Code::Char(c) => c.to_string(),
            Code::F(number) => format!("F{number}"),
            code => NAMED.iter().find(|(one, _)| *one == code).map_or("", |(_, name)| name).to_owned(),
        };
        let (ctrl, alt) = (if self.ctrl { "Ctrl+" } else { "" }, if self.alt { "Alt+" } else { "" });
        f.pad(&format!("{ctrl}{alt}{key}"))
    }
}

/// Text that names no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is not a key; write one such as o, Enter, F2, Ctrl+L or Alt+1")]
pub struct NotAKey;

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let named = |text: &str| {
            let folded = text.to_lowercase();
            if folded == "space" {
                return Some(Code::Char(' '));
            }
            if let Some(number) = folded.strip_prefix('f').and_then(|number| number.parse::<u8>().ok()) {
                return (1..=12).contains(&number).then_some(Code::F(number));
            }
            NAMED.iter().find(|(_, name)| name.to_lowercase() == folded).map(|(code, _)| *code)
        };
        let mut rest = text;
        let (mut ctrl, mut alt) = (false, false);
        loop {
            let folded = rest.to_ascii_lowercase();
            if !ctrl && folded.starts_with("ctrl+") && rest.len() > 5 {
                ctrl = true;
                rest = &rest[5..];
            } else if !alt && folded.starts_with("alt+") && rest.len() > 4 {
                alt = true;
                rest = &rest[4..];
            } else {
                break;
            }
        }
        let mut characters = rest.chars();
        let code = match (characters.next(), characters.next()) {
            (Some(c), None) if !c.is_control() => {
                Code::Char(if ctrl { c.to_lowercase().next().unwrap_or(c) } else { c })
            }
            _ => named(rest).ok_or(NotAKey)?,
        };
        // These arrive as Tab, Enter and Escape, or as a typed letter: a binding would never be met.
        let never_met = ctrl && (alt || matches!(code, Code::Char('i' | 'm' | '[' | 'h')));
        if never_met { Err(NotAKey) } else { Ok(Self { code, ctrl, alt }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_it_is_written() {
        for key in [
            Key::char('o'),
            Key::char('?'),
            Key::char('+'),
            Key::char(' '),
            Key::char('é'),
            Key::ctrl('l'),
            Key::alt('1'),
            Key::f(2),
            Key::f(12),
            Key::ENTER,
            Key::BACK_TAB,
            Key { code: Code::Left, ctrl: true, alt: false },
        ] {
            assert_eq!(key.to_string().parse(), Ok(key), "{key}");
        }
    }

    #[test]
    fn keys_that_never_arrive_are_refused() {
        for wrong in ["", "Ctrl+I", "ctrl+m", "Ctrl+[", "Ctrl+Alt+e", "F13", "F0", "Ctrl+", "Enterr"] {
            assert_eq!(wrong.parse::<Key>(), Err(NotAKey), "{wrong}");
        }
    }
}
