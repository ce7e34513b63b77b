//! Money that came to accounts, and which blocks were looked at for it.

use std::collections::HashSet;

use ballast_domain::{Address, Amount, ArrivalKind, Hash, Height, Timestamp};
use rusqlite::{Row, Transaction, TransactionBehavior, params};

use crate::{
    Error, Store, Submission,
    record::read,
    store::{int, micros, time, uint},
};

/// Money that came to an account, or left it ([`ArrivalKind::Left`]), without an action of this wallet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrival {
    /// Whose balance changed.
    pub account: Address,
    /// The block that it came with; of what no transaction tells of, the last in which it may have come.
    pub block: Height,
    /// The transaction; none where no transaction tells of it.
    pub hash: Option<Hash>,
    /// Which movement of its transaction, 0 the first; of what no transaction tells of, in how many blocks, up to its own, it
    /// may have come: 0 where that was not written yet.
    pub place: u32,
    /// The account that it came from, or went to where it left; none for the network's pools, or where nobody says.
    pub from: Option<Address>,
    /// How much.
    pub amount: Amount,
    /// Why.
    pub kind: ArrivalKind,
    /// The block's time.
    pub at: Timestamp,
    /// Whether what the account paid with the same transaction, its fee included, has a row of its own. It had none where this
    /// was written by a version that knew no [`ArrivalKind::Left`].
    pub paid_apart: bool,
}

/// A run of blocks in which all is known that came to an account: those after `since`, up to `last`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    /// The block after which it begins; 0 where it begins with the chain.
    pub since: Height,
    /// The balance after that block.
    pub opening: Amount,
    /// Its last block.
    pub last: Height,
    /// The balance after its last block.
    pub balance: Amount,
}

/// An account with its runs of blocks, the oldest first; no two of them overlap.
pub type SeenOf = (Address, Vec<Seen>);

impl Store {
    /// Writes what came, and in place of what stood there the runs of blocks that were looked at for these accounts: all
    /// of it or, with an error, nothing. What is written already stays as it is.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn saw(&self, chain_id: u64, seen: &[SeenOf], arrivals: &[Arrival]) -> Result<(), Error> {
        let chain_id = int(chain_id)?;
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for arrival in arrivals {
            write(&transaction, chain_id, arrival)?;
        }
        for (account, runs) in seen {
            let account = account.to_hex();
            transaction.execute(
                "DELETE FROM seen_blocks WHERE chain_id = ?1 AND account = ?2",
                params![chain_id, account],
            )?;
            for run in runs {
                transaction.execute(
                    "INSERT INTO seen_blocks (chain_id, account, since, opening, last, balance)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![
                        chain_id,
                        account,
                        int(run.since.0)?,
                        run.opening.rau().to_string(),
                        int(run.last.0)?,
                        run.balance.rau().to_string(),
                    ],
                )?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// What came to an account, or to all, the newest block first.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn arrivals(&self, chain_id: u64, account: Option<Address>) -> Result<Vec<Arrival>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT * FROM arrivals WHERE chain_id = ?1 AND (?2 IS NULL OR account = ?2)
             ORDER BY block DESC, rowid DESC",
        )?;
        let bounds = params![int(chain_id)?, account.map(|account| account.to_hex())];
        query
            .query_map(bounds, |row| Ok(arrival(row)))?
            .map(|row| row?)
            .collect()
    }

    /// What came to an account with the transactions by which the protocol paid it for votes, the newest block first.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn arrivals_with_payouts(&self, chain_id: u64, account: Address) -> Result<Vec<Arrival>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT * FROM arrivals WHERE chain_id = ?1 AND account = ?2 AND (block, hash) IN
                 (SELECT block, hash FROM payouts WHERE chain_id = ?1 AND recipient = ?2)
             ORDER BY block DESC, rowid DESC",
        )?;
        query
            .query_map(params![int(chain_id)?, account.to_hex()], |row| Ok(arrival(row)))?
            .map(|row| row?)
            .collect()
    }

    /// The runs of blocks that were looked at, by account.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn seen(&self, chain_id: u64) -> Result<Vec<SeenOf>, Error> {
        let connection = self.lock();
        let mut query =
            connection.prepare_cached("SELECT * FROM seen_blocks WHERE chain_id = ?1 ORDER BY account, since")?;
        let mut all: Vec<SeenOf> = Vec::new();
        for row in query.query_map([int(chain_id)?], |row| Ok(seen(row)))? {
            let (account, run) = row??;
            match all.last_mut() {
                Some((last, runs)) if *last == account => runs.push(run),
                _ => all.push((account, vec![run])),
            }
        }
        Ok(all)
    }

    /// The submissions that were mined after block `after`, up to block `last`.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn mined_between(&self, chain_id: u64, after: Height, last: Height) -> Result<Vec<Submission>, Error> {
        let connection = self.lock();
        let mut query = connection
            .prepare_cached("SELECT * FROM submissions WHERE chain_id = ?1 AND block > ?2 AND block <= ?3")?;
        let bounds = params![int(chain_id)?, int(after.0)?, int(last.0)?];
        query.query_map(bounds, |row| Ok(read(row)))?.map(|row| row?).collect()
    }

    /// The transactions that were signed here, however far each came, with who signed it.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn own_transactions(&self, chain_id: u64) -> Result<HashSet<(Hash, Address)>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT hash, account FROM submissions WHERE chain_id = ?1")?;
        let rows = query.query_map([int(chain_id)?], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        rows.map(|row| {
            let (hash, account) = row?;
            let corrupt = || Error::Corrupt("a submission's hash or account".into());
            Ok((
                hash.parse().map_err(|_| corrupt())?,
                account.parse().map_err(|_| corrupt())?,
            ))
        })
        .collect()
    }
}

