//! What stands beside a form: lines under a title, scrolled apart from the text. Not what they say.

use crate::practice::answer::{Answer, Answers, PlannedAction};
use crate::practice::answer_words::{in_words, row_in_words};
use crate::practice::form::{FieldKind, FormSection};
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widget::{wrapped, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::cell::{Cell, RefCell};

/// How a line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Tone {
    Heading,
    Text,
    Quiet,
    Late,
}

impl Tone {
    /// The style it is drawn in.
    pub(in crate::ui) const fn style(self, theme: Theme) -> Style {
        match self {
            Self::Heading => theme.heading(),
            Self::Text => theme.text(),
            Self::Quiet => theme.quiet(),
            Self::Late => theme.late(),
        }
    }
}

/// Lines broken to a width.
pub(in crate::ui) struct Lines {
    pub(in crate::ui) lines: Vec<(Tone, String)>,
    pub(in crate::ui) width: usize,
}

impl Lines {
    /// None yet.
    pub(in crate::ui) const fn new(width: usize) -> Self {
        Self { lines: Vec::new(), width }
    }

    /// A paragraph.
    pub(in crate::ui) fn put(&mut self, tone: Tone, text: &str) {
        self.lines.extend(wrapped(text, self.width).into_iter().map(|line| (tone, line)));
    }

    /// A paragraph whose first line begins with `first`, the others under its end.
    pub(in crate::ui) fn put_in(&mut self, tone: Tone, first: &str, text: &str) {
        let indent = " ".repeat(first.chars().count());
        for (number, line) in wrapped(text, self.width.saturating_sub(indent.len())).into_iter().enumerate() {
            let start = if number == 0 { first } else { &indent };
            self.lines.push((tone, format!("{start}{line}")));
        }
    }

    /// An empty line, but not at the start.
    pub(in crate::ui) fn space(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push((Tone::Text, String::new()));
        }
    }
}

/// What the lines of a panel were made of: which of its faces, with examples or not, beside which section.
pub(in crate::ui) type Face = (u8, bool, usize);

/// How far the panel is scrolled, and where it was drawn.
#[derive(Default)]
pub(in crate::ui) struct Panel {
    scroll: Cell<usize>,
    drawn: Cell<Rect>,
    // The lines of the last drawing with what they were made of, and how wide: made again only when that changes.
    made: RefCell<Option<(Face, u16, bool, Lines)>>,
}

impl Panel {
    /// Back to the start: other lines stand there now.
    pub(in crate::ui) fn reset(&self) {
        self.scroll.set(0);
    }

    /// Reads on, or back.
    pub(in crate::ui) fn scroll(&self, down: bool, by: usize) {
        let at = self.scroll.get();
        self.scroll.set(if down { at.saturating_add(by) } else { at.saturating_sub(by) });
    }

    /// Whether it was last drawn here.
    pub(in crate::ui) fn is_at(&self, at: Position) -> bool {
        self.drawn.get().contains(at)
    }

    /// Draws lines that stay the same as long as they are made of the same, under a title.
    pub(in crate::ui) fn draw_kept(
        &self,
        area: Rect,
        buf: &mut Buffer,
        cx: &Ctx,
        title: &str,
        face: Face,
        make: impl FnOnce(&mut Lines),
    ) {
        let width = area.intersection(buf.area).width;
        let mut made = self.made.borrow_mut();
        let same =
            made.as_ref().is_some_and(|(of, wide, privacy, _)| (*of, *wide, *privacy) == (face, width, cx.privacy));
        if !same {
            let mut lines = Lines::new(usize::from(width));
            make(&mut lines);
            *made = Some((face, width, cx.privacy, lines));
        }
        if let Some((.., lines)) = made.as_ref() {
            self.draw(area, buf, cx, title, lines);
        }
    }

    /// Draws lines under a title.
    pub(in crate::ui) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, title: &str, lines: &Lines) {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        self.drawn.set(area);
        if area.height < 2 || area.width < 8 {
            return;
        }
        let lines = &lines.lines;
        let room = usize::from(area.height - 1);
        let scroll = self.scroll.get().min(lines.len().saturating_sub(room));
        self.scroll.set(scroll);
        let more = if scroll > 0 || lines.len() > scroll + room { "Alt+Down more" } else { "" };
        let title = format!("{title} ");
        let rest = usize::from(area.width).saturating_sub(title.len() + more.len() + usize::from(!more.is_empty()));
        let taken = write(area, buf, 0, 0, &title, theme.heading());
        let taken = taken + write(area, buf, taken, 0, &"─".repeat(rest), theme.line());
        if !more.is_empty() {
            write(area, buf, taken + 1, 0, more, theme.quiet());
        }
        for (row, (tone, line)) in lines.iter().skip(scroll).take(room).enumerate() {
            write(area, buf, 0, u16::try_from(row + 1).unwrap_or(u16::MAX), line, tone.style(theme));
        }
    }
}

/// What an earlier record says in a section, as it is read; nothing where it says nothing. Who does an action is a name of
/// its own, and privacy covers it.
pub(in crate::ui) fn written(lines: &mut Lines, section: &FormSection, answers: &Answers, cx: &Ctx) {
    if section.fields.iter().all(|field| answers.get(&field.key).is_none()) {
        return;
    }
    lines.space();
    lines.put(Tone::Heading, &section.title);
    for field in &section.fields {
        let words: Vec<String> = match answers.get(&field.key) {
            Some(Answer::Actions(rows)) => rows
                .iter()
                .filter(|row| !row.is_blank())
                .map(|row| row_in_words(&PlannedAction { owner: cx.name(&row.owner), ..row.clone() }))
                .collect(),
            _ => in_words(field, answers),
        };
        let words: Vec<String> = words.iter().map(|words| cx.prose(words).into_owned()).collect();
        if words.is_empty() {
            continue;
        }
        if section.prose().is_some_and(|prose| prose.key == field.key) {
            for line in &words {
                lines.put(Tone::Text, line);
            }
        } else if matches!(field.kind, FieldKind::Text | FieldKind::Lines | FieldKind::Actions) {
            lines.put(Tone::Quiet, &field.label);
            for line in &words {
                lines.put_in(Tone::Text, "  ", line);
            }
        } else {
            lines.put(Tone::Text, &format!("{}: {}", field.label.trim_end_matches('?'), words.join(", ")));
        }
    }
}

/// A section's aim and prompts, or its two examples.
pub(in crate::ui) fn prompts(lines: &mut Lines, section: &FormSection, examples: bool) {
    lines.put(Tone::Text, &section.aim);
    if examples {
        lines.space();
        lines.put(Tone::Heading, "An answer that helps");
        lines.put(Tone::Text, &section.strong);
        lines.space();
        lines.put(Tone::Heading, "One that does not");
        lines.put(Tone::Quiet, &section.weak);
        return;
    }
    lines.space();
    for prompt in &section.prompts {
        lines.put_in(Tone::Text, "- ", prompt);
    }
    lines.space();
    lines.put(Tone::Quiet, "F3 shows an answer that helps, and one that does not.");
}
