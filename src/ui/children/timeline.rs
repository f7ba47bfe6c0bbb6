//! The rows of a child's page: what is owed, drafts, brothers and sisters, and what happened by day. Not what a key does
//! on them.

use super::row::{ago, is_late, narrow, what, when};
use crate::practice::date_words::{long, short, with_weekday};
use crate::practice::due::why::Basis;
use crate::practice::due::{Kind, Owed, State};
use crate::practice::milestone::Standing;
use crate::ui::context::Ctx;
use crate::ui::widget::{cut, write};
use crate::workbench::message::{ChildPage, DraftRow, Entry, Footprint, Happening, PlanRow, Relative};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading.
    Heading(&'static str),
    /// Nothing.
    Blank,
    /// A sentence where a part is empty.
    Nothing(&'static str),
    /// Something owed, by its place on the page.
    Owed(usize),
    /// A milestone of the plan.
    Plan(usize),
    /// A draft.
    Draft(usize),
    /// A brother or sister.
    Relative(usize),
    /// Something that happened.
    Entry(usize),
}

impl Row {
    /// Whether the cursor can stand on it.
    pub const fn is_something(&self) -> bool {
        !matches!(self, Self::Heading(_) | Self::Blank)
    }
}

/// The rows of a page.
pub fn rows(page: &ChildPage) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut part = |heading, count: usize, row: fn(usize) -> Row, nothing: Option<&'static str>| {
        if count == 0 && nothing.is_none() {
            return;
        }
        if !rows.is_empty() {
            rows.push(Row::Blank);
        }
        rows.push(Row::Heading(heading));
        rows.extend((0..count).map(row));
        rows.extend(nothing.filter(|_| count == 0).map(Row::Nothing));
    };
    part("OWED", page.owed.len(), Row::Owed, Some("Nothing is owed."));
    part("MILESTONES OF THE PLAN", page.plan.len(), Row::Plan, None);
    part("DRAFTS", page.drafts.len(), Row::Draft, None);
    part("BROTHERS AND SISTERS", page.family.len(), Row::Relative, None);
    part("WHAT HAPPENED", page.entries.len(), Row::Entry, Some("Nothing is known yet."));
    rows
}

/// Draws one row.
pub fn draw(page: &ChildPage, row: &Row, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    match row {
        Row::Blank => {}
        Row::Heading(words) => {
            write(place, buf, 1, 0, words, theme.heading());
        }
        Row::Nothing(words) => {
            write(place, buf, 1, 0, words, theme.quiet());
        }
        Row::Owed(number) => {
            if let Some(owed) = page.owed.get(*number) {
                draw_owed(owed, place, buf, cx);
            }
        }
        Row::Plan(number) => {
            if let Some(row) = page.plan.get(*number) {
                draw_plan(row, place, buf, cx);
            }
        }
        Row::Draft(number) => {
            if let Some(draft) = page.drafts.get(*number) {
                columns(&draft_words(draft, cx), place, buf, [theme.quiet(), theme.text(), theme.soon()]);
            }
        }
        Row::Relative(number) => {
            if let Some(one) = page.family.get(*number) {
                columns(&relative_words(one, cx), place, buf, [theme.text(), theme.text(), theme.text()]);
            }
        }
        Row::Entry(number) => {
            if let Some(entry) = page.entries.get(*number) {
                let words = [narrow(entry.on, cx.day), kind(entry), said(entry, cx)];
                columns(&words, place, buf, [theme.quiet(), theme.text(), style_of(entry, cx)]);
            }
        }
    }
}

fn columns(words: &[String; 3], place: Rect, buf: &mut Buffer, styles: [Style; 3]) {
    for (column, (words, style)) in [1, 14, 26].into_iter().zip(words.iter().zip(styles)) {
        let to = if column == 26 { place.width } else { column + 12 };
        write(place, buf, column, 0, &cut(words, usize::from(to.saturating_sub(column + 1))), style);
    }
}

