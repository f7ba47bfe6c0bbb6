//! What stands on the days of the six weeks in sight: one row for each thing due, session, absence and closed day, and the
//! marks that the grid shows of each day. Worked out once for a month, not for a key.

use crate::practice::date_words::{short, time};
use crate::practice::due::wanted::WantedForm;
use crate::practice::due::{Kind, Owed, State, SubjectId};
use crate::practice::quality::six_weeks;
use crate::practice::reference::{ChildId, WorkerId};
use crate::practice::session::{Outcome, Session, SessionKind};
use crate::practice::worker::Absence;
use crate::practice::worker_record::WorkerForm;
use crate::ui::context::Ctx;
use crate::ui::today::row::{what, why_in_a_word};
use crate::workbench::message::{CoverLine, Standing, WaitingRow, WaitsFor};
use chrono::NaiveDate;
use ratatui::style::Style;

/// Within how many days something wanted of a worker's own file is soon, as on Today.
const SOON: i64 = 28;

/// What one row is about, by its place on the page.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A closed day, by name.
    Closed(String),
    /// Somebody away from this day on, or over all of the weeks before it.
    Away(usize, Absence),
    /// The team handed over from this day on, or over all of the weeks before it.
    Cover(usize),
    /// Something due.
    Due(usize),
    /// Something that the policy wants of a worker's own file.
    Wanted(usize),
    /// A session.
    Session(usize),
}

/// One row of the agenda.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) on: NaiveDate,
    pub(super) what: What,
}

/// What the grid shows of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) late: u16,
    pub(super) due: u16,
    pub(super) booked: u16,
    pub(super) held: u16,
    pub(super) not_held: u16,
    pub(super) away: u16,
}

impl Marks {
    /// Each mark with how many there are, the most pressing first.
    pub(super) const fn all(self) -> [(char, u16); 6] {
        [
            ('!', self.late),
            ('*', self.due),
            ('b', self.booked),
            ('=', self.held),
            ('x', self.not_held),
            ('~', self.away),
        ]
    }
}

/// What the marks mean, in their order.
pub(super) const LEGEND: [(char, &str); 6] =
    [('!', "late"), ('*', "due"), ('b', "booked"), ('=', "held"), ('x', "not held"), ('~', "away")];

/// The six weeks of a month, laid out.
pub(super) struct Weeks {
    /// The first of the 42 days.
    pub(super) from: NaiveDate,
    /// The rows, by day.
    pub(super) rows: Vec<Row>,
    /// The marks of each of the 42 days.
    pub(super) marks: Vec<Marks>,
}

impl Weeks {
    /// Lays out the six weeks around a month.
    pub(super) fn of(month: NaiveDate, sessions: &[Session], standing: Option<&Standing>, cx: &Ctx) -> Self {
        let (from, until) = six_weeks(month);
        let mut weeks = Self { from, rows: Vec::new(), marks: vec![Marks::default(); 42] };
        for day in from.iter_days().take_while(|day| *day <= until) {
            if let Some(closed) = cx.days_off.holiday(day) {
                weeks.rows.push(Row { on: day, what: What::Closed(closed.name.clone()) });
            }
        }
        for (place, session) in sessions.iter().enumerate() {
            if let Some(on) = session.held_on().or(session.planned_for) {
                weeks.mark(on, |marks| match session.outcome {
                    Outcome::Planned => marks.booked += 1,
                    Outcome::Held { .. } => marks.held += 1,
                    Outcome::Cancelled { .. } | Outcome::Missed { .. } => marks.not_held += 1,
                });
                weeks.rows.push(Row { on, what: What::Session(place) });
            }
        }
        if let Some(standing) = standing {
            let first = standing.due.partition_point(|owed| owed.due_on < Some(from));
            let due = standing.due.iter().enumerate().skip(first).take_while(|(_, owed)| owed.due_on <= Some(until));
            for (place, owed) in due {
                let Some(on) = owed.due_on else { continue };
                let late = matches!(owed.state, State::Overdue(_));
                weeks.mark(on, |marks| if late { marks.late += 1 } else { marks.due += 1 });
                weeks.rows.push(Row { on, what: What::Due(place) });
            }
            for (place, wanted) in standing.wanted.iter().enumerate() {
                let Some(on) = wanted.due_on.filter(|on| (from..=until).contains(on)) else { continue };
                weeks.mark(on, |marks| if wanted.late { marks.late += 1 } else { marks.due += 1 });
                weeks.rows.push(Row { on, what: What::Wanted(place) });
            }
            for (place, cover) in standing.covers.iter().enumerate() {
                let (first, last) = (cover.from.max(from), cover.until.min(until));
                if first <= last {
                    weeks.rows.push(Row { on: first, what: What::Cover(place) });
                }
            }
            for (place, person) in standing.people.iter().enumerate() {
                for absence in &person.absences {
                    let (first, last) = (absence.from.max(from), absence.until.unwrap_or(until).min(until));
                    if first <= last {
                        weeks.rows.push(Row { on: first, what: What::Away(place, *absence) });
                    }
                    let working = |day: &NaiveDate| cx.days_off.is_working_day(*day);
                    for day in first.iter_days().take_while(|day| *day <= last).filter(working) {
                        weeks.mark(day, |marks| marks.away += 1);
                    }
                }
            }
        }
        // Within a day: closed, away, then supervision due, sessions and workers' files, then what is owed to children.
        weeks.rows.sort_by_key(|row| {
            let rank = match row.what {
                What::Closed(_) => 0,
                What::Away(..) | What::Cover(_) => 1,
                What::Due(place) => {
                    let owed = standing.and_then(|standing| standing.due.get(place));
                    if owed.is_some_and(|owed| owed.kind == Kind::Supervision) { 2 } else { 5 }
                }
                What::Session(_) => 3,
                What::Wanted(_) => 4,
            };
            (row.on, rank)
        });
        weeks
    }

