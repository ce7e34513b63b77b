//! Endorsement: a voter lends a bucket to a delegate as its self-stake, and takes it back.

use serde::{Deserialize, Serialize};

use super::super::{
    Rules,
    nft::Term,
    words::{bucket, delegate},
};
use crate::{
    Address, Amount, Bucket, Candidate, Context, Effects, Endorsement, Event, Exit, Fork, Height, Ledger, Phrase,
    Refusal, Rule, Touch, grouped, phrase, word,
};

/// `CandidateDeactivationRequested(address indexed candidate)`.
pub(super) const EXIT_REQUESTED: [u8; 32] = [
    0x7a, 0x4a, 0x19, 0x8c, 0x1b, 0xb5, 0x59, 0xfe, 0x6d, 0xcb, 0x5f, 0x55, 0x9a, 0x85, 0x60, 0xdd, 0xc2, 0xd4, 0x30,
    0x58, 0x43, 0xca, 0xfa, 0xde, 0xb6, 0x7c, 0x93, 0x41, 0xd1, 0x4a, 0x2b, 0xa0,
];
const LOG_NAME: &str = "candidateEndorsementWithOp";

macro_rules! bucket_action {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            /// The native bucket's index.
            pub bucket: u64,
        }
    };
}

bucket_action! {
    /// Endorse the delegate that the bucket votes for.
    Endorse
}
bucket_action! {
    /// Ask for the end of an endorsement; if the delegate uses it, a waiting time begins.
    IntendRevoke
}
bucket_action! {
    /// End an endorsement whose waiting time is over.
    Revoke
}

/// What all three do first: name the log, find the bucket and its delegate.
fn open<'a>(index: u64, op: u32, ledger: &'a Ledger, effects: &mut Effects) -> Result<&'a Bucket, Refusal> {
    effects.name(LOG_NAME);
    let bucket = ledger.staking.bucket(index)?;
    ledger.staking.candidate(bucket.candidate)?;
    effects.index(index);
    effects.address(bucket.candidate);
    effects.topic(&op.to_be_bytes());
    Ok(bucket)
}

fn require_owner(bucket: &Bucket, ctx: &Context) -> Result<(), Refusal> {
    if bucket.owner == ctx.caller {
        Ok(())
    } else {
        Err(Rule::BucketOwner.into())
    }
}

fn set(ledger: &mut Ledger, index: u64, endorsement: Endorsement) {
    if let Some(bucket) = ledger.staking.buckets.get_mut(&index) {
        bucket.endorsement = endorsement;
    }
}

impl Rules for Endorse {
    fn method(&self) -> &'static str {
        "endorseCandidate"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        let bucket = open(self.bucket, 1, ledger, effects)?;
        require_owner(bucket, ctx)?;
        if bucket.amount < ctx.params.staking.min_self_stake {
            return Err(Rule::SelfStakeAmount.into());
        }
        if bucket.is_unstaked() {
            return Err(Rule::AlreadyUnstaked.into());
        }
        if ledger.staking.is_self_stake(bucket) {
            return Err(Rule::SelfStake.into());
        }
        if bucket.endorsement != Endorsement::None {
            return Err(Rule::Endorsing.into());
        }
        set(ledger, self.bucket, Endorsement::Endorsed);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        let (what, name) = (bucket(self.bucket, ledger), endorsed(self.bucket, ledger));
        phrase!(
            "Endorse {} with {}: it may use the bucket as its self-stake.",
            &name,
            &what
        )
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Bucket(self.bucket)]
    }
}

impl Rules for IntendRevoke {
    fn method(&self) -> &'static str {
        "intentToRevokeEndorsement"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        let bucket = open(self.bucket, 2, ledger, effects)?;
        require_owner(bucket, ctx)?;
        if !bucket.endorsement.is_binding(ctx.height) {
            return Err(Rule::NotEndorsed.into());
        }
        let wait = if ledger.staking.is_self_stake(bucket) {
            ctx.params.staking.endorsement_wait
        } else {
            0
        };
        set(
            ledger,
            self.bucket,
            Endorsement::RevocableFrom(Height(ctx.height.0.saturating_add(wait))),
        );
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let (what, name) = (bucket(self.bucket, ledger), endorsed(self.bucket, ledger));
        let asked = match is_waiting(self.bucket, ledger, ctx) {
            Some(from) => phrase!(
                " It was asked for before, and could be revoked from block {}.",
                grouped(from.0)
            ),
            None => Phrase::default(),
        };
        let then = match used_by(self.bucket, ledger) {
            Some(_) => {
                let wait = Term::Blocks(ctx.params.staking.endorsement_wait).with_days(ctx.params.block_millis);
                phrase!("{} uses the bucket, so it can be revoked {} from now on.", &name, wait)
            }
            None => "It can be revoked at once.".into(),
        };
        phrase!(
            "Ask for the end of the endorsement of {} by {}.{} {}",
            &name,
            &what,
            asked,
            then
        )
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Bucket(self.bucket)]
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let begins_anew = used_by(self.bucket, ledger).and(is_waiting(self.bucket, ledger, ctx));
        begins_anew.map(|_| Rule::RevokeWaitRestarts).into_iter().collect()
    }
}

