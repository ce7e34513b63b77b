//! What a practice network starts from: its constants, accounts, delegates and buckets.

mod parts;
mod zanzibar;

use std::collections::BTreeMap;

use ballast_domain::{
    Address, Amount, Bucket, BucketId, Candidate, Days, Endorsement, EpochSchedule, Exit, Fork, Hash, Height, Ledger,
    NetworkParams, RewardFund, StakingParams, Timestamp, Votes, keccak256,
};
use serde::{Deserialize, Serialize};

pub use self::parts::{GenesisAccount, GenesisBucket, GenesisBucketType, GenesisDelegate, GenesisPayout};
use crate::PracticeError;

/// The start of a chain, in the form of `recordings/genesis.json`; a recording's own `genesis` may replace fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Genesis {
    /// EVM chain id.
    pub evm_chain_id: u64,
    /// Unix seconds of block 0.
    pub genesis_timestamp: u64,
    /// Delegates that make an epoch's blocks.
    pub active_delegates: u64,
    /// Delegates elected an epoch.
    pub pool_delegates: u64,
    /// Rounds of the active delegates in an epoch.
    pub sub_epochs: u64,
    /// Blocks in an epoch.
    pub blocks_per_epoch: u64,
    /// Weighted votes needed to be listed.
    pub score_threshold: Amount,
    /// The least that can be staked.
    pub min_stake: Amount,
    /// Paid on top when a delegate registers.
    pub registration_fee: Amount,
    /// The least self-stake to register with or to activate.
    pub min_self_stake: Amount,
    /// Seconds from unstake to withdraw.
    pub withdraw_wait_seconds: u64,
    /// Blocks from the intent to revoke an endorsement in use to its end.
    pub endorsement_wait_blocks: u64,
    /// To the producer of each block.
    pub block_reward: Amount,
    /// To the listed delegates at each epoch's end, by votes.
    pub epoch_reward: Amount,
    /// To each delegate of the pool at each epoch's end.
    pub foundation_bonus: Amount,
    /// At most one delegate may leave in this many epochs.
    pub exit_admission_interval_epochs: u64,
    /// Gas that a block may use.
    pub block_gas_limit: u64,
    /// The least that a unit of gas costs.
    pub min_gas_price: Amount,
    /// Seconds between blocks unless said otherwise.
    pub default_step_seconds: f64,
    /// Where the three bucket NFT contracts stand, the oldest version first; none where there are none.
    #[serde(default)]
    pub system_staking_contracts: Vec<Address>,
    /// What bucket NFTs of version 1 can hold and for how long.
    #[serde(default)]
    pub bucket_types: Vec<GenesisBucketType>,
    /// Accounts with money.
    pub balances: Vec<GenesisAccount>,
    /// Delegates, each with a self-stake bucket; their place in this list names them to `practice_producer`.
    pub delegates: Vec<GenesisDelegate>,
    /// Money in the reward pool.
    pub rewarding_pool: Amount,
    /// Forks that come later than block 1, by their names.
    #[serde(default)]
    pub fork_heights: BTreeMap<String, u64>,
    /// Whether lists of delegates and buckets are those of the epoch's start.
    #[serde(default)]
    pub staking_index: bool,
    /// Buckets beside the delegates' own.
    #[serde(default)]
    pub buckets: Vec<GenesisBucket>,
    /// Delegates that make no blocks, by their place.
    #[serde(default)]
    pub stopped: Vec<usize>,
    /// Delegates that have asked to leave, by their place.
    #[serde(default)]
    pub leaving: Vec<usize>,
    /// The first block of Zanzibar; never where there is none. Where there is one the chain is that of a node of release
    /// 2.5, which knows the reads and calls of it before that block too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zanzibar_height: Option<u64>,
    /// The first block of Zanzibar's Beta, not before Zanzibar's own; never where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zanzibar_beta_height: Option<u64>,
    /// The first block of Zanzibar's Gamma, not before its Beta's; never where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zanzibar_gamma_height: Option<u64>,
    /// Epochs in a reward era, at least 2; 24 where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epochs_per_reward_era: Option<u64>,
    /// Voters that a payout visits in a block, 256 at most, which 0 and nothing mean too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voter_budget_per_block: Option<u64>,
    /// Where the contract stands in which delegates write their portions; none where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegate_profile_contract: Option<Address>,
    /// Where the contract stands in which voters register buckets for what they are paid; none where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_deposit_contract: Option<Address>,
    /// Reward addresses whose delegates are moved over to the protocol's payout in Zanzibar's first block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hermes_vaults: Option<Vec<Address>>,
    /// Whether the first epoch is paid for where Zanzibar is in force in it. A node's first list comes from its genesis and
    /// names no records, so that since the fork its grants fail (recordings 15, 16 and 18).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pays_first_epoch: bool,
}

impl Genesis {
    /// The hash of block 0, which binds all of this.
    pub(crate) fn digest(&self) -> Hash {
        // Numbers, texts and lists of them can always be written.
        Hash(keccak256(&serde_json::to_vec(self).unwrap_or_default()))
    }