    fn mark(&mut self, on: NaiveDate, add: impl FnOnce(&mut Marks)) {
        let place = usize::try_from((on - self.from).num_days()).ok();
        if let Some(marks) = place.and_then(|place| self.marks.get_mut(place)) {
            add(marks);
        }
    }

    /// The marks of a day.
    pub(super) fn marks_of(&self, day: NaiveDate) -> Marks {
        let place = usize::try_from((day - self.from).num_days()).ok();
        place.and_then(|place| self.marks.get(place)).copied().unwrap_or_default()
    }

    /// The first row on a day or later; the last row where there is none.
    pub(super) fn row_at(&self, day: NaiveDate) -> usize {
        self.rows.partition_point(|row| row.on < day).min(self.rows.len().saturating_sub(1))
    }
}

/// A row in words.
pub(super) struct Said {
    pub(super) mark: char,
    pub(super) style: Style,
    pub(super) what: String,
    pub(super) who: String,
    pub(super) more: String,
}

/// Whom a row can lead to.
pub(super) enum LeadsTo {
    Worker(WorkerId),
    Child(ChildId),
    Nowhere,
}

/// What a row says.
pub(super) fn said(row: &Row, sessions: &[Session], standing: &Standing, cx: &Ctx) -> Said {
    let theme = cx.theme;
    let plain = |mark, what: &str, who, more| Said { mark, style: theme.text(), what: what.to_owned(), who, more };
    match &row.what {
        What::Closed(name) => Said { style: theme.quiet(), ..plain(' ', "closed", name.clone(), String::new()) },
        What::Away(person, absence) => {
            let who = standing.people.get(*person).map_or_else(String::new, |person| cx.name(&person.name));
            let until = absence.until.map_or_else(|| "no end known".to_owned(), |until| format!("to {}", short(until)));
            Said { style: theme.quiet(), ..plain('~', absence.kind.words(), who, until) }
        }
        What::Cover(place) => {
            let Some(cover) = standing.covers.get(*place) else { return plain(' ', "", String::new(), String::new()) };
            let who = cx.name(&cover.taken_by);
            Said { style: theme.soon(), ..plain('~', "handed over", who, format!("to {}", short(cover.until))) }
        }
        What::Due(place) => {
            let Some(owed) = standing.due.get(*place) else { return plain(' ', "", String::new(), String::new()) };
            let (mark, style) = match owed.state {
                State::Overdue(_) => ('!', theme.late()),
                State::DueToday | State::DueSoon(_) => ('*', theme.soon()),
                State::OnTrack(_) | State::Paused => ('*', theme.text()),
            };
            let taker = covered(row.on, standing).and_then(|cover| cover.taker_of(owed));
            let more = taker.map_or_else(|| why_in_a_word(owed, cx), |who| format!("{} covers", cx.name(who)));
            Said { mark, style, what: what(owed), who: cx.name(&owed.subject.name), more }
        }
        What::Wanted(place) => {
            let Some(row) = standing.wanted.get(*place) else { return plain(' ', "", String::new(), String::new()) };
            let (mark, style) = match row.due_on {
                _ if row.late => ('!', theme.late()),
                Some(due) if (due - cx.day).num_days() <= SOON => ('*', theme.soon()),
                _ => ('*', theme.text()),
            };
            Said { mark, style, what: in_short(row), who: cx.name(&row.called), more: row.why.clone() }
        }
        What::Session(place) => {
            let Some(session) = sessions.get(*place) else { return plain(' ', "", String::new(), String::new()) };
            session_said(session, standing, cx)
        }
    }
}

