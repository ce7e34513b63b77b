//! A bucket: an amount staked for a time with a delegate.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    Address, Amount, BucketId, Days, Height, NetworkParams, SECONDS_PER_DAY, StakingParams, Timestamp, Votes,
    vote_weight, vote_weight_of,
};

/// From unstaking to withdrawing in version 3, in seconds.
pub const NFT_WAIT_SECONDS: u64 = 3 * SECONDS_PER_DAY;
/// From unstaking to withdrawing in versions 1 and 2, in blocks.
pub const NFT_WAIT_BLOCKS: u64 = 51_840;

/// Whether a bucket backs a delegate's registration on another's behalf.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Endorsement {
    /// No.
    #[default]
    None,
    /// Yes, and its owner has not asked to end it.
    Endorsed,
    /// Its owner asked to end it; it can be revoked from this height on.
    RevocableFrom(Height),
}

impl Endorsement {
    /// As the node stores it: the earliest height at which it can be revoked, 2^64-1 for none asked.
    pub fn from_expire_height(height: u64) -> Self {
        match height {
            0 => Self::None,
            u64::MAX => Self::Endorsed,
            h => Self::RevocableFrom(Height(h)),
        }
    }

    /// The node's number, see [`Self::from_expire_height`].
    pub fn expire_height(self) -> u64 {
        match self {
            Self::None => 0,
            Self::Endorsed => u64::MAX,
            Self::RevocableFrom(height) => height.0,
        }
    }

    /// Still binding at `height`: it may not be revoked yet.
    pub fn is_binding(self, height: Height) -> bool {
        match self {
            Self::None => false,
            Self::Endorsed => true,
            Self::RevocableFrom(from) => height < from,
        }
    }

    /// Asked to end, and the wait is over.
    pub fn is_revocable(self, height: Height) -> bool {
        self != Self::None && !self.is_binding(height)
    }
}

/// The clock of NFT buckets v1 and v2, which count in blocks (iotex-protocol.md §2.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BlockClock {
    /// Duration in blocks.
    pub duration: u64,
    /// Block of creation.
    pub created: Height,
    /// Block of the last unlock, or of creation.
    pub stake_start: Height,
    /// Block of unstaking.
    pub unstake_start: Option<Height>,
}

/// A bucket as the chain knows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Bucket {
    /// Which one.
    pub id: BucketId,
    /// The delegate's permanent id; zero for a muted NFT bucket.
    pub candidate: Address,
    /// Whose money it is.
    pub owner: Address,
    /// How much.
    pub amount: Amount,
    /// For how long; 0 for a bucket that counts in blocks.
    pub duration: Days,
    /// When it was created.
    pub created: Timestamp,
    /// When the duration began: at creation, the last restake, or unlocking.
    pub stake_start: Timestamp,
    /// When it was unstaked.
    pub unstake_start: Option<Timestamp>,
    /// Stake-lock: the duration stands still and votes carry a bonus.
    pub locked: bool,
    /// Whether it endorses its delegate.
    #[serde(default)]
    pub endorsement: Endorsement,
    /// Set for NFT buckets v1 and v2 only.
    #[serde(default)]
    pub blocks: Option<BlockClock>,
}

/// Where a native bucket stands in its life (iotex-protocol.md §2.4).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BucketState {
    /// Stake-lock is on; the duration has not begun to run.
    Locked,
    /// The duration runs until this moment.
    CountingDown(Timestamp),
    /// The duration is over; it still votes, and can be unstaked.
    Matured,
    /// Unstaked; the money can be withdrawn at this moment.
    Unstaking(Timestamp),
    /// The money can be withdrawn.
    Withdrawable,
}

impl BucketState {
    /// One word for a table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Locked => "Locked",
            Self::CountingDown(_) => "Counting down",
            Self::Matured => "Matured",
            Self::Unstaking(_) => "Unstaking",
            Self::Withdrawable => "Withdrawable",
        }
    }
}

/// When a bucket's money could be in hand if everything possible were begun at once: unlock, wait, unstake, wait,
/// withdraw.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Free {
    /// At this moment: what there is to wait for runs already.
    At(Timestamp),
    /// So many seconds after the next step, which can be taken now; 0 where that is withdrawing.
    After(u64),
}

