//! The person's side: network, vault, accounts, settings.

use ballast_domain::{Address, Amount, Network};
use serde::{Deserialize, Serialize};

use crate::{ChainView, Failure, Home, NetworkStatus};

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
    /// How large the window's content is, in percent: one of [`ZOOMS`].
    pub zoom: u16,
    /// The most that a transaction may cost, in Rau; none for what is usual (`ballast_domain::price::fee_limit`).
    pub fee_limit: Option<Amount>,
    /// As much may go to people in the address book in a day without being asked about outside the page.
    pub gift_limit: Amount,
}

/// How large the window's content can be, in percent.
pub const ZOOMS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            density: Density::Comfortable,
            auto_lock_minutes: 15,
            operator: false,
            zoom: 100,
            fee_limit: None,
            gift_limit: Amount::from_iotx(1_000),
        }
    }
}

impl Settings {
    /// The next larger size of the window's content, or the next smaller one; the present one at either end.
    pub fn zoomed(&self, larger: bool) -> u16 {
        let beyond = |zoom: &&u16| match larger {
            true => **zoom > self.zoom,
            false => **zoom < self.zoom,
        };
        let next = match larger {
            true => ZOOMS.iter().find(beyond),
            false => ZOOMS.iter().rfind(beyond),
        };
        next.copied().unwrap_or(self.zoom)
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
    /// What went wrong with the file of the settings when the wallet started; none where it was read.
    #[serde(default)]
    pub lost: Option<Failure>,
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
        /// The phrase that derives it: [`PhraseView::phrase`].
        #[serde(default)]
        phrase: u32,
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

/// A recovery phrase of the wallet, without its words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhraseView {
    /// Names it within the wallet.
    pub phrase: u32,
    /// Its place as people count, from 1.
    pub number: u32,
    /// Its length in words.
    pub words: u32,
    /// Whether the person has shown to have written it down.
    pub backed_up: bool,
    /// The wallet's accounts that it derives.
    pub accounts: u32,
    /// Whether all its paths were looked at to their ends.
    pub searched: bool,
}

/// What a search for a phrase's accounts came to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Search {
    /// The phrase that was searched.
    pub phrase: u32,
    /// The accounts in use, and the first of IoTeX's own path in any case.
    pub found: Vec<FoundAccount>,
    /// Why a part could not be looked at: accounts may be missing, and the search is done again. None where it was whole.
    pub missed: Option<Failure>,
}

/// What setting a new password by a recovery phrase would leave.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResetView {
    /// The accounts that the phrase brings back.
    pub kept: Vec<AccountView>,
    /// The accounts whose keys it cannot bring back: they stay to be looked at.
    pub lost: Vec<AccountView>,
}

/// What setting a new password by a recovery phrase came to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PasswordReset {
    /// What is kept and what is lost.
    pub accounts: ResetView,
    /// Where the old file is, which still opens by its own password.
    pub aside: String,
}

/// How well a password stands up to guessing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PasswordView {
    /// 0, guessed at once, to 4.
    pub score: u8,
    /// About how long guessing takes whoever has the wallet's file, as people say it.
    pub holds: String,
    /// What makes it weak, and what would help, as sentences.
    pub advice: Vec<String>,
}

impl PasswordView {
    /// Whether it is guessed so soon that a person should say once more that they want it.
    pub fn is_weak(&self) -> bool {
        self.score < 3
    }
}

impl FoundAccount {
    /// Whether it was ever used.
    pub fn is_used(&self) -> bool {
        self.balance.is_some_and(|b| !b.is_zero()) || self.nonce.unwrap_or(0) > 0 || self.buckets.unwrap_or(0) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_grows_and_shrinks_by_steps_and_ends_at_both_ends() {
        let at = |zoom| Settings {
            zoom,
            ..Settings::default()
        };
        let steps = |from: u16, larger| {
            let mut settings = at(from);
            std::iter::from_fn(move || {
                let next = settings.zoomed(larger);
                (next != settings.zoom).then(|| {
                    settings.zoom = next;
                    next
                })
            })
        };
        assert!(steps(80, true).eq(ZOOMS[1..].iter().copied()));
        assert!(steps(200, false).eq(ZOOMS[..7].iter().rev().copied()));
        // One that a file names and no key reaches.
        assert_eq!((at(130).zoomed(true), at(130).zoomed(false)), (150, 125));
    }

    #[test]
    fn settings_of_before_are_of_the_usual_size() {
        let before: Settings = serde_json::from_str(r#"{"theme": "dark", "autoLockMinutes": 5}"#).unwrap();
        assert_eq!(before.zoom, 100);
    }
}
