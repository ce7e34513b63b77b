//! The opening of networks: the one that was open last, another, the same one anew, and the practice network begun anew.

use std::sync::Arc;

use ballast_api::Event;
use ballast_chain::{Client, Config};
use ballast_domain::Network;
use ballast_vault::Vault;
use futures_util::future::BoxFuture;

use super::Wallet;
use crate::{
    Error, Options, Result,
    place::VAULT,
    practice_host::PracticeHost,
    practice_params::params_of,
    profile::Profile,
    session::{Keys, Opened, Session, lock},
    sources::{Sources, pace},
};

impl Wallet {
    /// Opens the network that was open last, if there was one and none was opened yet.
    ///
    /// # Errors
    /// As [`Wallet::open`].
    pub(crate) async fn reopen(&self) -> Result<()> {
        let network = lock(&self.inner.remembered).network;
        let open = async {
            // One that was removed since, by another program, is none.
            match network.and_then(|network| self.as_remembered(network).ok()) {
                Some(network) => self.open_now(network).await,
                None => Ok(()),
            }
        };
        self.inner.reopened.get_or_try_init(|| open).await?;
        Ok(())
    }

    /// Opens a network and remembers it for the next start.
    ///
    /// # Errors
    /// As [`Wallet::open`]; [`Error::UnknownNetwork`].
    pub(crate) async fn choose(&self, network: Network) -> Result<()> {
        let network = self.as_remembered(network)?;
        self.open(network).await?;
        self.remember(|r| r.network = Some(network))
    }

    /// Opens a network: its profile, its store, its chain; for practice, starts the chain. What a crash left open is
    /// taken up again. Does nothing when it is open.
    ///
    /// # Errors
    /// [`Error::InUse`], [`Error::File`], [`Error::Store`], [`Error::Practice`]; the network that was open then stays
    /// open. A chain that does not answer is no error here.
    pub fn open(&self, network: Network) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
            self.open_now(network).await?;
            // Already set is as good.
            let _ = self.inner.reopened.set(());
            Ok(())
        })
    }

    async fn open_now(&self, network: Network) -> Result<()> {
        // One that nobody remembers is as whoever opens it says.
        let network = self.as_remembered(network).unwrap_or(network);
        let mut open = self.inner.session.write().await;
        if open.as_ref().is_some_and(|s| s.network == network) {
            return Ok(());
        }
        let session = self.start(network).await?;
        if let Some(old) = open.take() {
            old.close().await;
        }
        self.begin(&session);
        *open = Some(session);
        Ok(())
    }

    /// Opens a network anew that is open, with what is remembered of it by now; the vault is locked then. Does nothing where
    /// it is not open any more.
    ///
    /// # Errors
    /// As [`Wallet::open`]; no network is open then.
    pub(crate) async fn open_anew(&self, network: Network) -> Result<()> {
        let mut open = self.inner.session.write().await;
        let is_it = |session: &mut Arc<Session>| session.network == network;
        let Some(old) = open.take_if(is_it) else {
            return Ok(());
        };
        old.close().await;
        // The chain is the same; its contracts may be others by now.
        let network = self.as_remembered(network).unwrap_or(network);
        let session = self.start(network).await?;
        self.begin(&session);
        *open = Some(session);
        Ok(())
    }

    /// Begins what goes on by itself while a network is open.
    fn begin(&self, session: &Arc<Session>) {
        let settings = self.remembered().settings;
        session.set_auto_lock(settings.auto_lock_minutes);
        session.set_fee_limit(self.inner.options.max_fee.or(settings.fee_limit));
        session.set_gift_limit(settings.gift_limit);
        session.watch_chain();
        session.watch_forks();
        if !self.reads_only() {
            session.watch_idleness();
            session.track_submissions();
            session.watch_sequences();
            session.watch_searches();
            session.watch_arrivals();
            session.watch_eras();
        }
    }

    /// Begins the practice network anew. What was done on its chain is forgotten before the chain is: after a crash
    /// between the two nothing is known that was not, and it can be begun anew once more.
    ///
    /// # Errors
    /// [`Error::NotPractice`], [`Error::PracticeElsewhere`], and as [`Wallet::open`]. Where the old chain cannot be taken
    /// away it is open again.
    pub(crate) async fn start_practice_over(&self) -> Result<()> {
        let mut open = self.inner.session.write().await;
        let old = open.clone().ok_or(Error::NoNetwork)?;
        old.require_own_practice()?;
        let (network, chain_id) = (old.network, old.params.chain_id);
        let folder = self.inner.options.place.profile(network);
        let tell = |done| {
            let task = "Beginning the practice network anew".to_owned();
            old.tell(Event::Progress { task, done, total: 4 });
        };
        tell(0);
        let profile = old.end().await;
        *open = None;
        tell(1);
        let forgotten = async {
            let profile = profile.ok_or(Error::NoNetwork)?;
            tokio::task::spawn_blocking(move || profile.store.forget_chain(chain_id)).await??;
            PracticeHost::forget(&folder).await
        };
        let forgotten = forgotten.await;
        tell(2);
        let session = self.start(network).await?;
        self.begin(&session);
        *open = Some(session.clone());
        tell(3);
        if forgotten.is_ok() {
            session.allow_first().await;
        }
        tell(4);
        forgotten
    }

    async fn start(&self, network: Network) -> Result<Arc<Session>> {
        let Options {
            place,
            kdf,
            keyring,
            node,
            reads_only,
            ..
        } = &self.inner.options;
        let folder = place.profile(network);
        let profile = match reads_only {
            true => Profile::nowhere()?,
            false => {
                place.make(&folder)?;
                Profile::open(&folder).await?
            }
        };
        let practice = match (network, node) {
            (Network::Practice, None) => {
                place.make(&folder)?;
                Some(PracticeHost::start(&folder).await?)
            }
            _ => None,
        };
        let sources = match (node, &practice) {
            (Some(url), _) => Sources::named(url),
            (None, Some(host)) => Sources::practice(host.url(), host.ws()),
            (None, None) => {
                let chosen = lock(&self.inner.remembered).choice(network);
                Sources::of(network, chosen)?
            }
        };
        let client = Client::new(Config {
            pace: pace(network)?,
            pass: practice.as_ref().map(PracticeHost::pass),
            ..Config::new(network.params().chain_id, sources.endpoints())
        })?;
        let network = self.asked_again(network, &client).await;
        let params = params_of(network, &client).await;
        let file = folder.join(VAULT);
        let throttle = self.inner.throttles.of(&file);
        let vault = Vault::at(file, *kdf).throttled(throttle);
        let session = Session::new(Opened {
            network,
            params,
            client,
            sources,
            practice,
            keys: Keys::new(vault, keyring.clone()),
            profile,
            events: self.inner.events.clone(),
            asker: self.inner.asker.clone(),
            given: self.given_contracts(network),
        });
        // Those that are kept were looked at when they were given.
        if let Some(contracts) = self.contracts_for_this_run(network) {
            session.look_at_contracts(&contracts).await?;
        }
        Ok(session)
    }
}
