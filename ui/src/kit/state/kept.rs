//! What a person has typed and chosen in a form: it outlives a reload of the window, and the way to a review and back. Never
//! a secret's: it lies in the window's session storage, which ends with the window.

use std::fmt::Display;

use ballast_api::{AccountView, Status};
use ballast_domain::{Address, Network};
use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{App, app};

/// A form whose content is kept until it is signed or cancelled. Every choice of a form is kept in it, or none: what is typed
/// would mean something else beside choices that are not the person's.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm(String);

impl KeptForm {
    /// The form of this name, which says what it is for, such as `stake/fathom`; of the open network.
    pub fn of(name: impl Display) -> Self {
        let network = app().network_untracked().map(Network::key).unwrap_or_default();
        Self(format!("{network}/{name}"))
    }

    /// What is entered under a name: as it was left, else `first`.
    pub fn keep<T>(&self, name: &str, first: T) -> RwSignal<T>
    where
        T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        let key = self.key(name);
        let value = RwSignal::new(self.kept(name).unwrap_or_else(|| first.clone()));
        Effect::new(move |_| {
            value.with(|value| match *value == first {
                true => remove(&key),
                false => write(&key, serde_json::to_string(value).ok()),
            });
        });
        value
    }

    /// A text that is typed: as it was left, else `first`.
    pub fn text(&self, name: &str, first: impl Into<String>) -> RwSignal<String> {
        self.keep(name, first.into())
    }

    /// Who pays: the account that acts, where it is `able`, until another is chosen here; then that one.
    pub fn payer(&self, able: fn(&AccountView) -> bool) -> RwSignal<Option<Address>> {
        let app = app();
        // Who acted when it was chosen, if anybody did: who looks at another account since then means that one.
        let kept = self.keep("payer", None::<(Option<Address>, Address)>);
        let acting = Memo::new(move |_| app.acting().filter(able).map(|a| a.address));
        let now = acting.get_untracked();
        let is_there = |payer: &Address| untrack(|| app.accounts()).iter().any(|a| a.address == *payer);
        let before = kept.get_untracked().filter(|(acted, _)| *acted == now);
        let chosen = before.map(|(_, payer)| payer).filter(is_there);
        let payer = RwSignal::new(chosen.or(now));
        Effect::new(move |before: Option<Option<Address>>| {
            let now = acting.get();
            if now.is_some() && before.is_some_and(|before| before != now) {
                payer.set(now);
            }
            now
        });
        Effect::new(move |_| {
            let (acting, payer) = (acting.get(), payer.get());
            kept.set(payer.filter(|_| payer != acting).map(|payer| (acting, payer)));
        });
        payer
    }

    /// What is kept under a name, if anything is.
    pub fn kept<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_str(&read(&self.key(name))?).ok()
    }

    /// Keeps a value that no signal holds.
    pub fn write(&self, name: &str, value: &impl Serialize) {
        write(&self.key(name), serde_json::to_string(value).ok());
    }

    /// Forgets what is kept under a name.
    pub fn forget_one(&self, name: &str) {
        remove(&self.key(name));
    }

    /// Forgets all of it: it was signed, or cancelled.
    pub fn forget(&self) {
        drop(self.take());
    }

    /// Forgets all of it while it is being signed, and says what it was: a window that is loaded anew meanwhile does not ask for
    /// the same once more.
    pub fn take(&self) -> Taken {
        Taken(take_all(&self.key("")))
    }

    /// Forgets every form of a network: its chain is another now, or it is gone.
    pub fn forget_all_of(network: Network) {
        drop(take_all(&format!("{}/", network.key())));
    }

    fn key(&self, name: &str) -> String {
        format!("{}#{name}", self.0)
    }
}

/// What a form held.
pub struct Taken(Vec<(String, String)>);

impl Taken {
    /// Keeps it again: it was not signed.
    pub fn put_back(self) {
        for (key, value) in self.0 {
            write(&key, Some(value));
        }
    }
}

/// In session storage: the account that is looked at.
const LOOKED_AT: &str = "account";
/// All together, in an account's place.
const ALL: &str = "all";

impl App {
    /// Keeps which account is looked at over a reload: who acts decides what forms mean.
    pub(super) fn keep_account(self) {
        Effect::new(move |_| {
            let account = self.account.get().map_or_else(|| ALL.to_owned(), |a| a.to_hex());
            if let Some(network) = self.network() {
                write(LOOKED_AT, Some(format!("{} {account}", network.key())));
            }
        });
    }

    /// Whether what is looked at is there in a new status: the chosen account, or all of several.
    pub(super) fn is_still_looked_at(self, status: &Status) -> bool {
        if let Some(chosen) = self.account.get_untracked() {
            return status.accounts.iter().any(|a| a.address == chosen);
        }
        // Where there was nothing to choose among, or it was another network's, all were not chosen.
        let chosen = self.status.with_untracked(|before| {
            let before = before.as_ref();
            before.is_some_and(|before| !before.accounts.is_empty() && before.network == status.network)
        });
        chosen && status.accounts.len() > 1
    }

    /// The account that is looked at first: in a window that begins the one before it was loaded anew, else the first.
    pub(super) fn account_to_begin_with(self, status: &Status) -> Option<Address> {
        let begins = self.status.with_untracked(Option::is_none);
        let network = status.network.filter(|_| begins);
        let before = network.and_then(|network| looked_at(network, &status.accounts));
        before.unwrap_or_else(|| status.accounts.first().map(|a| a.address))
    }
}

/// The account that was looked at on a network before the window was loaded anew, or all of them (the inner none); none where
/// that is not known.
fn looked_at(network: Network, accounts: &[AccountView]) -> Option<Option<Address>> {
    let kept = read(LOOKED_AT)?;
    let (on, account) = kept.split_once(' ')?;
    match account {
        _ if on != network.key() => None,
        ALL => Some(None),
        of => {
            let one = accounts.iter().find(|a| a.address.to_hex() == of)?;
            Some(Some(one.address))
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// Removes what is kept under the names that begin so, and says what it was.
fn take_all(beginning: &str) -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let all = 0..storage.length().unwrap_or_default();
    let keys: Vec<String> = all.filter_map(|i| storage.key(i).ok().flatten()).collect();
    let of_it = keys.into_iter().filter(|key| key.starts_with(beginning));
    let taken: Vec<(String, String)> = of_it.filter_map(|key| read(&key).map(|value| (key, value))).collect();
    for (key, _) in &taken {
        remove(key);
    }
    taken
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn write(key: &str, value: Option<String>) {
    if let (Some(storage), Some(value)) = (storage(), value) {
        // Storage that is full or refused keeps nothing: the form itself is as before, and what was kept under it is out of date.
        if storage.set_item(key, &value).is_err() {
            remove(key);
        }
    }
}

fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}
