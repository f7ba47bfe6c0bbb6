//! The milestones of a policy file: for which statuses, what, by when in words and, where a calendar can tell, to be
//! reckoned.

use super::reading::Reading;
use super::rules::{each, part_text};
use crate::practice::child::ChildStatus;
use crate::practice::milestone::{Milestone, Span, Start, Timing};
use crate::practice::policy::Interval;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What says by when, to be reckoned.
const SAYS_WHEN: [&str; 11] =
    ["every", "baby", "at_first", "within", "after", "met_by", "lead", "before", "by_age", "from_status", "each"];

const KNOWN: [&str; 17] = [
    "statuses",
    "key",
    "what",
    "when",
    "every",
    "baby",
    "at_first",
    "within",
    "after",
    "met_by",
    "lead",
    "before",
    "by_age",
    "from_status",
    "each",
    "conditional",
    "source",
];

/// Every milestone of the file.
pub(super) fn all(reading: &mut Reading<'_>, root: &DeTable<'_>) -> Option<Vec<Milestone>> {
    let milestones = each(reading, root, "milestones", milestone)?;
    let mut good = true;
    let entries = root.get("milestones").and_then(|value| reading.list(value, "milestones")).unwrap_or_default();
    for (milestone, entry) in milestones.iter().zip(entries) {
        let (other, comes) = match &milestone.timing {
            Some(Timing::After { other, .. }) => (other, "after"),
            Some(Timing::Before { other, .. }) => (other, "before"),
            Some(Timing::Every { .. } | Timing::By { .. } | Timing::EachTerm) | None => continue,
        };
        if !milestones.iter().any(|one| one.key.as_ref() == Some(other)) {
            let known: Vec<&str> = milestones.iter().filter_map(|one| one.key.as_deref()).collect();
            let expected = format!("the key of another milestone: {}", known.join(", "));
            reading.wrong(&entry.span(), format!("no milestone has the key \"{other}\" to come {comes}"), expected);
            good = false;
        }
    }
    for (place, one) in milestones.iter().enumerate() {
        let same = |other: &Milestone| {
            one.key.is_some()
                && other.key == one.key
                && other.statuses.iter().any(|status| one.statuses.contains(status))
        };
        if let (true, Some(entry)) = (milestones.iter().take(place).any(same), entries.get(place)) {
            let key = one.key.as_deref().unwrap_or_default();
            let what = format!("\"{key}\" stands twice for one status");
            reading.wrong(&entry.span(), what, "each key once for a status");
            good = false;
        }
    }
    good.then_some(milestones)
}

fn milestone(reading: &mut Reading<'_>, table: &DeTable<'_>, span: &Range<usize>) -> Option<Milestone> {
    reading.only(table, "a milestone", &KNOWN);
    let codes: Vec<&str> = ChildStatus::ALL.iter().map(|status| status.code()).collect();
    let source = reading.source(table, span, "milestones");
    let what = part_text(reading, table, span, "what");
    let when = part_text(reading, table, span, "when");
    let key = table.get("key").map(|value| key(reading, value));
    let timing = SAYS_WHEN.into_iter().any(|name| table.contains_key(name)).then(|| timing(reading, table, span));
    let conditional = table.get("conditional").map(|value| reading.yes_or_no(value, "conditional"));
    let Some(value) = table.get("statuses") else {
        reading.wrong(span, "this milestone does not say for which \"statuses\"", "statuses = [\"child_protection\"]");
        return None;
    };
    let entries = reading.list(value, "statuses")?;
    if entries.is_empty() {
        reading.wrong(&value.span(), "this milestone is for no status", codes.join(", "));
        return None;
    }
    let statuses: Vec<_> =
        entries.iter().map(|entry| reading.code(entry, "statuses", &codes, ChildStatus::from_code)).collect();
    // Each where it is there at all; where it is wrong, that has been said.
    let key = if let Some(key) = key { Some(key?) } else { None };
    let timing = if let Some(timing) = timing { Some(timing?) } else { None };
    let conditional = if let Some(conditional) = conditional { conditional? } else { false };
    if timing.is_some() && key.is_none() {
        reading.wrong(
            span,
            "this milestone is to be reckoned, but has no \"key\" to keep its dates under",
            "key = \"visit\"",
        );
        return None;
    }
    Some(Milestone {
        statuses: statuses.into_iter().collect::<Option<_>>()?,
        key,
        what: what?,
        when: when?,
        timing,
        conditional,
        source: source?,
    })
}

