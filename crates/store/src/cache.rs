//! What nodes said last, so that a start shows figures at once, with their age.

use ballast_domain::{Height, Snapshot};
use rusqlite::{OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Error, Store,
    store::{from_json, int, micros, time, to_json, uint},
};

impl Store {
    /// Remembers a snapshot. The key names what was read and on which chain.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn remember<T: Serialize>(&self, key: &str, snapshot: &Snapshot<T>) -> Result<(), Error> {
        self.lock().execute(
            "INSERT INTO snapshots (key, value, height, node, at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value, height = excluded.height,
                                             node = excluded.node, at = excluded.at",
            params![
                key,
                to_json(&snapshot.value)?,
                int(snapshot.height.0)?,
                snapshot.node,
                micros(snapshot.at)?
            ],
        )?;
        Ok(())
    }

    /// The last snapshot under a key; `None` where there is none, or none that this version can read.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn recall<T: DeserializeOwned>(&self, key: &str) -> Result<Option<Snapshot<T>>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT value, height, node, at FROM snapshots WHERE key = ?1")?;
        let row: Option<(String, i64, String, i64)> = query
            .query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .optional()?;
        let Some((value, height, node, at)) = row else {
            return Ok(None);
        };
        let Ok(value) = from_json(&value) else { return Ok(None) };
        Ok(Some(Snapshot {
            value,
            height: Height(uint(height)?),
            node,
            at: time(at)?,
        }))
    }

    /// Forgets every snapshot whose key starts with `prefix`.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn forget(&self, prefix: &str) -> Result<usize, Error> {
        Ok(self
            .lock()
            .execute("DELETE FROM snapshots WHERE substr(key, 1, length(?1)) = ?1", [prefix])?)
    }
}
