//! Reward eras, delegate by delegate, as far as they were seen. The chain keeps what an era came to until the next one is
//! planned alone; this does not forget it.

use ballast_domain::{Address, Amount, Commission, Era, Height, Votes};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use crate::{
    Error, Store,
    store::{int, uint},
};

/// What the voters of a delegate were to get of an era.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pool {
    /// What the node said that was planned.
    Planned(Amount),
    /// The sum of what was paid, where nobody saw the plan: a part of the pool may have stayed.
    AtLeast(Amount),
}

/// A delegate's part of a reward era, as far as it was seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EraDelegate {
    /// The era.
    pub era: Era,
    /// The delegate's identifier.
    pub delegate: Address,
    /// The block in which the votes were written down.
    pub freeze: Height,
    /// What it keeps of its rewards; none where that was not seen.
    pub commission: Option<Commission>,
    /// All votes for it at the freeze.
    pub total_weight: Votes,
    /// Its self-stake bucket then, if it had one.
    pub self_stake_bucket: Option<u64>,
    /// What its voters were to get; none where it was not planned yet, or nobody saw it.
    pub pool: Option<Pool>,
    /// What they got so far, in Rau; none where that was not seen.
    pub distributed: Option<Amount>,
    /// The block in which the payout ended or was given up.
    pub completed: Option<Height>,
}

impl EraDelegate {
    /// What is known of it by this look and an earlier one: a later look takes nothing back that was known.
    fn with(self, earlier: Self) -> Self {
        Self {
            commission: self.commission.or(earlier.commission),
            self_stake_bucket: self.self_stake_bucket.or(earlier.self_stake_bucket),
            pool: match (self.pool, earlier.pool) {
                (Some(Pool::AtLeast(now)), Some(Pool::AtLeast(then))) => Some(Pool::AtLeast(now.max(then))),
                (Some(Pool::AtLeast(_)) | None, Some(then)) => Some(then),
                (now, _) => now,
            },
            distributed: self.distributed.max(earlier.distributed),
            completed: self.completed.or(earlier.completed),
            ..self
        }
    }
}

impl Store {
    /// Writes what was seen of delegates' parts of eras, with what was seen of them before: all of it or, with an error,
    /// nothing.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn keep_era(&self, chain_id: u64, seen: &[EraDelegate]) -> Result<(), Error> {
        let chain_id = int(chain_id)?;
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for seen in seen {
            let earlier = one(&transaction, chain_id, seen.era, seen.delegate)?;
            let seen = match earlier {
                Some(earlier) => seen.clone().with(earlier),
                None => seen.clone(),
            };
            write(&transaction, chain_id, &seen)?;
        }
        Ok(transaction.commit()?)
    }

    /// What was seen of the eras from `first` to `last`, by era and delegate.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn eras(&self, chain_id: u64, first: Era, last: Era) -> Result<Vec<EraDelegate>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT * FROM era_delegates WHERE chain_id = ?1 AND era BETWEEN ?2 AND ?3 ORDER BY era, delegate",
        )?;
        let bounds = params![int(chain_id)?, int(first.0)?, i64::try_from(last.0).unwrap_or(i64::MAX)];
        query
            .query_map(bounds, |row| Ok(delegate(row)))?
            .map(|row| row?)
            .collect()
    }
}

fn one(connection: &Connection, chain_id: i64, era: Era, whose: Address) -> Result<Option<EraDelegate>, Error> {
    let mut query =
        connection.prepare_cached("SELECT * FROM era_delegates WHERE chain_id = ?1 AND era = ?2 AND delegate = ?3")?;
    let found = query
        .query_row(params![chain_id, int(era.0)?, whose.to_hex()], |row| Ok(delegate(row)))
        .optional()?;
    found.transpose()
}

fn write(connection: &Connection, chain_id: i64, seen: &EraDelegate) -> Result<(), Error> {
    let (pool, exact) = match seen.pool {
        Some(Pool::Planned(amount)) => (Some(amount), true),
        Some(Pool::AtLeast(amount)) => (Some(amount), false),
        None => (None, false),
    };
    let commission = seen.commission;
    connection.execute(
        "INSERT OR REPLACE INTO era_delegates (chain_id, era, delegate, freeze, block_bps, epoch_bps, configured, weight,
                                               self_stake, pool, exact, distributed, completed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            chain_id,
            int(seen.era.0)?,
            seen.delegate.to_hex(),
            int(seen.freeze.0)?,
            commission.map(|c| int(c.block_bps)).transpose()?,
            commission.map(|c| int(c.epoch_bps)).transpose()?,
            commission.map(|c| c.configured),
            seen.total_weight.rau().to_string(),
            seen.self_stake_bucket.map(|index| index.to_string()),
            pool.map(|amount| amount.rau().to_string()),
            exact,
            seen.distributed.map(|amount| amount.rau().to_string()),
            seen.completed.map(|height| int(height.0)).transpose()?,
        ],
    )?;
    Ok(())
}

