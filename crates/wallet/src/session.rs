//! An open network: its client, vault and store, and what is known of its chain.

use std::{
    collections::{HashMap, HashSet},
    hash::RandomState,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use ballast_api::{BatchProposal, Event, Failure};
use ballast_chain::Client;
use ballast_domain::{Address, Network, NetworkParams, Proposal};
use ballast_store::Store;
use ballast_vault::{SecretStore, Vault};
use tokio::{
    sync::{Notify, broadcast},
    task::JoinSet,
};

use crate::{
    Error, Result, chain_watch::Known, endpoints::Sources, practice_host::PracticeHost, profile::Profile,
    views::Listing,
};

/// An open network. Dropping it stops its tasks and, for practice, its chain.
pub(crate) struct Session {
    pub(crate) network: Network,
    pub(crate) params: NetworkParams,
    pub(crate) client: Client,
    sources: Mutex<Sources>,
    /// The practice network, where this process runs it: it ends with the session.
    practice: Mutex<Option<PracticeHost>>,
    pub(crate) keyring: Arc<dyn SecretStore>,
    pub(crate) events: broadcast::Sender<Event>,
    /// What is known of the chain; written by the watch, read by views.
    pub(crate) known: RwLock<Known>,
    /// Held while it is read who is elected.
    pub(crate) electing: tokio::sync::Mutex<()>,
    /// Proposals that may still be approved, by id.
    pub(crate) proposals: Mutex<HashMap<String, Proposal>>,
    /// Batches that may still be approved, by id.
    pub(crate) batches: Mutex<HashMap<String, BatchProposal>>,
    /// Held from choosing a nonce until the submission is written, so that no nonce is used twice.
    pub(crate) signing: tokio::sync::Mutex<()>,
    /// Held while a signed submission is sent or dropped, so that it is one or the other.
    pub(crate) sending: tokio::sync::Mutex<()>,
    /// The table of buckets that was asked for last, with its pages' marks.
    pub(crate) listing: Mutex<Option<(Arc<Listing>, Vec<u64>)>>,
    /// Makes the marks: one key as long as the network is open.
    pub(crate) marks: RandomState,
    /// Submissions that surely no node has yet: written since the session began, and every attempt to send them ended
    /// before they left, or with a node's own refusal.
    pub(crate) unsent: Mutex<HashSet<String>>,
    /// Why submissions wait for so long, by id.
    pub(crate) stuck: Mutex<HashMap<String, String>>,
    /// Why what became of submissions cannot be written, by id.
    pub(crate) unwritten: Mutex<HashMap<String, Failure>>,
    /// Wakes the tracker.
    pub(crate) sent: Notify,
    pub(crate) word_check: Mutex<Vec<usize>>,
    vault: Arc<Mutex<Vault>>,
    /// None once the session is closed: a request that is still under way then writes nothing, so signs nothing.
    profile: Mutex<Option<Arc<Profile>>>,
    tasks: Mutex<JoinSet<()>>,
}

impl Session {
    #[expect(clippy::too_many_arguments, reason = "the one place that puts a session together")]
    pub(crate) fn new(
        network: Network,
        params: NetworkParams,
        client: Client,
        sources: Sources,
        practice: Option<PracticeHost>,
        keyring: Arc<dyn SecretStore>,
        events: broadcast::Sender<Event>,
        vault: Vault,
        profile: Profile,
    ) -> Arc<Self> {
        Arc::new(Self {
            network,
            params,
            client,
            sources: Mutex::new(sources),
            practice: Mutex::new(practice),
            keyring,
            events,
            known: RwLock::default(),
            electing: tokio::sync::Mutex::default(),
            proposals: Mutex::default(),
            batches: Mutex::default(),
            signing: tokio::sync::Mutex::default(),
            sending: tokio::sync::Mutex::default(),
            listing: Mutex::default(),
            marks: RandomState::new(),
            unsent: Mutex::default(),
            stuck: Mutex::default(),
            unwritten: Mutex::default(),
            sent: Notify::new(),
            word_check: Mutex::default(),
            vault: Arc::new(Mutex::new(vault)),
            profile: Mutex::new(Some(Arc::new(profile))),
            tasks: Mutex::default(),
        })
    }

    /// Ends the session's tasks and, for practice, its chain, locks the vault, and lets go of the profile. What still
    /// asks it, such as a keyring that waits for the person, comes too late.
    pub(crate) async fn close(&self) {
        lock(&self.tasks).abort_all();
        let profile = lock(&self.profile).take();
        self.vault().lock();
        let host = lock(&self.practice).take();
        if let Some(host) = host {
            host.stop().await;
        }
        // Last: until now no other program may have had the folder.
        drop(profile);
    }

    /// Where the network is asked.
    pub(crate) fn sources(&self) -> MutexGuard<'_, Sources> {
        lock(&self.sources)
    }

    /// Runs a task for as long as the session is open.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        lock(&self.tasks).spawn(task);
    }

    /// The vault, for what does not take a password or wait for the keyring.
    pub(crate) fn vault(&self) -> MutexGuard<'_, Vault> {
        lock(&self.vault)
    }

    /// The vault, for what takes argon2's time: off the async threads.
    pub(crate) async fn with_vault<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Vault) -> ballast_vault::Result<T> + Send + 'static,
    ) -> Result<T> {
        let vault = self.vault.clone();
        Ok(tokio::task::spawn_blocking(move || f(&mut lock(&vault))).await??)
    }

    /// The vault and the keyring, which may wait for the person: off the async threads, the vault free meanwhile.
    pub(crate) async fn with_keyring<T: Send + 'static>(
        &self,
        f: impl FnOnce(&Mutex<Vault>, &dyn SecretStore) -> ballast_vault::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (vault, keyring) = (self.vault.clone(), self.keyring.clone());
        Ok(tokio::task::spawn_blocking(move || f(&vault, keyring.as_ref())).await??)
    }

    /// The store, off the async threads.
    pub(crate) async fn with_store<T: Send + 'static>(
        &self,
        f: impl FnOnce(&Store) -> Result<T, ballast_store::Error> + Send + 'static,
    ) -> Result<T> {
        let profile = lock(&self.profile).clone().ok_or(Error::NoNetwork)?;
        Ok(tokio::task::spawn_blocking(move || f(&profile.store)).await??)
    }

    /// Tells the windows; nobody listening is fine.
    pub(crate) fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// The account, if the wallet can sign for it.
    pub(crate) fn require_signer(&self, account: Address) -> Result<()> {
        let vault = self.vault();
        if vault.is_locked() {
            return Err(ballast_vault::Error::Locked.into());
        }
        match vault.accounts()?.iter().any(|a| a.address == account) {
            true => Ok(()),
            false => Err(Error::WatchOnly),
        }
    }
}

/// Locks; a panic elsewhere leaves the data as it was between two writes, which is still sound here.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
