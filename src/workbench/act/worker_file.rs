//! The worker's own file: begin, save, sign, share and answer its records; start a session and choose its children. Not
//! what its forms show.

use crate::practice::answer::{Answer, Answers};
use crate::practice::because::Because;
use crate::practice::date_words::long;
use crate::practice::naming::{Named, meant};
use crate::practice::oversight::{Head, KnownReason, Reason};
use crate::practice::reference::{ChildId, SessionId, WorkerId, WorkerRecordId};
use crate::practice::session::{Outcome, Session, SessionKind};
use crate::practice::worker_record::{
    Standing, StepKind, WorkerDraft, WorkerForm, WorkerHead, WorkerRecord, field, ready,
};
use crate::store::{Purge, SessionDetails, StoreError};
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::page::oversight::{LeftAt, on_the_wall};
use crate::workbench::refusal::Refusal;
use chrono::{Days, NaiveDate};

/// How many days after its day a session is still the one that is written up.
const WRITTEN_UP_WITHIN: u64 = 14;

/// How many days before its day a booked session may be begun, rather than another one of today.
const BEGUN_BEFORE: u64 = 3;

/// Something done in a worker's own file. No `Debug`: it is what was said of a worker.
pub enum WorkerFileAct {
    /// Opens the supervision record of the session under way: the draft there is, else one for the session of today.
    Start(WorkerId),
    /// Opens the draft in a form, else begins one dated today. Supervision is begun by [`Start`](Self::Start).
    Begin {
        /// Whose file.
        worker: WorkerId,
        /// Which form.
        form: WorkerForm,
    },
    /// Opens a draft where it was left, or a signed record to be read.
    Open(WorkerRecordId),
    /// Keeps a draft safe.
    Save(Box<WorkerToSave>),
    /// Throws a draft away for good. Asked for only after a yes.
    Discard(WorkerRecordId),
    /// Signs a draft as it stands on screen. Asked for only after a yes.
    Sign(Box<WorkerToSave>),
    /// Says what happened to a signed record.
    Step {
        /// The record.
        record: WorkerRecordId,
        /// What.
        what: StepKind,
        /// On what day.
        on: NaiveDate,
        /// The worker's words, how it was settled, what is added, why it is withdrawn.
        words: String,
        /// Of a dispute: how it is to be settled.
        settled_how: String,
    },
    /// Thinks about a child in a session: begins the child's oversight, with the reason supervision, and opens it.
    Discuss {
        /// The session.
        session: SessionId,
        /// The child.
        child: ChildId,
    },
    /// The same with any child of the file, by a reference or a few letters of the name.
    DiscussNamed {
        /// The session.
        session: SessionId,
        /// What was typed.
        named: String,
    },
    /// Takes a child off a session again.
    LeaveOut {
        /// The session.
        session: SessionId,
        /// The child.
        child: ChildId,
    },
}

/// A draft as it stands on screen.
#[derive(Clone)]
pub struct WorkerToSave {
    /// The draft.
    pub record: WorkerRecordId,
    /// The day it is about.
    pub day: NaiveDate,
    /// All its answers.
    pub answers: Answers,
    /// Where its writer is.
    pub left_at: LeftAt,
}

