//! What waits on Today beside what is owed: sessions to be written up, records of workers' own files to be signed, shared,
//! agreed or settled, what the policy wants of those files, and the quality calendar. Not what is done with any of it.

use super::asye::asye_of;
use crate::practice::asye::{Gathered, Review, reviews};
use crate::practice::date_words::{long, month_name, short, with_weekday};
use crate::practice::due::wanted::{FileFacts, Wanted, WantedForm, wanted, wanted_review};
use crate::practice::measures::{AGREE, WRITE_UP};
use crate::practice::quality::{items, last_of_month};
use crate::practice::reference::{WorkerId, WorkerRecordId};
use crate::practice::worker::{Period, Worker};
use crate::practice::worker_record::{WorkerForm, field};
use crate::store::WaitingRecord;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Datelike as _, Days, Months, NaiveDate};

/// For how many days a session that was held and not written up is shown as such.
const HELD_WITHIN: u64 = 28;

/// Within how many days what the policy wants of a worker's file is shown.
const NEAR: i64 = 28;

/// For how many months back an item of the quality calendar that nobody answered is shown.
const QUALITY_MONTHS: u32 = 3;

/// A limit in working days that the policy may state, as *why* tells it.
#[derive(Clone, Copy)]
struct Limit {
    /// The policy's key.
    key: &'static str,
    /// What is to be done in time.
    asked: &'static str,
    /// What the days are counted from; the day itself follows.
    from: &'static str,
}

const WRITTEN_UP: Limit = Limit { key: WRITE_UP, asked: "Written up and shared", from: "the session of" };
const AGREED: Limit = Limit { key: AGREE, asked: "Agreed with the worker", from: "the day it was shared," };

/// What a row waits for, and so what opens from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// A record, to be signed, shared, agreed or settled.
    Record(WorkerRecordId),
    /// A session that was held, to be written up.
    WriteUp,
    /// Something the policy wants of the worker's file.
    Wanted(WantedForm),
    /// An item of the quality calendar, by the first day of its month.
    Quality(NaiveDate),
}

/// One thing that waits.
#[derive(Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// What for.
    pub waits_for: WaitsFor,
    /// Whose file; `None` for the quality calendar.
    pub worker: Option<WorkerId>,
    /// The worker's name, or the month of the quality calendar.
    pub called: String,
    /// The day it is about or is due; `None` where there never was one.
    pub day: Option<NaiveDate>,
    /// What it waits for: `not shared`, `shared 3 November, not agreed`, `held, not written up`.
    pub words: String,
    /// The day by which the policy wants it, where it says so.
    pub due_on: Option<NaiveDate>,
    /// Whether that day is past.
    pub late: bool,
    /// Why, in a sentence; empty where the worker's other dates say it.
    pub why: String,
}

impl WaitingRow {
    /// The record, where there is one.
    pub const fn record(&self) -> Option<WorkerRecordId> {
        match self.waits_for {
            WaitsFor::Record(record) => Some(record),
            WaitsFor::WriteUp | WaitsFor::Wanted(_) | WaitsFor::Quality(_) => None,
        }
    }
}

impl Desk {
    /// Everything that waits: late first, then by day.
    pub fn waiting_page(&self) -> Result<Vec<WaitingRow>, Refusal> {
        let mut rows = self.waiting_rows()?;
        rows.extend(self.all_wanted(|row| near(row.due_on, self.day))?);
        rows.extend(self.quality_waiting()?);
        sort(&mut rows);
        Ok(rows)
    }

