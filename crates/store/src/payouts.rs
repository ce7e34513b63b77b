//! What the protocol paid to accounts for their votes, row by row of its logs.

use ballast_domain::{Address, Amount, Era, Hash, Height, Timestamp};
use rusqlite::{Connection, Row, TransactionBehavior, params};

use crate::{
    Error, Store, scans,
    store::{int, micros, time, uint},
};

/// What a voter was paid of one delegate's pool for an era.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payout {
    /// The era that was paid for.
    pub era: Era,
    /// The delegate's identifier.
    pub delegate: Address,
    /// Whose buckets voted at the freeze.
    pub voter: Address,
    /// Whose balance grew; the voter itself where it was compounded.
    pub recipient: Address,
    /// How much, in Rau.
    pub amount: Amount,
    /// The native bucket that it was added to, where it was compounded: no balance grew then.
    pub bucket: Option<u64>,
    /// The block that it was paid in.
    pub block: Height,
    /// The transaction, of the chain's own.
    pub hash: Hash,
    /// The log's number in its block.
    pub log: u64,
    /// The row of the log, 0 the first.
    pub place: u32,
    /// The block's time.
    pub at: Timestamp,
}

impl Store {
    /// Writes what was paid, and how far it was looked for it where a scan is named: all of it or, with an error, nothing. A
    /// row that is written already stays as it is.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn keep_payouts(
        &self,
        chain_id: u64,
        payouts: &[Payout],
        scanned: Option<(&str, Height)>,
    ) -> Result<(), Error> {
        let chain_id = int(chain_id)?;
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for payout in payouts {
            write(&transaction, chain_id, payout)?;
        }
        if let Some((name, last)) = scanned {
            scans::write(&transaction, chain_id, name, last)?;
        }
        Ok(transaction.commit()?)
    }

    /// What was paid to an account or for its votes, or to all, the newest first.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn payouts(&self, chain_id: u64, account: Option<Address>) -> Result<Vec<Payout>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT * FROM payouts WHERE chain_id = ?1 AND (?2 IS NULL OR voter = ?2 OR recipient = ?2)
             ORDER BY block DESC, log DESC, place DESC",
        )?;
        let bounds = params![int(chain_id)?, account.map(|account| account.to_hex())];
        query.query_map(bounds, |row| Ok(read(row)))?.map(|row| row?).collect()
    }

    /// What was paid in the blocks after `after`, up to block `last`, in the chain's order.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn payouts_between(&self, chain_id: u64, after: Height, last: Height) -> Result<Vec<Payout>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT * FROM payouts WHERE chain_id = ?1 AND block > ?2 AND block <= ?3 ORDER BY block, log, place",
        )?;
        let bounds = params![int(chain_id)?, int(after.0)?, int(last.0)?];
        query.query_map(bounds, |row| Ok(read(row)))?.map(|row| row?).collect()
    }
}

fn write(connection: &Connection, chain_id: i64, payout: &Payout) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO payouts (chain_id, hash, log, place, era, delegate, voter, recipient, amount, bucket, block, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING",
        params![
            chain_id,
            payout.hash.to_string(),
            int(payout.log)?,
            payout.place,
            int(payout.era.0)?,
            payout.delegate.to_hex(),
            payout.voter.to_hex(),
            payout.recipient.to_hex(),
            payout.amount.rau().to_string(),
            payout.bucket.map(|index| index.to_string()),
            int(payout.block.0)?,
            micros(payout.at)?,
        ],
    )?;
    Ok(())
}

fn corrupt(what: &str) -> Error {
    Error::Corrupt(format!("a payout's {what}"))
}

/// What stands in a column as text.
fn text<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> Result<T, Error> {
    row.get::<_, String>(column)?.parse().map_err(|_| corrupt(column))
}

fn read(row: &Row<'_>) -> Result<Payout, Error> {
    let bucket: Option<String> = row.get("bucket")?;
    Ok(Payout {
        era: Era(uint(row.get("era")?)?),
        delegate: text(row, "delegate")?,
        voter: text(row, "voter")?,
        recipient: text(row, "recipient")?,
        amount: Amount::from_rau(text(row, "amount")?),
        bucket: bucket
            .map(|index| index.parse().map_err(|_| corrupt("bucket")))
            .transpose()?,
        block: Height(uint(row.get("block")?)?),
        hash: text(row, "hash")?,
        log: uint(row.get("log")?)?,
        place: row.get("place")?,
        at: time(row.get("at")?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(n: u8) -> Address {
        Address::from_bytes([n; 20])
    }

    fn payout(block: u64, log: u64, place: u32) -> Payout {
        Payout {
            era: Era(3),
            delegate: of(9),
            voter: of(1),
            recipient: of(2),
            amount: Amount::from_rau(u128::MAX),
            bucket: None,
            block: Height(block),
            hash: Hash([7; 32]),
            log,
            place,
            at: Timestamp::from_seconds(1_767_225_600 + block % 1_000),
        }
    }

    #[test]
    fn a_row_is_written_once_and_is_its_voters_and_its_recipients() {
        let store = Store::in_memory().unwrap();
        let compounded = Payout {
            recipient: of(1),
            bucket: Some(u64::MAX),
            ..payout(62, 0, 0)
        };
        let (first, second) = (payout(61, 2, 0), payout(61, 2, 1));
        store.keep_payouts(1, &[first.clone(), second.clone()], None).unwrap();
        let changed = Payout {
            amount: Amount::ZERO,
            ..first.clone()
        };
        store
            .keep_payouts(1, &[changed, compounded.clone()], Some(("payouts", Height(62))))
            .unwrap();
        assert_eq!(store.scanned(1, "payouts").unwrap(), Some(Height(62)));
        let all = [compounded.clone(), second.clone(), first.clone()];
        assert_eq!(store.payouts(1, None).unwrap(), all);
        assert_eq!(store.payouts(1, Some(of(1))).unwrap(), all);
        assert_eq!(store.payouts(1, Some(of(2))).unwrap(), [second.clone(), first.clone()]);
        assert_eq!(
            store.payouts(1, Some(of(9))).unwrap(),
            [],
            "the delegate was paid nothing"
        );
        assert_eq!(store.payouts(2, None).unwrap(), []);
        assert_eq!(
            store.payouts_between(1, Height(60), Height(61)).unwrap(),
            [first, second]
        );
        assert_eq!(store.payouts_between(1, Height(61), Height(99)).unwrap(), [compounded]);
    }

    #[test]
    fn how_far_was_looked_is_written_with_what_was_found_or_not_at_all() {
        let store = Store::in_memory().unwrap();
        store.set_scanned(1, "payouts", Height(9)).unwrap();
        let written = store.keep_payouts(
            1,
            &[payout(10, 0, 0), payout(u64::MAX, 1, 0)],
            Some(("payouts", Height(99))),
        );
        assert!(matches!(written, Err(Error::OutOfRange)));
        assert_eq!(store.payouts(1, None).unwrap(), []);
        assert_eq!(store.scanned(1, "payouts").unwrap(), Some(Height(9)));
        store.set_scanned(1, "payouts", Height(4)).unwrap();
        assert_eq!(
            store.scanned(1, "payouts").unwrap(),
            Some(Height(4)),
            "a chain may go back"
        );
        assert_eq!(
            (store.scanned(1, "x").unwrap(), store.scanned(2, "payouts").unwrap()),
            (None, None)
        );
    }
}
