//! What stands on and beside the oversight form: the draft, and all that its writer may want to see while writing. Not
//! what is done with it.

use super::child::waiting;
use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::answer::Answers;
use crate::practice::because::Because;
use crate::practice::beside::Beside;
use crate::practice::capture::Note;
use crate::practice::child::{Child, ChildStatus, StatusChange};
use crate::practice::due::child::checkpoint_days;
use crate::practice::due::{Kind, Owed, State};
use crate::practice::form::Form;
use crate::practice::oversight::{Draft, KnownReason, Reason, Signed, field};
use crate::practice::oversight_form;
use crate::practice::reference::{ActionId, ChildId, DraftId, RecordId, SessionId};
use crate::practice::same_again::{Left, asking, came_of_today};
use crate::store::ActionFilter;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, Utc};
use std::sync::Arc;

/// The oversight form over one draft. No `Debug`: it is case text.
#[derive(Clone)]
pub struct OversightPage {
    /// The draft as it was last saved.
    pub draft: Draft,
    /// What is kept beside its answers.
    pub beside: Beside,
    /// When that was, by the clock on the wall.
    pub saved_at: NaiveDateTime,
    /// Where its writer left it.
    pub left_at: Option<LeftAt>,
    /// Whether it was begun just now for this form, so that one left untouched is only litter.
    pub fresh: bool,
    /// The form; in supervision, the page of the child in it comes first.
    pub form: Arc<Form>,
    /// The title of the lens, where this is one on its own and no oversight.
    pub lens: Option<String>,
    /// Every lens that can be filled in with it.
    pub lenses: Arc<Vec<Form>>,
    /// The supervision session that it was begun in, if one: signed, it leads back there.
    pub session: Option<SessionId>,
    /// The child's name, or the reference where no name was given.
    pub called: String,
    /// Age in whole years, where known.
    pub age: Option<u32>,
    /// The status, and since when.
    pub status: Option<StatusChange>,
    /// The worker responsible.
    pub worker: Option<String>,
    /// Every reason that can be chosen: first the [`proposed`](Self::proposed) ones, then all others.
    pub reasons: Vec<Because>,
    /// How many of the reasons the child's open obligations point to.
    pub proposed: usize,
    /// The last signed record before this one.
    pub earlier: Option<Box<Signed>>,
    /// Actions still open on the child, and what became of those that the last record asked for.
    pub asked: Vec<Action>,
    /// Those of them that were moved, carried or left undone before, and ask for a decision.
    pub again: Vec<ActionId>,
    /// What became today of an action from before, in words for the record, by its action.
    pub came_of: Vec<(ActionId, String)>,
    /// The three judgements of earlier records, oldest first.
    pub trail: Vec<Judged>,
    /// What was noted on the child since the last record.
    pub notes: Vec<Note>,
    /// Brothers and sisters.
    pub family: Vec<Relative>,
    /// What is owed to the child, worst first.
    pub owed: Vec<OwedToChild>,
    /// Names that a person doing an action may have: the team's workers and the supervisor.
    pub people: Vec<String>,
}

/// Where a draft was left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftAt {
    /// The field's key.
    pub field: String,
    /// Characters from the start of its text.
    pub offset: usize,
}

/// The three judgements of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The day of its decision.
    pub on: NaiveDate,
    /// Likelihood, significance and imminence, 1 to 4 each, where judged.
    pub steps: [Option<u8>; 3],
}

/// A brother or sister.
#[derive(Clone, PartialEq, Eq)]
pub struct Relative {
    /// The child.
    pub id: ChildId,
    /// The name, or the reference.
    pub called: String,
    /// Age in whole years, where known.
    pub age: Option<u32>,
    /// The status today, where known.
    pub status: Option<ChildStatus>,
    /// The day of the last oversight.
    pub last_oversight: Option<NaiveDate>,
}

