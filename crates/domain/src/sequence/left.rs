//! What stands where a sequence stops on the way: the buckets that its steps touch, and what somebody may still take.

use serde::{Deserialize, Serialize};

use crate::{
    Address, Bucket, BucketId, BucketState, Intent, Ledger, Phrase, TokenAmount,
    actions::{AllowToken, NftApprove},
    phrase,
    rehearsal::Clock,
};

/// Something that is left where a sequence stops.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Leftover {
    /// What it is, as a sentence for people.
    pub sentence: String,
    /// The sentence in pieces, of which some lead to what they name; empty in what an earlier version wrote down.
    #[serde(default, skip_serializing_if = "Phrase::is_empty")]
    pub says: Phrase,
    /// What takes it back, where there is something to be taken back.
    pub undo: Option<Intent>,
}

impl Leftover {
    fn of(says: Phrase, undo: Option<Intent>) -> Self {
        Self {
            sentence: says.to_string(),
            says,
            undo,
        }
    }
}

/// What is left of a sequence where it stops at `after`, which began at `before`: `intents` are those that were done.
pub fn left(before: &Ledger, after: &Ledger, intents: &[&Intent], clock: &Clock) -> Vec<Leftover> {
    let mut buckets: Vec<BucketId> = intents.iter().flat_map(|intent| intent.buckets()).collect();
    buckets.sort_unstable();
    buckets.dedup();
    let mut all: Vec<Leftover> = buckets
        .into_iter()
        .map(|id| Leftover::of(of_bucket(id, after.bucket(id).as_ref(), clock), None))
        .collect();
    let mut accounts: Vec<Address> = intents.iter().map(|intent| intent.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    for account in accounts {
        all.extend(allowances(account, before, after));
        all.extend(approvals(account, before, after));
    }
    all
}

fn of_bucket(id: BucketId, bucket: Option<&Bucket>, clock: &Clock) -> Phrase {
    let title = Phrase::title(id);
    let Some(bucket) = bucket else {
        return phrase!("{} has ended; its money is available.", title);
    };
    let amount = bucket.amount.for_people();
    match clock.state(bucket) {
        BucketState::Locked => phrase!("{} stays locked with its {} IOTX and goes on voting.", title, amount),
        BucketState::CountingDown(at) => phrase!(
            "{} is unlocked and goes on voting with its {} IOTX; it can be unstaked from {}.",
            title,
            amount,
            at.date_and_time()
        ),
        BucketState::Matured => {
            phrase!(
                "{} goes on voting with its {} IOTX and can be unstaked at any time.",
                title,
                amount
            )
        }
        BucketState::Unstaking(at) => phrase!(
            "{} IOTX rest in {} and earn nothing; they can be withdrawn from {}.",
            amount,
            id,
            at.date_and_time()
        ),
        BucketState::Withdrawable => phrase!(
            "{} IOTX rest in {} and earn nothing; they can be withdrawn at any time.",
            amount,
            id
        ),
    }
}

fn allowances(account: Address, before: &Ledger, after: &Ledger) -> Vec<Leftover> {
    let mut all = Vec::new();
    for (at, token) in &after.tokens {
        for (spender, units) in token.allowances.get(&account).into_iter().flatten() {
            let was = before.tokens.get(at).and_then(|old| old.allowance(account, *spender));
            if units.is_zero() || was.is_some_and(|was| was.units == *units) {
                continue;
            }
            let decimals = token.counted_with();
            let may = TokenAmount::new(units.clone(), decimals).for_people();
            let back = AllowToken {
                token: *at,
                spender: *spender,
                quantity: TokenAmount::new(0.into(), decimals),
            };
            let says = phrase!("{} may still take up to {} {}.", *spender, may, token.called(*at));
            let action = back.into();
            all.push(Leftover::of(says, Some(Intent { account, action })));
        }
    }
    all
}

fn approvals(account: Address, before: &Ledger, after: &Ledger) -> Vec<Leftover> {
    let mut all = Vec::new();
    for (at, book) in &after.contracts {
        for bucket in book.buckets().filter(|bucket| bucket.owner == account) {
            let index = bucket.id.index;
            let was = before.contracts.get(at).and_then(|old| old.approved(index));
            let Some(to) = book.approved(index).filter(|to| was != Some(*to)) else {
                continue;
            };
            let back = NftApprove {
                bucket: bucket.id,
                to: Address::ZERO,
            };
            let says = phrase!("The contract {} may still take {}.", to, bucket.id);
            let action = back.into();
            all.push(Leftover::of(says, Some(Intent { account, action })));
        }
    }
    all
}
