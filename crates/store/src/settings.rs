//! What people choose, by key.

use rusqlite::{OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Error, Store,
    store::{from_json, to_json},
};

impl Store {
    /// A setting; `None` where it was never set.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where it is of another type.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
        let value: Option<String> = query.query_row([key], |row| row.get(0)).optional()?;
        value.as_deref().map(from_json).transpose()
    }

    /// Sets a setting.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn set_setting<T: Serialize>(&self, key: &str, value: &T) -> Result<(), Error> {
        self.lock().execute(
            "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            params![key, to_json(value)?],
        )?;
        Ok(())
    }

    /// Forgets a setting; false where it was not set.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn clear_setting(&self, key: &str) -> Result<bool, Error> {
        Ok(self.lock().execute("DELETE FROM settings WHERE key = ?1", [key])? > 0)
    }
}
