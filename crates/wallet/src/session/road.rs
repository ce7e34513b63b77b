//! The session's part about the road: what may still be approved, and what is on its way.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::{Arc, Mutex},
};

use ballast_api::{BatchProposal, Failure, Whole};
use ballast_domain::{Amount, Phrase, Proposal};
use tokio::sync::Notify;

/// The session's part about the road.
#[derive(Default)]
pub(crate) struct Road {
    /// Proposals that may still be approved, by id.
    pub(crate) proposals: Mutex<HashMap<String, Proposal>>,
    /// Batches that may still be approved, by id.
    pub(crate) batches: Mutex<HashMap<String, BatchProposal>>,
    /// Held from choosing a nonce until the submission is written, so that no nonce is used twice.
    pub(crate) signing: tokio::sync::Mutex<()>,
    /// Held while a signed submission is sent or dropped, so that it is one or the other.
    pub(crate) sending: tokio::sync::Mutex<()>,
    /// Submissions that surely no node has yet: written since the session began, and every attempt to send them ended
    /// before they left, or with a node's own refusal.
    pub(crate) unsent: Mutex<HashSet<String>>,
    /// Why submissions wait for so long, by id.
    pub(crate) stuck: Mutex<HashMap<String, Phrase>>,
    /// The missing nonces that submissions wait for, by id.
    pub(crate) gaps: Mutex<HashMap<String, u64>>,
    /// Why what became of submissions cannot be written, by id.
    pub(crate) unwritten: Mutex<HashMap<String, Failure>>,
    /// The most that a transaction may cost, where the person chose it; see `ballast_domain::price::fee_limit`.
    pub(crate) fee_limit: Mutex<Option<Amount>>,
    /// Batches and sequences of which something ended that the windows were not told of yet.
    pub(crate) counted: Mutex<BTreeSet<Whole>>,
    /// Wakes the tracker.
    pub(crate) sent: Arc<Notify>,
}
