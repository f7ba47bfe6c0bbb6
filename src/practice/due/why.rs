//! Why a date is what it is, in one sentence that names rule, anchor, moves and source.

use super::{Kind, MovedBecause, Owed, Rule, State};
use crate::practice::action::Escalation;
use crate::practice::child::ChildStatus;
use crate::practice::date_words::{long, with_weekday};
use crate::practice::milestone::{Counted, Span, Start};
use crate::practice::policy::{Interval, Source};
use crate::practice::reference::RecordId;
use crate::practice::sentence::capital;
use chrono::NaiveDate;
use std::fmt::Write as _;

/// What a supervision date was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupervisionAnchor {
    /// The last session held that counts.
    LastSession,
    /// The day the worker joined, with none held yet.
    Joined {
        /// Whether an import had to guess that day.
        assumed: bool,
    },
}

/// What regular oversight was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OversightAnchor {
    /// The last signed record.
    LastRecord(RecordId),
    /// The allocation, with no record yet.
    Allocation {
        /// Whether an import had to guess that day.
        assumed: bool,
    },
    /// The start of the child's status, with no record yet.
    Status,
}

/// What the sentence needs beyond the fields of what is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Supervision of a worker.
    Supervision {
        /// The last session, or the day of joining.
        anchor: NaiveDate,
        /// Which of the two.
        anchored_on: SupervisionAnchor,
        /// How often.
        interval: Interval,
        /// First and last day of the period that set it.
        period: Option<(NaiveDate, NaiveDate)>,
        /// The change of policy by which it was reckoned again.
        changed_on: Option<NaiveDate>,
        /// Who says so.
        source: Source,
    },
    /// A checkpoint of an assessment.
    Checkpoint {
        /// Its working day.
        number: u16,
        /// When the assessment started.
        started: NaiveDate,
        /// Who says so.
        source: Source,
    },
    /// The end of an assessment.
    Limit {
        /// Its working day.
        number: u16,
        /// When the assessment started.
        started: NaiveDate,
        /// Who says so.
        source: Source,
    },
    /// Review of a direction.
    Review {
        /// The record that set it.
        record: RecordId,
        /// When it was decided.
        decided_on: NaiveDate,
        /// The day it set.
        review_on: NaiveDate,
    },
    /// Regular oversight.
    Oversight {
        /// The status whose interval it is.
        status: ChildStatus,
        /// What it counts from.
        anchor: OversightAnchor,
        /// How often.
        interval: Interval,
        /// Who says so.
        source: Source,
    },
    /// A milestone of a child's plan.
    Milestone {
        /// How long after the day it counts from.
        span: Span,
        /// Whether it is shorter because the child is a baby.
        baby: bool,
        /// What kind of day it counts from.
        counted: Counted,
        /// Who says so.
        source: Source,
    },
    /// An action.
    Action {
        /// The record that asked for it.
        record: Option<RecordId>,
        /// The day it was due at first.
        first_due_on: NaiveDate,
        /// How often it was moved later.
        redated: u32,
        /// To whom the matter was taken, where it waits for an answer.
        escalation: Option<Escalation>,
    },
}

/// The sentence.
pub fn why(owed: &Owed) -> String {
    let rule = match &owed.basis {
        Basis::Supervision { anchor, anchored_on, interval, period, changed_on, source } => {
            let mut text = supervision(owed, *anchor, *anchored_on, *interval, *period);
            if let Some(change) = changed_on {
                let _ = write!(text, ", reckoned by the policy in force from {}", long(*change));
            }
            return finish(owed, text, Some(source));
        }
        Basis::Checkpoint { number, started, source } => {
            let text = format!("{} after the assessment began on {}", working_days(*number), long(*started));
            return finish(owed, text, Some(source));
        }
        Basis::Limit { number, started, source } => {
            let text = format!(
                "An assessment is finished within {} of its start, and this one began on {}",
                working_days(*number).to_lowercase(),
                long(*started)
            );
            return finish(owed, text, Some(source));
        }
        Basis::Oversight { status, anchor, interval, source } => {
            let text = oversight(owed, *status, *anchor, *interval);
            return finish(owed, text, Some(source));
        }
        Basis::Milestone { span, baby, counted, source } => {
            let text = format!("{}: {}", owed.label, milestone(owed, *span, *baby, *counted));
            return finish(owed, text, Some(source));
        }
        Basis::Review { record, decided_on, review_on } => format!(
            "The direction given on {} ({record}) set its own review for {}",
            long(*decided_on),
            with_weekday(*review_on)
        ),
        Basis::Action { record, first_due_on, redated, escalation } => {
            let asked = action(*record, *first_due_on, *redated);
            match escalation {
                Some(one) => format!("{asked}; an answer is wanted from {}", one.whom()),
                None => asked,
            }
        }
    };
    finish(owed, rule, None)
}