fn draw_owed(owed: &Owed, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    let style = match owed.state {
        State::Overdue(_) => theme.late(),
        State::DueToday | State::DueSoon(_) => theme.soon(),
        State::OnTrack(_) | State::Paused => theme.text(),
    };
    let mark = if is_late(owed.glance()) { "! " } else { "  " };
    write(place, buf, 1, 0, mark, style);
    write(place, buf, 3, 0, &cut(&when(owed.glance()), 14), style);
    let waits = matches!(owed.basis, Basis::Action { escalation: Some(_), .. });
    let kind = if waits { "answer".to_owned() } else { what(owed.glance()) };
    write(place, buf, 18, 0, &cut(&kind, 12), theme.text());
    let words = match owed.kind {
        Kind::Action if owed.carried_by.is_empty() => cx.words(&owed.label).to_owned(),
        Kind::Action => format!("{} ({})", cx.words(&owed.label), cx.name(&owed.carried_by)),
        Kind::Review => owed.label.clone(),
        Kind::Milestone => {
            let from = owed.counts_from.map(|from| format!(", last {}", narrow(from, cx.day))).unwrap_or_default();
            format!("{}{from}", owed.label)
        }
        _ => owed.counts_from.map(|from| format!("counted from {}", narrow(from, cx.day))).unwrap_or_default(),
    };
    write(place, buf, 31, 0, &cut(&words, usize::from(place.width.saturating_sub(32))), theme.text());
}

/// `! by 3 Mar    Personal adviser named: the age of 16 years, born on 3 March 2010`.
fn draw_plan(row: &PlanRow, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    let (mark, when, style) = match (&row.standing, row.state) {
        (Standing::Next(next), Some(State::Overdue(_))) => {
            ("! ", format!("by {}", narrow(next.due_on, cx.day)), theme.late())
        }
        (Standing::Next(next), Some(State::DueToday | State::DueSoon(_))) => {
            ("  ", format!("by {}", narrow(next.due_on, cx.day)), theme.soon())
        }
        (Standing::Next(next), _) => ("  ", format!("by {}", narrow(next.due_on, cx.day)), theme.text()),
        (Standing::Met(on), _) => ("  ", narrow(*on, cx.day), theme.quiet()),
        (Standing::Unknown(_), _) => ("  ", "no day".to_owned(), theme.quiet()),
    };
    write(place, buf, 1, 0, mark, style);
    write(place, buf, 3, 0, &cut(&when, 14), style);
    let words = match row.standing {
        Standing::Met(_) => row.what.clone(),
        Standing::Next(_) | Standing::Unknown(_) => format!("{}: {}", row.what, row.how),
    };
    write(place, buf, 18, 0, &cut(&words, usize::from(place.width.saturating_sub(19))), theme.text());
}

fn draft_words(draft: &DraftRow, cx: &Ctx) -> [String; 3] {
    let needed = match draft.still_needed {
        0 => "ready to sign".to_owned(),
        1 => "1 thing still needed".to_owned(),
        many => format!("{many} things still needed"),
    };
    let reason = draft.reason_words();
    [short(draft.decided_on), draft.id.to_string(), format!("{}: {needed}", cx.prose(reason))]
}

fn relative_words(one: &Relative, cx: &Ctx) -> [String; 3] {
    let age = one.age.map(|age| age.to_string()).unwrap_or_default();
    let status = one.status.map_or("", crate::practice::child::ChildStatus::words);
    let last = one.last_oversight.map_or_else(
        || "nothing signed here yet".to_owned(),
        |day| format!("last footprint {}", if day == cx.day { "today".to_owned() } else { ago(day, cx.day) + " ago" }),
    );
    [cx.name(&one.called), age, if status.is_empty() { last } else { format!("{status}, {last}") }]
}

/// What sort of thing happened, in a word.
fn kind(entry: &Entry) -> String {
    match &entry.what {
        Happening::Record(record) if record.lens => "lens".to_owned(),
        Happening::Record(_) => "footprint".to_owned(),
        Happening::ActionClosed(action) => action.status.words().to_owned(),
        Happening::Status(_) => "status".to_owned(),
        Happening::Allocated { .. } | Happening::AllocationEnded { .. } => "worker".to_owned(),
        Happening::AssessmentBegan | Happening::AssessmentEnded { .. } => "assessment".to_owned(),
        Happening::Milestone { .. } => "milestone".to_owned(),
        Happening::MilestoneTakenBack { .. } => "taken back".to_owned(),
        Happening::Group { .. } => "group".to_owned(),
        Happening::Note(_) => "note".to_owned(),
    }
}

fn said(entry: &Entry, cx: &Ctx) -> String {
    match &entry.what {
        Happening::Record(record) => record_words(record, cx),
        Happening::ActionClosed(action) if cx.privacy => cx.words(&action.action).to_owned(),
        Happening::ActionClosed(action) => {
            format!("{}: {}", cx.words(&action.action), cx.words(&action.difference))
        }
        Happening::Status(status) => status.words().to_owned(),
        Happening::Allocated { worker, assumed } => {
            format!("with {}{}", cx.name(worker), if *assumed { " (day assumed at import)" } else { "" })
        }
        Happening::AllocationEnded { worker } => format!("no longer with {}", cx.name(worker)),
        Happening::Note(note) => match note.dealt_on {
            Some(on) => format!("{} (dealt with {})", cx.words(&note.words), narrow(on, cx.day)),
            None => cx.words(&note.words).to_owned(),
        },
        Happening::AssessmentBegan => "began".to_owned(),
        Happening::Milestone { what, .. } => what.clone(),
        Happening::MilestoneTakenBack { what, was_on, why } => {
            format!("{what}, entered for {}: {}", narrow(*was_on, cx.day), cx.words(why))
        }
        Happening::Group { what, facts } if facts.is_empty() => cx.prose(what).into_owned(),
        Happening::Group { what, facts } => format!("{}: {}", cx.prose(what), cx.words(facts)),
        Happening::AssessmentEnded { began } => format!("ended; it began on {}", narrow(*began, cx.day)),
    }
}

