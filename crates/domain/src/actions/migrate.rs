//! Turn a native bucket into a bucket NFT of the newest contract.

use serde::{Deserialize, Serialize};

use super::{Action, words::bucket};
use crate::{
    Address, Amount, Bucket, BucketId, Context, Effects, Endorsement, Ledger, Party, Refusal, Rule, TransferKind,
};

/// Turn a bucket with stake-lock into a bucket NFT: same money, days and delegate.
///
/// The protocol pays the bucket out and calls the contract in the owner's name, in one transaction. What the contract
/// does is not this action's business: [`Effects::minted`] says what it is asked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Migrate {
    /// The native bucket's index.
    pub bucket: u64,
}

impl Action for Migrate {
    const METHOD: &'static str = "migrateStake";

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        let staking = &mut ledger.staking;
        let bucket = staking.bucket(self.bucket)?;
        ctx.require_balance(Amount::ZERO)?;
        staking.candidate(bucket.candidate)?;
        if bucket.owner != ctx.caller {
            return Err(Rule::BucketOwner.into());
        }
        if !bucket.locked {
            return Err(Rule::MigrateUnlocked.into());
        }
        if bucket.is_unstaked() {
            return Err(Rule::AlreadyUnstaked.into());
        }
        if bucket.endorsement != Endorsement::None {
            return Err(Rule::Endorsing.into());
        }
        if staking.is_self_stake(bucket) {
            return Err(Rule::SelfStake.into());
        }
        let minted = Bucket {
            // Which contract and which number is the contract's to say.
            id: BucketId {
                contract: Some(Address::ZERO),
                index: 0,
            },
            created: ctx.now,
            stake_start: ctx.now,
            ..bucket.clone()
        };
        let (candidate, votes, amount) = (bucket.candidate, bucket.weight(false), bucket.amount);
        staking.revote(candidate, votes, crate::Votes::ZERO);
        staking.remove_bucket(self.bucket);
        if let Some(c) = staking.candidates.get_mut(&candidate)
            && c.self_stake_bucket == Some(self.bucket)
        {
            c.self_stake_bucket = None;
            c.self_stake = Amount::ZERO;
        }
        // Only what succeeds is logged, and as a withdrawal.
        effects.name("withdrawStake");
        effects.index(self.bucket);
        effects.address(candidate);
        let owner = Party::Account(ctx.caller);
        effects.transfer(TransferKind::WithdrawBucket, Party::StakingPool, owner, amount);
        effects.minted = Some(minted);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> String {
        format!(
            "Turn {} into a bucket NFT, with the same money, days and delegate. It cannot be turned back.",
            bucket(self.bucket, ledger)
        )
    }

    fn bucket(&self) -> Option<u64> {
        Some(self.bucket)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Candidate, Exit, Votes, actions::testing::*};

    const DELEGATE: Address = Address::from_bytes([9; 20]);

    /// A delegate, and bucket 0 of a stranger with it.
    fn ledger(change: impl FnOnce(&mut Bucket)) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.staking.add_candidate(Candidate {
            id: DELEGATE,
            owner: DELEGATE,
            operator: DELEGATE,
            reward: REWARD,
            name: "fathom".into(),
            votes: Votes::ZERO,
            self_stake_bucket: None,
            self_stake: Amount::ZERO,
            bls_key: Vec::new(),
            exit: Exit::None,
        });
        let now = context(STRANGER).now;
        let mut bucket = Bucket {
            id: BucketId::native(0),
            candidate: DELEGATE,
            owner: STRANGER,
            amount: Amount::from_iotx(500),
            duration: crate::Days(91),
            created: now,
            stake_start: now,
            unstake_start: None,
            locked: true,
            endorsement: Endorsement::None,
            blocks: None,
        };
        change(&mut bucket);
        let votes = bucket.weight(false);
        ledger.staking.add_bucket(bucket);
        ledger.staking.revote(DELEGATE, Votes::ZERO, votes);
        ledger
    }

    #[test]
    fn the_bucket_is_paid_out_to_its_owner_and_its_votes_go_until_the_nft_brings_them_back() {
        let mut ledger = ledger(|_| ());
        let votes = ledger.staking.candidates[&DELEGATE].votes;
        let effects = done(&Migrate { bucket: 0 }, &mut ledger, STRANGER);
        assert_eq!(ledger.staking.candidates[&DELEGATE].votes, Votes::ZERO);
        assert!(ledger.staking.buckets.is_empty());
        let moved = effects.transfers[0];
        assert_eq!(
            (moved.to, moved.amount),
            (Party::Account(STRANGER), Amount::from_iotx(500))
        );
        ledger.count_minted(&effects.minted.unwrap(), context(STRANGER).params);
        assert_eq!(ledger.staking.candidates[&DELEGATE].votes, votes);
    }

    #[test]
    fn only_a_locked_bucket_of_ones_own_that_endorses_nobody() {
        let rule = |change: fn(&mut Bucket), caller| {
            let (refusal, effects) = refused(&Migrate { bucket: 0 }, &mut ledger(change), caller);
            assert!(effects.logs().is_empty(), "only what succeeds is logged");
            refusal.rule
        };
        assert_eq!(rule(|b| b.locked = false, STRANGER), Rule::MigrateUnlocked);
        assert_eq!(
            rule(|b| b.unstake_start = Some(b.created.plus_seconds(1)), STRANGER),
            Rule::AlreadyUnstaked
        );
        assert_eq!(
            rule(|b| b.endorsement = Endorsement::Endorsed, STRANGER),
            Rule::Endorsing
        );
        assert_eq!(rule(|_| (), REWARD), Rule::BucketOwner);
        let (refusal, _) = refused(&Migrate { bucket: 7 }, &mut ledger(|_| ()), STRANGER);
        assert_eq!(refusal.rule, Rule::BucketExists);
    }
}
