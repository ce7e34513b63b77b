//! What a bucket's owner may do with it at a moment, and for what may not be done the rule and when it no longer
//! forbids.

use serde::{Deserialize, Serialize};

use super::{Clock, Leaving, alone::alone, lifecycle::lifecycle_in};
use crate::{
    Action, Address, Amount, Bucket, BucketId, Candidate, Context, ContractVersion, Days, Endorsement, Ledger,
    NetworkParams, Refusal, Remedy, StakingContract, Step, Timestamp,
    actions::nft::Term,
    carry_out,
    menu::{Answers, BucketAction},
};

/// When what is refused now becomes legal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Possible {
    /// At the earliest.
    pub at: Timestamp,
    /// Taken before it, each as soon as it is legal.
    pub after: Vec<Step>,
}

/// Whether an action may be done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Legality {
    /// Which.
    pub action: BucketAction,
    /// The rule that forbids it; none when it is legal.
    pub refusal: Option<Refusal>,
    /// When it becomes legal, where waiting and the steps before it are all it takes.
    pub possible: Option<Possible>,
}

/// What the owner of a bucket may do with it in the next block. An action that has no object, as unlocking what is not
/// locked, is left out. Whether the owner can pay is the review's business. Of a bucket NFT nothing is known here but
/// itself: [`legality_in`] knows more.
pub fn legality(bucket: &Bucket, candidates: &[&Candidate], clock: &Clock) -> Vec<Legality> {
    let mut ledger = alone(bucket, candidates.iter().copied(), clock.params);
    if let Some(other) = candidates.iter().find(|c| c.id != bucket.candidate) {
        ledger.staking.candidates.insert(other.id, (*other).clone());
    }
    legality_in(bucket.id, &ledger, clock)
}

/// The same for a bucket of `ledger`, which holds the candidates and, for a bucket NFT, the contracts' books with the
/// owner's other buckets. Empty where there is no such bucket.
pub fn legality_in(id: BucketId, ledger: &Ledger, clock: &Clock) -> Vec<Legality> {
    let Some(bucket) = ledger.bucket(id) else {
        return Vec::new();
    };
    let leaving = lifecycle_in(id, ledger, clock, clock.now).map(|life| life.leaving);
    let decide = |action: BucketAction| {
        let refusal = match probe(action, &bucket, ledger, clock.params) {
            Some(probe) => attempt(&probe, ledger, &clock.context(bucket.owner)).err(),
            None => None,
        };
        let possible = refusal
            .as_ref()
            .zip(leaving.as_ref())
            .and_then(|(r, leaving)| possible(action, &bucket, r, leaving, clock));
        Legality {
            action,
            refusal,
            possible,
        }
    };
    menu(&bucket, ledger, clock.params).into_iter().map(decide).collect()
}

/// Whether anything is to be done in the next block where `wanted` is wanted of several buckets
/// ([`BucketAction::of_selected`]): as soon as one of them allows it.
///
/// # Errors
/// The rule that forbids it to the first of them that it concerns; none where it concerns none of them, as locking what is
/// locked. Buckets that `ledger` does not have do not count.
pub fn legality_of_selected(
    wanted: BucketAction,
    buckets: &[BucketId],
    ledger: &Ledger,
    clock: &Clock,
) -> Result<(), Option<Refusal>> {
    let mut first = None;
    for bucket in buckets.iter().filter_map(|id| ledger.bucket(*id)) {
        let Some(action) = wanted.for_one_of_several(bucket.id.contract.is_some()) else {
            continue;
        };
        if !menu(&bucket, ledger, clock.params).contains(&action) {
            continue;
        }
        let probe = probe(action, &bucket, ledger, clock.params);
        match probe.map_or(Ok(()), |probe| {
            attempt(&probe, ledger, &clock.context(bucket.owner)).map(drop)
        }) {
            Ok(()) => return Ok(()),
            Err(refusal) => first = first.or(Some(refusal)),
        }
    }
    Err(first)
}

/// What an action leaves when it is done as the review does it ([`Clock::context`]).
///
/// # Errors
/// The rule that forbids it.
pub fn attempt(action: &Action, ledger: &Ledger, ctx: &Context) -> Result<Ledger, Refusal> {
    let mut after = ledger.clone();
    carry_out(action, &mut after, ctx)?;
    Ok(after)
}

