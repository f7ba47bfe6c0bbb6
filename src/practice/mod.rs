//! What the field knows: people, children, the five principles, policies and due dates.
//!
//! Pure functions over plain values. No clock, no file, no SQL, no terminal: the day is always a parameter.

pub mod action;
pub mod answer;
pub mod answer_words;
pub mod asye;
pub mod because;
pub mod beside;
pub mod capture;
pub mod child;
pub mod closed_days_file;
pub mod code;
pub mod cover;
pub mod covering;
pub mod covering_names;
pub mod date_words;
pub mod due;
pub mod follow_through;
pub mod footprints;
pub mod form;
pub mod form_file;
pub mod group;
pub mod journey;
pub mod lens;
pub mod measures;
pub mod milestone;
pub mod mistake;
pub mod naming;
pub mod oversight;
pub mod oversight_form;
pub mod oversight_text;
pub mod policy;
pub mod policy_file;
pub mod policy_text;
pub mod quality;
pub mod reference;
pub mod review;
pub mod same_again;
pub mod sentence;
pub mod series;
pub mod session;
pub mod signing;
pub mod thinning;
pub mod worker;
pub mod worker_record;
pub mod working_days;