impl Free {
    /// The moment, if the next step were taken at `now`.
    pub const fn from(self, now: Timestamp) -> Timestamp {
        match self {
            Self::At(at) => at,
            Self::After(seconds) => now.plus_seconds(seconds),
        }
    }
}

impl Bucket {
    /// Unstaked and so without votes. The node's own test: unstaked after the stake began.
    pub fn is_unstaked(&self) -> bool {
        match &self.blocks {
            Some(clock) => clock.unstake_start.is_some(),
            None => self.unstake_start.is_some_and(|at| at > self.stake_start),
        }
    }

    /// When the duration ends, counted from its start; meaningless while locked.
    pub fn matures(&self) -> Timestamp {
        self.stake_start.plus_days(self.duration)
    }

    /// When the money can be withdrawn, for an unstaked bucket.
    pub fn withdrawable_from(&self, params: &StakingParams) -> Option<Timestamp> {
        let at = self.unstake_start.filter(|_| self.is_unstaked())?;
        Some(at.plus_seconds(self.wait(params)))
    }

    /// Seconds from unstaking to withdrawing: the network's, or the contract's own.
    fn wait(&self, params: &StakingParams) -> u64 {
        match self.id.contract {
            None => params.withdraw_wait,
            Some(_) => NFT_WAIT_SECONDS,
        }
    }

    /// Its votes were taken away for good: a bucket NFT that the chain shows with nobody's address for its delegate.
    pub fn is_muted(&self) -> bool {
        self.id.contract.is_some() && self.candidate.is_zero()
    }

    /// Its duration on the clock of its contract: blocks, or seconds.
    pub fn clock_duration(&self) -> u64 {
        match &self.blocks {
            Some(clock) => clock.duration,
            None => self.duration.seconds(),
        }
    }

    /// Its state at `now`. One that counts in blocks is judged by [`crate::rehearsal::Clock::state`] instead.
    pub fn state(&self, now: Timestamp, params: &StakingParams) -> BucketState {
        match self.withdrawable_from(params) {
            Some(at) if now < at => BucketState::Unstaking(at),
            Some(_) => BucketState::Withdrawable,
            None if self.locked => BucketState::Locked,
            None if now < self.matures() => BucketState::CountingDown(self.matures()),
            None => BucketState::Matured,
        }
    }

    /// When the money could be in hand. For one that counts in blocks ask [`crate::rehearsal::Clock::free`] instead.
    pub fn free(&self, now: Timestamp, params: &StakingParams) -> Free {
        let wait = self.wait(params);
        match self.state(now, params) {
            BucketState::Locked => Free::After(self.duration.seconds().saturating_add(wait)),
            BucketState::CountingDown(at) => Free::At(at.plus_seconds(wait)),
            BucketState::Matured => Free::After(wait),
            BucketState::Unstaking(at) => Free::At(at),
            BucketState::Withdrawable => Free::After(0),
        }
    }

    /// The same as a moment, if the next step were taken at `now`.
    pub fn earliest_free(&self, now: Timestamp, params: &StakingParams) -> Timestamp {
        self.free(now, params).from(now)
    }

    /// Its votes; none once unstaked.
    pub fn votes(&self, self_stake: bool) -> Votes {
        if self.is_unstaked() {
            Votes::ZERO
        } else {
            self.weight(self_stake)
        }
    }

    /// The votes that a bucket NFT gives while it is staked: never those of a self-stake, and blocks count as long as
    /// they take today, whenever the bucket was made (iotex-protocol.md §3.4).
    pub fn contract_votes(&self, params: &NetworkParams) -> Votes {
        match &self.blocks {
            Some(clock) => {
                let duration = Duration::from_millis(clock.duration.saturating_mul(params.block_millis));
                vote_weight_of(self.amount, duration, self.locked, false)
            }
            None => self.weight(false),
        }
    }

    /// The weight by the formula alone, unstaked or not.
    pub fn weight(&self, self_stake: bool) -> Votes {
        vote_weight(self.amount, self.duration, self.locked, self_stake)
    }
}
