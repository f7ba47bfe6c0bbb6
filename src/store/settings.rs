//! The file's settings and the policies in force over time.

use super::audit::Act;
use super::seal::Seal;
use super::{Change, Store, StoreError};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, params};

/// Whose file this is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The supervisor, by name: who signs.
    pub supervisor: String,
    /// The team.
    pub team: String,
}

impl Settings {
    /// The name that acts and signatures carry.
    pub fn signs(&self) -> String {
        if self.supervisor.is_empty() { "the supervisor".to_owned() } else { self.supervisor.clone() }
    }
}

/// A policy with the day it came into force. `Debug` leaves the text out.
#[derive(Clone, PartialEq, Eq)]
pub struct PolicyInForce {
    /// The first day; `None` for the first policy, which holds for all earlier time.
    pub from: Option<NaiveDate>,
    /// Its name.
    pub name: String,
    /// The whole file, so that it keeps working wherever that has gone.
    pub text: String,
}

impl std::fmt::Debug for PolicyInForce {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PolicyInForce").field("from", &self.from).field("name", &self.name).finish_non_exhaustive()
    }
}

const SUPERVISOR: &str = "supervisor";
const TEAM: &str = "team";

impl Store {
    /// Whose file this is.
    pub fn settings(&self) -> Result<Settings, StoreError> {
        Ok(Settings {
            supervisor: self.setting(SUPERVISOR)?.unwrap_or_default(),
            team: self.setting(TEAM)?.unwrap_or_default(),
        })
    }

    /// One setting by its key, if it was ever set.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
        Ok(query.query_row([key], |row| row.get(0)).optional()?)
    }

    /// The policies over time, the first first.
    pub fn policies(&self) -> Result<Vec<PolicyInForce>, StoreError> {
        let mut query =
            self.conn.prepare_cached("SELECT from_day, name, text FROM policy_in_force ORDER BY from_day")?;
        let rows =
            query.query_map([], |row| Ok(PolicyInForce { from: row.get(0)?, name: row.get(1)?, text: row.get(2)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Change<'_> {
    /// Sets whose file this is.
    pub fn set_settings(&mut self, settings: &Settings) -> Result<(), StoreError> {
        self.set(SUPERVISOR, settings.supervisor.trim())?;
        self.set(TEAM, settings.team.trim())
    }

    /// Sets one setting.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value")?
            .execute([key, value])?;
        self.act(Act::ChangeSettings, key, Seal::of("setting").text(key).text(value))
    }

    /// Puts a policy in force from a day, or for all earlier time; another on the same day is replaced.
    pub fn use_policy(&mut self, policy: &PolicyInForce) -> Result<(), StoreError> {
        self.conn.execute("DELETE FROM policy_in_force WHERE from_day IS ?1", [policy.from])?;
        self.conn.execute(
            "INSERT INTO policy_in_force (from_day, name, text) VALUES (?1, ?2, ?3)",
            params![policy.from, policy.name, policy.text],
        )?;
        let seal = Seal::of("policy").maybe_day(policy.from).text(&policy.name).text(&policy.text);
        self.act(Act::UsePolicy, &policy.name, seal)
    }
}
