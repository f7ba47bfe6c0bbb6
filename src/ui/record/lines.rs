//! A signed record as lines of text: every section in full, answers in words, the statements, who and when. Not the
//! scrolling through them.

use crate::practice::answer_words::in_words;
use crate::practice::date_words::{long, with_weekday};
use crate::practice::form::FormSection;
use crate::practice::lens::read_sections;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widget::wrapped;
use crate::workbench::message::RecordPage;
use chrono::NaiveDateTime;
use ratatui::style::Style;

/// How a line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Heading,
    Label,
    Text,
    Quiet,
    Wrong,
}

impl Look {
    pub(super) const fn style(self, theme: Theme) -> Style {
        match self {
            Self::Heading => theme.heading(),
            Self::Label | Self::Quiet => theme.quiet(),
            Self::Text => theme.text(),
            Self::Wrong => theme.wrong(),
        }
    }
}

struct Lines {
    lines: Vec<(Look, String)>,
    width: usize,
}

impl Lines {
    fn put(&mut self, look: Look, indent: usize, text: &str) {
        let start = " ".repeat(indent);
        for line in wrapped(text, self.width.saturating_sub(indent)) {
            self.lines.push((look, format!("{start}{line}")));
        }
    }

    /// The first line begins with `first`, the others stand under its end.
    fn put_after(&mut self, look: Look, first: &str, text: &str) {
        let indent = " ".repeat(first.chars().count());
        for (number, line) in wrapped(text, self.width.saturating_sub(indent.len())).into_iter().enumerate() {
            let start = if number == 0 { first } else { &indent };
            self.lines.push((look, format!("{start}{line}")));
        }
    }

    fn space(&mut self) {
        self.lines.push((Look::Text, String::new()));
    }
}

/// All lines of a record at a width.
pub(super) fn made(page: &RecordPage, cx: &Ctx, width: usize) -> Vec<(Look, String)> {
    let mut lines = Lines { lines: Vec::new(), width };
    withdrawal(page, cx, &mut lines);
    head(page, cx, &mut lines);
    for (number, section) in read_sections(&page.form, &page.record.answers) {
        lines.space();
        lines.put(Look::Heading, 0, &format!("{number} {}", section.title));
        answers(page, section, cx, &mut lines);
    }
    if !page.followed.is_empty() {
        lines.space();
        lines.put(Look::Heading, 0, "What became of the actions");
        page.followed.iter().for_each(|words| lines.put_after(Look::Text, "- ", &cx.prose(words)));
    }
    statements(page, cx, &mut lines);
    looked_at(page, cx, &mut lines);
    addenda(page, cx, &mut lines);
    lines.lines
}

fn at(moment: NaiveDateTime) -> String {
    format!("{} at {}", long(moment.date()), crate::practice::date_words::time(moment.time()))
}

fn withdrawal(page: &RecordPage, cx: &Ctx, lines: &mut Lines) {
    if let Some(withdrawal) = page.record.withdrawn() {
        let words = format!(
            "Withdrawn on {} by {}: {} It meets nothing from that day.",
            long(withdrawal.on),
            cx.name(&withdrawal.signed_by),
            full_stop(&cx.prose(&withdrawal.text))
        );
        lines.put(Look::Wrong, 0, &words);
        lines.space();
    }
}

/// Words as a sentence.
fn full_stop(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?']) { words.to_owned() } else { format!("{words}.") }
}

fn head(page: &RecordPage, cx: &Ctx, lines: &mut Lines) {
    let record = &page.record;
    let head = &record.head;
    lines.put_after(Look::Text, "Decided    ", &with_weekday(head.decided_on));
    let reason = head.reason.as_ref().map_or("none given", |reason| reason.words());
    let mut reason = cx.prose(reason).into_owned();
    if let Some(day) = head.checkpoint_day {
        reason.push_str(", day ");
        reason.push_str(&day.to_string());
    }
    if let Some(earlier) = head.reviews {
        let of = page.reviews_decided_on.map_or_else(String::new, |day| format!(" of {}", long(day)));
        reason = format!("{reason}, {earlier}{of}");
    }
    if page.form.lens {
        lines.put_after(Look::Text, "Lens       ", &page.form.title);
    } else {
        lines.put_after(Look::Text, "Why then   ", &reason);
    }
    if let Some(decided_by) = &head.decided_by {
        lines.put_after(Look::Text, "Decided by ", &cx.name(decided_by));
    }
    if let Some(took_part) = &head.took_part {
        lines.put_after(Look::Text, "Took part  ", &cx.prose(took_part));
    }
    let how = if record.imported { "Brought in from another system; there signed by" } else { "Signed by" };
    lines.put_after(Look::Quiet, "", &format!("{how} {}, {}", cx.name(&record.signed_by), at(page.signed_at)));
    let system = if page.system.is_empty() { "the case system" } else { &page.system };
    match page.copied_on {
        Some(on) => lines.put_after(Look::Quiet, "", &format!("Copied into {system} on {}.", long(on))),
        None if record.imported => {}
        None => lines.put_after(Look::Quiet, "", &format!("Only here: not yet copied into {system}.")),
    }
}

