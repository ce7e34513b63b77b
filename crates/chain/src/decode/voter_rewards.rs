//! The answers of the reads of voter rewards (zanzibar.md §12).

use ballast_domain::{
    Address, Commission, Destination, Distribution, Era, Hash, Height, PayoutAddress, PlanEntry, RewardSnapshot,
    ScanPhase,
};

use super::Words;
use crate::Error;

/// The most delegates of which an answer is believed, far more than any chain has: what it says of each is written down.
const MOST_DELEGATES: usize = 10_000;

/// The identifiers of delegates.
pub(crate) fn ids(data: &[u8]) -> Result<Vec<Address>, Error> {
    let (count, list) = delegates(Words::new(data), 0)?;
    (0..count).map(|at| list.address(at)).collect()
}

/// Where a delegate's own income goes, and whether the protocol pays its voters.
pub(crate) fn payout_address(data: &[u8]) -> Result<PayoutAddress, Error> {
    let words = Words::new(data);
    Ok(PayoutAddress {
        address: words.address(0)?,
        by_protocol: words.bool(1)?,
    })
}

/// What was written down of a delegate at the last freeze.
pub(crate) fn snapshot(data: &[u8]) -> Result<RewardSnapshot, Error> {
    let words = Words::new(data);
    Ok(RewardSnapshot {
        commission: Commission {
            block_bps: words.u64(0)?,
            epoch_bps: words.u64(1)?,
            configured: words.bool(2)?,
        },
        total_weight: words.votes(3)?,
        freeze_height: Height(words.u64(4)?),
        self_stake_bucket: words.bucket(5)?,
    })
}

/// Where a voter's rewards go; none where the voter set nothing.
pub(crate) fn destination(data: &[u8]) -> Result<Option<Destination>, Error> {
    let words = Words::new(data);
    let destination = Destination {
        recipient: words.address(0)?,
        height: Height(words.u64(2)?),
    };
    Ok(words.bool(1)?.then_some(destination))
}

/// The payout that runs, or the last one that ended; none where there was none, or the last plan was empty.
pub(crate) fn distribution(data: &[u8]) -> Result<Option<Distribution>, Error> {
    let words = Words::new(data);
    let era = Era(words.u64(0)?);
    if era.0 == 0 {
        return Ok(None);
    }
    let phase = ScanPhase::of_number(words.u32(5)?);
    let phase = phase.ok_or(Error::Decode("a payout in a phase that is unknown"))?;
    let resume = words.bytes(6, 20)?;
    let resume = match resume.first_chunk::<20>() {
        Some(voter) => Some(Address::from_bytes(*voter)),
        None if resume.is_empty() => None,
        None => return Err(Error::Decode("an address shorter than 20 bytes")),
    };
    Ok(Some(Distribution {
        era,
        freeze_height: Height(words.u64(3)?),
        seed: Hash(*words.word(7)?),
        entries: entries(words)?,
        phase,
        resume,
        completed: Some(Height(words.u64(2)?)).filter(|height| height.0 > 0),
    }))
}

/// The list of delegates that word `at` points to.
fn delegates(words: Words<'_>, at: usize) -> Result<(usize, Words<'_>), Error> {
    match words.list(at, 1)? {
        (count, _) if count > MOST_DELEGATES => Err(Error::Decode("more delegates than a chain has")),
        list => Ok(list),
    }
}

fn entries(words: Words<'_>) -> Result<Vec<PlanEntry>, Error> {
    let (count, ids) = delegates(words, 8)?;
    let equal = |at: usize| words.list_of(at, count);
    let (amounts, distributed, weights, buckets) = (equal(9)?, equal(10)?, equal(11)?, equal(12)?);
    let entry = |at: usize| {
        Ok(PlanEntry {
            id: ids.address(at)?,
            amount: amounts.amount(at)?,
            distributed: distributed.amount(at)?,
            total_weight: weights.votes(at)?,
            self_stake_bucket: buckets.bucket(at)?,
        })
    };
    (0..count).map(entry).collect()
}

/// The native bucket to which an account has its rewards added; none where it registered none. The contract says -1 there,
/// and the chain takes 0 and what no bucket's number can be for none, too (zanzibar.md §10).
pub(crate) fn compound_bucket(data: &[u8]) -> Result<Option<u64>, Error> {
    let words = Words::new(data);
    words.word(0)?;
    Ok(words.u64(0).ok().filter(|index| *index > 0))
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, Votes};
    use ethers_core::abi::{Token, encode};

    use super::*;

    fn uint(number: u64) -> Token {
        Token::Uint(number.into())
    }

    fn said(era: u64, phase: u64, resume: &[u8], counts: [usize; 5]) -> Vec<u8> {
        let list = |count: usize, token: Token| Token::Array(vec![token; count]);
        encode(&[
            uint(era),
            Token::Bool(false),
            uint(0),
            uint(31),
            Token::Address([5; 20].into()),
            uint(phase),
            Token::Bytes(resume.to_vec()),
            Token::FixedBytes(vec![6; 32]),
            list(counts[0], Token::Address([7; 20].into())),
            list(counts[1], uint(70)),
            list(counts[2], uint(8)),
            list(counts[3], uint(9)),
            list(counts[4], uint(u64::MAX)),
        ])
    }

    #[test]
    fn a_payout_is_read_with_its_plan_and_none_where_there_is_none() {
        let read = distribution(&said(3, 1, &[4; 20], [2; 5])).unwrap().unwrap();
        assert_eq!(
            (read.era, read.freeze_height, read.completed),
            (Era(3), Height(31), None)
        );
        assert_eq!(
            (read.phase.number(), read.resume),
            (1, Some(Address::from_bytes([4; 20])))
        );
        assert_eq!(read.seed, Hash([6; 32]));
        let [_, entry] = &read.entries[..] else {
            panic!("{read:?}")
        };
        assert_eq!(
            (entry.amount, entry.distributed),
            (Amount::from_rau(70), Amount::from_rau(8))
        );
        assert_eq!(
            (entry.total_weight, entry.self_stake_bucket),
            (Votes::from_rau(9), None)
        );
        assert!(distribution(&said(0, 0, &[], [0; 5])).unwrap().is_none());
    }

    #[test]
    fn a_payout_in_another_form_is_refused() {
        for list in 0..5 {
            let mut counts = [2; 5];
            counts[list] = 1;
            assert!(distribution(&said(3, 0, &[], counts)).is_err(), "list {list}");
        }
        assert!(distribution(&said(3, 4, &[], [1; 5])).is_err(), "a fifth phase");
        assert!(distribution(&said(3, 0, &[4; 19], [1; 5])).is_err());
        assert!(distribution(&said(3, 0, &[4; 21], [1; 5])).is_err());
        assert!(distribution(&said(3, 0, &[], [MOST_DELEGATES; 5])).is_ok());
        assert!(distribution(&said(3, 0, &[], [MOST_DELEGATES + 1; 5])).is_err());
        assert!(distribution(&[0; 32]).unwrap().is_none());
        assert!(distribution(&[]).is_err());
    }

    #[test]
    fn only_a_number_that_a_bucket_can_have_is_a_bucket_to_compound_into() {
        let word = |low: u64, high: u8| {
            let mut word = [high; 32];
            word[24..].copy_from_slice(&low.to_be_bytes());
            compound_bucket(&word).unwrap()
        };
        assert_eq!(word(9, 0), Some(9));
        assert_eq!(word(u64::MAX, 0xff), None, "-1");
        assert_eq!((word(0, 0), word(9, 1)), (None, None));
        assert!(compound_bucket(&[]).is_err());
    }
}
