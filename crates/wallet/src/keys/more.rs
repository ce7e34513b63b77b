//! One more account of a recovery phrase that the wallet has.

use std::collections::HashSet;

use ballast_api::{AccountView, calls};
use ballast_domain::Address;
use ballast_vault::{Origin, Scheme, SecretId};

use super::{FIRST, account};
use crate::{Error, Result, session::Session};

impl Session {
    /// Adds the account that a path names; else the next one of IoTeX's own path, after the last that the wallet has.
    pub(crate) async fn add_account(&self, req: calls::AddAccount) -> Result<AccountView> {
        let phrase = self.phrase(req.which)?.id;
        let (scheme, index) = match req.path.as_deref().map(str::trim).filter(|path| !path.is_empty()) {
            Some(path) => Scheme::read(path).ok_or(Error::Path)?,
            None => (FIRST, self.next_index(phrase)?),
        };
        let address = first_of(&self.vault().derive_addresses(phrase, scheme, index..index + 1)?)?;
        let label = match self.watched_as(address).await? {
            Some(label) => label,
            None => free_name(self.vault().accounts()?.iter().map(|a| a.label.as_str())),
        };
        let made = self
            .with_vault(move |vault| vault.add_accounts(phrase, &[account(scheme, index, label)]))
            .await?;
        self.mirror_accounts().await?;
        self.account_view(made.first().ok_or(Error::NoPhrase)?.address).await
    }

    fn next_index(&self, phrase: SecretId) -> Result<u32> {
        let vault = self.vault();
        let known = vault.accounts()?;
        let used = known.iter().filter_map(|a| match a.origin {
            Origin::Derived { secret, scheme, index } if secret == phrase && scheme == FIRST => Some(index),
            _ => None,
        });
        // A key that was imported by itself may stand where the path goes on.
        let taken: HashSet<Address> = known.iter().map(|a| a.address).collect();
        let mut index = used.max().map_or(0, |last| last + 1);
        while taken.contains(&first_of(&vault.derive_addresses(phrase, FIRST, index..index + 1)?)?) {
            index += 1;
        }
        Ok(index)
    }
}

fn first_of(addresses: &[Address]) -> Result<Address> {
    addresses.first().copied().ok_or(Error::NoPhrase)
}

/// `Account 2`, or the next number that no account is called by; `known` is what the wallet's accounts are called.
pub(super) fn free_name<'a>(known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.collect();
    let name = |n: usize| format!("Account {n}");
    let is_free = |n: &usize| known.iter().all(|label| *label != name(*n));
    (known.len() + 1..).find(is_free).map_or_else(String::new, name)
}
