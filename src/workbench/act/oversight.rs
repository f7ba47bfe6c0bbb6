//! Management oversight: begin, save, discard, sign, add to and withdraw a record. Not what the form shows.

use crate::practice::answer::{Answer, Answers};
use crate::practice::answer_words::row_in_words;
use crate::practice::because::Because;
use crate::practice::beside::Beside;
use crate::practice::child::ChildStatus;
use crate::practice::date_words::long;
use crate::practice::due::{Kind, Owed};
use crate::practice::oversight::{Draft, Head, KnownReason, Reason, Signed, Statement, field};
use crate::practice::oversight_form;
use crate::practice::reference::{ChildId, DraftId, RecordId};
use crate::practice::signing::ready;
use crate::store::{ActionFilter, OnScreen, Purge};
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::page::oversight::{DraftsThere, LeftAt, Relative, SignedPage, on_the_wall, proposals};
use crate::workbench::refusal::Refusal;

/// Something done with a draft or a signed record. No `Debug`: it is case text.
pub enum OversightAct {
    /// Opens the form on a child: the draft of that day and reason where there is one, else a new one; where a draft for
    /// another reason waits, it is asked first which is meant.
    Begin {
        /// The child.
        child: ChildId,
        /// Why; `None` for what the child's open obligations point to.
        because: Option<Because>,
    },
    /// The same beside any draft for another reason: that was asked, or is not to be.
    BeginAnother {
        /// The child.
        child: ChildId,
        /// Why; `None` for what the child's open obligations point to.
        because: Option<Because>,
    },
    /// Opens a lens on its own about a child: the draft of that day where there is one, else a new one.
    BeginLens {
        /// The child.
        child: ChildId,
        /// The lens's name.
        lens: String,
    },
    /// Opens a draft where it was left.
    Open(DraftId),
    /// Keeps a draft safe.
    Save(Box<ToSave>),
    /// Throws a draft away for good. Asked for only after a yes.
    Discard(DraftId),
    /// Says what is worth a look in a draft as it stands on screen.
    ReadThrough(Box<ToSave>),
    /// Signs a draft as it stands on screen, with the answers to the standard's statements. Only after a yes.
    Sign {
        /// The draft, saved once more first: what was read through is what is signed, even if an earlier save failed. The
        /// findings kept beside it are what was worth a look and was left.
        save: Box<ToSave>,
        /// The statements answered, in the form's order.
        statements: Vec<Statement>,
    },
    /// Begins the record of a brother or sister: head, reason and people of a signed record carried over, the words not.
    BeginForRelative {
        /// The record just signed.
        record: RecordId,
        /// The brother or sister.
        child: ChildId,
        /// The rows of its action table that are for this child too.
        actions: Vec<usize>,
    },
    /// Keeps the words of an addition that is being written; none at all takes it away.
    KeepAddition {
        /// The record.
        record: RecordId,
        /// The words so far.
        text: String,
    },
    /// Adds to a signed record, dated and signed. Only after a yes.
    AddAddendum {
        /// The record.
        record: RecordId,
        /// The words.
        text: String,
    },
    /// Withdraws a signed record. Only after a yes.
    Withdraw {
        /// The record.
        record: RecordId,
        /// Why.
        reason: String,
    },
}

/// A draft as it stands on screen.
#[derive(Clone)]
pub struct ToSave {
    /// The draft.
    pub draft: DraftId,
    /// Its head.
    pub head: Head,
    /// All its answers.
    pub answers: Answers,
    /// What is kept beside them.
    pub beside: Beside,
    /// Where its writer is.
    pub left_at: LeftAt,
}

