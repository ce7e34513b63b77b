//! How bucket NFTs stand at the end of a rehearsal.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Clock, Legality, Lifecycle, Rehearsed, Start, legality_in, lifecycle_in, places::Places};
use crate::{Bucket, BucketId, BucketState, Ledger, StakingContract, Timestamp, Votes};

/// A bucket NFT as it stands then.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftThen {
    /// Which. The number of one that the rehearsal makes is the contract's to say: the first that is known to be free.
    pub id: BucketId,
    /// As it is now; none when the rehearsal makes it.
    pub before: Option<Bucket>,
    /// As it is then; none when it is withdrawn or merged into another.
    pub bucket: Option<Bucket>,
    /// Its state then; none when it is gone.
    pub state: Option<BucketState>,
    /// Its votes then.
    pub votes: Votes,
    /// The name of the delegate it votes for or last voted for.
    pub delegate: Option<String>,
    /// That delegate's place by votes then, 1 the first.
    pub place: Option<u64>,
    /// When its time is over; none while it is locked, and of one that counts in blocks once that is past.
    pub unlocks: Option<Timestamp>,
    /// When its money can be withdrawn; none before it is unstaked, and of one that counts in blocks once that is past.
    pub withdrawable: Option<Timestamp>,
    /// When its money could be in hand at the earliest; none once it is gone.
    pub free: Option<Timestamp>,
    /// What its owner may do with it then, and for the rest the rule and when it no longer forbids; empty for one that
    /// no action names or makes.
    pub actions: Vec<Legality>,
    /// Its life from then on; none when it is gone, and for one that no action names or makes.
    pub lifecycle: Option<Lifecycle>,
}

impl NftThen {
    /// Whether it was given to somebody else, or left to the contract that issued another for it.
    pub fn is_given_away(&self) -> bool {
        let owner = |b: &Option<Bucket>| b.as_ref().map(|b| b.owner);
        self.before.is_some() && self.bucket.is_some() && owner(&self.before) != owner(&self.bucket)
    }

    /// One or two words for a table.
    pub fn word(&self) -> &'static str {
        match self.state {
            None => "Gone",
            Some(_) if self.is_given_away() => "Given away",
            Some(state) => state.word(),
        }
    }
}

/// Those of the accounts that the rehearsal started with, now or then.
pub(super) fn nfts(
    start: &Start,
    steps: &[Rehearsed],
    ledger: &Ledger,
    places: &Places,
    clock: &Clock,
) -> Vec<NftThen> {
    let named: BTreeSet<BucketId> = steps.iter().flat_map(|s| s.planned.intent.nfts()).collect();
    let all = start.ledger.contracts.values().chain(ledger.contracts.values());
    let own = all
        .flat_map(StakingContract::buckets)
        .filter(|b| start.balances.contains_key(&b.owner));
    let ids: BTreeSet<BucketId> = own.map(|b| b.id).collect();
    let then = |id| {
        let (before, bucket) = (start.ledger.bucket(id), ledger.bucket(id));
        let votes_for = bucket.as_ref().or(before.as_ref()).map(|b| b.candidate);
        let delegate = votes_for.and_then(|id| ledger.staking.candidates.get(&id));
        let state = bucket.as_ref().map(|b| clock.state(b));
        // Each is tried on a ledger of its own: for thousands of buckets that would take long.
        let asked = before.is_none() || named.contains(&id);
        let timed = bucket.as_ref().filter(|b| b.blocks.is_none());
        NftThen {
            id,
            state,
            votes: bucket
                .as_ref()
                .map_or(Votes::ZERO, |b| ledger.votes_of(b, clock.params)),
            delegate: delegate.map(|c| c.name.clone()),
            place: votes_for.and_then(|id| places.of_candidate(id)),
            unlocks: match state {
                Some(BucketState::CountingDown(at)) => Some(at),
                _ => timed.filter(|b| !b.locked).map(Bucket::matures),
            },
            withdrawable: match state {
                Some(BucketState::Unstaking(at)) => Some(at),
                _ => timed.and_then(|b| b.withdrawable_from(&clock.params.staking)),
            },
            free: bucket.as_ref().map(|b| clock.earliest_free(b)),
            actions: if asked {
                legality_in(id, ledger, clock)
            } else {
                Vec::new()
            },
            lifecycle: asked.then(|| lifecycle_in(id, ledger, clock, clock.now)).flatten(),
            before,
            bucket,
        }
    };
    ids.into_iter().map(then).collect()
}
