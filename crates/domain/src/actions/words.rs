//! Turns of phrase and thought that several actions' sentences share.

use crate::{
    Address, Amount, BucketId, Candidate, Context, Days, Exit, Ledger, Named, Phrase, Refusal, Rule, grouped, phrase,
};

/// `91 days`, `1 day`, `1 050 days`.
pub(super) fn days(days: Days) -> String {
    match days.0 {
        1 => "1 day".into(),
        n => format!("{} days", grouped(n.into())),
    }
}

/// `bucket 12 (1 000 IOTX)`, or its number alone when it is not known.
pub(super) fn bucket(index: u64, ledger: &Ledger) -> Phrase {
    let id = BucketId::native(index);
    match ledger.staking.buckets.get(&index) {
        Some(b) => phrase!("{} ({} IOTX)", id, b.amount.for_people()),
        None => id.into(),
    }
}

/// `bucket NFT 12 (v2, 1 000 IOTX)`: each version's contract counts on its own.
pub(super) fn nft(id: BucketId, ledger: &Ledger) -> Phrase {
    let named = Phrase::naming(Named::Bucket(id), format!("bucket NFT {}", grouped(id.index)));
    let book = id.contract.and_then(|at| ledger.contracts.get(&at));
    let version = book.map(|book| book.version).or(id.version());
    let held = book.and_then(|book| book.held(id.index));
    let known: Vec<String> = [
        version.map(|version| format!("v{}", version.number())),
        held.map(|bucket| format!("{} IOTX", bucket.amount.for_people())),
    ]
    .into_iter()
    .flatten()
    .collect();
    match known.is_empty() {
        true => named,
        false => phrase!("{} ({})", named, known.join(", ")),
    }
}

/// A delegate's name, or its id when it is not known.
pub(super) fn delegate(id: Address, ledger: &Ledger) -> Phrase {
    let found = ledger.staking.candidates.get(&id);
    found.map_or_else(|| id.into(), |candidate| Phrase::delegate(&candidate.name))
}

/// Refuses to give something to nobody.
pub(super) fn belongs_to_somebody(to: Address) -> Result<(), Refusal> {
    match to {
        Address::ZERO => Err(Rule::ZeroRecipient.into()),
        to if to.is_protocol() => Err(Rule::ProtocolRecipient.into()),
        _ => Ok(()),
    }
}

/// What to mind where a bucket goes to a contract.
pub(super) fn to_contract(ledger: &Ledger, to: Address) -> Vec<Rule> {
    match ledger.codes.contains(&to) {
        true => vec![Rule::BucketToContract],
        false => Vec::new(),
    }
}

/// How many fees a staker needs later: to unlock, to unstake, to withdraw.
const FEES_TO_LEAVE: u128 = 3;

/// The caution for who pays so much, into a stake or else, that too little is left for what comes next. Who pays nothing
/// but the fee is not warned.
pub(super) fn fees_left(ctx: &Context, paid: Amount) -> Option<Rule> {
    if paid.is_zero() {
        return None;
    }
    let left = ctx.balance.checked_sub(paid)?.checked_sub(ctx.fee)?;
    (left < ctx.fee.saturating_mul(FEES_TO_LEAVE)).then_some(Rule::FeesLeft)
}

/// The caution for a delegate that leaves.
pub(super) fn leaving(candidate: Option<&Candidate>) -> Vec<Rule> {
    match candidate {
        Some(c) if c.exit != Exit::None => vec![Rule::CandidateLeaving],
        _ => Vec::new(),
    }
}
