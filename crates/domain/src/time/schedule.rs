//! Which heights make which epoch, and which epoch a vote counts in.

use serde::{Deserialize, Serialize};

use crate::{Epoch, Height};

/// A run of epochs of equal length.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// The first epoch of the run.
    pub first: Epoch,
    /// Its first block.
    pub start: Height,
    /// Blocks in each of its epochs.
    pub blocks: u64,
}

/// Which heights make which epoch (iotex-protocol.md §4.2).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EpochSchedule {
    /// In order; never empty; the first starts at epoch 1, height 1.
    segments: Vec<Segment>,
}

impl EpochSchedule {
    /// Every epoch has `blocks` blocks (at least 1).
    pub fn uniform(blocks: u64) -> Self {
        Self {
            segments: vec![Segment {
                first: Epoch(1),
                start: Height(1),
                blocks: blocks.max(1),
            }],
        }
    }

    /// Every epoch from `known` on is as long as it. Those before it are taken to have been equally long among themselves,
    /// which is exact where the length never changed.
    pub fn through(known: Segment) -> Self {
        let blocks = known.blocks.max(1);
        let before = known.first.0.saturating_sub(1);
        // Each epoch before it had a block at least.
        let passed = known.start.0.saturating_sub(1).max(before);
        if before == 0 || passed == before.saturating_mul(blocks) {
            return Self::uniform(blocks);
        }
        let mut schedule = Self::uniform(passed / before);
        schedule.segments.push(Segment {
            first: known.first,
            start: Height(passed.saturating_add(1)),
            blocks,
        });
        schedule
    }

    /// Runs by their first epoch, its first block, and the blocks of each epoch.
    pub(crate) fn segmented(rest: [(u64, u64, u64); 3]) -> Self {
        let segments = rest.map(|(first, start, blocks)| Segment {
            first: Epoch(first),
            start: Height(start),
            blocks,
        });
        Self {
            segments: segments.to_vec(),
        }
    }

    fn segment(&self, fits: impl Fn(&Segment) -> bool) -> Segment {
        let first = Segment {
            first: Epoch(1),
            start: Height(1),
            blocks: 1,
        };
        self.segments
            .iter()
            .rev()
            .find(|s| fits(s))
            .or(self.segments.first())
            .copied()
            .unwrap_or(first)
    }

    /// The epoch that `height` belongs to; height 0 counts to epoch 1.
    pub fn epoch_of(&self, height: Height) -> Epoch {
        let s = self.segment(|s| s.start <= height);
        Epoch(s.first.0.saturating_add(height.0.saturating_sub(s.start.0) / s.blocks))
    }

    /// The first block of `epoch`; the highest height there is for an epoch that lies beyond all heights.
    pub fn start_of(&self, epoch: Epoch) -> Height {
        let s = self.segment(|s| s.first <= epoch);
        let passed = epoch.0.saturating_sub(s.first.0).saturating_mul(s.blocks);
        Height(s.start.0.saturating_add(passed))
    }

    /// The last block of `epoch`; saturates as [`Self::start_of`] does.
    pub fn last_of(&self, epoch: Epoch) -> Height {
        let next = self.start_of(Epoch(epoch.0.saturating_add(1)));
        Height(next.0.saturating_sub(1))
    }

    /// Blocks in `epoch`.
    pub fn blocks_in(&self, epoch: Epoch) -> u64 {
        self.segment(|s| s.first <= epoch).blocks
    }

    /// The block of `epoch` at whose end the next epoch's delegates are fixed: its middle (§4.1).
    pub fn cutoff_of(&self, epoch: Epoch) -> Height {
        Height(self.start_of(epoch).0.saturating_add(self.blocks_in(epoch) / 2))
    }

    /// The first epoch in which votes cast in a block at `height` count.
    pub fn votes_count_from(&self, height: Height) -> Epoch {
        let epoch = self.epoch_of(height);
        let wait = if height < self.cutoff_of(epoch) { 1 } else { 2 };
        Epoch(epoch.0.saturating_add(wait))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Network, NetworkParams};

    #[test]
    fn the_reference_checks_of_epochs_hold() {
        let (mainnet, testnet) = (NetworkParams::mainnet().schedule, NetworkParams::testnet().schedule);
        assert_eq!(mainnet.epoch_of(Height(13_816_441)), Epoch(21_713));
        assert_eq!(mainnet.epoch_of(Height(41_648_761)), Epoch(57_067));
        assert_eq!(mainnet.epoch_of(Height(48_985_561)), Epoch(62_162));
        assert_eq!(testnet.epoch_of(Height(42_819_841)), Epoch(52_059));
        assert_eq!(mainnet.start_of(Epoch(5046)), Height(1_816_201));
        assert_eq!(mainnet.last_of(Epoch(53_764)), Height(36_893_880));
    }

    #[test]
    fn votes_before_the_middle_of_an_epoch_count_in_the_next() {
        let schedule = EpochSchedule::uniform(20);
        assert_eq!(schedule.votes_count_from(Height(1)), Epoch(2));
        assert_eq!(schedule.votes_count_from(Height(10)), Epoch(2));
        assert_eq!(schedule.votes_count_from(Height(11)), Epoch(3));
        assert_eq!(schedule.votes_count_from(Height(20)), Epoch(3));
    }

    #[test]
    fn a_schedule_goes_on_from_an_epoch_that_is_known() {
        let through = |first, start, blocks| {
            EpochSchedule::through(Segment {
                first: Epoch(first),
                start: Height(start),
                blocks,
            })
        };
        assert_eq!(through(1, 1, 20), EpochSchedule::uniform(20));
        assert_eq!(through(43, 841, 20), EpochSchedule::uniform(20));
        let mainnet = NetworkParams::mainnet().schedule;
        let today = mainnet.start_of(Epoch(62_162));
        let schedule = through(62_162, today.0, 1440);
        for height in [today.0, today.0 + 1439, today.0 + 1440, today.0 + 1_000_000].map(Height) {
            assert_eq!(schedule.epoch_of(height), mainnet.epoch_of(height));
        }
        assert_eq!(schedule.last_of(Epoch(62_161)), Height(today.0 - 1));
        assert_eq!(
            through(9, 0, 5).start_of(Epoch(9)),
            Height(9),
            "no epoch without a block"
        );
        assert_eq!(through(u64::MAX, u64::MAX, u64::MAX).start_of(Epoch(1)), Height(1));
    }

    #[test]
    fn epochs_and_heights_beyond_the_last_saturate() {
        for params in Network::ALL.map(Network::params) {
            let schedule = params.schedule;
            assert_eq!(schedule.start_of(Epoch(u64::MAX)), Height(u64::MAX));
            assert_eq!(schedule.cutoff_of(Epoch(u64::MAX)), Height(u64::MAX));
            assert_eq!(schedule.last_of(Epoch(u64::MAX)), Height(u64::MAX - 1));
            assert!(schedule.votes_count_from(Height(u64::MAX)) > schedule.epoch_of(Height(u64::MAX)));
            assert_eq!(schedule.last_of(Epoch(0)), Height(0));
        }
    }

    proptest! {
        #[test]
        fn every_height_lies_within_its_epoch(height in 1u64..100_000_000) {
            for params in [NetworkParams::mainnet(), NetworkParams::testnet(), NetworkParams::practice()] {
                let epoch = params.schedule.epoch_of(Height(height));
                prop_assert!(params.schedule.start_of(epoch) <= Height(height));
                prop_assert!(Height(height) <= params.schedule.last_of(epoch));
                prop_assert_eq!(params.schedule.epoch_of(params.schedule.start_of(epoch)), epoch);
            }
        }
    }
}
