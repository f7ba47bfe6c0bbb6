//! Who is meant by a few letters, as fields ask it and note it. Not the palette, which ranks what is alike.

use super::context::Ctx;
use super::widget::fields::Note;
use crate::practice::reference::WorkerId;
use crate::workbench::message::{Object, Which, WorkerName};

pub use crate::practice::naming::{Named, meant};

impl From<&WorkerName> for Named<WorkerId> {
    fn from(worker: &WorkerName) -> Self {
        Self { id: worker.id, reference: worker.reference.to_string(), name: worker.name.clone() }
    }
}

/// The workers among what the palette can find.
pub fn workers(objects: &[Object]) -> Vec<Named<WorkerId>> {
    let worker = |one: &Object| match one.which {
        Which::Worker(id) => Some(Named { id, reference: one.reference.clone(), name: one.name.clone() }),
        Which::Child(_) | Which::Record(_) | Which::Draft(_) | Which::WorkerRecord(_) => None,
    };
    objects.iter().filter_map(worker).collect()
}

/// An owner as it is kept: a worker who alone is meant as they are called, so that their own page shows it; anybody else,
/// and "me", as typed.
pub fn as_called(typed: &str, workers: &[Named<WorkerId>]) -> String {
    match meant(typed, workers)[..] {
        [one] if !is_me(typed) => one.name.clone(),
        _ => typed.to_owned(),
    }
}

/// Who an owner is, as a note below what was typed.
pub fn owner_note(typed: &str, workers: &[Named<WorkerId>], cx: &Ctx) -> Note {
    if is_me(typed) || (!typed.is_empty() && typed.eq_ignore_ascii_case(&cx.supervisor)) {
        return Note::Plain("You.".to_owned());
    }
    let nobody = "Nobody in the team is called that; it is kept as you wrote it.";
    note(typed, workers, "A few letters of a name, or me.", nobody, cx)
}

fn is_me(typed: &str) -> bool {
    typed.eq_ignore_ascii_case("me")
}

/// Who is meant, as a note below what was typed; `nobody` is said where it fits none.
pub fn note<Id>(typed: &str, among: &[Named<Id>], empty: &str, nobody: &str, cx: &Ctx) -> Note {
    let shown = |one: &Named<Id>| format!("{}, {}", cx.name(&one.name), one.reference);
    if typed.is_empty() {
        return Note::Plain(empty.to_owned());
    }
    match meant(typed, among)[..] {
        [] => Note::Warn(nobody.to_owned()),
        [one] => Note::Plain(shown(one)),
        [first, second] => Note::Warn(format!("{} or {}? A few more letters.", shown(first), shown(second))),
        [first, second, ..] => {
            Note::Warn(format!("{}, {} or others? A few more letters.", shown(first), shown(second)))
        }
    }
}
