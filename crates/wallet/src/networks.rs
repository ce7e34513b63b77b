//! Networks of one's own: added by a node's URL, looked at first, and remembered with what the node said of them. From
//! then on each is a network like any other, with a profile, endpoints and a store; `domain` has its rules.

use std::time::Duration;

use ballast_api::{NetworkCheck, NetworkStatus};
use ballast_chain::{Client, EndpointConfig, chain_id, probe, survey};
use ballast_domain::{Height, Network, OwnNetwork, ZanzibarSeen, grouped, shown_text};

use crate::{
    Error, InstanceLock, Result, Wallet,
    confirm::Question,
    endpoints::{cautions, typed},
    failures,
    public_chains::{foreign, public_chain},
    remembered::{Choice, NamedNetwork},
};

/// The longest time between blocks for which a node is waited for, to see it come to a new one.
const SLOWEST: Duration = Duration::from_secs(30);
/// How long a node is waited for that is asked again, as its network is opened.
const PATIENCE: Duration = Duration::from_secs(3);
/// Letters of a name.
const MOST_LETTERS: usize = 32;
const BAD_NAME: Error = Error::Entry {
    code: "network.name",
    sentence: "A network's name has at most 32 letters and does not begin with \"own:\" or \"own-\".",
};
const TAKEN_NAME: Error = Error::Entry {
    code: "network.name-taken",
    sentence: "Another network has this name.",
};
const NO_CHAIN: Error = Error::Entry {
    code: "network.no-chain",
    sentence: "The node says that its chain id is 0, which no chain has.",
};

impl Wallet {
    /// Every network with what it is called: those that the wallet knows by itself, then the person's.
    pub(crate) fn networks(&self) -> Vec<(Network, String)> {
        let known = Network::ALL.map(|network| (network, network.name().to_owned()));
        let own = self.remembered().own.into_iter();
        // What a later version knows by itself is that, whatever was remembered of it.
        let own = own.filter(|own| Network::of_chain(own.network.chain_id).is_none());
        let own = own.map(|own| (self.as_given(Network::Own(own.network)), own.name));
        known.into_iter().chain(own).collect()
    }

    /// The person's network with this chain id.
    pub(crate) fn own_network(&self, chain_id: u64) -> Option<(Network, String)> {
        let mut all = self.networks().into_iter();
        all.find(|(network, _)| network.is_own() && network.params().chain_id == chain_id)
    }

    /// The network as it is remembered: what its node said of it counts, not who asks for it.
    ///
    /// # Errors
    /// [`Error::UnknownNetwork`].
    pub(crate) fn as_remembered(&self, network: Network) -> Result<Network> {
        match network {
            Network::Own(own) => {
                let found = self.own_network(own.chain_id);
                found.map(|(network, _)| network).ok_or(Error::UnknownNetwork)
            }
            known => Ok(known),
        }
    }

    pub(crate) fn network_status(&self, (network, name): (Network, String)) -> NetworkStatus {
        NetworkStatus {
            network,
            name,
            chain_id: network.params().chain_id,
            used: self.place().is_used(network),
            assumptions: assumptions(network),
        }
    }

    /// Looks whether a node's network can be added.
    ///
    /// # Errors
    /// Why not: [`Error::KnownNetwork`], [`Error::PublicChain`], [`Error::NotConfirmed`], or what is wrong with the node.
    pub(crate) async fn check_network(&self, url: &str, ws: Option<&str>) -> Result<NetworkCheck> {
        let endpoint = typed(url, ws);
        self.agree_on(&endpoint, None).await?;
        let chain_id = chain_id(&endpoint.url).await.map_err(Error::Candidate)?;
        if chain_id == 0 {
            return Err(NO_CHAIN);
        }
        let is_it = |(network, _): &(Network, String)| network.params().chain_id == chain_id;
        if let Some((_, name)) = self.networks().into_iter().find(is_it) {
            let node = endpoint.url;
            return Err(Error::KnownNetwork { node, chain_id, name });
        }
        if let Some(name) = public_chain(chain_id) {
            return Err(Error::PublicChain { chain_id, name });
        }
        let network = Network::Own(survey(&endpoint, chain_id).await.map_err(Error::Candidate)?);
        // Nobody else tells of this chain: the node has to come to a new block.
        let block = Duration::from_millis(network.params().block_millis).min(SLOWEST);
        let probe = probe(&endpoint, chain_id, None, block)
            .await
            .map_err(Error::Candidate)?;
        Ok(NetworkCheck {
            network,
            chain_id,
            height: probe.height,
            latency_ms: probe.latency.as_millis().try_into().unwrap_or(u64::MAX),
            cautions: cautions(&endpoint),
            assumptions: assumptions(network),
        })
    }

    /// Adds a node's network, after looking at it.
    ///
    /// # Errors
    /// As [`Wallet::check_network`]; a name that cannot be had; [`Error::File`].
    pub(crate) async fn add_network(&self, url: &str, ws: Option<&str>, name: &str) -> Result<()> {
        let wanted = self.name_for(name, None)?;
        let NetworkCheck { network, chain_id, .. } = self.check_network(url, ws).await?;
        let Network::Own(own) = network else {
            return Err(Error::UnknownNetwork);
        };
        let name = match wanted {
            Some(name) => name,
            None => self
                .name_for(&format!("Chain {chain_id}"), Some(chain_id))?
                .ok_or(BAD_NAME)?,
        };
        let choice = choice_of(typed(url, ws));
        self.remember(|r| {
            // Two windows may have looked at the same time.
            r.own.retain(|other| other.network.chain_id != chain_id);
            r.own.push(NamedNetwork { name, network: own });
            r.choose(network, Some(choice));
        })
    }

