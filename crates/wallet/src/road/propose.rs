//! From an intent to a proposal: read what the action touches, rehearse it, say what changes and what it costs.

use ballast_chain::{Fees, Head, encode};
use ballast_domain::{
    Amount, Bucket, BucketId, Context, Effects, Height, Intent, Ledger, NativeAction, Proposal, Refusal, Remedy, Rule,
    Severity, Snapshot, Warning, grouped,
};
use rand::Rng;

use super::{
    diff::{self, Side},
    held,
};
use crate::{Result, session::Session};

/// Seconds for which a proposal can be approved.
const FRESH_FOR: u64 = 60;
/// The price that a node which names none takes: the chain's floor, 1,000 Qev.
const FLOOR_PRICE: Amount = Amount::from_rau(1_000_000_000_000);

/// The gas of a block since Tsunami (iotex-protocol.md §1.9); what asks for more waits for ever (recordings/README.md,
/// surprise 8).
const MOST_GAS: u64 = 25_000_000;

/// What a proposal is computed from, read together.
struct Basis {
    origin: Snapshot<()>,
    head: Head,
    balance: Amount,
    nonce: u64,
    ledger: Ledger,
    /// Buckets that are not native: they count, and no native action touches them.
    others: Vec<Bucket>,
    /// What gas the call takes where it runs a contract, or why the node cannot say.
    contract_gas: Option<Result<u64, String>>,
}

impl Session {
    /// What would happen. An intent that breaks a rule gets a proposal without transactions that names the rule.
    pub(crate) async fn propose(&self, intent: Intent) -> Result<Proposal> {
        let basis = self.basis(&intent).await?;
        let mut proposal = self.weigh(intent, &basis);
        if self.holds_for(proposal.intent.account).await? {
            held::block(&mut proposal);
        }
        let mut proposals = crate::session::lock(&self.proposals);
        let horizon = proposal.basis.at;
        proposals.retain(|_, p| p.basis.at.seconds_until(horizon) <= p.fresh_for);
        proposals.insert(proposal.id.clone(), proposal.clone());
        Ok(proposal)
    }

    async fn basis(&self, intent: &Intent) -> Result<Basis> {
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
        if let Some(index) = intent.action.bucket()
            && ledger.staking.bucket(index).is_err()
        {
            // Somebody else's: anybody may add to anybody's bucket.
            let found = self.client.buckets(&[index]).await?.value;
            let found = found.into_iter().find(|b| b.id == BucketId::native(index));
            found.into_iter().for_each(|b| ledger.staking.insert_bucket(b));
        }
        if let Some(owner) = intent.action.rewards_of(account) {
            let unclaimed = self.client.unclaimed_rewards(owner).await?.value;
            if !unclaimed.is_zero() {
                ledger.rewards.set_unclaimed(owner, unclaimed);
            }
        }
        ledger.staking.candidates = candidates.value.into_iter().map(|c| (c.id, c)).collect();
        let nonce = self.next_nonce(account, nonce).await?;
        let contract_gas = self.contract_gas(intent).await?;
        Ok(Basis {
            origin: head.origin(),
            head: head.value,
            balance,
            nonce,
            ledger,
            others,
            contract_gas,
        })
    }

    async fn contract_gas(&self, intent: &Intent) -> Result<Option<Result<u64, String>>> {
        let call = encode(&intent.action);
        if !call.runs_contract {
            return Ok(None);
        }
        match self.client.estimate_gas(intent.account, &call).await {
            Ok(gas) => Ok(Some(Ok(with_margin(gas.value)))),
            Err(ballast_chain::Error::Rpc(refusal)) => Ok(Some(Err(refusal.message))),
            Err(error) => Err(error.into()),
        }
    }

