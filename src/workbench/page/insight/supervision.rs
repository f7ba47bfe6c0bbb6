//! Supervision in figures (`practice/supervision.md`, *Measures*): compliance by month and by worker, and what was held,
//! what was not and why, how long, how far apart, written up in time, and what it was about.

use super::{InsightGroup, InsightOpens, InsightRow};
use crate::practice::date_words::{long, short};
use crate::practice::due::compliance::{Compliance, Judged, Judgement, first_of_month};
use crate::practice::form::Function;
use crate::practice::measures::{Because, Fate, Measured, Measures};
use crate::practice::reference::{Reference, WorkerId};
use crate::practice::session::{CancelledBy, Outcome, SessionKind};
use crate::practice::worker::Worker;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;
use std::sync::Arc;

/// Lengths of a session: from so many minutes, in words.
const LONG: [(u16, &str); 4] = [
    (90, "an hour and a half or longer"),
    (60, "an hour or longer"),
    (45, "45 minutes or longer"),
    (0, "under 45 minutes"),
];

/// Days from one session to the next: up to so many, in words.
const APART: [(i64, &str); 4] =
    [(14, "a fortnight or less"), (31, "up to a month"), (45, "up to 45 days"), (i64::MAX, "longer than 45 days")];

/// The names of the team, and how to open each.
struct Names<'a> {
    workers: &'a [Worker],
}

impl Names<'_> {
    fn row(&self, reference: &Reference, words: String, note: String) -> InsightRow {
        let worker = self.workers.iter().find(|one| one.reference == *reference);
        InsightRow {
            opens: InsightOpens::Worker(worker.map_or(WorkerId(0), |one| one.id)),
            who: worker.map_or_else(|| reference.to_string(), |one| one.name.clone()),
            words,
            note,
        }
    }
}

impl Desk {
    /// Every group about supervision since a day.
    pub(super) fn supervision_groups(&self, from: NaiveDate) -> Result<Vec<InsightGroup>, Refusal> {
        let workers = self.store.workers()?;
        let names = Names { workers: &workers };
        let compliance = self.compliance(from, self.day)?;
        let measures = self.supervision_measures(from, self.day)?;
        let (due, held) = (due_rows(&compliance, &names), session_rows(&measures, &names));
        Ok(vec![
            outcomes(&compliance, &names, &due),
            by_month(&compliance, &due),
            by_worker(&compliance, &names, &due),
            not_met(&measures, &names),
            sessions(&measures, &held),
            how_long(&measures, &held),
            days_between(&measures, &held),
            written_up(&measures, &names),
            about(&measures, &names),
        ])
    }
}

/// The supervisions that fell due.
fn due_rows(compliance: &Compliance, names: &Names<'_>) -> Arc<Vec<InsightRow>> {
    let row = |(reference, one): &(Reference, Judged)| {
        let held = one.held_on.map_or_else(String::new, |on| format!(", held {}", short(on)));
        names.row(reference, format!("due {}", long(one.due_on)), format!("{}{held}", one.outcome.words()))
    };
    Arc::new(compliance.obligations.iter().map(row).collect())
}

/// The supervisions that fell due and are of some kind, by their place, each with whether it was on time.
fn due_of(compliance: &Compliance, which: impl Fn(&Reference, &Judged) -> bool) -> Vec<(usize, bool)> {
    let all = compliance.obligations.iter().enumerate().filter(|(_, (reference, one))| which(reference, one));
    all.map(|(place, (_, one))| (place, one.outcome == Judgement::OnTime)).collect()
}

fn outcomes(compliance: &Compliance, names: &Names<'_>, due: &Arc<Vec<InsightRow>>) -> InsightGroup {
    let words = "Each supervision that fell due in this time, as the policy judges it.";
    let mut group = InsightGroup::of("SUPERVISION", words, due);
    for outcome in Judgement::ALL.iter().copied() {
        let of = due_of(compliance, |_, one| one.outcome == outcome);
        let rows = of.into_iter().map(|(place, _)| place).collect();
        group.figure(outcome.words(), outcome != Judgement::OnTime, rows);
    }
    let left_out = group.rows.len();
    for (reference, why) in &compliance.left_out {
        group.add(names.row(reference, "no figure".to_owned(), why.words().to_owned()));
    }
    group.figure("no figure: nothing fell due", false, (left_out..group.rows.len()).collect());
    group
}

fn by_month(compliance: &Compliance, due: &Arc<Vec<InsightRow>>) -> InsightGroup {
    let words = "Of what fell due each month, how much was on time. What was not on time stands first in the list.";
    let mut group = InsightGroup::of("ON TIME, MONTH BY MONTH", words, due);
    for (month, _) in &compliance.by_month {
        let of = due_of(compliance, |_, one| first_of_month(one.due_on) == *month);
        group.share(month.format("%B %Y").to_string(), false, &of);
    }
    group
}

