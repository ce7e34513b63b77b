//! How everything stands at the end of a rehearsal: balances, buckets, delegates.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Clock, Legality, Lifecycle, NftThen, Rehearsed, Start, legality, lifecycle, nft_then::nfts, places::Places,
};
use crate::{Address, Amount, Bucket, BucketState, Candidate, Height, Ledger, StakingState, Timestamp, Votes};

/// What an account holds, before and after.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// Whose.
    pub account: Address,
    /// Now.
    pub before: Amount,
    /// Then.
    pub after: Amount,
}

/// A native bucket as it stands then.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BucketThen {
    /// Its number. One that the rehearsal makes has the chain's next.
    pub index: u64,
    /// As it is now; none when the rehearsal makes it.
    pub before: Option<Bucket>,
    /// As it is then; none when it is withdrawn or an NFT.
    pub bucket: Option<Bucket>,
    /// The bucket NFT that it was turned into; which contract and which number is the contract's to say.
    pub minted: Option<Bucket>,
    /// Its state then; none when it is withdrawn or an NFT.
    pub state: Option<BucketState>,
    /// Its votes then.
    pub votes: Votes,
    /// The name of the delegate it votes for or last voted for.
    pub delegate: Option<String>,
    /// That delegate's place by votes then, 1 the first.
    pub place: Option<u64>,
    /// When its days are over; none while it is locked, for they do not run, and once it is withdrawn.
    pub unlocks: Option<Timestamp>,
    /// When its money can be withdrawn; none before it is unstaked.
    pub withdrawable: Option<Timestamp>,
    /// When its money could be in hand at the earliest; none once it is.
    pub free: Option<Timestamp>,
    /// What its owner may do with it then, and for the rest the rule and when it no longer forbids.
    pub actions: Vec<Legality>,
    /// Its life from then on; none when it is withdrawn.
    pub lifecycle: Option<Lifecycle>,
}

impl BucketThen {
    /// What was a native bucket, as the NFT that it was turned into.
    fn turned_into(self, nft: &Bucket, clock: &Clock) -> Self {
        Self {
            minted: Some(nft.clone()),
            votes: nft.contract_votes(clock.params),
            ..self
        }
    }

    /// One word for a table.
    pub const fn word(&self) -> &'static str {
        match (self.state, &self.minted) {
            (Some(state), _) => state.word(),
            (None, Some(_)) => "NFT",
            (None, None) => "Withdrawn",
        }
    }
}

/// A delegate that the buckets or the actions have to do with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DelegateThen {
    /// Its permanent id.
    pub id: Address,
    /// Its name.
    pub name: String,
    /// Its votes now; none when the rehearsal registers it.
    pub votes_before: Option<Votes>,
    /// Its votes then.
    pub votes: Votes,
    /// Its place by votes now, 1 the first; none when the rehearsal registers it.
    pub place_before: Option<u64>,
    /// Its place by votes then.
    pub place: u64,
}

/// What a rehearsal leaves.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rehearsal {
    /// The date it is about; not before the newest block.
    pub at: Timestamp,
    /// About which block that is.
    pub height: Height,
    /// The actions, in the order in which they happen.
    pub steps: Vec<Rehearsed>,
    /// Of the accounts it started with.
    pub balances: Vec<Held>,
    /// Native buckets of those accounts, and those that the actions touch.
    pub buckets: Vec<BucketThen>,
    /// Bucket NFTs of those accounts, and those that the actions touch; none where no action has to do with any.
    #[serde(default)]
    pub nfts: Vec<NftThen>,
    /// Those whose votes change, and those that the buckets vote for; the most votes first.
    pub delegates: Vec<DelegateThen>,
}

impl Rehearsal {
    /// Whether every action is legal in its moment.
    pub fn is_legal(&self) -> bool {
        self.steps.iter().all(|s| s.refusal.is_none())
    }
}

