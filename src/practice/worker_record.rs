//! A record in a worker's own file: what was said in supervision of the worker, the agreement, an observation, an
//! appraisal, the development plan. A draft can be changed; a signed record never. Nothing here names a child: what is
//! decided about one is that child's oversight (`practice/supervision.md`, *Wall and file*).

use super::answer::Answers;
use super::code::coded;
use super::form::{Field, Form, Function};
use super::reference::{SessionId, WorkerId, WorkerRecordId};
use chrono::{DateTime, NaiveDate, Utc};
use std::fmt;

/// Keys of the fields of the worker's forms that the program gives a meaning of its own.
pub mod field {
    /// The action table of a supervision record, an observation or an appraisal: agreed for the worker.
    pub const ACTION_TABLE: &str = "agreed_actions";
    /// The day of the next session, as agreed.
    pub const NEXT_ON: &str = "next_on";
    /// How the worker is, 1 to 4.
    pub const HOW_THEY_ARE: &str = "how_you_are";
    /// Praise for work well done.
    pub const PRAISE: &str = "praise";
    /// Areas of the knowledge and skills statement.
    pub const AREAS: &str = "areas";
    /// The day an agreement is to be renewed.
    pub const RENEW_ON: &str = "renew_on";
    /// Whether an appraisal is the annual one or the mid-year review.
    pub const WHICH_APPRAISAL: &str = "which_appraisal";
    /// The day the quality lead was told of an observation.
    pub const QUALITY_LEAD_TOLD: &str = "quality_lead_told_on";
    /// The day the worker had a copy of an observation.
    pub const COPY_TO_WORKER: &str = "copy_to_worker_on";
    /// The day the line manager had a copy of an observation.
    pub const COPY_TO_MANAGER: &str = "copy_to_manager_on";
}

coded! {
    /// What a record in a worker's file is, by the name of its form.
    WorkerForm {
        /// What was said of the worker in one session.
        Supervision = "supervision", "supervision";
        /// How the two work together in supervision.
        Agreement = "supervision-agreement", "supervision agreement";
        /// Practice that was watched.
        Observation = "practice-observation", "practice observation";
        /// The year, or half of it, looked back on.
        Appraisal = "appraisal", "appraisal";
        /// What is to be learned, by when.
        DevelopmentPlan = "development-plan", "development plan";
    }
}

coded! {
    /// What happened to a signed record.
    StepKind {
        /// The worker was given it.
        Shared = "shared", "shared";
        /// The worker agreed.
        Agreed = "agreed", "agreed";
        /// The worker agreed, and said something to it.
        AgreedWithComment = "agreed_with_comment", "agreed with a comment";
        /// The worker does not agree.
        Disputed = "disputed", "disputed";
        /// What was disputed has been settled.
        Settled = "settled", "settled";
        /// Something was added.
        Added = "added", "added to";
        /// It was signed in error.
        Withdrawn = "withdrawn", "withdrawn";
    }
}

/// One thing that happened to a signed record. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub what: StepKind,
    /// On what day.
    pub on: NaiveDate,
    /// The worker's words, how it was settled, what was added, why withdrawn; empty where nothing was said.
    pub words: String,
    /// Of a dispute: how it is to be settled.
    pub settled_how: String,
    /// Who entered it.
    pub signed_by: String,
    /// When, by the real clock.
    pub signed_at: DateTime<Utc>,
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step").field("what", &self.what).field("on", &self.on).finish_non_exhaustive()
    }
}

/// How a signed record stands with the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The worker has not been given it.
    Unshared,
    /// The worker has it and has not answered.
    Unanswered(NaiveDate),
    /// The worker does not agree, and it is not settled.
    Disputed(NaiveDate),
    /// Agreed, with a comment or without.
    Agreed(NaiveDate),
    /// Disputed, and since settled: that is no agreement.
    Settled(NaiveDate),
    /// It stands no more.
    Withdrawn(NaiveDate),
}

