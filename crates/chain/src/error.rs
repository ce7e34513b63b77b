//! Everything that can go wrong between the wallet and a node.

use ballast_domain::Height;
use serde_json::Value;
use thiserror::Error;

use crate::{revert::revert_meaning, types::data_from_hex};

/// An error that the node itself answered, as it stands in JSON-RPC.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("the node answered error {code}: {message}")]
pub struct RpcError {
    /// JSON-RPC or gRPC code: -32603, 3, 5, 13.
    pub code: i64,
    /// The node's text.
    pub message: String,
    /// For reverts: the revert data.
    pub data: Option<Value>,
}

impl RpcError {
    /// What a contract said as it reverted, in words; none where the node tells of no revert, or the contract says
    /// nothing.
    pub fn revert(&self) -> Option<String> {
        revert_meaning(&data_from_hex(self.data.as_ref()?.as_str()?)?)
    }

    /// The node does not know the method called on one of the protocols' pseudo-contracts: it is older.
    pub fn is_unknown_call(&self) -> bool {
        self.message.contains("invalid call sig")
    }

    /// The node does not know the JSON-RPC method.
    pub fn is_unknown_method(&self) -> bool {
        self.code == -32601
            || self.message.contains("web3 method not found")
            || self.message.contains("not implemented")
    }

    /// The node, or what stands before it, had no time for the question: it says nothing of what was asked.
    pub fn is_busy(&self) -> bool {
        let text = self.message.to_lowercase();
        let words = [
            "rate limit",
            "too many requests",
            "limit exceeded",
            "timeout",
            "timed out",
            "try again",
        ];
        [-32005, -32097, 429].contains(&self.code) || words.iter().any(|word| text.contains(word))
    }

    /// The node refuses to look for logs in so many blocks, or has more of them than it tells at once: fewer blocks may be
    /// asked for. IoTeX nodes say "range exceeds the limit" (node-behaviour.md §4), gateways have words of their own.
    pub fn is_too_much(&self) -> bool {
        let text = self.message.to_lowercase();
        let words = [
            "range exceeds",
            "exceeds the range",
            "block range",
            "range too",
            "range is too",
            "limited to",
            "returned more than",
            "too many results",
            "too many logs",
            "response size",
            "response is too",
        ];
        words.iter().any(|word| text.contains(word))
    }

    /// The node does not have what was asked for of the past: it keeps no archive, or keeps its logs for a while alone
    /// (node-behaviour.md §7; recording 18).
    pub fn is_gone(&self) -> bool {
        let text = self.message.to_lowercase();
        let words = [
            "not available on a non-archive node",
            "no longer available",
            "pruned",
            "missing trie node",
            "not exist in db",
        ];
        words.iter().any(|word| text.contains(word)) && !self.is_busy()
    }

    /// The state of a protocol holds nothing under what was asked for: a delegate that was never frozen, somebody who is no
    /// delegate (zanzibar.md §12; recordings 15 to 17).
    pub fn is_no_state(&self) -> bool {
        self.message.contains("state does not exist")
    }

    /// What was asked for is not there. A missing delegate is an error of the encoder, with a text that differs
    /// between v2.2.2 and v2.4.4 (recordings 01 and 10); an epoch without a list is "not exist in DB" (09).
    pub fn is_not_found(&self) -> bool {
        [
            "address length = 0, expecting 41",
            "invalid total weighted votes",
            "not exist in DB",
        ]
        .iter()
        .any(|text| self.message.contains(text))
    }
}

/// The part of a reason that nobody but this program, or its reader of JSON, wrote: up to where it quotes what was read.
fn own_words(what: &str) -> &str {
    what.split(['"', '`', ':']).next().unwrap_or_default().trim_end()
}

