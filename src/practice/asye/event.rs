//! What happens in an ASYE beside its sessions: reviews held, observations, feedback, a longer year, a pause, its end.

use super::AsyeOutcome;
use crate::practice::date_words::{long, range};
use chrono::NaiveDate;
use std::fmt;

/// Something that happened in an ASYE beside its sessions. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub enum Happened {
    /// It was reviewed: which review, by the months of the policy.
    Reviewed {
        /// The months: 3, 6, 12.
        months: u16,
        /// What was said, in a few words; may be empty.
        words: String,
    },
    /// Practice was observed, and the record of it stands elsewhere.
    Observed {
        /// Who watched what; may be empty.
        words: String,
        /// The areas of the knowledge and skills statement that it shows, by their codes.
        areas: Vec<String>,
    },
    /// A child or a family said what the worker's help was like.
    Feedback {
        /// Who said what; may be empty.
        words: String,
        /// The areas of the knowledge and skills statement that it shows, by their codes.
        areas: Vec<String>,
    },
    /// It runs longer.
    Extended {
        /// The new last day.
        until: NaiveDate,
        /// Why; never empty.
        why: String,
    },
    /// It stands still, and runs as much longer.
    Paused {
        /// The last day of the pause.
        until: NaiveDate,
        /// Why; never empty.
        why: String,
    },
    /// It ended.
    Ended {
        /// How.
        outcome: AsyeOutcome,
        /// What was said; may be empty.
        words: String,
    },
}

impl Happened {
    /// In a sentence; `shown` gives the words that were written as they may be read.
    pub fn sentence(&self, shown: impl Fn(&str) -> String) -> String {
        self.said(None, shown)
    }

    fn said(&self, on: Option<NaiveDate>, shown: impl Fn(&str) -> String) -> String {
        let (first, words) = match self {
            Self::Reviewed { months, words } => (format!("Reviewed at {months} months"), words),
            Self::Observed { words, .. } => ("Practice observed".to_owned(), words),
            Self::Feedback { words, .. } => ("A family said".to_owned(), words),
            Self::Extended { until, why } => (format!("Extended to {}", long(*until)), why),
            Self::Paused { until, why } => match on {
                Some(from) => (format!("Paused {}", range(from, *until)), why),
                None => (format!("Paused to {}", long(*until)), why),
            },
            Self::Ended { outcome, words } => (format!("Ended, {}", outcome.words()), words),
        };
        match words.trim() {
            "" => format!("{first}."),
            words => format!("{first}: {}.", shown(words).trim_end_matches('.')),
        }
    }

    /// The name of its kind, in a file that a program reads.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Reviewed { .. } => "review",
            Self::Observed { .. } => "observed",
            Self::Feedback { .. } => "feedback",
            Self::Extended { .. } => "extended",
            Self::Paused { .. } => "paused",
            Self::Ended { .. } => "ended",
        }
    }

    /// The words that were written of it; may be empty.
    pub fn words(&self) -> &str {
        match self {
            Self::Reviewed { words, .. }
            | Self::Observed { words, .. }
            | Self::Feedback { words, .. }
            | Self::Ended { words, .. } => words,
            Self::Extended { why, .. } | Self::Paused { why, .. } => why,
        }
    }

    /// The areas of the knowledge and skills statement that it is evidence of, by their codes.
    pub fn areas(&self) -> &[String] {
        match self {
            Self::Observed { areas, .. } | Self::Feedback { areas, .. } => areas,
            Self::Reviewed { .. } | Self::Extended { .. } | Self::Paused { .. } | Self::Ended { .. } => &[],
        }
    }
}

impl fmt::Debug for Happened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reviewed { .. } => "Reviewed",
            Self::Observed { .. } => "Observed",
            Self::Feedback { .. } => "Feedback",
            Self::Extended { .. } => "Extended",
            Self::Paused { .. } => "Paused",
            Self::Ended { .. } => "Ended",
        })
    }
}

/// One of those, on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsyeEvent {
    /// The file's key.
    pub id: i64,
    /// The day; of a pause, its first.
    pub on: NaiveDate,
    /// What.
    pub what: Happened,
}

impl AsyeEvent {
    /// In a sentence, a pause by its first day and its last; `shown` as in [`Happened::sentence`].
    pub fn sentence(&self, shown: impl Fn(&str) -> String) -> String {
        self.what.said(Some(self.on), shown)
    }
}
