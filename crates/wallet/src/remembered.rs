//! What the wallet remembers outside a network's profile, in `ballast.json`: plain data, below everything else.

use std::collections::BTreeMap;

use ballast_api::Settings;
use ballast_chain::EndpointConfig;
use ballast_domain::{Contracts, Network, OwnNetwork};
use serde::{Deserialize, Serialize};

/// What is remembered outside a network's profile.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Remembered {
    /// The network that was open last.
    pub(crate) network: Option<Network>,
    /// What the person chose.
    pub(crate) settings: Settings,
    /// Where networks are asked, by their names, or by their keys where the person added them; the built-in endpoints
    /// where nothing is said.
    pub(crate) endpoints: BTreeMap<String, Choice>,
    /// Networks that the person added.
    pub(crate) own: Vec<NamedNetwork>,
    /// The contracts that the person gave networks, by their keys.
    pub(crate) contracts: BTreeMap<String, Contracts>,
}

impl Remembered {
    /// Where a network is asked, as far as the person chose.
    pub(crate) fn choice(&self, network: Network) -> Choice {
        self.endpoints.get(&listed_as(network)).cloned().unwrap_or_default()
    }

    /// Remembers where a network is asked; with nothing, as if nothing had ever been chosen.
    pub(crate) fn choose(&mut self, network: Network, choice: Option<Choice>) {
        let name = listed_as(network);
        match choice {
            Some(choice) => self.endpoints.insert(name, choice),
            None => self.endpoints.remove(&name),
        };
    }
}

fn listed_as(network: Network) -> String {
    match network.is_own() {
        true => network.key(),
        false => network.name().to_owned(),
    }
}

/// A network that the person added.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct NamedNetwork {
    /// What it is called.
    pub(crate) name: String,
    /// What its node said of it.
    pub(crate) network: OwnNetwork,
}

/// What differs from the built-in endpoints. Those that a later version brings join at the end.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Choice {
    /// Added by the person.
    pub(crate) own: Vec<EndpointConfig>,
    /// Addresses in the order in which they are asked; others come after them.
    pub(crate) order: Vec<String>,
    /// Built-in ones that are not asked.
    pub(crate) left_out: Vec<String>,
}

impl Choice {
    /// The endpoints to ask, the first first.
    pub(crate) fn over(&self, built_in: &[EndpointConfig]) -> Vec<EndpointConfig> {
        let kept = built_in.iter().filter(|e| !self.left_out.contains(&e.url));
        let new = |e: &&EndpointConfig| !built_in.iter().any(|other| other.url == e.url);
        let mut all: Vec<_> = kept.chain(self.own.iter().filter(new)).cloned().collect();
        let place = |e: &EndpointConfig| self.order.iter().position(|url| *url == e.url);
        // Stable: those without a place stay in their order.
        all.sort_by_key(|e| place(e).unwrap_or(usize::MAX));
        all
    }

    /// With one more, after all others.
    pub(crate) fn with(&self, built_in: &[EndpointConfig], endpoint: EndpointConfig) -> Self {
        let mut choice = self.clone();
        choice.left_out.retain(|url| *url != endpoint.url);
        if !built_in.contains(&endpoint) {
            choice.own.retain(|e| e.url != endpoint.url);
            choice.own.push(endpoint.clone());
        }
        choice.order = addresses(&self.over(built_in));
        choice.order.retain(|url| *url != endpoint.url);
        choice.order.push(endpoint.url);
        choice
    }

    /// Without one.
    pub(crate) fn without(&self, built_in: &[EndpointConfig], url: &str) -> Self {
        let mut choice = self.clone();
        choice.own.retain(|e| e.url != url);
        choice.order.retain(|other| other != url);
        if built_in.iter().any(|e| e.url == url) {
            choice.left_out.push(url.to_owned());
        }
        choice
    }

    /// With one at another place, 0 the first.
    pub(crate) fn moved(&self, built_in: &[EndpointConfig], url: &str, to: usize) -> Self {
        let mut order = addresses(&self.over(built_in));
        order.retain(|other| other != url);
        order.insert(to.min(order.len()), url.to_owned());
        Self { order, ..self.clone() }
    }
}

fn addresses(endpoints: &[EndpointConfig]) -> Vec<String> {
    endpoints.iter().map(|e| e.url.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> EndpointConfig {
        EndpointConfig {
            url: url.into(),
            ws: None,
        }
    }

    fn order(choice: &Choice, built_in: &[EndpointConfig]) -> String {
        addresses(&choice.over(built_in)).concat()
    }

    #[test]
    fn endpoints_are_added_moved_and_left_out_and_those_of_a_later_version_join() {
        let built_in = ["a", "b"].map(at);
        let choice = Choice::default();
        assert_eq!(order(&choice, &built_in), "ab");
        let choice = choice.with(&built_in, at("x"));
        assert_eq!(order(&choice, &built_in), "abx");
        let choice = choice.moved(&built_in, "x", 0).moved(&built_in, "a", 9);
        assert_eq!(order(&choice, &built_in), "xba");
        let choice = choice.without(&built_in, "b");
        assert_eq!(order(&choice, &built_in), "xa");
        let later = ["a", "b", "c"].map(at);
        assert_eq!(order(&choice, &later), "xac");
        assert_eq!(order(&choice.with(&later, at("b")), &later), "xacb");
        assert_eq!(order(&choice.without(&later, "x"), &later), "ac");
    }

    #[test]
    fn an_endpoint_that_becomes_a_built_in_one_is_asked_once() {
        let choice = Choice::default().with(&[at("a")], at("x"));
        assert_eq!(order(&choice, &["a", "x"].map(at)), "ax");
    }
}
