//! Delegates that are watched: at each freeze the whole list of the buckets that vote for one is kept.

use ballast_domain::{Address, Timestamp};
use rusqlite::{Connection, TransactionBehavior, params};

use crate::{
    Error, Store,
    store::{int, micros},
};

/// The most delegates whose whole lists of buckets are kept.
pub const MOST_WATCHED_DELEGATES: usize = 5;

/// Whether a delegate's lists can be kept beside those of the delegates that are watched.
fn may_watch(watched: &[Address], delegate: Address) -> bool {
    watched.contains(&delegate) || watched.len() < MOST_WATCHED_DELEGATES
}

impl Store {
    /// The delegates whose whole lists of buckets are kept, by their identifiers, in the order in which they were chosen.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn watched_delegates(&self, chain_id: u64) -> Result<Vec<Address>, Error> {
        watched(&self.lock(), int(chain_id)?)
    }

    /// Has a delegate's lists kept from now on; false where that of five others are, and nothing changes.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn watch_delegate(&self, chain_id: u64, delegate: Address, at: Timestamp) -> Result<bool, Error> {
        let chain_id = int(chain_id)?;
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !may_watch(&watched(&transaction, chain_id)?, delegate) {
            return Ok(false);
        }
        transaction.execute(
            "INSERT INTO watched_delegates (chain_id, delegate, added) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![chain_id, delegate.to_hex(), micros(at)?],
        )?;
        transaction.commit()?;
        Ok(true)
    }

    /// Keeps no more lists of a delegate; false where none were kept. Those that are there stay.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn unwatch_delegate(&self, chain_id: u64, delegate: Address) -> Result<bool, Error> {
        let gone = self.lock().execute(
            "DELETE FROM watched_delegates WHERE chain_id = ?1 AND delegate = ?2",
            params![int(chain_id)?, delegate.to_hex()],
        )?;
        Ok(gone > 0)
    }
}

fn watched(connection: &Connection, chain_id: i64) -> Result<Vec<Address>, Error> {
    let mut query = connection
        .prepare_cached("SELECT delegate FROM watched_delegates WHERE chain_id = ?1 ORDER BY added, rowid")?;
    let rows = query.query_map([chain_id], |row| row.get::<_, String>(0))?;
    rows.map(|text| text?.parse().map_err(|_| Error::Corrupt("a watched delegate".into())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sixth_delegate_is_not_watched_and_one_that_is_stays() {
        let of = |n: u8| Address::from_bytes([n; 20]);
        let watched: Vec<Address> = (1..=5).map(of).collect();
        assert!(!may_watch(&watched, of(6)) && may_watch(&watched, of(3)));
        assert!(may_watch(&watched[1..], of(6)) && may_watch(&[], of(1)));
    }

    #[test]
    fn five_delegates_are_watched_at_the_most() {
        let store = Store::in_memory().unwrap();
        let of = |n: u8| Address::from_bytes([n; 20]);
        let watch = |n: u8| {
            store
                .watch_delegate(1, of(n), Timestamp::from_seconds(n.into()))
                .unwrap()
        };
        assert!((1..=5).all(watch));
        assert!(!watch(6) && watch(2));
        assert!(store.unwatch_delegate(1, of(1)).unwrap() && !store.unwatch_delegate(1, of(1)).unwrap());
        assert!(watch(6));
        assert_eq!(store.watched_delegates(1).unwrap(), [2, 3, 4, 5, 6].map(of));
        assert_eq!(store.watched_delegates(2).unwrap(), []);
    }
}
