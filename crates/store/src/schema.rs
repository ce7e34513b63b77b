//! The form of the file, and how an older one is brought up to date.
//!
//! Each step of [`MIGRATIONS`] is applied once, in one transaction with the number that says so. A step that was
//! released is never changed; the next is appended.

use rusqlite::Connection;

use crate::Error;

/// Marks the file as a Ballast profile (`PRAGMA application_id`): "Blst".
const APPLICATION_ID: i32 = 0x426c_7374;

const MIGRATIONS: [&str; 4] = [
    "
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
",
    "
    -- When the person last said that it be sent; unset where that was at the signing.
    ALTER TABLE submissions ADD COLUMN wished INTEGER;
",
    "
    -- What waits beside a dearer one with its nonce owns the nonce no more, and is followed all the same.
    DROP INDEX live_nonces;
    CREATE UNIQUE INDEX live_nonces ON submissions (chain_id, account, nonce)
        WHERE block IS NOT NULL OR (state IN ('signed', 'sent') AND replaced_by IS NULL);
",
    "
    -- What belongs together was approved together.
    ALTER TABLE submissions ADD COLUMN batch TEXT;
    ALTER TABLE submissions ADD COLUMN note TEXT NOT NULL DEFAULT '';
    CREATE TABLE bucket_notes (
        contract TEXT NOT NULL,                     -- '' for a native bucket
        number   INTEGER NOT NULL,
        label    TEXT NOT NULL,
        note     TEXT NOT NULL,
        kin      TEXT NOT NULL,                     -- the group it belongs to; '' for none
        PRIMARY KEY (contract, number)
    ) STRICT;
    CREATE TABLE drafts (
        id      TEXT PRIMARY KEY,
        name    TEXT NOT NULL,
        intents TEXT NOT NULL,                      -- JSON, a list
        created INTEGER NOT NULL,                   -- microseconds since 1970
        updated INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE tokens (
        contract TEXT PRIMARY KEY,
        form     TEXT NOT NULL,                     -- 'erc20' or 'erc721'
        added    INTEGER NOT NULL
    ) STRICT;
",
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_first_form_keeps_what_it_holds() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        connection
            .pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        connection
            .execute(
                "INSERT INTO submissions VALUES
                 ('a', 5, 5, 4690, '0x', 0, 0, '{}', '{}', x'01', '0x', 'signed', NULL, NULL, NULL, NULL, NULL)",
                [],
            )
            .unwrap();
        migrate(&mut connection).unwrap();
        let kept: (i64, Option<i64>) = connection
            .query_row("SELECT created, wished FROM submissions", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(kept, (5, None));
        let version: u32 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(version, VERSION);
    }
}
