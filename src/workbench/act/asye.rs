//! The ASYE: a review held, an observation noted, an extension or a pause with its reason, and how it ended. Its first and
//! last day are set on the worker's page.

use crate::practice::asye::{AsyeEvent, Happened, after_pause};
use crate::practice::date_words::{long, with_weekday};
use crate::practice::reference::WorkerId;
use crate::practice::worker::Period;
use crate::store::StoreError;
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::page::asye::asye_of;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// Something of a worker's ASYE is entered or taken away. No `Debug`: it holds what was said of the worker.
#[derive(Clone, PartialEq, Eq)]
pub enum AsyeAct {
    /// Something happened.
    Enter {
        /// Whose.
        worker: WorkerId,
        /// The day; of a pause, its first.
        on: NaiveDate,
        /// What.
        what: Happened,
    },
    /// What was entered in error is taken away. A last day that it moved stays: the worker's page sets it right.
    TakeBack {
        /// Whose.
        worker: WorkerId,
        /// What.
        event: AsyeEvent,
    },
}

impl Desk {
    /// Does something with a worker's ASYE.
    pub fn asye_act(&mut self, act: AsyeAct) -> Result<Vec<Msg>, Refusal> {
        let by = self.by();
        let said = match act {
            AsyeAct::Enter { worker, on, what } => self.enter_asye(worker, on, &what)?,
            AsyeAct::TakeBack { worker, event } => {
                self.store.change(&by, |change| change.remove_asye_event(worker, &event))?;
                let moved = matches!(event.what, Happened::Extended { .. } | Happened::Paused { .. });
                let after = if moved { " The last day stays as it is; set it on the worker's page." } else { "" };
                format!("Taken away; the trail keeps that it was there.{after}")
            }
        };
        Ok(vec![Msg::Done(said)])
    }

    fn enter_asye(&mut self, worker: WorkerId, on: NaiveDate, what: &Happened) -> Result<String, Refusal> {
        let known = self.known_worker(worker)?;
        let Some(period) = asye_of(&known, self.day).cloned() else {
            return Err(not_possible("no ASYE is entered for this worker; enter one on the worker's page first"));
        };
        let (from, until) = (period.from(), period.until());
        if on < from {
            return Err(Refusal::at("on", format!("the ASYE began on {}; give that day or a later one", long(from))));
        }
        let planned = matches!(what, Happened::Paused { .. } | Happened::Extended { .. });
        if on > self.day && !planned {
            return Err(Refusal::at(
                "on",
                format!("{} is still to come; enter it once it has happened", with_weekday(on)),
            ));
        }
        let events = self.store.asye_events(worker, from, NaiveDate::from_ymd_opt(2199, 12, 31).unwrap_or(on))?;
        let ended = events.iter().any(|event| matches!(event.what, Happened::Ended { .. }));
        let new_end = match what {
            Happened::Reviewed { months, .. } => {
                let again = events
                    .iter()
                    .find(|event| matches!(&event.what, Happened::Reviewed { months: known, .. } if known == months));
                if let Some(again) = again {
                    return Err(Refusal::at(
                        "which",
                        format!(
                            "the review at {months} months was held on {}; take that entry away first if it is wrong",
                            long(again.on)
                        ),
                    ));
                }
                None
            }
            Happened::Observed { .. } | Happened::Feedback { .. } => None,
            Happened::Extended { until: new, why } => {
                needs_why(why)?;
                if *new <= until {
                    return Err(Refusal::at(
                        "until",
                        format!("it runs to {} already; an extension ends on a later day", long(until)),
                    ));
                }
                Some(*new)
            }
            Happened::Paused { until: last, why } => {
                needs_why(why)?;
                if *last < on {
                    return Err(Refusal::at(
                        "until",
                        "the pause ends before it begins; give a later last day".to_owned(),
                    ));
                }
                if on > until {
                    return Err(Refusal::at("on", format!("it ended on {}; a pause lies within it", long(until))));
                }
                Some(after_pause(&period, on, *last))
            }
            Happened::Ended { .. } if ended => {
                return Err(not_possible("how it ended is entered already; take that away first if it is wrong"));
            }
            Happened::Ended { .. } => (on < until).then_some(on),
        };
        if ended && planned {
            return Err(not_possible("it has ended; take that entry away first if it goes on"));
        }
        let by = self.by();
        self.store.change(&by, |change| -> Result<(), StoreError> {
            change.add_asye_event(worker, on, what)?;
            if let Some(until) = new_end {
                change.set_period(worker, &Period::Asye { from, until: Some(until) })?;
            }
            Ok(())
        })?;
        Ok(match (what, new_end) {
            (Happened::Reviewed { months, .. }, _) => format!("The review at {months} months is kept, {}.", long(on)),
            (Happened::Observed { .. }, _) => format!("Observed on {}.", long(on)),
            (Happened::Feedback { .. }, _) => format!("What the family said on {} is kept.", long(on)),
            (Happened::Ended { outcome, .. }, _) => format!("The ASYE ended on {}: {}.", long(on), outcome.words()),
            (Happened::Extended { .. } | Happened::Paused { .. }, Some(end)) => {
                format!("It now runs to {}; every date is reckoned by that.", long(end))
            }
            (Happened::Extended { .. } | Happened::Paused { .. }, None) => "Kept.".to_owned(),
        })
    }
}

fn needs_why(why: &str) -> Result<(), Refusal> {
    if why.trim().is_empty() { Err(Refusal::at("words", "say in a few words why")) } else { Ok(()) }
}