fn answers(page: &RecordPage, section: &FormSection, cx: &Ctx, lines: &mut Lines) {
    let mut said = false;
    for field in &section.fields {
        let words: Vec<String> =
            in_words(field, &page.record.answers).iter().map(|words| cx.prose(words).into_owned()).collect();
        if words.is_empty() {
            continue;
        }
        let is_prose = section.prose().is_some_and(|prose| prose.key == field.key);
        said = true;
        match words.as_slice() {
            _ if is_prose => words.iter().for_each(|paragraph| lines.put(Look::Text, 2, paragraph)),
            [one] if one.chars().count() + field.label.chars().count() < 70 => {
                lines.put(Look::Text, 2, &format!("{}: {one}", field.label.trim_end_matches(['?', ':'])));
            }
            many => {
                lines.put(Look::Label, 2, &field.label);
                for line in many {
                    lines.put_after(Look::Text, "    ", line);
                }
            }
        }
    }
    if !said {
        lines.put(Look::Quiet, 2, "Nothing is written here.");
    }
}

fn statements(page: &RecordPage, cx: &Ctx, lines: &mut Lines) {
    let record = &page.record;
    if record.imported || page.form.statements.is_empty() {
        return;
    }
    lines.space();
    lines.put(Look::Heading, 0, "The standard, as answered before signing");
    for statement in &page.form.statements {
        let answer = record.statements.iter().find(|one| one.key == statement.key);
        let (mark, note) = match answer {
            None => ("[ ] ", " (not answered)".to_owned()),
            Some(one) if one.met && one.note.is_empty() => ("[x] ", String::new()),
            Some(one) if one.met => ("[x] ", format!(" (shown: {})", one.note)),
            Some(one) => ("[-] ", format!(" Not this time, because {}", full_stop(&cx.prose(&one.note)))),
        };
        lines.put_after(Look::Text, mark, &format!("{}{note}", statement.text));
    }
}

fn looked_at(page: &RecordPage, cx: &Ctx, lines: &mut Lines) {
    if page.record.looked_at.is_empty() {
        return;
    }
    lines.space();
    lines.put(Look::Heading, 0, "Worth a look before signing, and left");
    for one in &page.record.looked_at {
        let place = one.section.within(&page.form);
        let place = place.map_or_else(String::new, |(place, _)| format!("{} ", place + 1));
        let excerpt = if one.excerpt.is_empty() { String::new() } else { format!(": \"{}\"", short(&one.excerpt)) };
        let why = match (one.left, one.why.trim()) {
            (_, why) if !why.is_empty() => format!(". {}", full_stop(why)),
            (true, _) => ". Left without a reason.".to_owned(),
            (false, _) => String::new(),
        };
        lines.put_after(Look::Text, "- ", &cx.prose(&format!("{place}{}{excerpt}{why}", one.finding.words())));
    }
}

/// The beginning of a passage.
fn short(excerpt: &str) -> String {
    const ROOM: usize = 60;
    if excerpt.chars().count() <= ROOM {
        return excerpt.to_owned();
    }
    format!("{}...", excerpt.chars().take(ROOM).collect::<String>().trim_end())
}

fn addenda(page: &RecordPage, cx: &Ctx, lines: &mut Lines) {
    let added: Vec<_> = page.record.addenda.iter().enumerate().filter(|(_, one)| !one.withdraws).collect();
    if added.is_empty() {
        return;
    }
    lines.space();
    lines.put(Look::Heading, 0, "Added later");
    for (number, addendum) in added {
        let signed = page.addenda_at.get(number).map_or_else(|| long(addendum.on), |moment| at(*moment));
        lines.put(
            Look::Label,
            0,
            &format!("{}, signed {signed} by {}", long(addendum.on), cx.name(&addendum.signed_by)),
        );
        addendum.text.lines().for_each(|paragraph| lines.put(Look::Text, 2, &cx.prose(paragraph)));
    }
}
