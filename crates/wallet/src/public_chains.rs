//! Public chains that are not IoTeX: data, so that nothing is signed for a network of one's own that is valid on one of
//! them.

use std::{collections::BTreeMap, sync::OnceLock};

use ballast_domain::Network;
use serde::Deserialize;

use crate::{Error, Result};

/// Written by `cargo xtask chains`, with its source and its date.
const LIST: &str = include_str!("../../../assets/public-chains.json");

#[derive(Deserialize)]
struct List {
    chains: BTreeMap<u64, String>,
}

/// The public chain with this id, by its name.
pub(crate) fn public_chain(chain_id: u64) -> Option<&'static str> {
    static CHAINS: OnceLock<BTreeMap<u64, String>> = OnceLock::new();
    // It is part of the program, and a test reads it.
    let read = || serde_json::from_str::<List>(LIST).map(|list| list.chains);
    let chains = CHAINS.get_or_init(|| read().unwrap_or_default());
    chains.get(&chain_id).map(String::as_str)
}

/// The public chain whose id a network of one's own has, as one that was added before such ids were refused.
pub(crate) fn foreign(network: Network) -> Option<&'static str> {
    match network {
        Network::Own(own) => public_chain(own.chain_id),
        _ => None,
    }
}

/// That what is signed for a network is valid on no public chain beside IoTeX's own.
///
/// # Errors
/// [`Error::PublicChain`].
pub(crate) fn require_own_chain(network: Network) -> Result<()> {
    match foreign(network) {
        Some(name) => Err(Error::PublicChain {
            chain_id: network.params().chain_id,
            name,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_chains_are_known_by_name_and_ones_own_are_none() {
        for (id, name) in [
            (1, "Ethereum"),
            (10, "OP Mainnet"),
            (56, "BNB Smart Chain"),
            (137, "Polygon"),
        ] {
            assert_eq!(public_chain(id), Some(name));
        }
        for own in [0, 1337, 31_337, 4711, 4712] {
            assert_eq!(public_chain(own), None);
        }
        for network in Network::ALL {
            assert_eq!(public_chain(network.params().chain_id), None, "{}", network.name());
            assert!(require_own_chain(network).is_ok());
        }
        let list: List = serde_json::from_str(LIST).unwrap();
        assert!(list.chains.len() > 300 && list.chains.values().all(|name| !name.is_empty()));
    }
}
