//! What a manager does, one act or family of acts per file. Not what is shown.

pub mod action;
pub mod asye;
pub mod backup;
pub mod capture;
pub mod child;
pub mod copy;
pub mod cover;
pub mod diary;
pub mod export;
pub mod group;
pub mod import;
pub mod inspection;
pub mod oversight;
pub mod purge;
pub mod quality;
pub mod restore;
pub mod retention;
#[cfg(test)]
mod retention_tests;
pub mod series;
pub mod session;
pub mod settings;
pub mod take_out;
#[cfg(test)]
mod team_tests;
pub mod worker;
pub mod worker_file;
