//! One more account of the recovery phrase that the wallet has.

use std::collections::HashSet;

use ballast_api::AccountView;
use ballast_domain::Address;
use ballast_vault::{Account, Origin};

use super::{FIRST, account};
use crate::{Error, Result, session::Session};

impl Session {
    /// Adds the next account of IoTeX's own path, after the last one that the wallet has.
    pub(crate) async fn add_account(&self) -> Result<AccountView> {
        let (phrase, _) = self.phrase()?;
        let (index, name) = {
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
            (index, free_name(known))
        };
        let made = self
            .with_vault(move |vault| vault.add_accounts(phrase, &[account(FIRST, index, name)]))
            .await?;
        self.mirror_accounts().await?;
        self.account_view(made.first().ok_or(Error::NoPhrase)?.address).await
    }
}

fn first_of(addresses: &[Address]) -> Result<Address> {
    addresses.first().copied().ok_or(Error::NoPhrase)
}

/// `Account 2`, or the next number that no account is called by.
fn free_name(known: &[Account]) -> String {
    let name = |n: usize| format!("Account {n}");
    let is_free = |n: &usize| known.iter().all(|a| a.label != name(*n));
    (known.len() + 1..).find(is_free).map_or_else(String::new, name)
}
