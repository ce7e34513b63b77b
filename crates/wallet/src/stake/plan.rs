//! Plans on the chain's clock and with the network's waits; the arithmetic is `ballast_domain::plan`'s.

use ballast_domain::{
    Amount, Timestamp,
    plan::{Ladder, LadderSpec, Optimum, Rung, optimise, split, weigh},
};

use crate::{Result, session::Session};

/// Seconds from a plan until what it plans is signed and in a block: a bucket's days count from then.
const UNTIL_STAKED: u64 = 15 * 60;

impl Session {
    /// How to stake for the most votes until the money is needed.
    pub(crate) async fn plan_stake(&self, amount: Amount, needed: Timestamp) -> Result<Optimum> {
        let now = self.staked_at().await?;
        Ok(optimise(amount, now, needed, &self.params.staking)?)
    }

    /// A ladder, weighed.
    pub(crate) async fn split_ladder(&self, spec: &LadderSpec) -> Result<Ladder> {
        let now = self.staked_at().await?;
        let rungs = split(spec, now, &self.params.staking)?;
        Ok(weigh(rungs, now, &self.params.staking))
    }

    /// A ladder as a person edited it.
    pub(crate) async fn weigh_ladder(&self, rungs: Vec<Rung>) -> Result<Ladder> {
        let now = self.staked_at().await?;
        Ok(weigh(rungs, now, &self.params.staking))
    }

    async fn staked_at(&self) -> Result<Timestamp> {
        let head = self.held_to_clock(self.newest_head().await?);
        Ok(head.timestamp.plus_seconds(UNTIL_STAKED))
    }
}
