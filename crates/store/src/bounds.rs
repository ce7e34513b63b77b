//! How much is kept of reward eras: what is written down at each freeze would fill any disk in the end.

use ballast_domain::{Era, Eras, Height, SECONDS_PER_DAY};
use rusqlite::{Connection, TransactionBehavior, params};

use crate::{
    Error, Store,
    store::{int, uint},
};

/// The most bytes that eras take in all.
const MOST_BYTES: u64 = 200_000_000;
/// Seconds for which eras are kept: two years.
const KEPT: u64 = 2 * 365 * SECONDS_PER_DAY;

/// The oldest era that is kept at `height`, on a chain with a block every so many milliseconds: that of two years ago. By
/// blocks and not by a clock, so that a practice network, whose time moves on by wish, keeps as many eras as any other.
pub fn oldest_kept(eras: &Eras<'_>, height: Height, block_millis: u64) -> Era {
    let blocks = (KEPT * 1_000) / block_millis.max(1);
    eras.accruing_at(Height(height.0.saturating_sub(blocks)))
}

/// The first era that stays of those with these sizes in bytes, the oldest first, so that none is older than `oldest` and
/// all together take no more than `most`; none where not even the last one fits.
fn first_kept(sizes: &[(Era, u64)], oldest: Era, most: u64) -> Option<Era> {
    let mut sum = 0u64;
    let fits = |(_, size): &&(Era, u64)| {
        sum = sum.saturating_add(*size);
        sum <= most
    };
    let kept = sizes.iter().rev().take_while(fits).filter(|(era, _)| *era >= oldest);
    kept.map(|(era, _)| *era).last()
}

impl Store {
    /// Forgets the eras that are older than `oldest`, and further ones, the oldest first, while all together take more than
    /// 200 MB. What was paid to accounts stays: it is their history.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn keep_eras_within_bounds(&self, chain_id: u64, oldest: Era) -> Result<(), Error> {
        self.keep_eras_within(chain_id, oldest, MOST_BYTES)
    }

    fn keep_eras_within(&self, chain_id: u64, oldest: Era, most: u64) -> Result<(), Error> {
        let chain_id = int(chain_id)?;
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sizes = sizes(&transaction, chain_id)?;
        // Where none is kept, none is later than the last.
        let first = match first_kept(&sizes, oldest, most) {
            Some(first) => int(first.0)?,
            None => i64::MAX,
        };
        for table in ["era_delegates", "era_buckets"] {
            transaction.execute(
                &format!("DELETE FROM {table} WHERE chain_id = ?1 AND era < ?2"),
                params![chain_id, first],
            )?;
        }
        Ok(transaction.commit()?)
    }
}

/// What each era takes, about, in bytes: the oldest first.
fn sizes(connection: &Connection, chain_id: i64) -> Result<Vec<(Era, u64)>, Error> {
    let mut query = connection.prepare_cached(
        "SELECT era, SUM(bytes) FROM (
             SELECT era, 200 AS bytes FROM era_delegates WHERE chain_id = ?1
             UNION ALL SELECT era, 200 + LENGTH(buckets) FROM era_buckets WHERE chain_id = ?1
         ) GROUP BY era ORDER BY era",
    )?;
    let rows = query.query_map([chain_id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    rows.map(|row| {
        let (era, bytes) = row?;
        Ok((Era(uint(era)?), uint(bytes)?))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Address, EpochSchedule, Votes};

    use super::*;
    use crate::EraDelegate;

    #[test]
    fn eras_are_kept_for_two_years_whatever_the_clock_says() {
        let schedule = EpochSchedule::uniform(1_440);
        let eras = schedule.eras(24);
        let two_years = 2 * 365 * 34_560;
        let era = |height| oldest_kept(&eras, Height(height), 2_500);
        assert_eq!(era(1_000), era(1), "there is none older");
        assert_eq!(era(two_years + 34_561), Era(48));
        assert_eq!(era(two_years + 34_560), Era(24));
    }

    #[test]
    fn the_oldest_eras_go_first_where_all_are_too_large() {
        let sizes = [(24, 50), (48, 60), (72, 30), (96, 10)].map(|(era, size)| (Era(era), size));
        let first = |oldest, most| first_kept(&sizes, Era(oldest), most).map(|era| era.0);
        assert_eq!(first(0, 150), Some(24));
        assert_eq!(first(0, 149), Some(48));
        assert_eq!(first(0, 99), Some(72));
        assert_eq!(first(0, 10), Some(96));
        assert_eq!(first(0, 9), None, "not even the last one fits");
        assert_eq!(first(50, 150), Some(72), "older than is kept");
        assert_eq!(first_kept(&[], Era(0), 9), None);
        let beyond = [(Era(24), u64::MAX), (Era(48), u64::MAX)];
        assert_eq!(first_kept(&beyond, Era(0), MOST_BYTES), None);
    }

    #[test]
    fn what_is_too_old_or_too_much_goes() {
        let store = Store::in_memory().unwrap();
        let seen = |era: u64, delegate: u8| EraDelegate {
            era: Era(era),
            delegate: Address::from_bytes([delegate; 20]),
            freeze: Height(31),
            commission: None,
            total_weight: Votes::ZERO,
            self_stake_bucket: None,
            pool: None,
            distributed: None,
            completed: None,
        };
        store
            .keep_era(1, &[seen(3, 1), seen(6, 1), seen(9, 1), seen(9, 2)])
            .unwrap();
        let eras = || -> Vec<u64> {
            let mut all: Vec<u64> = store
                .eras(1, Era(0), Era(99))
                .unwrap()
                .iter()
                .map(|e| e.era.0)
                .collect();
            all.dedup();
            all
        };
        store.keep_eras_within(1, Era(0), 800).unwrap();
        assert_eq!(eras(), [3, 6, 9]);
        store.keep_eras_within(1, Era(4), 800).unwrap();
        assert_eq!(eras(), [6, 9]);
        store.keep_eras_within(1, Era(0), 599).unwrap();
        assert_eq!(eras(), [9]);
        store.keep_eras_within(1, Era(0), 1).unwrap();
        assert_eq!(eras(), Vec::<u64>::new());
    }
}
