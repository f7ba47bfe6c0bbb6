//! Group and peer supervision held: who came and which children were thought about, named as people name them.

use crate::practice::date_words::{short_with_weekday, with_weekday};
use crate::practice::group::{GroupHeld, GroupKind};
use crate::practice::reference::{ChildId, WorkerId};
use crate::practice::sentence::capital;
use crate::practice::session::{Outcome, SessionKind};
use crate::practice::worker::Worker;
use crate::store::{SessionDetails, StoreError};
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// The longest meeting that is believed, in minutes: a working day.
const LONGEST: u16 = 480;

/// A meeting that was held. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct GroupAct {
    /// Who led it.
    pub kind: GroupKind,
    /// The day.
    pub on: NaiveDate,
    /// How long.
    pub minutes: u16,
    /// Who came: a reference, a name or the beginning of one each.
    pub who: Vec<String>,
    /// The children thought about: a reference or a name each, with the facts that belong on that child's page.
    pub children: Vec<(String, String)>,
    /// The model used; may be empty.
    pub model: String,
    /// What shifted; may be empty.
    pub shifted: String,
}

impl Desk {
    /// Enters a meeting of a group: a session for everyone who came, and a note on each child's page.
    pub fn group_act(&mut self, act: &GroupAct) -> Result<Vec<Msg>, Refusal> {
        if act.on > self.day {
            return Err(Refusal::at(
                "on",
                format!("{} is still to come; enter it once it was held", with_weekday(act.on)),
            ));
        }
        if !(1..=LONGEST).contains(&act.minutes) {
            return Err(Refusal::at(
                "minutes",
                format!("a meeting lasts 1 to {LONGEST} minutes; {} cannot be right", act.minutes),
            ));
        }
        let team = self.store.workers()?;
        let mut came: Vec<WorkerId> = Vec::new();
        for (place, named) in (1..).zip(&act.who) {
            let worker = self.worker_named(&team, named, place)?;
            if !worker.in_team(act.on) {
                return Err(Refusal::at("who", format!("{} was not in the team on that day", nth(place, "name"))));
            }
            if !came.contains(&worker.id) {
                came.push(worker.id);
            }
        }
        if came.len() < 2 {
            return Err(Refusal::at("who", "a group is two workers at least; name everyone who came"));
        }
        let mut children: Vec<(ChildId, String)> = Vec::new();
        for (place, (named, facts)) in (1..).zip(&act.children) {
            let child = self.child_named(named, place)?;
            if children.iter().any(|(known, _)| *known == child) {
                return Err(Refusal::at("children", format!("{} is there twice", nth(place, "child"))));
            }
            children.push((child, facts.trim().to_owned()));
        }
        for worker in &came {
            let there = self.store.sessions_between(Some(*worker), act.on, act.on)?;
            if there.iter().any(|one| one.kind == SessionKind::Group && one.held_on() == Some(act.on)) {
                return Err(Refusal::at("who", "one of those who came has a group session on that day already"));
            }
        }
        let by = self.by();
        let (count, about) = (came.len(), children.len());
        self.store.change(&by, |change| -> Result<(), StoreError> {
            let mut sessions = Vec::with_capacity(came.len());
            for worker in came {
                sessions.push(change.add_session(&SessionDetails {
                    worker,
                    kind: SessionKind::Group,
                    planned_for: None,
                    starts_at: None,
                    outcome: Outcome::Held { on: act.on, minutes: Some(act.minutes) },
                })?);
            }
            change.add_group(&GroupHeld {
                kind: act.kind,
                on: act.on,
                minutes: act.minutes,
                model: act.model.trim().to_owned(),
                shifted: act.shifted.trim().to_owned(),
                sessions,
                children,
            })
        })?;
        let noted = match about {
            0 => String::new(),
            1 => ", and one child's page says so".to_owned(),
            many => format!(", and {many} children's pages say so"),
        };
        let moves = if self.policies.on(act.on).counts(SessionKind::Group) { "" } else { " It moves no due date." };
        Ok(vec![Msg::Done(format!(
            "{} on {}, {count} came{noted}.{moves}",
            capital(act.kind.words()),
            short_with_weekday(act.on)
        ))])
    }

    fn worker_named<'a>(&self, team: &'a [Worker], named: &str, place: usize) -> Result<&'a Worker, Refusal> {
        if let Some(id) = self.store.worker_by_reference(named)?
            && let Some(worker) = team.iter().find(|worker| worker.id == id)
        {
            return Ok(worker);
        }
        let exact = self.store.workers_by_name(named)?;
        let wanted = named.trim().to_lowercase();
        let begins = |worker: &&Worker| {
            let name = worker.name.to_lowercase();
            name.starts_with(&wanted) || name.split_whitespace().any(|word| word.starts_with(&wanted))
        };
        let found: Vec<&Worker> = if exact.is_empty() {
            team.iter().filter(|worker| worker.in_team(self.day)).filter(begins).collect()
        } else {
            team.iter().filter(|worker| exact.contains(&worker.id)).collect()
        };
        match found.as_slice() {
            [one] if !wanted.is_empty() => Ok(one),
            [] => Err(Refusal::at("who", format!("{} is nobody in the team; check it", nth(place, "name")))),
            _ => Err(Refusal::at(
                "who",
                format!("{} may be several people; give the whole name or the reference", nth(place, "name")),
            )),
        }
    }

    fn child_named(&self, named: &str, place: usize) -> Result<ChildId, Refusal> {
        if let Some(id) = self.store.child_by_reference(named)? {
            return Ok(id);
        }
        match self.store.children_by_name(named)?.as_slice() {
            [one] => Ok(*one),
            [] => Err(Refusal::at(
                "children",
                format!("{} is not in the file; give the reference or the whole name", nth(place, "child")),
            )),
            _ => Err(Refusal::at("children", format!("{} may be several; give the reference", nth(place, "child")))),
        }
    }
}

