//! A worker's own file as a document: sessions, every signed record with what the worker answered, the worker's actions.
//! Children stand in it by initials and reference only, and nothing of a child's record is in it.

use super::notes::{self, NoteItem};
use super::worker_times::{AbsenceItem, AsyeItem, PeriodItem, Times};
use super::{Block, Document};
use crate::exchange::print::show::Named;
use crate::practice::action::{Action, ActionStatus};
use crate::practice::answer::{Answer, Answers};
use crate::practice::answer_words::in_words;
use crate::practice::capture::Note;
use crate::practice::covering_names::{Covered, cover};
use crate::practice::date_words::{long, time, with_weekday};
use crate::practice::form::Form;
use crate::practice::sent::Sent;
use crate::practice::session::{Outcome, Session};
use crate::practice::worker_record::{Standing, Step, StepKind, WorkerRecord};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

/// A signed record with what belongs to it. No `Debug`: it is what was said of a worker.
pub struct Filed {
    /// The record.
    pub record: WorkerRecord,
    /// The form it was written in.
    pub form: Form,
    /// When it was signed, by the clock on the wall.
    pub signed_at: NaiveDateTime,
    /// The session it records.
    pub session: Option<Session>,
    /// The children thought about in it.
    pub children: Vec<Covered>,
}

/// A worker's own file. No `Debug`: it is what was said of a worker.
pub struct WorkerFile {
    /// The worker.
    pub worker: Named,
    /// The day.
    pub day: NaiveDate,
    /// Every session, by day.
    pub sessions: Vec<Session>,
    /// Signed records, by day.
    pub records: Vec<Filed>,
    /// The ASYE, closer supervision and absences.
    pub times: Times,
    /// Actions in the worker's own file, those open first.
    pub actions: Vec<Action>,
    /// What was noted in a line, by day.
    pub notes: Vec<Note>,
    /// How many drafts wait; they are not part of it.
    pub drafts: usize,
    /// Every child whose name may stand in what was written, to be covered.
    pub children: Vec<Covered>,
    /// Names that are never covered: the worker's and the supervisors'.
    pub kept: Vec<String>,
}

/// The content as JSON.
#[derive(Serialize)]
pub struct Content {
    worker: String,
    name: String,
    sessions: Vec<SessionItem>,
    records: Vec<RecordItem>,
    periods: Vec<PeriodItem>,
    asye: Vec<AsyeItem>,
    absences: Vec<AbsenceItem>,
    actions: Vec<ActionItem>,
    notes: Vec<NoteItem>,
    drafts_left_out: usize,
}

#[derive(Serialize)]
struct SessionItem {
    reference: String,
    kind: &'static str,
    status: &'static str,
    planned_for: Option<NaiveDate>,
    held_on: Option<NaiveDate>,
    minutes: Option<u16>,
    reason: Option<String>,
}

#[derive(Serialize)]
struct RecordItem {
    reference: String,
    form: &'static str,
    day: NaiveDate,
    session: Option<String>,
    children: Vec<String>,
    answers: Vec<AnswerItem>,
    signed_by: String,
    steps: Vec<StepItem>,
}

#[derive(Serialize)]
struct AnswerItem {
    field: String,
    label: String,
    words: Vec<String>,
}

#[derive(Serialize)]
struct StepItem {
    what: &'static str,
    on: NaiveDate,
    words: Option<String>,
    to_be_settled: Option<String>,
}

#[derive(Serialize)]
struct ActionItem {
    reference: String,
    action: String,
    change_needed: Option<String>,
    owner: String,
    due_on: NaiveDate,
    status: &'static str,
    closed_on: Option<NaiveDate>,
    difference: Option<String>,
}

fn said(words: String) -> Option<String> {
    (!words.trim().is_empty()).then_some(words)
}

impl WorkerFile {
    /// Words with the names of children covered: of those thought about in a session, the first name alone too.
    fn covered(&self, words: &str, near: &[Covered]) -> String {
        let mut children = near.to_vec();
        children.extend(self.children.iter().filter(|one| !near.iter().any(|two| two.name == one.name)).cloned());
        let kept: Vec<&str> = self.kept.iter().map(String::as_str).collect();
        cover(words, &children, &kept)
    }

    /// As a document of its own.
    pub fn document(&self) -> Document {
        let mut blocks =
            vec![Block::Paragraph("This is a worker's own file. It may be read by the person it is about.".to_owned())];
        let mut facts = vec![("Worker".to_owned(), self.worker.words()), ("As of".to_owned(), long(self.day))];
        if self.drafts > 0 {
            facts.push(("Left out".to_owned(), format!("{} not signed", self.drafts)));
        }
        blocks.push(Block::Facts(facts));
        for filed in &self.records {
            self.record(filed, &mut blocks);
        }
        if self.records.is_empty() {
            blocks.push(Block::Paragraph("Nothing has been signed in this file.".to_owned()));
        }
        if !self.actions.is_empty() {
            blocks.push(Block::Heading("Actions agreed for the worker".to_owned()));
            blocks.push(Block::List(self.actions.iter().map(|action| self.action(action)).collect()));
        }
        blocks.extend(self.times.blocks(|words| self.covered(words, &[])));
        blocks.extend(notes::noted(&self.notes, |words| self.covered(words, &[])));
        if !self.sessions.is_empty() {
            blocks.push(Block::Heading("Sessions".to_owned()));
            blocks.push(Block::List(
                self.sessions.iter().map(|session| self.covered(&in_a_line(session), &[])).collect(),
            ));
        }
        Document { title: format!("Supervision file: {}", self.worker.words()), blocks }
    }

