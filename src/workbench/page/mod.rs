//! What screens show: plain values over practice's types, worked out once when asked for. Not how they are shown.

pub mod action;
pub mod actions;
pub mod asye;
pub mod brief;
mod by_reference;
pub mod calendar;
pub mod child;
pub mod child_plan;
#[cfg(test)]
mod child_tests;
pub mod children;
pub mod copied;
pub mod group;
pub mod import;
pub mod insight;
pub mod journey;
pub mod objects;
pub mod oversight;
pub mod people;
pub mod record;
pub mod search;
pub mod settings;
pub mod today;
pub mod waiting;
pub mod walk;
pub mod worker;
pub mod worker_file;
pub mod worker_name;