    /// What the policy wants of a worker's file beyond supervision: the agreement, observations, appraisals, and the reviews
    /// of the ASYE.
    pub fn due_records(&self, worker: &Worker) -> Result<Vec<Wanted>, Refusal> {
        if !worker.in_team(self.day) {
            return Ok(Vec::new());
        }
        // Today asks for everybody: no more is read of a record than its day and the one answer that counts.
        let last = |form, most, field| self.store.last_worker_days(worker.id, form, self.day, most, field);
        let appraisals = last(WorkerForm::Appraisal, 4, field::WHICH_APPRAISAL)?;
        let is_mid_year = |which: &Option<String>| which.as_deref() == Some("mid_year");
        let agreed = last(WorkerForm::Agreement, 1, field::RENEW_ON)?.into_iter().next();
        let facts = FileFacts {
            agreed: agreed.map(|(on, renew_on)| (on, renew_on.and_then(|renew_on| renew_on.parse().ok()))),
            observed_on: last(WorkerForm::Observation, 1, "")?.first().map(|(on, _)| *on),
            appraised_on: appraisals.iter().find(|(_, which)| !is_mid_year(which)).map(|(on, _)| *on),
            mid_year_on: appraisals.iter().find(|(_, which)| is_mid_year(which)).map(|(on, _)| *on),
        };
        let mut due = wanted(worker, &facts, &self.policies, self.day);
        due.extend(self.reviews_wanted(worker)?);
        due.sort_by_key(|one| one.due_on);
        Ok(due)
    }

    /// The reviews of a worker's ASYE that have not been held, unless it has ended.
    fn reviews_wanted(&self, worker: &Worker) -> Result<Vec<Wanted>, Refusal> {
        let Some(period) = asye_of(worker, self.day).filter(|period| period.from() <= self.day) else {
            return Ok(Vec::new());
        };
        let all = self.reviews_to_come(worker.id, period)?;
        Ok(all.iter().map(|one| wanted_review(one, period.from())).collect())
    }

    /// The reviews of an ASYE that have not been held, by day; none once it was said how it ended.
    pub(super) fn reviews_to_come(&self, worker: WorkerId, period: &Period) -> Result<Vec<Review>, Refusal> {
        let events = self.store.asye_events(worker, period.from(), period.until().max(self.day))?;
        let mut all = reviews(period, &self.policies, &self.days_off, &events, &Gathered::default());
        all.retain(|one| one.done_on.is_none());
        Ok(all)
    }

    /// What the policy wants of everybody's file by a day, by that day; what has none has no place on a calendar.
    pub(super) fn wanted_by_day(&self) -> Result<Vec<WaitingRow>, Refusal> {
        let mut rows = self.all_wanted(|row| row.due_on.is_some())?;
        rows.sort_by_key(|row| row.due_on);
        Ok(rows)
    }

    /// Of what the policy wants of everybody's file, what is to be kept. All of it is asked once for all the while that the
    /// file stays as it is.
    fn all_wanted(&self, keep: impl Fn(&WaitingRow) -> bool) -> Result<Vec<WaitingRow>, Refusal> {
        let facts = self.team_facts()?;
        if facts.wanted.get().is_none() {
            let mut wanted = Vec::new();
            for worker in &facts.workers {
                let due = self.due_records(worker)?;
                wanted.extend(due.into_iter().map(|one| wanted_row(one, worker, self.day)));
            }
            let _ = facts.wanted.set(wanted);
        }
        Ok(facts.wanted.get().into_iter().flatten().filter(|row| keep(row)).cloned().collect())
    }

    /// Of what the policy wants, what is late, missing or due within four weeks.
    pub(super) fn near_records(&self, worker: &Worker) -> Result<Vec<Wanted>, Refusal> {
        let mut due = self.due_records(worker)?;
        due.retain(|one| near(one.due_on, self.day));
        Ok(due)
    }

    /// Items of the quality calendar that nobody has answered: this month's, and those of the months before since the file
    /// was begun.
    fn quality_waiting(&self) -> Result<Vec<WaitingRow>, Refusal> {
        let first = |day: NaiveDate| day.with_day(1).unwrap_or(day);
        let this = first(self.day);
        let begun = first(self.store.begun_on()?.unwrap_or(self.day));
        let mut rows = Vec::new();
        for back in (0..=QUALITY_MONTHS).rev() {
            let Some(month) = this.checked_sub_months(Months::new(back)) else { continue };
            if back > 0 && month < begun {
                continue;
            }
            let due = last_of_month(month);
            let named = format!("{} {}", month_name(month.month()), month.year());
            let open = items(&self.policies, month, self.store.quality_answers(month)?);
            rows.extend(open.into_iter().filter(|item| item.answer.is_none()).map(|item| WaitingRow {
                waits_for: WaitsFor::Quality(month),
                worker: None,
                called: named.clone(),
                day: Some(due),
                why: item.why(month),
                words: item.what,
                due_on: Some(due),
                late: due < self.day,
            }));
        }
        Ok(rows)
    }

