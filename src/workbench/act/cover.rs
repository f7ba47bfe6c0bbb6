//! Cover: hand the team over for a period to named people, and take it back before its end.

use crate::practice::cover::Cover;
use crate::practice::date_words::{long, with_weekday};
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
    /// The last day.
    pub until: NaiveDate,
    /// Who takes whatever nobody else does.
    pub taken_by: String,
    /// The workers whom somebody else takes, by name, and who.
    pub otherwise: Vec<(String, String)>,
}

impl Desk {
    /// The cover that lasts on the day, if one does.
    pub fn cover_now(&self) -> Result<Option<CoverLine>, Refusal> {
        let Some(cover) = self.cover_on(self.day)? else { return Ok(None) };
        let mut otherwise = Vec::with_capacity(cover.otherwise.len());
        for (worker, who) in cover.otherwise {
            otherwise.push((self.known_worker(worker)?.name, who));
        }
        Ok(Some(CoverLine { until: cover.until, taken_by: cover.taken_by, otherwise }))
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
                    return Err(not_possible("say who takes the team over"));
                }
                let team = self.store.workers()?;
                let mut shares: Vec<(WorkerId, String)> = Vec::new();
                for (place, (worker, who)) in (1..).zip(&otherwise) {
                    let worker = self.covered(&team, worker, place)?;
                    if who.trim().is_empty() || shares.iter().any(|(known, _)| *known == worker) {
                        return Err(not_possible(format!(
                            "exception {place} names nobody who takes over, or a worker twice"
                        )));
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
            return Err(not_possible(format!("it ends before it begins on {}; give a later last day", long(from))));
        }
        if until < self.day {
            return Err(not_possible(format!(
                "{} is past; cover is handed over for days to come",
                with_weekday(until)
            )));
        }
        if (until - from).num_days() > LONGEST {
            return Err(not_possible("that is more than a year; somebody else's team is another file"));
        }
        let there = self.store.covers_between(from, until)?;
        let clash = there.iter().find(|cover| cover.back_on.is_none_or(|back| back > from.max(cover.from)));
        if let Some(cover) = clash {
            return Err(not_possible(format!(
                "the team is handed over from {} to {} already",
                long(cover.from),
                long(cover.until)
            )));
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
            _ => Err(not_possible(format!(
                "exception {place} is nobody in the team, or several; give the whole name or the reference"
            ))),
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
        let refused = |desk: &mut Desk, act| desk.cover_act(act).map(|_| ()).unwrap_err().to_string();
        assert!(refused(&mut desk, act("2026-12-01", "2026-12-10", &[])).contains("already"));
        assert!(refused(&mut desk, act("2026-12-10", "2026-12-09", &[])).contains("before it begins"));
        assert!(refused(&mut desk, act("2026-11-01", "2026-11-09", &[])).contains("is past"));
        assert!(refused(&mut desk, act("2027-01-01", "2027-01-09", &[("zoe", "Ben")])).contains("exception 1"));
        desk.cover_act(CoverAct::TakeBack).unwrap();
        assert!(desk.cover_now().unwrap().is_none(), "everything is back");
        assert!(refused(&mut desk, CoverAct::TakeBack).contains("nothing is handed over"));
        desk.cover_act(act("2026-12-01", "2026-12-10", &[])).unwrap();
        assert!(desk.cover_now().unwrap().is_none(), "it has not begun");
        desk.store().verify(|_| ()).unwrap();
    }
}
