//! Looks for a phrase's accounts on all derivation paths, because the same words hold different accounts for
//! wallets of IoTeX and of Ethereum (iotex-protocol.md §1.5).

use std::collections::HashSet;

use ballast_api::{Event, FoundAccount};
use ballast_domain::Address;
use ballast_vault::{Scheme, SecretId};

use super::{FIRST, account};
use crate::{Result, session::Session};

/// Unused accounts in a row after which a path is taken to be at its end.
const GAP: u32 = 5;
/// Accounts looked at on one path at the most.
const LIMIT: u32 = 100;

impl Session {
    /// Looks, and takes every used account into the wallet; the first of IoTeX's own path in any case.
    ///
    /// A node that does not answer makes figures unknown, never zero, and ends the search after the first gap.
    pub(crate) async fn scan(&self, phrase: SecretId) -> Result<Vec<FoundAccount>> {
        let mut found = Vec::new();
        let mut taken = Vec::new();
        // Two paths can meet: m/44'/60'/0'/0/0 stands at the beginning of both of Ethereum's.
        let mut seen = HashSet::new();
        for (done, scheme) in Scheme::ALL.into_iter().enumerate() {
            self.tell(Event::Progress {
                task: format!("Looking at {}", scheme.template()),
                done: done as u64,
                total: Scheme::ALL.len() as u64,
            });
            let (mut index, mut unused) = (0, 0);
            while unused < GAP && index < LIMIT {
                let addresses = self.vault().derive_addresses(phrase, scheme, index..index + GAP)?;
                for mut one in self.look_at(scheme, index, &addresses).await {
                    unused = if one.is_used() { 0 } else { unused + 1 };
                    let new = seen.insert(one.address);
                    one.added = new && (one.is_used() || (scheme == FIRST && index == 0));
                    if one.added {
                        taken.push(account(scheme, index, format!("Account {}", taken.len() + 1)));
                    }
                    if one.added || (new && one.balance.is_none()) {
                        found.push(one);
                    }
                    index += 1;
                }
            }
        }
        self.tell(Event::Progress {
            task: "Looking for accounts".into(),
            done: 1,
            total: 1,
        });
        self.with_vault(move |vault| vault.add_accounts(phrase, &taken)).await?;
        Ok(found)
    }

    async fn look_at(&self, scheme: Scheme, first: u32, addresses: &[Address]) -> Vec<FoundAccount> {
        let states = self.client.accounts(addresses).await.ok().map(|s| s.value);
        let mut found = Vec::with_capacity(addresses.len());
        for (i, address) in addresses.iter().enumerate() {
            let state = states.as_ref().and_then(|s| s.get(i)).copied();
            let buckets = match state {
                Some(_) => self
                    .client
                    .buckets_of(*address)
                    .await
                    .ok()
                    .map(|b| b.value.len() as u64),
                None => None,
            };
            found.push(FoundAccount {
                path: scheme.path(first + i as u32),
                address: *address,
                balance: state.map(|(balance, _)| balance),
                nonce: state.map(|(_, nonce)| nonce),
                buckets,
                added: false,
            });
        }
        found
    }
}
