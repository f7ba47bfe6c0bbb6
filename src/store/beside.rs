//! What is kept with a draft beside its answers: statements answered, and days that were not understood, as typed.

use super::{Store, StoreError, column};
use crate::practice::beside::{Beside, UnreadDay};
use crate::practice::oversight::Statement;
use crate::practice::part::Part;
use crate::practice::reference::DraftId;
use crate::practice::review::{FindingName, LookedAt};
use rusqlite::{Row, params};

const STATEMENTS: &str = "SELECT key, met, note FROM draft_statement WHERE draft = ?1 ORDER BY key";
const UNREAD: &str = "SELECT field, place, words FROM draft_unread WHERE draft = ?1 ORDER BY field, place";

const LEFT: &str = "SELECT finding, section, excerpt, marked, why FROM draft_left WHERE draft = ?1 ORDER BY place";

/// Reads a finding that was looked at: its name, section, words, whether it was left, and why.
pub(super) fn looked_at(row: &Row<'_>) -> rusqlite::Result<LookedAt> {
    Ok(LookedAt {
        finding: column::code(row, 0, FindingName::from_code)?,
        section: Part::from_code(row.get_ref(1)?.as_str()?),
        excerpt: row.get(2)?,
        left: row.get(3)?,
        why: row.get(4)?,
    })
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [STATEMENTS, UNREAD, LEFT].map(str::to_owned).to_vec()
}

impl Store {
    /// What is kept with a draft beside its answers; nothing for a draft that is no more.
    pub fn draft_beside(&self, id: DraftId) -> Result<Beside, StoreError> {
        let mut query = self.conn.prepare_cached(STATEMENTS)?;
        let statements = query
            .query_map([id.0], |row| Ok(Statement { key: row.get(0)?, met: row.get(1)?, note: row.get(2)? }))?
            .collect::<Result<_, _>>()?;
        let mut query = self.conn.prepare_cached(UNREAD)?;
        let unread = query
            .query_map([id.0], |row| {
                let place: Option<u32> = row.get(1)?;
                let place = place.map(usize::try_from).transpose().map_err(|_| column::unknown(1))?;
                Ok(UnreadDay { field: row.get(0)?, row: place, words: row.get(2)? })
            })?
            .collect::<Result<_, _>>()?;
        let left = self.conn.prepare_cached(LEFT)?.query_map([id.0], looked_at)?.collect::<Result<_, _>>()?;
        Ok(Beside { statements, unread, left })
    }

    /// Writes it anew where anything differs, within the save of the draft.
    pub(super) fn write_beside(&self, id: DraftId, beside: &Beside) -> Result<(), StoreError> {
        let kept = self.draft_beside(id)?;
        let same = kept.statements.iter().all(|one| beside.statements.contains(one))
            && beside.statements.iter().all(|one| kept.statements.contains(one));
        if !same {
            self.conn.prepare_cached("DELETE FROM draft_statement WHERE draft = ?1")?.execute([id.0])?;
            let mut write = self.conn.prepare_cached(
                "INSERT OR REPLACE INTO draft_statement (draft, key, met, note) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for one in &beside.statements {
                write.execute(params![id.0, one.key, one.met, one.note])?;
            }
        }
        let same = kept.unread.iter().all(|one| beside.unread.contains(one))
            && beside.unread.iter().all(|one| kept.unread.contains(one));
        if !same {
            self.conn.prepare_cached("DELETE FROM draft_unread WHERE draft = ?1")?.execute([id.0])?;
            let mut write = self
                .conn
                .prepare_cached("INSERT INTO draft_unread (draft, field, place, words) VALUES (?1, ?2, ?3, ?4)")?;
            for one in &beside.unread {
                let place = one.row.and_then(|row| u32::try_from(row).ok());
                write.execute(params![id.0, one.field, place, one.words])?;
            }
        }
        if kept.left != beside.left {
            self.conn.prepare_cached("DELETE FROM draft_left WHERE draft = ?1")?.execute([id.0])?;
            let mut write = self.conn.prepare_cached(
                "INSERT INTO draft_left (draft, place, finding, section, excerpt, marked, why)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?;
            for (place, one) in beside.left.iter().enumerate() {
                let place = i64::try_from(place).unwrap_or(i64::MAX);
                let (finding, section) = (one.finding.code(), one.section.code());
                write.execute(params![id.0, place, finding, section, one.excerpt, one.left, one.why])?;
            }
        }
        Ok(())
    }
}
