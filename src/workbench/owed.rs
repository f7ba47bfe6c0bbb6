//! What the team is owed on the day, gathered from the open file. Its cost follows what is open, not how much history
//! there is; the reckoning itself is [`crate::practice::due`].

use super::desk::Desk;
use super::page::waiting::WaitingRow;
use super::refusal::Refusal;
use crate::practice::action::{Action, ActionSubject};
use crate::practice::child::Child;
use crate::practice::due::action::owed_action;
use crate::practice::due::child::{RecordFact, owed_to_child};
use crate::practice::due::compliance::{Compliance, compliance};
use crate::practice::due::milestone::{are_reckoned, owed_milestones};
use crate::practice::due::supervision::{SessionsKnown, counted_days, counted_of, next_booking, owed_to_worker};
use crate::practice::due::{Glance, Kind, Owed, Rule, State, Subject, SubjectId, order};
use crate::practice::milestone::Happened;
use crate::practice::reference::{ChildId, WorkerId};
use crate::practice::session::SessionKind;
use crate::practice::worker::Worker;
use crate::store::{ActionFilter, Standing};
use chrono::{Days, Months, NaiveDate};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// What the team is owed on a day, with how the file stood when it was reckoned.
pub(super) struct Reckoned {
    stands: Standing,
    day: NaiveDate,
    facts: Arc<TeamFacts>,
}

/// What the team is owed now, with what it was reckoned from, loaded once. What is not due for a while is kept in a glance:
/// it is most of all that is owed, and only a few pages name it.
pub struct TeamFacts {
    /// Every worker, those who have left included.
    pub workers: Vec<Worker>,
    /// The children open on the day, as they stand on it: the status, the worker and the assessments in force, and of
    /// what was before only what [`crate::store::Store::open_children_as_they_stand`] says.
    pub children: Vec<Child>,
    /// The records that still bear on what is owed, by child: the last that stands is among them.
    pub records: HashMap<ChildId, Vec<RecordFact>>,
    /// The last days of the milestones that a policy reckons, by child.
    dates: HashMap<ChildId, Vec<Happened>>,
    /// What presses, and every supervision, worst first.
    pub owed: Vec<Arc<Owed>>,
    /// Of each of the children, in their order, the worst that is owed and does not press yet, actions apart.
    later: Vec<Option<Glance>>,
    /// Everything owed on a day, in every state and by that day, once the calendar has asked for it.
    pub(super) by_day: OnceLock<Arc<[Owed]>>,
    /// What the policy wants of the workers' files, once Today has asked for it.
    pub(super) wanted: OnceLock<Vec<WaitingRow>>,
}

impl Desk {
    /// Everything owed on the day, in every state, worst first.
    pub fn owed(&self) -> Result<Vec<Owed>, Refusal> {
        let facts = self.team_facts()?;
        let actions = self.store.open_actions_due_after(self.last_pressing(), self.day)?;
        let mut owed: Vec<Owed> = facts.owed.iter().map(|one| Owed::clone(one)).collect();
        self.each_child(&facts, |_, of_child| owed.extend(of_child.into_iter().filter(|one| !one.state.presses())));
        owed.extend(self.actions_owed(&actions, &facts.workers, &facts.children)?);
        order::worst_first(&mut owed);
        Ok(owed)
    }

    /// What presses, with the workers and open children it was reckoned from. Going from one place to another does not
    /// change it: it is reckoned again when the file has changed.
    pub fn team_facts(&self) -> Result<Arc<TeamFacts>, Refusal> {
        let stands = self.store.stands()?;
        let kept = |one: &&Reckoned| one.stands == stands && one.day == self.day;
        if let Some(kept) = self.reckoned.borrow().as_ref().filter(kept) {
            return Ok(Arc::clone(&kept.facts));
        }
        // What is kept goes before the new comes, so that there are never two.
        self.reckoned.replace(None);
        let facts = Arc::new(self.reckon()?);
        self.reckoned.replace(Some(Reckoned { stands, day: self.day, facts: Arc::clone(&facts) }));
        Ok(facts)
    }

