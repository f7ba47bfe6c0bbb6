//! A session beyond its day: how and where it is or was, and the children thought about in it. Not what was said: of a
//! child that is the child's oversight, of the worker it is the worker's own file.

use super::audit::Act;
use super::column;
use super::seal::Seal;
use super::{Change, Store, StoreError};
use crate::practice::reference::{ChildId, DraftId, RecordId, SessionId, WorkerId};
use crate::practice::session::{How, SessionSetting};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Row, params};
use std::collections::HashMap;

const SETTING: &str = "SELECT how, place, minutes_planned, interrupted FROM session_setting WHERE session = ?1";
const SETTINGS_OF: &str = "SELECT t.how, t.place, t.minutes_planned, t.interrupted, t.session FROM session s
     CROSS JOIN session_setting t ON t.session = s.id WHERE s.worker = ?1";
const CHILDREN: &str = "SELECT s.session, coalesce(c.merged_into, c.id), s.draft, s.record FROM session_child s
     CROSS JOIN child c ON c.id = s.child WHERE s.session = ?1 ORDER BY s.child";
const SESSIONS: &str =
    "SELECT s.session, ?1, s.draft, s.record, coalesce(x.held_on, x.planned_for) FROM session_child s
     CROSS JOIN session x ON x.id = s.session
     WHERE s.child IN (SELECT ?1 UNION ALL SELECT id FROM child WHERE merged_into = ?1)
     ORDER BY coalesce(x.held_on, x.planned_for), s.session";
const OF_DRAFT: &str = "SELECT session, child, draft, record FROM session_child WHERE draft = ?1";
const LAST_DISCUSSED: &str = "SELECT max(x.held_on) FROM session_child s CROSS JOIN session x ON x.id = s.session
     WHERE s.child IN (SELECT ?1 UNION ALL SELECT id FROM child WHERE merged_into = ?1) AND x.held_on <= ?2";

/// Sessions of one worker, or joint, held within two days, of which nothing is recorded in the worker's file. What is read
/// of a session lies in the index, for the sessions of a month lie far apart.
const NOT_WRITTEN_UP: &str = "SELECT s.id, coalesce(w.merged_into, w.id), w.name, s.held_on
     FROM session s INDEXED BY session_held_day CROSS JOIN worker w ON w.id = s.worker
     WHERE s.held_on BETWEEN ?1 AND ?2 AND s.kind IN ('one_to_one', 'joint')
         AND NOT EXISTS (SELECT 1 FROM worker_record r WHERE r.session = s.id AND r.form = 'supervision')
     ORDER BY s.held_on, s.id";

/// A child thought about in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discussed {
    /// The session.
    pub session: SessionId,
    /// The child.
    pub child: ChildId,
    /// The oversight begun for it, while it is a draft.
    pub draft: Option<DraftId>,
    /// The oversight once signed.
    pub record: Option<RecordId>,
}

fn discussed(row: &Row<'_>) -> rusqlite::Result<Discussed> {
    Ok(Discussed {
        session: column::key(row, 0, SessionId)?,
        child: column::key(row, 1, ChildId)?,
        draft: column::maybe_key(row, 2, DraftId)?,
        record: column::maybe_key(row, 3, RecordId)?,
    })
}

fn setting(row: &Row<'_>) -> rusqlite::Result<SessionSetting> {
    Ok(SessionSetting {
        how: column::maybe_code(row, 0, How::from_code)?,
        place: row.get(1)?,
        minutes_planned: row.get(2)?,
        interrupted: row.get(3)?,
    })
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [SETTING, SETTINGS_OF, CHILDREN, SESSIONS, OF_DRAFT, LAST_DISCUSSED, NOT_WRITTEN_UP].map(str::to_owned).to_vec()
}

impl Store {
    /// How and where a session is or was; nothing known where nothing was said.
    pub fn session_setting(&self, session: SessionId) -> Result<SessionSetting, StoreError> {
        let mut query = self.conn.prepare_cached(SETTING)?;
        Ok(query.query_row([session.0], setting).optional()?.unwrap_or_default())
    }

