//! Removing for good: what would go, doing it, and holds. Not what has been kept long enough, which is beside this, nor how a
//! row is removed, which is the store's.

use crate::practice::date_words::short;
use crate::practice::reference::{ChildId, WorkerId};
use crate::store::{FileCopy, Held, Purge, PurgeError, Purged, WouldGo};
use crate::workbench::desk::Desk;
use crate::workbench::look_up::{ActionsAsked, Standing};
use crate::workbench::refusal::Refusal;

/// Whose reference is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A child's.
    Child,
    /// A worker's.
    Worker,
    /// The program's own: a record, a draft, an action, a session, a line.
    Own,
}

/// Whether a name goes on standing where it is not the purged one's own: a child's record tells who decided and who was to
/// act, and stays as it was signed.
pub const fn leaves_a_name(what: Purge) -> bool {
    matches!(what, Purge::Worker(_))
}

impl Desk {
    /// What a reference stands for that can be removed: a record, a draft, an action, a session, a line, a child, a worker.
    /// Where one reference is that of several, `subject` says which is meant: nothing is guessed that cannot be brought back.
    pub fn to_purge(&self, reference: &str, subject: Option<Subject>) -> Result<Purge, Refusal> {
        let own = || own_reference(reference).filter(|own| self.store.would_purge(*own).is_ok());
        let child = || self.find_child(reference).map(Purge::Child);
        let worker = || self.find_worker(reference).map(Purge::Worker);
        let nobody = || {
            Refusal::NotPossible(format!(
                "there is no record, draft, action, session, line, child or worker {reference}; check the reference"
            ))
        };
        let all = match subject {
            Some(Subject::Child) => return child(),
            Some(Subject::Worker) => return worker(),
            Some(Subject::Own) => vec![own().ok_or_else(nobody)?],
            None => own().into_iter().chain(child().ok()).chain(worker().ok()).collect(),
        };
        match all.as_slice() {
            [] => Err(nobody()),
            [one] => self.may_go_by_itself(*one).map(|()| *one),
            several => {
                let flags = several.iter().map(|one| match one {
                    Purge::Child(_) => "--child",
                    Purge::Worker(_) => "--worker",
                    Purge::Record(_)
                    | Purge::WorkerRecord(_)
                    | Purge::Draft(_)
                    | Purge::Action(_)
                    | Purge::Session(_)
                    | Purge::Line(_) => "--own (what Footprint itself calls so)",
                });
                let flags: Vec<&str> = flags.collect();
                Err(Refusal::NotPossible(format!(
                    "{reference} is the reference of more than one thing; say which with {}",
                    flags.join(" or ")
                )))
            }
        }
    }

    /// That nothing signed goes on saying what would be removed: an action that came of a record stands in that record.
    fn may_go_by_itself(&self, what: Purge) -> Result<(), Refusal> {
        if let Purge::Action(id) = what
            && let Some(action) = self.store.action(id)?
            && let Some(record) = action.record
        {
            return Err(Refusal::NotPossible(format!(
                "{id} came of {record}, which was signed with it and says the same; close the action, or remove {record}"
            )));
        }
        Ok(())
    }

    /// What a removal is called where it is shown, to be read before it is confirmed: what it is, never its words.
    pub fn to_go_is(&self, what: Purge) -> Result<String, Refusal> {
        let called = self.called_in_trail(what)?;
        let of_child = |child: ChildId| -> Result<String, Refusal> {
            Ok(self.store.child(child)?.map(|child| child.reference.to_string()).unwrap_or_default())
        };
        let of_worker = |worker: WorkerId| -> Result<String, Refusal> {
            Ok(self.store.worker(worker)?.map(|worker| worker.reference.to_string()).unwrap_or_default())
        };
        Ok(match what {
            Purge::Child(_) => format!("{called}, all of a child's file"),
            Purge::Worker(_) => format!("{called}, a worker's own file"),
            Purge::Record(id) => match self.store.record(id)? {
                Some(record) => format!("{called}, a signed record on {}", of_child(record.head.child)?),
                None => called,
            },
            Purge::WorkerRecord(_) => format!("{called}, a record of a worker's own file"),
            Purge::Draft(id) => match self.store.draft(id)? {
                Some(draft) => format!("{called}, a draft on {}", of_child(draft.head.child)?),
                None => called,
            },
            Purge::Action(_) => format!("{called}, an action"),
            Purge::Session(id) => match self.store.session(id)? {
                Some(session) => format!("{called}, a session with {}", of_worker(session.worker)?),
                None => called,
            },
            Purge::Line(_) => format!("{called}, a line that is not sorted"),
        })
    }

