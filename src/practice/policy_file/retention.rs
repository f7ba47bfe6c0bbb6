//! How long what is kept stays: the section `[retention]`, a class to a rule, which may be missing.

use super::reading::{Reading, Section};
use crate::practice::policy::Cited;
use crate::practice::retention::{Class, CountedFrom, Keep};
use toml::de::DeTable;

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
