//! Plans on the chain's clock and with the network's waits; the arithmetic is `ballast_domain::plan`'s.

use ballast_domain::{
    Amount, Timestamp,
    plan::{Ladder, LadderSpec, Optimum, Rung, optimise, split, weigh},
};

use crate::{Result, session::Session};

impl Session {
    /// How to stake for the most votes until the money is needed.
    pub(crate) async fn plan_stake(&self, amount: Amount, needed: Timestamp) -> Result<Optimum> {
        let now = self.newest_head().await?.timestamp;
        Ok(optimise(amount, now, needed, &self.params.staking)?)
    }

    /// A ladder, weighed.
    pub(crate) async fn split_ladder(&self, spec: &LadderSpec) -> Result<Ladder> {
        let now = self.newest_head().await?.timestamp;
        let rungs = split(spec, now, &self.params.staking)?;
        Ok(weigh(rungs, now, &self.params.staking))
    }

    /// A ladder as a person edited it.
    pub(crate) async fn weigh_ladder(&self, rungs: Vec<Rung>) -> Result<Ladder> {
        let now = self.newest_head().await?.timestamp;
        Ok(weigh(rungs, now, &self.params.staking))
    }
}
