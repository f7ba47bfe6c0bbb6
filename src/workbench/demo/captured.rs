//! What was caught in a line and not yet in a record, and a lens on its own: notes on a child and in a worker's own file, a
//! line that waits to be sorted, a risk thought through. Not the records.

use super::{Calendar, later};
use crate::practice::action::Action;
use crate::practice::answer::{Answer, Answers};
use crate::practice::capture::Whom;
use crate::practice::oversight::Head;
use crate::practice::reference::{ChildId, WorkerId};
use crate::store::{ActionFilter, Change, StoreError};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The words, from `assets/demo/captured.toml`.
#[derive(Default, Deserialize)]
struct Words {
    child_note: String,
    old_child_note: String,
    worker_note: String,
    unsorted: String,
    lens: BTreeMap<String, String>,
    lens_lines: BTreeMap<String, Vec<String>>,
    draft_lens: BTreeMap<String, String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/demo/captured.toml")).unwrap_or_default());

/// The lens that is signed on its own.
const LENS: &str = "risk-assessment";

/// Puts a lens that is begun into what is written in a draft.
pub fn begin_lens(answers: &mut Answers) {
    for (key, words) in &WORDS.draft_lens {
        answers.set(key, Answer::Text(words.clone()));
    }
}

/// Notes it all, on the child whose action has been open longest and in the file of the worker.
pub fn capture(change: &mut Change<'_>, worker: Option<WorkerId>, calendar: &Calendar) -> Result<(), StoreError> {
    let words = &*WORDS;
    let (day, yesterday) = (calendar.day, calendar.working_before(later(calendar.day, -1)));
    if let Some(worker) = worker {
        change.add_note(Whom::Worker(worker), &words.worker_note, yesterday)?;
    }
    let Some(child) = longest_open(&change.actions(ActionFilter::Open, day)?) else { return Ok(()) };
    let whom = Whom::Child(child);
    let before = calendar.working_before(later(day, -6));
    let old = change.add_note(whom, &words.old_child_note, before)?;
    change.deal_with_note(whom, old, Some(yesterday))?;
    change.add_note(whom, &words.child_note, yesterday)?;
    change.capture_line(&words.unsorted, None)?;
    let texts = words.lens.iter().map(|(key, words)| (key.clone(), Answer::Text(words.clone())));
    let lines = words.lens_lines.iter().map(|(key, lines)| (key.clone(), Answer::Lines(lines.clone())));
    let answers: Answers = texts.chain(lines).collect();
    change.sign_lens_made_up(LENS, &Head::new(child, before), &answers)?;
    Ok(())
}

fn longest_open(actions: &[Action]) -> Option<ChildId> {
    let of_children = actions.iter().filter_map(|one| Some((one.first_due_on, one.id, one.subject.child()?)));
    of_children.min().map(|(.., child)| child)
}