fn write(transaction: &Transaction<'_>, chain_id: i64, arrival: &Arrival) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO arrivals (chain_id, account, block, hash, place, sender, amount, kind, at, paid_apart)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING",
        params![
            chain_id,
            arrival.account.to_hex(),
            int(arrival.block.0)?,
            arrival.hash.map(|hash| hash.to_string()).unwrap_or_default(),
            arrival.place,
            arrival.from.map(|from| from.to_hex()),
            arrival.amount.rau().to_string(),
            arrival.kind.as_str(),
            micros(arrival.at)?,
            arrival.paid_apart,
        ],
    )?;
    Ok(())
}

fn corrupt(what: &str) -> Error {
    Error::Corrupt(format!("what came to an account: its {what}"))
}

fn amount(row: &Row<'_>, column: &str) -> Result<Amount, Error> {
    let rau = row.get::<_, String>(column)?.parse().map_err(|_| corrupt(column))?;
    Ok(Amount::from_rau(rau))
}

fn height(row: &Row<'_>, column: &str) -> Result<Height, Error> {
    uint(row.get(column)?).map(Height)
}

fn account(row: &Row<'_>) -> Result<Address, Error> {
    row.get::<_, String>("account")?.parse().map_err(|_| corrupt("account"))
}

fn arrival(row: &Row<'_>) -> Result<Arrival, Error> {
    let hash = match row.get::<_, String>("hash")?.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| corrupt("transaction"))?),
    };
    let from = row.get::<_, Option<String>>("sender")?;
    let kind: String = row.get("kind")?;
    Ok(Arrival {
        account: account(row)?,
        block: height(row, "block")?,
        hash,
        place: row.get("place")?,
        from: from
            .map(|text| text.parse().map_err(|_| corrupt("sender")))
            .transpose()?,
        amount: amount(row, "amount")?,
        kind: ArrivalKind::parse(&kind).ok_or_else(|| corrupt("kind"))?,
        at: time(row.get("at")?)?,
        paid_apart: row.get("paid_apart")?,
    })
}

fn seen(row: &Row<'_>) -> Result<(Address, Seen), Error> {
    let run = Seen {
        since: height(row, "since")?,
        opening: amount(row, "opening")?,
        last: height(row, "last")?,
        balance: amount(row, "balance")?,
    };
    Ok((account(row)?, run))
}

#[cfg(test)]
mod tests {
    use ballast_domain::Era;

    use super::*;
    use crate::Payout;

