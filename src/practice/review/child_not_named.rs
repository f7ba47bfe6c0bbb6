//! The child's first name is nowhere in the situation, the impact or the decision, each judged alone. Of a child who has no
//! name here that cannot be judged, and is said once.

use super::naming::Naming;
use super::record::{Record, about};
use super::{Finding, FindingName};
use crate::practice::oversight::Section;

pub(super) fn find(record: &Record, naming: &Naming, called: &str) -> Vec<Finding> {
    let unnamed = [Section::Situation, Section::Impact, Section::Decision].into_iter().filter(|section| {
        let mut said = record.of(*section).filter(|text| !text.reading.words.is_empty()).peekable();
        // What is empty is told already, and must be put right.
        said.peek().is_some()
            && !said.any(|text| (0..text.reading.words.len()).any(|at| naming.is_at(&text.reading, at)))
    });
    let (advice, most) = if naming.is_by_reference() {
        let advice = format!(
            "{called} has no name here yet, so nobody can tell whether you name the child. Give it with E on the child's page."
        );
        (advice, 1)
    } else {
        (format!("{called} is not named in this section. It is one child's record: say who you mean."), 3)
    };
    unnamed
        .take(most)
        .map(|section| about(FindingName::ChildNotNamed, section, section.code(), advice.clone()))
        .collect()
}
