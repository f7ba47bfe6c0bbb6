//! What happened in an ASYE beside its sessions: reviews, observations noted by hand, extensions, pauses and its end.

use super::audit::Act;
use super::seal::Seal;
use super::{Change, Store, StoreError, column};
use crate::practice::asye::{AsyeEvent, AsyeOutcome, Happened};
use crate::practice::reference::WorkerId;
use chrono::NaiveDate;
use rusqlite::{Row, params};

const OF_WORKER: &str = "SELECT id, day, what, months, until_day, outcome, words, areas FROM asye_event
     WHERE worker = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day, id";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    vec![OF_WORKER.to_owned()]
}

fn event(row: &Row<'_>) -> rusqlite::Result<AsyeEvent> {
    let what: String = row.get(2)?;
    let words = row.get(6)?;
    let areas: String = row.get(7)?;
    let areas = areas.lines().map(str::to_owned).collect();
    let what = match what.as_str() {
        "review" => Happened::Reviewed { months: row.get(3)?, words },
        "observed" => Happened::Observed { words, areas },
        "feedback" => Happened::Feedback { words, areas },
        "extended" => Happened::Extended { until: row.get(4)?, why: words },
        "paused" => Happened::Paused { until: row.get(4)?, why: words },
        "ended" => Happened::Ended { outcome: column::code(row, 5, AsyeOutcome::from_code)?, words },
        _ => return Err(column::unknown(2)),
    };
    Ok(AsyeEvent { id: row.get(0)?, on: row.get(1)?, what })
}

/// The months, the other day and the outcome, as stored.
type Columns = (Option<u16>, Option<NaiveDate>, Option<&'static str>);

const fn columns(what: &Happened) -> Columns {
    match what {
        Happened::Reviewed { months, .. } => (Some(*months), None, None),
        Happened::Observed { .. } | Happened::Feedback { .. } => (None, None, None),
        Happened::Extended { until, .. } | Happened::Paused { until, .. } => (None, Some(*until), None),
        Happened::Ended { outcome, .. } => (None, None, Some(outcome.code())),
    }
}

fn seal(on: NaiveDate, what: &Happened) -> Seal {
    let (months, until, outcome) = columns(what);
    let said = Seal::of("asye").day(on).text(what.code()).maybe_number(months.map(i64::from)).maybe_day(until);
    said.maybe(outcome).text(what.words()).text(&what.areas().join("\n"))
}

impl Store {
    /// What happened to a worker between two days, by day.
    pub fn asye_events(
        &self,
        worker: WorkerId,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<AsyeEvent>, StoreError> {
        let mut query = self.conn.prepare_cached(OF_WORKER)?;
        Ok(query.query_map(params![worker.0, from, until], event)?.collect::<Result<_, _>>()?)
    }
}

impl Change<'_> {
    /// Enters something that happened in a worker's ASYE.
    pub fn add_asye_event(&mut self, worker: WorkerId, on: NaiveDate, what: &Happened) -> Result<(), StoreError> {
        let (months, until, outcome) = columns(what);
        let reference = self.worker_reference(worker)?;
        self.conn.execute(
            "INSERT INTO asye_event (worker, day, what, months, until_day, outcome, words, areas)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![worker.0, on, what.code(), months, until, outcome, what.words(), what.areas().join("\n")],
        )?;
        self.act(Act::AddAsye, &reference, seal(on, what))
    }

    /// Takes away what was entered in error.
    pub fn remove_asye_event(&mut self, worker: WorkerId, event: &AsyeEvent) -> Result<(), StoreError> {
        let reference = self.worker_reference(worker)?;
        let gone =
            self.conn.execute("DELETE FROM asye_event WHERE id = ?1 AND worker = ?2", params![event.id, worker.0])?;
        if gone == 0 {
            return Err(StoreError::NotThere("such entry in this ASYE".to_owned()));
        }
        self.act(Act::RemoveAsye, &reference, seal(event.on, &event.what))
    }
}
