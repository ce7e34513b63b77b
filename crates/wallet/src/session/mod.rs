//! An open network: its client and store, and its parts: the chain as it is known, the keys, the road. What a use case
//! keeps beside them it keeps in a type of its own ([`Session::own`]).

mod chain;
mod keys;
mod own;
mod road;
mod tasks;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use ballast_api::Event;
use ballast_chain::Client;
use ballast_domain::{Contracts, Network, NetworkParams};
use ballast_store::Store;
use tokio::{sync::broadcast, task::JoinSet};

pub(crate) use chain::{Election, Known, NEAR};
pub(crate) use keys::{Keys, Throttles};

use crate::{Error, Result, confirm::Asker, practice_host::PracticeHost, profile::Profile, sources::Sources};

/// How long it is waited for writes that have begun when a session ends.
const WRITES_END: Duration = Duration::from_secs(2);

/// What a session is made of.
pub(crate) struct Opened {
    pub(crate) network: Network,
    /// What its rules need, as it was asked for where it says that.
    pub(crate) params: NetworkParams,
    pub(crate) client: Client,
    /// Where the network is asked.
    pub(crate) sources: Sources,
    /// The practice network, where this process runs it.
    pub(crate) practice: Option<PracticeHost>,
    pub(crate) keys: Keys,
    pub(crate) profile: Profile,
    pub(crate) events: broadcast::Sender<Event>,
    /// Who asks the person outside the page.
    pub(crate) asker: Asker,
    /// The contracts that the person gave the network.
    pub(crate) given: Contracts,
}

/// An open network. Dropping it stops its tasks and, for practice, its chain.
pub(crate) struct Session {
    pub(crate) network: Network,
    pub(crate) params: NetworkParams,
    pub(crate) client: Client,
    pub(crate) chain: chain::Chain,
    pub(crate) keys: Keys,
    pub(crate) road: road::Road,
    pub(crate) asker: Asker,
    /// The contracts that the person gave this network.
    pub(crate) given: Contracts,
    own: own::Own,
    sources: Mutex<Sources>,
    /// The practice network, where this process runs it: it ends with the session.
    practice: Mutex<Option<PracticeHost>>,
    events: broadcast::Sender<Event>,
    /// None once the session is closed: a request that is still under way then writes nothing, so signs nothing.
    profile: Mutex<Option<Arc<Profile>>>,
    tasks: Mutex<JoinSet<()>>,
}

impl Session {
    /// A session in which nothing is known yet and no task runs.
    pub(crate) fn new(opened: Opened) -> Arc<Self> {
        let mut params = opened.params;
        let (given, voters) = (&opened.given, &mut params.voter_rewards);
        voters.delegate_profile = given.delegate_profile.or(voters.delegate_profile);
        voters.auto_deposit = given.auto_deposit.or(voters.auto_deposit);
        if !given.hermes.vaults.is_empty() {
            voters.hermes_vaults.clone_from(&given.hermes.vaults);
        }
        Arc::new(Self {
            network: opened.network,
            params,
            client: opened.client,
            chain: chain::Chain::of(opened.network),
            keys: opened.keys,
            road: road::Road::default(),
            asker: opened.asker,
            given: opened.given,
            own: own::Own::default(),
            sources: Mutex::new(opened.sources),
            practice: Mutex::new(opened.practice),
            events: opened.events,
            profile: Mutex::new(Some(Arc::new(opened.profile))),
            tasks: Mutex::default(),
        })
    }

    /// Ends the session's tasks and, for practice, its chain, locks the vault, and lets go of the profile. What still
    /// asks it, such as a keyring that waits for the person, comes too late.
    pub(crate) async fn close(&self) {
        // Last: until now no other program may have had the folder.
        drop(self.end().await);
    }

    /// The same, and the profile is still held as long as what is given back, unless the session was closed already.
    pub(crate) async fn end(&self) -> Option<Arc<Profile>> {
        lock(&self.tasks).abort_all();
        let profile = lock(&self.profile).take();
        self.vault().lock();
        let host = lock(&self.practice).take();
        if let Some(host) = host {
            host.stop().await;
        }
        if let Some(profile) = &profile {
            // A write that has begun ends first: nothing of this session is written after it.
            let until = Instant::now() + WRITES_END;
            while Arc::strong_count(profile) > 1 && Instant::now() < until {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        }
        profile
    }

    /// Whether this process runs the network, as it does the practice network unless a node is named for it.
    pub(crate) fn runs_its_network(&self) -> bool {
        lock(&self.practice).is_some()
    }

    /// Where the network is asked.
    pub(crate) fn sources(&self) -> MutexGuard<'_, Sources> {
        lock(&self.sources)
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
}

/// Locks; a panic elsewhere leaves the data as it was between two writes, which is still sound here.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