    fn record(&self, filed: &Filed, blocks: &mut Vec<Block>) {
        let record = &filed.record;
        blocks.push(Block::Heading(format!("{} {}, {}", record.id, filed.form.title, long(record.head.day))));
        if let Standing::Withdrawn(on) = record.standing() {
            blocks.push(Block::Warning(format!("Withdrawn on {}.", long(on))));
        }
        let mut facts = Vec::new();
        if let Some(session) = &filed.session {
            facts.push(("Session".to_owned(), in_a_line(session)));
        }
        if !filed.children.is_empty() {
            let children: Vec<String> = filed.children.iter().map(Covered::words).collect();
            facts.push(("Children thought about".to_owned(), children.join(", ")));
        }
        let at = format!("{} at {}", long(filed.signed_at.date()), time(filed.signed_at.time()));
        facts.push(("Signed by".to_owned(), format!("{}, {at}", record.signed_by)));
        blocks.push(Block::Facts(facts));
        for section in &filed.form.sections {
            if section.fields.iter().all(|field| record.answers.get(&field.key).is_none()) {
                continue;
            }
            blocks.push(Block::Subheading(section.title.clone()));
            for field in &section.fields {
                let words = in_words(field, &record.answers);
                let words: Vec<String> = words.iter().map(|line| self.covered(line, &filed.children)).collect();
                let label = field.label.trim_end_matches([':', '?']).to_owned();
                let is_prose = section.prose().is_some_and(|prose| prose.key == field.key);
                match (words.as_slice(), record.answers.get(&field.key)) {
                    ([], _) | (_, None) => {}
                    (_, Some(Answer::Text(_))) if is_prose => blocks.push(Block::Paragraph(words.join("\n"))),
                    (_, Some(Answer::Text(_))) => {
                        blocks.push(Block::Paragraph(format!("{label}:\n{}", words.join("\n"))));
                    }
                    ([one], Some(Answer::Choice(_) | Answer::Step(_) | Answer::Day(_))) => {
                        blocks.push(Block::Facts(vec![(label, one.clone())]));
                    }
                    (_, Some(_)) => {
                        blocks.push(Block::Paragraph(format!("{label}:")));
                        blocks.push(Block::List(words));
                    }
                }
            }
        }
        let strays: Vec<String> = strays(&filed.form, &record.answers)
            .into_iter()
            .map(|(key, words)| format!("{key}: {}", self.covered(&words.join(" / "), &filed.children)))
            .collect();
        if !strays.is_empty() {
            blocks.push(Block::Subheading("Not in this form".to_owned()));
            blocks.push(Block::List(strays));
        }
        blocks.push(Block::Subheading("Shared and agreed".to_owned()));
        let steps: Vec<String> =
            record.steps.iter().map(|step| self.covered(&step_in_words(step), &filed.children)).collect();
        blocks.push(if steps.is_empty() { Block::Paragraph("Not shared yet.".to_owned()) } else { Block::List(steps) });
    }

    fn action(&self, action: &Action) -> String {
        let mut words = format!("{} {}: {}, by {}", action.id, action.owner, action.action, long(action.due_on));
        if action.status != ActionStatus::Open {
            words.push_str(&format!("; {}", action.status.words()));
            if let Some(on) = action.closed_on {
                words.push_str(&format!(" {}", long(on)));
            }
        }
        if !action.difference.trim().is_empty() {
            words.push_str(&format!(". {}", action.difference.trim()));
        }
        self.covered(&words, &[])
    }

    /// As JSON content.
    pub fn content(&self) -> Content {
        Content {
            worker: self.worker.reference.to_string(),
            name: self.worker.name.clone(),
            sessions: self.sessions.iter().map(|session| self.session_item(session)).collect(),
            records: self.records.iter().map(|filed| self.record_item(filed)).collect(),
            actions: self
                .actions
                .iter()
                .map(|action| ActionItem {
                    reference: action.id.to_string(),
                    action: self.covered(&action.action, &[]),
                    change_needed: said(self.covered(&action.change_needed, &[])),
                    owner: action.owner.clone(),
                    due_on: action.due_on,
                    status: action.status.code(),
                    closed_on: action.closed_on,
                    difference: said(self.covered(&action.difference, &[])),
                })
                .collect(),
            periods: self.times.periods(|words| self.covered(words, &[])),
            asye: self.times.asye(|words| self.covered(words, &[])),
            absences: self.times.absences(),
            notes: notes::items(&self.notes, |words| self.covered(words, &[])),
            drafts_left_out: self.drafts,
        }
    }

