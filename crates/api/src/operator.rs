//! What the owner or operator of a delegate sees.

use ballast_domain::{
    Address, Amount, BlsKey, BlsProof, Bucket, Days, Refusal, Snapshot, Standing, Timestamp, menu::DelegateAction,
};
use serde::{Deserialize, Serialize};

use crate::{DelegateRow, OwnPayout};

/// Whether something may be done with a delegate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeedView {
    /// Which.
    pub deed: DelegateAction,
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
    /// How it pays its voters; none where the node is too old to say, or did not.
    #[serde(default)]
    pub pays: Option<OwnPayout>,
    /// What can be done with it.
    pub deeds: Vec<DeedView>,
}

/// The delegates of the wallet's accounts.
pub type OwnDelegates = Snapshot<Vec<OwnDelegate>>;

/// What a BLS key's file gives.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlsKeyView {
    /// The public key.
    pub key: BlsKey,
    /// Whether the file holds the private key in the clear.
    pub holds_secret: bool,
    /// The proof of possession for the delegate that was asked for; none where none was, or the private key is not there.
    pub proof: Option<BlsProof>,
}
