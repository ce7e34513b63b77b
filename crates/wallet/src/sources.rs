//! Where a network is asked: its built-in endpoints, and what a person chose beside them.

use std::collections::HashMap;

use ballast_chain::EndpointConfig;
use ballast_domain::Network;
use serde::Deserialize;

use crate::{Error, Result, remembered::Choice};

/// Where the public networks are asked.
const NETWORKS: &str = include_str!("../../../assets/networks.json");
const PRACTICE: &str = "The practice network runs in this program: there is no other place to ask it.";
const NAMED: &str = "The node was named when the program was started.";

/// Where the open network is asked, and whether that may change.
pub(crate) struct Sources {
    pub(crate) built_in: Vec<EndpointConfig>,
    pub(crate) choice: Choice,
    /// Why nothing can be changed.
    pub(crate) fixed: Option<&'static str>,
}

impl Sources {
    /// A node that was named at the start.
    pub(crate) fn named(url: &str) -> Self {
        Self::only(url.to_owned(), None, NAMED)
    }

    /// The practice network in this program.
    pub(crate) fn practice(url: String, ws: String) -> Self {
        Self::only(url, Some(ws), PRACTICE)
    }

    fn only(url: String, ws: Option<String>, why: &'static str) -> Self {
        Self {
            built_in: vec![EndpointConfig { url, ws }],
            choice: Choice::default(),
            fixed: Some(why),
        }
    }

    /// A network's own endpoints and the person's choice among them.
    pub(crate) fn of(network: Network, choice: Choice) -> Result<Self> {
        Ok(Self {
            built_in: built_in(network)?,
            choice,
            fixed: None,
        })
    }

    /// Whether they are others than the built-in ones; a network of one's own has none.
    pub(crate) fn may_be_reset(&self) -> bool {
        !self.built_in.is_empty() && self.choice != Choice::default()
    }

    /// The endpoints to ask, the first first.
    pub(crate) fn endpoints(&self) -> Vec<EndpointConfig> {
        self.choice.over(&self.built_in)
    }
}

#[derive(Deserialize)]
struct Listed {
    endpoints: Vec<EndpointConfig>,
}

fn built_in(network: Network) -> Result<Vec<EndpointConfig>> {
    let mut all: HashMap<Network, Listed> =
        serde_json::from_str(NETWORKS).map_err(|e| Error::Request(e.to_string()))?;
    Ok(all.remove(&network).map(|n| n.endpoints).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_public_networks_have_endpoints() {
        for network in [Network::Testnet, Network::Mainnet] {
            assert!(!built_in(network).unwrap().is_empty());
        }
    }
}