impl Desk {
    /// Does what is asked with a draft or a signed record.
    pub fn oversight_act(&mut self, act: OversightAct) -> Result<Vec<Msg>, Refusal> {
        match act {
            OversightAct::Begin { child, because } => self.begin_oversight(child, because, true),
            OversightAct::BeginAnother { child, because } => self.begin_oversight(child, because, false),
            OversightAct::BeginLens { child, lens } => self.begin_lens(child, &lens),
            OversightAct::Open(draft) => self.open_draft(draft, false),
            OversightAct::Save(save) => Ok(vec![self.save_draft(&save)]),
            OversightAct::Discard(draft) => {
                self.not_on_hold(Purge::Draft(draft))?;
                let by = self.by();
                self.store.change(&by, |change| change.discard_draft(draft))?;
                Ok(vec![Msg::DraftGone(draft)])
            }
            OversightAct::ReadThrough(save) => {
                let draft = self.store.draft(save.draft)?.ok_or_else(|| Refusal::NotThere(save.draft.to_string()))?;
                let findings = self.worth_a_look(&draft.form, &save.head, &save.answers)?;
                Ok(vec![Msg::WorthALook { draft: save.draft, findings }])
            }
            OversightAct::Sign { save, statements } => self.sign_oversight(&save, &statements),
            OversightAct::BeginForRelative { record, child, actions } => {
                self.begin_for_relative(record, child, &actions)
            }
            OversightAct::KeepAddition { record, text } => {
                let at = self.by().at;
                let kept = self.store.keep_addition(record, &text, at);
                let kept = kept.map(|()| on_the_wall(at)).map_err(|why| format!("Not saved: {why}."));
                Ok(vec![Msg::AdditionKept { record, kept }])
            }
            OversightAct::AddAddendum { record, text } => {
                let (by, day) = (self.by(), self.day);
                self.store.change(&by, |change| change.add_to_record(record, &text, day))?;
                Ok(vec![Msg::Record(Box::new(self.record_page(record)?)), Msg::Done("Added, and signed.".to_owned())])
            }
            OversightAct::Withdraw { record, reason } => self.withdraw_record(record, &reason),
        }
    }

    /// Opens the draft of the day and reason, or begins one; where others wait, only once it was asked.
    fn begin_oversight(&mut self, child: ChildId, because: Option<Because>, ask: bool) -> Result<Vec<Msg>, Refusal> {
        let child = self.child_of(child)?;
        let because = match because {
            Some(because) => Some(because),
            None => proposals(&self.owed_to_child(child.id)?).into_iter().next(),
        };
        let mut head = Head::new(child.id, self.day);
        if let Some(because) = &because {
            because.put_into(&mut head);
        }
        if let Some(draft) = self.draft_like(&head)? {
            return self.go_on_with(&draft);
        }
        let drafts = if ask { self.oversight_drafts_of(&child)? } else { Vec::new() };
        if !drafts.is_empty() {
            return Ok(vec![Msg::DraftsThere(Box::new(DraftsThere { child: child.id, because, drafts }))]);
        }
        let by = self.by();
        let draft = self.store.change(&by, |change| change.begin_draft(&head, &Answers::default()))?;
        self.open_draft(draft, true)
    }

    /// Opens the draft of a lens of the day, or begins one.
    fn begin_lens(&mut self, child: ChildId, lens: &str) -> Result<Vec<Msg>, Refusal> {
        let child = self.child_of(child)?;
        if !self.configuration.form(lens)?.lens {
            return Err(Refusal::NotPossible(format!("{lens} is a form, but no lens; `form list` names them")));
        }
        let head = Head::new(child.id, self.day);
        let drafts = self.store.drafts_of(child.id)?;
        if let Some(draft) = drafts.iter().find(|one| one.form == lens && one.head.decided_on == self.day) {
            return self.open_draft(draft.id, false);
        }
        let by = self.by();
        let draft = self.store.change(&by, |change| change.begin_draft_in(lens, &head, &Answers::default()))?;
        self.open_draft(draft, true)
    }

    /// The draft on the same child for the same reason: that of the same day, else the last.
    fn draft_like(&self, head: &Head) -> Result<Option<Draft>, Refusal> {
        let drafts = self.store.drafts_of(head.child)?;
        let like = |draft: &Draft| {
            let one = &draft.head;
            draft.form == oversight_form::NAME
                && (&one.reason, one.checkpoint_day, one.reviews) == (&head.reason, head.checkpoint_day, head.reviews)
        };
        let like = drafts.into_iter().filter(like);
        Ok(like.max_by_key(|draft| (draft.head.decided_on == head.decided_on, draft.head.decided_on, draft.id)))
    }

