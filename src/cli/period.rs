//! What the commands with figures over a period are asked with: its days, what each row stands for, and the names of the
//! team. Not the figures.

use super::failure::Failure;
use super::format;
use crate::exchange::print::period::By;
use crate::practice::reference::Reference;
use crate::workbench::desk::Desk;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::collections::HashMap;

/// A period, and what each row stands for.
#[derive(Debug, Args)]
pub(super) struct Period {
    /// The first day of the period
    #[arg(long, value_name = "DAY", value_parser = format::day)]
    pub(super) from: NaiveDate,
    /// The last day of the period
    #[arg(long, value_name = "DAY", value_parser = format::day)]
    pub(super) to: NaiveDate,
    /// What each row stands for
    #[arg(long, value_enum, default_value_t)]
    by: Rows,
}

/// What each row stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Rows {
    /// A month.
    #[default]
    Month,
    /// A worker.
    Worker,
}

impl Period {
    /// Refuses a period that ends before it begins.
    pub(super) fn is_in_order(&self) -> Result<(), Failure> {
        format::in_order(self.from, self.to)
    }

    /// What each row stands for.
    pub(super) const fn by(&self) -> By {
        match self.by {
            Rows::Month => By::Month,
            Rows::Worker => By::Worker,
        }
    }
}

/// What each worker is called, by reference.
pub(super) fn names(desk: &Desk) -> Result<HashMap<Reference, String>, Failure> {
    let workers = desk.store().workers().map_err(|error| Failure::said(error.to_string()))?;
    Ok(workers.into_iter().map(|worker| (worker.reference, worker.name)).collect())
}
