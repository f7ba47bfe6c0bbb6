//! Who or what is meant by a number of the list read out last, a reference, or a name. One is meant or none is: something is
//! then done with it.

use super::words::{Sort, sort_and_name};
use crate::practice::action::ActionSubject;
use crate::practice::due::{Behind, Owed, SubjectId};
use crate::practice::naming::{Named, meant};
use crate::practice::reference::{ActionId, ChildId, DraftId, RecordId, WorkerId, WorkerRecordId};
use crate::workbench::desk::Desk;
use crate::workbench::message::Which;
use crate::workbench::refusal::Refusal;
use std::sync::Arc;

/// Something that can be meant.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Thing {
    Worker(WorkerId),
    Child(ChildId),
    Record(RecordId),
    Draft(DraftId),
    /// A record of a worker's own file, signed or not.
    WorkerRecord(WorkerRecordId),
    Action(ActionId, ActionSubject),
    /// Something owed, as Today reads it out.
    Owed(Arc<Owed>),
}

impl Thing {
    /// The worker that it is or is about.
    pub(super) fn worker(&self) -> Option<WorkerId> {
        match self {
            Self::Worker(id) | Self::Action(_, ActionSubject::Worker(id)) => Some(*id),
            Self::Owed(owed) => match &owed.subject.id {
                SubjectId::Worker(id) => Some(*id),
                SubjectId::Child(_) => None,
            },
            Self::Child(_) | Self::Record(_) | Self::Draft(_) | Self::WorkerRecord(_) | Self::Action(..) => None,
        }
    }

    /// The child that it is or is about; of a record or draft, nobody can say without reading it.
    pub(super) fn child(&self) -> Option<ChildId> {
        match self {
            Self::Child(id) | Self::Action(_, ActionSubject::Child(id)) => Some(*id),
            Self::Owed(owed) => match &owed.subject.id {
                SubjectId::Child(id) => Some(*id),
                SubjectId::Worker(_) => None,
            },
            Self::Worker(_) | Self::Record(_) | Self::Draft(_) | Self::WorkerRecord(_) | Self::Action(..) => None,
        }
    }

    /// The action that it is or that stands behind it.
    pub(super) fn action(&self) -> Option<ActionId> {
        match self {
            Self::Action(id, _) => Some(*id),
            Self::Owed(owed) => match owed.behind {
                Behind::Action(id) => Some(id),
                Behind::Subject | Behind::Record(_) => None,
            },
            Self::Worker(_) | Self::Child(_) | Self::Record(_) | Self::Draft(_) | Self::WorkerRecord(_) => None,
        }
    }

    pub(super) const fn record(&self) -> Option<RecordId> {
        if let Self::Record(id) = self { Some(*id) } else { None }
    }

    pub(super) const fn worker_record(&self) -> Option<WorkerRecordId> {
        if let Self::WorkerRecord(id) = self { Some(*id) } else { None }
    }

    pub(super) const fn draft(&self) -> Option<DraftId> {
        if let Self::Draft(id) = self { Some(*id) } else { None }
    }
}

impl From<SubjectId> for Thing {
    fn from(subject: SubjectId) -> Self {
        match subject {
            SubjectId::Worker(id) => Self::Worker(id),
            SubjectId::Child(id) => Self::Child(id),
        }
    }
}

/// Who was meant.
pub(super) enum Meant {
    /// This one, and the words that followed.
    One(Thing, String),
    /// Nobody: a sentence that says so.
    Nobody(String),
}

