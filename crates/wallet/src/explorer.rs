//! Where a transaction can be looked at with a browser.

use std::collections::HashMap;

use ballast_domain::{Hash, Network};
use serde::Deserialize;

const NETWORKS: &str = include_str!("../../../assets/networks.json");

#[derive(Deserialize)]
struct Explorer {
    explorer: Option<String>,
}

/// The transaction's page; none for a network without an explorer, as the practice network is.
pub(crate) fn page_of(network: Network, hash: Hash) -> Option<String> {
    let mut all: HashMap<Network, Explorer> = serde_json::from_str(NETWORKS).ok()?;
    let base = all.remove(&network)?.explorer?;
    Some(format!("{base}/tx/{hash}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_networks_have_a_page_and_practice_has_none() {
        let hash = Hash([1; 32]);
        let page = page_of(Network::Mainnet, hash).unwrap();
        assert_eq!(page, format!("https://iotexscan.io/tx/0x{}", "01".repeat(32)));
        assert!(page_of(Network::Testnet, hash).unwrap().starts_with("https://testnet."));
        assert_eq!(page_of(Network::Practice, hash), None);
    }
}