fn corrupt(what: &str) -> Error {
    Error::Corrupt(format!("a reward era's {what}"))
}

/// A number that is written as digits; none where nothing stands there.
fn digits<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> Result<Option<T>, Error> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| corrupt(column))).transpose()
}

fn number(row: &Row<'_>, column: &str) -> Result<Option<u64>, Error> {
    row.get::<_, Option<i64>>(column)?.map(uint).transpose()
}

fn delegate(row: &Row<'_>) -> Result<EraDelegate, Error> {
    let missing = |column| move || corrupt(column);
    let commission = match (
        number(row, "block_bps")?,
        number(row, "epoch_bps")?,
        row.get::<_, Option<bool>>("configured")?,
    ) {
        (Some(block_bps), Some(epoch_bps), Some(configured)) => Some(Commission {
            block_bps,
            epoch_bps,
            configured,
        }),
        _ => None,
    };
    let pool = digits(row, "pool")?.map(Amount::from_rau);
    let exact: bool = row.get("exact")?;
    Ok(EraDelegate {
        era: Era(number(row, "era")?.ok_or_else(missing("era"))?),
        delegate: row
            .get::<_, String>("delegate")?
            .parse()
            .map_err(|_| corrupt("delegate"))?,
        freeze: Height(number(row, "freeze")?.ok_or_else(missing("freeze"))?),
        commission,
        total_weight: Votes::from_rau(digits(row, "weight")?.ok_or_else(missing("weight"))?),
        self_stake_bucket: digits(row, "self_stake")?,
        pool: pool.map(|amount| match exact {
            true => Pool::Planned(amount),
            false => Pool::AtLeast(amount),
        }),
        distributed: digits(row, "distributed")?.map(Amount::from_rau),
        completed: number(row, "completed")?.map(Height),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(era: u64, delegate: u8) -> EraDelegate {
        EraDelegate {
            era: Era(era),
            delegate: Address::from_bytes([delegate; 20]),
            freeze: Height(31),
            commission: Some(Commission {
                block_bps: 1_000,
                epoch_bps: 2_000,
                configured: true,
            }),
            total_weight: Votes::from_rau(u128::MAX),
            self_stake_bucket: Some(u64::MAX - 1),
            pool: None,
            distributed: None,
            completed: None,
        }
    }

    fn rau(rau: u128) -> Amount {
        Amount::from_rau(rau)
    }

    #[test]
    fn a_later_look_adds_to_an_earlier_one_and_takes_nothing_back() {
        let store = Store::in_memory().unwrap();
        let kept = |look: EraDelegate| {
            store.keep_era(1, &[look]).unwrap();
            store.eras(1, Era(3), Era(3)).unwrap().remove(0)
        };
        assert_eq!(kept(seen(3, 7)), seen(3, 7));
        let planned = EraDelegate {
            commission: None,
            pool: Some(Pool::Planned(rau(70))),
            distributed: Some(rau(8)),
            ..seen(3, 7)
        };
        let both = EraDelegate {
            commission: seen(3, 7).commission,
            ..planned.clone()
        };
        assert_eq!(kept(planned), both);
        let done = EraDelegate {
            pool: Some(Pool::AtLeast(rau(69))),
            distributed: Some(rau(69)),
            completed: Some(Height(u64::MAX >> 1)),
            ..seen(3, 7)
        };
        let all = EraDelegate {
            pool: Some(Pool::Planned(rau(70))),
            ..done.clone()
        };
        assert_eq!(kept(done), all, "what a node said stands before what can be reckoned");
        assert_eq!(kept(seen(3, 7)), all);
    }

    #[test]
    fn the_larger_of_two_sums_is_the_least_that_there_was() {
        let of = |pool| EraDelegate { pool, ..seen(3, 7) };
        let joined = |now, then| of(now).with(of(then)).pool;
        let [less, more] = [4, 5].map(|n| Some(Pool::AtLeast(rau(n))));
        assert_eq!((joined(less, more), joined(more, less)), (more, more));
        let planned = Some(Pool::Planned(rau(3)));
        assert_eq!((joined(planned, more), joined(more, planned)), (planned, planned));
        assert_eq!((joined(None, less), joined(less, None)), (less, less));
    }

    #[test]
    fn eras_are_told_apart_by_chain_and_by_number() {
        let store = Store::in_memory().unwrap();
        let all = [seen(3, 1), seen(3, 2), seen(6, 1)];
        store.keep_era(1, &all).unwrap();
        assert_eq!(store.eras(1, Era(0), Era(u64::MAX)).unwrap(), all);
        assert_eq!(store.eras(1, Era(4), Era(9)).unwrap(), [seen(6, 1)]);
        assert_eq!(store.eras(2, Era(0), Era(9)).unwrap(), []);
        let beyond = [seen(9, 1), seen(u64::MAX, 1)];
        assert!(matches!(store.keep_era(1, &beyond), Err(Error::OutOfRange)));
        assert_eq!(store.eras(1, Era(9), Era(9)).unwrap(), [], "all of it or nothing");
    }
}
