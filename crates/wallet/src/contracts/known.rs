//! The contracts that the wallet knows by itself: data, each with the source that names it.

use std::collections::HashMap;

use ballast_domain::{Contracts, Network};
use serde::Deserialize;

const LIST: &str = include_str!("../../../../assets/contracts.json");

/// What is known of a network; where it is known from stands beside it, for people.
#[derive(Deserialize)]
struct Listed {
    contracts: Contracts,
}

/// Those of a network; none of one that a person added.
pub(crate) fn known(network: Network) -> Contracts {
    // It is part of the program, and a test reads it.
    let mut all: HashMap<Network, Listed> = serde_json::from_str(LIST).unwrap_or_default();
    all.remove(&network).map(|listed| listed.contracts).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use ballast_domain::StakingAddresses;
    use serde_json::Value;

    use super::*;
    use crate::json;

    #[test]
    fn every_network_has_its_contracts_and_each_field_its_source() {
        let mut list = json::parse(LIST).unwrap();
        for network in Network::ALL {
            let listed = list[network.key()].take();
            // As strictly as a person's file.
            let contracts: Contracts = json::read(listed["contracts"].clone()).unwrap();
            assert_eq!(contracts, known(network), "{}", network.name());
            let params = network.params();
            assert_eq!(contracts.chain_id, Some(params.chain_id));
            assert_eq!(contracts.staking, StakingAddresses::of(&params.staking_contracts));

            let fields = |of: &Value| of.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            let mut named = fields(&listed["contracts"]);
            named.retain(|field| field != "chainId");
            assert_eq!(named, fields(&listed["sources"]), "{}", network.name());
            assert_eq!(fields(&listed), ["sources", "contracts"]);
        }
    }

    #[test]
    fn no_address_is_said_to_be_two_contracts() {
        for network in Network::ALL {
            let mut all: Vec<_> = known(network).all().into_iter().map(|one| one.address).collect();
            let count = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), count, "{}", network.name());
        }
    }
}
