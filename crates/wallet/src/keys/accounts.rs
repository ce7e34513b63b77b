//! The list of accounts. Public data: a copy of it is kept in the store, so that it shows while the vault is locked.

use std::collections::HashSet;

use ballast_api::{AccountView, Origin};
use ballast_domain::Address;
use ballast_store::WatchAccount;
use ballast_vault::SecretKind;

use crate::{Error, Result, book::fitting_label, clock::now, session::Session};

/// Under which name the copy stands among the store's settings.
const MIRROR: &str = "accounts";

impl Session {
    /// Copies the vault's accounts, without secrets, into the store. One whose key is here is not watched any more.
    pub(crate) async fn mirror_accounts(&self) -> Result<()> {
        let views = self.keyed_accounts()?;
        self.with_store(move |store| {
            for account in &views {
                store.unwatch(account.address)?;
            }
            store.set_setting(MIRROR, &views)
        })
        .await?;
        self.mirror_phrases().await
    }

    fn keyed_accounts(&self) -> Result<Vec<AccountView>> {
        let vault = self.vault();
        let secrets = vault.secrets()?;
        let backed_up = |id| {
            secrets
                .iter()
                .any(|s| s.id == id && matches!(s.kind, SecretKind::Mnemonic { backed_up: true, .. }))
        };
        let view = |a: &ballast_vault::Account| AccountView {
            address: a.address,
            label: a.label.clone(),
            origin: match a.origin {
                ballast_vault::Origin::Derived { secret, scheme, index } => Origin::Phrase {
                    path: scheme.path(index),
                    backed_up: backed_up(secret),
                    phrase: secret.0,
                },
                ballast_vault::Origin::Key { .. } => Origin::Key,
            },
        };
        Ok(vault.accounts()?.iter().map(view).collect())
    }

    /// All accounts, keyed ones first.
    pub(crate) async fn accounts(&self) -> Result<Vec<AccountView>> {
        let (mirror, watched) = self
            .with_store(|store| Ok((store.setting(MIRROR)?, store.watched()?)))
            .await?;
        let mut all: Vec<AccountView> = mirror.unwrap_or_default();
        let keyed: HashSet<Address> = all.iter().map(|account| account.address).collect();
        let only_watched = watched.into_iter().filter(|w| !keyed.contains(&w.address));
        all.extend(only_watched.map(|w| AccountView {
            address: w.address,
            label: w.label,
            origin: Origin::Watch,
        }));
        Ok(all)
    }

    pub(crate) async fn account_view(&self, address: Address) -> Result<AccountView> {
        self.accounts()
            .await?
            .into_iter()
            .find(|a| a.address == address)
            .ok_or(Error::UnknownAccount)
    }

    /// The one account asked for, or all of one's own: what is only watched is not held. Where everything is watched,
    /// all of it.
    pub(crate) async fn asked_accounts(&self, account: Option<Address>) -> Result<Vec<Address>> {
        match account {
            Some(one) => Ok(vec![one]),
            None => {
                let all = self.accounts().await?;
                let any_own = all.iter().any(AccountView::can_sign);
                Ok(all
                    .iter()
                    .filter(|a| a.can_sign() || !any_own)
                    .map(|a| a.address)
                    .collect())
            }
        }
    }

    /// The accounts that are watched beside one's own, where all of these are asked for together: what they hold is told
    /// apart.
    pub(crate) async fn watched_beside(&self, account: Option<Address>) -> Result<Vec<Address>> {
        if account.is_some() {
            return Ok(Vec::new());
        }
        let mut all = self.accounts().await?;
        if all.iter().any(AccountView::can_sign) {
            all.retain(|account| !account.can_sign());
            return Ok(all.into_iter().map(|account| account.address).collect());
        }
        Ok(Vec::new())
    }

    pub(crate) async fn rename_account(&self, address: Address, label: String) -> Result<()> {
        match self.account_view(address).await?.origin {
            Origin::Watch => {
                let label = watched_label(&label)?;
                self.with_store(move |store| store.watch(&watched(address, label)))
                    .await
            }
            _ => {
                self.with_vault(move |vault| vault.rename_account(address, &label))
                    .await?;
                self.mirror_accounts().await
            }
        }
    }
}

impl Session {
    /// What a watched account is called, for the account that its key makes of it.
    pub(super) async fn watched_as(&self, address: Address) -> Result<Option<String>> {
        let watched = self.with_store(|store| store.watched()).await?;
        Ok(watched.into_iter().find(|w| w.address == address).map(|w| w.label))
    }

    /// Stops watching an account.
    ///
    /// # Errors
    /// [`Error::UnknownAccount`] where it is not watched.
    pub(crate) async fn unwatch(&self, address: Address) -> Result<()> {
        match self.with_store(move |store| store.unwatch(address)).await? {
            true => Ok(()),
            false => Err(Error::UnknownAccount),
        }
    }
}

/// How a watched account is called that is to be called so.
///
/// # Errors
/// [`Error::Entry`] where that is too long.
pub(super) fn watched_label(label: &str) -> Result<String> {
    let label = fitting_label(label, "account.label")?;
    Ok(match label.is_empty() {
        true => "Watched".to_owned(),
        false => label,
    })
}

/// A watched account, from now on.
pub(super) fn watched(address: Address, label: String) -> WatchAccount {
    WatchAccount {
        address,
        label,
        added: now(),
    }
}
