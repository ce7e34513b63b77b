//! Several actions with one review and one signature: proposed one after another, each on what those before it leave;
//! signed and written all together; then followed like any other submission, each by itself.
//!
//! What nodes or the wallet cannot know before an earlier action of the batch is mined is refused, with that as the
//! reason: money that is still to come, a bucket without a number, the gas of a contract on a bucket about to change.

use std::collections::{BTreeMap, BTreeSet};

use ballast_api::{AccountTotals, BatchProposal, BatchView, MAX_BATCH};
use ballast_chain::encode;
use ballast_domain::{
    Action, Address, Amount, BucketId, Intent, NetworkParams, Party, Proposal, Remedy, Severity, Transfer, Warning,
};

use super::{
    approve::{ANSWERED_WITHIN, require_answered, require_fresh},
    diff::{self, Side},
    footing::{Footing, Holding},
    gift::ToSign,
    held,
    propose::{FRESH_FOR, Left, new_id},
    warnings,
};
use crate::{
    Error, Result, failures,
    ground::Books,
    session::{Session, lock},
};

/// What the items so far have left.
pub(super) struct Run {
    pub(super) footing: Footing,
    /// Native buckets that items make.
    made: BTreeSet<u64>,
    /// Buckets that items change, and whose transactions do.
    touched: BTreeMap<BucketId, Address>,
    /// Whether an item says what a delegate's voters get.
    promised: bool,
    /// What left and came into the accounts that act.
    leaves: Amount,
    comes: Amount,
}

impl Session {
    /// What several intents would do, one after another.
    pub(crate) async fn propose_batch(&self, intents: Vec<Intent>) -> Result<BatchProposal> {
        if intents.is_empty() || intents.len() > MAX_BATCH {
            return Err(Error::BatchSize);
        }
        let all: Vec<&Intent> = intents.iter().collect();
        let footing = self.footing(&all).await?;
        let (before, held) = (Before::of(&footing), self.all_held(&footing).await?);
        let mut run = Run::from(footing);
        let mut items = Vec::with_capacity(intents.len());
        for intent in intents {
            items.push(self.next_item(&mut run, intent, &held).await?);
        }
        let legal = || items.iter().filter(|item| !item.transactions.is_empty());
        let batch = BatchProposal {
            id: new_id(),
            fee: legal().map(|item| item.fee).sum(),
            max_fee: legal().map(|item| item.max_fee).sum(),
            leaves: run.leaves,
            comes: run.comes,
            totals: before.totals(&run.footing, &self.params),
            basis: run.footing.ground.origin,
            fresh_for: FRESH_FOR,
            items,
        };
        let mut batches = lock(&self.road.batches);
        let horizon = batch.basis.at;
        batches.retain(|_, b| b.basis.at.seconds_until(horizon) <= b.fresh_for.saturating_add(ANSWERED_WITHIN));
        batches.insert(batch.id.clone(), batch.clone());
        Ok(batch)
    }

    /// What the next intent would do on what those before it leave.
    pub(super) async fn next_item(&self, run: &mut Run, intent: Intent, held: &BTreeSet<Address>) -> Result<Proposal> {
        let account = intent.account;
        let basis = self.basis_on(&run.footing, &intent).await?;
        let (fees, later) = (basis.fees(&intent), run.has_to_wait(&intent));
        let (mut proposal, mut left) = self.rehearse_one(intent.clone(), &basis, &fees);
        if left.is_none() && later.is_none() {
            if self.would_do_but_for_what_is_under_way(&intent, &basis, &fees) {
                proposal.warnings = vec![warnings::money_under_way(basis.under_way)];
            } else if self.would_do_with(basis.balance, &intent, &basis, &fees) {
                refuse(&mut proposal, failures::BATCH_MONEY, failures::BATCH_MONEY_SENTENCE);
            }
        }
        if let Some((rule, sentence)) = later {
            refuse(&mut proposal, rule, sentence);
            left = None;
        }
        basis.count.tell(&mut proposal);
        if proposal.transactions.is_empty() {
            left = None;
        }
        if held.contains(&account) {
            held::block(&mut proposal);
            left = None;
        }
        self.tell_who_waits(&mut proposal).await?;
        self.tell_what_is_under_way(&mut proposal).await?;
        if let Some(left) = left {
            run.take(&intent, &proposal, left);
            let free = run.footing.holding(account).nonce.saturating_add(1);
            let nonce = self.next_nonce(account, free).await?;
            run.change(account, |holding| holding.nonce = nonce);
        }
        Ok(proposal)
    }