    /// Forgets a network that was added. Its profile's folder stays as it is.
    ///
    /// # Errors
    /// [`Error::UnknownNetwork`], [`Error::NetworkOpen`]; [`Error::InUse`] where another program has it open;
    /// [`Error::File`].
    pub(crate) async fn remove_network(&self, chain_id: u64) -> Result<()> {
        let (network, _) = self.own_network(chain_id).ok_or(Error::UnknownNetwork)?;
        self.require_not_open(network).await?;
        let folder = self.place().profile(network);
        let _lock = match folder.exists() {
            true => Some(InstanceLock::take(&folder).await?),
            false => None,
        };
        self.remember(|r| {
            r.own.retain(|other| other.network.chain_id != chain_id);
            r.choose(network, None);
            r.contracts.remove(&network.key());
            r.network = r.network.filter(|open| open.key() != network.key());
        })
    }

    /// The network as its node shows it by now, as far as that may have changed since it was added: whether Zanzibar is in
    /// force. Where no node answers in time, it is as it was.
    pub(crate) async fn asked_again(&self, network: Network, client: &Client) -> Network {
        let Network::Own(own) = network else {
            return network;
        };
        if own.zanzibar_from().is_some() {
            return network;
        }
        let seen = match tokio::time::timeout(PATIENCE, client.zanzibar()).await {
            Ok(Ok(seen)) => seen.value,
            Ok(Err(_)) | Err(_) => return network,
        };
        if seen == own.zanzibar {
            return network;
        }
        if !self.reads_only()
            && let Err(error) = self.change_own(own.chain_id, |own| own.zanzibar = seen)
        {
            // It is asked again with the next start.
            tracing::warn!(%error, "what a network's node shows of Zanzibar is not remembered");
        }
        Network::Own(OwnNetwork { zanzibar: seen, ..own })
    }

    /// Takes the person's word on the block from which Zanzibar is in force on a network that was added; with none, the node
    /// is asked again when it is opened. By it forms are legal that cost their fee where it is not so, so the person is asked
    /// outside the page.
    ///
    /// # Errors
    /// [`Error::UnknownNetwork`], [`Error::NetworkOpen`], [`Error::NotConfirmed`], [`Error::AskedAlready`], [`Error::File`].
    pub(crate) async fn set_zanzibar_height(&self, chain_id: u64, height: Option<Height>) -> Result<()> {
        let (network, _) = self.own_network(chain_id).ok_or(Error::UnknownNetwork)?;
        self.require_not_open(network).await?;
        self.asker().ask(fork_question(chain_id, height)).await?;
        // It may have been opened while the person thought about it.
        self.require_not_open(network).await?;
        self.change_own(chain_id, |own| {
            own.zanzibar_height = height;
            own.zanzibar = ZanzibarSeen::Nothing;
        })
    }

    /// Changes what is remembered of a network that was added.
    fn change_own(&self, chain_id: u64, change: impl Fn(&mut OwnNetwork)) -> Result<()> {
        self.remember(|r| {
            let all = r.own.iter_mut().map(|named| &mut named.network);
            all.filter(|own| own.chain_id == chain_id).for_each(&change);
        })
    }

    /// That a network is not open here: what an open one goes by is not changed under it.
    ///
    /// # Errors
    /// [`Error::NetworkOpen`].
    async fn require_not_open(&self, network: Network) -> Result<()> {
        match self.session().await {
            Ok(session) if session.network.key() == network.key() => Err(Error::NetworkOpen),
            _ => Ok(()),
        }
    }

    /// A name as typed, if no network but the one with this chain id has it; none where nothing was typed.
    fn name_for(&self, typed: &str, chain_id: Option<u64>) -> Result<Option<String>> {
        let name = typed.trim();
        if name.is_empty() {
            return Ok(None);
        }
        // Only what shows as it was typed: no control characters, nothing that turns the line around.
        let plain = shown_text(name.as_bytes(), MOST_LETTERS)
            .filter(|shown| shown == name)
            .ok_or(BAD_NAME)?;
        let lower = plain.to_lowercase();
        if lower.starts_with("own:") || lower.starts_with("own-") {
            return Err(BAD_NAME);
        }
        let same = |(network, other): &(Network, String)| {
            other.to_lowercase() == lower && chain_id != Some(network.params().chain_id)
        };
        match self.networks().iter().any(same) {
            true => Err(TAKEN_NAME),
            false => Ok(Some(plain)),
        }
    }
}

/// What is taken for granted about a network, and first what it is not good for.
fn assumptions(network: Network) -> Vec<String> {
    let Network::Own(own) = network else {
        return Vec::new();
    };
    let foreign = foreign(network).map(|name| {
        let what = failures::public_chain(own.chain_id, name);
        format!("{what} {}", failures::PUBLIC_CHAIN_READS)
    });
    foreign.into_iter().chain(own.assumptions()).collect()
}

/// The question whether a network's rules are those of Zanzibar from this block on; with none, whether that is found out anew.
fn fork_question(chain_id: u64, height: Option<Height>) -> Question {
    let what = match height {
        Some(height) => format!(
            "Zanzibar (IIP-59) is taken to be in force from block {} on.",
            grouped(height.0)
        ),
        None => "What was said and seen of Zanzibar (IIP-59) is forgotten, and the node is asked again.".to_owned(),
    };
    let cost = "Where that is not so, what is signed may fail and cost its fee.".to_owned();
    let lines = vec![format!("Chain: {chain_id}"), what, cost];
    Question::new("Change by which rules a network goes?", lines)
}

/// One endpoint and no other.
fn choice_of(endpoint: EndpointConfig) -> Choice {
    Choice::default().with(&[], endpoint)
}