/// One thing owed to the child, in words.
#[derive(Clone, PartialEq, Eq)]
pub struct OwedToChild {
    /// What: `day 8`, `review of 12 October`.
    pub label: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Whether that is past.
    pub late: bool,
}

/// One draft in the list of those that wait.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// The draft.
    pub id: DraftId,
    /// The child.
    pub child: ChildId,
    /// The child's name, or the reference.
    pub called: String,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// The reason in words; empty where there is none yet.
    pub reason: String,
    /// When it was last saved, by the clock on the wall.
    pub saved_at: NaiveDateTime,
    /// How many things must still be put right before it can be signed.
    pub still_needed: usize,
}

impl DraftRow {
    /// The reason in words, or that there is none yet.
    pub fn reason_words(&self) -> &str {
        if self.reason.is_empty() { "no reason yet" } else { &self.reason }
    }
}

/// The drafts that wait on a child when another is about to be begun. No `Debug`: it names the child.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftsThere {
    /// The child.
    pub child: ChildId,
    /// Why another would be begun, if that is known.
    pub because: Option<Because>,
    /// The drafts, the newest first; never none.
    pub drafts: Vec<DraftRow>,
}

/// An addition to a signed record that is begun and not signed.
#[derive(Clone, PartialEq, Eq)]
pub struct BegunAdditionRow {
    /// The record.
    pub record: RecordId,
    /// The child's name, or the reference.
    pub called: String,
    /// The words so far.
    pub text: String,
    /// When they were last saved, by the clock on the wall.
    pub saved_at: NaiveDateTime,
}

/// What came of signing.
#[derive(Clone)]
pub struct SignedPage {
    /// The record.
    pub record: RecordId,
    /// The child's name, or the reference.
    pub called: String,
    /// What it met, what it asks for and when it is looked at again, in a sentence.
    pub outcome: String,
    /// Brothers and sisters for whom the same conversation may have decided, who have no record of that day yet.
    pub family: Vec<Relative>,
    /// The actions it agreed, in words, by their row in its table.
    pub actions: Vec<(usize, String)>,
}

/// How many earlier directions can be chosen as the one that is reviewed.
const MOST_DIRECTIONS: usize = 6;
/// How many earlier judgements stand beside the text.
const MOST_JUDGED: usize = 8;

impl Desk {
    /// The form over a draft, with all that stands beside it.
    pub fn oversight_page(&self, draft: Draft, fresh: bool) -> Result<OversightPage, Refusal> {
        let child = self.child_of(draft.head.child)?;
        let owed = self.owed_to_child(child.id)?;
        let records = self.standing_records(child.id)?;
        let proposed = proposals(&owed);
        let reasons = self.reasons(&child, &records, proposed.clone());
        let worker = child.allocation_on(self.day).map(|one| self.store.worker(one.worker)).transpose()?.flatten();
        let mut people: Vec<String> = self.team_names()?.into_iter().map(|one| one.name).collect();
        if !people.contains(&self.settings.supervisor) && !self.settings.supervisor.is_empty() {
            people.push(self.settings.supervisor.clone());
        }
        let earlier = records.last().cloned();
        let session = self.store.session_of_draft(draft.id)?;
        let form = match session {
            Some(_) => {
                let form = self.configuration.form(oversight_form::NAME)?;
                let case = self.configuration.form(oversight_form::CASE)?;
                self.configuration.with_lenses(oversight_form::with_case(form, case, true), &draft.answers)?
            }
            None => self.configuration.form_of(&draft.form, &draft.answers)?,
        };
        let (asked, again) = self.asked(child.id, earlier.as_ref())?;
        Ok(OversightPage {
            came_of: self.came_of(&asked)?,
            saved_at: on_the_wall(draft.saved_at),
            beside: self.store.draft_beside(draft.id)?,
            left_at: self.store.draft_left_at(draft.id)?.and_then(|left| LeftAt::read(&left)),
            fresh,
            lens: form.lens.then(|| form.title.clone()),
            lenses: Arc::new(if form.lens { Vec::new() } else { self.configuration.lenses() }),
            form: Arc::new(form),
            session,
            called: child.called().to_owned(),
            age: child.age_on(self.day),
            status: child.status_on(self.day),
            worker: worker.map(|worker| worker.name),
            reasons,
            proposed: proposed.len(),
            asked,
            again,
            trail: trail(&records),
            notes: self.noted_since(child.id, earlier.as_ref())?,
            earlier: earlier.map(Box::new),
            family: self.relatives_of(&child)?,
            owed: owed.iter().filter(|one| one.kind != Kind::Action).map(in_words).collect(),
            people,
            draft,
        })
    }