impl Desk {
    /// Does something in a worker's own file.
    pub fn worker_file_act(&mut self, act: WorkerFileAct) -> Result<Vec<Msg>, Refusal> {
        match act {
            WorkerFileAct::Start(worker) => self.start_supervision(worker),
            WorkerFileAct::Begin { worker, form } => self.begin_worker_record(worker, form),
            WorkerFileAct::Open(record) => self.open_worker_record(record, false),
            WorkerFileAct::Save(save) => Ok(vec![self.save_worker_draft(&save)]),
            WorkerFileAct::Discard(record) => {
                self.not_on_hold(Purge::WorkerRecord(record))?;
                let by = self.by();
                self.store.change(&by, |change| change.discard_worker_draft(record))?;
                Ok(vec![Msg::WorkerDraftGone(record)])
            }
            WorkerFileAct::Sign(save) => self.sign_worker_record(&save),
            WorkerFileAct::Step { record, what, on, words, settled_how } => {
                self.worker_record_step(record, what, on, &words, &settled_how)
            }
            WorkerFileAct::Discuss { session, child } => self.discuss(session, child),
            WorkerFileAct::DiscussNamed { session, named } => self.discuss_named(session, &named),
            WorkerFileAct::LeaveOut { session, child } => {
                let by = self.by();
                self.store.change(&by, |change| change.leave_child_out(session, child))?;
                Ok(vec![Msg::Done("Left out of this session. A draft that was begun is kept.".to_owned())])
            }
        }
    }

    /// The session that supervision with a worker today is: one planned for these days, one held and not written up yet,
    /// else the one booked for the days right after.
    pub(in crate::workbench) fn session_under_way(&self, worker: WorkerId) -> Result<Option<Session>, Refusal> {
        let first = self.day.checked_sub_days(Days::new(WRITTEN_UP_WITHIN)).unwrap_or(self.day);
        let last = self.day.checked_add_days(Days::new(BEGUN_BEFORE)).unwrap_or(self.day);
        let mut near = self.store.sessions_between(Some(worker), first, last)?;
        near.retain(|one| matches!(one.kind, SessionKind::OneToOne | SessionKind::Joint));
        let to_come = |one: &&Session| one.held_on().or(one.planned_for).is_some_and(|on| on > self.day);
        let by_now = near.iter().rev().filter(|one| !to_come(one));
        for session in by_now.chain(near.iter().filter(to_come)) {
            let open = match session.outcome {
                Outcome::Planned => true,
                Outcome::Held { .. } => self.store.record_of_session(session.id, WorkerForm::Supervision)?.is_none(),
                Outcome::Cancelled { .. } | Outcome::Missed { .. } => false,
            };
            if open {
                return Ok(Some(session.clone()));
            }
        }
        Ok(None)
    }

    /// The supervision draft that waits in a worker's file.
    pub(in crate::workbench) fn supervision_draft(&self, worker: WorkerId) -> Result<Option<WorkerDraft>, Refusal> {
        let mut drafts = self.store.worker_drafts_of(worker)?;
        drafts.retain(|one| one.head.form == WorkerForm::Supervision);
        Ok(drafts.pop())
    }

    fn start_supervision(&mut self, worker: WorkerId) -> Result<Vec<Msg>, Refusal> {
        if let Some(draft) = self.supervision_draft(worker)? {
            return self.open_worker_record(draft.id, false);
        }
        let known = self.known_worker(worker)?;
        if !known.in_team(self.day) {
            return Err(not_possible("supervision can be started only while the worker is in the team"));
        }
        let under_way = self.session_under_way(worker)?;
        let (by, today) = (self.by(), self.day);
        let record = self.store.change(&by, |change| -> Result<_, StoreError> {
            let (session, day) = if let Some(one) = &under_way {
                (one.id, one.held_on().or(one.planned_for).unwrap_or(today).min(today))
            } else {
                let details = SessionDetails {
                    worker,
                    kind: SessionKind::OneToOne,
                    planned_for: Some(today),
                    starts_at: None,
                    outcome: Outcome::Planned,
                };
                (change.add_session(&details)?, today)
            };
            let head = WorkerHead { form: WorkerForm::Supervision, worker, session: Some(session), day };
            let record = change.begin_worker_record(&head, &Answers::default())?;
            if under_way.is_none() {
                change.session_was_entered_for(record)?;
            }
            Ok(record)
        })?;
        self.open_worker_record(record, true)
    }