    /// What the trail calls it: the program's own reference, or the one the authority gave; never a name.
    fn called_in_trail(&self, what: Purge) -> Result<String, Refusal> {
        Ok(match what {
            Purge::Record(id) => id.to_string(),
            Purge::WorkerRecord(id) => id.to_string(),
            Purge::Draft(id) => id.to_string(),
            Purge::Action(id) => id.to_string(),
            Purge::Session(id) => id.to_string(),
            Purge::Line(id) => id.to_string(),
            Purge::Child(child) => {
                self.store.child(child)?.map(|child| child.reference.to_string()).unwrap_or_default()
            }
            Purge::Worker(worker) => {
                self.store.worker(worker)?.map(|worker| worker.reference.to_string()).unwrap_or_default()
            }
        })
    }

    /// What a purge would take out. Changes nothing.
    pub fn would_purge(&self, what: Purge) -> Result<WouldGo, Refusal> {
        Ok(self.store.would_purge(what)?)
    }

    /// Takes it out for good, with the reason.
    pub fn purge(&mut self, what: Purge, reason: &str) -> Result<Purged, Refusal> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::NotPossible("what is removed for good needs its reason; say it".to_owned()));
        }
        if let Purge::Worker(worker) = what
            && let Some(worker) = self.store.worker(worker)?
            && worker.left_on.is_none_or(|left| left >= self.day)
        {
            return Err(Refusal::NotPossible(format!(
                "{} has not left the team, so the file is kept; set the last day first",
                worker.reference
            )));
        }
        if let Purge::Worker(worker) = what {
            self.nothing_is_open(worker)?;
        }
        let (about, by, day) = (self.called_in_trail(what)?, self.by(), self.day);
        Ok(self.store.purge(what, &about, reason, day, &by)?)
    }

    /// That no action in a worker's own file, or of theirs to do, is still open; else which are, and by when.
    fn nothing_is_open(&self, worker: WorkerId) -> Result<(), Refusal> {
        let asked = ActionsAsked { standing: Standing::Open, child: None, worker: Some(worker) };
        let open = self.actions(asked)?;
        if open.is_empty() {
            return Ok(());
        }
        let named: Vec<String> =
            open.iter().map(|one| format!("{} by {}", one.action.id, short(one.action.due_on))).collect();
        let many = if named.len() == 1 { "an action is" } else { "actions are" };
        Err(Refusal::NotPossible(format!(
            "{many} still open: {}; close them, or give them to somebody else, first",
            named.join(", ")
        )))
    }

    /// That nobody whose it is, or who is named in it, is on hold; else why.
    pub(super) fn not_on_hold(&self, what: Purge) -> Result<(), Refusal> {
        match self.store.held(what)? {
            Some(why) => Err(PurgeError::OnHold(why).into()),
            None => Ok(()),
        }
    }

    /// Puts a child's or a worker's records on hold, or lifts what holds there are.
    pub fn legal_hold(&mut self, what: Purge, lifts: bool, reason: &str) -> Result<(), Refusal> {
        let who = match what {
            Purge::Child(child) => Held::Child(child),
            Purge::Worker(worker) => Held::Worker(worker),
            Purge::Record(_)
            | Purge::WorkerRecord(_)
            | Purge::Draft(_)
            | Purge::Action(_)
            | Purge::Session(_)
            | Purge::Line(_) => {
                let why = "a hold is on all records of a child or a worker; give that reference";
                return Err(Refusal::NotPossible(why.to_owned()));
            }
        };
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::NotPossible("a hold needs its reason, and so does lifting it; say it".to_owned()));
        }
        let (about, by) = (self.called_in_trail(what)?, self.by());
        if lifts {
            let lifted = self.store.change(&by, |change| change.lift_hold(who, &about, reason))?;
            if lifted == 0 {
                return Err(Refusal::NotPossible(format!("{about} is not on hold, so there is nothing to lift")));
            }
            return Ok(());
        }
        Ok(self.store.change(&by, |change| change.set_hold(who, &about, reason))?)
    }

    /// Every copy of the file that Footprint made and that is there still: what is removed from the file is in them.
    pub fn copies(&self) -> Result<Vec<FileCopy>, Refusal> {
        Ok(self.store.copies()?)
    }
}

