//! The tombstones: what was there, under which digest and by which act it had been signed, and the purge that took it out,
//! sealed as a signed record is. `verify` reads them in the place of what they stand for.

use crate::store::seal::Seal;
use crate::store::verify::{ByAct, readable};
use crate::store::{Store, StoreError, Tampering};
use std::collections::{BTreeMap, BTreeSet};

/// What a purge says of itself, as stored.
pub(super) struct Stone<'a> {
    pub(super) id: i64,
    pub(super) about: &'a str,
    pub(super) reason: &'a str,
    pub(super) day: &'a str,
    pub(super) removed: &'a str,
    pub(super) who: &'a str,
    pub(super) at: &'a str,
}

impl Stone<'_> {
    /// The digest of it and of everything it took out, whatever the order.
    pub(super) fn digest<'b>(&self, buried: impl Iterator<Item = (&'b str, i64, &'b str, i64)>) -> String {
        let mut buried: Vec<_> = buried.collect();
        buried.sort_unstable();
        let mut seal = Seal::of("tombstone")
            .number(self.id)
            .text(self.about)
            .text(self.reason)
            .text(self.day)
            .text(self.removed)
            .text(self.who)
            .text(self.at)
            .number(i64::try_from(buried.len()).unwrap_or(i64::MAX));
        for (what, number, digest, act) in buried {
            seal = seal.text(what).number(number).text(digest).number(act);
        }
        seal.finish()
    }
}

/// The tombstones of a file that fit what the purges say of themselves.
#[derive(Debug, Default)]
pub(in crate::store) struct Tombs {
    records: BTreeSet<i64>,
}

impl Tombs {
    /// Whether a signed record was there and has been taken out by a purge.
    pub(in crate::store) fn record(&self, id: i64) -> bool {
        self.records.contains(&id)
    }
}

type Stones = BTreeMap<i64, Vec<(String, i64, String, i64)>>;

impl Store {
    /// Reads every tombstone, and puts what it stands for with the act that signed it.
    pub(in crate::store) fn verify_purges(&self, by_act: &mut ByAct) -> Result<Tombs, Tampering> {
        let mut tombs = Tombs::default();
        let mut stones = self.stones(&mut tombs, by_act)?;
        let mut query = self.conn.prepare(
            "SELECT id, about, reason, day, removed, purged_by, purged_at, digest, act FROM purge ORDER BY id",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let (about, reason, day, removed, who, at, digest) = readable(
                || Tampering::Purge(format!("number {id}")),
                || {
                    let text = |column: usize| row.get::<_, String>(column);
                    Ok((text(1)?, text(2)?, text(3)?, text(4)?, text(5)?, text(6)?, text(7)?))
                },
            )?;
            let stone = Stone { id, about: &about, reason: &reason, day: &day, removed: &removed, who: &who, at: &at };
            let buried = stones.remove(&id).unwrap_or_default();
            if stone.digest(
                buried.iter().map(|(what, number, digest, act)| (what.as_str(), *number, digest.as_str(), *act)),
            ) != digest
            {
                return Err(Tampering::Purge(about));
            }
            by_act.entry(row.get(8)?).or_default().push(digest);
        }
        // A tombstone that no purge put there.
        match stones.values().flatten().next() {
            Some((what, number, ..)) => Err(Tampering::Purge(format!("{what} {number}"))),
            None => Ok(tombs),
        }
    }

    fn stones(&self, tombs: &mut Tombs, by_act: &mut ByAct) -> Result<Stones, StoreError> {
        let mut query = self.conn.prepare("SELECT purge, what, number, digest, act FROM tombstone")?;
        let mut rows = query.query([])?;
        let mut stones = Stones::new();
        while let Some(row) = rows.next()? {
            let (what, number, digest, act): (String, i64, String, i64) =
                (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            if what == "oversight" {
                tombs.records.insert(number);
            }
            by_act.entry(act).or_default().push(digest.clone());
            stones.entry(row.get(0)?).or_default().push((what, number, digest, act));
        }
        Ok(stones)
    }
}
