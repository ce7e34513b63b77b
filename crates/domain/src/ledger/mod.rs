//! The state that actions read and change: delegates, buckets, rewards, and the books of bucket NFTs.

mod bucket;
mod candidate;
mod contract_staking;
mod portions;
mod staking;
mod unread;
mod voters;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::{
    bucket::{BlockClock, Bucket, BucketState, Endorsement, Free, NFT_WAIT_BLOCKS, NFT_WAIT_SECONDS},
    candidate::{Candidate, Exit},
    contract_staking::{BucketType, ContractEvent, Moment, StakingContract},
    portions::Portions,
    staking::StakingState,
    unread::Unread,
    voters::PayoutAddress,
};
use crate::{Address, BucketId, ContractVersion, NetworkParams, RewardFund, Token, VoterRewards, Votes};

/// Staking and rewards: everything an action of the native protocols can touch.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// Candidates and buckets.
    pub staking: StakingState,
    /// The reward pool and what was granted from it.
    pub rewards: RewardFund,
    /// Payout to voters by the protocol: who chose what, and how far it is.
    #[serde(default, skip_serializing_if = "VoterRewards::is_empty")]
    pub voter_rewards: VoterRewards,
    /// What the contracts that issue bucket NFTs hold; empty in a wallet's review.
    #[serde(default)]
    pub contracts: BTreeMap<Address, StakingContract>,
    /// Accounts that are contracts, among those that an action names where that matters: filled in before it is done.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub codes: BTreeSet<Address>,
    /// Tokens that an action names, as their contracts keep them: filled in before a review, for a contract decides itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tokens: BTreeMap<Address, Token>,
    /// DelegateProfile's address, where the network tells it: filled in before a review of what has to do with it, so that who
    /// reviews need not know the network's contracts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegate_profile: Option<Address>,
    /// What delegates give their voters by DelegateProfile, by the delegates' permanent ids: filled in before a review, for a
    /// contract keeps it. Of a delegate that is missing nothing is known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub portions: BTreeMap<Address, Portions>,
    /// The native bucket to which AutoDeposit has a voter's rewards added, by the voter: filled in before a review. Who is
    /// missing registered none, or it is not known ([`Unread::compounding`]).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub compounding: BTreeMap<Address, u64>,
    /// What was asked for before a review and could not be read.
    #[serde(default, skip_serializing_if = "Unread::is_empty")]
    pub unread: Unread,
}

impl Ledger {
    /// A bucket as the chain shows it, native or of a contract.
    pub fn bucket(&self, id: BucketId) -> Option<Bucket> {
        match id.contract {
            None => self.staking.buckets.get(&id.index).cloned(),
            Some(at) => self.contracts.get(&at)?.bucket(id.index),
        }
    }

    /// The votes that a bucket gives now: none once it is unstaked, and none of one that is muted.
    pub fn votes_of(&self, bucket: &Bucket, params: &NetworkParams) -> Votes {
        match bucket.id.contract {
            None => bucket.votes(self.staking.is_self_stake(bucket)),
            Some(_) if bucket.is_unstaked() || bucket.is_muted() => Votes::ZERO,
            Some(_) => bucket.contract_votes(params),
        }
    }

    /// Which version the contract at an address is.
    pub fn version_of(&self, contract: Address) -> Option<ContractVersion> {
        self.contracts.get(&contract).map(|book| book.version)
    }

    /// The contract of a version.
    pub fn contract_of_version(&self, version: ContractVersion) -> Option<Address> {
        let is_it = |(at, book): (&Address, &StakingContract)| (book.version == version).then_some(*at);
        self.contracts.iter().find_map(is_it)
    }
}