fn supervision(
    owed: &Owed,
    anchor: NaiveDate,
    anchored_on: SupervisionAnchor,
    interval: Interval,
    period: Option<(NaiveDate, NaiveDate)>,
) -> String {
    let often = capital(&interval.words());
    let because = match (owed.rule, period) {
        (Rule::Asye | Rule::AsyeStage(_), Some((from, until))) => {
            let stage =
                if let Rule::AsyeStage(number) = owed.rule { format!(", stage {number}") } else { String::new() };
            format!("{often} during the ASYE{stage} ({} to {})", long(from), long(until))
        }
        (Rule::ReturnToWork, Some((from, until))) => {
            format!("{often} after a return to work ({} to {})", long(from), long(until))
        }
        (Rule::RoleChange, Some((from, until))) => {
            format!("{often} after a change of role ({} to {})", long(from), long(until))
        }
        (Rule::Personal, Some((from, until))) => {
            format!("{often} by personal arrangement ({} to {})", long(from), long(until))
        }
        (Rule::Standing | Rule::Day(_) | Rule::Status(_) | Rule::Set, _) | (_, None) => {
            format!("{often} supervision, the standing rule")
        }
    };
    let anchor_words = match anchored_on {
        SupervisionAnchor::LastSession => format!("the last session that counts, on {}", long(anchor)),
        SupervisionAnchor::Joined { assumed } => {
            let guess = if assumed { " (assumed at import)" } else { "" };
            format!("the day of joining, {}{guess}, as none has been held", long(anchor))
        }
    };
    match owed.counts_from {
        Some(from) if from != anchor => {
            format!("{because}, counted from its first day, {}, after {anchor_words}", long(from))
        }
        _ => format!("{because}, counted from {anchor_words}"),
    }
}

fn oversight(owed: &Owed, status: ChildStatus, anchor: OversightAnchor, interval: Interval) -> String {
    let from = owed.counts_from.map(long).unwrap_or_default();
    let anchor = match anchor {
        OversightAnchor::LastRecord(record) => format!("the last signed record, {record} of {from}"),
        OversightAnchor::Allocation { assumed: true } => {
            format!("the allocation on {from} (assumed at import), as nothing has been signed")
        }
        OversightAnchor::Allocation { assumed: false } => {
            format!("the allocation on {from}, as nothing has been signed")
        }
        OversightAnchor::Status => format!("{from}, when this status began, as nothing has been signed"),
    };
    format!("Oversight {} for {}, counted from {anchor}", interval.words(), status.words())
}

fn action(record: Option<RecordId>, first_due_on: NaiveDate, redated: u32) -> String {
    let asked = record.map_or_else(|| "Agreed".to_owned(), |record| format!("Asked for in {record}"));
    let drift = match redated {
        0 => String::new(),
        1 => ", and moved later once since".to_owned(),
        2 => ", and moved later twice since".to_owned(),
        times => format!(", and moved later {times} times since"),
    };
    format!("{asked} for {}{drift}", long(first_due_on))
}

/// What a milestone's day counts from.
fn milestone(owed: &Owed, span: Span, baby: bool, counted: Counted) -> String {
    let from = owed.counts_from.map(long).unwrap_or_default();
    let baby = if baby { " for a baby" } else { "" };
    match counted {
        Counted::Entered => format!("{}{baby} after {from}, the last day entered", span.words()),
        Counted::Term => {
            format!("once in each term; it was last entered for {from}, so the next is for the term after")
        }
        Counted::Began(Start::Birth) => format!("by the age of {}, the child being born on {from}", span.words()),
        Counted::Began(Start::Status) => format!("{} after the status began on {from}", span.words()),
        Counted::Meeting => format!("{} before {from}, the last day for its meeting", span.words()),
    }
}

/// Adds the moves, the date reached and the source. Writing to a string cannot fail.
fn finish(owed: &Owed, mut text: String, source: Option<&Source>) -> String {
    for step in &owed.moved {
        let because = match step.because {
            MovedBecause::Absence => "which falls within an absence",
            MovedBecause::NonWorkingDay => "which is not a working day",
        };
        let _ = write!(text, "; moved from {}, {because}, to {}", with_weekday(step.from), with_weekday(step.to));
    }
    match (owed.state, owed.due_on) {
        (State::Paused, _) => text.push_str("; nothing is due while the worker is away with no known end"),
        // A review that did not move has said its day already.
        (_, Some(_)) if owed.kind == Kind::Review => {}
        (_, Some(due)) if owed.moved.is_empty() && owed.kind != Kind::Action => {
            let _ = write!(text, ": {}", with_weekday(due));
        }
        (_, Some(due)) if owed.kind == Kind::Action => {
            let _ = write!(text, ": due {}", with_weekday(due));
        }
        _ => {}
    }
    if let Some(source) = source {
        let _ = write!(text, " ({})", source.words());
    }
    text.push('.');
    text
}

fn working_days(number: u16) -> String {
    if number == 1 { "One working day".to_owned() } else { format!("{number} working days") }
}
