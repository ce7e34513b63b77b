//! Where a bucket stands when a clock shows a block: buckets that count in blocks have no dates of their own, so theirs
//! are estimates at the network's pace.

use super::Clock;
use crate::{BlockClock, Bucket, BucketState, Free, Height, NFT_WAIT_BLOCKS, Timestamp};

impl Clock<'_> {
    /// A bucket's state in the next block. Of one that counts in blocks the state is exact, and its date an estimate.
    pub fn state(&self, bucket: &Bucket) -> BucketState {
        let Some(blocks) = &bucket.blocks else {
            return bucket.state(self.now, &self.params.staking);
        };
        let ahead = |height: Height| height.0 > self.height.0.saturating_add(1);
        match ready(blocks) {
            Some(at) if ahead(at) => BucketState::Unstaking(self.time_of(at)),
            Some(_) => BucketState::Withdrawable,
            None if bucket.locked => BucketState::Locked,
            None if ahead(ends(blocks)) => BucketState::CountingDown(self.time_of(ends(blocks))),
            None => BucketState::Matured,
        }
    }

    /// When a bucket's money could be in hand; of one that counts in blocks an estimate.
    pub fn free(&self, bucket: &Bucket) -> Free {
        let Some(blocks) = &bucket.blocks else {
            return bucket.free(self.now, &self.params.staking);
        };
        let after = |blocks: u64| Free::After(blocks.saturating_mul(self.params.block_millis).div_ceil(1000));
        match self.state(bucket) {
            BucketState::Locked => after(blocks.duration.saturating_add(NFT_WAIT_BLOCKS)),
            BucketState::CountingDown(_) => {
                Free::At(self.time_of(Height(ends(blocks).0.saturating_add(NFT_WAIT_BLOCKS))))
            }
            BucketState::Matured => after(NFT_WAIT_BLOCKS),
            BucketState::Unstaking(at) => Free::At(at),
            BucketState::Withdrawable => Free::After(0),
        }
    }

    /// The same as a moment, if the next step were taken now.
    pub fn earliest_free(&self, bucket: &Bucket) -> Timestamp {
        self.free(bucket).from(self.now)
    }
}

/// The block in which its time is over; meaningless while it is locked.
fn ends(blocks: &BlockClock) -> Height {
    Height(blocks.stake_start.0.saturating_add(blocks.duration))
}

/// The block from which its money can be withdrawn, once it is unstaked.
fn ready(blocks: &BlockClock) -> Option<Height> {
    let at = blocks.unstake_start?;
    Some(Height(at.0.saturating_add(NFT_WAIT_BLOCKS)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Address, Amount, BucketId, Days, Endorsement, Network};

    fn bucket(locked: bool, unstaked: Option<u64>) -> Bucket {
        Bucket {
            id: BucketId {
                contract: Some(Address::from_bytes([9; 20])),
                index: 1,
            },
            candidate: Address::from_bytes([1; 20]),
            owner: Address::from_bytes([2; 20]),
            amount: Amount::from_iotx(100),
            duration: Days(0),
            created: Timestamp::default(),
            stake_start: Timestamp::default(),
            unstake_start: None,
            locked,
            endorsement: Endorsement::None,
            blocks: Some(BlockClock {
                duration: 1_000,
                created: Height(5_000),
                stake_start: Height(5_000),
                unstake_start: unstaked.map(Height),
            }),
        }
    }

    #[test]
    fn a_bucket_that_counts_in_blocks_is_judged_by_the_block_to_come() {
        let params = Network::Practice.params();
        let now = Timestamp::from_seconds(1_800_000_000);
        let at = |height| Clock {
            params: &params,
            height: Height(height),
            now,
        };
        assert_eq!(at(9_000).state(&bucket(true, None)), BucketState::Locked);
        let last = at(5_998).state(&bucket(false, None));
        assert_eq!(
            last,
            BucketState::CountingDown(Timestamp::from_micros(now.micros() + 2_500_000))
        );
        assert_eq!(at(5_999).state(&bucket(false, None)), BucketState::Matured);
        let unstaked = bucket(false, Some(6_000));
        assert!(matches!(at(57_838).state(&unstaked), BucketState::Unstaking(_)));
        assert_eq!(at(57_839).state(&unstaked), BucketState::Withdrawable);
        assert_eq!(at(57_839).earliest_free(&unstaked), now);
        let whole = now.seconds_until(at(6_500).earliest_free(&bucket(true, None)));
        assert_eq!(whole, (1_000 + NFT_WAIT_BLOCKS) * 5 / 2);
    }
}
