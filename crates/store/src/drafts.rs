//! Wishes that were put aside: intents that nobody has signed.

use ballast_domain::{Intent, Timestamp};
use rusqlite::{OptionalExtension, Row, params};

use crate::{
    Error, Store,
    store::{from_json, micros, time, to_json},
};

/// Intents that were put aside together.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// Names it for good.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// When it was put aside first.
    pub created: Timestamp,
    /// When it was changed last.
    pub updated: Timestamp,
    intents: String,
}

impl Draft {
    /// What is wanted, in order.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where this version cannot read it.
    pub fn intents(&self) -> Result<Vec<Intent>, Error> {
        from_json(&self.intents)
    }
}

impl Store {
    /// Puts intents aside, or changes those that were.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn put_draft(&self, id: &str, name: &str, intents: &[Intent], at: Timestamp) -> Result<(), Error> {
        self.lock().execute(
            "INSERT INTO drafts (id, name, intents, created, updated) VALUES (?1, ?2, ?3, ?4, ?4)
             ON CONFLICT (id) DO UPDATE
             SET name = excluded.name, intents = excluded.intents, updated = excluded.updated",
            params![id, name, to_json(&intents)?, micros(at)?],
        )?;
        Ok(())
    }

    /// All drafts, the one changed last first.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT * FROM drafts ORDER BY updated DESC, rowid DESC")?;
        query.query_map([], |row| Ok(read(row)))?.map(|row| row?).collect()
    }

    /// One draft.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn draft(&self, id: &str) -> Result<Option<Draft>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT * FROM drafts WHERE id = ?1")?;
        query.query_row([id], |row| Ok(read(row))).optional()?.transpose()
    }

    /// Throws a draft away; false where there was none.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn delete_draft(&self, id: &str) -> Result<bool, Error> {
        Ok(self.lock().execute("DELETE FROM drafts WHERE id = ?1", [id])? > 0)
    }
}

fn read(row: &Row<'_>) -> Result<Draft, Error> {
    Ok(Draft {
        id: row.get("id")?,
        name: row.get("name")?,
        created: time(row.get("created")?)?,
        updated: time(row.get("updated")?)?,
        intents: row.get("intents")?,
    })
}
