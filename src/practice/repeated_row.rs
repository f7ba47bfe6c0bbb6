//! What is decided about a row of an action table that was asked before, before it is asked once more. Not an action that
//! stands already, and not the rule for what is a repetition: that is [`super::same_again`].

use super::action::{Action, ActionStatus};
use super::date_words::with_weekday;
use super::oversight::{Section, field};
use super::part::Part;
use super::reference::ActionId;
use super::review::{FindingName, LookedAt};
use chrono::NaiveDate;

/// The decision. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub enum RowDecision {
    /// It is asked once more: what makes it happen this time.
    DoItNow(String),
    /// It is worded anew.
    Change,
    /// It is taken to somebody else instead.
    Escalate {
        /// To whom.
        to: String,
        /// Under which protocol; may be empty.
        protocol: String,
        /// By when an answer is wanted.
        by: NaiveDate,
    },
    /// It is not asked again: why.
    Stop(String),
}

impl RowDecision {
    /// What it adds to the record's own words; nothing where the row is only worded anew. `words` are the row's.
    pub fn in_the_record(&self, words: &str, alike: &[Action]) -> Option<String> {
        let words = words.trim().trim_end_matches('.');
        let before: Vec<String> = alike.iter().map(|one| one.id.to_string()).collect();
        let before = before.join(", ");
        match self {
            Self::DoItNow(why) => Some(format!("{words} (asked before: {before}). This time: {why}")),
            Self::Change => None,
            Self::Escalate { to, by, .. } => {
                Some(format!("{words} (asked before: {before}) - taken to {to}, answer by {}.", with_weekday(*by)))
            }
            Self::Stop(why) => Some(format!("{words} (asked before: {before}) - not asked again: {why}")),
        }
    }
}

/// The decision to ask once more as it is kept with the record: a finding that was left, with why. `key` is the table's.
pub fn asked_once_more(key: &str, words: &str, why: &str) -> LookedAt {
    let own = key == field::ACTION_TABLE;
    let section = if own { Part::Section(Section::Actions) } else { Part::Field(key.to_owned()) };
    let (excerpt, why) = (words.to_owned(), why.to_owned());
    LookedAt { finding: FindingName::SameActionAgain, section, excerpt, left: true, why }
}

/// Whether it was decided before to ask these words once more.
pub fn is_decided(words: &str, left: &[LookedAt]) -> bool {
    left.iter().any(|one| one.finding == FindingName::SameActionAgain && one.left && one.excerpt.trim() == words.trim())
}

/// The open one among those that are much alike, which an escalation is about.
pub fn open_among(alike: &[Action]) -> Option<ActionId> {
    alike.iter().rev().find(|one| one.status == ActionStatus::Open).map(|one| one.id)
}
