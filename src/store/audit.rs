//! The trail of acts: codes, rows, and the chain that ties each row to the one before.

use super::column;
use super::seal::Seal;
use super::{Store, StoreError};
use crate::practice::code::coded;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rusqlite::{OptionalExtension as _, params};

coded! {
    /// What was done, as a code.
    Act {
        /// The file was made.
        MakeFile = "make_file", "made the file";
        /// The passphrase was changed.
        Rekey = "rekey", "changed the passphrase";
        /// The file was restored from a backup.
        Restore = "restore", "restored a backup";
        /// Something was taken out for good.
        Purge = "purge", "removed for good";
        /// Records were put on hold.
        SetHold = "set_hold", "put on hold";
        /// A hold was lifted.
        LiftHold = "lift_hold", "lifted a hold";
        /// A setting was changed.
        ChangeSettings = "change_settings", "changed the settings";
        /// A policy was put in force.
        UsePolicy = "use_policy", "put a policy in force";
        /// A worker was added.
        AddWorker = "add_worker", "added a worker";
        /// A worker's details were changed.
        ChangeWorker = "change_worker", "changed a worker";
        /// Two entries of one worker were merged.
        MergeWorkers = "merge_workers", "merged two entries of one worker";
        /// A period of closer supervision was set.
        SetPeriod = "set_period", "set a period of closer supervision";
        /// A period of closer supervision was taken away.
        RemovePeriod = "remove_period", "removed a period of closer supervision";
        /// An absence was set.
        SetAbsence = "set_absence", "set an absence";
        /// An absence was taken away.
        RemoveAbsence = "remove_absence", "removed an absence";
        /// A session was planned, or entered.
        AddSession = "add_session", "entered a session";
        /// A session was held, called off, missed or corrected.
        ChangeSession = "change_session", "changed a session";
        /// A child was added.
        AddChild = "add_child", "added a child";
        /// A child's details were changed.
        ChangeChild = "change_child", "changed a child";
        /// Two entries of one child were merged.
        MergeChildren = "merge_children", "merged two entries of one child";
        /// A child's status changed.
        SetStatus = "set_status", "set a child's status";
        /// A status entered in error was taken away.
        RemoveStatus = "remove_status", "removed a child's status";
        /// A child was allocated, or an allocation ended.
        Allocate = "allocate", "set a child's allocation";
        /// An assessment was started, ended or corrected.
        SetAssessment = "set_assessment", "set an assessment";
        /// A milestone was set.
        SetMilestone = "set_milestone", "set a milestone";
        /// Something of an ASYE was entered: a review, an observation, an extension, a pause, its end.
        AddAsye = "add_asye", "entered something of an ASYE";
        /// Something of an ASYE that was entered in error was taken away.
        RemoveAsye = "remove_asye", "removed something of an ASYE";
        /// A meeting of group or peer supervision was entered.
        AddGroup = "add_group", "entered group supervision";
        /// The team was handed over for some days.
        HandOver = "hand_over", "handed the team over";
        /// The team was taken back before the last day.
        TakeOver = "take_over", "took the team back";
        /// An item of the quality calendar was ticked off, given a reason, or opened again.
        AnswerQuality = "answer_quality", "answered an item of the quality calendar";
        /// A draft was begun.
        BeginDraft = "begin_draft", "began a draft";
        /// A draft was discarded.
        DiscardDraft = "discard_draft", "discarded a draft";
        /// A record was signed.
        Sign = "sign", "signed a record";
        /// A record came in as signed history.
        EnterHistory = "enter_history", "entered signed history";
        /// Something was added to a signed record.
        Add = "add", "added to a record";
        /// A signed record was withdrawn.
        Withdraw = "withdraw", "withdrew a record";
        /// A child was thought about in a session, or left out again.
        DiscussChild = "discuss_child", "noted a child thought about in supervision";
        /// A record in a worker's file was begun.
        BeginWorkerRecord = "begin_worker_record", "began a record in a worker's file";
        /// A draft in a worker's file was discarded.
        DiscardWorkerRecord = "discard_worker_record", "discarded a draft in a worker's file";
        /// A record in a worker's file was signed.
        SignWorkerRecord = "sign_worker_record", "signed a record in a worker's file";
        /// A record was shared with the worker it is about.
        ShareWorkerRecord = "share_worker_record", "shared a record with its worker";
        /// The worker agreed or disputed it, or a dispute was settled.
        AnswerWorkerRecord = "answer_worker_record", "entered a worker's answer";
        /// Something was added to a signed record in a worker's file.
        AddToWorkerRecord = "add_to_worker_record", "added to a record in a worker's file";
        /// A signed record in a worker's file was withdrawn.
        WithdrawWorkerRecord = "withdraw_worker_record", "withdrew a record in a worker's file";
        /// An action was agreed.
        AddAction = "add_action", "agreed an action";
        /// An action's words or owner were corrected.
        ChangeAction = "change_action", "corrected an action";
        /// An action's date was changed.
        RedateAction = "redate_action", "changed the date of an action";
        /// An action was closed.
        CloseAction = "close_action", "closed an action";
        /// An action was opened again.
        ReopenAction = "reopen_action", "opened an action again";
        /// An action that had been asked before was decided about.
        DecideAction = "decide_action", "decided about the same action again";
        /// A matter was taken to somebody else.
        Escalate = "escalate", "took an action higher";
        /// A note was made about a child, or in a worker's own file.
        Note = "note", "made a note";
        /// Said of a note that nothing more is to be done about it, or took that back.
        DealWithNote = "deal_with_note", "dealt with a note";
        /// The last act that can be undone was undone.
        Undo = "undo", "undid an act";
        /// What was undone was done again.
        Redo = "redo", "did again what was undone";
        /// A file was imported.
        Import = "import", "imported";
        /// A made-up team was made.
        Demo = "demo", "made up a team";
        /// A record went into the authority's case system.
        CopyAcross = "copy_across", "copied a record across";
        /// Something left the file.
        Export = "export", "exported";
        /// A backup was made.
        Backup = "backup", "made a backup";
    }
}

