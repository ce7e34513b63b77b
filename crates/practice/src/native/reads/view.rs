//! What reads are answered from, and how one is refused.

use ballast_domain::{Address, Height, Ledger, NetworkParams, StakingState, Votes};

use super::super::abi::Malformed;
use crate::{error::RpcError, world::Elections};

/// What reads are answered from.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub params: &'a NetworkParams,
    pub tip: u64,
    pub ledger: &'a Ledger,
    /// What lists are answered from: the state itself, or that of the epoch's start where the index is on.
    pub lists: &'a StakingState,
    pub elections: &'a Elections,
    /// Whether the node is of a release that reads what Zanzibar brings, whichever height the fork has.
    pub knows_zanzibar: bool,
}

impl View<'_> {
    /// The votes from contract buckets that a candidate's own count lacks.
    pub fn votes_apart(&self, candidate: Address) -> Votes {
        self.ledger.votes_apart(candidate, self.params, Height(self.tip))
    }
}

/// Why a read failed.
pub(super) enum ReadError {
    /// No read has this selector.
    Unknown,
    /// The arguments cannot be read.
    Arguments,
    /// The node's own words.
    Refused(RpcError),
}

impl From<Malformed> for ReadError {
    fn from(_: Malformed) -> Self {
        Self::Arguments
    }
}
