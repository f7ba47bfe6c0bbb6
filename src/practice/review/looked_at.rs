//! What was worth a look and was left as it is, kept with the record: which finding, about which words, and why, where the
//! manager said so. Not the findings themselves.

use super::{Finding, FindingName};
use crate::practice::form::Form;
use crate::practice::part::Part;
use serde::Serialize;
use std::fmt;

/// One finding that was looked at before signing. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct LookedAt {
    /// What was found.
    pub finding: FindingName,
    /// The section it stands in, or the field beside them.
    pub section: Part,
    /// The words it is about; empty where something was missing.
    pub excerpt: String,
    /// Whether it was left by a command of its own, and not only by signing.
    pub left: bool,
    /// Why, in the manager's words; welcome, and never demanded.
    pub why: String,
}

impl LookedAt {
    /// A finding that stands at signing.
    pub fn standing(finding: &Finding) -> Self {
        Self {
            finding: finding.name,
            section: finding.section.clone(),
            excerpt: finding.excerpt.clone(),
            left: false,
            why: String::new(),
        }
    }

    /// As it is read with the record: where, what, about which words, and why it was left.
    pub fn as_read(&self, form: &Form) -> String {
        let excerpt = if self.excerpt.is_empty() { String::new() } else { format!(": \"{}\"", self.excerpt) };
        let why = if self.why.is_empty() { String::new() } else { format!(" ({})", self.why) };
        format!("{}, {}{excerpt}{why}", self.section.words(form), self.finding.words())
    }

    /// Whether it is about this finding: the same of the same words. Other words are another finding.
    pub fn is_about(&self, finding: &Finding) -> bool {
        (self.finding, &self.section, self.excerpt.as_str())
            == (finding.name, &finding.section, finding.excerpt.as_str())
    }
}

impl fmt::Debug for LookedAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LookedAt").field("finding", &self.finding).field("left", &self.left).finish_non_exhaustive()
    }
}

/// What is kept with the record of the findings that stand at signing: those that were left as they were left, the others
/// as they stand. What was left and holds no more is forgotten.
pub fn looked_at(findings: &[Finding], left: &[LookedAt]) -> Vec<LookedAt> {
    findings
        .iter()
        .filter(|finding| !finding.must_fix)
        .map(|finding| {
            left.iter().find(|one| one.is_about(finding)).cloned().unwrap_or_else(|| LookedAt::standing(finding))
        })
        .collect()
}
