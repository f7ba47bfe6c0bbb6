//! What has been kept as long as the policy asks, as `purge --due` prints it for programs.

use super::json;
use crate::practice::retention::{Class, KeptUntil, Unsaid};
use chrono::NaiveDate;
use serde::Serialize;

/// Something that has been kept long enough. No `Debug`: it names people.
pub struct Kept<'a> {
    /// The reference that `purge` takes.
    pub reference: &'a str,
    /// Whose it is; `None` for a line that names nobody.
    pub whose: Option<&'a str>,
    /// By which class and rule, from which day, until when.
    pub kept: &'a KeptUntil,
    /// Why it may not go all the same.
    pub on_hold: Option<&'a str>,
}

/// Closed children of whom nothing can be said, for one reason.
#[derive(Clone, Copy, Debug)]
pub struct NotReckoned {
    /// The class that cannot be reckoned.
    pub class: Class,
    /// Why.
    pub why: Unsaid,
    /// How many children.
    pub children: usize,
}

#[derive(Serialize)]
struct Whole<'a> {
    as_of: NaiveDate,
    policy: &'a str,
    due: Vec<DueItem<'a>>,
    not_reckoned: Vec<NotReckonedItem>,
}

#[derive(Serialize)]
struct DueItem<'a> {
    reference: &'a str,
    name: Option<&'a str>,
    class: &'static str,
    rule: String,
    source: String,
    counted_from: NaiveDate,
    kept_until: NaiveDate,
    on_hold: Option<&'a str>,
}

#[derive(Serialize)]
struct NotReckonedItem {
    class: &'static str,
    why: &'static str,
    children: usize,
}

/// As JSON; the man page gives the keys.
pub fn as_json<'a>(
    as_of: NaiveDate,
    policy: &'a str,
    due: impl Iterator<Item = Kept<'a>>,
    not_reckoned: impl Iterator<Item = NotReckoned>,
) -> String {
    let due = due.map(|one| DueItem {
        reference: one.reference,
        name: one.whose,
        class: one.kept.class.code(),
        rule: one.kept.rule.value.words(),
        source: one.kept.rule.source.words(),
        counted_from: one.kept.counted_from,
        kept_until: one.kept.until,
        on_hold: one.on_hold,
    });
    let not_reckoned = not_reckoned.map(|one| NotReckonedItem {
        class: one.class.code(),
        why: match one.why {
            Unsaid::NoRule => "no_rule",
            Unsaid::NoBirth => "no_date_of_birth",
        },
        children: one.children,
    });
    json(&Whole { as_of, policy, due: due.collect(), not_reckoned: not_reckoned.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::child::ChildStatus;
    use crate::practice::policy_file::{DEFAULT, shipped_policy};
    use crate::practice::retention::other;

    #[test]
    fn json_has_the_keys_that_the_manual_gives() {
        let policy = shipped_policy(DEFAULT).unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let kept = other(&policy, Class::Child(ChildStatus::ChildInNeed), day("1999-05-04")).unwrap();
        let line = other(&policy, Class::UnsortedLine, day("2026-01-04")).unwrap();
        let due = [
            Kept { reference: "C0012", whose: Some("Tomos Rees"), kept: &kept, on_hold: Some("an inquest") },
            Kept { reference: "N3", whose: None, kept: &line, on_hold: None },
        ];
        let not = NotReckoned { class: Class::Child(ChildStatus::InCare), why: Unsaid::NoBirth, children: 3 };
        insta::assert_snapshot!(as_json(day("2026-11-23"), "barnet", due.into_iter(), [not].into_iter()));
    }
}
