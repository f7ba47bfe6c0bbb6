//! Putting right who is who: another reference, another name, two entries that are one person. History stays with the
//! person, and what they were called before still finds them.

use crate::practice::reference::{ChildId, Reference, WorkerId};
use crate::store::{By, ChildDetails, Store, StoreError, WorkerDetails};
use std::fmt;

/// What is put right. `Debug` never shows a name.
#[derive(Clone, PartialEq, Eq)]
pub enum Correction {
    /// A worker gets another reference.
    WorkerReference(WorkerId, Reference),
    /// A worker gets another name.
    WorkerName(WorkerId, String),
    /// The first of two entries of one worker goes into the second.
    MergeWorkers(WorkerId, WorkerId),
    /// A child gets another reference.
    ChildReference(ChildId, Reference),
    /// A child gets a name, or another one.
    ChildName(ChildId, String),
    /// The first of two entries of one child goes into the second.
    MergeChildren(ChildId, ChildId),
}

impl fmt::Debug for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WorkerReference(id, to) => f.debug_tuple("WorkerReference").field(id).field(to).finish(),
            Self::WorkerName(id, _) => f.debug_tuple("WorkerName").field(id).finish_non_exhaustive(),
            Self::MergeWorkers(from, into) => f.debug_tuple("MergeWorkers").field(from).field(into).finish(),
            Self::ChildReference(id, to) => f.debug_tuple("ChildReference").field(id).field(to).finish(),
            Self::ChildName(id, _) => f.debug_tuple("ChildName").field(id).finish_non_exhaustive(),
            Self::MergeChildren(from, into) => f.debug_tuple("MergeChildren").field(from).field(into).finish(),
        }
    }
}

/// Why nothing was put right.
#[derive(Debug, thiserror::Error)]
pub enum CorrectError {
    /// A name of no letters.
    #[error("the name is blank; give the name as it should read")]
    BlankName,
    /// Nobody under that key.
    #[error("there is nobody to correct; look the reference up again")]
    Nobody,
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts it right, in one act.
pub fn correct(store: &mut Store, by: &By, correction: &Correction) -> Result<(), CorrectError> {
    match correction {
        Correction::WorkerReference(id, to) => worker(store, by, *id, |details| details.reference = to.clone()),
        Correction::WorkerName(id, to) => {
            let name = name(to)?;
            worker(store, by, *id, |details| details.name = name)
        }
        Correction::ChildReference(id, to) => child(store, by, *id, |details| details.reference = to.clone()),
        Correction::ChildName(id, to) => {
            let name = name(to)?;
            child(store, by, *id, |details| details.name = Some(name))
        }
        Correction::MergeWorkers(duplicate, into) => {
            store.change(by, |change| change.merge_workers(*duplicate, *into)).map_err(CorrectError::Store)
        }
        Correction::MergeChildren(duplicate, into) => {
            store.change(by, |change| change.merge_children(*duplicate, *into)).map_err(CorrectError::Store)
        }
    }
}

/// A name on one line, with single spaces.
fn name(text: &str) -> Result<String, CorrectError> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { Err(CorrectError::BlankName) } else { Ok(name) }
}

fn worker(
    store: &mut Store,
    by: &By,
    id: WorkerId,
    put_right: impl FnOnce(&mut WorkerDetails),
) -> Result<(), CorrectError> {
    let worker = store.worker(id)?.ok_or(CorrectError::Nobody)?;
    let before = WorkerDetails::from(&worker);
    let mut after = before.clone();
    put_right(&mut after);
    if before == after {
        return Ok(());
    }
    store.change(by, |change| change.change_worker(id, &after)).map_err(CorrectError::Store)
}