    fn reckon(&self) -> Result<TeamFacts, Refusal> {
        let workers = self.store.workers()?;
        let children = self.store.open_children_as_they_stand(self.day)?;
        let records = self.store.records_of_open_children(&children, self.day)?;
        let dates = self.last_milestones()?;
        let mut facts = TeamFacts {
            workers,
            children,
            records,
            dates,
            owed: Vec::new(),
            later: Vec::new(),
            by_day: OnceLock::new(),
            wanted: OnceLock::new(),
        };
        let mut owed = self.supervision(&facts.workers)?;
        let mut later = vec![None; facts.children.len()];
        self.each_child(&facts, |place, mut of_child| {
            order::worst_first(&mut of_child);
            let first = of_child.iter().find(|one| !one.state.presses()).map(Owed::glance);
            if let Some(later) = later.get_mut(place) {
                *later = first;
            }
            owed.extend(of_child.into_iter().filter(|one| one.state.presses()));
        });
        let actions = self.store.open_actions_due_by(self.last_pressing(), self.day)?;
        owed.extend(self.actions_owed(&actions, &facts.workers, &facts.children)?);
        order::worst_first(&mut owed);
        (facts.owed, facts.later) = (owed.into_iter().map(Arc::new).collect(), later);
        Ok(facts)
    }

    /// The last day on which what falls due presses already.
    fn last_pressing(&self) -> NaiveDate {
        let notice = Days::new(u64::from(self.policies.on(self.day).notice.value));
        self.day.checked_add_days(notice).unwrap_or(self.day)
    }

    /// Reckons what each open child is owed, actions apart.
    fn each_child(&self, facts: &TeamFacts, mut take: impl FnMut(usize, Vec<Owed>)) {
        let names: HashMap<WorkerId, &str> = facts.workers.iter().map(|one| (one.id, one.name.as_str())).collect();
        for (place, child) in facts.children.iter().enumerate() {
            let records = facts.records.get(&child.id).map_or(&[][..], Vec::as_slice);
            let dates = facts.dates.get(&child.id).map_or(&[][..], Vec::as_slice);
            let mut owed = self.oversight_of(child, records, &names);
            owed.extend(self.milestones_owed(child, dates, &names));
            take(place, owed);
        }
    }

    /// What is owed to one of the open children, worst first: what [`Desk::owed_to_child`] says of them, read from what is
    /// known of the team and not from all that was ever written.
    pub(super) fn owed_to_open_child(&self, facts: &TeamFacts, child: &Child) -> Result<Vec<Owed>, Refusal> {
        let worker = child.allocation_on(self.day).map(|one| one.worker);
        let workers: Vec<Worker> = facts.workers.iter().filter(|one| Some(one.id) == worker).cloned().collect();
        let names: HashMap<WorkerId, &str> = workers.iter().map(|one| (one.id, one.name.as_str())).collect();
        let records = facts.records.get(&child.id).map_or(&[][..], Vec::as_slice);
        let dates = facts.dates.get(&child.id).map_or(&[][..], Vec::as_slice);
        let mut owed = self.oversight_of(child, records, &names);
        owed.extend(self.milestones_owed(child, dates, &names));
        let actions = self.store.actions(ActionFilter::Of(ActionSubject::Child(child.id)), self.day)?;
        owed.extend(self.actions_owed(&actions, &workers, std::slice::from_ref(child))?);
        order::worst_first(&mut owed);
        Ok(owed)
    }

    /// What is owed to a child who may be closed.
    pub(super) fn owed_to_known_child(&self, facts: &TeamFacts, id: ChildId) -> Result<Vec<Owed>, Refusal> {
        let place = facts.children.binary_search_by_key(&id, |one| one.id).ok();
        match place.and_then(|place| facts.children.get(place)) {
            Some(open) => self.owed_to_open_child(facts, open),
            None => self.owed_to_child(id),
        }
    }

    /// The worst that each open child is owed, in a glance and in the order of the children.
    pub(super) fn worst_of_children(&self, facts: &TeamFacts) -> Result<Vec<Option<Glance>>, Refusal> {
        let mut worst = facts.later.clone();
        let place = |id: ChildId| facts.children.binary_search_by_key(&id, |child| child.id).ok();
        // An action stands behind whatever else is due on its day.
        for (child, due_on) in self.store.next_open_actions(self.last_pressing(), self.day)? {
            if let Some(worst) = place(child).and_then(|place| worst.get_mut(place))
                && worst.is_none_or(|one| one.due_on.is_some_and(|on| due_on < on))
            {
                let state = State::of(due_on, self.day, self.policies.on(self.day).notice.value);
                *worst = Some(Glance { kind: Kind::Action, rule: Rule::Set, due_on: Some(due_on), state });
            }
        }
        for owed in facts.owed.iter().rev() {
            if let SubjectId::Child(child) = owed.subject.id
                && let Some(worst) = place(child).and_then(|place| worst.get_mut(place))
            {
                *worst = Some(owed.glance());
            }
        }
        Ok(worst)
    }

