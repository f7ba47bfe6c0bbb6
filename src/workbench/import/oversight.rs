//! An oversight file: signed history as it is, or drafts to be finished here. What is signed is never changed.

use super::report::{Refusal, Sort};
use super::{ImportError, Run};
use crate::exchange::import::oversight::OversightRow;
use crate::exchange::import::{Read, read_date};
use crate::practice::answer::{Answer, Answers};
use crate::practice::oversight::{Head, field, split_action_lines};
use crate::practice::oversight_form;
use crate::practice::reference::RecordId;
use crate::store::Store;

pub(super) fn import(run: &mut Run<'_, '_>, read: &Read<OversightRow>, as_drafts: bool) -> Result<(), ImportError> {
    run.take(read);
    for (number, row) in &read.rows {
        let Some(child) = run.child(*number, row.child.as_str())? else { continue };
        let head =
            Head { reason: row.reason.clone(), checkpoint_day: row.checkpoint_day, ..Head::new(child, row.decided_on) };
        let answers = answers(row);
        if let Some(record) = run.change.same_records(&head)?.first() {
            signed_already(run, *number, row, *record, &answers, as_drafts)?;
        } else if as_drafts {
            draft(run, row, &head, &answers)?;
        } else {
            let record = run.change.enter_history(&head, &answers, None)?;
            run.report.added(Sort::Record, format!("{record} ({} {})", row.child, row.decided_on));
        }
    }
    Ok(())
}

fn draft(run: &mut Run<'_, '_>, row: &OversightRow, head: &Head, answers: &Answers) -> Result<(), ImportError> {
    let drafts = run.change.drafts_of(head.child)?;
    let same = |known: &Head| {
        (known.decided_on, &known.reason, known.checkpoint_day) == (head.decided_on, &head.reason, head.checkpoint_day)
    };
    let Some(draft) = drafts.iter().find(|draft| draft.form == oversight_form::NAME && same(&draft.head)) else {
        let draft = run.change.begin_draft(head, answers)?;
        run.report.added(Sort::Draft, format!("{draft} ({} {})", row.child, row.decided_on));
        return Ok(());
    };
    run.report.unchanged += 1;
    if !differing(answers, &draft.answers).is_empty() {
        // Somebody has been writing here since: their words go before the file's.
        let what = "has been written in since it was imported, so it was left as it is";
        run.report.notes.push(format!("{} on {} {what}", draft.id, row.child));
    }
    Ok(())
}

fn signed_already(
    run: &mut Run<'_, '_>,
    number: usize,
    row: &OversightRow,
    record: RecordId,
    answers: &Answers,
    as_drafts: bool,
) -> Result<(), ImportError> {
    let kept = Store::record(run.change, record)?.map(|signed| signed.answers).unwrap_or_default();
    let differing = differing(answers, &kept);
    if differing.is_empty() {
        run.report.unchanged += 1;
    } else if as_drafts {
        run.report.unchanged += 1;
        let what = "is signed already, so no draft was made of the row";
        run.report.notes.push(format!("{record} on {} of {} {what}", row.child, row.decided_on));
    } else {
        let columns = differing.join(", ");
        let why = format!("{columns} would differ, and what is signed never changes: write an addendum in {record}");
        run.report.refused.push(Refusal { row: number, record, why });
    }
    Ok(())
}

/// The columns in which a row says something else than what is kept. What the row leaves blank differs from nothing.
fn differing(answers: &Answers, kept: &Answers) -> Vec<&'static str> {
    const COLUMNS: [(&str, &str); 10] = [
        (field::SITUATION, "situation"),
        (field::IMPACT, "impact"),
        (field::DECISION, "decision"),
        (field::THRESHOLD, "threshold"),
        (field::LIKELIHOOD, "likelihood"),
        (field::SIGNIFICANCE, "significance"),
        (field::IMMINENCE, "imminence"),
        (field::ACTIONS, "actions"),
        (field::REVIEW, "review"),
        (field::REVIEW_ON, "review_on"),
    ];
    let differs = |key: &str| answers.get(key).is_some_and(|answer| kept.get(key) != Some(answer));
    let mut columns: Vec<&str> = COLUMNS.iter().filter(|(key, _)| differs(key)).map(|(_, column)| *column).collect();
    if differs(field::ACTION_TABLE) && !columns.contains(&"actions") {
        columns.push("actions");
    }
    columns
}

fn answers(row: &OversightRow) -> Answers {
    let mut answers = Answers::default();
    for (key, text) in [
        (field::SITUATION, &row.situation),
        (field::IMPACT, &row.impact),
        (field::DECISION, &row.decision),
        (field::REVIEW, &row.review),
    ] {
        if let Some(text) = text {
            answers.set(key, Answer::Text(text.clone()));
        }
    }
    if let Some(threshold) = row.threshold {
        answers.set(field::THRESHOLD, Answer::Choice(threshold.code().to_owned()));
    }
    for (key, step) in [
        (field::LIKELIHOOD, row.likelihood),
        (field::SIGNIFICANCE, row.significance),
        (field::IMMINENCE, row.imminence),
    ] {
        if let Some(step) = step {
            answers.set(key, Answer::Step(step));
        }
    }
    if let Some(text) = &row.actions {
        let (rows, rest) = split_action_lines(text, read_date);
        answers.set(field::ACTION_TABLE, Answer::Actions(rows));
        answers.set(field::ACTIONS, Answer::Text(rest));
    }
    if let Some(day) = row.review_on {
        answers.set(field::REVIEW_ON, Answer::Day(day));
    }
    answers
}
