//! Move a native bucket to the bucket NFTs of version 3.

use serde::{Deserialize, Serialize};

use super::super::{Rules, words::bucket};
use crate::{
    Address, Amount, Bucket, BucketId, Context, ContractEvent, ContractVersion, Effects, Endorsement, Ledger, Moment,
    Party, Phrase, Refusal, Rule, Touch, TransferKind, phrase,
};

/// Withdraw a locked native bucket at once, and stake its money as a bucket NFT for as long and with the same delegate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MigrateStake {
    /// The native bucket's index.
    pub bucket: u64,
}

impl MigrateStake {
    /// The first half of it: the native bucket is closed, and its owner has the money. Returns the bucket.
    ///
    /// # Errors
    /// The first broken rule; the ledger is then unchanged, and nothing is logged.
    pub fn leave(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<Bucket, Refusal> {
        let staking = &mut ledger.staking;
        let bucket = staking.bucket(self.bucket)?.clone();
        ctx.require_balance(Amount::ZERO)?;
        staking.candidate(bucket.candidate)?;
        staking.owned_bucket(self.bucket, ctx.caller)?;
        if !bucket.locked {
            return Err(Rule::MigrateNotLocked.into());
        }
        if bucket.is_unstaked() {
            return Err(Rule::AlreadyUnstaked.into());
        }
        if bucket.endorsement != Endorsement::None {
            return Err(Rule::Endorsing.into());
        }
        if staking.is_self_stake(&bucket) {
            return Err(Rule::SelfStake.into());
        }
        staking.remove_bucket(self.bucket);
        if let Some(c) = staking.candidates.get_mut(&bucket.candidate)
            && c.self_stake_bucket == Some(self.bucket)
        {
            c.self_stake_bucket = None;
            c.self_stake = Amount::ZERO;
        }
        staking.revote(bucket.candidate, bucket.weight(false), crate::Votes::ZERO);
        effects.name("withdrawStake");
        effects.index(self.bucket);
        effects.address(bucket.candidate);
        effects.transfer(
            TransferKind::WithdrawBucket,
            Party::StakingPool,
            Party::Account(ctx.caller),
            bucket.amount,
        );
        Ok(bucket)
    }
}

impl Rules for MigrateStake {
    fn method(&self) -> &'static str {
        "migrateStake"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        let bucket = self.leave(ledger, ctx, effects)?;
        let mut contracts = ledger.contracts.iter();
        let third = contracts.find(|(_, contract)| contract.version == ContractVersion::V3);
        let Some((at, next)) = third.map(|(at, contract)| (*at, contract.next_index())) else {
            // A review need not have read the contract.
            effects.minted = Some(minted(bucket, ctx));
            return Ok(());
        };
        enter(ledger, at, next, &bucket, ctx);
        let (from, to) = (Party::Account(ctx.caller), Party::Account(at));
        effects.transfer(TransferKind::InContract, from, to, bucket.amount);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        let what = bucket(self.bucket, ledger);
        phrase!(
            "Make a bucket NFT of {}, with its amount, days and delegate. It is locked anew, and it cannot go back.",
            &what
        )
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Bucket(self.bucket), Touch::NftContractOf(ContractVersion::V3)]
    }

    /// The chain has a contract of its own for it, perhaps; on a network of one's own it need not be one that is known.
    fn forbid(&self, _ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        match ctx.params.staking_contract(ContractVersion::V3) {
            Some(_) => Ok(()),
            None => Err(Rule::NftNowhere.into()),
        }
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(177_812)
    }

    fn issues_nft(&self) -> bool {
        true
    }
}

/// The bucket NFT as far as it is known before the contract has said its number.
fn minted(bucket: Bucket, ctx: &Context) -> Bucket {
    Bucket {
        id: BucketId {
            contract: Some(Address::ZERO),
            index: 0,
        },
        created: ctx.now,
        stake_start: ctx.now,
        ..bucket
    }
}