fn by_worker(compliance: &Compliance, names: &Names<'_>, due: &Arc<Vec<InsightRow>>) -> InsightGroup {
    let words =
        "Of what fell due for each, how much was on time. Who is not here had nothing due: see no figure, above.";
    let mut group = InsightGroup::of("ON TIME, WORKER BY WORKER", words, due);
    let mut workers: Vec<(String, &Reference)> = (compliance.by_worker.iter())
        .map(|(reference, _)| (names.row(reference, String::new(), String::new()).who, reference))
        .collect();
    workers.sort();
    for (name, worker) in workers {
        group.share(name, true, &due_of(compliance, |reference, _| reference == worker));
    }
    group
}

fn not_met(measures: &Measures, names: &Names<'_>) -> InsightGroup {
    let mut group = InsightGroup::new(
        "WHAT STOOD IN THE WAY",
        "Each supervision that was missed or is outstanding, by what stands in the file about that time.",
    );
    for one in &measures.unmet {
        let note = format!("{}: {}", one.judged.outcome.words(), one.because.words());
        group.add(names.row(&one.worker, format!("due {}", long(one.judged.due_on)), note));
    }
    for because in Because::ALL.iter().copied() {
        let of = measures.unmet.iter().enumerate().filter(|(_, one)| one.because == because);
        group.figure(because.words(), true, of.map(|(place, _)| place).collect());
    }
    group
}

/// The sessions of the time.
fn session_rows(measures: &Measures, names: &Names<'_>) -> Arc<Vec<InsightRow>> {
    let row = |one: &Measured| {
        let kind = one.session.kind.words();
        let reason = one.reason();
        let why = if reason.is_empty() { String::new() } else { format!(": {reason}") };
        names.row(&one.worker, format!("{}, {kind}{why}", long(one.on)), note_of(one))
    };
    Arc::new(measures.sessions.iter().map(row).collect())
}

/// What became of a session, in a few words.
fn note_of(one: &Measured) -> String {
    match (one.fate, &one.session.outcome) {
        (Fate::Missed, _) => "missed".to_owned(),
        (Fate::NotSettled, _) => "nothing said since".to_owned(),
        (Fate::Cancelled, Outcome::Cancelled { by: Some(by), .. }) => format!("called off by {}", by.words()),
        (Fate::Cancelled, _) => "called off".to_owned(),
        (Fate::Held, _) => {
            let mut parts = vec![if one.late { "held late".to_owned() } else { "held".to_owned() }];
            parts.extend(one.minutes().map(|minutes| format!("{minutes} minutes")));
            parts.extend(one.days_since_last.map(|days| format!("{days} days on")));
            parts.join(", ")
        }
    }
}

/// The sessions of some kind among those that move a due date, by their place.
fn places(measures: &Measures, which: impl Fn(&Measured) -> bool) -> Vec<usize> {
    let counted = measures.sessions.iter().enumerate().filter(|(_, one)| one.counted && which(one));
    counted.map(|(place, _)| place).collect()
}

fn sessions(measures: &Measures, held: &Arc<Vec<InsightRow>>) -> InsightGroup {
    let words = "Sessions planned or held in this time that move a due date; then the other kinds that were held.";
    let mut group = InsightGroup::of("SESSIONS", words, held);
    group.figure("held", false, places(measures, |one| one.fate == Fate::Held));
    group.figure("of those, after their date", true, places(measures, |one| one.late));
    group.figure("missed", true, places(measures, |one| one.fate == Fate::Missed));
    group.figure("called off", true, places(measures, |one| one.fate == Fate::Cancelled));
    let by = |who: Option<CancelledBy>| {
        places(measures, |one| matches!(one.session.outcome, Outcome::Cancelled { by, .. } if by == who))
    };
    for who in CancelledBy::ALL.iter().copied() {
        group.figure(format!("by {}", who.words()), false, by(Some(who)));
    }
    group.figure("by whom is not recorded", false, by(None));
    group.figure("planned, nothing said since", true, places(measures, |one| one.fate == Fate::NotSettled));
    for kind in SessionKind::ALL.iter().copied() {
        let others = measures.sessions.iter().enumerate();
        let others = others.filter(|(_, one)| !one.counted && one.fate == Fate::Held && one.session.kind == kind);
        let rows: Vec<usize> = others.map(|(place, _)| place).collect();
        if !rows.is_empty() {
            group.figure(format!("{}, beside these", kind.words()), false, rows);
        }
    }
    group
}

