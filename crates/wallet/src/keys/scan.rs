//! Looks for a phrase's accounts on all derivation paths, because the same words hold different accounts for
//! wallets of IoTeX and of Ethereum (iotex-protocol.md §1.5).

use std::collections::HashSet;

use ballast_api::{Event, FoundAccount, Search};
use ballast_domain::{Address, Amount};
use ballast_vault::{Scheme, SecretId};
use futures_util::{StreamExt, stream};

use super::{FIRST, account, more::free_name};
use crate::{Result, session::Session};

/// Unused accounts in a row after which a path is at its end (BIP-44).
pub(super) const GAP: u32 = 20;
/// Accounts looked at on one path at the most.
const LIMIT: u32 = 1_000;
/// Accounts whose buckets are asked for at once.
const AT_ONCE: usize = 5;

/// One search at a time, and none while the vault is replaced: phrases of another vault have other names.
#[derive(Default)]
pub(super) struct SearchTurn(pub(super) tokio::sync::Mutex<()>);

/// A search as it goes.
#[derive(Default)]
struct Trail {
    found: Vec<FoundAccount>,
    /// Two paths can meet: m/44'/60'/0'/0/0 stands at the beginning of both of Ethereum's.
    seen: HashSet<Address>,
    missed: Option<crate::Error>,
}

impl Session {
    /// Looks once more, because the person asked for it.
    pub(crate) async fn search_again(&self, which: Option<u32>) -> Result<Search> {
        let phrase = self.phrase(which)?.id;
        self.search(phrase).await
    }

    /// Looks, and takes every used account into the wallet as soon as it is found; the first of IoTeX's own path in any
    /// case. What is in the wallet already stays as it is.
    ///
    /// Where a node does not answer, that part was not looked at: nothing is taken to be unused for it.
    ///
    /// # Errors
    /// The vault's and the store's. A node's are in the answer.
    pub(crate) async fn search(&self, phrase: SecretId) -> Result<Search> {
        let turn = self.own::<SearchTurn>();
        let _turn = turn.0.lock().await;
        let mut trail = Trail::default();
        for (done, scheme) in Scheme::ALL.into_iter().enumerate() {
            self.tell(Event::Progress {
                task: format!("Looking at {}", scheme.template()),
                done: done as u64,
                total: Scheme::ALL.len() as u64,
            });
            self.walk(phrase, scheme, &mut trail).await?;
        }
        self.tell(Event::Progress {
            task: "Looking for accounts".into(),
            done: 1,
            total: 1,
        });
        self.note_searched(phrase, trail.missed.is_none()).await?;
        Ok(Search {
            phrase: phrase.0,
            found: trail.found,
            missed: trail.missed.map(Into::into),
        })
    }

    /// Looks at one path, up to its end or to where a node does not answer.
    async fn walk(&self, phrase: SecretId, scheme: Scheme, trail: &mut Trail) -> Result<()> {
        let (mut index, mut unused) = (0, 0);
        while unused < GAP && index < LIMIT {
            let addresses = self.vault().derive_addresses(phrase, scheme, index..index + GAP)?;
            let (looked_at, missed) = self.look_at(scheme, index, &addresses).await;
            let mut taken = Vec::new();
            for mut one in looked_at {
                unused = if one.is_used() { 0 } else { unused + 1 };
                one.added = trail.seen.insert(one.address) && (one.is_used() || (scheme == FIRST && index == 0));
                if one.added {
                    taken.push((index, one.address));
                    trail.found.push(one);
                }
                index += 1;
                if unused == GAP {
                    break;
                }
            }
            self.take(phrase, scheme, taken).await?;
            if let Some(missed) = missed {
                trail.missed.get_or_insert(missed);
                return Ok(());
            }
        }
        Ok(())
    }

    /// Takes accounts into the wallet, but for those that are there.
    async fn take(&self, phrase: SecretId, scheme: Scheme, taken: Vec<(u32, Address)>) -> Result<()> {
        let mut names: Vec<String> = self.accounts().await?.into_iter().map(|a| a.label).collect();
        let mut new = Vec::with_capacity(taken.len());
        for (index, address) in taken {
            if self.vault().accounts()?.iter().any(|a| a.address == address) {
                continue;
            }
            let label = self.watched_as(address).await?;
            let label = label.unwrap_or_else(|| free_name(names.iter().map(String::as_str)));
            names.push(label.clone());
            new.push(account(scheme, index, label));
        }
        if new.is_empty() {
            return Ok(());
        }
        self.with_vault(move |vault| vault.add_missing_accounts(phrase, &new))
            .await?;
        self.mirror_accounts().await
    }

    /// What the chain says of addresses in a row, up to the first of which it says nothing, and why it does not.
    async fn look_at(
        &self,
        scheme: Scheme,
        first: u32,
        addresses: &[Address],
    ) -> (Vec<FoundAccount>, Option<crate::Error>) {
        let found = |i: usize, state: Option<(Amount, u64)>, buckets| FoundAccount {
            path: scheme.path(first + i as u32),
            address: addresses[i],
            balance: state.map(|(balance, _)| balance),
            nonce: state.map(|(_, nonce)| nonce),
            buckets,
            added: false,
        };
        let states = match self.client.accounts(addresses).await {
            Ok(states) => states.value,
            // The very first is taken all the same: its figures are unknown.
            Err(error) if first == 0 => return (vec![found(0, None, None)], Some(error.into())),
            Err(error) => return (Vec::new(), Some(error.into())),
        };
        let asked: Vec<_> = addresses
            .iter()
            .map(|address| self.client.buckets_of(*address))
            .collect();
        let mut buckets = stream::iter(asked).buffered(AT_ONCE);
        let mut all = Vec::with_capacity(addresses.len());
        for (i, state) in states.into_iter().enumerate() {
            let owned = match buckets.next().await {
                Some(Ok(buckets)) => Ok(buckets.value.len() as u64),
                Some(Err(error)) => Err(error.into()),
                None => break,
            };
            match owned {
                Ok(count) => all.push(found(i, Some(state), Some(count))),
                Err(error) => {
                    let one = found(i, Some(state), None);
                    if one.is_used() {
                        all.push(one);
                    }
                    return (all, Some(error));
                }
            }
        }
        (all, None)
    }
}
