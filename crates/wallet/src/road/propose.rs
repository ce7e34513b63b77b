//! From an intent to a proposal: read what the action touches, rehearse it, say what changes and what it costs.

use ballast_chain::{Fees, encode};
use ballast_domain::{
    Amount, Context, Height, Intent, Ledger, Proposal, Remedy, Severity, Transfer, Warning, carry_out, grouped,
    price::BLOCK_GAS, rehearsal::Clock,
};
use ballast_store::{Filter, State};
use rand::Rng;

use super::{
    approve::ANSWERED_WITHIN,
    basis::Basis,
    clock_behind,
    diff::{self, Side},
    gas, held, warnings,
};
use crate::{
    Result, failures,
    session::{Session, lock},
};

/// Seconds for which a proposal can be approved.
pub(super) const FRESH_FOR: u64 = 60;

/// What a legal action leaves.
pub(super) struct Left {
    /// What its account holds then.
    pub(super) balance: Amount,
    pub(super) ledger: Ledger,
    /// What it moved beside the fee.
    pub(super) moved: Vec<Transfer>,
}

impl Session {
    /// What would happen. An intent that breaks a rule gets a proposal without transactions that names the rule.
    pub(crate) async fn propose(&self, intent: Intent) -> Result<Proposal> {
        let basis = self.basis(&intent).await?;
        let fees = basis.fees(&intent);
        let (mut proposal, left) = self.rehearse_one(intent.clone(), &basis, &fees);
        if left.is_none() && self.would_do_but_for_what_is_under_way(&intent, &basis, &fees) {
            proposal.warnings = vec![warnings::money_under_way(basis.under_way)];
        }
        basis.count.tell(&mut proposal);
        if self.holds_for(proposal.intent.account).await? {
            held::block(&mut proposal);
        }
        self.tell_who_waits(&mut proposal).await?;
        self.tell_what_is_under_way(&mut proposal).await?;
        self.keep(&proposal);
        Ok(proposal)
    }

    /// Whether what is refused would be legal if nothing of the account were under way.
    pub(super) fn would_do_but_for_what_is_under_way(&self, intent: &Intent, basis: &Basis, fees: &Fees) -> bool {
        self.would_do_with(basis.spendable.saturating_add(basis.under_way), intent, basis, fees)
    }

    /// Whether what is refused would be legal if the account could spend so much.
    pub(super) fn would_do_with(&self, spendable: Amount, intent: &Intent, basis: &Basis, fees: &Fees) -> bool {
        if spendable <= basis.spendable {
            return false;
        }
        let rich = Basis {
            spendable,
            ..basis.clone()
        };
        self.rehearse_one(intent.clone(), &rich, fees).1.is_some()
    }

    /// A place that became free before others is taken by whatever comes next, and then those others go on.
    pub(super) async fn tell_who_waits(&self, proposal: &mut Proposal) -> Result<()> {
        let Some(nonce) = proposal.transactions.first().map(|t| t.nonce) else {
            return Ok(());
        };
        let filter = Filter {
            chain_id: Some(self.params.chain_id),
            account: Some(proposal.intent.account),
            states: vec![State::Signed, State::Sent],
            ..Filter::default()
        };
        let open = self.with_store(move |store| store.history(&filter)).await?;
        let behind = open.iter().filter(|s| s.nonce > nonce).count();
        if behind > 0 {
            proposal.warnings.push(warnings::others_wait(behind));
            proposal.warnings.sort_by_key(|w| w.severity);
        }
        Ok(())
    }

    /// Keeps a proposal for as long as it can be approved.
    pub(super) fn keep(&self, proposal: &Proposal) {
        let mut proposals = lock(&self.road.proposals);
        let horizon = proposal.basis.at;
        // One that is being asked about outside the page is still there when the answer comes.
        proposals.retain(|_, p| p.basis.at.seconds_until(horizon) <= p.fresh_for.saturating_add(ANSWERED_WITHIN));
        proposals.insert(proposal.id.clone(), proposal.clone());
    }

    /// Decides on what was read; pure but for the id.
    pub(super) fn weigh(&self, intent: Intent, basis: &Basis, fees: &Fees) -> Proposal {
        self.rehearse_one(intent, basis, fees).0
    }

