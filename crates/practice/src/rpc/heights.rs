//! Which block a request means.

use ballast_domain::Hash;
use serde_json::Value;

use super::params::{number, text};
use crate::{chain::Chain, error::RpcError};

/// What a request asks the state of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum At {
    /// Now.
    Tip,
    /// After the block of this height.
    Height(u64),
}

/// A tag or number as requests for blocks and logs have it. The two tags of what is final are there since release 2.5
/// (recordings 01 and 18).
pub(super) fn block(chain: &Chain, tag: &str) -> Result<u64, RpcError> {
    match tag {
        "earliest" => Ok(1),
        "" | "pending" | "latest" => Ok(chain.tip()),
        "safe" | "finalized" if chain.genesis.knows_zanzibar() => Ok(chain.tip()),
        other => number(other),
    }
}

/// What a request for state names: a hash may be unknown, which the node finds out later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Named {
    /// A tag or a number.
    At(At),
    /// A block's hash.
    Hash(Hash),
}

impl Named {
    /// The block that it stands for.
    pub fn find(self, chain: &Chain) -> Result<At, RpcError> {
        let hash = match self {
            Self::At(at) => return Ok(at),
            Self::Hash(hash) => hash,
        };
        let found = chain.block_by_hash(&hash).map(|block| At::Height(block.height));
        found.ok_or_else(|| {
            let why = why_not_found(chain, &hash);
            RpcError::plain(format!("failed to get block height by hash {hash}: {why}"))
        })
    }
}

/// Why no block is found by its hash. The genesis block is, but not the receipts that the node wants with it.
pub(super) fn why_not_found(chain: &Chain, hash: &Hash) -> &'static str {
    match *hash == chain.genesis_hash() {
        true => "failed to get receipts at height 0: not exist in DB: not found",
        false => "not exist in DB: not found",
    }
}

/// The block that a request for state names.
pub(super) fn state(chain: &Chain, value: Option<&Value>) -> Result<At, RpcError> {
    named(value)?.find(chain)
}

/// A tag, number, hash, or an object with one of them, as requests for state have it.
pub(super) fn named(value: Option<&Value>) -> Result<Named, RpcError> {
    let Some(value) = value else {
        return Ok(Named::At(At::Tip));
    };
    let wrong_type =
        |what: &str| RpcError::plain(format!("json: cannot unmarshal {what} into Go value of type string"));
    match value {
        Value::String(tag) => tagged(tag),
        Value::Object(map) => match (map.get("blockHash"), map.get("blockNumber")) {
            (Some(_), Some(_)) => Err(RpcError::plain(
                "cannot specify both BlockHash and BlockNumber, choose one or the other",
            )),
            (Some(hash), None) => by_hash(&text(hash)).map_err(|_| wrong_type("object")),
            (None, Some(number)) => tagged(&text(number)),
            (None, None) => Err(RpcError::plain("invalid arguments: neither block nor hash specified")),
        },
        Value::Number(_) => Err(wrong_type("number")),
        Value::Bool(_) => Err(wrong_type("bool")),
        Value::Array(_) => Err(wrong_type("array")),
        Value::Null => Ok(Named::At(At::Tip)),
    }
}

/// A tag or number, but no hash: as requests for a nonce have it.
pub(super) fn tag_or_number(tag: &str) -> Result<At, RpcError> {
    match tag {
        "latest" | "pending" | "safe" | "finalized" => Ok(At::Tip),
        "earliest" => Ok(At::Height(1)),
        number => hex_number(number).map(|height| if height == 0 { At::Tip } else { At::Height(height) }),
    }
}

fn tagged(tag: &str) -> Result<Named, RpcError> {
    if tag.len() == 66 {
        by_hash(tag)
    } else {
        tag_or_number(tag).map(Named::At)
    }
}

fn by_hash(text: &str) -> Result<Named, RpcError> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let digits = digits.ok_or_else(|| RpcError::plain("hex string without 0x prefix"))?;
    let hash = digits.parse().map_err(|_| RpcError::plain("invalid hex string"))?;
    Ok(Named::Hash(hash))
}

fn hex_number(text: &str) -> Result<u64, RpcError> {
    let refuse = |what: &str| Err(RpcError::plain(what));
    if text.is_empty() {
        return refuse("empty hex string");
    }
    let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) else {
        return refuse("hex string without 0x prefix");
    };
    if digits.is_empty() {
        return refuse("hex string \"0x\"");
    }
    if digits.len() > 1 && digits.starts_with('0') {
        return refuse("hex number with leading zero digits");
    }
    if !digits.chars().all(|c| c.is_ascii_hexdigit()) {
        return refuse("invalid hex string");
    }
    match u64::from_str_radix(digits, 16) {
        Ok(height) if i64::try_from(height).is_ok() => Ok(height),
        Ok(_) => refuse("block number larger than int64"),
        Err(_) => refuse("hex number > 64 bits"),
    }
}

/// Refuses the past, which a node without an archive does not keep. `code` is the method's own.
pub(super) fn require_present(chain: &Chain, at: At, code: i64) -> Result<(), RpcError> {
    let tip = chain.tip();
    match at {
        At::Height(height) if height < tip => Err(RpcError::grpc(
            code,
            format!(
                "historical state at height {height} is not available on a non-archive node (current tip {tip}); use \
                 an archive node: not supported"
            ),
        )),
        _ => Ok(()),
    }
}

/// Refuses the future too.
pub(super) fn require_tip(chain: &Chain, at: At) -> Result<(), RpcError> {
    require_present(chain, at, RpcError::INTERNAL)?;
    require_made(chain, at)
}

/// Refuses the future.
pub(super) fn require_made(chain: &Chain, at: At) -> Result<(), RpcError> {
    match at {
        At::Height(height) if height > chain.tip() => Err(RpcError::grpc(
            RpcError::INTERNAL,
            format!("failed to get block at height {height}: not exist in DB"),
        )),
        _ => Ok(()),
    }
}