fn child(
    store: &mut Store,
    by: &By,
    id: ChildId,
    put_right: impl FnOnce(&mut ChildDetails),
) -> Result<(), CorrectError> {
    let child = store.child(id)?.ok_or(CorrectError::Nobody)?;
    let before = ChildDetails::from(&child);
    let mut after = before.clone();
    put_right(&mut after);
    if before == after {
        return Ok(());
    }
    store.change(by, |change| change.change_child(id, &after)).map_err(CorrectError::Store)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::import::{Kind, Request, import};
    use chrono::{DateTime, NaiveDate, Utc};

    const WORKERS: &str = "reference,name,role,joined_on\nW1,Zoe Shah,social_worker,2025-01-06\n\
        W2,Zoë Shah,social_worker,2025-01-06\n";
    const CHILDREN: &str = "reference,name,status,status_since,worker,allocated_on\n\
        C1,Aisha Ali,child_in_need,2026-01-05,W1,2026-01-05\nC2,A Ali,assessment,2026-03-02,W1,2026-03-02\n";

    fn by() -> By {
        By { who: "Mairi Rees".to_owned(), at: DateTime::<Utc>::UNIX_EPOCH }
    }

    fn take(store: &mut Store, kind: Kind, text: &str) -> crate::workbench::import::Report {
        let as_of = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let bytes = text.as_bytes();
        let request = Request {
            kind,
            file: "f.csv",
            bytes,
            sheet: None,
            team: None,
            as_drafts: false,
            skip_bad_rows: false,
            as_of,
        };
        import(store, &by(), &request).unwrap()
    }

    fn team() -> Store {
        let mut store = Store::in_memory().unwrap();
        take(&mut store, Kind::Workers, WORKERS);
        take(&mut store, Kind::Children, CHILDREN);
        store
    }

    #[test]
    fn a_corrected_reference_and_name_are_new_and_the_old_ones_still_find() {
        let mut store = team();
        let worker = store.worker_by_reference("W1").unwrap().unwrap();
        let child = store.child_by_reference("C1").unwrap().unwrap();
        for correction in [
            Correction::WorkerReference(worker, Reference::new("S77").unwrap()),
            Correction::WorkerName(worker, "  Zoe  Shah-Rees ".to_owned()),
            Correction::ChildReference(child, Reference::new("P100").unwrap()),
            Correction::ChildName(child, "Aisha Alí".to_owned()),
        ] {
            correct(&mut store, &by(), &correction).unwrap();
        }
        let worker = store.worker(worker).unwrap().unwrap();
        assert_eq!((worker.reference.as_str(), worker.name.as_str()), ("S77", "Zoe Shah-Rees"));
        assert_eq!(store.worker_by_reference("w1").unwrap(), Some(worker.id));
        assert_eq!(store.child_was(child).unwrap(), ["C1", "Aisha Ali"]);
        // Last month's file still means the same people.
        let again = take(&mut store, Kind::Children, CHILDREN);
        assert_eq!((again.new.len(), store.children().unwrap().len()), (0, 2));
    }

    #[test]
    fn two_entries_of_one_person_become_one_with_the_history_of_both() {
        let mut store = team();
        let id = |store: &Store, reference| store.worker_by_reference(reference).unwrap().unwrap();
        let (one, two) = (id(&store, "W1"), id(&store, "W2"));
        correct(&mut store, &by(), &Correction::MergeWorkers(one, two)).unwrap();
        let child = |store: &Store, reference| store.child_by_reference(reference).unwrap().unwrap();
        let (first, second) = (child(&store, "C1"), child(&store, "C2"));
        correct(&mut store, &by(), &Correction::MergeChildren(first, second)).unwrap();
        let merged = store.child(second).unwrap().unwrap();
        assert_eq!((merged.statuses.len(), merged.allocations.len()), (2, 2));
        assert!(merged.allocations.iter().all(|one| one.worker == two));
        assert_eq!((store.workers().unwrap().len(), store.children().unwrap().len()), (1, 1));
        assert_eq!(child(&store, "C1"), second);
    }

    #[test]
    fn a_taken_reference_a_blank_name_and_a_merge_with_oneself_are_refused() {
        let mut store = team();
        let worker = store.worker_by_reference("W1").unwrap().unwrap();
        let head = store.audit_head().unwrap();
        for (correction, said) in [
            (Correction::WorkerReference(worker, Reference::new("w2").unwrap()), "the reference w2 is taken"),
            (Correction::WorkerName(worker, " \n".to_owned()), "the name is blank"),
            (Correction::MergeWorkers(worker, worker), "a value does not fit"),
            (Correction::ChildName(ChildId(77), "A".to_owned()), "there is nobody to correct"),
        ] {
            let error = correct(&mut store, &by(), &correction).unwrap_err().to_string();
            assert!(error.starts_with(said), "{error}");
        }
        assert_eq!(store.audit_head().unwrap(), head);
    }
}