fn record_words(record: &Footprint, cx: &Ctx) -> String {
    let reason = if record.reason.is_empty() { "no reason given" } else { &record.reason };
    let gone = if record.withdrawn { ", withdrawn" } else { "" };
    format!("{} {}{gone}: {}", record.id, cx.prose(reason), cx.words(&record.words))
}

fn style_of(entry: &Entry, cx: &Ctx) -> Style {
    match &entry.what {
        Happening::Record(record) if !record.withdrawn => cx.theme.text(),
        Happening::ActionClosed(_) => cx.theme.text(),
        Happening::Note(note) if note.dealt_on.is_none() => cx.theme.text(),
        _ => cx.theme.quiet(),
    }
}

/// What stands behind a row, in full: why a date is what it is, or the words of a record.
pub fn behind(page: &ChildPage, row: &Row, cx: &Ctx) -> String {
    match row {
        Row::Heading(_) | Row::Blank | Row::Nothing(_) => String::new(),
        Row::Owed(number) => page.owed.get(*number).map(|owed| why(page, owed, cx)).unwrap_or_default(),
        Row::Plan(number) => page.plan.get(*number).map(PlanRow::sentences).unwrap_or_default(),
        Row::Draft(number) => page.drafts.get(*number).map_or_else(String::new, |draft| {
            format!("A draft of {}, not signed. Enter goes on with it.", with_weekday(draft.decided_on))
        }),
        Row::Relative(number) => page
            .family
            .get(*number)
            .map_or_else(String::new, |one| format!("{}: Enter opens the page.", cx.name(&one.called))),
        Row::Entry(number) => page.entries.get(*number).map(|entry| in_full(entry, cx)).unwrap_or_default(),
    }
}

fn why(page: &ChildPage, owed: &Owed, cx: &Ctx) -> String {
    let crate::practice::due::Behind::Action(id) = owed.behind else { return owed.why() };
    let words = page.open_actions.iter().find(|action| action.id == id).map(|action| {
        let (asked, needed) = (cx.words(&action.action), cx.words(&action.change_needed));
        if needed.is_empty() { format!("{id} {asked}") } else { format!("{id} {asked} So that: {needed}") }
    });
    format!("{}\n{}", words.unwrap_or_default(), owed.why())
}

fn in_full(entry: &Entry, cx: &Ctx) -> String {
    let day = with_weekday(entry.on);
    match &entry.what {
        Happening::Record(record) => {
            let review = record.review_on.map(|on| format!(" Review by {}.", long(on))).unwrap_or_default();
            let asked = match record.actions {
                0 => String::new(),
                1 => " 1 action asked for.".to_owned(),
                many => format!(" {many} actions asked for."),
            };
            let from = if record.imported { " From another system." } else { "" };
            let (by, words) = (cx.name(&record.signed_by), cx.words(&record.words));
            format!("{} of {day}, signed by {by}.{from}{asked}{review}\n{words} ...", record.id)
        }
        Happening::ActionClosed(action) => {
            let owner = cx.name(&action.owner);
            let (asked, difference) = (cx.words(&action.action), cx.words(&action.difference));
            format!("{} closed on {day}: {asked} ({owner})\n{difference}", action.id)
        }
        Happening::Status(_) => {
            format!("{day}: {} {}. Del takes it back if it was set in error.", kind(entry), said(entry, cx))
        }
        Happening::Milestone { .. } => {
            format!("{day}: {} {}. Del takes it back if it was entered in error.", kind(entry), said(entry, cx))
        }
        Happening::Note(note) => {
            let by = cx.name(&note.by);
            let next = if note.dealt_on.is_some() { "x: it waits again." } else { "x: it is dealt with, and stays." };
            format!("Noted on {day} by {by}: {}. {next}", said(entry, cx).trim_end_matches('.'))
        }
        _ => format!("{day}: {} {}.", kind(entry), said(entry, cx)),
    }
}
