//! How the oversight form is laid out: sections on the left, the text in the middle, the panel beside or below it, and at
//! the foot what is still needed. Not what a key does.

use super::editor::{Editor, Given};
use super::sections::{Mark, SectionEdit};
use super::side::Kind;
use super::{DISCARD, FieldEdit, NEXT, OversightScreen, PREVIOUS, REMOVE_ACTION, SECTIONS, Saved, first_side, head};
use crate::practice::date_words::{long, with_weekday};
use crate::practice::review::{Finding, FindingName};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::global;
use crate::ui::key::{Code, Key};
use crate::ui::widget::{cut, wrapped, write, write_wrapped};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

/// Columns of the list of sections, with the line beside it.
const LEFT: u16 = 23;
/// From this width on the panel stands beside the text, not below it.
const THREE_COLUMNS: u16 = 120;

/// Where things were last drawn, for a click.
#[derive(Clone, Copy, Default)]
pub(super) struct Places {
    sections: Rect,
    fields: Rect,
    // Rows that the field being edited takes, its label included.
    open: u16,
}

impl Places {
    /// The section whose line is at a place.
    pub(super) fn section_at(self, at: Position) -> Option<usize> {
        self.sections.contains(at).then(|| usize::from(at.y - self.sections.y))
    }

    /// The field, other than the one being edited, whose line is at a place.
    pub(super) fn field_at(self, at: Position, fields: usize, edited: usize) -> Option<usize> {
        if !self.fields.contains(at) {
            return None;
        }
        let row = usize::from(at.y - self.fields.y);
        let open = usize::from(self.open);
        let field = if row < edited {
            row
        } else if row < edited + open {
            return (row == edited).then_some(edited);
        } else {
            row + 1 - open
        };
        (field < fields).then_some(field)
    }
}

impl OversightScreen {
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        self.draw_top(area, buf, cx);
        let top = if area.height >= 20 { 3 } else { 2 };
        let foot = if area.height >= 20 { 2 } else { 1 };
        let body = Rect { y: area.y.saturating_add(top), height: area.height.saturating_sub(top + foot), ..area };
        self.draw_needed(area, buf, cx);

