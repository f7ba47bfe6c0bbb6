//! Any form on a screen: its sections and fields while they are written, laid out, and the pause after which they are
//! saved. Not what a form is for, nor what is still needed in it: each screen knows its own.

pub mod action_table;
pub mod body;
pub mod choice;
pub mod day_field;
pub mod editor;
pub mod head;
pub mod keeping;
pub mod keys;
pub mod layout;
mod owner;
pub mod panel;
pub mod pause;
pub mod section;
pub mod tags;
