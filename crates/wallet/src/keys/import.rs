//! Import: a recovery phrase with all its accounts, a raw key, an address to watch.

use ballast_api::{AccountView, FoundAccount, calls};
use ballast_domain::{Address, Network};
use ballast_vault::{Mnemonic, PrivateKey, SecretString};

use super::{accounts::watched, secret};
use crate::{Error, Result, session::Session};

impl Session {
    pub(crate) async fn import_phrase(&self, mut req: calls::ImportPhrase) -> Result<Vec<FoundAccount>> {
        let mnemonic = Mnemonic::parse(&req.phrase)?;
        self.open_for_import(secret(&mut req.password)).await?;
        let id = self
            .with_vault(move |vault| vault.add_mnemonic(&mnemonic, true))
            .await?;
        if req.use_keyring {
            self.enable_keyring().await?;
        }
        let found = self.scan(id).await?;
        self.mirror_accounts().await?;
        if let Some(first) = found
            .first()
            .filter(|_| found.iter().all(|f| f.balance.is_some_and(|b| b.is_zero())))
        {
            self.practice_money_for(first.address).await?;
        }
        Ok(found)
    }

    pub(crate) async fn import_key(&self, mut req: calls::ImportKey) -> Result<AccountView> {
        let key = req.key.parse::<PrivateKey>()?;
        self.open_for_import(secret(&mut req.password)).await?;
        let made = self
            .with_vault(move |vault| vault.import_key(&key, "Imported key"))
            .await?;
        if req.use_keyring {
            self.enable_keyring().await?;
        }
        self.mirror_accounts().await?;
        if self.client.balance(made.address).await.is_ok_and(|b| b.value.is_zero()) {
            self.practice_money_for(made.address).await?;
        }
        self.account_view(made.address).await
    }

    /// On the practice network an empty account gets its allowance, so that everything can be tried at once.
    async fn practice_money_for(&self, account: Address) -> Result<()> {
        match self.network {
            Network::Practice => self.ask_practice_money(account).await,
            _ => Ok(()),
        }
    }

    /// Unlocks the vault for adding to it, or makes it.
    async fn open_for_import(&self, password: SecretString) -> Result<()> {
        self.with_vault(move |vault| match vault.exists() {
            true => vault.unlock(&password),
            false => vault.create(&password),
        })
        .await
    }

    pub(crate) async fn watch_address(&self, req: calls::WatchAddress) -> Result<AccountView> {
        let address: Address = req.address.parse()?;
        let label = match req.label.trim() {
            "" => "Watched".to_owned(),
            label => label.to_owned(),
        };
        if self.accounts().await?.iter().any(|a| a.address == address) {
            return Err(Error::Vault(ballast_vault::Error::DuplicateAccount(address)));
        }
        self.with_store(move |store| store.watch(&watched(address, label)))
            .await?;
        self.account_view(address).await
    }
}
