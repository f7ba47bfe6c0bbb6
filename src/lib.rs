//! Footprint: a terminal workbench for the managers of children's social work teams in England.
//!
//! Six rooms, and doors that open downwards only: [`ui`] and [`cli`] stand on [`workbench`], which stands on [`store`]
//! and [`exchange`], which stand on [`practice`]. `tests/suite/doors.rs` reads every path and fails on a wrong one.

pub mod cli;
pub mod exchange;
pub mod practice;
pub mod store;
pub mod ui;
pub mod workbench;
