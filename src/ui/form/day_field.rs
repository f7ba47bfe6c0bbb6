//! A day as people say it, shown back in full. Not a rule about which day it may be.

use crate::practice::date_words::{echo, from_words, long};
use crate::practice::working_days::WorkingDays;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::widget::line_field::LineField;
use crate::ui::widget::write_wrapped;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A field for a day.
#[derive(Default)]
pub(in crate::ui) struct DayField {
    line: LineField,
    day: Option<NaiveDate>,
    // What is said beside it: the day in full, or why it was not understood.
    echo: String,
    wrong: bool,
}

impl DayField {
    /// A field that holds a day, or nothing.
    pub(in crate::ui) fn with(day: Option<NaiveDate>, days_off: &WorkingDays) -> Self {
        let line = day.map_or_else(LineField::default, |day| LineField::with(long(day)));
        let echo = day.map_or_else(String::new, |day| echo(day, days_off));
        Self { line, day, echo, wrong: false }
    }

    /// Puts back what was typed and not understood. It stays so until it is typed anew: words that mean a day only today
    /// would otherwise change the draft by looking at it.
    pub(super) fn put_back(&mut self, words: &str, today: NaiveDate) {
        self.line = LineField::with(words);
        self.day = None;
        self.wrong = true;
        self.echo = match from_words(words, today) {
            Ok(_) => "This was not understood when it was typed. Type it again.".to_owned(),
            Err(why) => why.to_string(),
        };
    }

    /// The day, where one was understood.
    pub(in crate::ui) const fn day(&self) -> Option<NaiveDate> {
        self.day
    }

    /// What stands in it, or how it was understood.
    pub(in crate::ui) fn words(&self) -> &str {
        if self.line.is_blank() { "" } else { &self.echo }
    }

    /// What is typed, where it was not understood as a day.
    pub(in crate::ui) fn not_understood(&self) -> Option<&str> {
        self.wrong.then(|| self.line.text())
    }

    /// Takes in a key; answers whether what it holds may be another.
    pub(in crate::ui) fn edit(&mut self, input: &Input, today: NaiveDate, days_off: &WorkingDays) -> bool {
        let before = self.line.text().to_owned();
        if !self.line.edit(input) {
            return false;
        }
        if before == self.line.text() {
            return true;
        }
        self.wrong = false;
        if self.line.is_blank() {
            (self.day, self.echo) = (None, String::new());
            return true;
        }
        match from_words(self.line.text(), today) {
            Ok(understood) => {
                self.day = Some(understood.day);
                self.echo = echo(understood.day, days_off);
                if let Some(reading) = understood.reading {
                    self.echo = format!("{} ({reading})", self.echo);
                }
            }
            Err(why) => {
                self.day = None;
                self.echo = why.to_string();
                self.wrong = true;
            }
        }
        true
    }

    /// The rows it wants: what is wrong with a day takes more words than a day.
    pub(super) const fn rows(&self) -> usize {
        if self.wrong { 5 } else { 2 }
    }

    /// Draws it, and what is shown back below it as far as there is room.
    pub(in crate::ui) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let cursor = self.line.draw(Rect { width: area.width.min(30), ..area }, buf, cx);
        let style = if self.wrong { cx.theme.soon() } else { cx.theme.quiet() };
        write_wrapped(area, buf, 0, 1, &self.echo, style);
        cursor
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::key::{Code, Key};

    #[test]
    fn a_day_in_words_is_shown_back_and_a_slip_is_told() {
        let (days_off, today) = (WorkingDays::published(), crate::ui::testing::day());
        let mut field = DayField::default();
        for c in "+14d".chars() {
            field.edit(&Input::Key(Key::char(c)), today, &days_off);
        }
        assert_eq!(field.day(), NaiveDate::from_ymd_opt(2026, 12, 7));
        assert_eq!(field.words(), "Monday 7 December 2026");
        field.edit(&Input::Key(Key::char('x')), today, &days_off);
        assert_eq!(field.day(), None);
        assert_eq!(field.not_understood(), Some("+14dx"));
        for _ in 0..5 {
            field.edit(&Input::Key(Key::plain(Code::Backspace)), today, &days_off);
        }
        assert_eq!((field.day(), field.words(), field.wrong), (None, "", false));
    }
}
