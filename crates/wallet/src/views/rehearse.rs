//! Rehearsals of intents to come: read once, then decided by `ballast_domain` alone.

use std::collections::{BTreeMap, BTreeSet};

use ballast_chain::{Head, encode};
use ballast_domain::{
    Address, Bucket, BucketId, Candidate, Ledger, NativeAction, Snapshot, Timestamp,
    rehearsal::{Clock, Cost, Planned, Rehearsal, Start, rehearse},
};
use futures_util::future::try_join_all;

use crate::{Error, Result, road::gas, session::Session};

impl Session {
    /// What intents leave on a date.
    pub(crate) async fn rehearse(&self, plan: &[Planned], until: Timestamp) -> Result<Snapshot<Rehearsal>> {
        let accounts: BTreeSet<Address> = plan.iter().map(|p| p.intent.account).collect();
        let accounts: Vec<Address> = accounts.into_iter().collect();
        let (head, held, ledger) = tokio::try_join!(
            self.head(),
            async { Ok(self.client.accounts(&accounts).await?.value) },
            self.ledger_for(plan, &accounts),
        )?;
        let held = held.into_iter().map(|(balance, _)| balance);
        let start = Start {
            clock: self.clock(&head.value),
            ledger: &ledger,
            balances: accounts.into_iter().zip(held).collect::<BTreeMap<_, _>>(),
        };
        let contracts = self.contract_gas_of(plan).await?;
        let cost = |action: &NativeAction| {
            let fees = gas::fees(&head.value, action);
            let run = contracts.iter().find(|(of, _)| of == action).map(|(_, gas)| *gas);
            let (used, limit) = match run {
                Some(run) => (run, gas::with_margin(run)),
                None => (encode(action).gas_limit, encode(action).gas_limit),
            };
            Cost {
                fee: gas::fee(&fees, action, used),
                max: fees.max_cost(limit),
            }
        };
        let rehearsal = rehearse(&start, plan, cost, until);
        Ok(head.map(|_| rehearsal))
    }

    /// The gas of actions that run a contract, as the node says for today's state. What is not legal today cannot be
    /// run; it counts as what such an action took on a real node.
    async fn contract_gas_of(&self, plan: &[Planned]) -> Result<Vec<(NativeAction, u64)>> {
        let mut all = Vec::new();
        for intent in plan.iter().map(|p| &p.intent) {
            let run = self.run_gas(intent.account, &intent.action, false).await?;
            all.extend(run.map(|run| {
                (
                    intent.action.clone(),
                    run.unwrap_or_else(|_| recorded_gas(&intent.action)),
                )
            }));
        }
        Ok(all)
    }

    pub(super) fn clock(&self, head: &Head) -> Clock<'_> {
        Clock {
            params: &self.params,
            height: head.height,
            now: head.timestamp,
        }
    }

    pub(super) async fn head(&self) -> Result<Snapshot<Head>> {
        Ok(self.client.head().await?)
    }

    pub(super) async fn candidates(&self) -> Result<Vec<Candidate>> {
        Ok(self.client.delegates().await?.value)
    }

    /// The native buckets with these indexes.
    pub(crate) async fn native(&self, indexes: &[u64]) -> Result<Vec<Bucket>> {
        if indexes.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.client.buckets(indexes).await?.value;
        let asked = |b: &Bucket| indexes.iter().any(|i| b.id == BucketId::native(*i));
        Ok(found.into_iter().filter(asked).collect())
    }

    /// All that the intents can touch: every delegate, the accounts' buckets and those that are named, the rewards.
    async fn ledger_for(&self, plan: &[Planned], accounts: &[Address]) -> Result<Ledger> {
        let named: Vec<u64> = plan.iter().filter_map(|p| p.intent.action.bucket()).collect();
        let owners: BTreeSet<Address> = plan
            .iter()
            .filter_map(|p| p.intent.action.rewards_of(p.intent.account))
            .collect();
        let own = try_join_all(accounts.iter().map(|a| self.client.buckets_of(*a)));
        let rewards = try_join_all(owners.iter().map(|o| self.client.unclaimed_rewards(*o)));
        let (candidates, named, own, rewards, next) = tokio::try_join!(
            self.candidates(),
            self.native(&named),
            async { Ok::<_, Error>(own.await?) },
            async { Ok::<_, Error>(rewards.await?) },
            async { Ok::<_, Error>(self.client.next_bucket().await?.value) },
        )?;
        let mut ledger = Ledger::default();
        ledger.staking.candidates = candidates.into_iter().map(|c| (c.id, c)).collect();
        let (own, nfts): (Vec<Bucket>, Vec<Bucket>) = own
            .into_iter()
            .flat_map(|s| s.value)
            .partition(|b| b.id.contract.is_none());
        // Without an action on bucket NFTs nothing is asked of their contracts.
        let contracts = self.params.staking_contracts.as_slice();
        let actions: Vec<&NativeAction> = plan.iter().map(|p| &p.intent.action).collect();
        let touches = |action: &&NativeAction| {
            matches!(action, NativeAction::MigrateStake(_)) || contracts.contains(&encode(action).to)
        };
        if actions.iter().any(touches) {
            ledger.contracts = self.nfts(&actions, nfts).await?.contracts;
        }
        for bucket in own.into_iter().chain(named) {
            // One that is named may be one's own as well.
            if ledger.staking.bucket(bucket.id.index).is_err() {
                ledger.staking.insert_bucket(bucket);
            }
        }
        ledger.staking.next_index = ledger.staking.next_index.max(next);
        for (owner, unclaimed) in owners.into_iter().zip(rewards) {
            if !unclaimed.value.is_zero() {
                ledger.rewards.set_unclaimed(owner, unclaimed.value);
            }
        }
        ledger.tokens = self.tokens_of(plan.iter().map(|p| &p.intent)).await?;
        Ok(ledger)
    }
}

/// What such an action took on a real node (recordings 06 and 07).
fn recorded_gas(action: &NativeAction) -> u64 {
    match action {
        NativeAction::MigrateStake(_) => 177_812,
        NativeAction::NftStake(stake) => 202_012 * u64::from(stake.count.get()),
        NativeAction::NftMigrate(_) => 278_908,
        NativeAction::NftMerge(merge) => 86_565_u64.saturating_mul(merge.buckets.len() as u64) / 3,
        NativeAction::NftExpand(_) => 87_068,
        NativeAction::NftTransfer(_) => 59_023,
        NativeAction::NftUnlock(_) => 56_364,
        NativeAction::NftWithdraw(_) => 47_662,
        NativeAction::NftApprove(_) => 44_047,
        NativeAction::NftUnstake(_) => 36_090,
        NativeAction::NftLock(_) => 33_029,
        NativeAction::NftChangeDelegate(_) => 30_662,
        other => encode(other).gas_limit,
    }
}