    /// What is owed to one worker: supervision, and the worker's own actions.
    pub fn owed_to_worker(&self, id: WorkerId) -> Result<Vec<Owed>, Refusal> {
        let Some(worker) = self.store.worker(id)? else { return Ok(Vec::new()) };
        let workers = [worker];
        let mut owed = self.supervision(&workers)?;
        let actions = self.store.actions(ActionFilter::Of(ActionSubject::Worker(id)), self.day)?;
        owed.extend(self.actions_owed(&actions, &workers, &[])?);
        order::worst_first(&mut owed);
        Ok(owed)
    }

    /// What is owed to one child: checkpoints, limit, reviews, regular oversight and actions.
    pub fn owed_to_child(&self, id: ChildId) -> Result<Vec<Owed>, Refusal> {
        let Some(child) = self.store.child(id)? else { return Ok(Vec::new()) };
        let responsible = child.allocation_on(self.day).map(|one| self.store.worker(one.worker)).transpose()?.flatten();
        let workers: Vec<Worker> = responsible.into_iter().collect();
        let names: HashMap<WorkerId, &str> = workers.iter().map(|one| (one.id, one.name.as_str())).collect();
        let records = self.store.record_facts(id)?;
        let mut owed = self.oversight_of(&child, &records, &names);
        owed.extend(self.milestones_owed(&child, &self.store.milestones_of(id, self.day)?, &names));
        let actions = self.store.actions(ActionFilter::Of(ActionSubject::Child(id)), self.day)?;
        owed.extend(self.actions_owed(&actions, &workers, std::slice::from_ref(&child))?);
        order::worst_first(&mut owed);
        Ok(owed)
    }

    /// Supervision compliance from one day to another, as known on the desk's day.
    pub fn compliance(&self, from: NaiveDate, until: NaiveDate) -> Result<Compliance, Refusal> {
        let workers = self.store.workers()?;
        let held = self.counted(&workers)?;
        let team = workers.iter().zip(&held).map(|(worker, held)| (worker, held.as_slice()));
        Ok(compliance(team, &self.policies, &self.days_off, (from, until), self.day))
    }

    /// The days of every worker's counted sessions up to the day, in the order of `workers`.
    pub fn counted(&self, workers: &[Worker]) -> Result<Vec<Vec<NaiveDate>>, Refusal> {
        self.counted_since(NaiveDate::MIN, workers)
    }

    /// The days of every worker's counted sessions from one day up to the desk's, in the order of `workers`.
    pub(super) fn counted_since(&self, from: NaiveDate, workers: &[Worker]) -> Result<Vec<Vec<NaiveDate>>, Refusal> {
        let mut held = self.store.held_between(from, self.day)?;
        Ok(workers
            .iter()
            .map(|worker| counted_of(worker, held.remove(&worker.id).unwrap_or_default(), &self.policies))
            .collect())
    }

    fn supervision(&self, workers: &[Worker]) -> Result<Vec<Owed>, Refusal> {
        let known = self.sessions_known(workers)?;
        Ok(workers
            .iter()
            .filter_map(|worker| {
                let known =
                    known.get(&worker.id).copied().unwrap_or(SessionsKnown { last_held: None, next_planned: None });
                owed_to_worker(worker, known, &self.policies, &self.days_off, self.day)
            })
            .collect())
    }

    fn sessions_known(&self, workers: &[Worker]) -> Result<HashMap<WorkerId, SessionsKnown>, Refusal> {
        let mut known = HashMap::with_capacity(workers.len());
        if let Some(kinds) = self.kinds_always_counted() {
            let held = self.store.last_held(workers, kinds, self.day)?;
            let planned = self.store.next_planned(kinds, self.day)?;
            for worker in workers {
                let (last_held, next_planned) = (held.get(&worker.id).copied(), planned.get(&worker.id).copied());
                known.insert(worker.id, SessionsKnown { last_held, next_planned });
            }
        } else {
            // The policies differ in what they count: each session is judged by the policy of its own day.
            for worker in workers {
                let sessions = self.store.sessions_of(worker.id)?;
                let held = counted_days(worker, &sessions, &self.policies);
                let last_held = held.into_iter().rfind(|on| *on <= self.day);
                let next_planned = next_booking(&sessions, &self.policies, self.day);
                known.insert(worker.id, SessionsKnown { last_held, next_planned });
            }
        }
        Ok(known)
    }

