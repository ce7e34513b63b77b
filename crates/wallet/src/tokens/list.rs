//! The tokens that the wallet knows by itself: data, so that a name on it can be believed.

use std::collections::HashMap;

use ballast_domain::{Address, Network, TokenForm};
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

/// A sentence that names tokens by their contract, with the symbols of those that the wallet knows by itself.
pub(crate) fn with_symbols(network: Network, sentence: &str) -> String {
    if !sentence.contains("tokens of 0x") {
        return sentence.to_owned();
    }
    listed(network)
        .into_iter()
        .fold(sentence.to_owned(), |sentence, token| {
            let by_contract = format!("tokens of {}", token.contract);
            let single = sentence.replace(&format!("the {by_contract}"), &token.symbol);
            single.replace(&by_contract, &token.symbol)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_token_that_is_known_stands_under_its_symbol() {
        let coin = &listed(Network::Practice)[0];
        let sentence = format!("5 tokens of {} went to Ada.", coin.contract);
        assert_eq!(
            with_symbols(Network::Practice, &sentence),
            format!("5 {} went to Ada.", coin.symbol)
        );
        let single = format!("Number 5 of the tokens of {} belongs to Ada.", coin.contract);
        let said = format!("Number 5 of {} belongs to Ada.", coin.symbol);
        assert_eq!(with_symbols(Network::Practice, &single), said);
        let strange = format!("5 tokens of {} went to Ada.", Address::from_bytes([7; 20]));
        assert_eq!(with_symbols(Network::Practice, &strange), strange);
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
