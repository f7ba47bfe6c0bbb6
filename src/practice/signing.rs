//! The step from a draft to what can be signed. A [`ReadyToSign`] can be made here only, so nothing that must be put
//! right can reach the file as a signed record. The signing itself is the store's.

use super::answer::Answers;
use super::oversight::{Draft, Head};
use super::oversight_form;
use super::reference::DraftId;
use super::review::{Finding, lens_needs, must_be_put_right};
use chrono::NaiveDate;

/// A draft in which nothing was left to put right on the day it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyToSign {
    draft: DraftId,
    form: String,
    head: Head,
    answers: Answers,
}

/// Reads a draft for signing on that day; what must be put right first, where anything must.
pub fn ready(draft: &Draft, today: NaiveDate) -> Result<ReadyToSign, Vec<Finding>> {
    let found = still_needed(&draft.form, &draft.head, &draft.answers, today);
    if !found.is_empty() {
        return Err(found);
    }
    Ok(ReadyToSign {
        draft: draft.id,
        form: draft.form.clone(),
        head: draft.head.clone(),
        answers: draft.answers.clone(),
    })
}

/// What must be put right before something written in a form is signed: the five principles of management oversight; of a
/// lens on its own, a day that has come, a word, and each action whole.
pub fn still_needed(form: &str, head: &Head, answers: &Answers, today: NaiveDate) -> Vec<Finding> {
    if form == oversight_form::NAME {
        must_be_put_right(head, answers, today)
    } else {
        lens_needs(form, head, answers, today)
    }
}

impl ReadyToSign {
    /// The name of the form it is written in.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// The draft it was made from.
    pub const fn draft(&self) -> DraftId {
        self.draft
    }

    /// The head.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// What was written.
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// All three, for the store that signs it.
    pub fn into_parts(self) -> (DraftId, Head, Answers) {
        (self.draft, self.head, self.answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::answer::Answer;
    use crate::practice::review::tests::{complete_answers, day, head, row};
    use chrono::Utc;

    fn draft() -> Draft {
        let saved_at = day("2026-11-20").and_hms_opt(9, 0, 0).unwrap().and_local_timezone(Utc).unwrap();
        Draft {
            id: DraftId(3),
            form: oversight_form::NAME.to_owned(),
            head: head(),
            answers: complete_answers(),
            saved_at,
        }
    }

    #[test]
    fn a_complete_draft_can_be_signed_as_it_stands() {
        let draft = draft();
        let ready = ready(&draft, day("2026-11-20")).unwrap();
        assert_eq!(ready.into_parts(), (draft.id, draft.head, draft.answers));
    }

    #[test]
    fn a_lens_on_its_own_needs_a_word_and_a_day_that_has_come() {
        let mut draft = draft();
        draft.form = "anchor".to_owned();
        draft.answers = Answers::default();
        assert_eq!(ready(&draft, day("2026-11-20")).unwrap_err().len(), 1, "nothing is written");
        draft.answers.set("anchor.story", crate::practice::review::tests::text("The quarrels began in May."));
        assert_eq!(ready(&draft, day("2026-11-20")).unwrap().form(), "anchor");
        assert_eq!(ready(&draft, day("2026-11-19")).unwrap_err().len(), 1, "decided tomorrow");
        draft.answers.set("anchor.story", crate::practice::review::tests::text(" - "));
        assert_eq!(ready(&draft, day("2026-11-20")).unwrap_err().len(), 1, "a dash is no word");
    }

    #[test]
    fn an_action_of_a_lens_on_its_own_is_whole_before_it_is_signed() {
        let mut draft = draft();
        draft.form = "risk-assessment".to_owned();
        let table = "risk-assessment.actions_agreed";
        let rows = vec![row("Fetch him", "Priya", Some("2026-11-26")), row("Ring Gran", "", Some("2026-11-01"))];
        draft.answers = std::iter::once((table.to_owned(), Answer::Actions(rows))).collect();
        let found = ready(&draft, day("2026-11-20")).unwrap_err();
        let told: Vec<_> = found.iter().map(|one| (one.name.code(), one.field.as_deref(), one.row)).collect();
        assert_eq!(
            told,
            [("action_incomplete", Some(table), Some(1)), ("action_before_decision", Some(table), Some(1))]
        );
        assert!(found.iter().all(|one| one.excerpt == "Ring Gran" && one.section.code() == table));
    }

    #[test]
    fn a_draft_with_anything_to_put_right_cannot() {
        assert_eq!(ready(&draft(), day("2026-11-19")).unwrap_err().len(), 1, "decided tomorrow");
        let mut draft = draft();
        draft.answers = Answers::default();
        assert!(ready(&draft, day("2026-11-20")).unwrap_err().iter().all(|finding| finding.must_fix));
    }
}
