//! Which rows of Today are shown: all, mine, theirs, one kind, children with no worker, or the drafts. Not how a row looks.

use crate::practice::action::Whose;
use crate::practice::due::Kind;
use crate::ui::theme::Theme;
use crate::ui::widget::write;
use crate::workbench::message::{TodayPage, TodayRow};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Everything that presses.
    #[default]
    All,
    /// What the supervisor must do.
    Mine,
    /// What somebody else must do.
    Theirs,
    /// One kind.
    Of(Kind),
    /// Children with no worker.
    NoWorker,
    /// Drafts that wait.
    Drafts,
    /// What waits in workers' own files, to be written, shared, agreed or renewed, and the quality calendar.
    Records,
}

impl Filter {
    /// Whether a row is shown.
    pub fn shows(self, row: &TodayRow) -> bool {
        match (self, row) {
            (Self::All, _) => true,
            (Self::Mine, row) => row.whose() == Whose::Mine,
            (Self::Theirs, row) => row.whose() == Whose::Theirs,
            (Self::Of(kind), TodayRow::Owed(owed)) => owed.kind == kind,
            (Self::NoWorker, TodayRow::NoWorker(_)) => true,
            (Self::Of(_), TodayRow::NoWorker(_))
            | (Self::NoWorker, TodayRow::Owed(_))
            | (Self::Drafts | Self::Records, _) => false,
        }
    }

    /// Its name on screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Mine => "mine",
            Self::Theirs => "theirs",
            Self::Of(Kind::AssessmentLimit) => "limit",
            Self::Of(kind) => kind.words(),
            Self::NoWorker => "no worker",
            Self::Drafts => "drafts",
            Self::Records => "files and dates",
        }
    }

    /// The filters that there is something for, with how much; all, mine and theirs always.
    pub fn offered(page: &TodayPage) -> Vec<(Self, usize)> {
        let count = |filter: Self| page.rows.iter().filter(|row| filter.shows(row)).count();
        let mut offered: Vec<(Self, usize)> = [Self::All, Self::Mine, Self::Theirs].map(|one| (one, count(one))).into();
        let kinds = Kind::ALL.iter().map(|kind| Self::Of(*kind)).chain([Self::NoWorker]);
        offered.extend(kinds.map(|one| (one, count(one))).filter(|(_, count)| *count > 0));
        if !page.drafts.is_empty() {
            offered.push((Self::Drafts, page.drafts.len()));
        }
        if !page.waiting.is_empty() {
            offered.push((Self::Records, page.waiting.len()));
        }
        offered
    }

    /// The filter after this one, or before it.
    #[must_use]
    pub fn next(self, offered: &[(Self, usize)], ahead: bool) -> Self {
        let count = offered.len().max(1);
        let at = offered.iter().position(|(one, _)| *one == self).unwrap_or(0);
        let next = if ahead { at + 1 } else { at + count - 1 };
        offered.get(next % count).map_or(Self::All, |(one, _)| *one)
    }
}

/// Draws the filters in one line, the chosen one in brackets and always in sight.
pub fn draw(area: Rect, buf: &mut Buffer, chosen: Filter, offered: &[(Filter, usize)], theme: Theme) {
    let words: Vec<String> = offered.iter().map(|(one, count)| format!("{} {count}", one.words())).collect();
    let width = |words: &[String]| words.iter().map(|one| one.width() + 3).sum::<usize>();
    let at = offered.iter().position(|(one, _)| *one == chosen).unwrap_or(0);
    // Leave out what comes first until the chosen one fits.
    let mut first = 0;
    while first < at && width(words.get(first..=at).unwrap_or_default()) > usize::from(area.width) {
        first += 1;
    }
    let mut column = 0;
    for (number, text) in words.iter().enumerate().skip(first) {
        if usize::from(column) + text.width() + 3 > usize::from(area.width) {
            // There are more.
            write(area, buf, area.width.saturating_sub(1), 0, "~", theme.quiet());
            break;
        }
        if number == at {
            column += write(area, buf, column, 0, &format!("[{text}]"), theme.heading()) + 1;
        } else {
            column += write(area, buf, column + 1, 0, text, theme.quiet()) + 2;
        }
    }
}
