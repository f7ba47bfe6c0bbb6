//! The child's first name is nowhere in the situation, the impact or the decision, each judged alone.

use super::naming::Naming;
use super::record::{Record, about};
use super::{Finding, FindingName};
use crate::practice::oversight::Section;

pub(super) fn find(record: &Record, naming: &Naming, called: &str) -> Vec<Finding> {
    [Section::Situation, Section::Impact, Section::Decision]
        .into_iter()
        .filter(|section| {
            let mut said = record.of(*section).filter(|text| !text.reading.words.is_empty()).peekable();
            // What is empty is told already, and must be put right.
            said.peek().is_some()
                && !said.any(|text| (0..text.reading.words.len()).any(|at| naming.is_at(&text.reading, at)))
        })
        .map(|section| {
            let advice = format!("{called} is not named in this section. It is one child's record: say who you mean.");
            about(FindingName::ChildNotNamed, section, section.code(), advice)
        })
        .collect()
}
