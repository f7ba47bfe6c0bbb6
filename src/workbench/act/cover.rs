//! Cover: hand the team over for a period to named people, and take it back before its end.

use crate::practice::action::Whose;
use crate::practice::cover::Cover;
use crate::practice::date_words::{long, with_weekday};
use crate::practice::due::{Kind, Owed, SubjectId};
use crate::practice::reference::WorkerId;
use crate::practice::worker::Worker;
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// The longest cover that is believed, in days.
const LONGEST: i64 = 366;

/// The team is handed over or taken back. No `Debug`: a reason may be personal.
#[derive(Clone, PartialEq, Eq)]
pub enum CoverAct {
    /// Hand it over.
    HandOver {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
        /// Who takes whatever nobody else does.
        taken_by: String,
        /// Workers whom somebody else takes: a reference or a name, and who.
        otherwise: Vec<(String, String)>,
        /// Why; may be empty.
        why: String,
    },
    /// Everything comes back today.
    TakeBack,
}

/// Cover as it is shown while it lasts. No `Debug`: it names people.
#[derive(Clone, PartialEq, Eq)]
pub struct CoverLine {
    /// The first day.
    pub from: NaiveDate,
    /// The last day: the one before the team came back, where it came back sooner.
    pub until: NaiveDate,
    /// Who takes whatever nobody else does.
    pub taken_by: String,
    /// The workers whom somebody else takes, by name, and who.
    pub otherwise: Vec<(String, String)>,
}

impl CoverLine {
    /// Whether it lasts on a day.
    pub fn lasts_on(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }

    /// Who takes a worker's sessions, and what is owed to that worker's children.
    pub fn taker(&self, worker: &str) -> &str {
        let other = self.otherwise.iter().find(|(one, _)| one == worker);
        other.map_or(self.taken_by.as_str(), |(_, who)| who)
    }

    /// Who takes something owed; `None` where it is not the supervisor's to do.
    pub fn taker_of(&self, owed: &Owed) -> Option<&str> {
        if owed.whose == Whose::Theirs || owed.kind == Kind::Action {
            return None;
        }
        Some(match owed.subject.id {
            SubjectId::Worker(_) => self.taker(&owed.subject.name),
            SubjectId::Child(_) => self.taker(&owed.carried_by),
        })
    }
}

impl Desk {
    /// The cover that lasts on the day, if one does.
    pub fn cover_now(&self) -> Result<Option<CoverLine>, Refusal> {
        self.cover_on(self.day)?.map(|cover| self.cover_line(cover)).transpose()
    }

    /// Every cover there ever was, by its first day: the calendar shows those of its weeks.
    pub fn covers(&self) -> Result<Vec<CoverLine>, Refusal> {
        let all =
            self.store.covers_between(NaiveDate::MIN, NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(self.day))?;
        all.into_iter().map(|cover| self.cover_line(cover)).collect()
    }

    fn cover_line(&self, cover: Cover) -> Result<CoverLine, Refusal> {
        let mut otherwise = Vec::with_capacity(cover.otherwise.len());
        for (worker, who) in cover.otherwise {
            otherwise.push((self.known_worker(worker)?.name, who));
        }
        let before = cover.back_on.and_then(|back| back.pred_opt());
        let until = before.map_or(cover.until, |before| before.min(cover.until));
        Ok(CoverLine { from: cover.from, until, taken_by: cover.taken_by, otherwise })
    }

    fn cover_on(&self, day: NaiveDate) -> Result<Option<Cover>, Refusal> {
        Ok(self.store.covers_between(day, day)?.into_iter().find(|cover| cover.lasts_on(day)))
    }

    /// Hands the team over, or takes it back.
    pub fn cover_act(&mut self, act: CoverAct) -> Result<Vec<Msg>, Refusal> {
        let by = self.by();
        let said = match act {
            CoverAct::HandOver { from, until, taken_by, otherwise, why } => {
                self.possible_cover(from, until)?;
                if taken_by.trim().is_empty() {
                    return Err(Refusal::at("taken_by", "say who takes the team over"));
                }
                let team = self.store.workers()?;
                let mut shares: Vec<(WorkerId, String)> = Vec::new();
                for (place, (worker, who)) in (1..).zip(&otherwise) {
                    let worker = self.covered(&team, worker, place)?;
                    if who.trim().is_empty() || shares.iter().any(|(known, _)| *known == worker) {
                        return Err(Refusal::at(
                            "otherwise",
                            format!("exception {place} names nobody who takes over, or a worker twice"),
                        ));
                    }
                    shares.push((worker, who.trim().to_owned()));
                }
                let (taken_by, why) = (taken_by.trim().to_owned(), why.trim().to_owned());
                let cover = Cover { id: 0, from, until, back_on: None, taken_by, otherwise: shares, why };
                self.store.change(&by, |change| change.hand_over(&cover))?;
                format!("Handed over from {} to {}. It comes back by itself.", long(from), long(until))
            }
            CoverAct::TakeBack => {
                let Some(cover) = self.cover_on(self.day)? else {
                    return Err(not_possible("nothing is handed over today"));
                };
                let day = self.day;
                self.store.change(&by, |change| change.take_over(cover.id, day))?;
                "Everything is back with you.".to_owned()
            }
        };
        Ok(vec![Msg::Done(said)])
    }