/// Which of a list is meant, counted from 1 and without its words: `the third name`.
fn nth(place: usize, what: &str) -> String {
    const PLACES: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];
    match place.checked_sub(1).and_then(|place| PLACES.get(place)) {
        Some(place) => format!("the {place} {what}"),
        None => format!("{what} number {place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::reference::Reference;
    use crate::practice::worker::{KnownRole, Role};
    use crate::store::{ChildDetails, Store, WorkerDetails};
    use crate::workbench::act::export::LeavesTo;
    use crate::workbench::act::take_out::{Takes, WrittenAs, read_back};
    use crate::workbench::configuration::Configuration;
    use crate::workbench::message::Happening;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn desk() -> Desk {
        let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-23"), Configuration::default()).unwrap();
        let by = desk.by();
        desk.store_mut()
            .change(&by, |change| {
                for (reference, name) in [("W1", "Aisha Patel"), ("W2", "Ben Doyle"), ("W3", "Benedict Oyelaran")] {
                    change.add_worker(&WorkerDetails {
                        reference: Reference::new(reference).unwrap(),
                        name: name.to_owned(),
                        role: Role::Known(KnownRole::SocialWorker),
                        fte: 100,
                        joined_on: day("2026-09-01"),
                        joined_assumed: false,
                        left_on: None,
                    })?;
                }
                let reference = Reference::new("4711").unwrap();
                let name = Some("Tomos Rees".to_owned());
                change.add_child(&ChildDetails { reference, name, born_on: None, family: None })?;
                Ok::<_, StoreError>(())
            })
            .unwrap();
        desk
    }

    fn act(who: &[&str], children: &[(&str, &str)]) -> GroupAct {
        GroupAct {
            kind: GroupKind::Peer,
            on: day("2026-11-20"),
            minutes: 90,
            who: who.iter().map(|one| (*one).to_owned()).collect(),
            children: children.iter().map(|(one, facts)| ((*one).to_owned(), (*facts).to_owned())).collect(),
            model: "reflecting team".to_owned(),
            shifted: "Aisha saw her own worry in it".to_owned(),
        }
    }

    #[test]
    fn everyone_who_came_has_a_session_and_the_childs_page_has_the_facts_and_nothing_personal() {
        let mut desk = desk();
        let facts = "The lock on the bedroom door was what the group kept coming back to";
        desk.group_act(&act(&["aisha", "W2"], &[("4711", facts)])).unwrap();
        for reference in ["W1", "W2"] {
            let worker = desk.find_worker(reference).unwrap();
            let sessions = desk.store().sessions_of(worker).unwrap();
            assert_eq!((sessions.len(), sessions[0].kind), (1, SessionKind::Group));
        }
        let child = desk.find_child("4711").unwrap();
        let page = desk.child_page(child).unwrap();
        let told: Vec<(String, String)> = page
            .entries
            .iter()
            .filter_map(|entry| match &entry.what {
                Happening::Group { what, facts } => Some((what.clone(), facts.clone())),
                _ => None,
            })
            .collect();
        assert_eq!(told, [("peer supervision, reflecting team".to_owned(), facts.to_owned())]);
        // The child's own document says so too, and nothing of what it was like for a worker.
        for written_as in WrittenAs::ALL {
            let document =
                read_back(written_as, desk.take_out(Takes::Child(child), written_as, &LeavesTo::Output).unwrap());
            let document = document.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(document.contains(facts) && document.contains("reflecting team"), "{document}");
            assert!(!document.contains("Aisha") && !document.contains("her own worry"), "{document}");
        }
        assert_eq!(desk.store().groups_held(day("2026-11-01"), day("2026-11-30")).unwrap(), 1);
        // It is counted apart, and no due date moves.
        let measures = desk.supervision_measures(day("2026-11-01"), day("2026-11-30")).unwrap();
        assert_eq!((measures.total.held, measures.total.by_kind), (0, [0, 2, 0, 0]));
        desk.store().verify(|_| ()).unwrap();
    }

    #[test]
    fn what_cannot_be_is_refused_and_says_which() {
        let mut desk = desk();
        let mut refused = |act: GroupAct| desk.group_act(&act).map(|_| ()).unwrap_err().to_string();
        assert!(refused(act(&["Aisha"], &[])).contains("two workers"));
        assert!(refused(act(&["Aisha", "ben"], &[])).contains("the second name may be several"));
        assert!(refused(act(&["Aisha", "Zoe"], &[])).contains("the second name is nobody"));
        assert!(
            refused(act(&["W1", "W2"], &[("4711", ""), ("9", "")])).contains("the second child is not in the file")
        );
        assert!(refused(GroupAct { on: day("2026-11-24"), ..act(&["W1", "W2"], &[]) }).contains("still to come"));
        assert!(refused(GroupAct { minutes: 600, ..act(&["W1", "W2"], &[]) }).contains("480"));
        assert!(refused(GroupAct { on: day("2026-08-01"), ..act(&["W1", "W2"], &[]) }).contains("not in the team"));
    }
}
