//! `eth_call` to a native protocol: which protocol answers, and how a read is refused.

use ballast_domain::{Address, Ledger, NetworkParams, StakingState};
use ethers_core::abi::{self, Token};

use super::{abi::Malformed, poll, rewarding, rolldpos, staking};
use crate::{chain::Elections, error::RpcError};

/// What reads are answered from.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub params: &'a NetworkParams,
    pub tip: u64,
    pub ledger: &'a Ledger,
    /// What lists are answered from: the state itself, or that of the epoch's start where the index is on.
    pub lists: &'a StakingState,
    pub elections: &'a Elections,
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

/// Answers a call to `to`; `None` where that is no protocol with reads.
pub(crate) fn read(view: &View, to: Address, data: &[u8]) -> Option<Result<Vec<u8>, RpcError>> {
    let protocol: fn(&View, u32, &[u8]) -> Result<Vec<Token>, ReadError> = match to {
        Address::STAKING => staking::read,
        Address::REWARDING => rewarding::read,
        Address::POLL => poll::read,
        Address::ROLLDPOS => rolldpos::read,
        _ => return None,
    };
    let indexed = matches!(to, Address::POLL | Address::ROLLDPOS);
    let Some(method) = super::abi::selector(data) else {
        let length = data.len();
        return Some(Err(RpcError::plain(match indexed {
            true => format!("invalid call data length: {length}"),
            false => "invalid call binary data".to_owned(),
        })));
    };
    Some(protocol(view, method, &data[4..]).map(|tokens| abi::encode(&tokens)).map_err(|error| match error {
        ReadError::Refused(error) => error,
        ReadError::Unknown if indexed => RpcError::plain(format!(
            "failed to get method by id {method:08x}: no method with id: 0x{method:08x}"
        )),
        ReadError::Unknown => RpcError::plain("invalid call sig"),
        ReadError::Arguments if data.len() == 4 => {
            RpcError::plain("abi: attempting to unmarshal an empty string while arguments are expected")
        }
        ReadError::Arguments => RpcError::plain(format!(
            "abi: cannot marshal in to go type: length insufficient {} require 32",
            data.len() - 4
        )),
    }))
}