impl Rules for Revoke {
    fn method(&self) -> &'static str {
        "revokeEndorsement"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        let bucket = open(self.bucket, 3, ledger, effects)?;
        require_owner(bucket, ctx)?;
        if !bucket.endorsement.is_revocable(ctx.height) {
            return Err(match bucket.endorsement {
                Endorsement::RevocableFrom(height) => Refusal::below(Rule::RevokeEarly, height),
                _ => Rule::RevokeEarly.into(),
            });
        }
        let candidate = ledger.staking.candidate(bucket.candidate)?;
        if candidate.self_stake_bucket == Some(self.bucket) {
            let (id, owner) = (candidate.id, candidate.owner);
            if ctx.params.at(Fork::Yap, ctx.height) {
                if candidate.exit == Exit::None {
                    effects.events.push(exit_requested(id));
                    return request_exit(ledger, owner);
                }
                leave(ledger, id, ctx.height)?;
            } else {
                clear_self_stake(ledger, id);
            }
        }
        set(ledger, self.bucket, Endorsement::None);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let (what, name) = (bucket(self.bucket, ledger), endorsed(self.bucket, ledger));
        match Ends::of(self.bucket, ledger, ctx) {
            Ends::AtOnce => phrase!("End the endorsement of {} by {}.", &name, &what),
            Ends::WithExit => phrase!(
                "End the endorsement of {} by {}, which is its self-stake: it leaves the election with that.",
                &name,
                &what
            ),
            Ends::Later => phrase!(
                "Send {} into the exit queue: {} is its self-stake. The endorsement ends when you revoke it a \
                 second time, after its exit is ready.",
                &name,
                &what
            ),
        }
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Bucket(self.bucket)]
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        match Ends::of(self.bucket, ledger, ctx) {
            Ends::AtOnce => Vec::new(),
            Ends::WithExit => vec![Rule::RevokeLeaves],
            Ends::Later => vec![Rule::RevokeStartsExit],
        }
    }
}

/// What revoking does, where the endorsement's wait is over.
enum Ends {
    /// Nobody uses the bucket: it is free.
    AtOnce,
    /// It is free, and the delegate that used it has no self-stake any more.
    WithExit,
    /// The delegate that uses it only begins to leave.
    Later,
}

impl Ends {
    fn of(index: u64, ledger: &Ledger, ctx: &Context) -> Self {
        match used_by(index, ledger) {
            None => Self::AtOnce,
            Some(candidate) if candidate.exit == Exit::None && ctx.params.at(Fork::Yap, ctx.height) => Self::Later,
            Some(_) => Self::WithExit,
        }
    }
}

/// The delegate that the bucket votes for, by name.
fn endorsed(index: u64, ledger: &Ledger) -> Phrase {
    let bucket = ledger.staking.buckets.get(&index);
    bucket.map_or_else(|| "its delegate".into(), |bucket| delegate(bucket.candidate, ledger))
}

/// The delegate whose self-stake the bucket is.
fn used_by(index: u64, ledger: &Ledger) -> Option<&Candidate> {
    let bucket = ledger.staking.buckets.get(&index)?;
    let candidate = ledger.staking.candidates.get(&bucket.candidate)?;
    (candidate.self_stake_bucket == Some(index)).then_some(candidate)
}

/// From which block on it can be revoked, while the wait for that is under way.
fn is_waiting(index: u64, ledger: &Ledger, ctx: &Context) -> Option<Height> {
    match ledger.staking.buckets.get(&index)?.endorsement {
        Endorsement::RevocableFrom(from) if ctx.height < from => Some(from),
        _ => None,
    }
}

pub(super) fn exit_requested(candidate: Address) -> Event {
    Event {
        topics: vec![EXIT_REQUESTED, word::address(candidate)],
        data: Vec::new(),
    }
}

/// Puts the owner's delegate into the exit queue.
pub(super) fn request_exit(ledger: &mut Ledger, owner: Address) -> Result<(), Refusal> {
    let candidate = ledger.staking.candidates.values_mut().find(|c| c.owner == owner);
    let candidate = candidate.ok_or(Refusal::from(Rule::CandidateExists))?;
    if candidate.exit != Exit::None {
        return Err(Rule::ExitRequested.into());
    }
    candidate.exit = Exit::Requested;
    Ok(())
}

/// Takes a delegate whose exit is due out of the election: its self-stake becomes an ordinary bucket.
pub(super) fn leave(ledger: &mut Ledger, id: Address, height: Height) -> Result<(), Refusal> {
    match ledger.staking.candidate(id)?.exit {
        Exit::ScheduledAt(ready) if ready <= height => {}
        Exit::ScheduledAt(ready) => return Err(Refusal::below(Rule::ExitNotReady, ready)),
        Exit::None | Exit::Requested => return Err(Rule::ExitNotReady.into()),
    }
    clear_self_stake(ledger, id);
    if let Some(c) = ledger.staking.candidates.get_mut(&id) {
        c.exit = Exit::None;
    }
    Ok(())
}

fn clear_self_stake(ledger: &mut Ledger, id: Address) {
    let staking = &mut ledger.staking;
    let index = staking.candidates.get(&id).and_then(|c| c.self_stake_bucket);
    if let Some(bucket) = index.and_then(|i| staking.buckets.get(&i)) {
        let (own, plain) = (bucket.weight(true), bucket.weight(false));
        staking.revote(id, own, plain);
    }
    if let Some(c) = staking.candidates.get_mut(&id) {
        c.self_stake = Amount::ZERO;
        c.self_stake_bucket = None;
    }
}
