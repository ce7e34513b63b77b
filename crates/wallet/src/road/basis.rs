//! What a proposal is computed from: the chain as far as an intent touches it.

use std::collections::BTreeSet;

use ballast_chain::{Fees, Head, encode};
use ballast_domain::{Amount, Bucket, Intent, Ledger, Snapshot, Warning};

use crate::{Result, session::Session};

/// The gas of a block since Tsunami (iotex-protocol.md §1.9); what asks for more waits for ever (recordings/README.md,
/// surprise 8).
pub(super) const MOST_GAS: u64 = 25_000_000;

/// The price that a node which names none takes: the chain's floor, 1,000 Qev.
pub(super) const FLOOR_PRICE: Amount = Amount::from_rau(1_000_000_000_000);

/// What a proposal is computed from, read together.
pub(super) struct Basis {
    pub(super) origin: Snapshot<()>,
    pub(super) head: Head,
    pub(super) balance: Amount,
    pub(super) nonce: u64,
    pub(super) ledger: Ledger,
    /// Buckets of contracts that are not known: they count, and no action touches them.
    pub(super) others: Vec<Bucket>,
    /// What to mind about who gets something.
    pub(super) recipient: Option<Warning>,
    /// What gas the call takes where it runs a contract, or why the node cannot say.
    pub(super) contract_gas: Option<Result<u64, String>>,
}

impl Basis {
    /// What is offered for an intent's gas now.
    pub(super) fn fees(&self, intent: &Intent) -> Fees {
        let fees = Fees::at(self.head.base_fee_per_gas.unwrap_or(FLOOR_PRICE));
        match encode(&intent.action).pays_offer {
            true => fees.tight(),
            false => fees,
        }
    }
}

impl Session {
    /// Reads what an intent touches.
    pub(super) async fn basis(&self, intent: &Intent) -> Result<Basis> {
        let account = intent.account;
        let accounts = [account];
        let (head, account_state, candidates, buckets) = tokio::join!(
            self.client.head(),
            self.client.accounts(&accounts),
            self.client.delegates(),
            self.client.buckets_of(account),
        );
        let (head, account_state, candidates, buckets) = (head?, account_state?, candidates?, buckets?);
        let (balance, nonce) = account_state.value.first().copied().unwrap_or((Amount::ZERO, 0));
        let mut ledger = Ledger::default();
        let (native, others): (Vec<Bucket>, _) = buckets.value.into_iter().partition(|b| b.id.contract.is_none());
        native.into_iter().for_each(|b| ledger.staking.insert_bucket(b));
        // Anybody may add to anybody's bucket, and a delegate's self-stake may be an endorser's.
        let own = candidates.value.iter().find(|c| c.owner == account);
        let named = [intent.action.bucket(), own.and_then(|c| c.self_stake_bucket)];
        let missing: BTreeSet<u64> = named.into_iter().flatten().collect();
        let missing: Vec<u64> = missing
            .into_iter()
            .filter(|index| ledger.staking.bucket(*index).is_err())
            .collect();
        if !missing.is_empty() {
            let found = self.client.buckets(&missing).await?.value;
            let native = found
                .into_iter()
                .filter(|b| b.id.contract.is_none() && missing.contains(&b.id.index));
            native.for_each(|b| ledger.staking.insert_bucket(b));
        }
        if let Some(owner) = intent.action.rewards_of(account) {
            let unclaimed = self.client.unclaimed_rewards(owner).await?.value;
            if !unclaimed.is_zero() {
                ledger.rewards.set_unclaimed(owner, unclaimed);
            }
        }
        ledger.staking.candidates = candidates.value.into_iter().map(|c| (c.id, c)).collect();
        for to in [intent.action.new_owner(), intent.action.recipient()]
            .into_iter()
            .flatten()
        {
            if !self.client.code(to).await?.value.is_empty() {
                ledger.codes.insert(to);
            }
        }
        ledger.tokens = self.token_of(intent).await?;
        let nfts = self.nfts(&intent.action, others).await?;
        ledger.contracts = nfts.contracts;
        let nonce = self.next_nonce(account, nonce).await?;
        let contract_gas = self.contract_gas(intent, &ledger).await?;
        let recipient = self.recipient_warning(intent).await?;
        Ok(Basis {
            origin: head.origin(),
            head: head.value,
            balance,
            nonce,
            ledger,
            others: nfts.others,
            recipient,
            contract_gas,
        })
    }

    async fn contract_gas(&self, intent: &Intent, ledger: &Ledger) -> Result<Option<Result<u64, String>>> {
        let call = encode(&intent.action);
        // What is sent to a contract runs it, too.
        if !call.runs_contract && !ledger.codes.contains(&call.to) {
            return Ok(None);
        }
        match self.client.estimate_gas(intent.account, &call).await {
            Ok(gas) => Ok(Some(Ok(with_margin(gas.value)))),
            Err(ballast_chain::Error::Rpc(refusal)) => Ok(Some(Err(refusal.message))),
            Err(error) => Err(error.into()),
        }
    }
}

/// A fifth more than the node's run took: the state may have moved on until the call is mined. What is not used is not
/// paid.
pub(super) fn with_margin(gas: u64) -> u64 {
    gas.saturating_add(gas / 5).min(MOST_GAS)
}
