//! How each role looks. Roles, not colours: a screen says what a thing is, and this says how that is shown.
//!
//! The default foreground and background are the user's own, so light and dark both work; colours are the terminal's
//! sixteen by name. Nothing is told by colour alone: there is always a word or a mark with it.

use ratatui::style::{Color, Modifier, Style};

/// The looks of all roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// With the terminal's sixteen colours.
    pub const fn coloured() -> Self {
        Self { colour: true }
    }

    /// Without any, for `NO_COLOR`: bold, underlined, dim and reversed only. No colour is ever set, not even the default,
    /// since setting one would wipe the rest.
    pub const fn plain() -> Self {
        Self { colour: false }
    }

    /// With colours where this has none, and without where it has.
    #[must_use]
    pub const fn other(self) -> Self {
        Self { colour: !self.colour }
    }

    const fn role(self, colour: Color, modifier: Modifier) -> Style {
        let style = Style::new().add_modifier(modifier);
        if self.colour { style.fg(colour) } else { style }
    }

    /// What is read: names, sentences, dates.
    pub const fn text(self) -> Style {
        Style::new()
    }

    /// What stands back: hints, units, what cannot be used now.
    pub const fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// A screen's or a part's title.
    pub const fn heading(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// A key's name.
    pub const fn key(self) -> Style {
        self.role(Color::Cyan, Modifier::BOLD)
    }

    /// Late: with `!` or the word.
    pub const fn late(self) -> Style {
        self.role(Color::Red, Modifier::BOLD)
    }

    /// Due today or soon, or worth a look.
    pub const fn soon(self) -> Style {
        self.role(Color::Yellow, Modifier::empty())
    }

    /// Done, on time, complete.
    pub const fn good(self) -> Style {
        self.role(Color::Green, Modifier::empty())
    }

    /// The row under the cursor. Reversed, a coloured word becomes a coloured block louder than what it says, so the row
    /// gives its colours up; its marks and words still say all of it.
    pub const fn selected(self) -> Style {
        self.role(Color::Reset, Modifier::REVERSED)
    }

    /// A field that can be typed in.
    pub const fn field(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// The label of the field that is being typed in.
    pub const fn label_active(self) -> Style {
        self.role(Color::Cyan, Modifier::BOLD)
    }

    /// What went wrong.
    pub const fn wrong(self) -> Style {
        self.role(Color::Red, Modifier::BOLD)
    }

    /// Letters of a match in a search or the palette.
    pub const fn matched(self) -> Style {
        self.role(Color::Cyan, Modifier::UNDERLINED)
    }

    /// Lines of a box or between parts.
    pub const fn line(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_no_role_sets_one() {
        let theme = Theme::plain();
        for style in [
            theme.text(),
            theme.quiet(),
            theme.heading(),
            theme.key(),
            theme.late(),
            theme.soon(),
            theme.good(),
            theme.selected(),
            theme.field(),
            theme.label_active(),
            theme.wrong(),
            theme.matched(),
            theme.line(),
        ] {
            assert_eq!((style.fg, style.bg, style.underline_color), (None, None, None));
        }
        assert!(theme.selected().add_modifier.contains(Modifier::REVERSED));
    }
}