    /// The accounts for which an earlier submission waits for the person's word.
    pub(super) async fn all_held(&self, footing: &Footing) -> Result<BTreeSet<Address>> {
        let mut held = BTreeSet::new();
        for account in footing.holdings.keys() {
            if self.holds_for(*account).await? {
                held.insert(*account);
            }
        }
        Ok(held)
    }

    /// Signs what is legal of a batch that is still fresh, and writes all of it down before the first of it is sent. A
    /// crash at any point leaves each action to be sent by the tracker, or none signed.
    pub(crate) async fn approve_batch(&self, id: &str) -> Result<BatchView> {
        let found = lock(&self.road.batches).get(id).cloned();
        let batch = found.ok_or(Error::NoProposal)?;
        let legal: Vec<Proposal> = batch.legal().cloned().collect();
        let accounts: BTreeSet<Address> = legal.iter().map(|item| item.intent.account).collect();
        accounts.iter().try_for_each(|account| self.require_signer(*account))?;
        require_fresh(&batch.basis, batch.fresh_for)?;
        if legal.is_empty() {
            return Err(Error::NothingLegal);
        }
        let to_sign: Vec<ToSign> = legal.iter().filter_map(ToSign::of).collect();
        let turn = self.asker.turn().await?;
        self.confirm_gifts(&to_sign, None).await?;
        require_answered(&batch.basis, batch.fresh_for)?;
        let one_at_a_time = self.road.signing.lock().await;
        for account in accounts {
            self.require_nonces(account, &legal).await?;
        }
        for item in &legal {
            self.require_gas(item).await?;
        }
        // Gone from here on: an approval is good for one submission.
        lock(&self.road.batches).remove(id).ok_or(Error::NoProposal)?;
        let signed = legal.into_iter().map(|item| self.sign(item, Some(id), None));
        let signed = signed.collect::<Result<Vec<_>>>()?;
        lock(&self.road.unsent).extend(signed.iter().map(|new| new.id.clone()));
        self.with_store(move |store| store.submit_together(&signed)).await?;
        drop((one_at_a_time, turn));
        let left_out = batch.refused().map(|item| item.intent.clone()).collect();
        let wished = batch.items.into_iter().map(|item| item.intent).collect();
        self.leave_drafts(wished, left_out).await;
        self.vault().touch();
        let name = id.to_owned();
        // All of it is written, so it will be done: an error from here on must not read as if nothing had been.
        for written in self
            .with_store(move |store| store.batch(&name))
            .await
            .unwrap_or_default()
        {
            self.push_or_leave(&written).await;
        }
        self.road.sent.notify_one();
        self.batch(id).await
    }

    /// That the account's items have the nonces that come next, and that nothing is to be decided before them.
    pub(super) async fn require_nonces(&self, account: Address, items: &[Proposal]) -> Result<()> {
        if self.holds_for(account).await? {
            return Err(Error::HeldFirst);
        }
        let mut from = self.certain_nonce(account).await?;
        for item in items.iter().filter(|item| item.intent.account == account) {
            let nonce = self.next_nonce(account, from).await?;
            if item.transactions.iter().any(|t| t.nonce != nonce) {
                return Err(Error::StaleProposal);
            }
            from = nonce.saturating_add(1);
        }
        Ok(())
    }

    /// What became of a batch.
    pub(crate) async fn batch(&self, id: &str) -> Result<BatchView> {
        let name = id.to_owned();
        let all = self.with_store(move |store| store.batch(&name)).await?;
        if all.is_empty() {
            return Err(Error::NoSubmission);
        }
        let items = all.iter().map(|s| self.view(s)).collect::<Result<_>>()?;
        Ok(BatchView {
            id: id.to_owned(),
            items,
        })
    }
}

impl From<Footing> for Run {
    fn from(footing: Footing) -> Self {
        Self {
            footing,
            made: BTreeSet::new(),
            touched: BTreeMap::new(),
            promised: false,
            leaves: Amount::ZERO,
            comes: Amount::ZERO,
        }
    }
}

