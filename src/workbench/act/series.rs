//! Books a series of sessions to a rhythm. Not where its days fall, which is practice's.

use crate::practice::date_words::{short, with_weekday};
use crate::practice::policy::Interval;
use crate::practice::reference::WorkerId;
use crate::practice::series::{off_course, series};
use crate::practice::session::{Outcome, Session, SessionKind};
use crate::store::{SessionDetails, StoreError};
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::refusal::Refusal;
use chrono::{NaiveDate, NaiveTime};

/// The most that are booked at once.
const MOST: u16 = 60;

/// A series to book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesAct {
    /// With whom.
    pub worker: WorkerId,
    /// The first day.
    pub first: NaiveDate,
    /// The time of day, if one was given.
    pub at: Option<NaiveTime>,
    /// How far apart.
    pub every: Interval,
    /// How many.
    pub count: u16,
}

impl Desk {
    /// Books a series of one-to-one sessions; a day that has one already is left alone.
    pub fn series_act(&mut self, act: SeriesAct) -> Result<Vec<Msg>, Refusal> {
        if act.first < self.day {
            return Err(Refusal::at("first", format!("{} is past; begin today or later", with_weekday(act.first))));
        }
        if !(1..=MOST).contains(&act.count) {
            return Err(Refusal::at(
                "count",
                format!("a series is 1 to {MOST} sessions; {} cannot be right", act.count),
            ));
        }
        let worker = self.known_worker(act.worker)?;
        let falls = series(&worker, act.first, act.every, act.count, &self.days_off);
        let (mut booked, mut there) = (Vec::new(), 0);
        for on in falls.iter().filter_map(|one| one.on()) {
            let same = self.store.sessions_between(Some(act.worker), on, on)?;
            let booked_already =
                |one: &Session| one.kind == SessionKind::OneToOne && matches!(one.outcome, Outcome::Planned);
            if same.iter().any(booked_already) {
                there += 1;
            } else {
                booked.push(on);
            }
        }
        let by = self.by();
        self.store.change(&by, |change| -> Result<(), StoreError> {
            for on in &booked {
                change.add_session(&SessionDetails {
                    worker: act.worker,
                    kind: SessionKind::OneToOne,
                    planned_for: Some(*on),
                    starts_at: act.at,
                    outcome: Outcome::Planned,
                })?;
            }
            Ok(())
        })?;
        let mut said = match (booked.as_slice(), booked.last()) {
            ([], _) => "Nothing was booked.".to_owned(),
            ([one], _) => format!("Booked for {}.", short(*one)),
            (all, Some(last)) => format!("{} booked, the last for {}.", all.len(), short(*last)),
            (_, None) => String::new(),
        };
        said.push_str(&off_course(&falls));
        if there > 0 {
            said.push_str(&format!(" {there} booked already."));
        }
        Ok(vec![Msg::Done(said)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::reference::Reference;
    use crate::practice::worker::{Absence, AbsenceKind, KnownRole, Role};
    use crate::store::{Store, WorkerDetails};
    use crate::workbench::configuration::Configuration;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_series_is_booked_over_christmas_and_leave_and_says_so() {
        let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-23"), Configuration::default()).unwrap();
        let by = desk.by();
        let worker = desk
            .store_mut()
            .change(&by, |change| {
                let worker = change.add_worker(&WorkerDetails {
                    reference: Reference::new("W1").unwrap(),
                    name: "Aisha Patel".to_owned(),
                    role: Role::Known(KnownRole::SocialWorker),
                    fte: 100,
                    joined_on: day("2026-09-01"),
                    joined_assumed: false,
                    left_on: None,
                })?;
                let until = Some(day("2026-12-15"));
                change.set_absence(worker, &Absence { kind: AbsenceKind::Leave, from: day("2026-12-07"), until })?;
                Ok::<_, StoreError>(worker)
            })
            .unwrap();
        let act = SeriesAct { worker, first: day("2026-11-27"), at: None, every: Interval::Days(14), count: 4 };
        let said = |desk: &mut Desk, act| match desk.series_act(act).unwrap().as_slice() {
            [Msg::Done(words)] => words.clone(),
            _ => panic!("one answer"),
        };
        // 27 November; 11 December is leave; 25 December is closed and goes to the 29th; 8 January.
        let first = said(&mut desk, act);
        assert_eq!(
            first,
            "3 booked, the last for 8 Jan. Off closed days: 25 Dec to 29 Dec. Left out, away or gone then: 11 Dec."
        );
        let again = said(&mut desk, act);
        assert!(again.starts_with("Nothing was booked.") && again.ends_with("3 booked already."), "{again}");
        assert!(desk.series_act(SeriesAct { first: day("2026-11-20"), ..act }).is_err());
        assert!(desk.series_act(SeriesAct { count: 0, ..act }).is_err());
    }
}