        let left = Rect { width: LEFT.min(body.width), ..body };
        let mut places = Places { sections: self.draw_sections(left, buf, cx), ..Places::default() };
        for row in 0..body.height {
            write(body, buf, LEFT - 1, row, "│", theme.line());
        }
        let mut middle =
            Rect { x: body.x.saturating_add(LEFT + 1), width: body.width.saturating_sub(LEFT + 1), ..body };
        let kind = self.side.as_ref().map_or_else(|| first_side(cx), super::side::Side::kind);
        if let Some(side) = self.side.as_ref().filter(|_| kind != Kind::Off) {
            let panel;
            if area.width >= THREE_COLUMNS {
                let width = middle.width * 2 / 5;
                panel = Rect { x: middle.right().saturating_sub(width), width, ..middle };
                middle.width = middle.width.saturating_sub(width + 2);
                for row in 0..body.height {
                    write(body, buf, panel.x.saturating_sub(body.x + 1), row, "│", theme.line());
                }
                side.draw(panel.inner(ratatui::layout::Margin::new(1, 0)), buf, cx, &self.page, self.at.0);
            } else {
                let height =
                    (middle.height * 2 / 5).min(10).min(middle.height.saturating_sub(self.comfortable())).max(4);
                panel = Rect { y: middle.bottom().saturating_sub(height), height, ..middle };
                middle.height = middle.height.saturating_sub(height + u16::from(height > 6));
                side.draw(panel, buf, cx, &self.page, self.at.0);
            }
        }
        let cursor = self.draw_fields(middle, buf, cx, &mut places);
        self.places.set(places);
        cursor
    }

    /// How many rows the section needs to be worked in with ease: its title, a row a field, and the field being edited.
    fn comfortable(&self) -> u16 {
        let fields = self.sections.get(self.at.0).map_or(0, |section| section.fields.len());
        let open = self.field().map_or(0, |field| field.editor.comfortable());
        u16::try_from(2 + fields + open).unwrap_or(u16::MAX)
    }

    fn draw_top(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let theme = cx.theme;
        let page = &self.page;
        let age = page.age.map_or_else(String::new, |age| format!(", {age}"));
        let status =
            page.status.map_or_else(String::new, |now| format!(", {} since {}", now.status.words(), long(now.since)));
        let (saved, style) = match &self.saved {
            Saved::At(at) => (format!("{} saved {}", page.draft.id, at.format("%H:%M")), theme.quiet()),
            Saved::NotYet => (format!("{} not saved yet", page.draft.id), theme.quiet()),
            Saved::Failed(_) => (format!("{} NOT SAVED", page.draft.id), theme.wrong()),
        };
        let width = u16::try_from(saved.width()).unwrap_or(0) + 1;
        let room = usize::from(area.width.saturating_sub(width + 3));
        let name = cx.name(&page.called);
        let taken = write(area, buf, 1, 0, &cut(&name, room), theme.heading());
        let rest = room.saturating_sub(usize::from(taken));
        write(area, buf, 1 + taken, 0, &cut(&format!("{age}{status}"), rest), theme.text());
        write(area, buf, area.width.saturating_sub(width), 0, &saved, style);
        let reason = self
            .reasons
            .iter()
            .find(|one| one.is_of(&self.head))
            .map(crate::practice::because::Because::words)
            .or_else(|| self.head.reason.as_ref().map(|reason| reason.words().to_owned()))
            .unwrap_or_else(|| "no reason given yet".to_owned());
        let words = match &self.saved {
            Saved::Failed(why) => why.clone(),
            Saved::At(_) | Saved::NotYet => format!("decided {}: {reason}", with_weekday(self.head.decided_on)),
        };
        let style = if matches!(self.saved, Saved::Failed(_)) { theme.wrong() } else { theme.quiet() };
        write(area, buf, 1, 1, &cut(&words, usize::from(area.width.saturating_sub(2))), style);
    }

    fn draw_sections(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Rect {
        let theme = cx.theme;
        for (number, section) in self.sections.iter().enumerate() {
            let row = u16::try_from(number).unwrap_or(u16::MAX);
            let here = number == self.at.0;
            let style = if here { theme.label_active() } else { theme.text() };
            write(area, buf, 0, row, if here { ">" } else { " " }, style);
            write(area, buf, 1, row, &cut(&format!("{number} {}", section.short), 12), style);
            let mark = match section.mark {
                Mark::Empty => theme.quiet(),
                Mark::Begun => theme.soon(),
                Mark::Complete => theme.good(),
            };
            write(area, buf, 13, row, section.mark.words(), mark);
        }
        let rows = u16::try_from(self.sections.len()).unwrap_or(u16::MAX).min(area.height);
        Rect { height: rows, width: area.width.saturating_sub(1), ..area }
    }

    fn draw_fields(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, places: &mut Places) -> Option<Position> {
        let section = self.sections.get(self.at.0)?;
        let theme = cx.theme;
        let tall = area.height > u16::try_from(section.fields.len()).unwrap_or(0) + 4;
        let area = if tall {
            write(area, buf, 0, 0, &cut(&section.title, usize::from(area.width)), theme.heading());
            Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
        } else {
            area
        };
        let rows = Rows::of(section, self.at.1, area);
        places.fields = Rect { y: area.y, ..area };
        places.open = 1 + rows.hint + rows.open;
        let given = Given { today: cx.day, days_off: &cx.days_off, people: &self.page.people };
        let labels = section.fields.iter().map(|field| field.label.width()).max().unwrap_or(0);
        let labels = labels.min(usize::from(area.width / 2)).min(26);
        let (mut y, mut cursor) = (0, None);
        for (number, field) in section.fields.iter().enumerate().skip(rows.first) {
            if y >= area.height {
                break;
            }
            if number == self.at.1 {
                let taken = write(area, buf, 0, y, &cut(&field.label, usize::from(area.width)), theme.label_active());
                let room = usize::from(area.width.saturating_sub(taken + 2));
                // Whole beside the label, else below it where there is room, else not at all: never cut.
                if field.hint.width() <= room {
                    write(area, buf, taken + 2, y, &field.hint, theme.quiet());
                } else if rows.hint > 0 {
                    write_wrapped(area, buf, 0, y + 1, &field.hint, theme.quiet());
                }
                y += 1 + rows.hint;
                let place =
                    Rect { y: area.y.saturating_add(y), height: rows.open.min(area.height.saturating_sub(y)), ..area };
                cursor = field.editor.draw(place, buf, cx, &given);
                y += rows.open;
            } else {
                let label = cut(&field.label, labels);
                write(area, buf, 0, y, &label, theme.quiet());
                let column = u16::try_from(labels + 2).unwrap_or(u16::MAX);
                let room = usize::from(area.width.saturating_sub(column));
                if self.is_open_choice(field) {
                    write(area, buf, column, y, &cut("not chosen yet", room), theme.quiet());
                }
                let mut preview = field.editor.preview(room);
                if head::NAMES.contains(&field.key.as_str()) {
                    preview = cx.name(&preview);
                }
                write(area, buf, column, y, &cut(&preview, room), theme.text());
                y += 1;
            }
        }
        cursor
    }

    /// Whether it is a choice that waits; a reason in the manager's own words leaves none among those offered.
    fn is_open_choice(&self, field: &FieldEdit) -> bool {
        let choice = matches!(field.editor, Editor::Choice { .. } | Editor::Scale(_)) && field.editor.is_blank();
        let in_own_words = field.key == head::REASON && self.head.reason.is_some();
        choice && !in_own_words
    }

    fn draw_needed(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let row = area.height.saturating_sub(1);
        let room = usize::from(area.width.saturating_sub(2));
        if self.findings.is_empty() {
            let words = "Nothing is missing. Ctrl+G reads it through with you before you sign.";
            write(area, buf, 1, row, &cut(words, room), cx.theme.good());
            return;
        }
        let label = "Still needed before signing: ";
        let taken = write(area, buf, 1, row, label, cx.theme.heading());
        let room = room.saturating_sub(usize::from(taken));
        write(area, buf, 1 + taken, row, &needed(&self.findings, room), cx.theme.text());
    }

    pub(super) fn all_commands(&self, cx: &Ctx) -> Vec<Command> {
        let (form, draft) = ("In the form", "The draft");
        let change = cx.may_change();
        let writable = |command: Command| match &change {
            Ok(()) => command,
            Err(why) => command.when(false, why.clone()),
        };
        let ctrl = |code| Key { code, ctrl: true, alt: false };
        let alt = |code| Key { code, ctrl: false, alt: true };
        let mut commands = vec![
            Command::new(NEXT, "the next field", Key::TAB).short("next").group(form),
            Command::new(PREVIOUS, "the field before", Key::BACK_TAB).group(form).aside(),
            Command::new("before_signing", "read it through before signing", Key::ctrl('g'))
                .short("before signing")
                .group(draft),
            Command::new(
                "side_panel",
                "beside the text: prompts, the last record, what was asked, the child, or nothing",
                Key::f(2),
            )
            .short(self.side_name())
            .group(form),
        ];
        for (number, section) in self.sections.iter().enumerate().take(SECTIONS.len()) {
            let Some(digit) = u32::try_from(number).ok().and_then(|number| char::from_digit(number, 10)) else { break };
            let mut command =
                Command::new(SECTIONS[number], format!("go to {}: {}", section.short, section.title), Key::alt(digit));
            command.in_bar = false;
            commands.push(command.group("Sections"));
        }
        commands.extend([
            Command::new("next_section", "the next section", ctrl(Code::Down)).group("Sections").aside(),
            Command::new("previous_section", "the section before", ctrl(Code::Up)).group("Sections").aside(),
            Command::new("examples", "an answer that helps, and one that does not", Key::f(3)).group(form).aside(),
            Command::new("side_down", "read on beside the text", alt(Code::Down)).group(form).aside(),
            Command::new("side_up", "read back beside the text", alt(Code::Up)).group(form).aside(),
            writable(
                Command::new("save", "save the draft now; it never signs", Key::ctrl('s')).short("save").group(draft),
            ),
            Command::named("open_earlier", "open the last record in full")
                .group(form)
                .when(self.page.earlier.is_some(), "there is no earlier record on this child"),
            writable(Command::named(DISCARD, "discard this draft").group(draft)),
        ]);
        if matches!(self.field().map(|field| &field.editor), Some(Editor::Actions(_))) {
            let take_out =
                Command::new(REMOVE_ACTION, "take this action out of the table", Key::ctrl('d')).short("take out");
            commands.push(writable(take_out.group(form).aside()));
        }
        let leave = "leave; the draft is kept, and the cursor with it";
        commands.push(Command::new(global::BACK, leave, Key::ESC).short("leave").group(draft));
        commands
    }

    /// What F2 leads to next.
    fn side_name(&self) -> &'static str {
        match self.side.as_ref().map_or(Kind::Off, super::side::Side::kind) {
            Kind::Prompts => "last record",
            Kind::Earlier => "actions",
            Kind::Asked => "the child",
            Kind::Child => "whole width",
            Kind::Off => "prompts",
        }
    }
}

