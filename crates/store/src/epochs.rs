//! What the wallet itself saw of each epoch: nodes forget, this does not.

use ballast_domain::{Epoch, Timestamp};
use rusqlite::params;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Error, Store,
    store::{from_json, int, micros, to_json, uint},
};

impl Store {
    /// Writes what was seen of an epoch; a later look replaces an earlier one.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn saw_epoch<T: Serialize>(&self, chain_id: u64, epoch: Epoch, seen: &T, at: Timestamp) -> Result<(), Error> {
        self.lock().execute(
            "INSERT INTO epochs (chain_id, epoch, seen, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (chain_id, epoch) DO UPDATE SET seen = excluded.seen, at = excluded.at",
            params![int(chain_id)?, int(epoch.0)?, to_json(seen)?, micros(at)?],
        )?;
        Ok(())
    }

    /// What was seen from `first` to `last`, in order; epochs that were not seen are left out.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where this version cannot read it.
    pub fn epochs<T: DeserializeOwned>(
        &self,
        chain_id: u64,
        first: Epoch,
        last: Epoch,
    ) -> Result<Vec<(Epoch, T)>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT epoch, seen FROM epochs WHERE chain_id = ?1 AND epoch BETWEEN ?2 AND ?3 ORDER BY epoch",
        )?;
        let bounds = params![int(chain_id)?, int(first.0)?, i64::try_from(last.0).unwrap_or(i64::MAX)];
        let rows = query.query_map(bounds, |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (epoch, seen) = row?;
            Ok((Epoch(uint(epoch)?), from_json(&seen)?))
        })
        .collect()
    }
}