    fn kinds_always_counted(&self) -> Option<&[SessionKind]> {
        let mut all = self.policies.all().map(|(_, policy)| policy.counted_kinds.value.as_slice());
        let first = all.next()?;
        all.all(|kinds| kinds == first).then_some(first)
    }

    fn oversight_of(&self, child: &Child, records: &[RecordFact], names: &HashMap<WorkerId, &str>) -> Vec<Owed> {
        let worker = child.allocation_on(self.day).and_then(|one| names.get(&one.worker).copied()).unwrap_or_default();
        owed_to_child(child, records, worker, &self.policies, &self.days_off, self.day)
    }

    fn milestones_owed(&self, child: &Child, dates: &[Happened], names: &HashMap<WorkerId, &str>) -> Vec<Owed> {
        let worker = child.allocation_on(self.day).and_then(|one| names.get(&one.worker).copied()).unwrap_or_default();
        owed_milestones(child, dates, worker, &self.policies, &self.days_off, self.day)
    }

    /// The last day of every milestone that a policy reckons, by child; nothing is looked up where none does.
    fn last_milestones(&self) -> Result<HashMap<ChildId, Vec<Happened>>, Refusal> {
        if !are_reckoned(&self.policies) {
            return Ok(HashMap::new());
        }
        let mut keys: Vec<&str> = self
            .policies
            .all()
            .flat_map(|(_, policy)| policy.milestones.iter().filter_map(|one| one.key.as_deref()))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        Ok(self.store.last_milestones(&keys, self.day)?)
    }

    /// Open actions as things owed. One on a child who is not among `children` has been closed since: it is looked up.
    fn actions_owed(&self, actions: &[Action], workers: &[Worker], children: &[Child]) -> Result<Vec<Owed>, Refusal> {
        let workers: HashMap<WorkerId, &Worker> = workers.iter().map(|one| (one.id, one)).collect();
        let closed = self.closed_with_actions(actions, children)?;
        let known: HashMap<ChildId, &Child> = children.iter().chain(&closed).map(|one| (one.id, one)).collect();
        let notice = self.policies.on(self.day).notice.value;
        let mut owed = Vec::with_capacity(actions.len());
        for action in actions {
            let subject = match action.subject {
                ActionSubject::Worker(id) => workers.get(&id).map(|worker| Subject {
                    id: SubjectId::Worker(id),
                    reference: worker.reference.clone(),
                    name: worker.name.clone(),
                    status: None,
                }),
                ActionSubject::Child(id) => known.get(&id).map(|child| self.child_subject(child)),
            };
            owed.extend(
                subject.and_then(|subject| owed_action(action, subject, &self.settings.supervisor, notice, self.day)),
            );
        }
        Ok(owed)
    }

    /// The children that actions concern and who are not among the open ones: mostly closed not long ago.
    fn closed_with_actions(&self, actions: &[Action], open: &[Child]) -> Result<Vec<Child>, Refusal> {
        let open: HashSet<ChildId> = open.iter().map(|child| child.id).collect();
        let mut wanted: HashSet<ChildId> = actions.iter().filter_map(|action| action.subject.child()).collect();
        wanted.retain(|child| !open.contains(child));
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let since = self.day.checked_sub_months(Months::new(6)).unwrap_or(self.day);
        let mut closed = self.store.children_closed_between(since, self.day)?;
        closed.retain(|child| wanted.remove(&child.id));
        let others: Vec<ChildId> = wanted.into_iter().collect();
        closed.extend(self.store.children_by_key(&others)?);
        Ok(closed)
    }