    /// The same, and what it leaves; nothing where a rule forbids it.
    pub(super) fn rehearse_one(&self, intent: Intent, basis: &Basis, fees: &Fees) -> (Proposal, Option<Left>) {
        let mut call = encode(&intent.action);
        if let Some(Ok(gas)) = &basis.contract_gas {
            call.gas_limit = *gas;
        }
        if !call.runs_contract && !call.data.is_empty() && basis.ledger.codes.contains(&call.to) {
            call.method = "call of a contract";
        }
        let max_fee = fees.max_cost(call.gas_limit);
        let fee = gas::fee(fees, &intent.action, call.gas_limit);
        let ctx = Context {
            params: &self.params,
            caller: intent.account,
            balance: basis.spendable,
            fee: max_fee,
            height: Height(basis.head.height.0.saturating_add(1)),
            now: basis.head.timestamp,
        };
        let mut after = basis.ledger.clone();
        let decided = carry_out(&intent.action, &mut after, &ctx);
        let says = intent.action.sentence(&basis.ledger, &ctx);
        let mut proposal = Proposal {
            id: new_id(),
            sentence: says.to_string(),
            says,
            changes: Vec::new(),
            transactions: Vec::new(),
            fee,
            max_fee,
            warnings: Vec::new(),
            basis: basis.origin.clone(),
            fresh_for: FRESH_FOR,
            replaces: None,
            ran: None,
            intent,
        };
        // Before any rule of the chain: what a node makes too dear would read as a lack of money.
        proposal.warnings.extend(self.foreign_chain());
        proposal.warnings.extend(self.fork_doubt(&proposal.intent.action));
        proposal
            .warnings
            .extend(basis.bearings.judge(fees, call.gas_limit, basis.head.height));
        proposal.warnings.extend(basis.doubt.clone());
        proposal.warnings.extend(clock_behind::warning(basis.ahead));
        let signable = proposal.block().is_none();
        let mut left = None;
        match decided {
            Err(refusal) => proposal.warnings.push(refusal.into()),
            Ok(done) => {
                let forfeit = done.forfeit.as_ref();
                let cautions = done.cautions.iter();
                proposal
                    .warnings
                    .extend(cautions.map(|rule| warnings::of_rule(*rule, forfeit)));
                proposal.warnings.extend(basis.recipient.clone());
                let account = proposal.intent.account;
                let balance = diff::balance_after(account, basis.balance, fee, &done.transfers);
                let before = Side {
                    balance: basis.balance,
                    ledger: &basis.ledger,
                    others: &basis.others,
                };
                let side = Side {
                    balance,
                    ledger: &after,
                    others: &basis.others,
                };
                let clock = Clock {
                    params: &self.params,
                    height: basis.head.height,
                    now: ctx.now,
                };
                proposal.changes = diff::changes(account, &before, &side, &clock);
                if diff::moves_votes(&before, &side) {
                    proposal.warnings.push(self.counts_from(ctx.height, &clock));
                }
                match &basis.contract_gas {
                    _ if !signable => proposal.changes.clear(),
                    _ if call.gas_limit > BLOCK_GAS => {
                        proposal.changes.clear();
                        proposal.warnings.push(warnings::too_much_gas(call.gas_limit));
                    }
                    Some(Err(why)) => {
                        proposal.changes.clear();
                        proposal.warnings.push(why.warning());
                    }
                    ran => {
                        proposal.ran = ran.as_ref().map(|_| failures::ran(&basis.origin.node, call.gas_limit));
                        let mut transaction = call.into_transaction(self.params.chain_id, basis.nonce, fees);
                        let token = basis.ledger.tokens.get(&transaction.to).filter(|token| token.listed);
                        transaction.to_name = transaction.to_name.or(token.and_then(|token| token.name.clone()));
                        proposal.transactions.push(transaction);
                        left = Some(Left {
                            balance,
                            ledger: after,
                            moved: done.transfers,
                        });
                    }
                }
            }
        }
        proposal.warnings.sort_by_key(|w| w.severity);
        (proposal, left)
    }

    /// From when on a change of votes in a block at `height` counts: for the election, and for rewards.
    fn counts_from(&self, height: Height, clock: &Clock<'_>) -> Warning {
        let epoch = self.params.schedule.votes_count_from(height);
        let blocks = self.params.schedule.start_of(epoch).0.saturating_sub(height.0);
        let minutes = (blocks * self.params.block_millis / 60_000).max(1);
        let minutes = if minutes == 1 {
            "a minute".into()
        } else {
            format!("{minutes} minutes")
        };
        let rewards = self.params.next_freeze(height).map(|(era, freeze)| {
            format!(
                " For rewards that the chain pays voters itself it counts from era {} on, whose votes are frozen in block {}, \
                 about {}.",
                grouped(era.0),
                grouped(freeze.0),
                clock.time_of(freeze).date_and_time()
            )
        });
        Warning {
            severity: Severity::Note,
            rule: "votes.count-from".into(),
            sentence: format!(
                "The change of votes counts from epoch {}, in about {minutes}.{}",
                grouped(epoch.0),
                rewards.unwrap_or_default()
            ),
            help: "Delegates of the next epoch are fixed in the middle of the running one.".into(),
            remedy: Remedy::Never,
        }
    }
}

/// A new name for a proposal, a batch or a draft.
pub(super) fn new_id() -> String {
    format!("{:032x}", rand::thread_rng().r#gen::<u128>())
}
