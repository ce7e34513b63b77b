//! What a bucket's owner may do with it at a moment, and for what may not be done the rule and when it no longer
//! forbids.

use serde::{Deserialize, Serialize};

use super::{Clock, Leaving, lifecycle};
use crate::{
    Address, Amount, Bucket, Candidate, Context, Days, Effects, Ledger, NativeAction, Refusal, Remedy, Step, Timestamp,
    actions::{ChangeCandidate, Deposit, Endorse, IntendRevoke, MigrateStake, Restake, Revoke, TransferStake},
};

/// What an owner can want of a native bucket, in the order of a menu.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "see BucketAction::word and the actions' own documentation")]
pub enum BucketAction {
    Deposit,
    Extend,
    Lock,
    Unlock,
    ChangeDelegate,
    Transfer,
    Unstake,
    Withdraw,
    Migrate,
    Endorse,
    IntendRevoke,
    Revoke,
}

impl BucketAction {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Deposit,
        Self::Extend,
        Self::Lock,
        Self::Unlock,
        Self::ChangeDelegate,
        Self::Transfer,
        Self::Unstake,
        Self::Withdraw,
        Self::Migrate,
        Self::Endorse,
        Self::IntendRevoke,
        Self::Revoke,
    ];

    /// A few words, for a button.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deposit => "Deposit",
            Self::Extend => "Extend",
            Self::Lock => "Lock",
            Self::Unlock => "Unlock",
            Self::ChangeDelegate => "Change delegate",
            Self::Transfer => "Transfer",
            Self::Unstake => "Unstake",
            Self::Withdraw => "Withdraw",
            Self::Migrate => "Turn into an NFT",
            Self::Endorse => "Endorse",
            Self::IntendRevoke => "Ask to revoke",
            Self::Revoke => "Revoke",
        }
    }

    /// The step of leaving that it is, if it is one.
    const fn step(self) -> Option<Step> {
        match self {
            Self::Unlock => Some(Step::Unlock),
            Self::Unstake => Some(Step::Unstake),
            Self::Withdraw => Some(Step::Withdraw),
            _ => None,
        }
    }

    /// The action with the least that it can be done with, and what it needs beside the bucket: a delegate to move to.
    fn probe(self, bucket: &Bucket, other: Option<&Candidate>) -> NativeAction {
        let (index, payload) = (bucket.id.index, Vec::new());
        let restake = |duration, locked| Restake {
            bucket: index,
            duration,
            locked,
            payload: Vec::new(),
        };
        match self {
            Self::Deposit => Deposit {
                bucket: index,
                amount: Amount::from_rau(1),
                payload,
            }
            .into(),
            Self::Extend => restake(Days(bucket.duration.0.saturating_add(1)), bucket.locked).into(),
            Self::Lock => restake(bucket.duration, true).into(),
            Self::Unlock => Step::Unlock.action(bucket),
            Self::ChangeDelegate => ChangeCandidate {
                bucket: index,
                candidate: other.map_or_else(String::new, |c| c.name.clone()),
                payload,
            }
            .into(),
            Self::Transfer => TransferStake {
                bucket: index,
                to: another(bucket.owner),
                payload,
            }
            .into(),
            Self::Unstake => Step::Unstake.action(bucket),
            Self::Withdraw => Step::Withdraw.action(bucket),
            Self::Migrate => MigrateStake { bucket: index }.into(),
            Self::Endorse => Endorse { bucket: index }.into(),
            Self::IntendRevoke => IntendRevoke { bucket: index }.into(),
            Self::Revoke => Revoke { bucket: index }.into(),
        }
    }
}

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

/// What the owner of a native bucket may do with it in the next block. An action that has no object, as unlocking what
/// is not locked, is left out. Whether the owner can pay is the review's business.
pub fn legality(bucket: &Bucket, candidates: &[&Candidate], clock: &Clock) -> Vec<Legality> {
    if bucket.id.contract.is_some() {
        return Vec::new();
    }
    let other = candidates.iter().copied().find(|c| c.id != bucket.candidate);
    let ledger = {
        let mut ledger = alone(bucket, candidates.iter().copied());
        if let Some(other) = other {
            ledger.staking.candidates.insert(other.id, other.clone());
        }
        ledger
    };
    let leaving = lifecycle(bucket, candidates.iter().copied(), clock, clock.now).leaving;
    let has_object = |action: &BucketAction| match action {
        BucketAction::Lock => !bucket.locked,
        BucketAction::Unlock => bucket.locked,
        _ => true,
    };
    let decide = |action: BucketAction| {
        let refusal = check(&action.probe(bucket, other), bucket, &ledger, clock).err();
        let possible = refusal
            .as_ref()
            .and_then(|r| possible(action, bucket, r, &leaving, clock));
        Legality {
            action,
            refusal,
            possible,
        }
    };
    BucketAction::ALL.into_iter().filter(has_object).map(decide).collect()
}

fn check(action: &NativeAction, bucket: &Bucket, ledger: &Ledger, clock: &Clock) -> Result<(), Refusal> {
    let ctx = Context {
        params: clock.params,
        caller: bucket.owner,
        balance: Amount::MAX,
        fee: Amount::ZERO,
        height: clock.height_at(clock.now),
        now: clock.now,
    };
    action.admit(&clock.params.staking)?;
    action.apply(&mut ledger.clone(), &ctx, &mut Effects::default())
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

/// A ledger with this bucket and the candidates that have to do with it.
pub(crate) fn alone<'a>(bucket: &Bucket, candidates: impl IntoIterator<Item = &'a Candidate>) -> Ledger {
    let mut ledger = Ledger::default();
    let index = Some(bucket.id.index);
    let concerned = |c: &&Candidate| c.id == bucket.candidate || c.self_stake_bucket == index;
    ledger.staking.candidates = candidates
        .into_iter()
        .filter(concerned)
        .map(|c| (c.id, c.clone()))
        .collect();
    ledger.staking.insert_bucket(bucket.clone());
    ledger
}

/// Some account that is not this one.
fn another(owner: Address) -> Address {
    let mut bytes = *owner.as_bytes();
    bytes[0] ^= 1;
    Address::from_bytes(bytes)
}