    fn arrival(block: u64, hash: Option<u8>) -> Arrival {
        Arrival {
            account: Address::from_bytes([7; 20]),
            block: Height(block),
            hash: hash.map(|byte| Hash([byte; 32])),
            place: 0,
            from: hash.map(|byte| Address::from_bytes([byte; 20])),
            amount: Amount::from_rau(u128::MAX),
            kind: ArrivalKind::Transfer,
            at: Timestamp::from_seconds(1_767_225_600 + block % 1_000),
            paid_apart: hash.is_some(),
        }
    }

    fn run(since: u64, last: u64) -> Seen {
        Seen {
            since: Height(since),
            opening: Amount::ZERO,
            last: Height(last),
            balance: Amount::from_iotx(last),
        }
    }

    #[test]
    fn what_came_is_written_once_and_the_newest_is_first() {
        let store = Store::in_memory().unwrap();
        let (account, other) = (Address::from_bytes([7; 20]), Address::from_bytes([8; 20]));
        let (old, new, unexplained) = (arrival(5, Some(1)), arrival(9, Some(2)), arrival(9, None));
        store.saw(1, &[], &[old.clone(), new.clone()]).unwrap();
        store.saw(1, &[], &[new.clone(), unexplained.clone()]).unwrap();
        let all = [unexplained, new, old];
        assert_eq!(store.arrivals(1, None).unwrap(), all);
        assert_eq!(store.arrivals(1, Some(account)).unwrap(), all);
        assert_eq!(store.arrivals(1, Some(other)).unwrap(), []);
        assert_eq!(store.arrivals(2, None).unwrap(), [], "of another chain");
    }

    #[test]
    fn what_came_with_payouts_is_that_of_the_same_transactions_and_their_recipient_alone() {
        let store = Store::in_memory().unwrap();
        let (account, other) = (Address::from_bytes([7; 20]), Address::from_bytes([8; 20]));
        let payout = |recipient: Address, block: u64, hash: u8| Payout {
            era: Era(3),
            delegate: Address::from_bytes([9; 20]),
            voter: Address::from_bytes([1; 20]),
            recipient,
            amount: Amount::from_rau(5),
            bucket: None,
            block: Height(block),
            hash: Hash([hash; 32]),
            log: 0,
            place: 0,
            at: Timestamp::from_seconds(1_767_225_600),
        };
        let (paid, apart, unexplained) = (arrival(9, Some(2)), arrival(5, Some(1)), arrival(9, None));
        let second = Arrival {
            place: 1,
            ..paid.clone()
        };
        let came = [apart, paid.clone(), second.clone(), unexplained];
        store.saw(1, &[], &came).unwrap();
        let payouts = [payout(account, 9, 2), payout(other, 5, 1)];
        store.keep_payouts(1, &payouts, None).unwrap();
        assert_eq!(store.arrivals_with_payouts(1, account).unwrap(), [second, paid]);
        assert_eq!(store.arrivals_with_payouts(1, other).unwrap(), []);
        assert_eq!(store.arrivals_with_payouts(2, account).unwrap(), []);
    }

    #[test]
    fn an_accounts_runs_of_blocks_take_the_place_of_its_earlier_ones() {
        let store = Store::in_memory().unwrap();
        let [one, two] = [1, 2].map(|n| Address::from_bytes([n; 20]));
        store
            .saw(1, &[(one, vec![run(0, 9)]), (two, vec![run(3, 9)])], &[])
            .unwrap();
        store.saw(1, &[(one, vec![run(0, 9), run(40, 50)])], &[]).unwrap();
        let seen = store.seen(1).unwrap();
        assert_eq!(seen, [(one, vec![run(0, 9), run(40, 50)]), (two, vec![run(3, 9)])]);
        assert_eq!(store.seen(2).unwrap(), []);
    }

    #[test]
    fn nothing_is_written_of_what_cannot_be_written_whole() {
        let store = Store::in_memory().unwrap();
        let account = Address::from_bytes([7; 20]);
        let beyond = arrival(u64::MAX, Some(3));
        let written = store.saw(1, &[(account, vec![run(0, 9)])], &[arrival(5, Some(1)), beyond]);
        assert!(matches!(written, Err(Error::OutOfRange)));
        assert_eq!(store.arrivals(1, None).unwrap(), []);
        assert_eq!(store.seen(1).unwrap(), []);
    }
}
