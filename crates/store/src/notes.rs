//! What people write beside their buckets: a name, a note, the group it belongs to.

use ballast_domain::BucketId;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::{Error, Store};

/// What is written beside a bucket.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BucketNote {
    /// How it is called; may be empty.
    pub label: String,
    /// Anything else; may be empty.
    pub note: String,
    /// The group it belongs to; empty for none.
    pub group: String,
}

impl BucketNote {
    fn is_empty(&self) -> bool {
        self.label.is_empty() && self.note.is_empty() && self.group.is_empty()
    }
}

impl Store {
    /// Writes beside a bucket; nothing at all takes away what stood there.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn set_bucket_note(&self, bucket: BucketId, note: &BucketNote) -> Result<(), Error> {
        let connection = self.lock();
        let (contract, number) = key(bucket)?;
        if note.is_empty() {
            connection.execute(
                "DELETE FROM bucket_notes WHERE contract = ?1 AND number = ?2",
                params![contract, number],
            )?;
        } else {
            connection.execute(
                "INSERT INTO bucket_notes (contract, number, label, note, kin) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (contract, number) DO UPDATE
                 SET label = excluded.label, note = excluded.note, kin = excluded.kin",
                params![contract, number, note.label, note.note, note.group],
            )?;
        }
        Ok(())
    }

    /// All that is written beside buckets.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn bucket_notes(&self) -> Result<Vec<(BucketId, BucketNote)>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT contract, number, label, note, kin FROM bucket_notes")?;
        let rows = query.query_map([], |row| {
            let note = BucketNote {
                label: row.get(2)?,
                note: row.get(3)?,
                group: row.get(4)?,
            };
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, note))
        })?;
        rows.map(|row| {
            let (contract, number, note) = row?;
            let contract = match contract.as_str() {
                "" => None,
                text => Some(
                    text.parse()
                        .map_err(|_| Error::Corrupt("a contract's address".into()))?,
                ),
            };
            let index = u64::try_from(number).map_err(|_| Error::Corrupt("a bucket's number".into()))?;
            Ok((BucketId { contract, index }, note))
        })
        .collect()
    }
}

fn key(bucket: BucketId) -> Result<(String, i64), Error> {
    let contract = bucket.contract.map(|at| at.to_hex()).unwrap_or_default();
    let number = i64::try_from(bucket.index).map_err(|_| Error::Corrupt("a bucket's number".into()))?;
    Ok((contract, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_beside_a_bucket_stays_with_it_alone() {
        let store = Store::in_memory().unwrap();
        let nft = BucketId {
            contract: Some("0x96d0D7F128E22718795C834A4DfBc1D855819521".parse().unwrap()),
            index: 7,
        };
        let note = |label: &str| BucketNote {
            label: label.into(),
            group: "house".into(),
            ..BucketNote::default()
        };
        store.set_bucket_note(BucketId::native(7), &note("roof")).unwrap();
        store.set_bucket_note(nft, &note("garden")).unwrap();
        store.set_bucket_note(nft, &note("cellar")).unwrap();
        let mut all = store.bucket_notes().unwrap();
        all.sort_by_key(|(id, _)| *id);
        assert_eq!(all, [(BucketId::native(7), note("roof")), (nft, note("cellar"))]);
        store.set_bucket_note(nft, &BucketNote::default()).unwrap();
        assert_eq!(store.bucket_notes().unwrap().len(), 1);
    }
}
