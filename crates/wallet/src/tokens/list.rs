//! The tokens that the wallet knows by itself: data, so that a name on it can be believed.

use std::collections::HashMap;

use ballast_domain::{Address, Intent, Network, Phrase, TokenForm};
use serde::Deserialize;

const LIST: &str = include_str!("../../../../assets/tokens.json");

/// A token on the list.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Listed {
    pub(crate) contract: Address,
    pub(crate) form: TokenForm,
    pub(crate) name: String,
    pub(crate) symbol: String,
    #[serde(default)]
    pub(crate) decimals: Option<u8>,
    /// Whether whoever sends it IOTX gets as much of the token: every other keeps what is sent to it, or takes nothing.
    #[serde(default)]
    pub(crate) wraps: bool,
}

/// Those of a network.
pub(crate) fn listed(network: Network) -> Vec<Listed> {
    // It is part of the program, and a test reads it.
    let all: HashMap<Network, Vec<Listed>> = serde_json::from_str(LIST).unwrap_or_default();
    all.get(&network).cloned().unwrap_or_default()
}

/// The one with this contract.
pub(crate) fn listed_at(network: Network, contract: Address) -> Option<Listed> {
    listed(network).into_iter().find(|token| token.contract == contract)
}

/// A sentence of what was done, with the token that moved by its symbol where the list has it: the chain's part of the
/// wallet knows no names.
pub(crate) fn by_symbol(says: Phrase, intent: &Intent, network: Network) -> Phrase {
    let listed = intent.token().and_then(|token| listed_at(network, token.contract));
    let Some(token) = listed else { return says };
    let before = match token.form {
        TokenForm::Erc20 => "tokens of ",
        TokenForm::Erc721 => "the tokens of ",
    };
    says.calling(token.contract, before, &token.symbol)
}

#[cfg(test)]
mod tests {
    use ballast_chain::{Receipt, outcome};
    use serde_json::json;

    use super::*;

    /// What is said of an action that was done.
    fn done(action: serde_json::Value) -> String {
        let action = serde_json::from_value(action).unwrap();
        let intent = Intent {
            account: Address::ZERO,
            action,
        };
        let receipt: Receipt = serde_json::from_value(json!({
            "transactionHash": format!("0x{:064x}", 1), "blockNumber": "0x5", "blockHash": format!("0x{:064x}", 2),
            "from": TO, "status": "0x1", "gasUsed": "0x2710", "effectiveGasPrice": "0x1", "logs": [],
        }))
        .unwrap();
        by_symbol(outcome(&intent.action, &receipt).says, &intent, Network::Practice).to_string()
    }

    const TO: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

    #[test]
    fn what_was_sent_is_told_by_its_symbol_where_that_can_be_believed() {
        let coins = |token: &str| {
            done(json!({ "action": "sendToken", "token": token, "to": TO,
                "quantity": { "units": "1500000000000000000", "decimals": 18 } }))
        };
        let listed = coins("0xb06aeB3256120E5e4f07621b1A17E38daB6B7773");
        assert_eq!(listed, format!("1.5 TCOIN went to {TO}."));
        let other = coins("0x45Ce3E6f526e597628c73B731a3e9Af7Fc32f5b7");
        assert!(other.contains("tokens of 0x45Ce"), "{other}");
        let badge = done(
            json!({ "action": "sendNft", "token": "0x5Fd5Ad10B73E4BA88919c03Fb56284b301c71fCc", "to": TO,
            "from": TO, "id": "3" }),
        );
        assert_eq!(badge, format!("Number 3 of BADGE belongs to {TO}."));
    }

    #[test]
    fn every_network_has_its_tokens_and_amounts_have_decimals() {
        for network in Network::ALL {
            let all = listed(network);
            assert!(!all.is_empty(), "{}", network.name());
            for token in all {
                assert_eq!(
                    token.decimals.is_some(),
                    token.form == TokenForm::Erc20,
                    "{}",
                    token.name
                );
            }
        }
    }
}
