//! The diary: booked sessions and due dates as a calendar that leaves the file. No subject line carries a child's name, for
//! a diary is looked at over a shoulder. Not the format, which is exchange's.

use super::export::LeavesTo;
use crate::exchange::icalendar::{Entry, When, render};
use crate::practice::due::{Behind, Kind, Owed, SubjectId};
use crate::practice::session::{Outcome, SessionKind};
use crate::workbench::desk::Desk;
use crate::workbench::page::worker::{AN_HOUR, LEAST_MINUTES};
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;
use std::collections::HashMap;

impl Desk {
    /// Every session booked for the day or later, and every date that something falls due, as iCalendar; lets it out and
    /// gives it back, for whoever prints it.
    pub fn take_out_diary(&mut self, to: &LeavesTo) -> Result<String, Refusal> {
        let mark = self.mark()?;
        let name = match self.settings.team.as_str() {
            "" => "Footprint".to_owned(),
            team => format!("Footprint, {team}"),
        };
        let document = render(&name, &mark.sentence(), mark.at, &self.diary()?);
        self.let_out("diary as ics", to, document.as_bytes())?;
        Ok(document)
    }

    /// What stands in the diary, by day.
    fn diary(&self) -> Result<Vec<Entry>, Refusal> {
        let file = self.store.mark_of_file()?;
        let owed = self.owed()?;
        let mut entries = self.bookings(&file)?;
        entries.extend(owed.iter().filter_map(|owed| due(owed, &file)));
        entries.sort_by(|a, b| (day(a), &a.uid).cmp(&(day(b), &b.uid)));
        // Two things alike in all that names them would be one to a diary.
        let mut seen: HashMap<String, usize> = HashMap::new();
        for entry in &mut entries {
            let times = seen.entry(entry.uid.clone()).and_modify(|times| *times += 1).or_insert(1);
            if *times > 1 {
                entry.uid = format!("{times}-{}", entry.uid);
            }
        }
        Ok(entries)
    }

    fn bookings(&self, file: &str) -> Result<Vec<Entry>, Refusal> {
        let minutes = self.policies.on(self.day).stated_under(LEAST_MINUTES).next().map_or(AN_HOUR, |one| one.value);
        let last = NaiveDate::from_ymd_opt(2199, 12, 31).unwrap_or(NaiveDate::MAX);
        let workers: HashMap<_, _> = self.store.workers()?.into_iter().map(|one| (one.id, one.name)).collect();
        let mut entries = Vec::new();
        for session in self.store.sessions_between(None, self.day, last)? {
            let (Outcome::Planned, Some(day), Some(name)) =
                (&session.outcome, session.planned_for, workers.get(&session.worker))
            else {
                continue;
            };
            let kind = match session.kind {
                SessionKind::OneToOne => "Supervision",
                SessionKind::Group => "Group supervision",
                SessionKind::Joint => "Joint supervision",
                SessionKind::Informal => "Informal supervision",
            };
            entries.push(Entry {
                uid: format!("session-{}@{file}", session.id.0),
                when: session.starts_at.map_or(When::Day(day), |at| When::From { day, at, minutes }),
                summary: format!("{kind}: {name}"),
                description: format!("Booked in Footprint as {}.", session.id),
                category: "Supervision",
                busy: true,
            });
        }
        Ok(entries)
    }
}

const fn day(entry: &Entry) -> NaiveDate {
    match entry.when {
        When::Day(day) | When::From { day, .. } => day,
    }
}

/// Something owed, on its day; `None` while nothing is due.
fn due(owed: &Owed, file: &str) -> Option<Entry> {
    let day = owed.due_on?;
    let (whose, who) = match &owed.subject.id {
        SubjectId::Worker(worker) => (format!("worker-{}", worker.0), owed.subject.name.clone()),
        // A child stands as the reference only.
        SubjectId::Child(child) => (format!("child-{}", child.0), owed.subject.reference.to_string()),
    };
    let behind = match owed.behind {
        Behind::Subject => String::new(),
        Behind::Record(record) => format!("-{record}"),
        Behind::Action(action) => format!("-{action}"),
    };
    // Two assessments of one child may each have a day 8.
    let from = match owed.kind {
        Kind::Checkpoint | Kind::AssessmentLimit => {
            let rule = owed.rule.code().unwrap_or_default();
            owed.counts_from.map_or(String::new(), |from| format!("-{rule}-{}", from.format("%Y%m%d")))
        }
        Kind::Supervision | Kind::Review | Kind::Oversight | Kind::Milestone | Kind::Action => String::new(),
    };
    // A label of our own making may stand in a subject line; the words of an action or a milestone may name a child.
    let what = match (owed.kind, owed.behind) {
        (Kind::Checkpoint | Kind::AssessmentLimit | Kind::Review, _) => owed.label.clone(),
        (Kind::Action, Behind::Action(action)) => format!("action {action}"),
        (kind, _) => kind.words().to_owned(),
    };
    Some(Entry {
        uid: format!("{}-{whose}{behind}{from}@{file}", owed.kind.code().replace('_', "-")),
        when: When::Day(day),
        summary: format!("Due: {what}, {who}"),
        description: String::new(),
        category: "Due",
        busy: false,
    })
}
