//! The lanes of the picture, each a row of signs. Not what is in sight: that is the view's.

use super::{JourneyFacts, Row, View, first_of};
use crate::practice::child::ChildStatus;
use crate::practice::footprints::Reviewed;
use chrono::{Datelike, Days, Months, NaiveDate};

impl Row {
    fn blank(label: &'static str, view: View) -> Self {
        Self { label, cells: vec![' '; usize::from(view.columns)], late: Vec::new() }
    }

    fn put(&mut self, at: usize, sign: char) {
        if let Some(cell) = self.cells.get_mut(at) {
            *cell = sign;
        }
    }

    fn put_late(&mut self, at: usize, sign: char) {
        self.put(at, sign);
        self.late.push((at, at));
    }

    /// Writes words from a column on, as far as there is room up to another; nothing where not even a letter fits.
    fn words(&mut self, from: usize, until: usize, words: &str) {
        for (at, sign) in (from..until).zip(words.chars()) {
            self.put(at, sign);
        }
    }

    /// A bar over a stretch of days: its words after an upright, then dashes, then an arrow where it goes on.
    fn bar(&mut self, view: View, from: NaiveDate, until: NaiveDate, goes_on: bool, words: &str) {
        if until < view.from || from > view.until {
            return;
        }
        let last = self.cells.len().saturating_sub(1);
        let start = view.column(from).unwrap_or(0);
        let end = view.column(until).unwrap_or(last);
        for at in start..=end {
            self.put(at, '-');
        }
        self.put(start, '|');
        self.words(start + 1, end, words);
        if goes_on && end > start {
            self.put(end, '>');
        }
    }
}

/// The years, each written where it begins, and at the left edge.
pub(super) fn years(view: View) -> Row {
    let mut row = Row::blank("", view);
    let mut next = 0;
    for year in view.from.year()..=view.until.year() {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(view.from).max(view.from);
        if let Some(at) = view.column(first)
            && (at >= next)
            && at + 4 <= row.cells.len()
        {
            row.words(at, at + 4, &year.to_string());
            next = at + 5;
        }
    }
    row
}

/// The months, as many letters of each as there is room for: three, one, or none.
pub(super) fn months(view: View) -> Row {
    let mut row = Row::blank("", view);
    let room = usize::from(view.columns) * 30 / usize::try_from(view.days()).unwrap_or(1).max(1);
    let (letters, every) = match room {
        0 => return quarters(view, row),
        1 => (1, 1),
        2..=3 => (1, 1),
        _ => (3, 1),
    };
    let next = first_of(view.from).checked_add_months(Months::new(1)).and_then(|next| view.column(next));
    if next.is_none_or(|at| at > letters) {
        let name: String = view.from.format("%b").to_string().chars().take(letters).collect();
        row.words(0, letters, &name);
    }
    each_month(view, every, |at, month| {
        let name: String = month.format("%b").to_string().chars().take(letters).collect();
        row.words(at, at + letters, &name);
    });
    row
}

/// Over many years, an upright for each year's beginning.
fn quarters(view: View, mut row: Row) -> Row {
    for year in view.from.year()..=view.until.year() {
        if let Some(at) = NaiveDate::from_ymd_opt(year, 1, 1).and_then(|first| view.column(first)) {
            row.put(at, '\'');
        }
    }
    row
}

fn each_month(view: View, every: u32, mut draw: impl FnMut(usize, NaiveDate)) {
    let mut month = first_of(view.from);
    while month <= view.until {
        if let Some(at) = view.column(month) {
            draw(at, month);
        }
        match month.checked_add_months(Months::new(every)) {
            Some(next) => month = next,
            None => break,
        }
    }
}

impl JourneyFacts {
    pub(super) fn status(&self, view: View, day: NaiveDate) -> Row {
        let mut row = Row::blank("status", view);
        for (place, (status, since)) in self.statuses.iter().enumerate() {
            let next = self.statuses.get(place + 1).map(|(_, since)| *since);
            let last = next.and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(day);
            if *status == ChildStatus::Closed {
                if let Some(at) = view.column(*since) {
                    row.put(at, '|');
                    row.words(at + 1, at + 7, "closed");
                }
                continue;
            }
            row.bar(view, *since, last, next.is_none(), status.words());
        }
        row
    }

    pub(super) fn worker(&self, view: View, day: NaiveDate) -> Row {
        let mut row = Row::blank("worker", view);
        for (name, from, until) in &self.workers {
            let goes_on = until.is_none_or(|until| until >= day);
            row.bar(view, *from, until.unwrap_or(day).min(day), goes_on, name);
        }
        row
    }

