//! What the contracts check.

use crate::{
    Address, Bucket, BucketId, BucketType, Context, ContractEvent, ContractVersion, Height, Ledger, Moment,
    NFT_WAIT_BLOCKS, NFT_WAIT_SECONDS, Refusal, Remedy, Rule, StakingContract, Timestamp,
};

/// The contract at an address.
pub(super) fn contract(ledger: &Ledger, at: Address) -> Result<&StakingContract, Refusal> {
    ledger.contracts.get(&at).ok_or(Rule::NftContract.into())
}

/// The contract of a bucket.
pub(super) fn contract_of(ledger: &Ledger, id: BucketId) -> Result<(&StakingContract, Address), Refusal> {
    let at = id.contract.ok_or(Refusal::from(Rule::NftContract))?;
    Ok((contract(ledger, at)?, at))
}

/// Refuses votes for who is no delegate: the contracts take any address.
pub(super) fn delegate(ledger: &Ledger, id: Address) -> Result<(), Refusal> {
    match ledger.staking.candidates.contains_key(&id) {
        true => Ok(()),
        false => Err(Rule::NftDelegate.into()),
    }
}

/// Refuses what takes the votes of a bucket of this contract away.
pub(super) fn mutes(ledger: &Ledger, at: Option<Address>, ctx: &Context) -> Result<(), Refusal> {
    match at.and_then(|at| ledger.contracts.get(&at)) {
        Some(contract) if contract.version.mutes_at(ctx.params, ctx.height) => Err(Rule::NftMutes.into()),
        _ => Ok(()),
    }
}

/// Has the ledger follow what a contract says.
pub(super) fn follow(ledger: &mut Ledger, at: Address, events: &[ContractEvent], ctx: &Context) {
    let moment = Moment {
        params: ctx.params,
        height: ctx.height,
        now: ctx.now,
    };
    ledger.follow(at, events, &moment);
}

/// The place in a contract's list of the type with this amount and duration, if it takes buckets.
pub(super) fn open_type(contract: &StakingContract, amount: crate::Amount, blocks: u64) -> Result<(), Refusal> {
    let same = |kind: &&BucketType| kind.amount == amount && kind.blocks == blocks;
    match contract.types().iter().find(same) {
        None => Err(Rule::NftType.into()),
        Some(kind) if !kind.active => Err(Rule::NftTypeClosed.into()),
        Some(_) => Ok(()),
    }
}

/// A bucket as its contract sees it now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held<'a> {
    pub at: Address,
    pub version: ContractVersion,
    pub bucket: &'a Bucket,
    /// The duration that the contract counts with, on its clock.
    pub duration: u64,
    /// Version 3: its bucket of version 2.
    pub origin: Option<u64>,
    contract: &'a StakingContract,
    now: u64,
}

impl<'a> Held<'a> {
    /// A bucket, whoever owns it.
    pub fn any(ledger: &'a Ledger, id: BucketId, ctx: &Context) -> Result<Self, Refusal> {
        let (contract, at) = contract_of(ledger, id)?;
        let bucket = contract.held(id.index).ok_or(Refusal::from(Rule::NftUnknown))?;
        let now = match contract.version.counts_blocks() {
            true => ctx.height.0,
            false => ctx.now.seconds(),
        };
        Ok(Self {
            at,
            version: contract.version,
            bucket,
            duration: contract.kept(id.index).unwrap_or_default(),
            origin: contract.origin(id.index),
            contract,
            now,
        })
    }

    /// One of the caller's buckets.
    pub fn own(ledger: &'a Ledger, id: BucketId, ctx: &Context) -> Result<Self, Refusal> {
        let held = Self::any(ledger, id, ctx)?;
        match held.bucket.owner == ctx.caller {
            true => Ok(held),
            false => Err(Rule::NftOwner.into()),
        }
    }

    /// A bucket without duration can be unstaked while it is locked; the contract then holds it for unlocked too.
    pub fn require_locked(&self) -> Result<(), Refusal> {
        self.require_staked()?;
        match self.bucket.locked {
            true => Ok(()),
            false => Err(Rule::NftUnlocked.into()),
        }
    }

    pub fn require_staked(&self) -> Result<(), Refusal> {
        match self.unstaked_at() {
            None => Ok(()),
            Some(_) => Err(Rule::NftUnstaked.into()),
        }
    }

    /// A new duration, on the contract's clock, that is no shorter than what is left. Version 1 asks for that only
    /// once the bucket is unlocked.
    pub fn require_no_shorter(&self, duration: u64) -> Result<(), Refusal> {
        if self.version == ContractVersion::V1 && self.bucket.locked {
            return Err(Rule::NftLocked.into());
        }
        match duration < self.left() {
            true => Err(Rule::NftShorter.into()),
            false => Ok(()),
        }
    }

    /// Its time is over.
    pub fn require_matured(&self) -> Result<(), Refusal> {
        if self.bucket.locked && (self.version == ContractVersion::V1 || self.duration > 0) {
            return Err(Rule::NftLocked.into());
        }
        self.reached(self.started().saturating_add(self.duration), Rule::NftUnstakeEarly)
    }

    /// It is unstaked, and the wait after that is over.
    pub fn require_withdrawable(&self) -> Result<(), Refusal> {
        let at = self.unstaked_at().ok_or(Refusal::from(Rule::NftNotUnstaked))?;
        let freeze = match self.version.counts_blocks() {
            true => NFT_WAIT_BLOCKS,
            false => NFT_WAIT_SECONDS,
        };
        self.reached(at.saturating_add(freeze), Rule::NftWithdrawEarly)
    }

    /// Version 1: there is such a type, and it takes buckets.
    pub fn require_type(&self, amount: crate::Amount, blocks: u64) -> Result<(), Refusal> {
        open_type(self.contract, amount, blocks)
    }

    /// Who else may take it.
    pub fn approved(&self) -> Option<Address> {
        self.contract.approved(self.bucket.id.index)
    }

    /// What is left until it can be unstaked: all of it while it is locked.
    fn left(&self) -> u64 {
        match self.bucket.locked {
            true => self.duration,
            false => self.started().saturating_add(self.duration).saturating_sub(self.now),
        }
    }

    fn started(&self) -> u64 {
        match &self.bucket.blocks {
            Some(clock) => clock.stake_start.0,
            None => self.bucket.stake_start.seconds(),
        }
    }

    fn unstaked_at(&self) -> Option<u64> {
        match &self.bucket.blocks {
            Some(clock) => clock.unstake_start.map(|height| height.0),
            None => self.bucket.unstake_start.map(|at| at.seconds()),
        }
    }

    fn reached(&self, when: u64, rule: Rule) -> Result<(), Refusal> {
        if when <= self.now {
            return Ok(());
        }
        let remedy = match self.version.counts_blocks() {
            true => Remedy::FromHeight(Height(when)),
            false => Remedy::At(Timestamp::from_seconds(when)),
        };
        Err(Refusal { rule, remedy })
    }
}

/// The bucket of version 2 that a migrated one came from, where it is known, and its contract.
pub(super) fn legacy<'a>(ledger: &'a Ledger, held: &Held, ctx: &Context) -> Option<(Held<'a>, BucketId)> {
    let is_second =
        |(at, contract): (&Address, &StakingContract)| (contract.version == ContractVersion::V2).then_some(*at);
    let id = BucketId {
        contract: Some(ledger.contracts.iter().find_map(is_second)?),
        index: held.origin?,
    };
    Some((Held::any(ledger, id, ctx).ok()?, id))
}
