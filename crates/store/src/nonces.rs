//! Nonces of an account, as the store knows them: which is used, which is free.

use ballast_domain::{Address, Height};
use rusqlite::{OptionalExtension, params};

use crate::{
    Error, Store, Submission,
    record::read,
    store::{int, uint},
};

impl Store {
    /// The highest nonce that a submission of an account uses, mined or on its way; none where there is none.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn highest_nonce(&self, chain_id: u64, account: Address) -> Result<Option<u64>, Error> {
        let highest: Option<i64> = self.lock().query_row(
            "SELECT max(nonce) FROM submissions WHERE chain_id = ?1 AND account = ?2
             AND (block IS NOT NULL OR state IN ('signed', 'sent'))",
            params![int(chain_id)?, account.to_hex()],
            |row| row.get(0),
        )?;
        highest.map(uint).transpose()
    }

    /// The nonce for an account's next transaction: the first from the node's own count on that no live
    /// submission uses.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn next_nonce(&self, chain_id: u64, account: Address, counted_by_node: u64) -> Result<u64, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT DISTINCT nonce FROM submissions WHERE chain_id = ?1 AND account = ?2 AND nonce >= ?3
             AND (block IS NOT NULL OR state IN ('signed', 'sent')) ORDER BY nonce",
        )?;
        let mut next = counted_by_node;
        let used = query.query_map(params![int(chain_id)?, account.to_hex(), int(next)?], |row| row.get(0))?;
        for used in used {
            if uint(used?)? != next {
                break;
            }
            next += 1;
        }
        Ok(next)
    }

    /// The first submission of an account that stands in a block by one node's word alone, though blocks up to `at` hold no
    /// more than `counted` transactions of the account: whenever that was said, its nonce is not used. None where there is
    /// none.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn unmined(
        &self,
        chain_id: u64,
        account: Address,
        counted: u64,
        at: Height,
    ) -> Result<Option<Submission>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT * FROM submissions WHERE chain_id = ?1 AND account = ?2 AND nonce >= ?3 AND block <= ?4
             AND alone IS NOT NULL ORDER BY nonce LIMIT 1",
        )?;
        // No block that is kept is higher than that.
        let at = i64::try_from(at.0).unwrap_or(i64::MAX);
        let found = query.query_row(params![int(chain_id)?, account.to_hex(), int(counted)?, at], |row| {
            Ok(read(row))
        });
        found.optional()?.transpose()
    }
}