/// What is wanted of a worker's file, as short as the column is.
fn in_short(row: &WaitingRow) -> String {
    match row.waits_for {
        WaitsFor::Wanted(WantedForm::Form(WorkerForm::Agreement)) => "agreement".to_owned(),
        WaitsFor::Wanted(WantedForm::Form(WorkerForm::Observation)) => "observation".to_owned(),
        WaitsFor::Wanted(WantedForm::AsyeReview(_)) => "ASYE review".to_owned(),
        _ => row.words.clone(),
    }
}

/// The cover that lasts on a day.
fn covered(on: NaiveDate, standing: &Standing) -> Option<&CoverLine> {
    standing.covers.iter().find(|cover| cover.lasts_on(on))
}

fn session_said(session: &Session, standing: &Standing, cx: &Ctx) -> Said {
    let theme = cx.theme;
    let person = standing.people.iter().find(|person| person.worker == session.worker);
    let who = person.map_or_else(String::new, |person| cx.name(&person.name));
    let kind = match session.kind {
        SessionKind::OneToOne => String::new(),
        other => other.words().to_owned(),
    };
    let both = |first: String| [first, kind.clone()].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>();
    let at = session.starts_at.map(time).unwrap_or_default();
    let (mark, style, what, more) = match &session.outcome {
        Outcome::Planned if session.planned_for.is_some_and(|on| on < cx.day) => {
            ('b', theme.soon(), "not settled".to_owned(), both("say what became of it".to_owned()))
        }
        Outcome::Planned => {
            let cover = session.planned_for.and_then(|on| covered(on, standing));
            let taker =
                person.zip(cover).map(|(person, cover)| format!("{} covers", cx.name(cover.taker(&person.name))));
            let mut more = both(at);
            more.extend(taker);
            ('b', theme.text(), "booked".to_owned(), more)
        }
        Outcome::Held { minutes, .. } => {
            let long = minutes.map(|minutes| format!("{minutes} min")).unwrap_or_default();
            ('=', theme.good(), "held".to_owned(), both(long))
        }
        Outcome::Cancelled { by, .. } => {
            let by = by.map_or_else(String::new, |by| format!("by {}", by.words()));
            ('x', theme.quiet(), "called off".to_owned(), both(by))
        }
        Outcome::Missed { .. } => ('x', theme.late(), "missed".to_owned(), both(String::new())),
    };
    Said { mark, style, what, who, more: more.join(", ") }
}

/// Where a row leads.
pub(super) fn leads_to(row: &Row, sessions: &[Session], standing: &Standing) -> LeadsTo {
    match &row.what {
        What::Closed(_) | What::Cover(_) => LeadsTo::Nowhere,
        What::Away(person, _) => {
            standing.people.get(*person).map_or(LeadsTo::Nowhere, |person| LeadsTo::Worker(person.worker))
        }
        What::Due(place) => standing.due.get(*place).map_or(LeadsTo::Nowhere, whom),
        What::Wanted(place) => {
            let worker = standing.wanted.get(*place).and_then(|row| row.worker);
            worker.map_or(LeadsTo::Nowhere, LeadsTo::Worker)
        }
        What::Session(place) => {
            sessions.get(*place).map_or(LeadsTo::Nowhere, |session| LeadsTo::Worker(session.worker))
        }
    }
}

const fn whom(owed: &Owed) -> LeadsTo {
    match owed.subject.id {
        SubjectId::Worker(worker) => LeadsTo::Worker(worker),
        SubjectId::Child(child) => LeadsTo::Child(child),
    }
}
