//! Turns of phrase and thought that several actions' sentences share.

use crate::{
    Address, Amount, BucketId, Candidate, Context, Days, Exit, Fork, Height, Ledger, Named, Phrase, Refusal, Rule,
    grouped, phrase,
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

/// Refuses by a rule until Zanzibar is in force; for good on a chain that never takes it.
pub(super) fn require_zanzibar(rule: Rule, ctx: &Context) -> Result<(), Refusal> {
    if ctx.params.at(Fork::Zanzibar, ctx.height) {
        return Ok(());
    }
    Err(match ctx.params.fork_height(Fork::Zanzibar) {
        Height(u64::MAX) => rule.into(),
        height => Refusal::below(rule, height),
    })
}

/// Whether the protocol pays a delegate's voters, or will from the next freeze on.
pub(super) fn is_opted_in(ledger: &Ledger, id: Address) -> bool {
    let rewards = &ledger.voter_rewards;
    rewards.opted_in.contains(&id) || rewards.snapshots.contains_key(&id)
}

/// Basis points as people write them: `85 %`, `33.33 %`.
pub(crate) fn percent(bps: u16) -> String {
    match (bps / 100, bps % 100) {
        (whole, 0) => format!("{whole} %"),
        (whole, part) if part.is_multiple_of(10) => format!("{whole}.{} %", part / 10),
        (whole, part) => format!("{whole}.{part:02} %"),
    }
}

/// `from the freeze in block 53 543 881 on, about 26 Oct 2026, 02:00 UTC`: from when on it counts what is changed now, at the
/// network's pace. Nothing on a chain that never freezes votes.
pub(super) fn from_freeze(ctx: &Context) -> Option<String> {
    let (_, freeze) = ctx.params.next_freeze(ctx.height)?;
    Some(format!(
        "from the freeze in block {} on, about {}",
        grouped(freeze.0),
        ctx.time_of(freeze).date_and_time()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basis_points_are_written_as_people_do() {
        let all = [
            (0, "0 %"),
            (1, "0.01 %"),
            (3_330, "33.3 %"),
            (8_500, "85 %"),
            (10_000, "100 %"),
        ];
        for (bps, text) in all {
            assert_eq!(percent(bps), text);
        }
    }
}