    /// Opens a draft in the place of a new one, and says so where it was begun on another day.
    fn go_on_with(&self, draft: &Draft) -> Result<Vec<Msg>, Refusal> {
        let mut messages = self.open_draft(draft.id, false)?;
        if draft.head.decided_on != self.day {
            let on = long(draft.head.decided_on);
            messages.push(Msg::Done(format!("This goes on with the draft {} of {on}, for the same reason.", draft.id)));
        }
        Ok(messages)
    }

    pub(in crate::workbench) fn open_draft(&self, draft: DraftId, fresh: bool) -> Result<Vec<Msg>, Refusal> {
        let draft = self.store.draft(draft)?.ok_or_else(|| Refusal::NotThere(draft.to_string()))?;
        Ok(vec![Msg::Oversight(Box::new(self.oversight_page(draft, fresh)?))])
    }

    /// Saves a draft. That it could not be is an answer to the form, which keeps what was typed and tries again.
    fn save_draft(&mut self, save: &ToSave) -> Msg {
        let at = self.by().at;
        let left_at = save.left_at.written();
        let on_screen = OnScreen { left_at: &left_at, beside: &save.beside };
        match self.store.save_draft_on_screen(save.draft, &save.head, &save.answers, at, &on_screen) {
            Ok(()) => Msg::DraftSaved { draft: save.draft, at: on_the_wall(at) },
            Err(why) => Msg::DraftNotSaved { draft: save.draft, why: format!("Not saved: {why}.") },
        }
    }

    fn sign_oversight(&mut self, save: &ToSave, statements: &[Statement]) -> Result<Vec<Msg>, Refusal> {
        let at = self.by().at;
        self.store.save_draft(save.draft, &save.head, &save.answers, at)?;
        let draft = self.store.draft(save.draft)?.ok_or_else(|| Refusal::NotThere(save.draft.to_string()))?;
        let ready = ready(&draft, self.day).map_err(|found| {
            let advice = found.first().map_or("", |one| one.advice.as_str());
            Refusal::NotPossible(format!("It is not signed: something must be put right first. {advice}"))
        })?;
        let child = draft.head.child;
        let before = self.owed_to_child(child)?;
        let by = self.by();
        let record = self.store.change(&by, |change| change.sign_as_looked_at(ready, statements, &save.beside.left))?;
        let after = self.owed_to_child(child)?;
        let actions = draft.answers.actions(field::ACTION_TABLE).iter().enumerate().filter(|(_, row)| !row.is_blank());
        let page = SignedPage {
            record,
            called: self.child_of(child)?.called().to_owned(),
            outcome: self.outcome(record, &draft, &met(&before, &after))?,
            // A lens is thought through for one child.
            family: if draft.form == oversight_form::NAME { self.family_to_offer(&draft.head)? } else { Vec::new() },
            actions: actions.map(|(row, action)| (row, row_in_words(action))).collect(),
        };
        Ok(vec![Msg::Signed(Box::new(page))])
    }

    /// What signing did: what it met, what it asks for, and when it is looked at again.
    fn outcome(&self, record: RecordId, draft: &Draft, met: &[String]) -> Result<String, Refusal> {
        let mut words = format!("{record} is signed.");
        if let [most @ .., last] = met {
            let listed = if most.is_empty() { last.clone() } else { format!("{} and {last}", most.join(", ")) };
            words = format!("{words} It meets {listed}.");
        }
        match self.store.actions(ActionFilter::From(record), self.day)?.len() {
            0 => {}
            1 => words.push_str(" 1 action."),
            some => words = format!("{words} {some} actions."),
        }
        if let Some(review) = draft.answers.day(field::REVIEW_ON) {
            words = format!("{words} Review {}.", long(review));
        }
        Ok(words)
    }

    /// The brothers and sisters, open to the team, who have no record decided on the same day.
    fn family_to_offer(&self, head: &Head) -> Result<Vec<Relative>, Refusal> {
        let child = self.child_of(head.child)?;
        let mut family = self.relatives_of(&child)?;
        family.retain(|one| {
            one.status.is_some_and(|status| status != ChildStatus::Closed)
                && one.last_oversight != Some(head.decided_on)
        });
        Ok(family)
    }

