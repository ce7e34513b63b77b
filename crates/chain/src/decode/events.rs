//! The events of the voter rewards (zanzibar.md §3), of the protocol that emits each alone: any contract may log their topics.

use ballast_abi::{
    rewarding::{DelegateVoterRewardsDistributedFilter, VoterRewardDestinationSetFilter},
    staking::{DelegateRewardFrozenFilter, VoterRewardOptInSetFilter},
    topic,
};
use ballast_domain::{Address, Commission, Era, Height, RewardSnapshot};

use super::Words;
use crate::{
    Error,
    types::{Distributed, Frozen, Log, PaidRow, VoterRewardEvent},
};

/// The event of the voter rewards that a log tells of; none where it is none of them, or a log of another contract.
///
/// # Errors
/// [`Error::Decode`] for one that is not in the form of its event: a topic is missing, lists are of unequal length, a number
/// is larger than what it counts.
pub fn voter_reward_event(log: &Log) -> Result<Option<VoterRewardEvent>, Error> {
    let Some(first) = log.topics.first() else {
        return Ok(None);
    };
    let is = |emitter: Address, event: [u8; 32]| log.address == emitter && first.0 == event;
    if is(Address::STAKING, topic::<VoterRewardOptInSetFilter>()) {
        let delegate = indexed(log, 1)?.address(0)?;
        return Ok(Some(VoterRewardEvent::OptedIn { delegate }));
    }
    if is(Address::STAKING, topic::<DelegateRewardFrozenFilter>()) {
        return frozen(log).map(|frozen| Some(VoterRewardEvent::Frozen(frozen)));
    }
    if is(Address::REWARDING, topic::<DelegateVoterRewardsDistributedFilter>()) {
        return distributed(log).map(|paid| Some(VoterRewardEvent::Distributed(paid)));
    }
    if is(Address::REWARDING, topic::<VoterRewardDestinationSetFilter>()) {
        let data = Words::new(&log.data);
        return Ok(Some(VoterRewardEvent::DestinationSet {
            voter: indexed(log, 1)?.address(0)?,
            before: data.address(0)?,
            after: data.address(1)?,
        }));
    }
    Ok(None)
}

/// An indexed argument, by its place among the topics.
fn indexed(log: &Log, at: usize) -> Result<Words<'_>, Error> {
    let topic = log.topics.get(at).ok_or(Error::Decode("a topic is missing"))?;
    Ok(Words::new(&topic.0))
}

fn frozen(log: &Log) -> Result<Frozen, Error> {
    let data = Words::new(&log.data);
    Ok(Frozen {
        era: Era(indexed(log, 1)?.u64(0)?),
        delegate: indexed(log, 2)?.address(0)?,
        snapshot: RewardSnapshot {
            freeze_height: Height(data.u64(0)?),
            commission: Commission {
                block_bps: data.u64(1)?,
                epoch_bps: data.u64(2)?,
                configured: data.bool(3)?,
            },
            total_weight: data.votes(4)?,
            self_stake_bucket: data.bucket(5)?,
        },
    })
}

fn distributed(log: &Log) -> Result<Distributed, Error> {
    let data = Words::new(&log.data);
    let (count, voters) = data.list(1, 1)?;
    let equal = |at: usize| data.list_of(at, count);
    let (recipients, amounts, buckets, compounded) = (equal(2)?, equal(3)?, equal(4)?, equal(5)?);
    let row = |at: usize| {
        // Where it was not compounded the number says nothing: 0 is a bucket's number too.
        let bucket = buckets.u64(at)?;
        Ok(PaidRow {
            voter: voters.address(at)?,
            recipient: recipients.address(at)?,
            amount: amounts.amount(at)?,
            bucket: compounded.bool(at)?.then_some(bucket),
        })
    };
    Ok(Distributed {
        era: Era(indexed(log, 1)?.u64(0)?),
        delegate: indexed(log, 2)?.address(0)?,
        amount: data.amount(0)?,
        rows: (0..count).map(row).collect::<Result<_, Error>>()?,
    })
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, Hash};
    use ethers_core::abi::{Token, encode};

    use super::*;

    const DELEGATE: Address = Address::from_bytes([0xde; 20]);

    fn word(address: Address) -> Hash {
        Hash(ballast_domain::word::address(address))
    }

    fn number(number: u64) -> Hash {
        Hash(ballast_domain::word::number(number))
    }

    /// What the protocol logs when it pays: lists of so many voters, recipients, amounts, buckets and marks.
    fn paid(counts: [usize; 5], amount: &[u8]) -> Log {
        let addresses = |count| Token::Array(vec![Token::Address([7; 20].into()); count]);
        let uints = |count, token: Token| Token::Array(vec![token; count]);
        let data = encode(&[
            Token::Uint(9u64.into()),
            addresses(counts[0]),
            addresses(counts[1]),
            uints(counts[2], Token::Uint(amount.into())),
            uints(counts[3], Token::Uint(4u64.into())),
            uints(counts[4], Token::Bool(true)),
        ]);
        Log {
            address: Address::REWARDING,
            topics: vec![
                Hash(topic::<DelegateVoterRewardsDistributedFilter>()),
                number(65_328),
                word(DELEGATE),
            ],
            data,
        }
    }

    #[test]
    fn a_payout_is_read_row_by_row() {
        let event = voter_reward_event(&paid([2; 5], &[9])).unwrap();
        let Some(VoterRewardEvent::Distributed(paid)) = event else {
            panic!("{event:?}")
        };
        assert_eq!((paid.era, paid.delegate), (Era(65_328), DELEGATE));
        assert_eq!((paid.amount, paid.rows.len()), (Amount::from_rau(9), 2));
        assert_eq!(
            (paid.rows[1].amount, paid.rows[1].bucket),
            (Amount::from_rau(9), Some(4))
        );
    }

    #[test]
    fn lists_of_unequal_length_and_numbers_beyond_money_are_refused() {
        for short in 0..5 {
            let mut counts = [3; 5];
            counts[short] = 2;
            assert!(voter_reward_event(&paid(counts, &[9])).is_err(), "list {short}");
        }
        let beyond = voter_reward_event(&paid([1; 5], &[1; 17]));
        assert_eq!(beyond, Err(Error::Decode("a number larger than 128 bits")));
        let mut cut = paid([2; 5], &[9]);
        cut.data.truncate(cut.data.len() - 32);
        assert!(voter_reward_event(&cut).is_err());
        let mut without = paid([2; 5], &[9]);
        without.topics.pop();
        assert_eq!(voter_reward_event(&without), Err(Error::Decode("a topic is missing")));
        let mut long = paid([2; 5], &[9]);
        long.topics[2] = Hash([0xde; 32]);
        assert!(voter_reward_event(&long).is_err(), "more than an address");
    }

    #[test]
    fn what_another_contract_logs_is_no_event_of_the_protocol() {
        for stranger in [Address::STAKING, DELEGATE, Address::ZERO] {
            let mut foreign = paid([2; 5], &[9]);
            foreign.address = stranger;
            assert_eq!(voter_reward_event(&foreign), Ok(None), "{stranger}");
        }
        let mut plain = paid([2; 5], &[9]);
        plain.topics.clear();
        assert_eq!(voter_reward_event(&plain), Ok(None), "a log of a grant");
    }
}
