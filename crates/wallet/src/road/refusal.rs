//! What a node's refusal of a signed transaction proves.

/// What is known after a refusal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Answer {
    /// No node will ever mine these bytes as they are.
    ForGood,
    /// The nonce is used: by these very bytes, or by others.
    NonceUsed,
    /// Nothing: something before the node may have said it, or the node may take them another time.
    Unclear,
}

/// The words in which a node refuses for good (node-behaviour.md §3, iotex-protocol.md §7.2).
const FOR_GOOD: [&str; 12] = [
    "insufficient funds",
    "intrinsic gas too low",
    "insufficient gas for floor data",
    "underpriced",
    "fee cap less than base fee",
    "tip cap is too low",
    "invalid candidate name",
    "invalid amount",
    "invalid sender",
    "invalid abi binary data",
    "chainID",
    "blacklisted",
];

pub(super) fn read_refusal(message: &str) -> Answer {
    if message.contains("nonce too low") {
        Answer::NonceUsed
    } else if FOR_GOOD.iter().any(|words| message.contains(words)) {
        Answer::ForGood
    } else {
        Answer::Unclear
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_nodes_own_words_end_a_submission() {
        for (message, answer) in [
            ("insufficient funds for gas * price + value", Answer::ForGood),
            ("negative value: invalid amount", Answer::ForGood),
            ("expect chainID = 4690, got 4689: invalid EVM chain ID", Answer::ForGood),
            (
                "gas fee cap 1 < 2: replacement transaction underpriced",
                Answer::ForGood,
            ),
            ("nonce too low", Answer::NonceUsed),
            ("too many requests", Answer::Unclear),
            ("txpool is full", Answer::Unclear),
            ("nonce too high", Answer::Unclear),
            ("", Answer::Unclear),
        ] {
            assert_eq!(read_refusal(message), answer, "{message}");
        }
    }
}