/// Who acts, and when by the real clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// The supervisor's name.
    pub who: String,
    /// The moment; never the day the program was told.
    pub at: DateTime<Utc>,
}

/// One row of the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place, from 1.
    pub seq: i64,
    /// When, in UTC.
    pub at: DateTime<Utc>,
    /// Who.
    pub who: String,
    /// What was done.
    pub act: Act,
    /// On what: a reference.
    pub about: String,
    /// The digest of what was written.
    pub digest: String,
    /// The hash that ties it to everything before.
    pub hash: String,
}

/// The end of the trail, as carried by backups and exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// How many acts there are.
    pub seq: i64,
    /// The hash of the last.
    pub hash: String,
}

/// What one row says, before it is hashed; all as stored.
pub(super) struct Entry<'a> {
    pub(super) seq: i64,
    pub(super) at: &'a str,
    pub(super) who: &'a str,
    pub(super) act: &'a str,
    pub(super) about: &'a str,
    pub(super) digest: &'a str,
    pub(super) signed: Option<&'a str>,
    pub(super) previous: &'a str,
}

impl Entry<'_> {
    /// The hash over the row before and everything this one says.
    pub(super) fn hash(&self) -> String {
        Seal::of("audit")
            .text(self.previous)
            .number(self.seq)
            .text(self.at)
            .text(self.who)
            .text(self.act)
            .text(self.about)
            .text(self.digest)
            .maybe(self.signed)
            .finish()
    }
}

/// A moment as the file writes it.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

const SINCE: &str = "SELECT seq, at, who, act, about, digest, hash FROM audit WHERE seq > ?1 ORDER BY seq";
const FIRST_SINCE: &str = "SELECT min(seq) FROM audit WHERE at >= ?1";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [SINCE, FIRST_SINCE].map(str::to_owned).to_vec()
}

impl Store {
    /// The end of the trail.
    pub fn audit_head(&self) -> Result<AuditHead, StoreError> {
        Ok(self.conn.query_row("SELECT seq, hash FROM audit_head", [], |row| {
            Ok(AuditHead { seq: row.get(0)?, hash: row.get(1)? })
        })?)
    }

    /// What tells this file from every other, the same as long as it lives: the beginning of its first row's hash.
    pub fn mark_of_file(&self) -> Result<String, StoreError> {
        let first: Option<String> =
            self.conn.query_row("SELECT hash FROM audit WHERE seq = 1", [], column::all).optional()?;
        Ok(first.unwrap_or_default().chars().take(16).collect())
    }

    /// The day of the first act, by the clock of its time: when the file was begun. `None` in one with no trail yet.
    pub fn begun_on(&self) -> Result<Option<NaiveDate>, StoreError> {
        let first: Option<DateTime<Utc>> =
            self.conn.query_row("SELECT at FROM audit WHERE seq = 1", [], |row| row.get(0)).optional()?;
        Ok(first.map(|at| at.date_naive()))
    }

    /// The trail after a row, or all of it after 0, oldest first.
    pub fn audit_after(&self, seq: i64) -> Result<Vec<AuditRow>, StoreError> {
        let mut query = self.conn.prepare_cached(SINCE)?;
        let rows = query.query_map([seq], |row| {
            Ok(AuditRow {
                seq: row.get(0)?,
                at: row.get(1)?,
                who: row.get(2)?,
                act: column::code(row, 3, Act::from_code)?,
                about: row.get(4)?,
                digest: row.get(5)?,
                hash: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The trail from a moment on, oldest first.
    pub fn audit_since(&self, at: DateTime<Utc>) -> Result<Vec<AuditRow>, StoreError> {
        let first: Option<i64> = self.conn.query_row(FIRST_SINCE, [moment(at)], |row| row.get(0))?;
        first.map_or_else(|| Ok(Vec::new()), |first| self.audit_after(first - 1))
    }

    /// Adds a row at the end. Only within a change.
    pub(super) fn write_audit(
        &self,
        by: &By,
        act: Act,
        about: &str,
        digest: &str,
        signed: Option<&str>,
    ) -> Result<(), StoreError> {
        let head = self.audit_head()?;
        let at = moment(by.at);
        let entry = Entry {
            seq: head.seq + 1,
            at: &at,
            who: &by.who,
            act: act.code(),
            about,
            digest,
            signed,
            previous: &head.hash,
        };
        self.conn
            .prepare_cached(
                "INSERT INTO audit (seq, at, who, act, about, digest, signed, previous, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                entry.seq,
                entry.at,
                entry.who,
                entry.act,
                entry.about,
                entry.digest,
                entry.signed,
                entry.previous,
                entry.hash()
            ])?;
        Ok(())
    }
}
