//! What stands beside the writer: the aim and the prompts, the last record, what was asked, the child. Not the writing.

use crate::practice::action::{Action, ActionStatus};
use crate::practice::answer::{Answer, PlannedAction};
use crate::practice::answer_words::{in_words, row_in_words};
use crate::practice::date_words::{long, short};
use crate::practice::form::{FieldKind, FormSection};
use crate::ui::context::Ctx;
use crate::ui::widget::{wrapped, write};
use crate::workbench::message::OversightPage;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::cell::{Cell, RefCell};

/// What is shown beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The section's aim, its prompts and, when asked for, its examples.
    Prompts,
    /// The last signed record.
    Earlier,
    /// What was asked and what became of it.
    Asked,
    /// Status, worker, brothers and sisters, what is owed.
    Child,
    /// Nothing: the text has the whole width.
    Off,
}

impl Kind {
    const fn next(self) -> Self {
        match self {
            Self::Prompts => Self::Earlier,
            Self::Earlier => Self::Asked,
            Self::Asked => Self::Child,
            Self::Child => Self::Off,
            Self::Off => Self::Prompts,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Prompts => "To think about",
            Self::Earlier => "The last record",
            Self::Asked => "What was asked",
            Self::Child => "The child",
            Self::Off => "",
        }
    }
}

/// How a line is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Heading,
    Text,
    Quiet,
    Late,
}

/// The panel, and how far it is scrolled.
pub(super) struct Side {
    kind: Kind,
    examples: bool,
    scroll: Cell<usize>,
    // The lines of the last drawing, by what they were made of: made again only when that changes.
    made: RefCell<Option<Kept>>,
    drawn: Cell<Rect>,
}

/// Lines with what they were made of.
type Kept = (Made, Vec<(Tone, String)>);

#[derive(Clone, Copy, PartialEq, Eq)]
struct Made {
    kind: Kind,
    examples: bool,
    section: usize,
    width: u16,
    privacy: bool,
}

impl Side {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, examples: false, scroll: Cell::default(), made: RefCell::default(), drawn: Cell::default() }
    }

    pub(super) const fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn next(&mut self) {
        self.kind = self.kind.next();
        self.scroll.set(0);
    }

    /// Shows the strong and the weak example, or hides them again.
    pub(super) fn toggle_examples(&mut self) {
        self.examples = !(self.examples && self.kind == Kind::Prompts);
        self.kind = Kind::Prompts;
        self.scroll.set(0);
    }

    pub(super) fn scroll(&self, down: bool, by: usize) {
        let at = self.scroll.get();
        self.scroll.set(if down { at.saturating_add(by) } else { at.saturating_sub(by) });
    }

    pub(super) fn section_changed(&self) {
        if self.kind == Kind::Prompts {
            self.scroll.set(0);
        }
    }

    /// Whether it was last drawn here.
    pub(super) fn is_at(&self, at: ratatui::layout::Position) -> bool {
        self.drawn.get().contains(at)
    }

    /// Draws it under its title. `section` is counted from 1; 0 is the head.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, page: &OversightPage, section: usize) {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        self.drawn.set(area);
        if area.height < 2 || area.width < 8 {
            return;
        }
        let made = Made { kind: self.kind, examples: self.examples, section, width: area.width, privacy: cx.privacy };
        let mut kept = self.made.borrow_mut();
        if kept.as_ref().is_none_or(|(of, _)| *of != made) {
            let mut lines = Lines { lines: Vec::new(), width: usize::from(area.width) };
            match self.kind {
                Kind::Prompts => prompts(&mut lines, page.form.sections.get(section.wrapping_sub(1)), self.examples),
                Kind::Earlier => earlier(&mut lines, page, cx),
                Kind::Asked => asked(&mut lines, page, cx),
                Kind::Child => child(&mut lines, page, cx),
                Kind::Off => {}
            }
            *kept = Some((made, lines.lines));
        }
        let Some((_, lines)) = kept.as_ref() else { return };
        let room = usize::from(area.height - 1);
        let scroll = self.scroll.get().min(lines.len().saturating_sub(room));
        self.scroll.set(scroll);
        let more = match (scroll > 0, lines.len() > scroll + room) {
            (false, false) => "",
            _ => "Alt+Down more",
        };
        let title = format!("{} ", self.kind.title());
        let rest = usize::from(area.width).saturating_sub(title.len() + more.len() + usize::from(!more.is_empty()));
        let taken = write(area, buf, 0, 0, &title, theme.heading());
        let taken = taken + write(area, buf, taken, 0, &"─".repeat(rest), theme.line());
        if !more.is_empty() {
            write(area, buf, taken + 1, 0, more, theme.quiet());
        }
        for (row, (tone, line)) in lines.iter().skip(scroll).take(room).enumerate() {
            let style: Style = match tone {
                Tone::Heading => theme.heading(),
                Tone::Text => theme.text(),
                Tone::Quiet => theme.quiet(),
                Tone::Late => theme.late(),
            };
            write(area, buf, 0, u16::try_from(row + 1).unwrap_or(u16::MAX), line, style);
        }
    }
}