    /// The same of every session of a worker of which anything was said.
    pub fn session_settings(&self, worker: WorkerId) -> Result<HashMap<SessionId, SessionSetting>, StoreError> {
        let mut query = self.conn.prepare_cached(SETTINGS_OF)?;
        let rows = query.query_map([worker.0], |row| Ok((column::key(row, 4, SessionId)?, setting(row)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The children thought about in a session.
    pub fn children_discussed(&self, session: SessionId) -> Result<Vec<Discussed>, StoreError> {
        let mut query = self.conn.prepare_cached(CHILDREN)?;
        Ok(query.query_map([session.0], discussed)?.collect::<Result<_, _>>()?)
    }

    /// The sessions in which a child was thought about, with their days, oldest first.
    pub fn sessions_about(&self, child: ChildId) -> Result<Vec<(Discussed, Option<NaiveDate>)>, StoreError> {
        let mut query = self.conn.prepare_cached(SESSIONS)?;
        let rows = query.query_map([child.0], |row| Ok((discussed(row)?, row.get(4)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Sessions held within two days of which nothing is recorded: the session, the worker with the name, and its day.
    pub fn sessions_not_written_up(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(SessionId, WorkerId, String, NaiveDate)>, StoreError> {
        let mut query = self.conn.prepare_cached(NOT_WRITTEN_UP)?;
        let rows = query.query_map(params![from, to], |row| {
            Ok((column::key(row, 0, SessionId)?, column::key(row, 1, WorkerId)?, row.get(2)?, row.get(3)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The session that an oversight draft was begun in, if one.
    pub fn session_of_draft(&self, draft: DraftId) -> Result<Option<SessionId>, StoreError> {
        let mut query = self.conn.prepare_cached(OF_DRAFT)?;
        Ok(query.query_row([draft.0], discussed).optional()?.map(|one| one.session))
    }

    /// The day of the last session up to a day in which a child was thought about.
    pub fn last_discussed(&self, child: ChildId, day: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
        let mut query = self.conn.prepare_cached(LAST_DISCUSSED)?;
        Ok(query.query_row(params![child.0, day], |row| row.get(0))?)
    }
}

impl Change<'_> {
    /// Says how and where a session is or was.
    pub fn set_session(&mut self, session: SessionId, setting: &SessionSetting) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO session_setting (session, how, place, minutes_planned, interrupted)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (session) DO UPDATE SET how = excluded.how, place = excluded.place,
                     minutes_planned = excluded.minutes_planned, interrupted = excluded.interrupted",
            )?
            .execute(params![
                session.0,
                setting.how.map(How::code),
                setting.place,
                setting.minutes_planned,
                setting.interrupted
            ])?;
        let seal = Seal::of("session setting")
            .maybe(setting.how.map(How::code))
            .text(&setting.place)
            .maybe_number(setting.minutes_planned.map(i64::from))
            .number(i64::from(setting.interrupted));
        self.act(Act::ChangeSession, &session.to_string(), seal)
    }

    /// Notes that a child is thought about in a session, with the oversight draft begun for it.
    pub fn discuss_child(
        &mut self,
        session: SessionId,
        child: ChildId,
        draft: Option<DraftId>,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO session_child (session, child, draft) VALUES (?1, ?2, ?3)
                 ON CONFLICT (session, child) DO UPDATE SET draft = coalesce(excluded.draft, draft)",
            )?
            .execute(params![session.0, child.0, draft.map(|one| one.0)])?;
        self.act(Act::DiscussChild, &session.to_string(), Seal::of("discussed").number(child.0))
    }

    /// Notes that a child was thought about in a session, with the oversight signed for it.
    pub fn discussed_child(
        &mut self,
        session: SessionId,
        child: ChildId,
        record: Option<RecordId>,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT OR IGNORE INTO session_child (session, child, record) VALUES (?1, ?2, ?3)")?
            .execute(params![session.0, child.0, record.map(|one| one.0)])?;
        self.act(Act::DiscussChild, &session.to_string(), Seal::of("discussed").number(child.0))
    }

    /// Takes a child off a session again, where no oversight was signed for it.
    pub fn leave_child_out(&mut self, session: SessionId, child: ChildId) -> Result<(), StoreError> {
        self.conn.execute(
            "DELETE FROM session_child WHERE session = ?1 AND child = ?2 AND record IS NULL",
            params![session.0, child.0],
        )?;
        self.act(Act::DiscussChild, &session.to_string(), Seal::of("left out").number(child.0))
    }

    /// The oversight begun in a session is signed: the session points at the record. Before the draft goes.
    pub(super) fn session_has_record(&self, draft: DraftId, record: RecordId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE session_child SET record = ?2, draft = NULL WHERE draft = ?1")?
            .execute(params![draft.0, record.0])?;
        Ok(())
    }
}
