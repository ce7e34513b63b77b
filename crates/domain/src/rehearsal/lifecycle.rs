//! A bucket's life from now on: what happens by itself, and how its money comes back when that is begun at a moment.

use serde::{Deserialize, Serialize};

use super::{Clock, alone::alone};
use crate::{
    Amount, Bucket, BucketId, BucketState, Candidate, Context, Effects, Ledger, Refusal, Remedy, Step, Timestamp, Votes,
};

/// What happens to a bucket at a moment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MomentKind {
    /// It was made.
    Created,
    /// Its days began anew: it was restaked.
    Restaked,
    /// Stake-lock goes off, and its days begin to run.
    Unlocked,
    /// Its days are over; it still votes.
    Matured,
    /// Its votes end, the wait begins.
    Unstaked,
    /// The wait is over.
    Withdrawable,
    /// Its money is in hand; it exists no more.
    Withdrawn,
}

impl MomentKind {
    /// One word, for a strip.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Created => "Created",
            Self::Restaked => "Restaked",
            Self::Unlocked => "Unlocked",
            Self::Matured => "Matured",
            Self::Unstaked => "Unstaked",
            Self::Withdrawable => "Withdrawable",
            Self::Withdrawn => "Withdrawn",
        }
    }

    const fn of(step: Step) -> Self {
        match step {
            Step::Unlock => Self::Unlocked,
            Step::Unstake => Self::Unstaked,
            Step::Withdraw => Self::Withdrawn,
        }
    }
}

/// A moment of a bucket's life.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: MomentKind,
    /// Its votes from then on; none for moments that are past, for which the chain keeps no votes.
    pub votes: Option<Votes>,
}

/// How a bucket's money comes back.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Leaving {
    /// The steps, each as soon as it is legal.
    pub moments: Vec<Moment>,
    /// The rule that forbids the next one for as long as nothing else is done.
    pub blocked: Option<Refusal>,
}

impl Leaving {
    /// When `step` is taken.
    pub fn when(&self, step: Step) -> Option<Timestamp> {
        let kind = MomentKind::of(step);
        self.moments.iter().find(|m| m.kind == kind).map(|m| m.at)
    }
}

/// A bucket's life: three ordered lists of moments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lifecycle {
    /// Until now.
    pub past: Vec<Moment>,
    /// From now on, if nothing is done: a locked bucket stays as it is for good.
    pub by_itself: Vec<Moment>,
    /// From the asked moment on, if its owner takes every step as soon as it is legal.
    pub leaving: Leaving,
}

/// The life of a bucket, leaving it at `from` (now, where that is past). `candidates` are all of the network's, or those
/// that have to do with it.
pub fn lifecycle<'a>(
    bucket: &Bucket,
    candidates: impl IntoIterator<Item = &'a Candidate>,
    clock: &Clock,
    from: Timestamp,
) -> Lifecycle {
    life(bucket, alone(bucket, candidates, clock.params), clock, from)
}

/// The same for a bucket of `ledger`; none where there is no such bucket.
pub fn lifecycle_in(id: BucketId, ledger: &Ledger, clock: &Clock, from: Timestamp) -> Option<Lifecycle> {
    Some(life(&ledger.bucket(id)?, ledger.clone(), clock, from))
}

fn life(bucket: &Bucket, ledger: Ledger, clock: &Clock, from: Timestamp) -> Lifecycle {
    let votes = ledger.votes_of(bucket, clock.params);
    let by_itself = match clock.state(bucket) {
        BucketState::CountingDown(at) => vec![moment(at, MomentKind::Matured, votes)],
        BucketState::Unstaking(at) => vec![moment(at, MomentKind::Withdrawable, votes)],
        BucketState::Locked | BucketState::Matured | BucketState::Withdrawable => Vec::new(),
    };
    Lifecycle {
        past: past(bucket, clock),
        by_itself,
        leaving: leave(bucket, ledger, clock, from),
    }
}

/// What is past in a bucket's life. One that counts in blocks has the times of those blocks only where somebody looked
/// them up and put them beside.
pub fn past(bucket: &Bucket, clock: &Clock) -> Vec<Moment> {
    let mut moments = vec![(bucket.created, MomentKind::Created)];
    if bucket.stake_start > bucket.created {
        // What begins the days of a bucket NFT anew is its unlocking.
        let kind = match bucket.id.contract {
            None => MomentKind::Restaked,
            Some(_) => MomentKind::Unlocked,
        };
        moments.push((bucket.stake_start, kind));
    }
    let timed = bucket.blocks.is_none();
    if timed && !bucket.locked && bucket.matures() <= clock.now {
        moments.push((bucket.matures(), MomentKind::Matured));
    }
    if bucket.is_unstaked() {
        moments.extend(bucket.unstake_start.map(|at| (at, MomentKind::Unstaked)));
    }
    if let Some(ready) = bucket.withdrawable_from(&clock.params.staking).filter(|_| timed)
        && ready <= clock.now
    {
        moments.push((ready, MomentKind::Withdrawable));
    }
    let known = |(at, _): &(Timestamp, MomentKind)| *at > Timestamp::default();
    let unknown = |(at, kind)| Moment { at, kind, votes: None };
    moments.into_iter().filter(known).map(unknown).collect()
}

/// Takes the steps that are ahead by the actions themselves, waiting where a rule says that waiting is all it takes.
fn leave(bucket: &Bucket, mut ledger: Ledger, clock: &Clock, from: Timestamp) -> Leaving {
    let mut leaving = Leaving::default();
    let mut at = from.max(clock.now);
    for step in Step::ahead(bucket) {
        loop {
            let ctx = Context {
                params: clock.params,
                caller: bucket.owner,
                balance: Amount::ZERO,
                fee: Amount::ZERO,
                height: clock.height_at(at),
                now: at,
            };
            let done = step.action(bucket).apply(&mut ledger, &ctx, &mut Effects::default());
            let Err(refusal) = done else { break };
            let later = match refusal.remedy {
                Remedy::At(later) => Some(later),
                Remedy::FromHeight(height) => Some(clock.time_of(height)),
                Remedy::Never => None,
            };
            match later.filter(|later| *later > at) {
                Some(later) => at = later,
                None => {
                    leaving.blocked = Some(refusal);
                    return leaving;
                }
            }
        }
        let left = ledger.bucket(bucket.id);
        let votes = left.map_or(Votes::ZERO, |b| ledger.votes_of(&b, clock.params));
        leaving.moments.push(moment(at, MomentKind::of(*step), votes));
        at = clock.next_block(at);
    }
    leaving
}

fn moment(at: Timestamp, kind: MomentKind, votes: Votes) -> Moment {
    let votes = Some(votes);
    Moment { at, kind, votes }
}
