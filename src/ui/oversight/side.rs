//! What stands beside the writer: the aim and the prompts, the last record, what was asked, the child. Not the writing.

use crate::practice::action::ActionStatus;
use crate::practice::date_words::long;
use crate::ui::actions::standing::standing;
use crate::ui::context::Ctx;
use crate::ui::form::panel::{Lines, Panel, Tone, prompts, written};
use crate::workbench::message::OversightPage;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

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

/// The panel, and which of its faces it shows.
pub(super) struct Side {
    kind: Kind,
    examples: bool,
    panel: Panel,
}

impl Side {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, examples: false, panel: Panel::default() }
    }

    pub(super) const fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn next(&mut self) {
        self.show(self.kind.next());
    }

    pub(super) fn show(&mut self, kind: Kind) {
        self.kind = kind;
        self.panel.reset();
    }

    /// Shows the strong and the weak example, or hides them again.
    pub(super) fn toggle_examples(&mut self) {
        self.examples = !(self.examples && self.kind == Kind::Prompts);
        self.show(Kind::Prompts);
    }

    pub(super) fn scroll(&self, down: bool, by: usize) {
        self.panel.scroll(down, by);
    }

    pub(super) fn section_changed(&self) {
        if self.kind == Kind::Prompts {
            self.panel.reset();
        }
    }

    /// Whether it was last drawn here.
    pub(super) fn is_at(&self, at: ratatui::layout::Position) -> bool {
        self.panel.is_at(at)
    }

    /// Draws it under its title. `section` is counted from 1; 0 is the head.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, page: &OversightPage, section: usize) {
        let face = (self.kind as u8, self.examples, section);
        self.panel.draw_kept(area, buf, cx, self.kind.title(), face, |lines| match self.kind {
            Kind::Prompts => match page.form.sections.get(section.wrapping_sub(1)) {
                Some(section) => prompts(lines, section, self.examples),
                None => lines.put(Tone::Text, HEAD),
            },
            Kind::Earlier => earlier(lines, page, cx),
            Kind::Asked => asked(lines, page, cx),
            Kind::Child => child(lines, page, cx),
            Kind::Off => {}
        });
    }
}

/// What stands beside the head.
const HEAD: &str = "The day the decision was made, why you looked, and who was there. The reason decides what this record \
                    meets once it is signed: a checkpoint, a review, or the time since the last.";

fn earlier(lines: &mut Lines, page: &OversightPage, cx: &Ctx) {
    let Some(record) = &page.earlier else {
        return lines.put(Tone::Text, "There is no earlier record on this child: yours is the first footprint here.");
    };
    let reason = record.head.reason.as_ref().map_or("no reason given", |reason| reason.words());
    let reason = cx.prose(reason);
    lines.put(Tone::Heading, &format!("{} of {}: {reason}", record.id, long(record.head.decided_on)));
    trail(lines, page);
    for section in &page.form.sections {
        written(lines, section, &record.answers, cx);
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
        let (tone, words) = standing(action, cx);
        lines.put_in(tone, "  ", &words);
        if page.again.contains(&action.id) {
            lines.put_in(Tone::Late, "  ", "the same action again: decide about it");
        }
    }
    if page.asked.iter().any(|action| action.status == ActionStatus::Open) {
        lines.space();
        lines.put(Tone::Quiet, "F4 goes through them: close each, carry it forward, take it higher or stop it.");
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
    if !page.notes.is_empty() {
        lines.space();
        lines.put(Tone::Heading, "Noted since the last record");
        for note in &page.notes {
            lines.put(Tone::Text, &format!("{}: {}", long(note.on), cx.prose(&note.words)));
        }
    }
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
