//! Reward eras: when votes are written down for one, when its payout is planned and made, and which one it is that a
//! block's rewards or a vote count for (zanzibar.md §7).

use crate::{Epoch, EpochSchedule, Era, Height};

/// The least number of epochs in an era that a node takes.
const LEAST: u64 = 2;

/// The reward eras of a chain: every so many epochs one ends.
#[derive(Clone, Copy, Debug)]
pub struct Eras<'a> {
    schedule: &'a EpochSchedule,
    /// Epochs in an era, at least two.
    epochs: u64,
}

impl EpochSchedule {
    /// The reward eras of `epochs` epochs each; two where fewer are given (zanzibar.md §18).
    pub fn eras(&self, epochs: u64) -> Eras<'_> {
        Eras {
            schedule: self,
            epochs: epochs.max(LEAST),
        }
    }
}

impl Eras<'_> {
    /// Whether an era ends with `epoch`, and bears its number.
    pub const fn is_boundary(&self, epoch: Epoch) -> bool {
        epoch.0 > 0 && epoch.0.is_multiple_of(self.epochs)
    }

    /// The block in which the votes of `era` are frozen: by the calendar the middle of the epoch before its boundary.
    /// A node that missed that block does it in the next, so what its reads say goes before.
    pub fn freeze_of(&self, era: Era) -> Height {
        self.schedule.cutoff_of(Epoch(era.0.saturating_sub(1)))
    }

    /// The block whose end plans the payout of `era`: the last of its boundary epoch.
    pub fn plan_of(&self, era: Era) -> Height {
        self.schedule.last_of(Epoch(era.0))
    }

    /// The first block that pays voters of `era`.
    pub fn payout_from(&self, era: Era) -> Height {
        self.schedule.start_of(Epoch(era.0.saturating_add(1)))
    }

    /// Whether a block at `height` may pay voters: none does that ends an epoch.
    pub fn may_pay_in(&self, height: Height) -> bool {
        height != self.schedule.last_of(self.schedule.epoch_of(height))
    }

    /// The era that the voters' share of a reward of the block at `height` counts for, its epoch's reward with it.
    pub fn accruing_at(&self, height: Height) -> Era {
        let epoch = self.schedule.epoch_of(height).0;
        Era(epoch.div_ceil(self.epochs).saturating_mul(self.epochs))
    }

    /// The first era whose votes are frozen at `height` or later: what a vote cast in a block at `height` counts for.
    pub fn frozen_next(&self, height: Height) -> Era {
        let era = self.accruing_at(height);
        match self.freeze_of(era) < height {
            true => self.after(era),
            false => era,
        }
    }

    /// The first height of a freeze that is not below `height`.
    pub fn freeze_after(&self, height: Height) -> Height {
        self.freeze_of(self.frozen_next(height))
    }

    /// The era whose votes are frozen in the very block at `height`, by the calendar.
    pub fn of_freeze(&self, height: Height) -> Option<Era> {
        let era = self.frozen_next(height);
        (self.freeze_of(era) == height).then_some(era)
    }

    /// The era that follows `era`.
    pub const fn after(&self, era: Era) -> Era {
        Era(era.0.saturating_add(self.epochs))
    }

    /// The era before `era`, if there is one.
    pub fn before(&self, era: Era) -> Option<Era> {
        era.0.checked_sub(self.epochs).filter(|number| *number > 0).map(Era)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Fork, NetworkParams};

    #[test]
    fn the_first_era_of_mainnet_is_where_the_reference_computes_it() {
        let params = NetworkParams::mainnet();
        let (eras, fork) = (params.eras(), params.fork_height(Fork::Zanzibar));
        let first = eras.frozen_next(fork);
        assert_eq!(first, Era(65_328));
        assert_eq!(eras.freeze_of(first), Height(53_543_881));
        assert_eq!(eras.plan_of(first), Height(53_546_040));
        assert_eq!(eras.payout_from(first), Height(53_546_041));
        let second = eras.after(first);
        assert_eq!(eras.freeze_of(second), Height(53_543_881 + 34_560));
        assert_eq!(eras.plan_of(second), Height(53_546_040 + 34_560));
        assert_eq!(eras.before(second), Some(first));
    }

    #[test]
    fn the_first_freeze_of_testnet_is_that_of_the_chain() {
        let params = NetworkParams::testnet();
        let fork = params.fork_height(Fork::Zanzibar);
        assert_eq!(params.eras().freeze_after(fork), Height(46_892_881));
    }

    #[test]
    fn a_change_in_the_block_of_the_freeze_still_counts_and_one_after_it_does_not() {
        // recording 16: epochs of 20 blocks, eras of 3 epochs, frozen in blocks 31, 91 and 151
        let schedule = EpochSchedule::uniform(20);
        let eras = schedule.eras(3);
        assert_eq!([3, 6, 9].map(|era| eras.freeze_of(Era(era))), [31, 91, 151].map(Height));
        for (height, era) in [(1, 3), (31, 3), (32, 6), (60, 6), (61, 6), (91, 6), (92, 9)] {
            assert_eq!(eras.frozen_next(Height(height)), Era(era), "block {height}");
        }
        assert_eq!(eras.of_freeze(Height(91)), Some(Era(6)));
        assert_eq!(eras.of_freeze(Height(92)), None);
    }

    #[test]
    fn an_era_takes_in_the_rewards_up_to_the_end_of_its_boundary_epoch() {
        let schedule = EpochSchedule::uniform(20);
        let eras = schedule.eras(3);
        for (height, era) in [(1, 3), (59, 3), (60, 3), (61, 6), (120, 6), (121, 9)] {
            assert_eq!(eras.accruing_at(Height(height)), Era(era), "block {height}");
        }
        assert!(eras.is_boundary(Epoch(3)) && !eras.is_boundary(Epoch(4)) && !eras.is_boundary(Epoch(0)));
        assert!(eras.may_pay_in(Height(61)) && !eras.may_pay_in(Height(80)));
    }

    #[test]
    fn numbers_that_make_no_sense_break_nothing() {
        let schedule = EpochSchedule::uniform(20);
        assert_eq!(schedule.eras(0).accruing_at(Height(1)), Era(2));
        let eras = schedule.eras(u64::MAX);
        assert_eq!(eras.frozen_next(Height(u64::MAX)), Era(u64::MAX));
        assert_eq!(eras.before(Era(3)), None);
    }

    proptest! {
        #[test]
        fn every_height_lies_between_two_freezes(height in 1u64..1_000_000, blocks in 1u64..50, epochs in 2u64..30) {
            let schedule = EpochSchedule::uniform(blocks);
            let eras = schedule.eras(epochs);
            let next = eras.frozen_next(Height(height));
            prop_assert!(eras.freeze_of(next) >= Height(height));
            if let Some(last) = eras.before(next) {
                prop_assert!(eras.freeze_of(last) < Height(height));
            }
            let accrues = eras.accruing_at(Height(height));
            prop_assert!(eras.plan_of(accrues) >= Height(height));
            prop_assert!(eras.is_boundary(Epoch(next.0)) && eras.is_boundary(Epoch(accrues.0)));
        }
    }
}