fn not_possible(words: impl Into<String>) -> Refusal {
    Refusal::NotPossible(words.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::asye::AsyeOutcome;
    use crate::practice::due::strip::Mark;
    use crate::practice::reference::Reference;
    use crate::practice::session::{Outcome, SessionKind};
    use crate::practice::worker::{KnownRole, Role};
    use crate::store::{SessionDetails, Store, WorkerDetails};
    use crate::workbench::configuration::Configuration;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn desk() -> (Desk, WorkerId) {
        let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-07-10"), Configuration::default()).unwrap();
        let by = desk.by();
        let worker = desk
            .store_mut()
            .change(&by, |change| {
                let worker = change.add_worker(&WorkerDetails {
                    reference: Reference::new("W1").unwrap(),
                    name: "Aisha Patel".to_owned(),
                    role: Role::Known(KnownRole::NewlyQualified),
                    fte: 80,
                    joined_on: day("2026-01-05"),
                    joined_assumed: false,
                    left_on: None,
                })?;
                change.set_period(worker, &Period::Asye { from: day("2026-01-05"), until: None })?;
                for on in ["2026-01-19", "2026-02-02"] {
                    change.add_session(&SessionDetails {
                        worker,
                        kind: SessionKind::OneToOne,
                        planned_for: None,
                        starts_at: None,
                        outcome: Outcome::Held { on: day(on), minutes: Some(90) },
                    })?;
                }
                Ok::<_, StoreError>(worker)
            })
            .unwrap();
        (desk, worker)
    }

    fn enter(desk: &mut Desk, worker: WorkerId, on: &str, what: Happened) -> Result<String, String> {
        let done =
            desk.asye_act(AsyeAct::Enter { worker, on: day(on), what }).map_err(|refusal| refusal.to_string())?;
        match done.as_slice() {
            [Msg::Done(words)] => Ok(words.clone()),
            _ => panic!("one answer"),
        }
    }

    #[test]
    fn reviews_observations_extension_and_end_stand_on_the_page() {
        let (mut desk, worker) = desk();
        let page = desk.asye_page(worker).unwrap();
        assert_eq!((page.week, page.observations.len(), page.areas.len()), ((27, 52), 0, 10));
        assert_eq!(page.slots.iter().filter(|slot| slot.mark == Some(Mark::Held)).count(), 2);
        assert_eq!(
            page.next_review().unwrap().lacks,
            [
                "one observation",
                "feedback from a family",
                "the supervision agreement",
                "the development plan",
                "evidence in any area"
            ]
        );
        let review = Happened::Reviewed { months: 3, words: "steady".to_owned() };
        enter(&mut desk, worker, "2026-04-07", review.clone()).unwrap();
        assert!(enter(&mut desk, worker, "2026-04-08", review).is_err(), "once is enough");
        enter(
            &mut desk,
            worker,
            "2026-03-12",
            Happened::Observed { words: "a home visit".to_owned(), areas: Vec::new() },
        )
        .unwrap();
        let why = "part-time hours".to_owned();
        let said = enter(&mut desk, worker, "2026-07-10", Happened::Extended { until: day("2027-04-01"), why });
        assert!(said.unwrap().contains("1 April 2027"));
        let page = desk.asye_page(worker).unwrap();
        assert_eq!((page.until, page.observations.len(), page.events.len()), (day("2027-04-01"), 1, 3));
        assert_eq!(page.next_review().unwrap().months, 6);
        assert_eq!(page.reviews.last().unwrap().due_on, day("2027-04-01"), "the last review goes with the end");
        assert_eq!(desk.asyes_page().unwrap().len(), 1);
        let end = Happened::Ended { outcome: AsyeOutcome::Passed, words: String::new() };
        enter(&mut desk, worker, "2026-07-09", end.clone()).unwrap();
        let page = desk.asye_page(worker).unwrap();
        assert_eq!(page.until, day("2026-07-09"), "from then on the standing rule holds");
        assert!(enter(&mut desk, worker, "2026-07-10", end).is_err());
        let event = page.ended().unwrap().clone();
        desk.asye_act(AsyeAct::TakeBack { worker, event }).unwrap();
        assert!(desk.asye_page(worker).unwrap().ended().is_none());
    }

    #[test]
    fn what_cannot_be_is_refused_and_says_why() {
        let (mut desk, worker) = desk();
        let pause = |until: &str, why: &str| Happened::Paused { until: day(until), why: why.to_owned() };
        let mut refused = |on: &str, what| enter(&mut desk, worker, on, what).unwrap_err();
        assert!(
            refused("2026-01-01", Happened::Observed { words: String::new(), areas: Vec::new() })
                .contains("5 January 2026")
        );
        assert!(
            refused("2026-07-11", Happened::Observed { words: String::new(), areas: Vec::new() })
                .contains("still to come")
        );
        let early = Happened::Extended { until: day("2026-12-01"), why: "hours".to_owned() };
        assert!(refused("2026-07-10", early).contains("4 January 2027"));
        assert!(refused("2026-07-10", pause("2026-07-01", "sickness")).contains("before it begins"));
        assert!(refused("2026-07-10", pause("2026-08-01", " ")).contains("why"));
        let said = enter(&mut desk, worker, "2026-07-01", pause("2026-07-31", "sickness")).unwrap();
        assert!(said.contains("4 February 2027"), "{said}");
    }
}