/// Why the chain could not be asked, or why its answer was refused.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Error {
    /// No endpoint is configured, or all serve another chain.
    #[error("no endpoint of this network can be used")]
    NoEndpoint,
    /// Not an `http:` or `https:` address.
    #[error("{url} is not an http or https address")]
    BadUrl {
        /// As given.
        url: String,
    },
    /// Not a `ws:` or `wss:` address.
    #[error("{url} is not a ws or wss address")]
    BadSocketUrl {
        /// As given.
        url: String,
    },
    /// The endpoint stands far behind the network's others.
    #[error("{node} is {behind} blocks behind the network's other endpoints")]
    Lagging {
        /// The endpoint.
        node: String,
        /// Blocks.
        behind: u64,
    },
    /// The endpoint tells of a block that the chain cannot have come to. Nothing that it says with it is used.
    #[error("{node} tells of block {height}, which the chain cannot have come to yet and no other endpoint confirms")]
    Ahead {
        /// The endpoint.
        node: String,
        /// The block that it tells of.
        height: Height,
    },
    /// The endpoint's newest block stays the same.
    #[error("{node} stands still at block {height}")]
    Stalled {
        /// The endpoint.
        node: String,
        /// Its newest block.
        height: Height,
    },
    /// No connection: nothing was sent.
    #[error("{node} cannot be reached: {reason}")]
    Unreachable {
        /// The endpoint.
        node: String,
        /// What the connection said.
        reason: String,
    },
    /// No answer in time.
    #[error("{node} did not answer in time")]
    Timeout {
        /// The endpoint.
        node: String,
    },
    /// The answer stopped before its end.
    #[error("the answer of {node} was cut off")]
    CutOff {
        /// The endpoint.
        node: String,
    },
    /// The answer is larger than is accepted; reading it was given up.
    #[error("the answer of {node} is larger than {limit} bytes")]
    TooLarge {
        /// The endpoint.
        node: String,
        /// Bytes accepted.
        limit: usize,
    },
    /// A status other than 200; IoTeX nodes answer errors with 200, so it comes from something before the node.
    #[error("{node} answered with HTTP status {status}")]
    Status {
        /// The endpoint.
        node: String,
        /// HTTP status.
        status: u16,
    },
    /// Not JSON at all, most often a web page.
    #[error("{node} answered something that is not JSON")]
    NotJson {
        /// The endpoint.
        node: String,
        /// The first characters: a stranger's words, for whoever looks for the cause, and for no page.
        start: String,
    },
    /// JSON, but not the answer to what was asked.
    #[error("{node} answered in a form this wallet does not understand: {}", own_words(.what))]
    Malformed {
        /// The endpoint.
        node: String,
        /// What is wrong with it; a reader of JSON quotes what it read, which goes no further than here.
        what: String,
    },
    /// The endpoint serves another chain. Nothing it says is used.
    #[error("{node} serves chain {found} instead of {expected}")]
    WrongChain {
        /// The endpoint.
        node: String,
        /// The chain id of this network.
        expected: u64,
        /// What the node says.
        found: u64,
    },
    /// The endpoint answers as a node of another kind of chain does.
    #[error("{node} serves chain {chain_id} and does not answer IoTeX's staking reads")]
    NotIotex {
        /// The endpoint.
        node: String,
        /// What it says.
        chain_id: u64,
    },
    /// The endpoint gave a receipt that is not one of the transaction it was asked for.
    #[error("{node} tells of an end that does not hold: {what}")]
    Unproven {
        /// The endpoint.
        node: String,
        /// What does not fit.
        what: &'static str,
    },
    /// The node answered with an error.
    #[error(transparent)]
    Rpc(#[from] RpcError),
    /// The data within an answer does not have the form that the chain's interface prescribes.
    #[error("the node's data cannot be decoded: {0}")]
    Decode(&'static str),
    /// Something that can only be asked of a newer node.
    #[error("this node is too old to answer {0}")]
    Unsupported(&'static str),
}

impl Error {
    /// A stable code, for people who report it and for the command line.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoEndpoint => "chain.no_endpoint",
            Self::BadUrl { .. } => "chain.bad_url",
            Self::BadSocketUrl { .. } => "chain.bad_socket_url",
            Self::Lagging { .. } => "chain.lagging",
            Self::Ahead { .. } => "chain.ahead",
            Self::Stalled { .. } => "chain.stalled",
            Self::Unreachable { .. } => "chain.unreachable",
            Self::Timeout { .. } => "chain.timeout",
            Self::CutOff { .. } => "chain.cut_off",
            Self::TooLarge { .. } => "chain.too_large",
            Self::Status { .. } => "chain.http_status",
            Self::NotJson { .. } => "chain.not_json",
            Self::Malformed { .. } => "chain.malformed",
            Self::WrongChain { .. } => "chain.wrong_chain",
            Self::NotIotex { .. } => "chain.not_iotex",
            Self::Unproven { .. } => "chain.unproven",
            Self::Rpc(_) => "chain.node_error",
            Self::Decode(_) => "chain.decode",
            Self::Unsupported(_) => "chain.unsupported",
        }
    }

    /// Whether a transaction sent by the failed request may be with the node all the same.
    ///
    /// False only where nothing was sent, or the node refused it in words.
    pub const fn may_have_arrived(&self) -> bool {
        !matches!(
            self,
            Self::NoEndpoint
                | Self::BadUrl { .. }
                | Self::BadSocketUrl { .. }
                | Self::Unreachable { .. }
                | Self::WrongChain { .. }
                | Self::NotIotex { .. }
                | Self::Rpc(_)
        )
    }

    /// Whether the node answered that it does not have what was asked for of the past ([`RpcError::is_gone`]).
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Rpc(error) if error.is_gone())
    }

    /// Whether another endpoint, or the same one later, may answer better.
    pub(crate) const fn is_of_the_endpoint(&self) -> bool {
        !matches!(
            self,
            Self::Rpc(_) | Self::Decode(_) | Self::Unsupported(_) | Self::BadUrl { .. } | Self::BadSocketUrl { .. }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_too_many_blocks_is_told_from_a_node_without_time() {
        let said = |code, message: &str| RpcError {
            code,
            message: message.into(),
            data: None,
        };
        for much in [
            said(3, "range exceeds the limit"),
            said(-32005, "query returned more than 10000 results"),
            said(-32602, "eth_getLogs is limited to a 1000 blocks range"),
            said(-32000, "exceed maximum block range: 2000"),
        ] {
            assert!(much.is_too_much(), "{much}");
        }
        for other in [
            said(-32603, "invalid start or end height"),
            said(-32603, "start block 9 > tip height 8"),
            said(429, "rate limit exceeded"),
        ] {
            assert!(!other.is_too_much(), "{other}");
        }
    }

    #[test]
    fn a_past_that_a_node_does_not_keep_is_told_from_a_node_without_time() {
        let said = |code, message: &str| RpcError {
            code,
            message: message.into(),
            data: None,
        };
        let historical = "historical state at height 2 is not available on a non-archive node (current tip 27); use an \
                          archive node: not supported";
        for gone in [
            said(5, historical),
            said(13, historical),
            said(4444, "pruned history unavailable"),
            said(5, "failed to get block at height 16: not exist in DB"),
        ] {
            assert!(gone.is_gone(), "{gone}");
        }
        for other in [
            said(-32603, "invalid start or end height"),
            said(3, "range exceeds the limit"),
            said(429, "pruned logs are read slowly, too many requests"),
        ] {
            assert!(!other.is_gone(), "{other}");
        }
    }

    #[test]
    fn an_error_repeats_nothing_of_what_was_answered() {
        let node = || "https://node.example".to_owned();
        let page = Error::NotJson {
            node: node(),
            start: "<title>router of Ann</title>".into(),
        };
        assert!(!page.to_string().contains("Ann"));
        let read = serde_json::from_str::<u64>("\"the secret of Ann\"")
            .unwrap_err()
            .to_string();
        assert!(read.contains("Ann"), "{read}");
        for what in [
            read,
            "no chain id: Ann".into(),
            "unknown variant `Ann`, expected one".into(),
        ] {
            let said = Error::Malformed { node: node(), what }.to_string();
            assert!(!said.contains("Ann") && said.contains("does not understand"), "{said}");
        }
        let what = "its chain id is not a number".to_owned();
        assert!(
            Error::Malformed { node: node(), what }
                .to_string()
                .ends_with("is not a number")
        );
    }
}