pub(super) fn rehearsal(
    start: &Start,
    until: Timestamp,
    steps: Vec<Rehearsed>,
    touched: &BTreeSet<u64>,
    ledger: &Ledger,
    balances: &BTreeMap<Address, Amount>,
) -> Rehearsal {
    // What is asked of the date itself is asked of the block that is next by then.
    let height = start.clock.height_at(until);
    let clock = Clock {
        height: Height(height.0 - 1),
        now: until,
        ..start.clock
    };
    let (old, new) = (&start.ledger.staking, &ledger.staking);
    let minted = |index| {
        let of = steps.iter().filter(|s| s.bucket == Some(index));
        of.filter_map(|s| s.minted.as_ref()).next()
    };
    let places = Places::of(new);
    let candidates: Vec<&Candidate> = new.candidates.values().collect();
    let concerns = |b: &Bucket| start.balances.contains_key(&b.owner) || touched.contains(&b.id.index);
    let all = old.buckets.values().chain(new.buckets.values());
    let mut indexes: BTreeSet<u64> = all.filter(|b| concerns(b)).map(|b| b.id.index).collect();
    // One that is made and withdrawn stands in neither ledger.
    indexes.extend(old.next_index..new.next_index);
    let buckets: Vec<BucketThen> = indexes
        .into_iter()
        .map(|index| {
            let (before, bucket) = (old.buckets.get(&index), new.buckets.get(&index));
            let native = then(index, before, bucket, new, &candidates, &places, &clock);
            match minted(index) {
                Some(nft) => native.turned_into(nft, &clock),
                None => native,
            }
        })
        .collect();
    let held = |(account, before): (&Address, &Amount)| Held {
        account: *account,
        before: *before,
        after: balances.get(account).copied().unwrap_or_default(),
    };
    let nfts = nfts(start, &steps, ledger, &places, &clock);
    Rehearsal {
        at: until,
        height,
        steps,
        balances: start.balances.iter().map(held).collect(),
        delegates: delegates(old, new, &places, &buckets, &nfts),
        nfts,
        buckets,
    }
}

fn then(
    index: u64,
    before: Option<&Bucket>,
    bucket: Option<&Bucket>,
    staking: &StakingState,
    candidates: &[&Candidate],
    places: &Places,
    clock: &Clock,
) -> BucketThen {
    let params = &clock.params.staking;
    let votes_for = bucket.or(before).map(|b| b.candidate);
    BucketThen {
        index,
        before: before.cloned(),
        bucket: bucket.cloned(),
        minted: None,
        state: bucket.map(|b| b.state(clock.now, params)),
        votes: bucket.map_or(Votes::ZERO, |b| b.votes(staking.is_self_stake(b))),
        delegate: votes_for
            .and_then(|id| staking.candidates.get(&id))
            .map(|c| c.name.clone()),
        place: votes_for.and_then(|id| places.of_candidate(id)),
        unlocks: bucket.filter(|b| !b.locked).map(Bucket::matures),
        withdrawable: bucket.and_then(|b| b.withdrawable_from(params)),
        free: bucket.map(|b| b.earliest_free(clock.now, params)),
        actions: bucket.map_or_else(Vec::new, |b| legality(b, candidates, clock)),
        lifecycle: bucket.map(|b| lifecycle(b, candidates.iter().copied(), clock, clock.now)),
    }
}

fn delegates(
    old: &StakingState,
    new: &StakingState,
    places: &Places,
    buckets: &[BucketThen],
    nfts: &[NftThen],
) -> Vec<DelegateThen> {
    let places_before = Places::of(old);
    let native = buckets.iter().flat_map(|b| [&b.before, &b.bucket]);
    let voted: BTreeSet<Address> = native
        .chain(nfts.iter().flat_map(|b| [&b.before, &b.bucket]))
        .flatten()
        .map(|b| b.candidate)
        .collect();
    let moved = |c: &&Candidate| old.candidates.get(&c.id).is_none_or(|old| old.votes != c.votes);
    let mut list: Vec<DelegateThen> = new
        .candidates
        .values()
        .filter(|c| moved(c) || voted.contains(&c.id))
        .filter_map(|c| {
            Some(DelegateThen {
                id: c.id,
                name: c.name.clone(),
                votes_before: old.candidates.get(&c.id).map(|old| old.votes),
                votes: c.votes,
                place_before: places_before.of_candidate(c.id),
                place: places.of_candidate(c.id)?,
            })
        })
        .collect();
    list.sort_by_key(|d| d.place);
    list
}