impl Standing {
    /// In a few words: `not shared`, `shared, not agreed`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unshared => "not shared",
            Self::Unanswered(_) => "shared, not agreed",
            Self::Disputed(_) => "disputed",
            Self::Agreed(_) => "agreed",
            Self::Settled(_) => "disputed, settled",
            Self::Withdrawn(_) => "withdrawn",
        }
    }

    /// Whether something is still to be done about it.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Unshared | Self::Unanswered(_) | Self::Disputed(_))
    }
}

/// What a list shows of a record, signed or not, without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerRecordLine {
    /// The record.
    pub id: WorkerRecordId,
    /// What it is.
    pub form: WorkerForm,
    /// The session it records.
    pub session: Option<SessionId>,
    /// The day it is about.
    pub day: NaiveDate,
    /// When it was signed; `None` for a draft.
    pub signed_at: Option<DateTime<Utc>>,
    /// What happened to it afterwards, in order.
    pub steps: Vec<(StepKind, NaiveDate)>,
}

impl WorkerRecordLine {
    /// How it stands with the worker; `None` for a draft.
    pub fn standing(&self) -> Option<Standing> {
        self.signed_at?;
        Some(standing(self.steps.iter().copied()))
    }
}

/// How a signed record stands after all that happened to it.
fn standing(steps: impl Iterator<Item = (StepKind, NaiveDate)>) -> Standing {
    let mut standing = Standing::Unshared;
    for (what, on) in steps {
        standing = match (what, standing) {
            (_, Standing::Withdrawn(_)) | (StepKind::Added, _) => standing,
            (StepKind::Shared, Standing::Unshared | Standing::Unanswered(_)) => Standing::Unanswered(on),
            (StepKind::Shared, _) => standing,
            (StepKind::Agreed | StepKind::AgreedWithComment, _) => Standing::Agreed(on),
            (StepKind::Settled, _) => Standing::Settled(on),
            (StepKind::Disputed, _) => Standing::Disputed(on),
            (StepKind::Withdrawn, _) => Standing::Withdrawn(on),
        };
    }
    standing
}

/// What any record in a worker's file has, signed or not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct WorkerHead {
    /// Which form it is written in.
    pub form: WorkerForm,
    /// Whose file.
    pub worker: WorkerId,
    /// The session it records, if it records one.
    pub session: Option<SessionId>,
    /// The day it is about: of the session, the observation, the appraisal.
    pub day: NaiveDate,
}

/// A record that is still being written. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkerDraft {
    /// Its reference, which it keeps when it is signed.
    pub id: WorkerRecordId,
    /// What it is.
    pub head: WorkerHead,
    /// What has been written so far.
    pub answers: Answers,
    /// When it was last saved, by the real clock.
    pub saved_at: DateTime<Utc>,
}

/// A signed record. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkerRecord {
    /// Its reference.
    pub id: WorkerRecordId,
    /// What it is.
    pub head: WorkerHead,
    /// What was written.
    pub answers: Answers,
    /// Who signed it.
    pub signed_by: String,
    /// When, by the real clock.
    pub signed_at: DateTime<Utc>,
    /// What happened to it afterwards, in order.
    pub steps: Vec<Step>,
}

impl WorkerRecord {
    /// How it stands with the worker.
    pub fn standing(&self) -> Standing {
        standing(self.steps.iter().map(|step| (step.what, step.on)))
    }

    /// The day it was first shared, if it was.
    pub fn shared_on(&self) -> Option<NaiveDate> {
        self.steps.iter().find(|step| step.what == StepKind::Shared).map(|step| step.on)
    }

    /// The worker's answer, the last if there were several.
    pub fn answered(&self) -> Option<&Step> {
        let answers = [StepKind::Agreed, StepKind::AgreedWithComment, StepKind::Disputed];
        self.steps.iter().rev().find(|step| answers.contains(&step.what))
    }
}

