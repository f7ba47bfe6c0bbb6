//! Removing for good: what would go, doing it, holds, and what has been kept long enough. Not how a row is removed, which is
//! the store's.

use crate::practice::date_words::short;
use crate::practice::reference::{RecordId, WorkerId, WorkerRecordId};
use crate::store::{BackupFile, Held, Purge, PurgeError, Purged, WouldGo, backup_folder, backups_in};
use crate::workbench::desk::Desk;
use crate::workbench::look_up::{ActionsAsked, Standing};
use crate::workbench::refusal::Refusal;
use chrono::{Months, NaiveDate};

/// Whose reference is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A child's.
    Child,
    /// A worker's.
    Worker,
}

/// The class of what is kept for a time that the policy states.
pub const SUPERVISION_FILE: &str = "retention_years";

/// A worker's file that has been kept as long as the policy asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueToGo {
    /// Whose.
    pub worker: WorkerId,
    /// The authority's reference.
    pub reference: String,
    /// The name.
    pub name: String,
    /// The worker's last day.
    pub left_on: NaiveDate,
    /// Until when it was to be kept.
    pub kept_until: NaiveDate,
    /// For how many years, and who says so.
    pub years: u16,
    /// The source of the figure, in words.
    pub source: String,
    /// Why it may not go all the same, if it is on hold.
    pub on_hold: Option<String>,
}

/// Whether a name goes on standing where it is not the purged one's own: a child's record tells who decided and who was to
/// act, and stays as it was signed.
pub const fn leaves_a_name(what: Purge) -> bool {
    matches!(what, Purge::Worker(_))
}

impl Desk {
    /// What a reference stands for that can be removed: a record, a child, a worker. Where one reference is a child's and a
    /// worker's, `subject` says which is meant.
    pub fn to_purge(&self, reference: &str, subject: Option<Subject>) -> Result<Purge, Refusal> {
        if subject.is_none()
            && let Ok(record) = reference.parse::<RecordId>()
            && self.store.record(record)?.is_some()
        {
            return Ok(Purge::Record(record));
        }
        if subject.is_none()
            && let Ok(record) = reference.parse::<WorkerRecordId>()
            && self.store.would_purge(Purge::WorkerRecord(record)).is_ok()
        {
            return Ok(Purge::WorkerRecord(record));
        }
        let child = || self.find_child(reference).map(Purge::Child);
        let worker = || self.find_worker(reference).map(Purge::Worker);
        match (subject, child(), worker()) {
            (Some(Subject::Child), child, _) => child,
            (Some(Subject::Worker), _, worker) => worker,
            (None, Ok(_), Ok(_)) => Err(Refusal::NotPossible(format!(
                "{reference} is a child's reference and a worker's; say which with --child or --worker"
            ))),
            (None, Ok(one), Err(_)) | (None, Err(_), Ok(one)) => Ok(one),
            (None, Err(_), Err(_)) => Err(Refusal::NotPossible(format!(
                "there is no record, child or worker {reference}; check the reference"
            ))),
        }
    }

    /// What the trail calls it: the program's own reference, or the one the authority gave; never a name.
    fn called_in_trail(&self, what: Purge) -> Result<String, Refusal> {
        Ok(match what {
            Purge::Record(record) => record.to_string(),
            Purge::WorkerRecord(record) => record.to_string(),
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

    /// Puts a child's or a worker's records on hold, or lifts what holds there are.
    pub fn legal_hold(&mut self, what: Purge, lifts: bool, reason: &str) -> Result<(), Refusal> {
        let who = match what {
            Purge::Child(child) => Held::Child(child),
            Purge::Worker(worker) => Held::Worker(worker),
            Purge::Record(_) | Purge::WorkerRecord(_) => {
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

    /// The workers' files that have been kept as long as the policy of the day asks, the longest first.
    pub fn due_to_go(&self) -> Result<Vec<DueToGo>, Refusal> {
        let policy = self.policies.on(self.day);
        let Some(kept) = policy.stated_under(SUPERVISION_FILE).next() else { return Ok(Vec::new()) };
        let mut due = Vec::new();
        for worker in self.store.workers()? {
            let Some(left_on) = worker.left_on.filter(|_| !worker.reference.as_str().starts_with("removed-")) else {
                continue;
            };
            let kept_until = left_on.checked_add_months(Months::new(u32::from(kept.value) * 12)).unwrap_or(left_on);
            if kept_until < self.day {
                due.push(DueToGo {
                    worker: worker.id,
                    reference: worker.reference.to_string(),
                    on_hold: self.store.hold_on(Held::Worker(worker.id))?,
                    name: worker.name,
                    left_on,
                    kept_until,
                    years: kept.value,
                    source: kept.source.words(),
                });
            }
        }
        due.sort_by_key(|a| a.kept_until);
        Ok(due)
    }

    /// The backups in the folder beside the file: what is removed from the file is still in them.
    pub fn backups(&self) -> Vec<BackupFile> {
        self.store.path().and_then(|file| backups_in(&backup_folder(file), file).ok()).unwrap_or_default()
    }
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
    use crate::store::Store;
    use crate::workbench::configuration::Configuration;
    use crate::workbench::demo::{Size, make};
    use chrono::DateTime;

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
            let child = crate::practice::reference::ChildId(number);
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

    #[test]
    fn what_was_kept_long_enough_is_listed_by_the_policy_in_force_and_a_hold_is_said() {
        let mut desk = team();
        assert!(desk.due_to_go().unwrap().is_empty());
        let worker = desk.store().workers().unwrap().into_iter().find(|worker| worker.left_on.is_none()).unwrap();
        let (by, left_on) = (desk.by(), day() - Months::new(12 * 8));
        let details = crate::store::WorkerDetails {
            reference: worker.reference.clone(),
            name: worker.name.clone(),
            role: worker.role.clone(),
            fte: worker.fte,
            joined_on: left_on - Months::new(12),
            joined_assumed: false,
            left_on: Some(left_on),
        };
        desk.store_mut().change(&by, |change| change.change_worker(worker.id, &details)).unwrap();
        let due = desk.due_to_go().unwrap();
        assert_eq!((due.len(), due[0].worker, due[0].years), (1, worker.id, 7));
        assert!(due[0].on_hold.is_none());
        let what = Purge::Worker(worker.id);
        // What is still open is named, and nothing goes.
        let refused = desk.purge(what, "kept long enough").unwrap_err().to_string();
        assert!(refused.contains("still open: A"), "{refused}");
        close_all(&mut desk, worker.id);
        desk.legal_hold(what, false, "a tribunal").unwrap();
        assert_eq!(desk.due_to_go().unwrap()[0].on_hold.as_deref(), Some("a tribunal"));
        let refused = desk.purge(what, "kept long enough").unwrap_err().to_string();
        assert!(refused.contains("on hold (a tribunal)"), "{refused}");
        desk.legal_hold(what, true, "it has ended").unwrap();
        assert!(desk.legal_hold(what, true, "again").is_err());
        desk.purge(what, "kept long enough").unwrap();
        assert!(desk.due_to_go().unwrap().is_empty());
    }
}