    /// A child as the subject of something owed.
    pub fn child_subject(&self, child: &Child) -> Subject {
        Subject {
            id: SubjectId::Child(child.id),
            reference: child.reference.clone(),
            name: child.called().to_owned(),
            status: child.status_on(self.day).map(|now| now.status),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::child::ChildStatus;
    use crate::practice::child::StatusChange;
    use crate::practice::reference::Reference;
    use crate::practice::worker::{KnownRole, Role};
    use crate::store::{ChildDetails, NewAction, Store, WorkerDetails};
    use crate::workbench::configuration::Configuration;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn all_kinds_stand_in_one_list_and_an_action_outlives_the_closing_of_its_child() {
        let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-23"), Configuration::default()).unwrap();
        let by = desk.by();
        let reference = |text: &str| Reference::new(text).unwrap();
        let (open, closed) = desk
            .store
            .change(&by, |change| {
                let worker = change.add_worker(&WorkerDetails {
                    reference: reference("W1"),
                    name: "Kezia Ŵyn".to_owned(),
                    role: Role::Known(KnownRole::SocialWorker),
                    fte: 100,
                    joined_on: day("2026-09-01"),
                    joined_assumed: false,
                    left_on: None,
                })?;
                let mut add = |text: &str, status| {
                    let details = ChildDetails { reference: reference(text), name: None, born_on: None, family: None };
                    let id = change.add_child(&details)?;
                    change.set_status(id, StatusChange { status, since: day("2026-09-01") })?;
                    change.allocate(id, worker, day("2026-09-01"), false)?;
                    Ok::<_, crate::store::StoreError>(id)
                };
                let open = add("4711", ChildStatus::ChildProtection)?;
                let closed = add("4712", ChildStatus::Closed)?;
                for child in [open, closed] {
                    change.add_action(&NewAction {
                        subject: ActionSubject::Child(child),
                        record: None,
                        change_needed: String::new(),
                        action: "Write to the housing officer about the lock".to_owned(),
                        owner: "kezia wyn".to_owned(),
                        agreed_on: None,
                        first_due_on: day("2026-11-20"),
                        due_on: day("2026-11-20"),
                        escalation: None,
                    })?;
                }
                Ok::<_, crate::store::StoreError>((open, closed))
            })
            .unwrap();
        let seen = |owed: Vec<Owed>| -> Vec<(Kind, String, Option<i64>, String)> {
            owed.into_iter()
                .map(|one| (one.kind, one.subject.reference.to_string(), one.state.days_overdue(), one.carried_by))
                .collect()
        };
        let (kezia, action) = ("Kezia Ŵyn".to_owned(), "kezia wyn".to_owned());
        assert_eq!(
            seen(desk.owed().unwrap()),
            [
                (Kind::Oversight, "4711".to_owned(), Some(53), kezia.clone()),
                (Kind::Supervision, "W1".to_owned(), Some(53), String::new()),
                (Kind::Action, "4711".to_owned(), Some(3), action.clone()),
                (Kind::Action, "4712".to_owned(), Some(3), action.clone()),
            ]
        );
        assert_eq!(seen(desk.owed_to_child(open).unwrap()).len(), 2);
        assert_eq!(seen(desk.owed_to_child(closed).unwrap()), [(Kind::Action, "4712".to_owned(), Some(3), action)]);
        let compliance = desk.compliance(day("2026-09-01"), day("2026-11-23")).unwrap();
        assert_eq!((compliance.total.missed, compliance.total.outstanding), (1, 1));
    }

    #[test]
    fn what_presses_and_what_comes_later_is_what_each_alone_is_owed() {
        let mut store = Store::in_memory().unwrap();
        let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let go_on = |_: usize, _: usize| std::ops::ControlFlow::Continue(());
        crate::workbench::demo::make(&mut store, 7, day("2026-11-20"), crate::workbench::demo::Size::Team, at, go_on)
            .unwrap();
        let mut desk = Desk::of(store, day("2026-11-20"), Configuration::default()).unwrap();
        // On a day that is past, dates stand as they did then.
        for on in ["2026-11-20", "2026-10-30", "2026-06-01", "2026-12-24"] {
            desk.day = day(on);
            let owed = desk.owed().unwrap();
            let mut alone = Vec::new();
            for worker in desk.store.workers().unwrap() {
                alone.extend(desk.owed_to_worker(worker.id).unwrap());
            }
            for child in desk.store.children().unwrap() {
                alone.extend(desk.owed_to_child(child.id).unwrap());
            }
            order::worst_first(&mut alone);
            assert!(owed.len() > 150 && owed == alone, "on {on}: {} and {}", owed.len(), alone.len());
            let facts = desk.team_facts().unwrap();
            assert!(facts.owed.len() < owed.len() && facts.owed.iter().filter(|one| one.state.presses()).count() > 20);
            for (child, worst) in facts.children.iter().zip(desk.worst_of_children(&facts).unwrap()) {
                let first = owed.iter().find(|one| one.subject.id == SubjectId::Child(child.id));
                assert_eq!(worst, first.map(Owed::glance), "{} on {on}", child.reference);
            }
        }
    }
}
