//! What stands beside a form of the worker's file: the aim and prompts, the last record, what was promised, what the last
//! sessions touched. Not the writing.

use crate::practice::action::ActionStatus;
use crate::practice::answer::Answers;
use crate::practice::date_words::long;
use crate::practice::form::Function;
use crate::practice::worker_record::functions_touched;
use crate::ui::actions::standing::standing;
use crate::ui::context::Ctx;
use crate::ui::form::panel::{Lines, Panel, Tone, prompts, written};
use crate::workbench::message::WorkerFormPage;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What is shown beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The section's aim, its prompts and, when asked for, its examples.
    Prompts,
    /// The same section in the last record, and the rest of it.
    Earlier,
    /// What was promised in the worker's own file.
    Promised,
    /// The four functions, in this record and the last ones.
    Functions,
    /// Nothing: the text has the whole width.
    Off,
}

impl Kind {
    const fn next(self, page: &WorkerFormPage) -> Self {
        match self {
            Self::Prompts => Self::Earlier,
            Self::Earlier => Self::Promised,
            Self::Promised if page.draft.head.session.is_some() => Self::Functions,
            Self::Promised | Self::Functions => Self::Off,
            Self::Off => Self::Prompts,
        }
    }

    /// Its title.
    const fn title(self) -> &'static str {
        match self {
            Self::Prompts => "To think about",
            Self::Earlier => "Last time",
            Self::Promised => "What was promised",
            Self::Functions => "What supervision is for",
            Self::Off => "",
        }
    }

    /// What F2 leads to next, in a word or two.
    pub(super) const fn next_words(self, page: &WorkerFormPage) -> &'static str {
        match self.next(page) {
            Self::Prompts => "prompts",
            Self::Earlier => "last time",
            Self::Promised => "promised",
            Self::Functions => "functions",
            Self::Off => "whole width",
        }
    }
}

/// The panel.
pub(super) struct Beside {
    kind: Kind,
    examples: bool,
    pub(super) panel: Panel,
}

impl Beside {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, examples: false, panel: Panel::default() }
    }

    pub(super) const fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn next(&mut self, page: &WorkerFormPage) {
        self.kind = self.kind.next(page);
        self.panel.reset();
    }

    /// Shows the strong and the weak example, or hides them again.
    pub(super) fn toggle_examples(&mut self) {
        self.examples = !(self.examples && self.kind == Kind::Prompts);
        self.kind = Kind::Prompts;
        self.panel.reset();
    }

    pub(super) fn section_changed(&self) {
        if self.kind == Kind::Prompts {
            self.panel.reset();
        }
    }

    pub(super) fn draw(
        &self,
        area: Rect,
        buf: &mut Buffer,
        cx: &Ctx,
        page: &WorkerFormPage,
        (section, answers): (usize, &Answers),
    ) {
        let mut lines = Lines::new(usize::from(area.width));
        match self.kind {
            Kind::Prompts => {
                if let Some(section) = page.form.sections.get(section) {
                    prompts(&mut lines, section, self.examples);
                }
            }
            Kind::Earlier => earlier(&mut lines, page, section, cx),
            Kind::Promised => promised(&mut lines, page, cx),
            Kind::Functions => functions(&mut lines, page, answers),
            Kind::Off => {}
        }
        self.panel.draw(area, buf, cx, self.kind.title(), &lines);
    }
}

/// The last record, the section being written first.
fn earlier(lines: &mut Lines, page: &WorkerFormPage, at: usize, cx: &Ctx) {
    let Some(record) = &page.earlier else {
        return lines.put(Tone::Text, "There is no earlier one in this file.");
    };
    lines.put(Tone::Heading, &format!("{} of {}", record.id, long(record.head.day)));
    let here = page.form.sections.iter().skip(at).take(1);
    let others = page.form.sections.iter().enumerate().filter(|(number, _)| *number != at).map(|(_, one)| one);
    for section in here.chain(others) {
        written(lines, section, &record.answers, cx);
    }
}

fn promised(lines: &mut Lines, page: &WorkerFormPage, cx: &Ctx) {
    if page.promised.is_empty() {
        lines.put(Tone::Text, "Nothing is open in the worker's own file.");
    }
    for action in &page.promised {
        lines.space();
        lines.put(Tone::Text, &format!("{} {}: {}", action.id, cx.name(&action.owner), action.action));
        let (tone, words) = standing(action, cx);
        lines.put_in(tone, "  ", &words);
        if page.again.contains(&action.id) {
            lines.put_in(Tone::Late, "  ", "the same action again: decide about it");
        }
    }
    if page.promised.iter().any(|action| action.status == ActionStatus::Open) {
        lines.space();
        lines.put(Tone::Quiet, "F5 goes through them, one by one.");
    }
}

fn functions(lines: &mut Lines, page: &WorkerFormPage, answers: &Answers) {
    let now = functions_touched(&page.form, answers);
    let tick = |touched: &[Function], function: Function| if touched.contains(&function) { "x" } else { "." };
    lines.put(
        Tone::Text,
        "Managing, learning, holding, and carrying between worker and service: none should crowd out the rest.",
    );
    lines.space();
    for function in Function::ALL.iter().copied() {
        let before: Vec<&str> = page.touched.iter().rev().map(|(_, touched)| tick(touched, function)).collect();
        let before = if before.is_empty() { String::new() } else { format!("   before: {}", before.join(" ")) };
        lines.put(Tone::Text, &format!("{} {:<12}{before}", tick(&now, function), function.words()));
    }
    lines.space();
    lines.put(Tone::Quiet, "x: something is written in a section that serves it. Oldest session first.");
}