    /// Signed records that wait to be shared, agreed or settled, drafts that wait to be signed, and sessions that wait to be
    /// written up; late first.
    pub fn waiting_rows(&self) -> Result<Vec<WaitingRow>, Refusal> {
        let mut rows: Vec<WaitingRow> =
            self.store.waiting_worker_records()?.into_iter().map(|one| self.waiting(one)).collect();
        let mut add = |waits_for, (worker, called): (WorkerId, String), day, words: String, limited: bool| {
            let (due_on, why) = self
                .within(WRITTEN_UP, day)
                .filter(|_| limited)
                .map_or((None, String::new()), |(due, why)| (Some(due), why));
            let late = due_on.is_some_and(|due| due < self.day);
            let (worker, day) = (Some(worker), Some(day));
            rows.push(WaitingRow { waits_for, worker, called, day, words, due_on, late, why });
        };
        for (draft, head) in self.store.worker_draft_heads()? {
            let whose = (head.worker, self.known_worker(head.worker)?.name);
            let words = format!("{}, not signed", head.form.words());
            add(WaitsFor::Record(draft), whose, head.day, words, head.form == WorkerForm::Supervision);
        }
        let first = self.day.checked_sub_days(Days::new(HELD_WITHIN)).unwrap_or(self.day);
        for (_, worker, called, day) in self.store.sessions_not_written_up(first, self.day)? {
            add(WaitsFor::WriteUp, (worker, called), day, "held, not written up".to_owned(), true);
        }
        sort(&mut rows);
        Ok(rows)
    }

    /// What a signed record waits for. A supervision record is to be shared within the policy's limit, then agreed within
    /// its own; a dispute is late from its first day, for it is not left lying.
    fn waiting(&self, one: WaitingRecord) -> WaitingRow {
        let words = match (one.shared_on, one.disputed) {
            (_, true) => "disputed, to be settled".to_owned(),
            (Some(on), false) => format!("shared {}, not agreed", short(on)),
            (None, false) => "signed, not shared".to_owned(),
        };
        let supervision = one.form == WorkerForm::Supervision;
        let words = if supervision { words } else { format!("{}: {words}", one.form.words()) };
        let limit = match one.shared_on {
            _ if !supervision || one.disputed => None,
            Some(shared) => self.within(AGREED, shared),
            None => self.within(WRITTEN_UP, one.day),
        };
        let (due_on, why) = limit.map_or((None, String::new()), |(due, why)| (Some(due), why));
        WaitingRow {
            waits_for: WaitsFor::Record(one.id),
            worker: Some(one.worker),
            called: one.name,
            day: Some(one.day),
            words,
            due_on,
            late: due_on.is_some_and(|due| due < self.day) || one.disputed,
            why,
        }
    }

    /// The last day of a limit counted from a day, by the policy of that day, with why in a sentence; `None` where the
    /// policy states none.
    fn within(&self, limit: Limit, from: NaiveDate) -> Option<(NaiveDate, String)> {
        let stated = self.policies.on(from).stated_under(limit.key).next()?;
        let due = self.days_off.add_working_days(from, stated.value);
        let days =
            if stated.value == 1 { "1 working day".to_owned() } else { format!("{} working days", stated.value) };
        let (asked, counted, source) = (limit.asked, limit.from, stated.source.words());
        let why = format!("{asked} within {days} of {counted} {}: {} ({source}).", long(from), with_weekday(due));
        Some((due, why))
    }
}

/// Whether what is wanted by a day is late, missing or due within four weeks.
fn near(due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    due_on.is_none_or(|on| (on - today).num_days() <= NEAR)
}

fn sort(rows: &mut [WaitingRow]) {
    rows.sort_by_key(|row| (!row.late, row.day.is_none(), row.day, row.record()));
}

fn wanted_row(one: Wanted, worker: &Worker, today: NaiveDate) -> WaitingRow {
    WaitingRow {
        waits_for: WaitsFor::Wanted(one.form),
        worker: Some(worker.id),
        called: worker.name.clone(),
        day: one.due_on,
        words: one.what,
        due_on: one.due_on,
        late: one.due_on.is_some_and(|due| due < today),
        why: one.why,
    }
}
