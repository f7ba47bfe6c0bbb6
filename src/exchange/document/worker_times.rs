//! The stretches of a worker's time as the document of their own file has them: the ASYE with what was entered of it, closer
//! supervision with its reasons, absences. Not the sessions.

use super::Block;
use crate::practice::asye::AsyeEvent;
use crate::practice::date_words::{long, range};
use crate::practice::worker::{Absence, EnhancedReason, Period};
use chrono::NaiveDate;
use serde::Serialize;

/// Those stretches. No `Debug`: it is what was said of a worker.
#[derive(Default)]
pub struct Times {
    /// The ASYE and closer supervision.
    pub periods: Vec<Period>,
    /// What was entered of the ASYE beside its sessions, by day.
    pub asye: Vec<AsyeEvent>,
    /// Absences, by their first day.
    pub absences: Vec<Absence>,
}

/// A period, as content of JSON.
#[derive(Serialize)]
pub(super) struct PeriodItem {
    kind: &'static str,
    from: NaiveDate,
    until: NaiveDate,
    why: Option<String>,
}

/// Something of the ASYE, as content of JSON.
#[derive(Serialize)]
pub(super) struct AsyeItem {
    what: &'static str,
    on: NaiveDate,
    words: Option<String>,
    areas: Vec<String>,
}

/// An absence, as content of JSON.
#[derive(Serialize)]
pub(super) struct AbsenceItem {
    kind: &'static str,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

/// What a period is, and why where that was written.
fn kind(period: &Period) -> (&'static str, &'static str, &str) {
    match period {
        Period::Asye { .. } => ("asye", "ASYE", ""),
        Period::Enhanced { reason: EnhancedReason::ReturnToWork, .. } => {
            ("return_to_work", "Closer supervision after a return to work", "")
        }
        Period::Enhanced { reason: EnhancedReason::RoleChange, .. } => {
            ("role_change", "Closer supervision after a change of role", "")
        }
        Period::Enhanced { reason: EnhancedReason::Personal { why, .. }, .. } => {
            ("personal", "Closer supervision", why.as_str())
        }
    }
}

impl Times {
    /// Under headings of their own; nothing where there are none. `word` gives the words as they go out.
    pub(super) fn blocks(&self, word: impl Fn(&str) -> String) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut add = |heading: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                blocks.extend([Block::Heading(heading.to_owned()), Block::List(lines)]);
            }
        };
        let periods = self.periods.iter().map(|period| {
            let (_, name, why) = kind(period);
            let why = if why.is_empty() { String::new() } else { format!(": {}", word(why)) };
            format!("{name}, {}{why}", range(period.from(), period.until()))
        });
        add("The ASYE and closer supervision", periods.collect());
        let entered = self.asye.iter().map(|one| format!("{}: {}", long(one.on), one.sentence(&word)));
        add("Entered of the ASYE", entered.collect());
        let absences = self.absences.iter().map(|one| match one.until {
            Some(until) => format!("{}, {}", one.kind.words(), range(one.from, until)),
            None => format!("{} from {}, no end known", one.kind.words(), long(one.from)),
        });
        add("Absences", absences.collect());
        blocks
    }

    pub(super) fn periods(&self, word: impl Fn(&str) -> String) -> Vec<PeriodItem> {
        let one = |period: &Period| {
            let (code, _, why) = kind(period);
            let why = (!why.is_empty()).then(|| word(why));
            PeriodItem { kind: code, from: period.from(), until: period.until(), why }
        };
        self.periods.iter().map(one).collect()
    }

    pub(super) fn asye(&self, word: impl Fn(&str) -> String) -> Vec<AsyeItem> {
        let one = |event: &AsyeEvent| AsyeItem {
            what: event.what.code(),
            on: event.on,
            words: (!event.what.words().trim().is_empty()).then(|| word(event.what.words())),
            areas: event.what.areas().to_vec(),
        };
        self.asye.iter().map(one).collect()
    }

    pub(super) fn absences(&self) -> Vec<AbsenceItem> {
        let one =
            |absence: &Absence| AbsenceItem { kind: absence.kind.code(), from: absence.from, until: absence.until };
        self.absences.iter().map(one).collect()
    }
}
