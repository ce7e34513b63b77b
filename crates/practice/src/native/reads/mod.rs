//! `eth_call` to a native protocol: which protocol answers, and how a read is refused.

mod contract_buckets;
mod poll;
mod rewarding;
mod rolldpos;
mod staking;
mod view;
mod voters;

use ballast_domain::Address;
use ethers_core::abi::{self, Token};

use self::view::ReadError;
pub(crate) use self::view::View;
use super::abi::selector;
use crate::error::RpcError;

/// A protocol's reads: the answer to a method with arguments.
type Protocol = fn(&View, u32, &[u8]) -> Result<Vec<Token>, ReadError>;

/// What became of a call to a native protocol.
pub(crate) enum Read {
    /// It is no read: nothing was looked up.
    NotUnderstood(RpcError),
    /// It is one, and this is the answer.
    Answered(Result<Vec<u8>, RpcError>),
}

/// Answers a call to `to`; `None` where that is no protocol with reads.
pub(crate) fn read(view: &View, to: Address, data: &[u8]) -> Option<Read> {
    let protocol: Protocol = match to {
        Address::STAKING => staking::read,
        Address::REWARDING => rewarding::read,
        Address::POLL => poll::read,
        Address::ROLLDPOS => rolldpos::read,
        _ => return None,
    };
    let indexed = matches!(to, Address::POLL | Address::ROLLDPOS);
    let refuse = |message: String| Read::NotUnderstood(RpcError::plain(message));
    let Some(method) = selector(data) else {
        return Some(refuse(match indexed {
            true => format!("invalid call data length: {}", data.len()),
            false => "invalid call binary data".to_owned(),
        }));
    };
    Some(match protocol(view, method, &data[4..]) {
        Ok(tokens) => Read::Answered(Ok(abi::encode(&tokens))),
        Err(ReadError::Refused(error)) => Read::Answered(Err(error)),
        Err(ReadError::Unknown) if indexed => refuse(format!(
            "failed to get method by id {method:08x}: no method with id: 0x{method:08x}"
        )),
        Err(ReadError::Unknown) => refuse("invalid call sig".to_owned()),
        // The node tries the four versions of the staking reads one after another, and tells of the last only.
        Err(ReadError::Arguments) if to == Address::STAKING => refuse("invalid call sig".to_owned()),
        Err(ReadError::Arguments) if data.len() == 4 => {
            refuse("abi: attempting to unmarshal an empty string while arguments are expected".to_owned())
        }
        Err(ReadError::Arguments) => {
            let length = data.len() - 4;
            refuse(format!(
                "abi: cannot marshal in to go type: length insufficient {length} require 32"
            ))
        }
    })
}
