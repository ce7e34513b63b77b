//! What the owner or operator of a delegate sees.

use ballast_domain::{Address, Amount, BlsKey, Bucket, Days, Refusal, Snapshot, Standing, Timestamp};
use serde::{Deserialize, Serialize};

use crate::DelegateRow;

/// What can be done with a delegate, in the order of a menu.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Deed {
    /// Change its registration, or its BLS key alone.
    Update,
    /// Name its self-stake bucket.
    Activate,
    /// Claim what its reward address was granted.
    Claim,
    /// Give it to another owner.
    Give,
    /// Ask for a slot in the exit queue.
    RequestExit,
    /// Leave, once the slot has come.
    ConfirmExit,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Update,
        Self::Activate,
        Self::Claim,
        Self::Give,
        Self::RequestExit,
        Self::ConfirmExit,
    ];

    /// A few words, for a button.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Update => "Change the registration",
            Self::Activate => "Name the self-stake",
            Self::Claim => "Claim rewards",
            Self::Give => "Give to another owner",
            Self::RequestExit => "Ask to leave",
            Self::ConfirmExit => "Leave",
        }
    }

    /// Its name in addresses and tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Activate => "activate",
            Self::Claim => "claim",
            Self::Give => "give",
            Self::RequestExit => "request-exit",
            Self::ConfirmExit => "confirm-exit",
        }
    }
}

/// Whether a deed may be done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeedView {
    /// Which.
    pub deed: Deed,
    /// The rule that forbids it; none when it is legal.
    pub refusal: Option<Refusal>,
    /// When it becomes legal, at the network's pace, where waiting is all it takes.
    pub possible: Option<Timestamp>,
}

/// A stake that would bring the votes that are missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Way {
    /// The least whole IOTX.
    pub amount: Amount,
    /// For how long; none for a deposit into the self-stake, as long as that runs.
    pub duration: Option<Days>,
    /// With stake-lock.
    pub locked: bool,
}

/// A delegate that an account of the wallet owns or operates.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnDelegate {
    /// The account.
    pub account: Address,
    /// Whether the account owns it; an operator may change its BLS key and nothing else.
    pub owned: bool,
    /// Its figures.
    pub row: DelegateRow,
    /// Its BLS key; none where it has none.
    pub bls_key: Option<BlsKey>,
    /// Against the election's thresholds.
    pub standing: Standing,
    /// What would bring the votes that it lacks; empty where it lacks none.
    pub ways: Vec<Way>,
    /// Its self-stake bucket; none where it has none, or the node does not say.
    pub self_stake: Option<Bucket>,
    /// Buckets that it could name as its self-stake.
    pub suitable: Vec<Bucket>,
    /// When it may leave, at the network's pace; none while it has no slot.
    pub leaves: Option<Timestamp>,
    /// What its reward address can claim; none when the node does not say.
    pub unclaimed: Option<Amount>,
    /// What can be done with it.
    pub deeds: Vec<DeedView>,
}

/// The delegates of the wallet's accounts.
pub type OwnDelegates = Snapshot<Vec<OwnDelegate>>;

/// The public key in a BLS key's file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlsKeyView {
    /// The public key.
    pub key: BlsKey,
    /// Whether the file holds the private key in the clear.
    pub holds_secret: bool,
}