    /// Begins a brother's or sister's record: day, reason and people carried over, chosen actions copied, no words.
    fn begin_for_relative(&mut self, record: RecordId, child: ChildId, actions: &[usize]) -> Result<Vec<Msg>, Refusal> {
        let signed = self.store.record(record)?.ok_or_else(|| Refusal::NotThere(record.to_string()))?;
        let mut head = Head { child, reason: None, checkpoint_day: None, reviews: None, ..signed.head.clone() };
        if let Some(because) = self.same_reason(&signed, child)? {
            because.put_into(&mut head);
        }
        if let Some(draft) = self.draft_like(&head)?.filter(|one| one.head.decided_on == head.decided_on) {
            return self.open_draft(draft.id, false);
        }
        let mut answers = Answers::default();
        let rows = signed.answers.actions(field::ACTION_TABLE);
        let copied = actions.iter().filter_map(|row| rows.get(*row)).cloned().collect();
        answers.set(field::ACTION_TABLE, Answer::Actions(copied));
        let by = self.by();
        let draft = self.store.change(&by, |change| change.begin_draft(&head, &answers))?;
        self.open_draft(draft, false)
    }

    /// The reason of a record as it is for a brother or sister: a checkpoint or a review is each child's own.
    fn same_reason(&self, signed: &Signed, child: ChildId) -> Result<Option<Because>, Refusal> {
        let Some(reason) = signed.head.reason.clone() else { return Ok(None) };
        let owed = self.owed_to_child(child)?;
        let own = owed.iter().filter_map(Because::of).find(|one| {
            one.reason == reason && (one.checkpoint_day == signed.head.checkpoint_day || one.reviews.is_some())
        });
        Ok(Some(own.unwrap_or_else(|| match reason {
            // Without a checkpoint or a direction of its own there is none to answer.
            Reason::Known(KnownReason::AssessmentCheckpoint | KnownReason::ReviewOfEarlierDirection) => {
                Because::plain(Reason::Known(KnownReason::Supervision))
            }
            other => Because::plain(other),
        })))
    }

    fn withdraw_record(&mut self, record: RecordId, reason: &str) -> Result<Vec<Msg>, Refusal> {
        let signed = self.store.record(record)?.ok_or_else(|| Refusal::NotThere(record.to_string()))?;
        if signed.withdrawn().is_some() {
            return Err(Refusal::NotPossible(format!("{record} is withdrawn already.")));
        }
        let (by, day) = (self.by(), self.day);
        self.store.change(&by, |change| change.withdraw(record, reason, day))?;
        let page = Msg::Record(Box::new(self.record_page(record)?));
        Ok(vec![page, Msg::Done(format!("{record} is withdrawn. What it met is owed again."))])
    }
}

/// What was owed before and is not any more, in words. Actions are met by closing them, never by a record.
fn met(before: &[Owed], after: &[Owed]) -> Vec<String> {
    let same = |a: &Owed, b: &Owed| (a.kind, &a.label, a.due_on) == (b.kind, &b.label, b.due_on);
    let gone = before.iter().filter(|one| {
        let tells = match one.kind {
            // Regular oversight starts anew with every record: worth a word only where it was due.
            Kind::Oversight => one.state.presses(),
            Kind::Checkpoint | Kind::Review | Kind::AssessmentLimit | Kind::Milestone => true,
            Kind::Supervision | Kind::Action => false,
        };
        tells && !after.iter().any(|left| same(one, left))
    });
    gone.map(|one| match one.kind {
        Kind::Review => format!("the {}", one.label),
        Kind::Oversight => "regular oversight".to_owned(),
        Kind::Checkpoint | Kind::AssessmentLimit | Kind::Milestone | Kind::Supervision | Kind::Action => {
            one.label.clone()
        }
    })
    .collect()
}

#[cfg(test)]
#[path = "oversight_tests.rs"]
mod tests;
