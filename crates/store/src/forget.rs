//! Forgetting a chain that is begun anew: what this file says of it is said of blocks that exist nowhere any more.

use rusqlite::params;

use crate::{Error, Store, store::int};

/// What names the chain that it is of.
const OF_A_CHAIN: [&str; 10] = [
    "sequences",
    "submissions",
    "epochs",
    "arrivals",
    "seen_blocks",
    "scans",
    "watched_delegates",
    "era_delegates",
    "era_buckets",
    "payouts",
];
/// What stands in tables that name no chain, because a profile has one: gone with it.
const OF_THE_ONE_CHAIN: [&str; 4] = ["bucket_notes", "drafts", "tokens", "snapshots"];

impl Store {
    /// Forgets all that was done on a chain and seen of it: submissions, sequences, drafts, what is written beside buckets,
    /// added tokens, epochs, reward eras, what came in and cached answers. Accounts, contacts, names and settings stay. All of it or nothing.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn forget_chain(&self, chain_id: u64) -> Result<(), Error> {
        let chain = int(chain_id)?;
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        transaction.execute(
            "DELETE FROM sequence_steps WHERE sequence IN (SELECT id FROM sequences WHERE chain_id = ?1)",
            params![chain],
        )?;
        for table in OF_A_CHAIN {
            transaction.execute(&format!("DELETE FROM {table} WHERE chain_id = ?1"), params![chain])?;
        }
        for table in OF_THE_ONE_CHAIN {
            transaction.execute(&format!("DELETE FROM {table}"), [])?;
        }
        transaction.commit()?;
        Ok(())
    }
}
