//! How long what is kept stays: the section `[retention]`, a class to a rule, which may be missing. The one number that older
//! files state instead is read as its rule on workers' own files.

use super::reading::{Reading, Section};
use crate::practice::policy::{Cited, Interval, Stated};
use crate::practice::retention::{Class, CountedFrom, Keep};
use toml::de::DeTable;

/// The number of years that a file without a rule on workers' own files may state under `[numbers]`.
pub(super) const RETENTION_YEARS: &str = "retention_years";

/// Every rule, in the order of [`Class::all`].
pub(super) fn retention(reading: &mut Reading<'_>, root: &DeTable<'_>) -> Option<Vec<(Class, Cited<Keep>)>> {
    if !root.contains_key("retention") {
        return Some(Vec::new());
    }
    let section = reading.section(root, "retention", "how long what is kept stays")?;
    let codes: Vec<&str> = Class::all().map(Class::code).collect();
    reading.only(section.table(), "[retention]", &codes);
    let mut all = Vec::new();
    let mut good = true;
    for class in Class::all().filter(|class| section.table().contains_key(class.code())) {
        match rule(reading, &section, class) {
            Some(rule) => all.push((class, rule)),
            None => good = false,
        }
    }
    good.then_some(all)
}

fn rule(reading: &mut Reading<'_>, section: &Section<'_, '_>, class: Class) -> Option<Cited<Keep>> {
    let key = class.code();
    let days: Vec<&str> = class.may_count_from().iter().map(|from| from.code()).collect();
    let usual = class.may_count_from().first().copied()?;
    let example = format!("{key} = {{ keep = \"7 years\", from = \"{}\", source = \"…\" }}", usual.code());
    reading.rule(section, key, &example, |reading, table, span| {
        reading.only(table, &format!("the rule \"{key}\""), &["keep", "from", "source"]);
        let from = match table.get("from") {
            None => Some(usual),
            Some(value) => reading.code(value, "from", &days, |code| {
                class.may_count_from().iter().copied().find(|from: &CountedFrom| from.code() == code)
            }),
        };
        let Some(value) = table.get("keep") else {
            reading.wrong(span, format!("\"{key}\" does not say \"keep\""), example.clone());
            return None;
        };
        let length = reading.lifetime(value, "keep");
        Some(Keep { length: length?, from: from? })
    })
}

/// Takes the number of years out of the numbers and makes it the rule on workers' own files; both at once are a mistake.
pub(super) fn years_as_a_rule(
    reading: &mut Reading<'_>,
    root: &DeTable<'_>,
    retention: &mut Vec<(Class, Cited<Keep>)>,
    stated: &mut Vec<Stated>,
) {
    let Some(at) = stated.iter().position(|one| one.key == RETENTION_YEARS) else { return };
    let years = stated.remove(at);
    if retention.iter().any(|(class, _)| *class == Class::WorkersFile) {
        let span = root.get_key_value("numbers").map_or(0..0, |(key, _)| key.span());
        let what = format!("\"{RETENTION_YEARS}\" says again what \"{}\" says", Class::WorkersFile.code());
        reading.wrong(&span, what, "the rule under [retention] alone");
        return;
    }
    let value = Keep { length: Interval::Months(years.value.saturating_mul(12)), from: CountedFrom::Leaving };
    retention.push((Class::WorkersFile, Cited { value, source: years.source }));
}
