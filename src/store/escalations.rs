//! What is decided about an action that stays open: that it is done this time all the same, or that it is taken to somebody
//! else, whose answer is an action of its own. Not another date, and not its end.

use super::agreeing::NewAction;
use super::audit::Act;
use super::seal::Seal;
use super::{Change, StoreError};
use crate::practice::action::{ActionStatus, Escalation};
use crate::practice::reference::ActionId;
use chrono::NaiveDate;
use rusqlite::params;

impl Change<'_> {
    /// Keeps what makes an action happen this time, though it had been asked before.
    pub fn decide_action(&mut self, id: ActionId, words: &str, on: NaiveDate) -> Result<(), StoreError> {
        self.still_open(id)?;
        self.conn.execute(
            "INSERT INTO action_event (action, day, what, note) VALUES (?1, ?2, 'decided', ?3)",
            params![id.0, on, words],
        )?;
        self.act(Act::DecideAction, &id.to_string(), Seal::of("decide").day(on).text(words))
    }

    /// Agrees the action that waits for an answer and, where it is about an open one, keeps with that one that it was taken
    /// higher. The open one stays open.
    pub fn escalate(&mut self, new: &NewAction, to: &Escalation, on: NaiveDate) -> Result<ActionId, StoreError> {
        if let Some(about) = to.about {
            self.still_open(about)?;
        }
        let by = self.add_action(&NewAction { escalation: Some(to.clone()), ..new.clone() })?;
        if let Some(about) = to.about {
            self.conn.execute(
                "INSERT INTO action_event (action, day, what, note, superseded_by) VALUES (?1, ?2, 'escalated', ?3, ?4)",
                params![about.0, on, to.whom(), by.0],
            )?;
            self.act(Act::Escalate, &about.to_string(), Seal::of("escalate").day(on).text(&to.to).number(by.0))?;
        }
        Ok(by)
    }

    fn still_open(&self, id: ActionId) -> Result<(), StoreError> {
        match self.standing(id)?.status {
            ActionStatus::Open => Ok(()),
            ActionStatus::Done | ActionStatus::NotDone | ActionStatus::Superseded => {
                Err(StoreError::DoesNotFit("the action is closed already"))
            }
        }
    }
}
