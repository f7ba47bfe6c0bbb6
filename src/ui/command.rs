//! What can be done here: the one source of the key bar, the help page and the palette. Not the doing of it.

use super::key::Key;
use std::borrow::Cow;

/// Something that can be done on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name in code and in settings, the same everywhere it means the same: `oversight`.
    pub id: &'static str,
    /// Its name on screen, a verb first: `record oversight`.
    pub name: Cow<'static, str>,
    /// Its name where there is little room, one word: `oversight`.
    pub short: Cow<'static, str>,
    /// Its keys, the one shown first; may be empty for a command of the palette only.
    pub keys: Vec<Key>,
    /// Whether it can be used now, or why not, as the end of "not now: ".
    pub available: Result<(), Cow<'static, str>>,
    /// The heading it stands under on the help page.
    pub group: &'static str,
    /// Whether the key bar shows it.
    pub in_bar: bool,
}

impl Command {
    /// A command with a key, usable now, shown in the key bar, under the heading "Here".
    pub fn new(id: &'static str, name: impl Into<Cow<'static, str>>, key: Key) -> Self {
        let mut command = Self::named(id, name);
        command.keys.push(key);
        command.in_bar = true;
        command
    }

    /// A command without a key: only the palette runs it.
    pub fn named(id: &'static str, name: impl Into<Cow<'static, str>>) -> Self {
        let name = name.into();
        let short = name.clone();
        Self { id, name, short, keys: Vec::new(), available: Ok(()), group: "Here", in_bar: false }
    }

    /// The word that the key bar shows for it.
    #[must_use]
    pub fn short(mut self, short: impl Into<Cow<'static, str>>) -> Self {
        self.short = short.into();
        self
    }

    /// Another key that does the same.
    #[must_use]
    pub fn or(mut self, key: Key) -> Self {
        self.keys.push(key);
        self
    }

    /// The heading it stands under on the help page.
    #[must_use]
    pub const fn group(mut self, group: &'static str) -> Self {
        self.group = group;
        self
    }

    /// Leaves it out of the key bar; the help page and the palette still show it.
    #[must_use]
    pub const fn aside(mut self) -> Self {
        self.in_bar = false;
        self
    }

    /// Usable only if `usable`, else greyed with why not.
    #[must_use]
    pub fn when(mut self, usable: bool, why_not: impl Into<Cow<'static, str>>) -> Self {
        if !usable && self.available.is_ok() {
            self.available = Err(why_not.into());
        }
        self
    }

    /// Has its place, but is not there yet: greyed with the reason.
    #[must_use]
    pub fn not_yet(self) -> Self {
        self.when(false, "it comes in a later version")
    }
}
