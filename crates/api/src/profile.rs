//! The person's side: network, vault, accounts, settings.

use ballast_domain::{Address, Amount, Network};
use serde::{Deserialize, Serialize};

use crate::{ChainView, Home, NetworkStatus};

/// Whether keys can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum VaultState {
    /// There is none yet in this profile.
    None,
    /// There is one, and it is locked.
    Locked,
    /// Keys can be used.
    Unlocked,
}

/// Whether the OS keyring can open the vault.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "state", content = "reason")]
pub enum KeyringState {
    /// There is a keyring, and it does not hold this vault's key.
    Available,
    /// It holds this vault's key: unlocking needs no password.
    InUse,
    /// There is none, with the reason as a sentence.
    Unavailable(String),
}

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// Height of rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

/// What the person chose.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Light, dark, or as the system.
    pub theme: Theme,
    /// Height of rows.
    pub density: Density,
    /// Minutes without use after which the vault locks; 0 for never.
    pub auto_lock_minutes: u32,
    /// Whether what concerns one's own delegates is shown.
    pub operator: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            density: Density::Comfortable,
            auto_lock_minutes: 15,
            operator: false,
        }
    }
}

/// Where the app stands: the first thing a window asks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// The open network; none before the first choice.
    pub network: Option<Network>,
    /// What can be chosen.
    pub networks: Vec<NetworkStatus>,
    /// Whether keys can be used.
    pub vault: VaultState,
    /// Whether the OS keyring can open the vault.
    pub keyring: KeyringState,
    /// The accounts, keyed and watched; known while locked too.
    pub accounts: Vec<AccountView>,
    /// What the person chose.
    pub settings: Settings,
}

impl Status {
    /// What the open network is called; none while none is open.
    pub fn network_name(&self) -> Option<&str> {
        let open = self.network?;
        let it = self.networks.iter().find(|known| known.network == open);
        Some(it.map_or(open.name(), |known| known.name.as_str()))
    }
}

/// What a window opens with. The chain and the figures are there only when they were known at once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// Where the app stands.
    pub status: Status,
    /// The chain as the wallet knows it.
    pub chain: Option<ChainView>,
    /// The first account's figures.
    pub home: Option<Home>,
}

/// Where an account's key comes from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "origin")]
pub enum Origin {
    /// From a recovery phrase, by this derivation path.
    #[serde(rename_all = "camelCase")]
    Phrase {
        /// Such as `m/44'/304'/0'/0/0`.
        path: String,
        /// Whether the person has shown to have written the phrase down.
        backed_up: bool,
    },
    /// A private key on its own.
    Key,
    /// No key: watched.
    Watch,
}

/// An account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    /// Its address.
    pub address: Address,
    /// The person's name for it.
    pub label: String,
    /// Where its key comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

impl AccountView {
    /// Whether it can sign.
    pub fn can_sign(&self) -> bool {
        self.origin != Origin::Watch
    }
}

/// An account found on import.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundAccount {
    /// Its derivation path.
    pub path: String,
    /// Its address.
    pub address: Address,
    /// What it holds; none when the node did not say.
    pub balance: Option<Amount>,
    /// Transactions it has sent; none when the node did not say.
    pub nonce: Option<u64>,
    /// Its buckets; none when the node did not say.
    pub buckets: Option<u64>,
    /// Whether it is among the wallet's accounts now.
    pub added: bool,
}

impl FoundAccount {
    /// Whether it was ever used.
    pub fn is_used(&self) -> bool {
        self.balance.is_some_and(|b| !b.is_zero()) || self.nonce.unwrap_or(0) > 0 || self.buckets.unwrap_or(0) > 0
    }
}