impl fmt::Debug for WorkerHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerHead").field("form", &self.form).field("day", &self.day).finish_non_exhaustive()
    }
}

impl fmt::Debug for WorkerDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerDraft").field("id", &self.id).field("head", &self.head).finish_non_exhaustive()
    }
}

impl fmt::Debug for WorkerRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerRecord").field("id", &self.id).field("head", &self.head).finish_non_exhaustive()
    }
}

/// What a form of the worker's still lacks before it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// The field to go to.
    pub field: String,
    /// The row of its action table, from 0, if one is meant.
    pub row: Option<usize>,
    /// What is missing, as part of a list.
    pub words: String,
}

/// What must still be put right before a draft is signed on a day, in the order of its form.
pub fn still_needed(form: &Form, head: &WorkerHead, answers: &Answers, today: NaiveDate) -> Vec<Needed> {
    let mut needed = Vec::new();
    if head.day > today {
        let words = "a day that has come".to_owned();
        needed.push(Needed { field: String::new(), row: None, words });
    }
    let fields: Vec<&Field> = form.sections.iter().flat_map(|section| &section.fields).collect();
    if fields.iter().all(|field| answers.get(&field.key).is_none()) {
        let field = fields.first().map(|field| field.key.clone()).unwrap_or_default();
        needed.push(Needed { field, row: None, words: "something written".to_owned() });
        return needed;
    }
    for field in fields {
        if field.required && answers.get(&field.key).is_none() {
            needed.push(Needed { field: field.key.clone(), row: None, words: lowered(&field.label) });
        }
        for (row, action) in answers.actions(&field.key).iter().enumerate().filter(|(_, action)| !action.is_blank()) {
            let lacks = |text: &str| !text.chars().any(char::is_alphanumeric);
            let words = if lacks(&action.action) {
                "what an action is"
            } else if lacks(&action.owner) {
                "who does an action"
            } else {
                match action.due_on {
                    None => "the day of an action",
                    Some(due) if due < head.day => "an action that is not due before it was agreed",
                    Some(_) => continue,
                }
            };
            needed.push(Needed { field: field.key.clone(), row: Some(row), words: words.to_owned() });
        }
    }
    needed
}

fn lowered(label: &str) -> String {
    let label = label.trim_end_matches(['?', ':']);
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A draft in which nothing was left to put right. Made by [`ready`] only, so that nothing else is ever signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerReady {
    id: WorkerRecordId,
    head: WorkerHead,
    answers: Answers,
}

impl WorkerReady {
    /// Its reference.
    pub const fn id(&self) -> WorkerRecordId {
        self.id
    }

    /// What it is.
    pub const fn head(&self) -> &WorkerHead {
        &self.head
    }

    /// What was written.
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }
}

/// Reads a draft for signing on a day; what it still lacks, where it lacks anything.
pub fn ready(draft: &WorkerDraft, form: &Form, today: NaiveDate) -> Result<WorkerReady, Vec<Needed>> {
    let needed = still_needed(form, &draft.head, &draft.answers, today);
    if !needed.is_empty() {
        return Err(needed);
    }
    Ok(WorkerReady { id: draft.id, head: draft.head, answers: draft.answers.clone() })
}

/// Which of the four functions of supervision a record touched, in their order: those of every section in which anything
/// is written.
pub fn functions_touched(form: &Form, answers: &Answers) -> Vec<Function> {
    let touched = |section: &&super::form::FormSection| {
        section.fields.iter().any(|field| answers.get(&field.key).is_some_and(|answer| !answer.is_blank()))
    };
    let of: Vec<Function> = form.sections.iter().filter(touched).flat_map(|one| one.functions.clone()).collect();
    Function::ALL.iter().copied().filter(|function| of.contains(function)).collect()
}

#[cfg(test)]
#[path = "worker_record_tests.rs"]
mod tests;
