//! The Assessed and Supported Year in Employment (`practice/supervision.md`, *The ASYE*): the policy's keys, how it ends, and
//! how far along it is. When supervision is due in it is [`super::due::supervision`]'s.

mod event;
mod review;
mod strip;
#[cfg(test)]
mod tests;

pub use event::{AsyeEvent, Happened};
pub use review::{Gathered, Review, reviews};
pub use strip::{Slot, strip, with_pauses};

use super::code::coded;
use super::policy::{Interval, Policy};
use super::worker::Period;
use chrono::{Days, NaiveDate};

/// The policy's key for the months at which it is reviewed.
pub const REVIEWS: &str = "asye_review_months";
/// The policy's key for how often practice is observed in it.
pub const OBSERVATIONS: &str = "asye_observations";
/// The policy's key for how often a child or a family says what the worker's help was like.
pub const FEEDBACK: &str = "asye_family_feedback";
/// The policy's key for how much working time is kept free in it, in per cent.
pub const PROTECTED: &str = "asye_protected_time_percent";

coded! {
    /// How an ASYE ended.
    AsyeOutcome {
        /// The year was passed.
        Passed = "passed", "passed";
        /// It was not passed.
        Failed = "failed", "not passed";
        /// The worker left before it was over.
        Left = "left", "left before the end";
        /// It ended without an assessment.
        NotAssessed = "not_assessed", "ended without an assessment";
    }
}

/// Which week of how many, from 1: twelve months are fifty-two, and the day or two over belong to the last.
pub fn week_of(period: &Period, day: NaiveDate) -> (i64, i64) {
    let whole = ((period.until() - period.from()).num_days() + 1).div_euclid(7).max(1);
    let now = (day - period.from()).num_days().div_euclid(7) + 1;
    (now.clamp(0, whole), whole)
}

/// The last day of an ASYE that stands still for a while: as many days later as the pause lasts.
pub fn after_pause(period: &Period, from: NaiveDate, until: NaiveDate) -> NaiveDate {
    let days = u64::try_from((until - from).num_days() + 1).unwrap_or(0);
    period.until().checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// How often the policy asks for supervision in it, in words: `fortnightly`, or each stage in turn: `weekly, then fortnightly`.
pub fn rhythm(policy: &Policy) -> String {
    let all: Vec<String> = policy.asye.value.iter().map(|stage| Interval::words(stage.interval)).collect();
    all.join(", then ")
}
