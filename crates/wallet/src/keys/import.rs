//! Import: a recovery phrase with all its accounts, a raw key, an address to watch.

use ballast_api::{AccountView, Search, calls};
use ballast_domain::{Address, Network};
use ballast_vault::{Mnemonic, PrivateKey};

use super::{
    FIRST,
    accounts::{watched, watched_label},
    address_of, secret,
};
use crate::{Error, Result, session::Session};

impl Session {
    /// Keeps a phrase with its first account, then looks for its others. A search that ends early, with the program or
    /// for want of a node, loses nothing: the phrase is there, and is searched again.
    pub(crate) async fn import_phrase(&self, mut req: calls::ImportPhrase) -> Result<Search> {
        let mnemonic = Mnemonic::parse(&req.phrase)?;
        let password = secret(&mut req.password);
        let first = [self.first_account(&mnemonic).await?];
        let id = self
            .with_vault(move |vault| match vault.exists() {
                true => {
                    vault.unlock(&password)?;
                    vault.keep_mnemonic(&mnemonic, &first)
                }
                false => vault.create_with_mnemonic(&password, &mnemonic, true, &first),
            })
            .await?;
        self.mirror_accounts().await?;
        if req.use_keyring {
            self.enable_keyring().await?;
        }
        // The phrase is here by now: a vault that is locked meanwhile ends its search, which goes on by itself.
        let search = self.search(id).await.unwrap_or_else(|error| Search {
            phrase: id.0,
            found: Vec::new(),
            missed: Some(error.into()),
        });
        let empty = search.found.iter().all(|f| f.balance.is_some_and(|b| b.is_zero()));
        if let Some(first) = search.found.first().filter(|_| empty && search.missed.is_none()) {
            self.practice_money_for(first.address).await;
        }
        Ok(search)
    }

    /// The account that a phrase begins with, called as it was while it was watched.
    pub(super) async fn first_account(&self, mnemonic: &Mnemonic) -> Result<ballast_vault::NewAccount> {
        let address = address_of(mnemonic, FIRST, 0)?;
        let known = self.accounts().await?;
        let label = self.watched_as(address).await?;
        let label = label.unwrap_or_else(|| super::more::free_name(known.iter().map(|a| a.label.as_str())));
        Ok(super::account(FIRST, 0, label))
    }

    pub(crate) async fn import_key(&self, mut req: calls::ImportKey) -> Result<AccountView> {
        let key = req.key.parse::<PrivateKey>()?;
        let label = self.watched_as(key.address()).await?;
        let label = label.unwrap_or_else(|| "Imported key".to_owned());
        let password = secret(&mut req.password);
        let made = self
            .with_vault(move |vault| match vault.exists() {
                true => {
                    vault.unlock(&password)?;
                    vault.import_key(&key, &label)
                }
                false => vault.create_with_key(&password, &key, &label),
            })
            .await?;
        self.mirror_accounts().await?;
        if req.use_keyring {
            self.enable_keyring().await?;
        }
        if self.client.balance(made.address).await.is_ok_and(|b| b.value.is_zero()) {
            self.practice_money_for(made.address).await;
        }
        self.account_view(made.address).await
    }

    /// On the practice network an empty account gets its allowance, so that everything can be tried at once.
    /// Without it the account is there all the same.
    pub(super) async fn practice_money_for(&self, account: Address) {
        if self.network == Network::Practice
            && let Err(error) = self.ask_practice_money(account).await
        {
            tracing::warn!(%error, "there is no practice money for a new account");
        }
    }

    pub(crate) async fn watch_address(&self, req: calls::WatchAddress) -> Result<AccountView> {
        let address: Address = req.address.parse()?;
        let label = watched_label(&req.label)?;
        if self.accounts().await?.iter().any(|a| a.address == address) {
            return Err(Error::Vault(ballast_vault::Error::DuplicateAccount(address)));
        }
        self.with_store(move |store| store.watch(&watched(address, label)))
            .await?;
        self.account_view(address).await
    }
}