impl Run {
    /// Why an action cannot be decided on before earlier items are mined.
    fn has_to_wait(&self, intent: &Intent) -> Option<(&'static str, &'static str)> {
        if intent.native_bucket().is_some_and(|index| self.made.contains(&index)) {
            return Some((failures::BATCH_BUCKET, failures::BATCH_BUCKET_SENTENCE));
        }
        // The opt-in is for good, and a contract may still take no portion.
        if self.promised && matches!(intent.action, Action::VoterRewardOptIn(_)) {
            return Some((failures::BATCH_PORTION, failures::BATCH_PORTION_SENTENCE));
        }
        let mut changed = intent.buckets().into_iter().filter_map(|id| self.touched.get(&id));
        // A chain keeps the order of one account's transactions, and of no others.
        if changed.clone().any(|by| *by != intent.account) {
            return Some((failures::BATCH_ORDER, failures::BATCH_ORDER_SENTENCE));
        }
        let gas_changes = encode(&intent.action).runs_contract && changed.next().is_some();
        gas_changes.then_some((failures::BATCH_GAS, failures::BATCH_GAS_SENTENCE))
    }

    /// Goes on from what a legal item leaves.
    fn take(&mut self, intent: &Intent, proposal: &Proposal, left: Left) {
        self.touched
            .extend(intent.buckets().into_iter().map(|id| (id, intent.account)));
        self.promised |= matches!(intent.action, Action::SetPortion(_));
        let books = &mut self.footing.ground.books;
        let next = books.ledger.staking.next_index;
        self.made.extend(next..left.ledger.staking.next_index);
        books.ledger = left.ledger;
        let (out, back) = (
            sum(&left.moved, intent.account, true),
            sum(&left.moved, intent.account, false),
        );
        // What comes and goes with the same transaction, as with a bucket that becomes an NFT, was never in hand.
        let (spent, got) = match encode(&intent.action).runs_contract {
            true => (out.saturating_sub(back), back.saturating_sub(out)),
            false => (out, back),
        };
        self.leaves = self.leaves.saturating_add(spent);
        let accounts: Vec<Address> = self.footing.holdings.keys().copied().collect();
        for account in accounts {
            let came = match account == intent.account {
                true => got,
                false => sum(&left.moved, account, false),
            };
            self.comes = self.comes.saturating_add(came);
            self.change(account, |holding| match account == intent.account {
                true => {
                    holding.balance = left.balance;
                    holding.spendable = holding.spendable.saturating_sub(proposal.max_fee).saturating_sub(spent);
                }
                false => holding.balance = holding.balance.saturating_add(came),
            });
        }
    }

    fn change(&mut self, account: Address, by: impl FnOnce(&mut Holding)) {
        if let Some(holding) = self.footing.holdings.get_mut(&account) {
            by(holding);
        }
    }
}

/// The accounts before the batch.
struct Before {
    balances: Vec<(Address, Amount)>,
    books: Books,
}

impl Before {
    fn of(footing: &Footing) -> Self {
        Self {
            balances: footing
                .holdings
                .iter()
                .map(|(account, h)| (*account, h.balance))
                .collect(),
            books: footing.ground.books.clone(),
        }
    }

    fn totals(&self, after: &Footing, params: &NetworkParams) -> Vec<AccountTotals> {
        let of = |(account, balance): &(Address, Amount)| {
            let before = Side {
                balance: *balance,
                ledger: &self.books.ledger,
                others: &self.books.others,
            };
            let after = Side {
                balance: after.holding(*account).balance,
                ledger: &after.ground.books.ledger,
                others: &after.ground.books.others,
            };
            AccountTotals {
                account: *account,
                changes: diff::totals(*account, &before, &after, params),
            }
        };
        self.balances.iter().map(of).collect()
    }
}

/// What moves out of an account, or into it.
fn sum(moved: &[Transfer], account: Address, out: bool) -> Amount {
    let own = Party::Account(account);
    let fits = |t: &&Transfer| if out { t.from == own } else { t.to == own };
    moved.iter().filter(fits).map(|t| t.amount).sum()
}

/// Takes an item out of what is signed.
fn refuse(proposal: &mut Proposal, rule: &str, sentence: &str) {
    proposal.changes.clear();
    proposal.transactions.clear();
    proposal.warnings = vec![Warning {
        severity: Severity::Block,
        rule: rule.into(),
        sentence: sentence.into(),
        help: failures::BATCH_LATER_HELP.into(),
        remedy: Remedy::Never,
    }];
}
