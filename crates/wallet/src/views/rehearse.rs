//! Rehearsals of intents to come, and a bucket's life: read once, then decided by `ballast_domain` alone.

use std::collections::{BTreeMap, BTreeSet};

use ballast_api::BucketLife;
use ballast_chain::{Fees, Head, encode};
use ballast_domain::{
    Address, Amount, Bucket, BucketId, Candidate, Ledger, NativeAction, Refusal, Rule, Snapshot, Timestamp,
    rehearsal::{Clock, Cost, Planned, Rehearsal, Start, legality, lifecycle, rehearse},
};
use futures_util::future::try_join_all;

use crate::{Error, Result, session::Session};

/// The price that a node which names none takes: the chain's floor, 1,000 Qev.
const FLOOR_PRICE: Amount = Amount::from_rau(1_000_000_000_000);
/// What turning a bucket into an NFT took on a real node (recording 06).
const MIGRATION_GAS: u64 = 177_812;

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
        let fees = Fees::at(head.value.base_fee_per_gas.unwrap_or(FLOOR_PRICE));
        let cost = |action: &NativeAction| {
            let run = contracts.iter().find(|(of, _)| of == action);
            let gas = run.map_or_else(|| encode(action).gas_limit, |(_, gas)| *gas);
            Cost {
                fee: fees.cost(gas),
                max: fees.max_cost(gas),
            }
        };
        let rehearsal = rehearse(&start, plan, cost, until);
        Ok(head.map(|_| rehearsal))
    }

    /// A native bucket's life, if its owner leaves it at that moment or now.
    pub(crate) async fn bucket_life(&self, index: u64, leave_at: Option<Timestamp>) -> Result<Snapshot<BucketLife>> {
        let indexes = [index];
        let (head, buckets, candidates) = tokio::try_join!(self.head(), self.native(&indexes), self.candidates())?;
        let unknown = Error::Refused(Refusal::from(Rule::BucketExists));
        let bucket = buckets.into_iter().next().ok_or(unknown)?;
        let clock = self.clock(&head.value);
        let candidates: Vec<&Candidate> = candidates.iter().collect();
        let from = leave_at.unwrap_or(clock.now);
        let life = BucketLife {
            lifecycle: lifecycle(&bucket, candidates.iter().copied(), &clock, from),
            actions: legality(&bucket, &candidates, &clock),
            bucket,
        };
        Ok(head.map(|_| life))
    }

    /// The gas of actions that run a contract, as the node says for today's state. What is not legal today cannot be
    /// run; it counts as what such an action took on a real node.
    async fn contract_gas_of(&self, plan: &[Planned]) -> Result<Vec<(NativeAction, u64)>> {
        let mut all = Vec::new();
        for intent in plan.iter().map(|p| &p.intent) {
            let call = encode(&intent.action);
            if !call.runs_contract {
                continue;
            }
            let gas = match self.client.estimate_gas(intent.account, &call).await {
                Ok(gas) => gas.value,
                Err(ballast_chain::Error::Rpc(_)) => MIGRATION_GAS,
                Err(error) => return Err(error.into()),
            };
            all.push((intent.action.clone(), gas));
        }
        Ok(all)
    }

    fn clock(&self, head: &Head) -> Clock<'_> {
        Clock {
            params: &self.params,
            height: head.height,
            now: head.timestamp,
        }
    }

    async fn head(&self) -> Result<Snapshot<Head>> {
        Ok(self.client.head().await?)
    }

    async fn candidates(&self) -> Result<Vec<Candidate>> {
        Ok(self.client.delegates().await?.value)
    }

    /// The native buckets with these indexes.
    async fn native(&self, indexes: &[u64]) -> Result<Vec<Bucket>> {
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
        let own = own
            .into_iter()
            .flat_map(|s| s.value)
            .filter(|b| b.id.contract.is_none());
        for bucket in own.chain(named) {
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
        for planned in plan {
            for (at, token) in self.token_of(&planned.intent).await? {
                match ledger.tokens.get_mut(&at) {
                    Some(known) => known.learn(token),
                    None => drop(ledger.tokens.insert(at, token)),
                }
            }
        }
        Ok(ledger)
    }
}