/// The key; `None` where it is wrong.
fn key(reading: &mut Reading<'_>, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let key = reading.text(value, "key")?;
    if key.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_') {
        return Some(key);
    }
    reading.wrong(&value.span(), format!("\"{key}\" is no key"), "small letters, digits and underscores: core_group");
    None
}

/// By when, where that is told from an age, the status or the term alone.
fn by_itself(reading: &mut Reading<'_>, table: &DeTable<'_>) -> Option<Timing> {
    if let Some(value) = table.get("by_age") {
        let text = reading.text(value, "by_age")?;
        let within = age(&text).map(|months| Span::Calendar(Interval::Months(months)));
        if within.is_none() {
            let what = format!("\"by_age\" is no age: \"{text}\"");
            reading.wrong(&value.span(), what, "such as \"16 years\", or \"16 years 3 months\", up to 25 years");
        }
        return Some(Timing::By { from: Start::Birth, within: within? });
    }
    if let Some(value) = table.get("from_status") {
        return Some(Timing::By { from: Start::Status, within: reading.span(value, "from_status")? });
    }
    let value = table.get("each")?;
    if reading.text(value, "each")? == "term" {
        return Some(Timing::EachTerm);
    }
    reading.wrong(&value.span(), "\"each\" names no time that comes round", "each = \"term\"");
    None
}

/// An age in months: `16 years`, `16 years 3 months`.
fn age(text: &str) -> Option<u16> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let months = match words.as_slice() {
        [years, "year" | "years"] => years.parse::<u16>().ok()?.checked_mul(12)?,
        [months, "month" | "months"] => months.parse().ok()?,
        [years, "year" | "years", months, "month" | "months"] => {
            years.parse::<u16>().ok()?.checked_mul(12)?.checked_add(months.parse().ok()?)?
        }
        _ => return None,
    };
    (1..=300).contains(&months).then_some(months)
}

/// By when, where it is to be reckoned; `None` where that is wrong.
fn timing(reading: &mut Reading<'_>, table: &DeTable<'_>, place: &Range<usize>) -> Option<Timing> {
    let example = "every = \"10 working days\", or within = \"10 working days\" with after = \"conference\", or lead = \
                   \"3 working days\" with before = \"review\", or by_age = \"16 years\", from_status = \"4 months\" or \
                   each = \"term\"";
    let has = |name: &str| table.contains_key(name);
    let once = ["by_age", "from_status", "each"].into_iter().filter(|name| has(name)).count();
    if once > 0 {
        if once > 1 || ["every", "within", "after", "baby", "at_first", "met_by", "lead", "before"].into_iter().any(has)
        {
            reading.wrong(place, "this milestone says by when in two ways", example);
            return None;
        }
        return by_itself(reading, table);
    }
    if (has("lead") || has("before")) && ["every", "within", "after", "baby", "at_first", "met_by"].into_iter().any(has)
    {
        reading.wrong(place, "this milestone says by when in two ways", example);
        return None;
    }
    if let (Some(lead), Some(before)) = (table.get("lead"), table.get("before")) {
        let (lead, other) = (reading.span(lead, "lead"), reading.text(before, "before"));
        return Some(Timing::Before { other: other?, lead: lead? });
    }
    match (table.get("every"), table.get("within"), table.get("after")) {
        (None, None, None) => {
            let together =
                "\"baby\" and \"at_first\" go with \"every\", \"met_by\" with \"after\", and \"lead\" with \"before\"";
            reading.wrong(place, together, example);
            None
        }
        (Some(every), None, None) => {
            let every = reading.span(every, "every");
            let baby = table.get("baby").map(|value| reading.span(value, "baby"));
            let at_first = table.get("at_first").map_or(Some(Vec::new()), |value| {
                let entries = reading.list(value, "at_first")?;
                let spans: Vec<Option<Span>> = entries.iter().map(|entry| reading.span(entry, "at_first")).collect();
                spans.into_iter().collect()
            });
            let baby = match baby {
                None => None,
                Some(read) => Some(read?),
            };
            Some(Timing::Every { every: every?, baby, at_first: at_first? })
        }
        (None, Some(within), Some(after)) => {
            let (within, other) = (reading.span(within, "within"), reading.text(after, "after"));
            let met_by = match table.get("met_by") {
                None => None,
                Some(value) => Some(reading.text(value, "met_by")?),
            };
            Some(Timing::After { other: other?, within: within?, met_by })
        }
        _ => {
            reading.wrong(place, "this milestone does not say by when in one way", example);
            None
        }
    }
}