/// The second half: what the contract says when the money is staked there.
fn enter(ledger: &mut Ledger, at: Address, index: u64, bucket: &Bucket, ctx: &Context) {
    let held = ContractEvent::Transfer { index, to: ctx.caller };
    let staked = ContractEvent::Staked {
        index,
        delegate: bucket.candidate,
        amount: bucket.amount,
        duration: bucket.duration.seconds(),
    };
    let moment = Moment {
        params: ctx.params,
        height: ctx.height,
        now: ctx.now,
    };
    ledger.follow(at, &[held, staked], &moment);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::{STRANGER, context, done, refused};
    use crate::{Candidate, Days, Exit, NetworkParams, StakingContract, Timestamp, Votes};

    const OWNER: Address = Address::from_bytes([5; 20]);
    const DELEGATE: Address = Address::from_bytes([6; 20]);
    const CONTRACT: Address = Address::from_bytes([7; 20]);

    /// A ledger with a locked bucket of 500 IOTX for 91 days, changed by `how`.
    fn ledger(how: impl FnOnce(&mut Bucket)) -> Ledger {
        let mut bucket = Bucket {
            id: BucketId::native(0),
            candidate: DELEGATE,
            owner: OWNER,
            amount: Amount::from_iotx(500),
            duration: Days(91),
            created: Timestamp::from_seconds(1),
            stake_start: Timestamp::from_seconds(1),
            unstake_start: None,
            locked: true,
            endorsement: Endorsement::None,
            blocks: None,
        };
        how(&mut bucket);
        let mut ledger = Ledger::default();
        ledger.staking.add_candidate(Candidate {
            id: DELEGATE,
            owner: DELEGATE,
            operator: DELEGATE,
            reward: DELEGATE,
            name: "keel".into(),
            votes: bucket.votes(false),
            self_stake_bucket: None,
            self_stake: Amount::ZERO,
            bls_key: Vec::new(),
            exit: Exit::None,
        });
        ledger.staking.add_bucket(bucket);
        ledger
            .contracts
            .insert(CONTRACT, StakingContract::new(ContractVersion::V3));
        ledger
    }

    #[test]
    fn the_bucket_goes_on_as_an_nft_with_the_same_votes() {
        let mut ledger = ledger(|_| {});
        let votes = ledger.staking.candidates[&DELEGATE].votes;
        let effects = done(&MigrateStake { bucket: 0 }, &mut ledger, OWNER);
        assert!(ledger.staking.buckets.is_empty() && votes > Votes::ZERO);
        assert_eq!(ledger.staking.candidates[&DELEGATE].votes, votes);
        let nft = ledger.contracts[&CONTRACT].bucket(1).unwrap();
        assert_eq!((nft.owner, nft.candidate, nft.duration), (OWNER, DELEGATE, Days(91)));
        let moved: Vec<_> = effects.transfers.iter().map(|t| (t.kind, t.amount)).collect();
        let amount = Amount::from_iotx(500);
        assert_eq!(
            moved,
            [
                (TransferKind::WithdrawBucket, amount),
                (TransferKind::InContract, amount)
            ]
        );
    }

    #[test]
    fn where_the_contract_was_not_read_the_nft_is_told_and_its_votes_can_be_counted() {
        let mut ledger = ledger(|_| {});
        ledger.contracts.clear();
        let votes = ledger.staking.candidates[&DELEGATE].votes;
        let effects = done(&MigrateStake { bucket: 0 }, &mut ledger, OWNER);
        assert_eq!(ledger.staking.candidates[&DELEGATE].votes, Votes::ZERO);
        ledger.count_minted(&effects.minted.unwrap(), context(OWNER).params);
        assert_eq!(ledger.staking.candidates[&DELEGATE].votes, votes);
    }

    #[test]
    fn where_no_contract_is_known_it_stays_native() {
        let known = context(OWNER);
        assert_eq!(MigrateStake { bucket: 0 }.forbid(&ledger(|_| {}), &known), Ok(()));
        let params = NetworkParams {
            staking_contracts: Vec::new(),
            ..known.params.clone()
        };
        let unknown = Context {
            params: &params,
            ..context(OWNER)
        };
        let refusal = MigrateStake { bucket: 0 }
            .forbid(&ledger(|_| {}), &unknown)
            .unwrap_err();
        assert_eq!(refusal.rule, Rule::NftNowhere);
    }

    #[test]
    fn what_is_not_ones_own_locked_and_free_stays() {
        let tried = |how: fn(&mut Bucket), caller| {
            let mut ledger = ledger(how);
            let (refusal, effects) = refused(&MigrateStake { bucket: 0 }, &mut ledger, caller);
            assert!(effects.logs().is_empty() && ledger.staking.buckets.len() == 1);
            refusal.rule
        };
        assert_eq!(tried(|_| {}, STRANGER), Rule::BucketOwner);
        assert_eq!(tried(|b| b.locked = false, OWNER), Rule::MigrateNotLocked);
        assert_eq!(tried(|b| b.endorsement = Endorsement::Endorsed, OWNER), Rule::Endorsing);
        let unstaked = |b: &mut Bucket| b.unstake_start = Some(context(OWNER).now);
        assert_eq!(tried(unstaked, OWNER), Rule::AlreadyUnstaked);
        let (refusal, _) = refused(&MigrateStake { bucket: 9 }, &mut ledger(|_| {}), OWNER);
        assert_eq!(refusal.rule, Rule::BucketExists);
    }
}
