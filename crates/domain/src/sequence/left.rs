//! What stands where a sequence stops on the way: the buckets that its steps touch, and what somebody may still take.

use serde::{Deserialize, Serialize};

use crate::{
    Address, Bucket, BucketId, BucketState, Intent, Ledger, TokenAmount,
    actions::{AllowToken, NftApprove},
    rehearsal::Clock,
};

/// Something that is left where a sequence stops.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Leftover {
    /// What it is, as a sentence for people.
    pub sentence: String,
    /// What takes it back, where there is something to be taken back.
    pub undo: Option<Intent>,
}

/// What is left of a sequence where it stops at `after`, which began at `before`: `intents` are those that were done.
pub fn left(before: &Ledger, after: &Ledger, intents: &[&Intent], clock: &Clock) -> Vec<Leftover> {
    let mut buckets: Vec<BucketId> = intents.iter().flat_map(|intent| intent.buckets()).collect();
    buckets.sort_unstable();
    buckets.dedup();
    let mut all: Vec<Leftover> = buckets
        .into_iter()
        .map(|id| Leftover {
            sentence: of_bucket(id, after.bucket(id).as_ref(), clock),
            undo: None,
        })
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

fn of_bucket(id: BucketId, bucket: Option<&Bucket>, clock: &Clock) -> String {
    let title = id.title();
    let Some(bucket) = bucket else {
        return format!("{title} has ended; its money is available.");
    };
    let amount = bucket.amount.for_people();
    match clock.state(bucket) {
        BucketState::Locked => format!("{title} stays locked with its {amount} IOTX and goes on voting."),
        BucketState::CountingDown(at) => format!(
            "{title} is unlocked and goes on voting with its {amount} IOTX; it can be unstaked from {}.",
            at.date_and_time()
        ),
        BucketState::Matured => {
            format!("{title} goes on voting with its {amount} IOTX and can be unstaked at any time.")
        }
        BucketState::Unstaking(at) => format!(
            "{amount} IOTX rest in {} and earn nothing; they can be withdrawn from {}.",
            id.in_words(),
            at.date_and_time()
        ),
        BucketState::Withdrawable => format!(
            "{amount} IOTX rest in {} and earn nothing; they can be withdrawn at any time.",
            id.in_words()
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
            all.push(Leftover {
                sentence: format!("{spender} may still take up to {may} {}.", token.called(*at)),
                undo: Some(Intent {
                    account,
                    action: back.into(),
                }),
            });
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
            all.push(Leftover {
                sentence: format!("The contract {to} may still take {}.", bucket.id.in_words()),
                undo: Some(Intent {
                    account,
                    action: back.into(),
                }),
            });
        }
    }
    all
}