/// What one of the program's own references may stand for.
fn own_reference(text: &str) -> Option<Purge> {
    let record = text.parse().map(Purge::Record).ok();
    record
        .or_else(|| text.parse().map(Purge::WorkerRecord).ok())
        .or_else(|| text.parse().map(Purge::Draft).ok())
        .or_else(|| text.parse().map(Purge::Action).ok())
        .or_else(|| text.parse().map(Purge::Session).ok())
        .or_else(|| text.parse().map(Purge::Line).ok())
}

impl From<PurgeError> for Refusal {
    fn from(error: PurgeError) -> Self {
        match error {
            PurgeError::Store(error) => error.into(),
            other => Self::NotPossible(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::reference::{RecordId, SessionId};
    use crate::store::Store;
    use crate::workbench::configuration::Configuration;
    use crate::workbench::demo::{Size, make};
    use chrono::{DateTime, NaiveDate};

    fn day() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    fn team() -> Desk {
        let mut store = Store::in_memory().unwrap();
        let at = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        make(&mut store, 3, day(), Size::Team, at, |_, _| std::ops::ControlFlow::Continue(())).unwrap();
        Desk::of(store, day(), Configuration::default()).unwrap()
    }

    /// Whole families, one after the other, out of a team with everything in it.
    /// Closes everything open of a worker's, so that the file may go.
    fn close_all(desk: &mut Desk, worker: WorkerId) {
        let by = desk.by();
        let asked = ActionsAsked { standing: Standing::Open, child: None, worker: Some(worker) };
        for one in desk.actions(asked).unwrap() {
            let closing = crate::store::Closing::NotDone { why: "the worker has left".to_owned() };
            desk.store_mut().change(&by, |change| change.close_action(one.action.id, &closing, day())).unwrap();
        }
    }

    #[test]
    fn child_after_child_and_worker_after_worker_the_file_stays_whole() {
        let mut desk = team();
        let mut gone = 0;
        for number in 1..=150_i64 {
            let child = ChildId(number);
            if number % 31 != 0 || desk.store().child(child).unwrap().is_none() {
                continue;
            }
            let purged = desk.purge(Purge::Child(child), "an order of the court").unwrap();
            assert!(purged.went.rows["child"] >= 1);
            assert!(desk.store().child(child).unwrap().is_none());
            gone += 1;
        }
        assert!(gone >= 2, "{gone}");
        let left: Vec<WorkerId> = desk
            .store()
            .workers()
            .unwrap()
            .into_iter()
            .filter(|worker| worker.left_on.is_some_and(|left| left < day()))
            .map(|worker| worker.id)
            .collect();
        for worker in left {
            close_all(&mut desk, worker);
            let name = desk.store().worker(worker).unwrap().unwrap().name;
            desk.purge(Purge::Worker(worker), "kept long enough").unwrap();
            assert_ne!(desk.store().worker(worker).unwrap().unwrap().name, name);
        }
        desk.today_page().unwrap();
        desk.people_page().unwrap();
        desk.children_page(false).unwrap();
        desk.actions_page(true).unwrap();
    }

    #[test]
    fn one_who_is_in_the_team_is_not_removed_and_a_reason_is_needed() {
        let mut desk = team();
        let worker = desk.store().workers().unwrap().into_iter().find(|worker| worker.left_on.is_none()).unwrap();
        let refused = desk.purge(Purge::Worker(worker.id), "tidying").unwrap_err();
        assert!(refused.to_string().contains("has not left the team"), "{refused}");
        assert!(desk.purge(Purge::Record(RecordId(1)), "  ").is_err());
        assert!(matches!(desk.to_purge("o1", None), Ok(Purge::Record(RecordId(1)))));
        assert!(desk.to_purge("nobody", None).is_err());
    }

    /// An action that stands in a signed record stays with it; one that came of none, and a session, go by themselves.
    #[test]
    fn an_action_of_a_record_stays_and_one_of_none_and_a_session_go() {
        let mut desk = team();
        let all = desk.actions(ActionsAsked { standing: Standing::Open, child: None, worker: None }).unwrap();
        let of_record = all.iter().find(|one| one.action.record.is_some()).unwrap().action.id;
        let refused = desk.to_purge(&of_record.to_string(), None).unwrap_err().to_string();
        assert!(refused.contains("came of O") && refused.contains("close the action"), "{refused}");
        let of_none = all.iter().find(|one| one.action.record.is_none()).unwrap().action.id;
        let session = SessionId(3);
        let draft = desk.store().drafts().unwrap().pop().unwrap().id;
        for (reference, table) in
            [(of_none.to_string(), "action"), (session.to_string(), "session"), (draft.to_string(), "draft")]
        {
            let what = desk.to_purge(&reference, None).unwrap();
            let is = desk.to_go_is(what).unwrap();
            assert!(is.starts_with(&format!("{reference}, a")), "{is}");
            assert!(desk.legal_hold(what, false, "an inquest").is_err(), "a hold is on a person");
            let purged = desk.purge(what, "begun on the wrong child").unwrap();
            assert_eq!(purged.went.rows[table], 1, "{reference}");
            assert!(desk.to_purge(&reference, None).is_err(), "{reference} is there still");
        }
        assert!(desk.store().session(session).unwrap().is_none());
        desk.today_page().unwrap();
        desk.actions_page(true).unwrap();
    }

    #[test]
    fn a_reference_that_is_a_childs_too_is_asked_about() {
        let mut desk = team();
        let by = desk.by();
        let draft = desk.store().drafts().unwrap().pop().unwrap().id.to_string();
        let details = crate::store::ChildDetails {
            reference: crate::practice::reference::Reference::new(&draft).unwrap(),
            name: None,
            born_on: None,
            family: None,
        };
        desk.store_mut().change(&by, |change| change.add_child(&details)).unwrap();
        let refused = desk.to_purge(&draft, None).unwrap_err().to_string();
        assert!(refused.contains("--own") && refused.contains("--child") && !refused.contains("--worker"), "{refused}");
        assert!(matches!(desk.to_purge(&draft, Some(Subject::Own)), Ok(Purge::Draft(_))));
        assert!(matches!(desk.to_purge(&draft, Some(Subject::Child)), Ok(Purge::Child(_))));
        assert!(desk.to_purge(&draft, Some(Subject::Worker)).is_err());
    }

    #[test]
    fn a_session_with_somebody_on_hold_stays() {
        let mut desk = team();
        let session = SessionId(3);
        let worker = desk.store().session(session).unwrap().unwrap().worker;
        desk.legal_hold(Purge::Worker(worker), false, "a tribunal").unwrap();
        let refused = desk.purge(Purge::Session(session), "never held").unwrap_err().to_string();
        assert!(refused.contains("on hold (a tribunal)"), "{refused}");
    }
}
