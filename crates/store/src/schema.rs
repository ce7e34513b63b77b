//! The form of the file, and how an older one is brought up to date.
//!
//! Each step of [`MIGRATIONS`] is applied once, in one transaction with the number that says so. A step that was
//! released is never changed; the next is appended.

use rusqlite::Connection;

use crate::Error;

/// Marks the file as a Ballast profile (`PRAGMA application_id`): "Blst".
const APPLICATION_ID: i32 = 0x426c_7374;

const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE submissions (
        id          TEXT PRIMARY KEY,
        created     INTEGER NOT NULL,               -- microseconds since 1970
        updated     INTEGER NOT NULL,
        chain_id    INTEGER NOT NULL,
        account     TEXT NOT NULL,
        nonce       INTEGER NOT NULL,
        step        INTEGER NOT NULL,               -- which transaction of the proposal, 0 the first
        intent      TEXT NOT NULL,                  -- JSON
        proposal    TEXT NOT NULL,                  -- JSON
        raw         BLOB NOT NULL,                  -- the signed transaction
        hash        TEXT NOT NULL UNIQUE,
        state       TEXT NOT NULL,
        block       INTEGER,                        -- set once it is mined: the nonce is used up
        receipt     TEXT,                           -- JSON, as the node gave it
        outcome     TEXT,                           -- JSON
        error       TEXT,                           -- why a node refused it
        replaced_by TEXT REFERENCES submissions(id)
    ) STRICT;
    -- No nonce is used twice: by nothing that waits, and never again once it is mined.
    CREATE UNIQUE INDEX live_nonces ON submissions (chain_id, account, nonce)
        WHERE block IS NOT NULL OR state IN ('signed', 'sent');
    CREATE INDEX submissions_by_time ON submissions (created);

    CREATE TABLE watch_accounts (
        address TEXT PRIMARY KEY,
        label   TEXT NOT NULL,
        added   INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE labels (address TEXT PRIMARY KEY, label TEXT NOT NULL) STRICT;
    CREATE TABLE contacts (
        address TEXT PRIMARY KEY,
        name    TEXT NOT NULL,
        note    TEXT NOT NULL,
        added   INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE snapshots (
        key    TEXT PRIMARY KEY,
        value  TEXT NOT NULL,                       -- JSON
        height INTEGER NOT NULL,
        node   TEXT NOT NULL,
        at     INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE epochs (
        chain_id INTEGER NOT NULL,
        epoch    INTEGER NOT NULL,
        seen     TEXT NOT NULL,                     -- JSON
        at       INTEGER NOT NULL,
        PRIMARY KEY (chain_id, epoch)
    ) STRICT;
"];

/// The latest form.
pub(crate) const VERSION: u32 = MIGRATIONS.len() as u32;

/// Brings the file to the latest form.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let number = |c: &Connection, name| c.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let found = number(connection, "user_version")?;
    if found != 0 && number(connection, "application_id")? != i64::from(APPLICATION_ID) {
        return Err(Error::Corrupt("another program's database".into()));
    }
    let found = u32::try_from(found).map_err(|_| Error::Corrupt("a negative version".into()))?;
    if found > VERSION {
        return Err(Error::TooNew { found, known: VERSION });
    }
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(found as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", step as u32 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}
