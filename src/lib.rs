//! Footprint: a terminal workbench for the managers of children's social work teams in England.
//!
//! Six rooms, and doors that open downwards only: [`ui`] and [`cli`] stand on [`workbench`], which stands on [`store`]
//! and [`exchange`], which stand on [`practice`]. `tests/doors.rs` reads every `use` and fails on one the wrong way.

pub mod exchange;
pub mod practice;
pub mod store;
pub mod ui;
pub mod workbench;
