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
        Which::Child(_) | Which::Record(_) | Which::Draft(_) => None,
    };
    objects.iter().filter_map(worker).collect()
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
