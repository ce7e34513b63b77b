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

#[cfg(test)]
mod tests {
    use super::*;

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