/// How the rows of a section are shared among its fields.
struct Rows {
    /// The first field in sight.
    first: usize,
    /// Rows of its hint below the label of the field being edited; 0 where it stands beside it, or has no room.
    hint: u16,
    /// Rows of the field being edited, below its label and hint.
    open: u16,
}

impl Rows {
    /// Every field has one row; the one being edited has what it asks for of the rest.
    fn of(section: &SectionEdit, edited: usize, area: Rect) -> Self {
        let hint = section.fields.get(edited).map_or(0, |field| hint_below(section.fields.len(), field, area));
        let height = area.height.saturating_sub(hint);
        let fields = u16::try_from(section.fields.len()).unwrap_or(u16::MAX);
        let wanted = section.fields.get(edited).map_or(1, |field| field.editor.rows());
        let wanted = u16::try_from(wanted).unwrap_or(u16::MAX);
        let rest = height.saturating_sub(fields);
        // Where all do not fit, those furthest from the cursor go.
        let least = wanted.min(4).min(height.saturating_sub(1));
        let open = rest.min(wanted).max(least);
        let shown = height.saturating_sub(1 + open);
        let first = edited.saturating_sub(usize::from(shown));
        Self { first: if fields + open <= height { 0 } else { first }, hint, open }
    }
}

/// How many rows a hint takes below its label: none where it fits beside it, or where the field needs the room.
fn hint_below(fields: usize, field: &FieldEdit, area: Rect) -> u16 {
    let width = usize::from(area.width);
    if field.hint.is_empty() || field.label.width() + 2 + field.hint.width() <= width {
        return 0;
    }
    let hint = wrapped(&field.hint, width).len();
    let fits = fields + field.editor.comfortable() + hint <= usize::from(area.height);
    u16::try_from(hint).ok().filter(|_| fits).unwrap_or(0)
}

