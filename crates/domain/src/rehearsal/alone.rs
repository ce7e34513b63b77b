//! A ledger of one bucket, for questions that concern it and its delegates alone.

use crate::{Bucket, Candidate, Ledger, NetworkParams, StakingContract};

/// A ledger with this bucket and the candidates that have to do with it.
pub(super) fn alone<'a>(
    bucket: &Bucket,
    candidates: impl IntoIterator<Item = &'a Candidate>,
    params: &NetworkParams,
) -> Ledger {
    let mut ledger = Ledger::default();
    let index = bucket.id.contract.is_none().then_some(bucket.id.index);
    let concerned = |c: &&Candidate| c.id == bucket.candidate || (index.is_some() && c.self_stake_bucket == index);
    ledger.staking.candidates = candidates
        .into_iter()
        .filter(concerned)
        .map(|c| (c.id, c.clone()))
        .collect();
    match bucket.id.contract {
        None => ledger.staking.insert_bucket(bucket.clone()),
        Some(at) => {
            if let Some(version) = params.version_of(at) {
                let mut book = StakingContract::new(version);
                let (kept, muted) = (bucket.clock_duration(), bucket.is_muted());
                book.insert(bucket.clone(), kept, muted);
                ledger.contracts.insert(at, book);
            }
        }
    }
    ledger
}