    fn session_item(&self, session: &Session) -> SessionItem {
        let (minutes, reason) = match &session.outcome {
            Outcome::Held { minutes, .. } => (*minutes, ""),
            Outcome::Cancelled { reason, .. } | Outcome::Missed { reason } => (None, reason.as_str()),
            Outcome::Planned => (None, ""),
        };
        SessionItem {
            reference: session.id.to_string(),
            kind: session.kind.code(),
            status: session.outcome.status().code(),
            planned_for: session.planned_for,
            held_on: session.held_on(),
            minutes,
            reason: said(self.covered(reason, &[])),
        }
    }

    fn record_item(&self, filed: &Filed) -> RecordItem {
        let record = &filed.record;
        let fields = filed.form.sections.iter().flat_map(|section| &section.fields);
        let mut answers: Vec<AnswerItem> = fields
            .filter(|field| record.answers.get(&field.key).is_some())
            .map(|field| AnswerItem {
                field: field.key.clone(),
                label: field.label.clone(),
                words: in_words(field, &record.answers)
                    .iter()
                    .map(|line| self.covered(line, &filed.children))
                    .collect(),
            })
            .collect();
        answers.extend(strays(&filed.form, &record.answers).into_iter().map(|(key, words)| AnswerItem {
            field: key,
            label: String::new(),
            words: words.iter().map(|line| self.covered(line, &filed.children)).collect(),
        }));
        RecordItem {
            reference: record.id.to_string(),
            form: record.head.form.code(),
            day: record.head.day,
            session: record.head.session.map(|session| session.to_string()),
            children: filed.children.iter().map(Covered::words).collect(),
            answers,
            signed_by: record.signed_by.clone(),
            steps: record
                .steps
                .iter()
                .map(|step| StepItem {
                    what: step.what.code(),
                    on: step.on,
                    words: said(self.covered(&step.words, &filed.children)),
                    to_be_settled: said(self.covered(&step.settled_how, &filed.children)),
                })
                .collect(),
        }
    }
}

/// Answers to fields that the form no longer has: nothing written may be lost from sight.
fn strays(form: &Form, answers: &Answers) -> Vec<(String, Vec<String>)> {
    let strays = answers.iter().filter(|(key, _)| form.field(key).is_none());
    strays
        .map(|(key, answer)| {
            let words = match answer {
                Answer::Text(words) | Answer::Choice(words) => vec![words.clone()],
                Answer::Lines(lines) | Answer::Tags(lines) => lines.clone(),
                Answer::Step(step) => vec![step.to_string()],
                Answer::Day(day) => vec![long(*day)],
                Answer::Actions(rows) => rows.iter().map(crate::practice::answer_words::row_in_words).collect(),
            };
            (key.to_owned(), words)
        })
        .collect()
}

fn in_a_line(session: &Session) -> String {
    let kind = session.kind.words();
    let planned = session.planned_for.map_or_else(|| "no day".to_owned(), with_weekday);
    match &session.outcome {
        Outcome::Planned => format!("{} {kind}, booked for {planned}", session.id),
        Outcome::Held { on, minutes } => {
            let minutes = minutes.map_or_else(String::new, |minutes| format!(", {minutes} minutes"));
            format!("{} {kind}, held {}{minutes}", session.id, with_weekday(*on))
        }
        Outcome::Cancelled { by, reason } => {
            let by = by.map_or_else(String::new, |by| format!(" by {}", by.words()));
            let reason = if reason.trim().is_empty() { String::new() } else { format!(": {}", reason.trim()) };
            format!("{} {kind}, planned for {planned}, called off{by}{reason}", session.id)
        }
        Outcome::Missed { reason } => {
            let reason = if reason.trim().is_empty() { String::new() } else { format!(": {}", reason.trim()) };
            format!("{} {kind}, planned for {planned}, missed{reason}", session.id)
        }
    }
}

fn step_in_words(step: &Step) -> String {
    let (on, words) = (long(step.on), step.words.trim());
    let also = if words.is_empty() { String::new() } else { format!(": {words}") };
    match step.what {
        StepKind::Shared => format!("Shared on {on}{also}"),
        StepKind::Agreed => format!("Agreed by the worker on {on}{also}"),
        StepKind::AgreedWithComment => format!("Agreed by the worker on {on}, with a comment: {words}"),
        StepKind::Disputed => {
            format!("Disputed by the worker on {on}: {words} To be settled: {}", step.settled_how.trim())
        }
        StepKind::Settled => format!("Settled on {on}: {words}"),
        StepKind::Added if Sent::said_by(step).is_some() => format!("{words} on {on}, says {}", step.signed_by),
        StepKind::Added => format!("Added on {on} by {}: {words}", step.signed_by),
        StepKind::Withdrawn => format!("Withdrawn on {on} by {}: {words}", step.signed_by),
    }
}