/// What is still needed, in as many words as there is room for, and how many more.
fn needed(findings: &[Finding], room: usize) -> String {
    let mut said: Vec<&str> = Vec::new();
    for finding in findings {
        let words = what_is_needed(finding.name, finding.field.as_deref());
        if !said.contains(&words) {
            said.push(words);
        }
    }
    for shown in (1..=said.len()).rev() {
        let more = said.len() - shown;
        let tail = if more == 0 { String::new() } else { format!(" and {more} more") };
        let words = format!("{}{tail}", said.get(..shown).unwrap_or_default().join(", "));
        if words.width() <= room || shown == 1 {
            return cut(&words, room);
        }
    }
    String::new()
}

/// A few words for the foot of the form.
fn what_is_needed(name: FindingName, field: Option<&str>) -> &'static str {
    use crate::practice::oversight::field as key;
    match (name, field) {
        (FindingName::SectionEmpty, Some(key::SITUATION)) => "the situation",
        (FindingName::SectionEmpty, Some(key::IMPACT)) => "the impact",
        (FindingName::SectionEmpty, Some(key::DECISION)) => "the decision",
        (FindingName::SectionEmpty, Some(key::ACTION_TABLE)) | (FindingName::ActionMissing, _) => "an action",
        (FindingName::SectionEmpty, _) => "how you will review it",
        (FindingName::JudgementMissing, Some(key::LIKELIHOOD)) => "likelihood",
        (FindingName::JudgementMissing, Some(key::SIGNIFICANCE)) => "significance",
        (FindingName::JudgementMissing, _) => "imminence",
        (FindingName::ThresholdMissing, _) => "threshold",
        (FindingName::ActionIncomplete, _) => "an action is not complete",
        (FindingName::ActionBeforeDecision, _) => "an action before the decision",
        (FindingName::ReviewMissing, _) => "review date",
        (FindingName::ReviewBeforeDecision, _) => "a review after the decision",
        (FindingName::DayNotUnderstood, _) => "a day that was not understood",
        (FindingName::DecisionInFuture, _) => "a decision day that has come",
    }
}
