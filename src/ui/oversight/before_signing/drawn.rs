//! The page before signing as lines: what was found, each with its place, and how the statements stand. Not what a key does.

use super::{BeforeSigning, Item};
use crate::practice::review::{Finding, HEAD_DECIDED_ON};
use crate::ui::context::Ctx;
use crate::ui::form::section::short_of;
use crate::ui::widget::{wrapped, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What can be done with the statement under the cursor, on a line of its own below it.
const KEYS: &str = "Space: yes   Enter: not this time, because";

/// What can be done with something worth a look.
const KEYS_OF_WORTH: &str = "Enter: go there   Del: leave it, with a reason if you like";
/// The same where a passage stands on another record.
const KEYS_OF_PASSAGE: &str = "Enter: go there   v: both side by side   Del: leave it";

/// A line of the page as drawn: which item it belongs to, if any, and whether it is the item's first.
pub(super) struct Line {
    item: Option<usize>,
    first: bool,
    look: Look,
    text: String,
}

#[derive(Clone, Copy)]
enum Look {
    Heading,
    Wrong,
    Good,
    Soon,
    Text,
    Quiet,
}

impl BeforeSigning {
    fn made(&self, width: u16) -> Vec<Line> {
        let room = usize::from(width);
        let mut lines = Vec::new();
        let line = |look, text: &str| Line { item: None, first: false, look, text: text.to_owned() };
        let else_found = match (&self.worth, &self.unread) {
            (Some(worth), _) if worth.is_empty() => " Nothing else stands out.".to_owned(),
            (Some(_), _) => String::new(),
            (None, Some(why)) => format!(" It could not be read through: {why}"),
            (None, None) => " Reading it through...".to_owned(),
        };
        if self.findings.is_empty() {
            lines.push(line(Look::Good, &format!("Nothing has to be put right.{else_found}")));
        } else {
            lines.push(line(Look::Heading, "MUST BE PUT RIGHT"));
        }
        for (number, item) in self.items.iter().enumerate() {
            if *item == Item::Worth(0) {
                lines.push(line(Look::Text, ""));
                lines.push(line(Look::Heading, "WORTH A LOOK"));
            }
            if *item == Item::Statement(0) {
                lines.push(line(Look::Text, ""));
                lines.push(line(Look::Heading, "THE STANDARD"));
            }
            let (look, start, text) = match item {
                Item::Finding(finding) => {
                    let Some(finding) = self.findings.get(*finding) else { continue };
                    (Look::Wrong, self.place(finding), said(finding))
                }
                Item::Worth(finding) => {
                    let Some(finding) = self.worth(*finding) else { continue };
                    match self.as_left(finding) {
                        None => (Look::Soon, self.place(finding), said(finding)),
                        Some(one) if one.why.is_empty() => {
                            (Look::Quiet, self.place(finding), format!("Left. {}", said(finding)))
                        }
                        Some(one) => (
                            Look::Quiet,
                            self.place(finding),
                            format!("Left: {}. {}", one.why.trim_end_matches('.'), said(finding)),
                        ),
                    }
                }
                Item::Statement(statement) => {
                    let Some(statement) = self.statement(*statement) else { continue };
                    let (mark, note) = match self.answer(statement) {
                        None => ("[ ]", String::new()),
                        Some(one) if one.met && one.note.is_empty() => ("[x]", String::new()),
                        Some(one) if one.met => ("[x]", format!(" (shown: {})", one.note)),
                        Some(one) => ("[-]", format!(" Not this time, because {}", one.note)),
                    };
                    (Look::Text, format!(" {mark} "), format!("{}{note}", statement.text))
                }
            };
            let indent = " ".repeat(start.chars().count());
            for (row, words) in wrapped(&text, room.saturating_sub(indent.len())).into_iter().enumerate() {
                let text = format!("{}{words}", if row == 0 { &start } else { &indent });
                let look = if row == 0 || matches!(look, Look::Text) { look } else { Look::Quiet };
                lines.push(Line { item: Some(number), first: row == 0, look, text });
            }
            let keys = match item {
                Item::Statement(_) => Some(KEYS),
                Item::Worth(_) if self.has_passage() => Some(KEYS_OF_PASSAGE),
                Item::Worth(_) => Some(KEYS_OF_WORTH),
                Item::Finding(_) => None,
            };
            if let Some(keys) = keys.filter(|_| number == self.list.selected()) {
                let text = format!("{indent}{keys}");
                lines.push(Line { item: Some(number), first: false, look: Look::Quiet, text });
            }
        }
        lines
    }

    /// The section a finding stands in, by number and name.
    fn place(&self, finding: &Finding) -> String {
        match finding.section.within(&self.form) {
            _ if finding.field.as_deref() == Some(HEAD_DECIDED_ON) => {
                format!(" 0 {:<10} ", if self.lens.is_some() { "Day" } else { "Reason" })
            }
            Some((place, section)) => format!(" {} {:<10} ", place + 1, short_of(&section.key)),
            None => format!(" {:<12} ", short_of(finding.section.code())),
        }
    }

    pub(super) fn draw_lines(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let mut kept = self.lines.borrow_mut();
        let selected = self.list.selected();
        if kept.as_ref().is_none_or(|(width, under, _)| (*width, *under) != (area.width, selected)) {
            *kept = Some((area.width, selected, self.made(area.width)));
        }
        let (_, _, lines) = kept.as_ref()?;
        let of_selected = |line: &&Line| line.item == Some(selected);
        let first = lines.iter().position(|line| of_selected(&line)).unwrap_or(0);
        let last = first + lines.iter().filter(of_selected).count().saturating_sub(1);
        let height = usize::from(area.height);
        // The heading above the first item stays in sight with it.
        let wanted = if selected == 0 { 0 } else { first };
        let top = self.top.get().clamp((last + 1).saturating_sub(height).min(wanted), wanted);
        self.top.set(top);
        // A lens has no statements: where nothing was found either, what is said of that is all there is.
        let mut cursor = self.items.is_empty().then(|| area.as_position());
        for (row, line) in lines.iter().skip(top).take(height).enumerate() {
            let row = u16::try_from(row).unwrap_or(u16::MAX);
            let style = match line.look {
                Look::Heading => theme.heading(),
                Look::Wrong => theme.late(),
                Look::Good => theme.good(),
                Look::Soon => theme.soon(),
                Look::Text => theme.text(),
                Look::Quiet => theme.quiet(),
            };
            let here = line.item == Some(selected);
            let style = if here { theme.selected() } else { style };
            write(area, buf, 0, row, &cx.prose(&line.text), style);
            if here && line.first {
                cursor = Some(Position::new(area.x, area.y.saturating_add(row)));
            }
        }
        cursor
    }
}

/// What a finding says, with its words: no more of them than a line or two.
fn said(finding: &Finding) -> String {
    const ROOM: usize = 90;
    if finding.excerpt.is_empty() {
        return finding.advice.clone();
    }
    let mut words: String = finding.excerpt.chars().take(ROOM).collect();
    if finding.excerpt.chars().count() > ROOM {
        words = format!("{}...", words.trim_end());
    }
    // The words first, for it is they that are looked for.
    if finding.must_fix {
        format!("{} \"{words}\"", finding.advice)
    } else {
        format!("\"{words}\" - {}", finding.advice)
    }
}
