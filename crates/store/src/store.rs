//! The profile's file.

use std::{
    fs::OpenOptions,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use ballast_domain::Timestamp;
use rusqlite::{Connection, OpenFlags};

use crate::{Error, schema};

/// A profile's store. Share it by reference or `Arc`; calls are short and wait for each other.
pub struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// Opens the profile at `path`, or makes it.
    ///
    /// # Errors
    /// [`Error::Corrupt`] for a file that is no profile, [`Error::TooNew`] for one of a later version,
    /// [`Error::Inaccessible`] and [`Error::Busy`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        private(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::prepare(Connection::open_with_flags(path, flags)?)
    }

    /// A store that is gone when it is dropped.
    ///
    /// # Errors
    /// None that is expected.
    pub fn in_memory() -> Result<Self, Error> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(mut connection: Connection) -> Result<Self, Error> {
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // Every commit is on the disk when it returns, not only in the system's cache: a transaction is sent next.
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        schema::migrate(&mut connection)?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// Looks through the whole file for damage.
    ///
    /// # Errors
    /// [`Error::Corrupt`] with SQLite's first finding.
    pub fn check(&self) -> Result<(), Error> {
        let finding: String = self.lock().pragma_query_value(None, "quick_check", |row| row.get(0))?;
        if finding == "ok" {
            Ok(())
        } else {
            Err(Error::Corrupt(finding))
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Connection> {
        // A panic while it was held cannot leave it half changed: an unfinished transaction is rolled back.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes the file, for its owner only, if it is not there.
fn private(path: &Path) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    Ok(())
}

/// A number as SQLite holds it.
pub(crate) fn int(number: u64) -> Result<i64, Error> {
    number.try_into().map_err(|_| Error::OutOfRange)
}

/// A time as SQLite holds it.
pub(crate) fn micros(at: Timestamp) -> Result<i64, Error> {
    int(at.micros())
}

/// A number that [`int`] wrote; anything negative was not.
pub(crate) fn uint(number: i64) -> Result<u64, Error> {
    number
        .try_into()
        .map_err(|_| Error::Corrupt("a negative number".into()))
}

/// A time that [`micros`] wrote.
pub(crate) fn time(number: i64) -> Result<Timestamp, Error> {
    uint(number).map(Timestamp::from_micros)
}

/// A value as JSON text.
pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|e| Error::Other(e.to_string()))
}

/// A value from JSON text that [`to_json`] wrote.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|e| Error::Corrupt(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_an_error_and_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("profile.db")).unwrap();
        store.set_setting("small", &1).unwrap();
        store.lock().pragma_update(None, "max_page_count", 1).unwrap();
        assert!(matches!(
            store.set_setting("large", &"x".repeat(1 << 20)),
            Err(Error::DiskFull)
        ));
        assert_eq!(store.setting::<String>("large").unwrap(), None);
        assert_eq!(store.setting::<u8>("small").unwrap(), Some(1));
        store.check().unwrap();
    }
}
