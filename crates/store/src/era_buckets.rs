//! Buckets as they stood at a freeze: those of own accounts, and all that voted for a delegate that is watched.

use ballast_domain::{Address, BucketId, Era, Height, Votes};
use rusqlite::{OptionalExtension, Row, params};

use crate::{
    Error, Store,
    store::{int, uint},
};

/// Bytes of a bucket: its contract, its number, its owner, its delegate and its votes.
const BYTES: usize = 20 + 8 + 20 + 20 + 16;

/// Whose buckets are listed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Whose {
    /// Those of an account.
    Account(Address),
    /// Those that vote for a delegate, by its identifier.
    Delegate(Address),
}

impl Whose {
    /// As the table has it.
    const fn parts(self) -> (&'static str, Address) {
        match self {
            Self::Account(account) => ("account", account),
            Self::Delegate(delegate) => ("delegate", delegate),
        }
    }

    fn read(role: &str, whose: Address) -> Result<Self, Error> {
        match role {
            "account" => Ok(Self::Account(whose)),
            "delegate" => Ok(Self::Delegate(whose)),
            _ => Err(corrupt("kind")),
        }
    }
}

/// A bucket as it counts for an era.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrozenBucket {
    /// Which one.
    pub id: BucketId,
    /// Whose it was.
    pub owner: Address,
    /// The identifier of the delegate that it voted for; zero for none.
    pub candidate: Address,
    /// Its votes, with the bonus of a self-stake bucket; zero of one that was unstaked or muted.
    pub weight: Votes,
}

/// A list of buckets for an era.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EraBuckets {
    /// The era.
    pub era: Era,
    /// Whose they are.
    pub whose: Whose,
    /// The block at which they were read.
    pub height: Height,
    /// Whether they stand as they stood at the freeze: no block between touched one.
    pub exact: bool,
    /// The buckets.
    pub buckets: Vec<FrozenBucket>,
}

impl Store {
    /// Writes lists of buckets, all or, with an error, none. One that is exact is not replaced by one that is not, nor is
    /// one that was read nearer the freeze by a later one.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn keep_buckets(&self, chain_id: u64, lists: &[EraBuckets]) -> Result<(), Error> {
        let chain_id = int(chain_id)?;
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        for list in lists {
            let (role, whose) = list.whose.parts();
            transaction.execute(
                "INSERT INTO era_buckets (chain_id, era, role, whose, height, exact, buckets)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (chain_id, era, role, whose) DO UPDATE
                 SET height = excluded.height, exact = excluded.exact, buckets = excluded.buckets
                 WHERE excluded.exact > exact OR (excluded.exact = exact AND excluded.height < height)",
                params![
                    chain_id,
                    int(list.era.0)?,
                    role,
                    whose.to_hex(),
                    int(list.height.0)?,
                    list.exact,
                    to_bytes(&list.buckets),
                ],
            )?;
        }
        Ok(transaction.commit()?)
    }

    /// The buckets of an account or of a delegate's voters for an era; none where they were not seen.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn buckets_at_freeze(&self, chain_id: u64, era: Era, whose: Whose) -> Result<Option<EraBuckets>, Error> {
        let (role, address) = whose.parts();
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT * FROM era_buckets WHERE chain_id = ?1 AND era = ?2 AND role = ?3 AND whose = ?4",
        )?;
        let bounds = params![int(chain_id)?, int(era.0)?, role, address.to_hex()];
        let found = query.query_row(bounds, |row| Ok(read(row))).optional()?;
        found.transpose()
    }

    /// The lists that were written for an era: whose each is, and whether it is exact.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn lists_of_era(&self, chain_id: u64, era: Era) -> Result<Vec<(Whose, bool)>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT role, whose, exact FROM era_buckets WHERE chain_id = ?1 AND era = ?2 ORDER BY role, whose",
        )?;
        let rows = query.query_map(params![int(chain_id)?, int(era.0)?], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?))
        })?;
        rows.map(|row| {
            let (role, whose, exact) = row?;
            let whose = whose.parse().map_err(|_| corrupt("account"))?;
            Ok((Whose::read(&role, whose)?, exact))
        })
        .collect()
    }
}

fn corrupt(what: &str) -> Error {
    Error::Corrupt(format!("a list of buckets at a freeze: its {what}"))
}

