//! Group and peer supervision: the meeting, the sessions of those who came, and what stands of it on each child's page.

use super::audit::Act;
use super::seal::Seal;
use super::{Change, Store, StoreError, column};
use crate::practice::group::{GroupHeld, GroupKind, GroupMeeting, GroupNote};
use crate::practice::reference::{ChildId, SessionId, WorkerId};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, params};

/// Nothing but the facts of the case, and never what shifted or who was there.
const OF_CHILD: &str = "SELECT g.kind, g.held_on, g.model, gc.facts FROM group_child gc
     CROSS JOIN group_session g ON g.id = gc.group_session
     WHERE gc.child IN (SELECT ?1 UNION ALL SELECT id FROM child WHERE merged_into = ?1) AND g.held_on <= ?2
     ORDER BY g.held_on, g.id";
const OF_SESSION: &str = "SELECT g.id, g.kind, g.held_on, g.minutes, g.model, g.shifted FROM group_member m
     CROSS JOIN group_session g ON g.id = m.group_session WHERE m.session = ?1";
const CAME: &str = "SELECT coalesce(w.merged_into, w.id), w.name, m.session FROM group_member m
     CROSS JOIN session s ON s.id = m.session CROSS JOIN worker w ON w.id = s.worker
     WHERE m.group_session = ?1 ORDER BY w.name, m.session";
const ABOUT: &str = "SELECT coalesce(c.merged_into, c.id) FROM group_child gc CROSS JOIN child c ON c.id = gc.child
     WHERE gc.group_session = ?1 ORDER BY gc.child";
const COUNT: &str = "SELECT count(*) FROM group_session WHERE held_on BETWEEN ?1 AND ?2";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [OF_CHILD, OF_SESSION, CAME, ABOUT, COUNT].map(str::to_owned).to_vec()
}

impl Store {
    /// The meetings in which a child was thought about, up to a day, oldest first.
    pub fn group_notes(&self, child: ChildId, until: NaiveDate) -> Result<Vec<GroupNote>, StoreError> {
        let mut query = self.conn.prepare_cached(OF_CHILD)?;
        let rows = query.query_map(params![child.0, until], |row| {
            Ok(GroupNote {
                kind: column::code(row, 0, GroupKind::from_code)?,
                on: row.get(1)?,
                model: row.get(2)?,
                facts: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The meeting that a session was part of, if it was.
    pub fn group_of(&self, session: SessionId) -> Result<Option<GroupMeeting>, StoreError> {
        let mut query = self.conn.prepare_cached(OF_SESSION)?;
        let found = query.query_row([session.0], |row| {
            let meeting = GroupMeeting {
                kind: column::code(row, 1, GroupKind::from_code)?,
                on: row.get(2)?,
                minutes: row.get(3)?,
                model: row.get(4)?,
                shifted: row.get(5)?,
                came: Vec::new(),
                children: Vec::new(),
            };
            Ok((row.get::<_, i64>(0)?, meeting))
        });
        let Some((id, mut meeting)) = found.optional()? else { return Ok(None) };
        let mut came = self.conn.prepare_cached(CAME)?;
        let who = came.query_map([id], |row| Ok((column::key(row, 0, WorkerId)?, row.get(1)?)))?;
        meeting.came = who.collect::<Result<_, _>>()?;
        let mut about = self.conn.prepare_cached(ABOUT)?;
        meeting.children = about.query_map([id], |row| column::key(row, 0, ChildId))?.collect::<Result<_, _>>()?;
        Ok(Some(meeting))
    }

    /// How many meetings of a group there were from one day to another.
    pub fn groups_held(&self, from: NaiveDate, to: NaiveDate) -> Result<u32, StoreError> {
        Ok(self.conn.prepare_cached(COUNT)?.query_row(params![from, to], column::all)?)
    }
}

impl Change<'_> {
    /// Enters a meeting of a group. The sessions of those who came are there already.
    pub fn add_group(&mut self, held: &GroupHeld) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO group_session (kind, held_on, minutes, model, shifted) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![held.kind.code(), held.on, held.minutes, held.model, held.shifted],
        )?;
        let id = self.conn.last_insert_rowid();
        let mut seal = Seal::of("group")
            .text(held.kind.code())
            .day(held.on)
            .number(i64::from(held.minutes))
            .text(&held.model)
            .text(&held.shifted);
        for session in &held.sessions {
            self.conn
                .execute("INSERT INTO group_member (session, group_session) VALUES (?1, ?2)", params![session.0, id])?;
            seal = seal.number(session.0);
        }
        for (child, facts) in &held.children {
            self.conn.execute(
                "INSERT INTO group_child (group_session, child, facts) VALUES (?1, ?2, ?3)",
                params![id, child.0, facts],
            )?;
            seal = seal.number(child.0).text(facts);
        }
        let about = held.sessions.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        self.act(Act::AddGroup, &about, seal)
    }
}
