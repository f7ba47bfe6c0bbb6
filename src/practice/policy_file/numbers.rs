//! The numbers that a policy may state beside its rules: their keys, their words and their bounds. What tracks them is
//! elsewhere.

use super::reading::Reading;
use crate::practice::policy::Stated;
use std::ops::RangeInclusive;
use toml::de::{DeTable, DeValue};

/// A number that may be stated.
pub(super) struct Known {
    /// Its key in the file and in [`Stated`].
    pub(super) key: &'static str,
    /// What it says, where the file does not say it better.
    words: &'static str,
    /// Its bounds.
    range: RangeInclusive<u16>,
}

const fn known(key: &'static str, words: &'static str, range: RangeInclusive<u16>) -> Known {
    Known { key, words, range }
}

/// Every number that may be stated.
pub(super) const KNOWN: &[Known] = &[
    known("minimum_minutes", "minutes that a one-to-one session lasts at least", 5..=480),
    known("sessions_per_year", "one-to-one sessions held in a year at least", 1..=60),
    known("write_up_within_working_days", "working days in which a session is written up and shared", 0..=60),
    known("agree_within_working_days", "working days in which the worker agrees a record that was shared", 0..=60),
    known("agreement_renewal_months", "months after which the supervision agreement is renewed", 1..=60),
    known("asye_review_months", "months into the ASYE at which it is reviewed", 1..=36),
    known("asye_observations", "direct observations of practice in the ASYE", 0..=50),
    known("asye_family_feedback", "times in the ASYE that a child or a family says what the help was like", 0..=50),
    known("asye_protected_time_percent", "per cent of working time kept free for learning in the ASYE", 0..=100),
    known("observations_per_year", "practice observations of each worker in a year", 0..=50),
    known("appraisal_months", "months from one appraisal to the next", 1..=60),
    known("mid_year_review_months", "months from an appraisal to its mid-year review", 1..=60),
    known("critical_event_recording_working_days", "working days in which a critical event is recorded", 0..=60),
    known("recording_working_days", "working days in which anything else is recorded", 0..=60),
    known("assessment_update_months", "months after which a child's assessment is brought up to date", 1..=60),
    known("practice_review_percent", "per cent of open children reviewed in each half-yearly practice review", 1..=100),
];

/// The numbers stated in the section `[numbers]`, in the order of [`KNOWN`].
pub(super) fn stated(reading: &mut Reading<'_>, root: &DeTable<'_>) -> Option<Vec<Stated>> {
    let Some((name, value)) = root.get_key_value("numbers") else { return Some(Vec::new()) };
    let table = reading.table(value, &name.span(), "numbers")?;
    let keys: Vec<&str> = KNOWN.iter().map(|one| one.key).collect();
    reading.only(table, "[numbers]", &keys);
    let mut all = Vec::new();
    let mut good = true;
    for known in KNOWN {
        if let Some((key, value)) = table.get_key_value(known.key) {
            let read =
                reading.table(value, &key.span(), known.key).and_then(|one| number(reading, known, one, &key.span()));
            good &= read.is_some();
            all.extend(read.into_iter().flatten());
        }
    }
    good.then_some(all)
}

fn number(
    reading: &mut Reading<'_>,
    known: &Known,
    table: &DeTable<'_>,
    span: &std::ops::Range<usize>,
) -> Option<Vec<Stated>> {
    reading.only(table, &format!("the number \"{}\"", known.key), &["value", "what", "source"]);
    let source = reading.source(table, span, known.key);
    let own = table.get("what");
    let what = match own {
        Some(what) => reading.text(what, "what"),
        None => Some(known.words.to_owned()),
    };
    let Some(value) = table.get("value") else {
        reading.wrong(span, format!("\"{}\" has no value", known.key), "value = 5, or a list of numbers");
        return None;
    };
    let values = match value.get_ref() {
        DeValue::Array(_) => reading.ascending(value, known.key, &known.range),
        _ => reading.number(value, known.key, &known.range).map(|one| vec![one]),
    };
    let (source, what) = (source?, what?);
    let stated = |value| Stated {
        key: known.key.to_owned(),
        what: what.clone(),
        own_words: own.is_some(),
        value,
        source: source.clone(),
    };
    Some(values?.into_iter().map(stated).collect())
}