    fn possible_cover(&self, from: NaiveDate, until: NaiveDate) -> Result<(), Refusal> {
        if until < from {
            return Err(Refusal::at(
                "until",
                format!("it ends before it begins on {}; give a later last day", long(from)),
            ));
        }
        if until < self.day {
            return Err(Refusal::at(
                "until",
                format!("{} is past; cover is handed over for days to come", with_weekday(until)),
            ));
        }
        if (until - from).num_days() > LONGEST {
            return Err(Refusal::at("until", "that is more than a year; somebody else's team is another file"));
        }
        let there = self.store.covers_between(from, until)?;
        let clash = there.iter().find(|cover| cover.back_on.is_none_or(|back| back > from.max(cover.from)));
        if let Some(cover) = clash {
            return Err(Refusal::at(
                "from",
                format!("the team is handed over from {} to {} already", long(cover.from), long(cover.until)),
            ));
        }
        Ok(())
    }

    fn covered(&self, team: &[Worker], named: &str, place: usize) -> Result<WorkerId, Refusal> {
        if let Some(id) = self.store.worker_by_reference(named)? {
            return Ok(id);
        }
        let wanted = named.trim().to_lowercase();
        let begins = |worker: &&Worker| {
            let name = worker.name.to_lowercase();
            worker.in_team(self.day)
                && (name.starts_with(&wanted) || name.split_whitespace().any(|word| word.starts_with(&wanted)))
        };
        let found: Vec<WorkerId> = team.iter().filter(begins).map(|worker| worker.id).collect();
        match found.as_slice() {
            [one] if !wanted.is_empty() => Ok(*one),
            _ => Err(Refusal::at(
                "otherwise",
                format!("exception {place} is nobody in the team, or several; give the whole name or the reference"),
            )),
        }
    }
}

fn not_possible(words: impl Into<String>) -> Refusal {
    Refusal::NotPossible(words.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::reference::Reference;
    use crate::practice::worker::{KnownRole, Role};
    use crate::store::{Store, StoreError, WorkerDetails};
    use crate::workbench::configuration::Configuration;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn act(from: &str, until: &str, otherwise: &[(&str, &str)]) -> CoverAct {
        CoverAct::HandOver {
            from: day(from),
            until: day(until),
            taken_by: "Ben Doyle".to_owned(),
            otherwise: otherwise.iter().map(|(worker, who)| ((*worker).to_owned(), (*who).to_owned())).collect(),
            why: "annual leave".to_owned(),
        }
    }

    #[test]
    fn the_team_is_handed_over_shown_while_it_lasts_and_comes_back() {
        let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-23"), Configuration::default()).unwrap();
        let by = desk.by();
        let details = WorkerDetails {
            reference: Reference::new("W1").unwrap(),
            name: "Aisha Patel".to_owned(),
            role: Role::Known(KnownRole::SocialWorker),
            fte: 100,
            joined_on: day("2026-09-01"),
            joined_assumed: false,
            left_on: None,
        };
        desk.store_mut()
            .change(&by, |change| change.add_worker(&details).map(|_| ()))
            .map_err(|e: StoreError| e)
            .unwrap();
        desk.cover_act(act("2026-11-23", "2026-12-04", &[("aisha", "Ruth Okafor")])).unwrap();
        let shown = desk.cover_now().unwrap().unwrap();
        assert_eq!((shown.until, shown.taken_by.as_str()), (day("2026-12-04"), "Ben Doyle"));
        assert_eq!(shown.otherwise, [("Aisha Patel".to_owned(), "Ruth Okafor".to_owned())]);
        // What is owed keeps its day, and is told to be the taker's.
        let owed = desk.owed().unwrap();
        let takers: Vec<_> = owed.iter().map(|one| (one.kind, shown.taker_of(one))).collect();
        assert_eq!(takers, [(Kind::Supervision, Some("Ruth Okafor"))]);
        let mut child = owed[0].clone();
        child.subject.id = SubjectId::Child(crate::practice::reference::ChildId(1));
        child.carried_by = "Ben Achebe".to_owned();
        assert_eq!(shown.taker_of(&child), Some("Ben Doyle"), "a child goes with its worker");
        assert_eq!(shown.taker_of(&child.theirs()), None, "the worker's own work stays theirs");
        let refused = |desk: &mut Desk, act| desk.cover_act(act).map(|_| ()).unwrap_err().to_string();
        assert!(refused(&mut desk, act("2026-12-01", "2026-12-10", &[])).contains("already"));
        assert!(refused(&mut desk, act("2026-12-10", "2026-12-09", &[])).contains("before it begins"));
        assert!(refused(&mut desk, act("2026-11-01", "2026-11-09", &[])).contains("is past"));
        assert!(refused(&mut desk, act("2027-01-01", "2027-01-09", &[("zoe", "Ben")])).contains("exception 1"));
        desk.cover_act(CoverAct::TakeBack).unwrap();
        assert!(desk.cover_now().unwrap().is_none(), "everything is back");
        let days: Vec<_> = desk.covers().unwrap().iter().map(|one| (one.from, one.until)).collect();
        assert_eq!(days, [(day("2026-11-23"), day("2026-11-22"))], "taken back on its first day, it never lasted");
        assert!(refused(&mut desk, CoverAct::TakeBack).contains("nothing is handed over"));
        desk.cover_act(act("2026-12-01", "2026-12-10", &[])).unwrap();
        assert!(desk.cover_now().unwrap().is_none(), "it has not begun");
        desk.store().verify(|_| ()).unwrap();
    }
}
