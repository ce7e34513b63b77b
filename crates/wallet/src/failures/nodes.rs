//! What nodes did not do, and what their refusals mean.

use ballast_api::{Failure, FailureKind as Kind};
use ballast_chain::Error as Chain;
use ballast_domain::{Height, grouped};

use super::sentence;

const STILL: &str =
    "Nothing can be sent until it answers again; your accounts and what you signed are on this computer.";
/// What is said of a refusal whose reason is not known.
const REFUSED: &str = "The node refused, for a reason that Ballast does not know.";
const OTHER_NODE: &str = "Try again, or choose another endpoint in Settings.";

/// Of the network that is open.
pub(super) fn chain(error: &Chain) -> Failure {
    let failure = |kind, text: String| Failure::new(kind, error.code(), text).help(STILL).retry();
    match error {
        Chain::NoEndpoint => failure(Kind::Offline, "No endpoint of this network can be used.".into()),
        Chain::Unreachable { node, .. } => failure(
            Kind::Offline,
            format!("No endpoint of this network can be reached; {node} was the last that was tried."),
        ),
        Chain::Timeout { node } => failure(Kind::Offline, format!("The node {node} did not answer in time.")),
        Chain::BadUrl { url } => Failure::new(
            Kind::Node,
            error.code(),
            format!("The address {url} is not an http or https address."),
        )
        .help("Enter an address that begins with https:// or http://."),
        Chain::BadSocketUrl { url } => Failure::new(
            Kind::Node,
            error.code(),
            format!("The address {url} is not a ws or wss address."),
        )
        .help("Leave it empty where the node has no WebSocket: its newest block is then asked for."),
        Chain::Stalled { .. } | Chain::Lagging { .. } => Failure::new(Kind::Node, error.code(), sentence(error))
            .help("It may still be catching up. Try again when it is in step, or choose another one.")
            .retry(),
        Chain::Ahead { .. } => Failure::new(Kind::Node, error.code(), sentence(error))
            .help(
                "Nothing that it says is used. Check this computer's clock; where that is right, choose another endpoint \
                 in Settings.",
            )
            .retry(),
        Chain::NotIotex { .. } => Failure::new(Kind::Node, error.code(), sentence(error)).help(
            "It is no node of IoTeX, or one older than version 2.2. Ballast can use chains with IoTeX's staking alone.",
        ),
        Chain::Rpc(e) => Failure::new(Kind::Node, error.code(), rpc(&e.message)).retry(),
        _ => Failure::new(Kind::Node, error.code(), sentence(error))
            .help(OTHER_NODE)
            .retry(),
    }
}

/// Of a node that was only looked at: nothing depends on it.
pub(super) fn candidate(error: &Chain) -> Failure {
    let silent = |text: String| {
        Failure::new(Kind::Node, error.code(), text)
            .help("Nothing was changed. Check the address, and that the node runs.")
            .retry()
    };
    match error {
        Chain::Unreachable { node, .. } => silent(format!("The node {node} cannot be reached.")),
        Chain::Timeout { .. } => silent(sentence(error)),
        other => chain(other),
    }
}

/// Why what became of a transaction is not known although a node answers.
pub(crate) fn unreadable(error: &Chain) -> String {
    format!(
        "What became of it is not known: {} Ballast goes on asking; in Settings another node can be put first.",
        sentence(error)
    )
}

/// Why what two nodes say of a transaction ends nothing.
pub(crate) fn contradicted(one: &str, other: &str) -> String {
    format!(
        "Two nodes say different things of it: {one} and {other}. It stays open until they agree, or until a third says which \
         of them is right: Ballast goes on asking, and in Settings another endpoint can be added."
    )
}

/// Why one node's word on a transaction ends nothing yet.
pub(crate) fn unconfirmed(node: &str, block: Height) -> String {
    let block = grouped(block.0);
    format!("The node {node} says that it stands in block {block}; no second node has confirmed that yet.")
}

/// Why nodes that disagree on an account's next nonce end nothing.
pub(crate) fn counts_differ() -> String {
    format!("No node has it, and they disagree whether another transaction took its place. {NOT_FINAL}")
}

/// Why what no node that answers has is not over.
pub(crate) fn not_all_heard() -> String {
    "No node that answers shows it in a block, and another one does not answer. It is waited for, before this counts as over."
        .into()
}

/// Why a transaction without a receipt was not replaced.
pub(crate) fn hidden(block: Height) -> String {
    let block = grouped(block.0);
    format!("Block {block} lists it, and no node shows how it ended. Ballast goes on asking.")
}

/// What one node's refusal means while no second one has said so.
pub(crate) fn refused_by_one(message: &str) -> String {
    format!(
        "A node refuses it: {} No second node has said so yet, so Ballast goes on handing it to them.",
        rpc(message)
    )
}

const NOT_FINAL: &str =
    "Until two agree Ballast calls nothing final and goes on asking; in Settings another endpoint can be added.";

/// What a node's refusal means of a transaction that another node may have.
pub(crate) fn doubtful(message: &str) -> String {
    format!(
        "A node refuses it now: {} But it was sent before, and another node may have it, so Ballast goes on looking for it.",
        rpc(message)
    )
}

/// What a node's refusal means (node-behaviour.md §3).
pub(crate) fn rpc(message: &str) -> String {
    const MEANINGS: [(&str, &str); 9] = [
        (
            "insufficient funds",
            "The account does not hold the amount and the fee.",
        ),
        (
            "nonce too low",
            "Another transaction of this account was faster. Look at it again.",
        ),
        ("nonce too high", "Too many transactions of this account are waiting."),
        (
            "replacement transaction underpriced",
            "A transaction with this number is waiting already.",
        ),
        ("underpriced", "The price of gas rose. Look at it again."),
        ("intrinsic gas too low", "The gas limit is too low."),
        (
            "txpool is full",
            "The node is too busy to take the transaction. Try again in a minute.",
        ),
        ("blacklisted", "The node refuses transactions of this account."),
        ("chainID", "The node is of another chain."),
    ];
    let known = MEANINGS.iter().find(|(part, _)| message.contains(part));
    // A node that somebody else runs writes this text: none of it is repeated, for a page would read it, and a person believe
    // that the wallet said it.
    known.map_or_else(|| REFUSED.into(), |(_, meaning)| (*meaning).into())
}

#[cfg(test)]
mod tests {
    use ballast_chain::RpcError;

    use super::*;

    #[test]
    fn nothing_that_a_node_wrote_stands_in_a_failure() {
        let message = "call 555-0100 and say your twelve words".to_owned();
        let rpc = Chain::Rpc(RpcError {
            code: -32000,
            message,
            data: None,
        });
        for said in [
            chain(&rpc).sentence,
            candidate(&rpc).sentence,
            doubtful("call 555-0100"),
        ] {
            assert!(!said.contains("555") && said.contains("refuse"), "{said}");
        }
    }
}
