//! Where a network is asked: its built-in endpoints, and what a person chose beside them.

use std::{collections::HashMap, time::Duration};

use ballast_chain::{EndpointConfig, Pace};
use ballast_domain::{Height, Network, Timestamp};
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use crate::{Error, Result, remembered::Choice};

/// Where the public networks are asked.
const NETWORKS: &str = include_str!("../../../assets/networks.json");
const PRACTICE: &str = "The practice network runs in this program: there is no other place to ask it.";
const NAMED: &str = "The node was named when the program was started.";

/// Blocks by which the words of two nodes may differ: a round of delegates, or as much where there are few.
const SLACK: std::ops::RangeInclusive<u64> = 20..=100;
/// The shortest time between blocks, in milliseconds, that is believed of a network of one's own whose node does not say it.
const FASTEST: u64 = 100;

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

/// What heights of a network are measured by; none for a practice network, whose time moves on by wish.
pub(crate) fn pace(network: Network) -> Result<Option<Pace>> {
    let params = network.params();
    let block_millis = match network {
        Network::Practice => return Ok(None),
        Network::Testnet | Network::Mainnet => params.block_millis,
        // Time that was moved on by hand shows as a slower pace than the chain has.
        Network::Own(own) => own.block_millis.unwrap_or(FASTEST).min(params.block_millis).max(1),
    };
    Ok(Some(Pace {
        block: Duration::from_millis(block_millis),
        slack: params.active.clamp(*SLACK.start(), *SLACK.end()),
        known: listed(network)?.and_then(|listed| listed.reached).map(Reached::moment),
    }))
}

#[derive(Deserialize)]
struct Listed {
    endpoints: Vec<EndpointConfig>,
    #[serde(default)]
    reached: Option<Reached>,
}

/// A height, and the day before whose beginning (UTC) the chain had not passed it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reached {
    height: Height,
    not_before: NaiveDate,
}

impl Reached {
    fn moment(self) -> (Height, Timestamp) {
        let seconds = self.not_before.and_time(NaiveTime::MIN).and_utc().timestamp();
        (
            self.height,
            Timestamp::from_seconds(seconds.try_into().unwrap_or_default()),
        )
    }
}

fn listed(network: Network) -> Result<Option<Listed>> {
    let mut all: HashMap<Network, Listed> =
        serde_json::from_str(NETWORKS).map_err(|e| Error::Request(e.to_string()))?;
    Ok(all.remove(&network))
}

fn built_in(network: Network) -> Result<Vec<EndpointConfig>> {
    Ok(listed(network)?.map(|n| n.endpoints).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_public_network_has_endpoints() {
        for network in Network::ALL.into_iter().filter(|network| *network != Network::Practice) {
            assert!(!built_in(network).unwrap().is_empty());
        }
    }

    #[test]
    fn public_networks_are_measured_by_a_height_and_its_day_and_practice_by_nothing() {
        for network in [Network::Testnet, Network::Mainnet] {
            let pace = pace(network).unwrap().unwrap();
            assert_eq!((pace.block, pace.slack), (Duration::from_millis(2_500), 24));
            let (height, at) = pace.known.unwrap();
            assert!(height > Height(47_000_000) && at > Timestamp::from_seconds(1_788_000_000));
            // Both chains had slower blocks before: never more of them than at today's pace.
            let since = network.params().genesis_time;
            assert!(height.0 < at.seconds().saturating_sub(since) * 10 / 25);
        }
        assert_eq!(pace(Network::Practice).unwrap(), None);
    }
}