    /// Decides on what was read; pure but for the id.
    fn weigh(&self, intent: Intent, basis: &Basis) -> Proposal {
        let mut call = encode(&intent.action);
        if let Some(Ok(gas)) = &basis.contract_gas {
            call.gas_limit = *gas;
        }
        let fees = Fees::at(basis.head.base_fee_per_gas.unwrap_or(FLOOR_PRICE));
        let (fee, max_fee) = (fees.cost(call.gas_limit), fees.max_cost(call.gas_limit));
        let ctx = Context {
            params: &self.params,
            caller: intent.account,
            balance: basis.balance,
            fee: max_fee,
            height: Height(basis.head.height.0 + 1),
            now: basis.head.timestamp,
        };
        let mut after = basis.ledger.clone();
        let mut effects = Effects::default();
        let decided = intent
            .action
            .admit(&self.params.staking)
            .and_then(|()| key_is_one(&intent.action))
            .and_then(|()| intent.action.apply(&mut after, &ctx, &mut effects))
            .and_then(|()| affordable(basis.balance, max_fee));
        let mut proposal = Proposal {
            id: format!("{:032x}", rand::thread_rng().r#gen::<u128>()),
            sentence: intent.action.sentence(&basis.ledger, &ctx),
            changes: Vec::new(),
            transactions: Vec::new(),
            fee,
            max_fee,
            warnings: Vec::new(),
            basis: basis.origin.clone(),
            fresh_for: FRESH_FOR,
            intent,
        };
        let mut others = basis.others.clone();
        if let Some(minted) = effects.minted.take() {
            after.count_minted(&minted, &self.params);
            others.push(minted);
        }
        match decided {
            Err(refusal) => proposal.warnings.push(refusal.into()),
            Ok(()) => {
                let rules = proposal.intent.action.cautions(&basis.ledger, &ctx);
                proposal.warnings.extend(rules.into_iter().map(Warning::caution));
                let account = proposal.intent.account;
                let left = diff::balance_after(account, basis.balance, fee, &effects.transfers);
                let before = Side {
                    balance: basis.balance,
                    ledger: &basis.ledger,
                    others: &basis.others,
                };
                let after = Side {
                    balance: left,
                    ledger: &after,
                    others: &others,
                };
                proposal.changes = diff::changes(account, &before, &after, ctx.now, &self.params);
                if diff::moves_votes(&before, &after) {
                    proposal.warnings.push(self.counts_from(ctx.height));
                }
                match &basis.contract_gas {
                    Some(Err(why)) => proposal.warnings.push(no_gas(why)),
                    _ => proposal
                        .transactions
                        .push(call.into_transaction(self.params.chain_id, basis.nonce, &fees)),
                }
            }
        }
        proposal.warnings.sort_by_key(|w| w.severity);
        proposal
    }

    fn counts_from(&self, height: Height) -> Warning {
        let epoch = self.params.schedule.votes_count_from(height);
        let blocks = self.params.schedule.start_of(epoch).0.saturating_sub(height.0);
        let minutes = (blocks * self.params.block_millis / 60_000).max(1);
        Warning {
            severity: Severity::Note,
            rule: "votes.count-from".into(),
            sentence: format!(
                "The change of votes counts from epoch {}, in about {minutes} minutes.",
                grouped(epoch.0)
            ),
            help: "Delegates of the next epoch are fixed in the middle of the running one.".into(),
            remedy: Remedy::Never,
        }
    }
}

/// A BLS key that is no point of its curve: nodes refuse it as if it were no calldata at all.
fn key_is_one(action: &NativeAction) -> Result<(), Refusal> {
    match action.bls_key() {
        Some(key) if !key.is_valid() => Err(Rule::BlsKeyInvalid.into()),
        _ => Ok(()),
    }
}

/// A fifth more than the node's run took: the state may have moved on until the call is mined. What is not used is not
/// paid.
fn with_margin(gas: u64) -> u64 {
    gas.saturating_add(gas / 5).min(MOST_GAS)
}

/// A contract that fails in the node's own run of it.
fn no_gas(why: &str) -> Warning {
    Warning {
        severity: Severity::Block,
        rule: "contract.fails".into(),
        sentence: format!("The contract would refuse it: {why}."),
        help: "Nothing was sent. Change what you want, or try again later.".into(),
        remedy: Remedy::Never,
    }
}

/// The fee is paid first: an account that holds less cannot act at all.
fn affordable(balance: Amount, max_fee: Amount) -> Result<(), Refusal> {
    if balance < max_fee {
        Err(Rule::Balance.into())
    } else {
        Ok(())
    }
}
