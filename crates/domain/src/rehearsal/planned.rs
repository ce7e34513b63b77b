//! What a rehearsal is asked, where it starts, and what it says of each action.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Clock;
use crate::{Address, Amount, Bucket, Height, Intent, Ledger, Refusal, Rule, Timestamp};

/// An intent, and when it is carried out.
///
/// As JSON the moment stands beside the intent's own fields.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Planned {
    /// What is past happens in the next block.
    #[serde(default)]
    pub at: Timestamp,
    /// What is done.
    #[serde(flatten)]
    pub intent: Intent,
}

/// What an action costs beside the money it moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    /// What it will cost at today's price; this is taken from the balance.
    pub fee: Amount,
    /// What it can cost at most; this has to be there.
    pub max: Amount,
}

/// Where a rehearsal starts: the chain as it stands.
#[derive(Clone, Debug)]
pub struct Start<'a> {
    /// The newest block, and how time goes on.
    pub clock: Clock<'a>,
    /// Candidates, and the buckets of the accounts and of the actions.
    pub ledger: &'a Ledger,
    /// What each account that acts holds; one that is missing holds nothing.
    pub balances: BTreeMap<Address, Amount>,
}

/// What became of a planned action.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rehearsed {
    /// What was planned, at the moment it happens: not before the next block.
    pub planned: Planned,
    /// About which block that is.
    pub height: Height,
    /// The whole of it in one sentence, as the review would say it then.
    pub sentence: String,
    /// The rule that forbids it then; it is not done.
    pub refusal: Option<Refusal>,
    /// What may be regretted.
    pub cautions: Vec<Rule>,
    /// The native bucket that it concerns or makes. The number of one that it makes is the chain's next, and another's
    /// if somebody else stakes first.
    pub bucket: Option<u64>,
    /// The bucket NFT that it turns a bucket into; its id is the contract's to say.
    pub minted: Option<Bucket>,
    /// What it costs; nothing when it is refused.
    pub fee: Amount,
    /// What its account holds before it.
    pub before: Amount,
    /// What its account holds after it.
    pub after: Amount,
}
