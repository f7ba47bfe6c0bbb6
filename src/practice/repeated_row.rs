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
    /// As a box gives it to the form below.
    pub fn written(&self) -> String {
        match self {
            Self::DoItNow(why) => format!("now\n{why}"),
            Self::Change => "change".to_owned(),
            Self::Escalate { to, protocol, by } => format!("escalate\n{by}\n{to}\n{protocol}"),
            Self::Stop(why) => format!("stop\n{why}"),
        }
    }

    /// Reads what [`written`](Self::written) wrote.
    pub fn read(text: &str) -> Option<Self> {
        let (how, rest) = text.split_once('\n').unwrap_or((text, ""));
        Some(match how {
            "now" => Self::DoItNow(rest.to_owned()),
            "change" => Self::Change,
            "stop" => Self::Stop(rest.to_owned()),
            "escalate" => {
                let mut parts = rest.splitn(3, '\n').map(str::to_owned);
                let by = parts.next()?.parse().ok()?;
                Self::Escalate { to: parts.next()?, protocol: parts.next()?, by }
            }
            _ => return None,
        })
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decision_is_read_as_it_was_written() {
        let by = "2026-12-04".parse().unwrap();
        let escalate =
            |protocol: &str| RowDecision::Escalate { to: "head of housing".into(), protocol: protocol.into(), by };
        for one in [
            RowDecision::DoItNow("Ben has a van".into()),
            RowDecision::Change,
            escalate(""),
            escalate("resolving disagreements"),
            RowDecision::Stop("they have moved".into()),
        ] {
            assert!(RowDecision::read(&one.written()) == Some(one.clone()));
        }
        assert!(RowDecision::read("escalate\nfriday").is_none());
    }
}
