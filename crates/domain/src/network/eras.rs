//! The reward eras of a network, from the fork that brought them.

use super::{
    forks::{Fork, NEVER},
    params::NetworkParams,
};
use crate::{Era, Eras, Height};

impl NetworkParams {
    /// The reward eras of this chain, by its calendar and the length of its eras.
    pub fn eras(&self) -> Eras<'_> {
        self.schedule.eras(self.voter_rewards.epochs_per_era)
    }

    /// The first era whose votes the chain freezes: that of the first freeze with Zanzibar in force.
    pub fn first_era(&self) -> Era {
        self.eras().frozen_next(self.fork_height(Fork::Zanzibar))
    }

    /// The next freeze of votes that a change in a block at `height` still counts for, and the era that it is for: the
    /// first at `height` or later with Zanzibar in force. None on a chain that never takes the fork.
    pub fn next_freeze(&self, height: Height) -> Option<(Era, Height)> {
        let fork = self.fork_height(Fork::Zanzibar);
        if fork.0 == NEVER {
            return None;
        }
        let eras = self.eras();
        let era = eras.frozen_next(height.max(fork));
        Some((era, eras.freeze_of(era)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_freeze_is_none_before_the_fork() {
        let mainnet = NetworkParams::mainnet();
        let first = Some((Era(65_328), Height(53_543_881)));
        assert_eq!(mainnet.next_freeze(Height(1)), first);
        assert_eq!(mainnet.next_freeze(Height(53_543_881)), first);
        let second = Some((Era(65_352), Height(53_543_881 + 34_560)));
        assert_eq!(mainnet.next_freeze(Height(53_543_882)), second);
        let mut never = mainnet;
        never.set_fork(Fork::Zanzibar, Height(u64::MAX));
        assert_eq!(never.next_freeze(Height(60_000_000)), None);
    }
}