    /// The drafts that wait, the last saved first.
    pub fn drafts_page(&self) -> Result<Vec<DraftRow>, Refusal> {
        let drafts = self.store.drafts()?;
        let called = self.store.children_called(&drafts.iter().map(|draft| draft.head.child).collect::<Vec<_>>())?;
        let row = |draft: &Draft| waiting(draft, called.get(&draft.head.child).map_or("", String::as_str), self.day);
        Ok(drafts.iter().map(row).collect())
    }

    /// The oversight drafts that wait on a child, the newest first.
    pub(in crate::workbench) fn oversight_drafts_of(&self, child: &Child) -> Result<Vec<DraftRow>, Refusal> {
        let drafts = self.store.drafts_of(child.id)?;
        let own = drafts.iter().filter(|draft| draft.form == oversight_form::NAME);
        let mut rows: Vec<DraftRow> = own.map(|draft| waiting(draft, child.called(), self.day)).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.id));
        Ok(rows)
    }

    /// The additions to records that are begun and not signed, the last saved first.
    pub fn begun_additions_page(&self) -> Result<Vec<BegunAdditionRow>, Refusal> {
        let mut rows = Vec::new();
        for one in self.store.begun_additions()? {
            let called = self.child_of(one.child)?.called().to_owned();
            rows.push(BegunAdditionRow {
                record: one.record,
                called,
                text: one.text,
                saved_at: on_the_wall(one.saved_at),
            });
        }
        Ok(rows)
    }

    pub(in crate::workbench) fn child_of(&self, id: ChildId) -> Result<Child, Refusal> {
        let gone = || Refusal::NotPossible("this child is not in the file any more; look for them by name".to_owned());
        self.store.child(id)?.ok_or_else(gone)
    }

    /// The records on a child that are known and stand on the day, oldest first.
    fn standing_records(&self, child: ChildId) -> Result<Vec<Signed>, Refusal> {
        let mut records = self.store.records_of(child)?;
        records.retain(|record| {
            record.head.decided_on <= self.day && record.withdrawn().is_none_or(|withdrawn| withdrawn.on > self.day)
        });
        Ok(records)
    }

    /// Every reason that can be chosen, the proposed ones first.
    fn reasons(&self, child: &Child, records: &[Signed], mut reasons: Vec<Because>) -> Vec<Because> {
        let running =
            child.assessments.iter().filter(|one| one.start <= self.day && one.end.is_none_or(|end| end > self.day));
        let mut linked = Vec::new();
        for assessment in running {
            let days = checkpoint_days(assessment.start, &self.policies, &self.days_off);
            linked.extend(days.into_iter().map(|(number, ..)| Because::checkpoint(number)));
        }
        let directions = records.iter().rev().filter(|one| one.answers.day(field::REVIEW_ON).is_some());
        linked.extend(directions.take(MOST_DIRECTIONS).map(|one| Because::review(one.id, one.head.decided_on)));
        let plain = KnownReason::ALL.iter().filter(|reason| match reason {
            // These say which, where there is any.
            KnownReason::AssessmentCheckpoint => !linked.iter().any(|one| one.checkpoint_day.is_some()),
            KnownReason::ReviewOfEarlierDirection => !linked.iter().any(|one| one.reviews.is_some()),
            _ => true,
        });
        let plain: Vec<Because> = plain.map(|reason| Because::plain(Reason::Known(*reason))).collect();
        for one in linked.into_iter().chain(plain) {
            if !reasons.contains(&one) {
                reasons.push(one);
            }
        }
        reasons
    }

    /// What was noted on the child from the day of the last record on and is not dealt with.
    fn noted_since(&self, child: ChildId, earlier: Option<&Signed>) -> Result<Vec<Note>, Refusal> {
        let mut notes = self.store.child_notes(child, self.day)?;
        notes.retain(|note| note.dealt_on.is_none() && earlier.is_none_or(|record| note.on >= record.head.decided_on));
        Ok(notes)
    }

    /// What is open on the child, by date, and what became of the rest that the last record asked for or that was closed
    /// today; and which of the open ones ask for a decision.
    fn asked(&self, child: ChildId, earlier: Option<&Signed>) -> Result<(Vec<Action>, Vec<ActionId>), Refusal> {
        let all = self.store.actions(ActionFilter::Of(ActionSubject::Child(child)), self.day)?;
        let mut asked: Vec<Action> = all.clone();
        asked.retain(|action| {
            action.status == ActionStatus::Open
                || action.closed_on == Some(self.day)
                || earlier.is_some_and(|record| action.record == Some(record.id))
        });
        asked.sort_by_key(|action| (action.status != ActionStatus::Open, action.due_on, action.id));
        let again = asking(&asked, &Left::among(&all));
        Ok((asked, again))
    }

    /// What became of actions today, in words for the record that is being written: closed, carried forward, taken higher.
    pub(in crate::workbench) fn came_of(&self, actions: &[Action]) -> Result<Vec<(ActionId, String)>, Refusal> {
        let mut came_of = Vec::new();
        for action in actions {
            let events = self.store.action_events(action.id)?;
            if let Some(words) = came_of_today(action, &events, self.day) {
                came_of.push((action.id, words));
            }
        }
        Ok(came_of)
    }
}

