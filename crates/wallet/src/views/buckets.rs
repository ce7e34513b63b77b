//! The table of buckets.

use std::collections::HashMap;

use ballast_api::{BucketRow, Buckets};
use ballast_domain::{Address, Amount, Bucket, Candidate, NetworkParams, Snapshot, Timestamp, Votes};
use futures_util::future::try_join_all;

use crate::{Result, session::Session};

/// What buckets amount to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Portfolio {
    pub(crate) staked: Amount,
    pub(crate) staked_in: u64,
    pub(crate) unlocking: Amount,
    pub(crate) unlocking_in: u64,
    /// None when a bucket's votes cannot be computed.
    pub(crate) votes: Option<Votes>,
}

/// Adds up buckets; `is_self_stake` says which carry the bonus.
pub(crate) fn portfolio_of<'a>(
    buckets: impl Iterator<Item = &'a Bucket>,
    is_self_stake: impl Fn(&Bucket) -> bool,
) -> Portfolio {
    let mut sum = Portfolio {
        votes: Some(Votes::ZERO),
        ..Portfolio::default()
    };
    for bucket in buckets {
        if bucket.is_unstaked() {
            sum.unlocking = sum.unlocking.saturating_add(bucket.amount);
            sum.unlocking_in += 1;
        } else {
            sum.staked = sum.staked.saturating_add(bucket.amount);
            sum.staked_in += 1;
            let votes = votes_of(bucket, is_self_stake(bucket));
            sum.votes = sum.votes.zip(votes).map(|(a, b)| a.saturating_add(b));
        }
    }
    sum
}

/// None for NFT buckets that count in blocks: their days depend on the network's pace at the time.
fn votes_of(bucket: &Bucket, self_stake: bool) -> Option<Votes> {
    match bucket.blocks {
        Some(_) => None,
        None if bucket.candidate.is_zero() => Some(Votes::ZERO),
        None => Some(bucket.votes(self_stake)),
    }
}

impl Session {
    /// The chain's time, from the newest head.
    pub(crate) async fn chain_time(&self) -> Result<Timestamp> {
        let known = self.known().head;
        match known {
            Some(head) => Ok(head.timestamp),
            None => Ok(self.refresh_head().await?.timestamp),
        }
    }

    /// The buckets of these accounts, read one account after another from one snapshot's node.
    pub(crate) async fn buckets_of(&self, accounts: &[Address]) -> Result<Snapshot<Vec<Bucket>>> {
        let reads = try_join_all(accounts.iter().map(|a| self.client.buckets_of(*a))).await?;
        let mut reads = reads.into_iter();
        let Some(mut all) = reads.next() else {
            return Ok(self.client.height().await?.map(|()| Vec::new()));
        };
        for more in reads {
            all.height = all.height.min(more.height);
            all.at = all.at.min(more.at);
            all.value.extend(more.value);
        }
        Ok(all)
    }

    pub(crate) async fn buckets(&self, account: Option<Address>) -> Result<Buckets> {
        let accounts = self.asked_accounts(account).await?;
        let (buckets, candidates, now) =
            tokio::try_join!(self.buckets_of(&accounts), self.ranked_candidates(), self.chain_time())?;
        let candidates: HashMap<_, _> = candidates.value.into_iter().map(|c| (c.id, c)).collect();
        let rows = buckets.map(|all| {
            all.into_iter()
                .map(|b| row(b, &candidates, now, &self.params))
                .collect()
        });
        Ok(Buckets { rows })
    }
}

pub(super) fn row(
    bucket: Bucket,
    candidates: &HashMap<Address, Candidate>,
    now: Timestamp,
    params: &NetworkParams,
) -> BucketRow {
    let candidate = candidates.get(&bucket.candidate);
    let native = bucket.id.contract.is_none();
    let self_stake = native && candidate.is_some_and(|c| c.self_stake_bucket == Some(bucket.id.index));
    let timed = bucket.blocks.is_none();
    BucketRow {
        delegate: candidate.map(|c| c.name.clone()),
        self_stake,
        state: timed.then(|| bucket.state(now, &params.staking)),
        votes: votes_of(&bucket, self_stake),
        free_at: timed.then(|| bucket.earliest_free(now, &params.staking)),
        bucket,
    }
}