/// The actions that have an object. Where no contract is known, no bucket becomes an NFT.
fn menu(bucket: &Bucket, ledger: &Ledger, params: &NetworkParams) -> Vec<BucketAction> {
    let Some(contract) = bucket.id.contract else {
        let has_object = |action: &BucketAction| match action {
            BucketAction::Lock => !bucket.locked,
            BucketAction::Unlock => bucket.locked,
            BucketAction::Migrate => params.staking_contract(ContractVersion::V3).is_some(),
            // While the wait for the end runs, to ask again would begin it anew.
            BucketAction::IntendRevoke => {
                let asked = matches!(bucket.endorsement, Endorsement::RevocableFrom(_));
                !(asked && ledger.staking.is_self_stake(bucket))
            }
            _ => true,
        };
        return BucketAction::NATIVE.into_iter().filter(has_object).collect();
    };
    let second = ledger.version_of(contract) == Some(ContractVersion::V2);
    let allowed = ledger
        .contracts
        .get(&contract)
        .and_then(|c| c.approved(bucket.id.index));
    let allowed = allowed.is_some() && allowed == ledger.contract_of_version(ContractVersion::V3);
    let has_object = |action: &BucketAction| match action {
        BucketAction::Lock => !bucket.locked,
        BucketAction::Unlock => bucket.locked,
        BucketAction::Allow => second && !allowed,
        BucketAction::ToThird => second,
        _ => true,
    };
    BucketAction::NFT.into_iter().filter(has_object).collect()
}

/// The action with the least that it can be done with; none where nothing is known that it could be done with.
fn probe(action: BucketAction, bucket: &Bucket, ledger: &Ledger, params: &NetworkParams) -> Option<Action> {
    let term = match (action, Term::of(bucket)) {
        (BucketAction::Extend, Term::Days(days)) => Term::Days(Days(days.0.saturating_add(1))),
        (_, term) => term,
    };
    let amount = match action {
        BucketAction::Expand => Amount::ZERO,
        _ => Amount::from_rau(1),
    };
    let delegates = ledger.staking.candidates.values();
    let other = delegates
        .filter(|c| c.id != bucket.candidate)
        .map(|c| (c.id, c.name.clone()));
    let mut told = Answers {
        amount: Some(amount),
        term: Some(term),
        // A native action names a delegate; where none is known, it names nobody.
        delegate: other.into_iter().next().or(Some((bucket.candidate, String::new()))),
        to: Some(another(bucket.owner)),
        others: Vec::new(),
    };
    if action == BucketAction::Merge
        && let Some(kin) = mergeable(bucket, ledger).first()
    {
        told.term = Some(term.longer(Term::of(kin)));
        told.others = vec![kin.id.index];
    }
    action.action(bucket, params, &told)
}

/// The owner's other buckets that can be merged with one: of the same contract, and not unstaked.
pub fn mergeable(bucket: &Bucket, ledger: &Ledger) -> Vec<Bucket> {
    let book = bucket.id.contract.and_then(|at| ledger.contracts.get(&at));
    let kin = book.into_iter().flat_map(StakingContract::buckets);
    kin.filter(|b| b.owner == bucket.owner && b.id != bucket.id && !b.is_unstaked())
        .collect()
}

fn possible(
    action: BucketAction,
    bucket: &Bucket,
    refusal: &Refusal,
    leaving: &Leaving,
    clock: &Clock,
) -> Option<Possible> {
    let alone = |at| Possible { at, after: Vec::new() };
    match refusal.remedy {
        Remedy::At(at) => Some(alone(at)),
        Remedy::FromHeight(height) => Some(alone(clock.time_of(height))),
        Remedy::Never => {
            let step = action.step()?;
            let at = leaving.when(step)?;
            let before = Step::ahead(bucket).iter().copied().take_while(|s| *s != step);
            Some(Possible {
                at,
                after: before.collect(),
            })
        }
    }
}

/// Some account that is not this one.
fn another(owner: Address) -> Address {
    let mut bytes = *owner.as_bytes();
    bytes[0] ^= 1;
    Address::from_bytes(bytes)
}