    /// The network's constants as the rules need them.
    ///
    /// # Errors
    /// A fork that does not exist, forks of Zanzibar in another order than theirs, an epoch without blocks, an era of one
    /// epoch, or more active delegates than the pool holds.
    pub fn params(&self) -> Result<NetworkParams, PracticeError> {
        let wrong = |what: &str| PracticeError::Genesis(what.to_owned());
        if self.blocks_per_epoch == 0 || self.active_delegates == 0 || self.delegates.is_empty() {
            return Err(wrong("an epoch needs blocks and at least one delegate that makes them"));
        }
        if self.active_delegates > self.pool_delegates {
            return Err(wrong("there are more active delegates than the pool holds"));
        }
        let mut params = NetworkParams::practice();
        params.chain_id = self.evm_chain_id;
        params.genesis_time = self.genesis_timestamp;
        params.schedule = EpochSchedule::uniform(self.blocks_per_epoch);
        params.block_millis = (self.default_step_seconds * 1000.0) as u64;
        params.pool = self.pool_delegates;
        params.active = self.active_delegates;
        params.staking_contracts = self.system_staking_contracts.clone();
        params.staking = StakingParams {
            min_stake: self.min_stake,
            registration_fee: self.registration_fee,
            min_self_stake: self.min_self_stake,
            score_threshold: self.score_threshold,
            withdraw_wait: self.withdraw_wait_seconds,
            endorsement_wait: self.endorsement_wait_blocks,
            exit_interval: self.exit_admission_interval_epochs,
            ..StakingParams::default()
        };
        self.put_zanzibar(&mut params);
        for (name, height) in &self.fork_heights {
            let fork: Fork = serde_json::from_value(name.as_str().into())
                .map_err(|_| wrong(&format!("there is no fork named {name}")))?;
            params.set_fork(fork, Height(*height));
            // A recording names the fork alone; its beta comes with it.
            match fork {
                Fork::Xingu => params.set_fork(Fork::XinguBeta, Height(*height)),
                Fork::Yap => params.set_fork(Fork::YapBeta, Height(*height)),
                _ => {}
            }
        }
        self.check_zanzibar(&params)?;
        Ok(params)
    }

    /// Delegates, buckets and the reward pool at height 0.
    ///
    /// # Errors
    /// A bucket for a delegate that does not exist.
    pub fn ledger(&self) -> Result<Ledger, PracticeError> {
        let mut ledger = Ledger::default();
        let start = Timestamp::from_seconds(self.genesis_timestamp);
        for delegate in &self.delegates {
            let bucket = Bucket {
                id: BucketId::native(0),
                candidate: delegate.owner,
                owner: delegate.owner,
                amount: delegate.self_stake,
                duration: Days(delegate.self_stake_days),
                created: start,
                stake_start: start,
                unstake_start: None,
                locked: delegate.auto_stake,
                endorsement: Endorsement::None,
                blocks: None,
            };
            let votes = bucket.votes(true);
            let index = ledger.staking.add_bucket(bucket);
            let candidate = Candidate {
                id: delegate.owner,
                owner: delegate.owner,
                operator: delegate.operator,
                reward: delegate.reward,
                name: delegate.name.clone(),
                votes,
                self_stake_bucket: Some(index),
                self_stake: delegate.self_stake,
                bls_key: Vec::new(),
                exit: Exit::None,
            };
            ledger.staking.add_candidate(candidate);
        }
        for place in &self.leaving {
            let owner = self.delegates.get(*place).map(|d| d.owner);
            if let Some(candidate) = owner.and_then(|owner| ledger.staking.candidates.get_mut(&owner)) {
                candidate.exit = Exit::Requested;
            }
        }
        for voter in &self.buckets {
            self.add_voter(&mut ledger, voter)?;
        }
        self.opt_in(&mut ledger);
        ledger.rewards = RewardFund::new(self.rewarding_pool);
        Ok(ledger)
    }

    fn add_voter(&self, ledger: &mut Ledger, voter: &GenesisBucket) -> Result<(), PracticeError> {
        let at = |seconds_ago: u64| Timestamp::from_seconds(self.genesis_timestamp.saturating_sub(seconds_ago));
        let candidate = ledger.staking.by_name(&voter.delegate).map(|c| c.id).ok_or_else(|| {
            PracticeError::Genesis(format!("a bucket votes for {}, which is no delegate", voter.delegate))
        })?;
        let made = at(Days(voter.age_days).seconds());
        let bucket = Bucket {
            id: BucketId::native(0),
            candidate,
            owner: voter.owner,
            amount: voter.amount,
            duration: Days(voter.days),
            created: made,
            stake_start: made,
            unstake_start: voter.unstaked_hours_ago.map(|hours| at(hours * 3600)),
            locked: voter.auto_stake,
            endorsement: Endorsement::None,
            blocks: None,
        };
        let votes = bucket.votes(false);
        ledger.staking.add_bucket(bucket);
        if let Some(candidate) = ledger.staking.candidates.get_mut(&candidate) {
            candidate.votes = candidate.votes.checked_add(votes).unwrap_or(Votes::MAX);
        }
        Ok(())
    }
}
