//! The table of delegates.

use std::collections::{HashMap, HashSet};

use ballast_api::{DelegateRow, DelegateStatus, Delegates};
use ballast_domain::{Address, Candidate, Exit, Snapshot, Votes, rehearsal::Clock};

use crate::{Result, session::Session};

impl Session {
    /// All delegates by votes, the most first; ties by name.
    pub(crate) async fn ranked_candidates(&self) -> Result<Snapshot<Vec<Candidate>>> {
        let mut all = self.client.delegates().await?;
        all.value
            .sort_by(|a, b| b.votes.cmp(&a.votes).then_with(|| a.name.cmp(&b.name)));
        Ok(all)
    }

    /// Has who is elected known, where a node tells it.
    pub(super) async fn hear_election(&self) {
        // Asked at the start, this may be sooner than the watch of the chain.
        if self.known().epoch.is_none() {
            // Who is elected stays unknown then, which the table shows as a dash.
            let _ = self.refresh_head().await;
        }
        self.know_election().await;
    }

    pub(crate) async fn delegates(&self) -> Result<Delegates> {
        let (candidates, probation) = tokio::join!(self.ranked_candidates(), self.client.probation(None));
        let candidates = candidates?;
        // Joined on the permanent id; nodes before the Yap fork give the operator there (iotex-protocol.md §4.3).
        let probation: HashMap<Address, u32> = match probation {
            Ok(Snapshot { value: Some(list), .. }) => list.delegates.iter().map(|d| (d.delegate, d.epochs)).collect(),
            _ => HashMap::new(),
        };
        self.hear_election().await;
        let height = candidates.height;
        let payouts = self.payouts(&candidates.value, height).await;
        let known = self.known();
        let set = |list: &Option<Vec<Address>>| list.as_ref().map(|l| l.iter().copied().collect::<HashSet<_>>());
        let (pool, active) = (set(&known.election.pool), set(&known.election.active));
        let rows = candidates.map(|list| {
            let rows = list.into_iter().zip(payouts).enumerate().map(|(i, (c, payout))| {
                let on_probation = probation.get(&c.id).or_else(|| probation.get(&c.operator)).copied();
                DelegateRow {
                    rank: i as u64 + 1,
                    status: status(&c, on_probation, pool.as_ref(), active.as_ref()),
                    produced: known.made_by(c.operator),
                    probation: on_probation,
                    id: c.id,
                    name: c.name,
                    owner: c.owner,
                    operator: c.operator,
                    reward: c.reward,
                    votes: c.votes,
                    self_stake: c.self_stake,
                    exit: c.exit,
                    payout,
                }
            });
            rows.collect::<Vec<_>>()
        });
        let total_votes = rows.value.iter().map(|r| r.votes).sum::<Votes>();
        // What was read of the delegates may be younger than the head that was last told of.
        let freeze = known.head.and_then(|head| {
            let clock = self.clock(&head);
            let height = clock.height.max(height);
            self.freeze_by(&Clock { height, ..clock })
        });
        Ok(Delegates {
            rows,
            total_votes,
            freeze,
        })
    }
}

fn status(
    candidate: &Candidate,
    probation: Option<u32>,
    pool: Option<&HashSet<Address>>,
    active: Option<&HashSet<Address>>,
) -> DelegateStatus {
    if candidate.exit != Exit::None {
        return DelegateStatus::Leaving;
    }
    if probation.is_some() {
        return DelegateStatus::Probation;
    }
    let (Some(pool), Some(active)) = (pool, active) else {
        return DelegateStatus::Unknown;
    };
    match candidate.operator {
        operator if active.contains(&operator) => DelegateStatus::Active,
        operator if pool.contains(&operator) => DelegateStatus::Pool,
        _ => DelegateStatus::Candidate,
    }
}