fn read(row: &Row<'_>) -> Result<EraBuckets, Error> {
    let role: String = row.get("role")?;
    let whose = row.get::<_, String>("whose")?.parse().map_err(|_| corrupt("account"))?;
    let bytes: Vec<u8> = row.get("buckets")?;
    Ok(EraBuckets {
        era: Era(uint(row.get("era")?)?),
        whose: Whose::read(&role, whose)?,
        height: Height(uint(row.get("height")?)?),
        exact: row.get("exact")?,
        buckets: from_bytes(&bytes).ok_or_else(|| corrupt("buckets"))?,
    })
}

fn to_bytes(buckets: &[FrozenBucket]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(buckets.len() * BYTES);
    for bucket in buckets {
        // No contract stands at the zero address.
        bytes.extend(bucket.id.contract.unwrap_or(Address::ZERO).as_bytes());
        bytes.extend(bucket.id.index.to_be_bytes());
        bytes.extend(bucket.owner.as_bytes());
        bytes.extend(bucket.candidate.as_bytes());
        bytes.extend(bucket.weight.rau().to_be_bytes());
    }
    bytes
}

/// The buckets that [`to_bytes`] wrote; none where it did not.
fn from_bytes(bytes: &[u8]) -> Option<Vec<FrozenBucket>> {
    let chunks = bytes.chunks_exact(BYTES);
    if !chunks.remainder().is_empty() {
        return None;
    }
    chunks.map(one).collect()
}

fn one(bytes: &[u8]) -> Option<FrozenBucket> {
    let (contract, rest) = bytes.split_first_chunk::<20>()?;
    let (index, rest) = rest.split_first_chunk::<8>()?;
    let (owner, rest) = rest.split_first_chunk::<20>()?;
    let (candidate, rest) = rest.split_first_chunk::<20>()?;
    Some(FrozenBucket {
        id: BucketId {
            contract: Some(Address::from_bytes(*contract)).filter(|contract| !contract.is_zero()),
            index: u64::from_be_bytes(*index),
        },
        owner: Address::from_bytes(*owner),
        candidate: Address::from_bytes(*candidate),
        weight: Votes::from_rau(u128::from_be_bytes(rest.try_into().ok()?)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(n: u8) -> Address {
        Address::from_bytes([n; 20])
    }

    fn list(whose: Whose, height: u64, exact: bool) -> EraBuckets {
        let bucket = |contract, index| FrozenBucket {
            id: BucketId { contract, index },
            owner: of(1),
            candidate: of(2),
            weight: Votes::from_rau(u128::MAX - u128::from(height)),
        };
        EraBuckets {
            era: Era(3),
            whose,
            height: Height(height),
            exact,
            buckets: vec![bucket(None, u64::MAX), bucket(Some(of(9)), 0)],
        }
    }

    #[test]
    fn a_list_is_kept_as_it_was_read_and_the_better_one_stays() {
        let store = Store::in_memory().unwrap();
        let (mine, theirs) = (Whose::Account(of(1)), Whose::Delegate(of(1)));
        let kept = |whose| store.buckets_at_freeze(1, Era(3), whose).unwrap();
        assert_eq!(kept(mine), None);
        let steps = [
            (list(mine, 40, false), list(mine, 40, false)),
            (list(mine, 35, false), list(mine, 35, false)),
            (list(mine, 50, false), list(mine, 35, false)),
            (list(mine, 39, true), list(mine, 39, true)),
            (list(mine, 32, false), list(mine, 39, true)),
        ];
        for (written, stands) in steps {
            store.keep_buckets(1, &[written]).unwrap();
            assert_eq!(kept(mine), Some(stands));
        }
        assert_eq!(kept(theirs), None, "an account's own are not its voters'");
        store.keep_buckets(1, &[list(theirs, 31, true)]).unwrap();
        assert_eq!(store.lists_of_era(1, Era(3)).unwrap(), [(mine, true), (theirs, true)]);
        assert_eq!(store.lists_of_era(1, Era(6)).unwrap(), []);
        assert_eq!(store.buckets_at_freeze(2, Era(3), mine).unwrap(), None);
    }

    #[test]
    fn a_list_that_was_cut_is_damage() {
        let bytes = to_bytes(&list(Whose::Account(of(1)), 31, true).buckets);
        assert_eq!(bytes.len(), 2 * BYTES);
        assert_eq!(from_bytes(&bytes).unwrap().len(), 2);
        assert_eq!(from_bytes(&bytes[1..]), None);
        assert_eq!(from_bytes(&[]), Some(Vec::new()));
    }
}
