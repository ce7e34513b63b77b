//! What buckets amount to, with their votes.

use ballast_domain::{Amount, Bucket, NetworkParams, Votes};

/// What buckets amount to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Portfolio {
    pub(crate) staked: Amount,
    pub(crate) staked_in: u64,
    pub(crate) unstaking: Amount,
    pub(crate) unstaking_in: u64,
    pub(crate) votes: Votes,
}

/// Adds up buckets; `is_self_stake` says which carry the bonus.
pub(crate) fn portfolio_of<'a>(
    buckets: impl Iterator<Item = &'a Bucket>,
    is_self_stake: impl Fn(&Bucket) -> bool,
    params: &NetworkParams,
) -> Portfolio {
    let mut sum = Portfolio::default();
    for bucket in buckets {
        if bucket.is_unstaked() {
            sum.unstaking = sum.unstaking.saturating_add(bucket.amount);
            sum.unstaking_in += 1;
        } else {
            sum.staked = sum.staked.saturating_add(bucket.amount);
            sum.staked_in += 1;
            let votes = votes_of(bucket, is_self_stake(bucket), params);
            sum.votes = sum.votes.saturating_add(votes);
        }
    }
    sum
}

/// A bucket's votes; `self_stake` says whether it carries the bonus.
pub(crate) fn votes_of(bucket: &Bucket, self_stake: bool, params: &NetworkParams) -> Votes {
    match bucket.id.contract {
        None => bucket.votes(self_stake),
        Some(_) if bucket.is_unstaked() || bucket.is_muted() => Votes::ZERO,
        Some(_) => bucket.contract_votes(params),
    }
}