/// Finds what is meant at the beginning of `words`, of what `fits`; `wanted` names that in a sentence: `a worker`.
pub(super) fn find(
    desk: &Desk,
    listed: &[Thing],
    words: &str,
    fits: fn(&Thing) -> bool,
    wanted: &str,
) -> Result<Meant, Refusal> {
    let (sort, name) = sort_and_name(words);
    if name.is_empty() {
        return Ok(Meant::Nobody(format!("Say which: {wanted}, by reference, name, or the number of a line.")));
    }
    let parts: Vec<&str> = name.split_whitespace().collect();
    let first = parts.first().copied().unwrap_or_default();
    let mut found = exactly(desk, listed, first, sort)?;
    found.retain(fits);
    let rest = |from: usize| parts.get(from..).unwrap_or_default().join(" ");
    match found.as_slice() {
        [one] => return Ok(Meant::One(one.clone(), rest(1))),
        [] => {}
        [..] => {
            return Ok(Meant::Nobody(format!(
                "{first} means more than one thing here. Say which: line {first}, worker {first}, child {first} or action \
                 {first}."
            )));
        }
    }
    let named = named(desk, sort, fits)?;
    // The longest beginning that fits anybody; what follows it is a day, say.
    for length in (1..=parts.len()).rev() {
        let typed = parts.get(..length).unwrap_or_default().join(" ");
        match meant(&typed, &named)[..] {
            [] => {}
            [one] => return Ok(Meant::One(one.id.clone(), rest(length))),
            ref several => {
                let few: Vec<String> =
                    several.iter().take(5).map(|one| format!("{}, {}", one.name, one.reference)).collect();
                let more = if several.len() > few.len() { "; and others" } else { "" };
                return Ok(Meant::Nobody(format!("{typed} may be {}{more}. Say the reference.", few.join("; "))));
            }
        }
    }
    Ok(Meant::Nobody(format!(
        "Nothing here is called {name}. Give {wanted}, by reference, name, or the number of a line."
    )))
}

/// Everything whose number or reference this is.
fn exactly(desk: &Desk, listed: &[Thing], word: &str, sort: Option<Sort>) -> Result<Vec<Thing>, Refusal> {
    let is = |one: Sort| sort.is_none_or(|sort| sort == one);
    let mut found = Vec::new();
    let number = word.strip_prefix('#').unwrap_or(word).parse::<usize>().ok();
    if is(Sort::Line)
        && let Some(thing) = number.and_then(|number| listed.get(number.checked_sub(1)?))
    {
        found.push(thing.clone());
    }
    if is(Sort::Record)
        && let Ok(id) = word.parse()
    {
        found.push(Thing::Record(id));
    }
    if is(Sort::Record)
        && let Ok(id) = word.parse()
    {
        found.push(Thing::WorkerRecord(id));
    }
    if is(Sort::Draft)
        && let Ok(id) = word.parse()
    {
        found.push(Thing::Draft(id));
    }
    if is(Sort::Action)
        && let Ok(id) = word.parse::<ActionId>()
        && let Some(action) = desk.store().action(id)?
    {
        found.push(Thing::Action(id, action.subject));
    }
    if is(Sort::Worker)
        && let Ok(id) = desk.find_worker(word)
    {
        found.push(Thing::Worker(id));
    }
    if is(Sort::Child)
        && let Ok(id) = desk.find_child(word)
    {
        found.push(Thing::Child(id));
    }
    // A line about the very child whose reference it is means one thing.
    if let [line, Thing::Child(id)] = found.as_slice()
        && line.child() == Some(*id)
    {
        found.truncate(1);
    }
    Ok(found)
}

/// Everybody who can be meant by name.
fn named(desk: &Desk, sort: Option<Sort>, fits: fn(&Thing) -> bool) -> Result<Vec<Named<Thing>>, Refusal> {
    let objects = desk.objects()?.into_iter().filter_map(|one| {
        let id = match one.which {
            Which::Worker(id) if sort.is_none_or(|sort| sort == Sort::Worker) => Thing::Worker(id),
            Which::Child(id) if sort.is_none_or(|sort| sort == Sort::Child) => Thing::Child(id),
            // Drafts and records have their references; a child's name means the child.
            Which::Worker(_) | Which::Child(_) | Which::Record(_) | Which::Draft(_) | Which::WorkerRecord(_) => {
                return None;
            }
        };
        fits(&id).then_some(Named { id, reference: one.reference, name: one.name })
    });
    Ok(objects.collect())
}