impl LeftAt {
    /// As it is kept: `decision 47`.
    pub fn written(&self) -> String {
        format!("{} {}", self.field, self.offset)
    }

    /// Reads what [`written`](Self::written) wrote.
    pub fn read(text: &str) -> Option<Self> {
        let (field, offset) = text.split_once(' ')?;
        Some(Self { field: field.to_owned(), offset: offset.parse().ok()? })
    }
}

/// The reasons that what is owed points to, the most pressing first.
pub(in crate::workbench) fn proposals(owed: &[Owed]) -> Vec<Because> {
    let mut proposed: Vec<Because> = Vec::new();
    for one in owed.iter().filter(|one| one.state.presses()).filter_map(Because::of) {
        if !proposed.contains(&one) {
            proposed.push(one);
        }
    }
    proposed
}

fn trail(records: &[Signed]) -> Vec<Judged> {
    let keys = [field::LIKELIHOOD, field::SIGNIFICANCE, field::IMMINENCE];
    let steps = |answers: &Answers| keys.map(|key| answers.step(key));
    let judged = records.iter().map(|record| Judged { on: record.head.decided_on, steps: steps(&record.answers) });
    let judged: Vec<Judged> = judged.filter(|one| one.steps.iter().any(Option::is_some)).collect();
    judged.get(judged.len().saturating_sub(MOST_JUDGED)..).unwrap_or_default().to_vec()
}

fn in_words(owed: &Owed) -> OwedToChild {
    OwedToChild { label: owed.label.clone(), due_on: owed.due_on, late: matches!(owed.state, State::Overdue(_)) }
}

/// A moment of signing or saving by the clock on the wall.
pub(in crate::workbench) fn on_the_wall(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Local).naive_local()
}
