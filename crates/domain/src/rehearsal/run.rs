//! Does the planned actions on a copy of the ledger, in the order of their moments.

use std::collections::{BTreeMap, BTreeSet};

use super::{Clock, Cost, Planned, Rehearsal, Rehearsed, Start, then};
use crate::{Action, Address, Amount, Context, Done, Intent, Ledger, Party, Timestamp, Transfer, carry_out};

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
    let sentence = action.sentence(ledger, &ctx).to_string();
    let done = carry_out(action, ledger, &ctx);
    if let Ok(done) = &done {
        pay(balances, *account, cost.fee, &done.transfers);
    }
    let (refusal, cautions, done) = match done {
        Ok(mut done) => (None, std::mem::take(&mut done.cautions), done),
        // What is refused leaves the ledger as it was.
        Err(refusal) => (Some(refusal), action.cautions(ledger, &ctx), Done::default()),
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

/// Takes an action's fee from who acts, and moves what it moved between the accounts that are known.
pub(crate) fn pay(balances: &mut BTreeMap<Address, Amount>, account: Address, fee: Amount, moved: &[Transfer]) {
    let balance = balances.entry(account).or_default();
    *balance = balance.saturating_sub(fee);
    for moved in moved {
        change(balances, moved.from, |b| b.saturating_sub(moved.amount));
        change(balances, moved.to, |b| b.saturating_add(moved.amount));
    }
}

fn change(balances: &mut BTreeMap<Address, Amount>, party: Party, by: impl Fn(Amount) -> Amount) {
    if let Party::Account(account) = party
        && let Some(balance) = balances.get_mut(&account)
    {
        *balance = by(*balance);
    }
}
