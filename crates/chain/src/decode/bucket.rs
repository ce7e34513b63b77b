//! Lists of buckets.

use ballast_domain::{Address, BlockClock, Bucket, BucketId, Days, Endorsement, Height, Timestamp};

use super::Words;
use crate::Error;

/// Which of the three forms of the bucket tuple a method answers (iotex-protocol.md §2.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BucketForm {
    /// Native buckets only: nine words.
    V1,
    /// With the contract and its block clock: fourteen.
    V2,
    /// With the endorsement: fifteen.
    V3,
}

impl BucketForm {
    const fn words(self) -> usize {
        match self {
            Self::V1 => 9,
            Self::V2 => 14,
            Self::V3 => 15,
        }
    }
}

/// Decodes the answer of `compositeBucketsByVoterV3` and its kin: a list of the newest form of bucket.
///
/// # Errors
/// [`Error::Decode`] for anything but the canonical encoding.
pub fn bucket_list(data: &[u8]) -> Result<Vec<Bucket>, Error> {
    bucket_list_of(BucketForm::V3, data)
}

pub(crate) fn bucket_list_of(form: BucketForm, data: &[u8]) -> Result<Vec<Bucket>, Error> {
    let stride = form.words();
    let (count, entries) = Words::new(data).list(0, stride)?;
    if entries.len() != count * stride * 32 {
        return Err(Error::Decode("data after the end of a list"));
    }
    (0..count).map(|i| bucket(form, entries, i * stride)).collect()
}

fn bucket(form: BucketForm, words: Words<'_>, at: usize) -> Result<Bucket, Error> {
    let contract = match form {
        BucketForm::V1 => None,
        _ => Some(words.address(at + 9)?).filter(|contract| !contract.is_zero()),
    };
    let endorsement = match form {
        BucketForm::V3 => Endorsement::from_expire_height(words.u64(at + 14)?),
        _ => Endorsement::None,
    };
    Ok(Bucket {
        id: BucketId {
            contract,
            index: words.u64(at)?,
        },
        candidate: words.address(at + 1)?,
        amount: words.amount(at + 2)?,
        duration: Days(words.u32(at + 3)?),
        created: time(words, at + 4)?.unwrap_or_default(),
        stake_start: time(words, at + 5)?.unwrap_or_default(),
        unstake_start: time(words, at + 6)?,
        locked: words.bool(at + 7)?,
        owner: words.address(at + 8)?,
        endorsement,
        blocks: block_clock(contract, words, at)?,
    })
}

/// Only NFT buckets that count in blocks have one; the others show zeros there.
fn block_clock(contract: Option<Address>, words: Words<'_>, at: usize) -> Result<Option<BlockClock>, Error> {
    if contract.is_none() || words.u64(at + 11)? == 0 {
        return Ok(None);
    }
    Ok(Some(BlockClock {
        duration: words.u64(at + 10)?,
        created: Height(words.u64(at + 11)?),
        stake_start: Height(words.u64(at + 12)?),
        unstake_start: Some(words.u64(at + 13)?)
            .filter(|height| *height != u64::MAX)
            .map(Height),
    }))
}

/// An `int64` of seconds. Zero stands for none; so do negative numbers and the largest ones, which nodes show for
/// times that were never set (node-behaviour.md §8).
fn time(words: Words<'_>, at: usize) -> Result<Option<Timestamp>, Error> {
    const YEAR_3000: u64 = 32_503_680_000;
    if words.word(at)?[0] == 0xff {
        return Ok(None);
    }
    Ok(Some(words.u64(at)?)
        .filter(|seconds| (1..YEAR_3000).contains(seconds))
        .map(Timestamp::from_seconds))
}
