//! Actions: agreed, moved, closed, opened again, and as they stood on any past day.

use super::column;
use super::{Change, StoreError, WorkerDetails};
use crate::practice::reference::WorkerId;
use rusqlite::params;

impl Change<'_> {
    /// Links the actions whose owner a worker turns out to be, by name or reference.
    pub(super) fn link_owners(&self, id: WorkerId, details: &WorkerDetails) -> Result<(), StoreError> {
        for key in [column::name_key(&details.name), column::name_key(details.reference.as_str())] {
            self.conn
                .prepare_cached("UPDATE action SET owner_worker = ?1 WHERE owner_worker IS NULL AND owner_key = ?2")?
                .execute(params![id.0, key])?;
        }
        Ok(())
    }
}
