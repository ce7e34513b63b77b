//! Does the planned actions on a copy of the ledger, in the order of their moments.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Clock, Rehearsal, then};
use crate::{
    Action, Address, Amount, Bucket, Context, Done, Height, Intent, Ledger, Party, Refusal, Rule, Timestamp, carry_out,
};

/// An intent, and when it is carried out.
///
/// As JSON the moment stands beside the intent's own fields.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Planned {
    /// What is past happens in the next block.
    #[serde(default)]
    pub at: Timestamp,
    /// What is done.
    #[serde(flatten)]
    pub intent: Intent,
}

/// What an action costs beside the money it moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    /// What it will cost at today's price; this is taken from the balance.
    pub fee: Amount,
    /// What it can cost at most; this has to be there.
    pub max: Amount,
}

/// Where a rehearsal starts: the chain as it stands.
#[derive(Clone, Debug)]
pub struct Start<'a> {
    /// The newest block, and how time goes on.
    pub clock: Clock<'a>,
    /// Candidates, and the buckets of the accounts and of the actions.
    pub ledger: &'a Ledger,
    /// What each account that acts holds; one that is missing holds nothing.
    pub balances: BTreeMap<Address, Amount>,
}

/// What became of a planned action.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rehearsed {
    /// What was planned, at the moment it happens: not before the next block.
    pub planned: Planned,
    /// About which block that is.
    pub height: Height,
    /// The whole of it in one sentence, as the review would say it then.
    pub sentence: String,
    /// The rule that forbids it then; it is not done.
    pub refusal: Option<Refusal>,
    /// What may be regretted.
    pub cautions: Vec<Rule>,
    /// The native bucket that it concerns or makes. The number of one that it makes is the chain's next, and another's
    /// if somebody else stakes first.
    pub bucket: Option<u64>,
    /// The bucket NFT that it turns a bucket into; its id is the contract's to say.
    pub minted: Option<Bucket>,
    /// What it costs; nothing when it is refused.
    pub fee: Amount,
    /// What its account holds before it.
    pub before: Amount,
    /// What its account holds after it.
    pub after: Amount,
}

/// Carries out `plan` from `start` on, and says how everything stands at `until`. Actions planned for later are not
/// done. Actions of one moment are done in the order in which they are listed.
pub fn rehearse(start: &Start, plan: &[Planned], cost: impl Fn(&Action) -> Cost, until: Timestamp) -> Rehearsal {
    let until = until.max(start.clock.now);
    let mut plan: Vec<Planned> = plan.iter().filter(|p| p.at <= until).cloned().collect();
    plan.iter_mut().for_each(|p| p.at = p.at.max(start.clock.now));
    plan.sort_by_key(|p| p.at);
    let mut ledger = start.ledger.clone();
    let mut balances = start.balances.clone();
    let mut touched = BTreeSet::new();
    let mut steps = Vec::with_capacity(plan.len());
    for planned in plan {
        let step = act(planned, start.clock, &mut ledger, &mut balances, &cost);
        touched.extend(step.bucket);
        steps.push(step);
    }
    then::rehearsal(start, until, steps, &touched, &ledger, &balances)
}

fn act(
    planned: Planned,
    clock: Clock,
    ledger: &mut Ledger,
    balances: &mut BTreeMap<Address, Amount>,
    cost: &impl Fn(&Action) -> Cost,
) -> Rehearsed {
    let Intent { account, action } = &planned.intent;
    let (cost, before) = (cost(action), balances.get(account).copied().unwrap_or_default());
    let ctx = Context {
        params: clock.params,
        caller: *account,
        balance: before,
        fee: cost.max,
        height: clock.height_at(planned.at),
        now: planned.at,
    };
    // As it stands before: afterwards the ledger says other things.
    let (sentence, cautions) = (action.sentence(ledger, &ctx), action.cautions(ledger, &ctx));
    let done = carry_out(action, ledger, &ctx);
    if let Ok(done) = &done {
        let rest = before.saturating_sub(cost.fee);
        balances.insert(*account, rest);
        for moved in &done.transfers {
            change(balances, moved.from, |b| b.saturating_sub(moved.amount));
            change(balances, moved.to, |b| b.saturating_add(moved.amount));
        }
    }
    let (refusal, done) = match done {
        Ok(done) => (None, done),
        Err(refusal) => (Some(refusal), Done::default()),
    };
    Rehearsed {
        height: ctx.height,
        sentence,
        cautions,
        bucket: done.made.or(planned.intent.native_bucket()),
        minted: done.turned_into,
        fee: if refusal.is_none() { cost.fee } else { Amount::ZERO },
        refusal,
        before,
        after: balances.get(account).copied().unwrap_or_default(),
        planned,
    }
}

fn change(balances: &mut BTreeMap<Address, Amount>, party: Party, by: impl Fn(Amount) -> Amount) {
    if let Party::Account(account) = party
        && let Some(balance) = balances.get_mut(&account)
    {
        *balance = by(*balance);
    }
}