    pub(super) fn assessment(&self, view: View, day: NaiveDate) -> Row {
        let mut row = Row::blank("assessment", view);
        for one in &self.assessments {
            let end = one.end.unwrap_or(day);
            if end < view.from || one.start > view.until {
                continue;
            }
            let last = row.cells.len().saturating_sub(1);
            let (start, stop) = (view.column(one.start).unwrap_or(0), view.column(end).unwrap_or(last));
            for at in start..=stop {
                row.put(at, '.');
            }
            row.put(start, '|');
            if one.end.is_some() {
                row.put(stop, '|');
            }
            let mut free = start + 1;
            for (place, (number, on, met_on)) in one.checkpoints.iter().enumerate() {
                let Some(at) = view.column(*on) else { continue };
                let later_due = one.checkpoints.iter().skip(place + 1).any(|(_, later, _)| *later <= day);
                let ended = one.end.is_some_and(|end| end < *on);
                match met_on {
                    Some(met) if met > on => row.put_late(at, '~'),
                    Some(_) => {
                        let words = number.to_string();
                        // Where the figures would run into each other, a sign is enough.
                        if at >= free && at + words.len() <= row.cells.len() && stop > at {
                            row.words(at, at + words.len(), &words);
                            free = at + words.len() + 1;
                        } else {
                            row.put(at, 'o');
                        }
                    }
                    None if ended => {}
                    None if *on < day || later_due => row.put_late(at, 'x'),
                    None => row.put(at, '.'),
                }
            }
        }
        row
    }

    pub(super) fn milestone(&self, view: View, label: &'static str, which: impl Fn(&str) -> bool, sign: char) -> Row {
        let mut row = Row::blank(label, view);
        for at in self.milestones.iter().filter(|(_, key, _)| which(key)).filter_map(|(on, ..)| view.column(*on)) {
            row.put(at, sign);
        }
        row
    }

    pub(super) fn session(&self, view: View) -> Row {
        let mut row = Row::blank("discussed", view);
        for at in self.sessions.iter().filter_map(|on| view.column(*on)) {
            row.put(at, 's');
        }
        row
    }

    pub(super) fn footprint(&self, view: View) -> Row {
        let mut row = Row::blank("footprints", view);
        for print in &self.footprints {
            let Some(at) = view.column(print.on) else { continue };
            let sign = match (row.cells.get(at).copied(), print.withdrawn) {
                (Some(' ' | 'w'), false) => '*',
                (Some(' '), true) => 'w',
                (Some('*'), false) => '2',
                (Some(count @ '2'..='8'), false) => {
                    char::from_digit(count.to_digit(10).unwrap_or(8) + 1, 10).unwrap_or('9')
                }
                (Some(other), _) => other,
                (None, _) => continue,
            };
            row.put(at, sign);
        }
        row
    }

    /// Directions with the day they were to be looked at again.
    pub(super) fn looked_again(&self, view: View) -> Row {
        let mut row = Row::blank("again", view);
        for print in self.footprints.iter().filter(|one| !one.withdrawn) {
            let Some((on, how)) = print.review else { continue };
            let Some(at) = view.column(on) else { continue };
            match how {
                Reviewed::OnTime => row.put(at, 'o'),
                Reviewed::Late => row.put_late(at, '~'),
                Reviewed::Outstanding => row.put_late(at, '!'),
                Reviewed::ToCome | Reviewed::Ended => row.put(at, '.'),
            }
        }
        row
    }

    /// The gaps of a month and more, each with its days where there is room.
    pub(super) fn gap(&self, view: View) -> Row {
        let mut row = Row::blank("gap", view);
        for gap in self.gaps.iter().filter(|gap| gap.is_at_least(1) && gap.to >= view.from && gap.from <= view.until) {
            let last = row.cells.len().saturating_sub(1);
            let start = view.column(gap.from).map_or(0, |at| at + 1);
            let end = view.column(gap.to).map_or(last, |at| at.saturating_sub(usize::from(!gap.goes_on())));
            let room = (end + 1).saturating_sub(start);
            let long = format!("<- {} days ->", gap.days());
            let words = [long, format!("<-{}->", gap.days()), gap.days().to_string(), "..".to_owned()]
                .into_iter()
                .find(|words| words.len() <= room);
            let Some(words) = words else { continue };
            let at = start + (room - words.len()) / 2;
            row.words(at, at + words.len(), &words);
            if gap.is_at_least(2) {
                row.late.push((at, at + words.len() - 1));
            }
        }
        row
    }

    /// Likelihood, significance and imminence over time, each where a footprint judged it.
    pub(super) fn trail(&self, view: View) -> Vec<Row> {
        let labels = ["threshold L", "          S", "          I"];
        let rows = labels.iter().enumerate().map(|(which, label)| {
            let mut row = Row::blank(label, view);
            for print in self.footprints.iter().filter(|one| !one.withdrawn) {
                let step = print.judged.get(which).copied().flatten();
                if let (Some(at), Some(sign)) =
                    (view.column(print.on), step.and_then(|step| char::from_digit(u32::from(step), 10)))
                {
                    row.put(at, sign);
                }
            }
            row
        });
        let rows: Vec<Row> = rows.collect();
        if rows.iter().all(Row::is_empty) { Vec::new() } else { rows }
    }
}
