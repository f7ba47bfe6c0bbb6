//! How often the findings are right: every short text of `tests/cases/findings-*.toml` against what a careful reader says
//! of it. Run with `--nocapture` for the figures. A fall below what was reached is a failure.
#![expect(clippy::disallowed_macros, reason = "a test says its figures to whoever runs it")]

use super::worth::{Setting, worth_a_look};
use super::worth_tests::LISTS;
use super::{Finding, FindingName};
use crate::practice::answer::{Answer, Answers};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Case {
    holds: bool,
    text: String,
    #[serde(default)]
    section: Option<String>,
    #[serde(default)]
    child: Option<String>,
    #[serde(default)]
    reference: Option<String>,
    #[serde(default)]
    excerpt: Option<String>,
}

#[derive(Default, Clone, Copy)]
struct Score {
    caught: u32,
    missed: u32,
    cried: u32,
    quiet: u32,
}

impl Score {
    fn precision(self) -> f64 {
        f64::from(self.caught) / f64::from((self.caught + self.cried).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.caught) / f64::from((self.caught + self.missed).max(1))
    }

    fn add(&mut self, other: Self) {
        self.caught += other.caught;
        self.missed += other.missed;
        self.cried += other.cried;
        self.quiet += other.quiet;
    }
}

fn section_of(name: FindingName) -> &'static str {
    match name {
        FindingName::VagueAction | FindingName::VagueTime => "actions",
        FindingName::VoiceMissing | FindingName::ProtectiveMissing | FindingName::LongTermMissing => "impact",
        _ => "situation",
    }
}

fn found(name: FindingName, case: &Case) -> Vec<Finding> {
    let mut answers = Answers::default();
    answers.set(case.section.as_deref().unwrap_or(section_of(name)), Answer::Text(case.text.clone()));
    let child = case.child.as_deref().unwrap_or("Leo Marsh");
    let setting = Setting {
        name: Some(child).filter(|child| !child.is_empty()),
        reference: case.reference.as_deref().unwrap_or("C0001"),
        ..Setting::default()
    };
    worth_a_look(&answers, &setting, &LISTS).into_iter().filter(|one| one.name == name).collect()
}

fn measure(title: &str, text: &str) -> Score {
    let cases: BTreeMap<String, Vec<Case>> = toml::from_str(text).unwrap();
    let mut all = Score::default();
    for (name, cases) in &cases {
        let name = FindingName::from_code(name).unwrap();
        let mut score = Score::default();
        for case in cases {
            let found = found(name, case);
            let right_words = case.excerpt.as_ref().is_none_or(|words| found.iter().any(|one| one.excerpt == *words));
            let caught = !found.is_empty() && right_words;
            match (case.holds, caught) {
                (true, true) => score.caught += 1,
                (true, false) => score.missed += 1,
                (false, true) => score.cried += 1,
                (false, false) => score.quiet += 1,
            }
            if case.holds != caught {
                let what = if case.holds { "missed" } else { "cried " };
                let excerpts: Vec<&str> = found.iter().map(|one| one.excerpt.as_str()).collect();
                println!("  {what} {:<22} {} {excerpts:?}", name.code(), case.text);
            }
        }
        println!(
            "{title} {:<22} precision {:.2} recall {:.2} of {}",
            name.code(),
            score.precision(),
            score.recall(),
            cases.len()
        );
        all.add(score);
    }
    let number = all.caught + all.missed + all.cried + all.quiet;
    println!("{title} all: precision {:.3} recall {:.3} of {number}", all.precision(), all.recall());
    all
}

#[test]
fn texts_that_were_tuned_on_are_read_as_a_careful_reader_reads_them() {
    let all = measure("tuned", include_str!("../../../tests/cases/findings-tuning.toml"));
    assert!(all.precision() >= 0.95 && all.recall() >= 0.95);
}

#[test]
fn texts_of_a_second_set_are_too() {
    let all = measure("second", include_str!("../../../tests/cases/findings-second.toml"));
    assert!(all.precision() >= 0.95 && all.recall() >= 0.95);
}

#[test]
fn texts_that_were_never_tuned_on_are_too() {
    let all = measure("held out", include_str!("../../../tests/cases/findings-held-out.toml"));
    assert!(all.precision() >= 0.9 && all.recall() >= 0.9);
}
