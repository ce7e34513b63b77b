//! Networks by name: those that the wallet knows by itself, and one of a person's own.

use serde::{Deserialize, Serialize};

use super::{NetworkParams, OwnNetwork};

/// Which network a profile lives on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    /// The network inside the wallet; its money is worthless everywhere else.
    Practice,
    /// IoTeX testnet, EVM chain 4690.
    Testnet,
    /// IoTeX mainnet, EVM chain 4689.
    Mainnet,
    /// One that a person added by URL; what the wallet calls it is the person's own.
    Own(OwnNetwork),
}

impl Network {
    /// All that the wallet knows by itself, the safest first.
    pub const ALL: [Self; 3] = [Self::Practice, Self::Testnet, Self::Mainnet];

    /// For people. A network of one's own has a name that its person gave it, which stands in the wallet's status.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Practice => "Practice",
            Self::Testnet => "Testnet",
            Self::Mainnet => "Mainnet",
            Self::Own(_) => "Own network",
        }
    }

    /// For files and the command line: `mainnet`, `own-4711`. It never changes.
    pub fn key(self) -> String {
        match self {
            Self::Own(own) => format!("own-{}", own.chain_id),
            known => known.name().to_lowercase(),
        }
    }

    /// Whether a person added it.
    pub const fn is_own(self) -> bool {
        matches!(self, Self::Own(_))
    }

    /// The network of an EVM chain id, if it is one that the wallet knows by itself.
    pub fn of_chain(chain_id: u64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|network| network.params().chain_id == chain_id)
    }

    /// What the wallet knows about it.
    pub fn params(self) -> NetworkParams {
        match self {
            Self::Practice => NetworkParams::practice(),
            Self::Testnet => NetworkParams::testnet(),
            Self::Mainnet => NetworkParams::mainnet(),
            Self::Own(own) => own.params(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_found_by_its_chain_id() {
        for network in Network::ALL {
            assert_eq!(Network::of_chain(network.params().chain_id), Some(network));
        }
        assert_eq!(Network::of_chain(0), None);
        assert_eq!(Network::of_chain(1), None);
    }
}
