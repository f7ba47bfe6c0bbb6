//! A record of a worker's own file in full, signed or a draft, as `show` prints it. Nothing of a child's record stands in it.

use super::{Named, fact, part};
use crate::exchange::print::{answers, clean, json};
use crate::practice::answer::Answers;
use crate::practice::date_words::long;
use crate::practice::form::Form;
use crate::practice::worker_record::{Step, StepKind, WorkerDraft, WorkerHead, WorkerRecord};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;

/// What stands in a worker's own file. No `Debug`: it is what was said of a worker.
pub enum Own<'a> {
    /// Signed, with what happened to it since.
    Signed(&'a WorkerRecord),
    /// Not signed.
    Draft(&'a WorkerDraft),
}

/// All of it, as JSON has it.
#[derive(Serialize)]
struct Whole<'a> {
    reference: String,
    form: &'static str,
    signed: bool,
    worker: &'a Named,
    day: NaiveDate,
    session: Option<String>,
    answers: &'a Answers,
    signed_by: Option<&'a str>,
    signed_at: Option<String>,
    saved_at: Option<String>,
    standing: Option<&'static str>,
    steps: Vec<StepItem<'a>>,
}

#[derive(Serialize)]
struct StepItem<'a> {
    what: &'static str,
    on: NaiveDate,
    words: Option<&'a str>,
    to_be_settled: Option<&'a str>,
    signed_by: &'a str,
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn parts<'a>(own: &Own<'a>) -> (String, &'a WorkerHead, &'a Answers) {
    match own {
        Own::Signed(record) => (record.id.to_string(), &record.head, &record.answers),
        Own::Draft(draft) => (draft.id.to_string(), &draft.head, &draft.answers),
    }
}

/// As JSON.
pub fn as_json(own: &Own<'_>, worker: &Named) -> String {
    let (reference, head, filled) = parts(own);
    let full = |words: &str| !words.trim().is_empty();
    let mut whole = Whole {
        reference,
        form: head.form.code(),
        signed: false,
        worker,
        day: head.day,
        session: head.session.map(|session| session.to_string()),
        answers: filled,
        signed_by: None,
        signed_at: None,
        saved_at: None,
        standing: None,
        steps: Vec::new(),
    };
    match own {
        Own::Draft(draft) => whole.saved_at = Some(moment(draft.saved_at)),
        Own::Signed(record) => {
            whole.signed = true;
            whole.signed_by = Some(&record.signed_by);
            whole.signed_at = Some(moment(record.signed_at));
            whole.standing = Some(record.standing().words());
            whole.steps = record
                .steps
                .iter()
                .map(|step| StepItem {
                    what: step.what.code(),
                    on: step.on,
                    words: Some(step.words.as_str()).filter(|words| full(words)),
                    to_be_settled: Some(step.settled_how.as_str()).filter(|words| full(words)),
                    signed_by: &step.signed_by,
                })
                .collect();
        }
    }
    json(&whole)
}

/// For people.
pub fn as_text(own: &Own<'_>, worker: &Named, form: &Form) -> String {
    let (reference, head, filled) = parts(own);
    let mut text = format!("{reference}  {}\n", worker.words());
    fact(&mut text, "In the worker's own file", head.form.words());
    fact(&mut text, "About", &long(head.day));
    fact(&mut text, "Session", &head.session.map(|session| session.to_string()).unwrap_or_default());
    match own {
        Own::Draft(_) => text.push_str("  A draft: not signed.\n"),
        Own::Signed(record) => {
            let on = long(record.signed_at.date_naive());
            fact(&mut text, "Signed", &format!("{} on {on}", record.signed_by));
            fact(&mut text, "Stands", record.standing().words());
        }
    }
    text.push_str(&answers::as_text(form, filled));
    if let Own::Signed(record) = own {
        part(&mut text, "What happened since", record.steps.iter().map(step_line));
    }
    text
}

fn step_line(step: &Step) -> String {
    let what = match step.what {
        StepKind::Shared => "shared with the worker",
        StepKind::Agreed => "agreed by the worker",
        StepKind::AgreedWithComment => "agreed by the worker, with a comment",
        StepKind::Disputed => "disputed by the worker",
        StepKind::Settled => "settled",
        StepKind::Added => "added to",
        StepKind::Withdrawn => "withdrawn",
    };
    let words = if step.words.trim().is_empty() { String::new() } else { format!(": {}", clean::line(&step.words)) };
    let how = if step.settled_how.trim().is_empty() {
        String::new()
    } else {
        format!(" To be settled: {}", clean::line(&step.settled_how))
    };
    format!("{}: {what}{words}{how}", long(step.on))
}
