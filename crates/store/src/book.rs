//! Names that people give: accounts they watch, labels of their own accounts, and the address book.

use ballast_domain::{Address, Timestamp};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Store,
    store::{micros, time},
};

/// An account that is shown without its key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WatchAccount {
    /// Which.
    pub address: Address,
    /// How it is called.
    pub label: String,
    /// Since when.
    pub added: Timestamp,
}

/// An entry of the address book.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Whose.
    pub address: Address,
    /// How it is called.
    pub name: String,
    /// Anything else; may be empty.
    pub note: String,
    /// Since when.
    pub added: Timestamp,
}

impl Store {
    /// Watches an account, or changes its label.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn watch(&self, account: &WatchAccount) -> Result<(), Error> {
        self.lock().execute(
            "INSERT INTO watch_accounts (address, label, added) VALUES (?1, ?2, ?3)
             ON CONFLICT (address) DO UPDATE SET label = excluded.label",
            params![account.address.to_hex(), account.label, micros(account.added)?],
        )?;
        Ok(())
    }

    /// Stops watching; false where it was not watched.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn unwatch(&self, address: Address) -> Result<bool, Error> {
        Ok(self
            .lock()
            .execute("DELETE FROM watch_accounts WHERE address = ?1", [address.to_hex()])?
            > 0)
    }

    /// The watched accounts in the order in which they were added.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn watched(&self) -> Result<Vec<WatchAccount>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT address, label, added FROM watch_accounts ORDER BY rowid")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.map(|row| {
            let (text, label, added) = row?;
            Ok(WatchAccount {
                address: address(text)?,
                label,
                added: time(added)?,
            })
        })
        .collect()
    }

    /// Labels one of the wallet's own accounts; an empty label takes it away.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn set_label(&self, address: Address, label: &str) -> Result<(), Error> {
        let connection = self.lock();
        if label.is_empty() {
            connection.execute("DELETE FROM labels WHERE address = ?1", [address.to_hex()])?;
        } else {
            connection.execute(
                "INSERT INTO labels (address, label) VALUES (?1, ?2)
                 ON CONFLICT (address) DO UPDATE SET label = excluded.label",
                params![address.to_hex(), label],
            )?;
        }
        Ok(())
    }

    /// An account's label.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn label(&self, address: Address) -> Result<Option<String>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT label FROM labels WHERE address = ?1")?;
        Ok(query.query_row([address.to_hex()], |row| row.get(0)).optional()?)
    }

    /// Adds to the address book, or changes an entry's name and note.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn save_contact(&self, contact: &Contact) -> Result<(), Error> {
        self.lock().execute(
            "INSERT INTO contacts (address, name, note, added) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (address) DO UPDATE SET name = excluded.name, note = excluded.note",
            params![
                contact.address.to_hex(),
                contact.name,
                contact.note,
                micros(contact.added)?
            ],
        )?;
        Ok(())
    }

    /// Takes an entry out of the address book; false where there was none.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn remove_contact(&self, address: Address) -> Result<bool, Error> {
        Ok(self
            .lock()
            .execute("DELETE FROM contacts WHERE address = ?1", [address.to_hex()])?
            > 0)
    }

    /// The address book by name.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn contacts(&self) -> Result<Vec<Contact>, Error> {
        let connection = self.lock();
        let mut query =
            connection.prepare_cached("SELECT address, name, note, added FROM contacts ORDER BY name, address")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        rows.map(|row| {
            let (text, name, note, added) = row?;
            Ok(Contact {
                address: address(text)?,
                name,
                note,
                added: time(added)?,
            })
        })
        .collect()
    }
}

fn address(text: String) -> Result<Address, Error> {
    text.parse().map_err(|_| Error::Corrupt("an address".into()))
}
