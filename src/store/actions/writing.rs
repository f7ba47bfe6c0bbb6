//! Actions agreed, put right, given another date, closed and opened again. Not how they are read.

use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::reference::{ActionId, WorkerId};
use crate::store::agreeing::{Closing, NewAction};
use crate::store::audit::Act;
use crate::store::column::name_key;
use crate::store::seal::Seal;
use crate::store::{Change, StoreError, WorkerDetails};
use chrono::NaiveDate;
use rusqlite::params;

impl Change<'_> {
    /// Agrees an action.
    pub fn add_action(&mut self, new: &NewAction) -> Result<ActionId, StoreError> {
        let (owner, owner_worker) = self.owner(&new.owner)?;
        let (child, worker) = match new.subject {
            ActionSubject::Child(child) => (Some(child.0), None),
            ActionSubject::Worker(worker) => (None, Some(worker.0)),
        };
        self.conn
            .prepare_cached(
                "INSERT INTO action (child, worker, record, change_needed, action, owner, owner_key, owner_worker,
                     agreed_on, first_due_on, due_on, redated, status, escalated_to, protocol, escalates)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'open', ?13, ?14, ?15)",
            )?
            .execute(params![
                child,
                worker,
                new.record.map(|record| record.0),
                new.change_needed,
                new.action,
                owner,
                name_key(&owner),
                owner_worker.map(|worker| worker.0),
                new.agreed_on,
                new.first_due_on,
                new.due_on,
                u32::from(new.due_on > new.first_due_on),
                new.escalation.as_ref().map(|one| &one.to),
                new.escalation.as_ref().map(|one| &one.protocol),
                new.escalation.as_ref().and_then(|one| one.about).map(|about| about.0)
            ])?;
        let id = ActionId(self.conn.last_insert_rowid());
        let seal = Seal::of("action")
            .maybe_number(child)
            .maybe_number(worker)
            .text(&new.change_needed)
            .text(&new.action)
            .text(&owner)
            .day(new.first_due_on)
            .day(new.due_on);
        let seal = match &new.escalation {
            Some(one) => seal.text(&one.to).text(&one.protocol).maybe_number(one.about.map(|about| about.0)),
            None => seal,
        };
        self.act(Act::AddAction, &id.to_string(), seal)?;
        Ok(id)
    }

    /// Puts the words of an action right, or who does it, on a day; how it stood until then is kept. Its dates and its end
    /// have acts of their own.
    pub fn change_action(
        &mut self,
        id: ActionId,
        change_needed: &str,
        action: &str,
        owner: &str,
        on: NaiveDate,
    ) -> Result<(), StoreError> {
        let now = self.standing(id)?;
        let (owner, owner_worker) = self.owner(owner)?;
        let same = (now.change_needed.as_str(), now.action.as_str(), now.owner.as_str(), now.owner_worker)
            == (change_needed, action, owner.as_str(), owner_worker);
        if same {
            return Ok(());
        }
        self.conn
            .prepare_cached(
                "INSERT INTO action_event (action, day, what, needed_was, action_was, owner_was, owner_worker_was)
                 VALUES (?1, ?2, 'put_right', ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                id.0,
                on,
                now.change_needed,
                now.action,
                now.owner,
                now.owner_worker.map(|worker| worker.0)
            ])?;
        self.conn.execute(
            "UPDATE action SET change_needed = ?2, action = ?3, owner = ?4, owner_key = ?5, owner_worker = ?6
             WHERE id = ?1",
            params![id.0, change_needed, action, owner, name_key(&owner), owner_worker.map(|worker| worker.0)],
        )?;
        let seal = Seal::of("action").text(change_needed).text(action).text(&owner).day(on);
        self.act(Act::ChangeAction, &id.to_string(), seal)
    }

    /// Gives an open action another date, with the reason. Moved later, its drift grows by one.
    pub fn redate_action(&mut self, id: ActionId, to: NaiveDate, on: NaiveDate, why: &str) -> Result<(), StoreError> {
        let now = self.standing(id)?;
        if now.status != ActionStatus::Open {
            return Err(StoreError::DoesNotFit("a closed action is opened again before it gets another date"));
        }
        if to == now.due_on {
            return Ok(());
        }
        self.conn.execute(
            "INSERT INTO action_event (action, day, what, due_was, due_on, note) VALUES (?1, ?2, 'redated', ?3, ?4, ?5)",
            params![id.0, on, now.due_on, to, why],
        )?;
        self.conn.execute(
            "UPDATE action SET due_on = ?2, redated = redated + ?3 WHERE id = ?1",
            params![id.0, to, u32::from(to > now.due_on)],
        )?;
        self.act(Act::RedateAction, &id.to_string(), Seal::of("redate").day(now.due_on).day(to).day(on).text(why))
    }

    /// Closes an open action on a day.
    pub fn close_action(&mut self, id: ActionId, closing: &Closing, on: NaiveDate) -> Result<(), StoreError> {
        let now = self.standing(id)?;
        if now.status != ActionStatus::Open {
            return Err(StoreError::DoesNotFit("the action is closed already"));
        }
        let (status, note) = (closing.status().code(), closing.note());
        let by = match closing {
            Closing::Superseded { by, .. } => by.map(|action| action.0),
            Closing::Done { .. } | Closing::NotDone { .. } => None,
        };
        self.conn.execute(
            "INSERT INTO action_event (action, day, what, status, note, superseded_by)
             VALUES (?1, ?2, 'closed', ?3, ?4, ?5)",
            params![id.0, on, status, note, by],
        )?;
        self.conn.execute(
            "UPDATE action SET status = ?2, closed_on = ?3, difference = ?4 WHERE id = ?1",
            params![id.0, status, on, note],
        )?;
        self.act(Act::CloseAction, &id.to_string(), Seal::of("close").text(status).day(on).text(note))
    }

    /// Opens a closed action again on a day. What it was closed with is kept with the event.
    pub fn reopen_action(&mut self, id: ActionId, on: NaiveDate) -> Result<(), StoreError> {
        let now = self.standing(id)?;
        if now.status == ActionStatus::Open {
            return Err(StoreError::DoesNotFit("the action is open already"));
        }
        self.conn.execute(
            "INSERT INTO action_event (action, day, what, status, closed_on, note)
             VALUES (?1, ?2, 'reopened', ?3, ?4, ?5)",
            params![id.0, on, now.status.code(), now.closed_on, now.difference],
        )?;
        self.conn
            .execute("UPDATE action SET status = 'open', closed_on = NULL, difference = '' WHERE id = ?1", [id.0])?;
        self.act(Act::ReopenAction, &id.to_string(), Seal::of("reopen").day(on))
    }

    pub(in crate::store) fn standing(&self, id: ActionId) -> Result<Action, StoreError> {
        self.action(id)?.ok_or_else(|| StoreError::NotThere(id.to_string()))
    }

    /// An owner as written, "me" being the supervisor, and the worker that it means. The supervisor is no worker.
    fn owner(&self, owner: &str) -> Result<(String, Option<WorkerId>), StoreError> {
        let owner = owner.trim();
        let supervisor = self.settings()?.supervisor;
        let key = name_key(owner);
        if !supervisor.is_empty() && (key == "me" || key == name_key(&supervisor)) {
            return Ok((supervisor, None));
        }
        if key.is_empty() {
            return Ok((String::new(), None));
        }
        Ok((owner.to_owned(), self.owner_worker(owner)?))
    }

    /// Links the actions whose owner a worker turns out to be, by name or reference.
    pub(in crate::store) fn link_owners(&self, id: WorkerId, details: &WorkerDetails) -> Result<(), StoreError> {
        let name = name_key(&details.name);
        // A name that two workers share means neither, and the supervisor's own is the supervisor.
        let shared = self.workers_by_name(&details.name)?.len() > 1 || name == name_key(&self.settings()?.supervisor);
        let names = [name_key(details.reference.as_str()), name];
        for key in &names[..if shared { 1 } else { 2 }] {
            self.conn
                .prepare_cached("UPDATE action SET owner_worker = ?1 WHERE owner_worker IS NULL AND owner_key = ?2")?
                .execute(params![id.0, key])?;
        }
        Ok(())
    }
}
