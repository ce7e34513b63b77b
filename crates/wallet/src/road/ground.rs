//! The chain as far as some intents touch it, read together: one for a review, many for a batch.

use std::collections::{BTreeMap, BTreeSet};

use ballast_chain::{Head, encode};
use ballast_domain::{Address, Amount, Bucket, Intent, Ledger, NativeAction, Snapshot};
use futures_util::future::try_join_all;

use super::{
    basis::Basis,
    gas,
    recipient::{People, receiver},
};
use crate::{Result, session::Session};

/// What an account that acts holds.
#[derive(Clone, Copy)]
pub(super) struct Holding {
    pub(super) balance: Amount,
    /// What nodes let it spend: not what its transactions under way take, and money that only an earlier transaction
    /// brings is not there before that is mined.
    pub(super) spendable: Amount,
    /// What its transactions under way take.
    pub(super) under_way: Amount,
    /// Its next nonce.
    pub(super) nonce: u64,
}

/// The chain as far as some intents touch it.
pub(super) struct Ground {
    pub(super) origin: Snapshot<()>,
    pub(super) head: Head,
    pub(super) holdings: BTreeMap<Address, Holding>,
    pub(super) ledger: Ledger,
    /// Buckets of contracts that are not known: they count, and no action touches them.
    pub(super) others: Vec<Bucket>,
    /// Whom the wallet knows, among whom the intents give something to.
    people: People,
}

impl Ground {
    pub(super) fn holding(&self, account: Address) -> Holding {
        let nothing = Holding {
            balance: Amount::ZERO,
            spendable: Amount::ZERO,
            under_way: Amount::ZERO,
            nonce: 0,
        };
        self.holdings.get(&account).copied().unwrap_or(nothing)
    }
}

impl Session {
    /// Reads what intents touch.
    pub(super) async fn ground(&self, intents: &[&Intent]) -> Result<Ground> {
        let accounts: BTreeSet<Address> = intents.iter().map(|i| i.account).collect();
        let accounts: Vec<Address> = accounts.into_iter().collect();
        let actions: Vec<&NativeAction> = intents.iter().map(|i| &i.action).collect();
        let buckets = try_join_all(accounts.iter().map(|account| self.client.buckets_of(*account)));
        let (head, states, candidates, buckets) = tokio::join!(
            self.client.head(),
            self.client.accounts(&accounts),
            self.client.delegates(),
            buckets,
        );
        let (head, states, candidates, buckets) = (head?, states?, candidates?.value, buckets?);
        let mut ledger = Ledger::default();
        let buckets = buckets.into_iter().flat_map(|of_one| of_one.value);
        let (native, nfts): (Vec<Bucket>, _) = buckets.partition(|b| b.id.contract.is_none());
        native.into_iter().for_each(|b| ledger.staking.insert_bucket(b));
        // Anybody may add to anybody's bucket, and a delegate's self-stake may be an endorser's.
        let own = candidates.iter().filter(|c| accounts.contains(&c.owner));
        let named = actions.iter().filter_map(|action| action.bucket());
        let named: BTreeSet<u64> = named.chain(own.filter_map(|c| c.self_stake_bucket)).collect();
        let unread = |index: &u64| ledger.staking.bucket(*index).is_err();
        let missing: Vec<u64> = named.into_iter().filter(unread).collect();
        for bucket in self.native(&missing).await? {
            ledger.staking.insert_bucket(bucket);
        }
        let owners: BTreeSet<Address> = intents.iter().filter_map(|i| i.action.rewards_of(i.account)).collect();
        for owner in owners {
            let unclaimed = self.client.unclaimed_rewards(owner).await?.value;
            if !unclaimed.is_zero() {
                ledger.rewards.set_unclaimed(owner, unclaimed);
            }
        }
        ledger.staking.candidates = candidates.into_iter().map(|c| (c.id, c)).collect();
        let given = actions
            .iter()
            .flat_map(|action| [action.new_owner(), action.recipient()]);
        for to in given.flatten().collect::<BTreeSet<_>>() {
            if !self.client.code(to).await?.value.is_empty() {
                ledger.codes.insert(to);
            }
        }
        ledger.tokens = self.tokens_of(intents.iter().copied()).await?;
        let people = match intents.iter().any(|intent| receiver(intent).is_some()) {
            true => self.people().await?,
            false => People::default(),
        };
        let nfts = self.nfts(&actions, nfts).await?;
        ledger.contracts = nfts.contracts;
        let mut holdings = BTreeMap::new();
        for (account, (balance, counted)) in accounts.into_iter().zip(states.value) {
            // Never more than there is: without it the account could spend what it has, and no more.
            let under_way = self.under_way(account).await?.min(balance);
            let holding = Holding {
                balance,
                spendable: balance.saturating_sub(under_way),
                under_way,
                nonce: self.next_nonce(account, counted).await?,
            };
            holdings.insert(account, holding);
        }
        Ok(Ground {
            origin: head.origin(),
            head: head.value,
            holdings,
            ledger,
            others: nfts.others,
            people,
        })
    }

    /// What a proposal of one of the intents is computed from, as the ground stands.
    pub(super) async fn basis_on(&self, ground: &Ground, intent: &Intent) -> Result<Basis> {
        // What is sent to a contract runs it, too.
        let to_contract = ground.ledger.codes.contains(&encode(&intent.action).to);
        let contract_gas = self.run_gas(intent.account, &intent.action, to_contract).await?;
        let Holding {
            balance,
            spendable,
            under_way,
            nonce,
        } = ground.holding(intent.account);
        Ok(Basis {
            origin: ground.origin.clone(),
            head: ground.head,
            balance,
            spendable,
            under_way,
            nonce,
            ledger: ground.ledger.clone(),
            others: ground.others.clone(),
            recipient: ground.people.warning(intent),
            contract_gas: contract_gas.map(|run| run.map(gas::with_margin)),
        })
    }
}