    fn begin_worker_record(&mut self, worker: WorkerId, form: WorkerForm) -> Result<Vec<Msg>, Refusal> {
        if form == WorkerForm::Supervision {
            return self.start_supervision(worker);
        }
        let waiting = self.store.worker_drafts_of(worker)?.into_iter().find(|one| one.head.form == form);
        if let Some(draft) = waiting {
            return self.open_worker_record(draft.id, false);
        }
        self.known_worker(worker)?;
        let head = WorkerHead { form, worker, session: None, day: self.day };
        let answers = self.carried_over(worker, form)?;
        let by = self.by();
        let record = self.store.change(&by, |change| change.begin_worker_record(&head, &answers))?;
        self.open_worker_record(record, true)
    }

    /// What a new record starts from: an agreement and a development plan from the last one, an appraisal from what the
    /// sessions since the last one say.
    fn carried_over(&self, worker: WorkerId, form: WorkerForm) -> Result<Answers, Refusal> {
        let mut answers = Answers::default();
        match form {
            WorkerForm::Agreement | WorkerForm::DevelopmentPlan => {
                if let Some(last) = self.store.last_worker_records(worker, form, self.day, 1)?.pop() {
                    answers = last.answers;
                    for key in [field::RENEW_ON, field::ACTION_TABLE, "look_again_on"] {
                        answers.clear(key);
                    }
                }
                if form == WorkerForm::Agreement
                    && let Some(renew) = self.renewal_after(self.day)
                {
                    answers.set(field::RENEW_ON, Answer::Day(renew));
                }
            }
            WorkerForm::Appraisal => {
                let (words, mid_year) = self.year_in_sessions(worker)?;
                answers.set("year", Answer::Text(words));
                let which = if mid_year { "mid_year" } else { "annual" };
                answers.set(field::WHICH_APPRAISAL, Answer::Choice(which.to_owned()));
            }
            WorkerForm::Supervision | WorkerForm::Observation => {}
        }
        Ok(answers)
    }

    /// Opens a draft to be written, or a signed record to be read.
    fn open_worker_record(&self, id: WorkerRecordId, fresh: bool) -> Result<Vec<Msg>, Refusal> {
        if let Some(draft) = self.store.worker_draft(id)? {
            return Ok(vec![Msg::WorkerForm(Box::new(self.worker_form_page(draft, fresh)?))]);
        }
        Ok(vec![Msg::WorkerRecord(Box::new(self.worker_record_page(id)?))])
    }

    fn save_worker_draft(&mut self, save: &WorkerToSave) -> Msg {
        let at = self.by().at;
        let left_at = save.left_at.written();
        match self.store.save_worker_draft(save.record, save.day, &save.answers, at, Some(&left_at)) {
            Ok(()) => Msg::WorkerDraftSaved { record: save.record, at: on_the_wall(at) },
            Err(why) => Msg::WorkerDraftNotSaved { record: save.record, why: why.to_string() },
        }
    }

