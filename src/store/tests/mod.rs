//! What must hold of the file, tried on real SQLite in memory and on real encrypted files.

mod actions;
mod bad_page;
mod copying;
mod facts;
mod files;
mod layouts;
mod oversight;
mod people;
mod plans;
mod purging;
mod searching;
mod standing;
mod swapping;
mod tampering;
mod worker_file;

use super::{By, ChildDetails, Store, WorkerDetails};
use crate::practice::reference::Reference;
use crate::practice::worker::{KnownRole, Role};
use chrono::{DateTime, NaiveDate};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn by() -> By {
    By { who: "Ruth Adeyemi".to_owned(), at: DateTime::from_timestamp(1_795_000_000, 0).unwrap() }
}

pub(super) fn store() -> Store {
    Store::in_memory().unwrap()
}

pub(super) fn worker_called(reference: &str, name: &str) -> WorkerDetails {
    WorkerDetails {
        reference: Reference::new(reference).unwrap(),
        name: name.to_owned(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: day("2025-01-06"),
        joined_assumed: false,
        left_on: None,
    }
}

pub(super) fn child_called(reference: &str, name: &str) -> ChildDetails {
    ChildDetails {
        reference: Reference::new(reference).unwrap(),
        name: Some(name.to_owned()),
        born_on: None,
        family: None,
    }
}
