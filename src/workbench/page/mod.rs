//! What screens show: plain values over practice's types, worked out once when asked for. Not how they are shown.

pub mod oversight;
pub mod people;
pub mod record;
pub mod today;
pub mod worker;