struct Lines {
    lines: Vec<(Tone, String)>,
    width: usize,
}

impl Lines {
    fn put(&mut self, tone: Tone, text: &str) {
        self.lines.extend(wrapped(text, self.width).into_iter().map(|line| (tone, line)));
    }

    fn put_in(&mut self, tone: Tone, first: &str, text: &str) {
        let indent = " ".repeat(first.chars().count());
        for (number, line) in wrapped(text, self.width.saturating_sub(indent.len())).into_iter().enumerate() {
            let start = if number == 0 { first } else { &indent };
            self.lines.push((tone, format!("{start}{line}")));
        }
    }

    fn space(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push((Tone::Text, String::new()));
        }
    }
}

fn prompts(lines: &mut Lines, section: Option<&FormSection>, examples: bool) {
    let Some(section) = section else {
        lines.put(
            Tone::Text,
            "The day the decision was made, why you looked, and who was there. The reason decides what this record \
             meets once it is signed: a checkpoint, a review, or the time since the last.",
        );
        return;
    };
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

fn earlier(lines: &mut Lines, page: &OversightPage, cx: &Ctx) {
    let Some(record) = &page.earlier else {
        return lines.put(Tone::Text, "There is no earlier record on this child: yours is the first footprint here.");
    };
    let reason = record.head.reason.as_ref().map_or("no reason given", |reason| reason.words());
    let reason = cx.prose(reason);
    lines.put(Tone::Heading, &format!("{} of {}: {reason}", record.id, long(record.head.decided_on)));
    trail(lines, page);
    for section in &page.form.sections {
        if section.fields.iter().all(|field| record.answers.get(&field.key).is_none()) {
            continue;
        }
        lines.space();
        lines.put(Tone::Heading, &section.title);
        for field in &section.fields {
            let words: Vec<String> = match record.answers.get(&field.key) {
                // Who does it is a name of its own, and privacy covers it.
                Some(Answer::Actions(rows)) => rows
                    .iter()
                    .filter(|row| !row.is_blank())
                    .map(|row| row_in_words(&PlannedAction { owner: cx.name(&row.owner), ..row.clone() }))
                    .collect(),
                _ => in_words(field, &record.answers),
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
}

/// How the three judgements stood over time, oldest first: a view that has not moved is plain to see.
fn trail(lines: &mut Lines, page: &OversightPage) {
    if page.trail.len() < 2 {
        return;
    }
    lines.space();
    lines.put(Tone::Quiet, "Judged so far, oldest first, 1 to 4");
    for (number, name) in ["likelihood  ", "significance", "imminence   "].into_iter().enumerate() {
        let mut steps = page.trail.iter().map(|one| one.steps.get(number).copied().flatten());
        let mut words = String::new();
        for step in &mut steps {
            words.push(' ');
            words.push_str(&step.map_or_else(|| "-".to_owned(), |step| step.to_string()));
        }
        lines.lines.push((Tone::Text, format!("{name}{words}")));
    }
}

fn asked(lines: &mut Lines, page: &OversightPage, cx: &Ctx) {
    if let Some(record) = &page.earlier {
        let review = record.answers.day(crate::practice::oversight::field::REVIEW_ON);
        let review = review.map_or_else(String::new, |day| format!("; to be looked at again by {}", long(day)));
        lines.put(Tone::Quiet, &format!("{}{review}", long(record.head.decided_on)));
    }
    if page.asked.is_empty() {
        lines.put(Tone::Text, "No action is open on this child, and the last record asked for none.");
    }
    for action in &page.asked {
        lines.space();
        lines.put(Tone::Text, &format!("{}: {}", cx.name(&action.owner), cx.prose(&action.action)));
        let (tone, words) = standing(action, cx.day);
        lines.put_in(tone, "  ", &cx.prose(&words));
    }
}

/// How an action stands, in words.
fn standing(action: &Action, day: NaiveDate) -> (Tone, String) {
    match action.status {
        ActionStatus::Open => {
            let late = (day - action.due_on).num_days();
            let drift = match action.redated {
                0 => String::new(),
                1 => format!("; moved once, first due {}", short(action.first_due_on)),
                times => format!("; moved {times} times, first due {}", short(action.first_due_on)),
            };
            match late {
                ..0 => (Tone::Quiet, format!("open, by {}{drift}", short(action.due_on))),
                0 => (Tone::Late, format!("! due today{drift}")),
                1 => (Tone::Late, format!("! open, 1 day late{drift}")),
                _ => (Tone::Late, format!("! open, {late} days late{drift}")),
            }
        }
        ActionStatus::Done | ActionStatus::NotDone | ActionStatus::Superseded => {
            let on = action.closed_on.map_or_else(String::new, |day| format!(" {}", short(day)));
            let difference = action.difference.trim();
            let difference = if difference.is_empty() { String::new() } else { format!(": {difference}") };
            (Tone::Quiet, format!("{}{on}{difference}", action.status.words()))
        }
    }
}

fn child(lines: &mut Lines, page: &OversightPage, cx: &Ctx) {
    let status = page.status.map_or_else(
        || "no status recorded".to_owned(),
        |now| format!("{}, since {}", now.status.words(), long(now.since)),
    );
    lines.put(Tone::Text, &status);
    let worker = page.worker.as_ref().map_or_else(|| "no worker".to_owned(), |name| cx.name(name));
    lines.put(Tone::Text, &format!("worker: {worker}"));
    if !page.owed.is_empty() {
        lines.space();
        lines.put(Tone::Heading, "Owed");
        for one in &page.owed {
            let due = one.due_on.map_or_else(String::new, |due| format!(", {}", long(due)));
            let (tone, mark) = if one.late { (Tone::Late, "! ") } else { (Tone::Text, "  ") };
            lines.put_in(tone, mark, &format!("{}{due}", one.label));
        }
    }
    lines.space();
    lines.put(Tone::Heading, "Brothers and sisters");
    if page.family.is_empty() {
        lines.put(Tone::Text, "None recorded.");
    }
    for one in &page.family {
        let age = one.age.map_or_else(String::new, |age| format!(", {age}"));
        let status = one.status.map_or_else(String::new, |status| format!(", {}", status.words()));
        lines.put(Tone::Text, &format!("{}{age}{status}", cx.name(&one.called)));
        let last = one
            .last_oversight
            .map_or_else(|| "no oversight yet".to_owned(), |day| format!("last oversight {}", long(day)));
        lines.put_in(Tone::Quiet, "  ", &last);
    }
}
