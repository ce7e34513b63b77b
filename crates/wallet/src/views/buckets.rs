//! The table of buckets.

use std::{collections::HashMap, mem::take};

use ballast_api::{BucketRow, Buckets, StepView};
use ballast_chain::Head;
use ballast_domain::{
    Address, Amount, Bucket, Candidate, Height, NetworkParams, Snapshot, Step, Votes, rehearsal::Clock,
};
use futures_util::future::try_join_all;

use crate::{Result, session::Session};

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

fn votes_of(bucket: &Bucket, self_stake: bool, params: &NetworkParams) -> Votes {
    match bucket.id.contract {
        None => bucket.votes(self_stake),
        Some(_) if bucket.is_unstaked() || bucket.is_muted() => Votes::ZERO,
        Some(_) => bucket.contract_votes(params),
    }
}

impl Session {
    /// The newest head that is known.
    pub(crate) async fn newest_head(&self) -> Result<Head> {
        let known = self.known().head;
        match known {
            Some(head) => Ok(head),
            None => self.refresh_head().await,
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
        let (buckets, candidates, head) =
            tokio::try_join!(self.buckets_of(&accounts), self.ranked_candidates(), self.newest_head())?;
        let candidates: HashMap<_, _> = candidates.value.into_iter().map(|c| (c.id, c)).collect();
        let mut notes = self.bucket_notes().await?;
        let rows = buckets.map(|all| {
            all.into_iter()
                .map(|b| BucketRow {
                    label: notes.get_mut(&b.id).map(|n| take(&mut n.label)).unwrap_or_default(),
                    note: notes.get_mut(&b.id).map(|n| take(&mut n.note)).unwrap_or_default(),
                    group: notes.get_mut(&b.id).map(|n| take(&mut n.group)).unwrap_or_default(),
                    ..row(b, &candidates, &head, &self.params)
                })
                .collect()
        });
        Ok(Buckets { rows })
    }
}

pub(super) fn row(
    bucket: Bucket,
    candidates: &HashMap<Address, Candidate>,
    head: &Head,
    params: &NetworkParams,
) -> BucketRow {
    let clock = Clock {
        params,
        height: head.height,
        now: head.timestamp,
    };
    let candidate = candidates.get(&bucket.candidate);
    let native = bucket.id.contract.is_none();
    let self_stake = native && candidate.is_some_and(|c| c.self_stake_bucket == Some(bucket.id.index));
    let next_block = Height(head.height.0 + 1);
    let view = |step: &Step| StepView {
        step: *step,
        refusal: step
            .check(&bucket, candidates.values(), params, next_block, clock.now)
            .err(),
    };
    BucketRow {
        steps: Step::ahead(&bucket).iter().map(view).collect(),
        delegate: candidate.map(|c| c.name.clone()),
        self_stake,
        state: Some(clock.state(&bucket)),
        votes: Some(votes_of(&bucket, self_stake, params)),
        free_at: Some(clock.earliest_free(&bucket)),
        label: String::new(),
        note: String::new(),
        group: String::new(),
        bucket,
    }
}