    fn sign_worker_record(&mut self, save: &WorkerToSave) -> Result<Vec<Msg>, Refusal> {
        let id = save.record;
        let draft = self.store.worker_draft(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))?;
        let mut head = draft.head;
        head.day = save.day;
        if let Some(session) = head.session {
            let session = self.store.session(session)?.ok_or_else(|| Refusal::NotThere(session.to_string()))?;
            match session.held_on() {
                Some(on) => head.day = on,
                None => {
                    let words = "say first that the session was held, and how long it was; then sign what was said";
                    return Err(not_possible(words));
                }
            }
        }
        self.known_on(&head)?;
        let form = self.configuration.form(head.form.code())?;
        let draft = WorkerDraft { head, answers: save.answers.clone(), ..draft };
        let ready = ready(&draft, &form, self.day).map_err(|needed| {
            let words: Vec<String> = needed.into_iter().map(|one| one.words).collect();
            not_possible(format!("it cannot be signed yet; still needed: {}", words.join(", ")))
        })?;
        let by = self.by();
        self.store.change(&by, |change| change.sign_worker_record(&ready))?;
        let agreed = draft.answers.actions(field::ACTION_TABLE).iter().filter(|one| !one.is_blank()).count();
        let actions = match agreed {
            0 => String::new(),
            1 => " 1 action is in the worker's file.".to_owned(),
            some => format!(" {some} actions are in the worker's file."),
        };
        let page = self.worker_record_page(id)?;
        let unsigned: Vec<String> = page.unsigned.iter().map(|(draft, _)| draft.to_string()).collect();
        let unsigned = match unsigned.as_slice() {
            [] => String::new(),
            [one] => format!(" Of this session {one} is not signed yet."),
            some => format!(" Of this session {} are not signed yet.", some.join(", ")),
        };
        Ok(vec![
            Msg::WorkerSigned(id),
            Msg::WorkerRecord(Box::new(page)),
            Msg::Done(format!(
                "{id} is signed.{actions} Share it with the worker (S, or share {id}) when they can read it.{unsigned}"
            )),
        ])
    }

    /// That the day lies in the worker's time in the team.
    fn known_on(&self, head: &WorkerHead) -> Result<(), Refusal> {
        let worker = self.known_worker(head.worker)?;
        if head.day < worker.joined_on {
            let words = format!("the worker joined on {}; give that day or a later one", long(worker.joined_on));
            return Err(not_possible(words));
        }
        Ok(())
    }

    fn worker_record_step(
        &mut self,
        id: WorkerRecordId,
        what: StepKind,
        on: NaiveDate,
        words: &str,
        settled_how: &str,
    ) -> Result<Vec<Msg>, Refusal> {
        let record = self.store.worker_record(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))?;
        self.step_is_possible(&record, what, on)?;
        let words = words.trim();
        let needs_words = !matches!(what, StepKind::Shared | StepKind::Agreed);
        if needs_words && words.is_empty() {
            return Err(not_possible(match what {
                StepKind::Disputed => "write down what the worker does not agree with, in their words",
                StepKind::AgreedWithComment => "write down the worker's comment, or choose agreed without one",
                StepKind::Settled | StepKind::Added | StepKind::Withdrawn | StepKind::Shared | StepKind::Agreed => {
                    "say it in a few words first"
                }
            }));
        }
        if what == StepKind::Disputed && settled_how.trim().is_empty() {
            return Err(not_possible("say how this is to be settled, and with whom"));
        }
        let by = self.by();
        self.store.change(&by, |change| change.worker_record_step(id, what, on, words, settled_how))?;
        let said = match what {
            StepKind::Shared => format!("{id} was shared on {}.", long(on)),
            StepKind::Agreed => format!("{id} was agreed on {}.", long(on)),
            StepKind::AgreedWithComment => format!("{id} was agreed on {}, and the comment is kept with it.", long(on)),
            StepKind::Disputed => format!("{id} is disputed; the worker's words are kept with it until it is settled."),
            StepKind::Settled => format!("{id}: what was disputed is settled."),
            StepKind::Added => "Added, and signed.".to_owned(),
            StepKind::Withdrawn => format!("{id} is withdrawn. It stays in the file, plainly marked."),
        };
        Ok(vec![Msg::WorkerRecord(Box::new(self.worker_record_page(id)?)), Msg::Done(said)])
    }

    /// Shared before it was held, agreed before it was shared, settled without a dispute, on a day to come: each is said.
    fn step_is_possible(&self, record: &WorkerRecord, what: StepKind, on: NaiveDate) -> Result<(), Refusal> {
        let (standing, shared) = (record.standing(), record.shared_on());
        if on > self.day {
            return Err(Refusal::at("on", format!("{} is still to come; give today or an earlier day", long(on))));
        }
        if let Standing::Withdrawn(day) = standing {
            return Err(not_possible(format!("{} was withdrawn on {}", record.id, long(day))));
        }
        if on < record.head.day {
            return Err(Refusal::at(
                "on",
                format!("that is before the day it is about, {}; give that day or a later one", long(record.head.day)),
            ));
        }
        match what {
            StepKind::Agreed | StepKind::AgreedWithComment | StepKind::Disputed => match shared {
                None => Err(not_possible(
                    "nobody can agree to what they have not read: say first on which day it was shared",
                )),
                Some(shared) if on < shared => {
                    Err(Refusal::at("on", format!("it was shared on {}; give that day or a later one", long(shared))))
                }
                Some(_) => Ok(()),
            },
            StepKind::Settled => match standing {
                Standing::Disputed(day) if on < day => {
                    Err(Refusal::at("on", format!("it was disputed on {}; give that day or a later one", long(day))))
                }
                Standing::Disputed(_) => Ok(()),
                Standing::Unshared
                | Standing::Unanswered(_)
                | Standing::Agreed(_)
                | Standing::Settled(_)
                | Standing::Withdrawn(_) => Err(not_possible("nothing is disputed in it")),
            },
            StepKind::Shared | StepKind::Added | StepKind::Withdrawn => Ok(()),
        }
    }

    /// The same with a child who may be with another worker: that is allowed, and said.
    fn discuss_named(&mut self, session: SessionId, typed: &str) -> Result<Vec<Msg>, Refusal> {
        let facts = self.team_facts()?;
        let named: Vec<Named<ChildId>> = facts
            .children
            .iter()
            .map(|child| Named {
                id: child.id,
                reference: child.reference.to_string(),
                name: child.called().to_owned(),
            })
            .collect();
        let child = match meant(typed, &named)[..] {
            [one] => one.id,
            [] => return Err(not_possible("no child of that name or reference is open; check it")),
            _ => return Err(not_possible("several children may be meant; give a few more letters, or the reference")),
        };
        let worker = self.store.session(session)?.ok_or_else(|| Refusal::NotThere(session.to_string()))?.worker;
        let with = self.child_of(child)?.allocation_on(self.day).map(|one| one.worker);
        let said = match with {
            Some(with) if with == worker => "",
            Some(_) => "This child is with another worker. That is allowed, and the list says so.",
            None => "This child has no worker. That is allowed, and the list says so.",
        };
        let mut messages = vec![Msg::Done(said.to_owned())];
        messages.extend(self.discuss(session, child)?);
        Ok(messages)
    }

    /// Begins, or opens again, the oversight of a child thought about in a session.
    fn discuss(&mut self, session: SessionId, child: ChildId) -> Result<Vec<Msg>, Refusal> {
        let known = self.store.session(session)?.ok_or_else(|| Refusal::NotThere(session.to_string()))?;
        let child = self.child_of(child)?.id;
        let there = self.store.children_discussed(session)?.into_iter().find(|one| one.child == child);
        if let Some(record) = there.and_then(|one| one.record) {
            return Ok(vec![Msg::Record(Box::new(self.record_page(record)?))]);
        }
        if let Some(draft) = there.and_then(|one| one.draft) {
            return self.open_draft(draft, false);
        }
        let on = known.held_on().or(known.planned_for).unwrap_or(self.day).min(self.day);
        let mut head = Head::new(child, on);
        Because::plain(Reason::Known(KnownReason::Supervision)).put_into(&mut head);
        if let Some(worker) = self.store.worker(known.worker)? {
            head.took_part = Some(worker.name);
        }
        let by = self.by();
        let draft = self.store.change(&by, |change| -> Result<_, StoreError> {
            let draft = change.begin_draft(&head, &Answers::default())?;
            change.discuss_child(session, child, Some(draft))?;
            Ok(draft)
        })?;
        self.open_draft(draft, false)
    }
}

fn not_possible(words: impl Into<String>) -> Refusal {
    Refusal::NotPossible(words.into())
}

#[cfg(test)]
#[path = "worker_file_tests.rs"]
mod tests;
