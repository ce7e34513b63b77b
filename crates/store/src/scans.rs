//! How far logs were looked at: whoever scans them begins behind it the next time.

use ballast_domain::Height;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Error, Store,
    store::{int, uint},
};

impl Store {
    /// The last block that was looked at for what this name stands for; none where nothing was yet.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn scanned(&self, chain_id: u64, name: &str) -> Result<Option<Height>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT last FROM scans WHERE chain_id = ?1 AND name = ?2")?;
        let last: Option<i64> = query
            .query_row(params![int(chain_id)?, name], |row| row.get(0))
            .optional()?;
        Ok(last.map(uint).transpose()?.map(Height))
    }

    /// Writes how far it was looked for what this name stands for, also where that is less far than before.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn set_scanned(&self, chain_id: u64, name: &str, last: Height) -> Result<(), Error> {
        write(&self.lock(), int(chain_id)?, name, last)
    }
}

pub(crate) fn write(connection: &Connection, chain_id: i64, name: &str, last: Height) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO scans (chain_id, name, last) VALUES (?1, ?2, ?3)
         ON CONFLICT (chain_id, name) DO UPDATE SET last = excluded.last",
        params![chain_id, name, int(last.0)?],
    )?;
    Ok(())
}