fn how_long(measures: &Measures, held: &Arc<Vec<InsightRow>>) -> InsightGroup {
    let words = "How long the sessions held in this time lasted.";
    let mut group = InsightGroup::of("HOW LONG", words, held);
    let known = places(measures, |one| one.minutes().is_some());
    group.mean("on average", "minutes", known, measures.total.average_minutes());
    let length = |one: &Measured| LONG.iter().position(|(least, _)| one.minutes().is_some_and(|long| long >= *least));
    for (place, (_, words)) in LONG.iter().enumerate() {
        group.figure(*words, place + 1 == LONG.len(), places(measures, |one| length(one) == Some(place)));
    }
    let unknown = places(measures, |one| one.fate == Fate::Held && one.minutes().is_none());
    group.figure("not recorded", false, unknown);
    group
}

fn days_between(measures: &Measures, held: &Arc<Vec<InsightRow>>) -> InsightGroup {
    let words = "From each session held in this time back to the one before it, whenever that was.";
    let mut group = InsightGroup::of("DAYS BETWEEN SESSIONS", words, held);
    let known = places(measures, |one| one.days_since_last.is_some());
    group.mean("on average", "days", known, measures.total.average_days_between());
    let apart =
        |one: &Measured| APART.iter().position(|(most, _)| one.days_since_last.is_some_and(|days| days <= *most));
    for (place, (_, words)) in APART.iter().enumerate() {
        group.figure(*words, place + 1 == APART.len(), places(measures, |one| apart(one) == Some(place)));
    }
    group
}

fn signed(one: &Measured) -> bool {
    one.fate == Fate::Held && one.written.as_ref().is_some_and(|written| written.signed)
}

fn written_up(measures: &Measures, names: &Names<'_>) -> InsightGroup {
    let mut group = InsightGroup::new(
        "WRITTEN UP, SHARED, AGREED",
        "Sessions held in this time. In time is what the policy says; a record whose time is not over yet is not judged.",
    );
    for one in &measures.sessions {
        let written = one.written.as_ref().filter(|written| written.signed);
        let day = |on: Option<NaiveDate>, done: &str, not: &str| {
            on.map_or_else(|| not.to_owned(), |on| format!("{done} {}", short(on)))
        };
        let note = match written {
            None => "no signed record".to_owned(),
            Some(one) => {
                let shared = day(one.shared_on, "shared", "not shared");
                format!("{shared}, {}", day(one.agreed_on, "agreed", "not agreed"))
            }
        };
        group.add(names.row(&one.worker, long(one.on), note));
    }
    let held = places(measures, |one| one.fate == Fate::Held);
    let of = |kept: &dyn Fn(&Measured) -> Option<bool>, from: &[usize]| -> Vec<(usize, bool)> {
        let one = |place: &usize| measures.sessions.get(*place).and_then(kept).map(|kept| (*place, kept));
        from.iter().filter_map(one).collect()
    };
    group.share("written up and signed", false, &of(&|one| Some(signed(one)), &held));
    group.share("shared in time", false, &of(&|one| one.shared_in_time, &held));
    group.share("agreed in time", false, &of(&|one| one.agreed_in_time, &held));
    group
}

fn about(measures: &Measures, names: &Names<'_>) -> InsightGroup {
    let mut group = InsightGroup::new(
        "WHAT IT WAS ABOUT",
        "Of the signed records, how many touched each of the four functions; and each child thought about, once a session.",
    );
    for one in &measures.sessions {
        let touched = one.written.iter().flat_map(|written| written.functions.iter().map(|one| one.words()));
        let touched: Vec<&str> = touched.collect();
        let note = if touched.is_empty() { "none of the four".to_owned() } else { touched.join(", ") };
        group.add(names.row(&one.worker, long(one.on), note));
    }
    let with = places(measures, signed);
    for function in Function::ALL.iter().copied() {
        let touched = |place: &usize| {
            let written = measures.sessions.get(*place).and_then(|one| one.written.as_ref());
            written.is_some_and(|written| written.functions.contains(&function))
        };
        let of: Vec<(usize, bool)> = with.iter().map(|place| (*place, touched(place))).collect();
        group.share(function.words(), false, &of);
    }
    let first = group.rows.len();
    for one in measures.sessions.iter().filter(|one| one.counted) {
        for child in one.written.iter().flat_map(|written| &written.children) {
            group.add(names.row(&one.worker, format!("child {child}"), long(one.on)));
        }
    }
    group.figure("children thought about", false, (first..group.rows.len()).collect());
    group
}
