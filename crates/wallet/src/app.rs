//! The wallet as the shell and the command line hold it: opens a network, answers requests, tells news.

mod opening;

use std::{
    collections::HashSet,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard},
};

use ballast_api::{ChosenFile, Event, Failure, FileHandle, FileKind, Settings, Status, VaultState, ZOOMS};
use ballast_domain::{Amount, Contracts, Network};
use futures_util::future::BoxFuture;
use tokio::sync::{OnceCell, RwLock, broadcast};

use crate::{
    Error, Options, Place, Result,
    confirm::{Asker, Question},
    files::Chosen,
    remembered::{Choice, Remembered},
    session::{Session, Throttles, lock},
};

/// News that a slow window may fall behind by.
const NEWS: usize = 256;

/// The wallet. Cheap to clone; clones are the same wallet.
#[derive(Clone)]
pub struct Wallet {
    inner: Arc<Inner>,
}

struct Inner {
    options: Options,
    remembered: Mutex<Remembered>,
    /// What went wrong with the file that it is read from, at the start.
    lost: Option<Failure>,
    /// Files that the person chose and nothing has read yet.
    chosen: Chosen,
    /// Who asks the person outside the page.
    asker: Asker,
    /// Addresses of nodes that the person said may be asked.
    agreed: Mutex<HashSet<(Option<u64>, String)>>,
    /// The contracts of a file that is used for this run alone, and the key of the network that it is for.
    for_this_run: Mutex<Option<(String, Contracts)>>,
    throttles: Throttles,
    events: broadcast::Sender<Event>,
    session: RwLock<Option<Arc<Session>>>,
    /// Set once a network was opened, or the one that was open last was.
    reopened: OnceCell<()>,
}

impl Wallet {
    /// A wallet with no network open.
    pub fn new(options: Options) -> Self {
        let (remembered, lost) = read(&options);
        let remembered = Mutex::new(remembered);
        let (events, _) = broadcast::channel(NEWS);
        let asker = Asker::new(options.confirmer.clone());
        Self {
            inner: Arc::new(Inner {
                options,
                remembered,
                lost,
                chosen: Chosen::default(),
                asker,
                agreed: Mutex::default(),
                for_this_run: Mutex::default(),
                throttles: Throttles::default(),
                events,
                session: RwLock::default(),
                reopened: OnceCell::new(),
            }),
        }
    }

    /// Takes a file that the person named, such as in a command line, as one that they chose.
    pub fn offer_file(&self, kind: FileKind, path: PathBuf) -> ChosenFile {
        self.inner.chosen.keep(kind, path)
    }

    /// Has the person choose a file; none where they choose nothing.
    ///
    /// # Errors
    /// [`Error::NoChooser`].
    pub(crate) async fn choose_file(&self, kind: FileKind) -> Result<Option<ChosenFile>> {
        let chooser = self.inner.options.chooser.as_deref().ok_or(Error::NoChooser)?;
        Ok(self.inner.chosen.ask(chooser, kind).await)
    }

    /// Where a chosen file is, once.
    ///
    /// # Errors
    /// [`Error::NoFile`].
    pub(crate) fn take_file(&self, kind: FileKind, handle: &FileHandle) -> Result<PathBuf> {
        self.inner.chosen.take(kind, handle)
    }

    /// Who asks the person outside the page.
    pub(crate) fn asker(&self) -> &Asker {
        &self.inner.asker
    }

    /// The addresses of nodes that the person said may be asked, since the wallet was started, each with the chain id of the
    /// network for which it may; none for one that is to be added.
    pub(crate) fn agreed(&self) -> MutexGuard<'_, HashSet<(Option<u64>, String)>> {
        lock(&self.inner.agreed)
    }

    /// The contracts of a file that is used for this run alone, and the key of the network that it is for.
    pub(crate) fn for_this_run(&self) -> MutexGuard<'_, Option<(String, Contracts)>> {
        lock(&self.inner.for_this_run)
    }

    /// News, from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// The open network.
    ///
    /// # Errors
    /// [`Error::NoNetwork`].
    pub(crate) async fn session(&self) -> Result<Arc<Session>> {
        self.inner.session.read().await.clone().ok_or(Error::NoNetwork)
    }

    /// Whether only a chain is read.
    pub(crate) fn reads_only(&self) -> bool {
        self.inner.options.reads_only
    }

    /// What is remembered is read anew first: another program, on another network, may have changed it.
    pub(crate) fn remember(&self, change: impl FnOnce(&mut Remembered)) -> Result<()> {
        let mut remembered = lock(&self.inner.remembered);
        *remembered = self.inner.options.place.remember(&remembered, change)?;
        Ok(())
    }

    /// What went wrong with the settings' file when the wallet was made; none where it was read, or there is none.
    pub fn lost_settings(&self) -> Option<Failure> {
        self.inner.lost.clone()
    }

    /// A copy of what is remembered.
    pub(crate) fn remembered(&self) -> Remembered {
        lock(&self.inner.remembered).clone()
    }

    /// Where the wallet's files are.
    pub(crate) fn place(&self) -> &Place {
        &self.inner.options.place
    }

    pub(crate) fn remember_endpoints(&self, network: Network, choice: Choice) -> Result<()> {
        self.remember(|r| {
            r.choose(network, Some(choice));
        })
    }

    /// Where the app stands.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn status(&self) -> BoxFuture<'_, Result<Status>> {
        Box::pin(self.status_now())
    }

    async fn status_now(&self) -> Result<Status> {
        let Remembered { settings, .. } = self.remembered();
        let lost = self.lost_settings();
        let networks = self.networks().into_iter().map(|n| self.network_status(n)).collect();
        let session = self.inner.session.read().await.clone();
        let Some(session) = session else {
            let keyring = ballast_api::KeyringState::Unavailable("No network is open.".into());
            let vault = VaultState::None;
            return Ok(Status {
                network: None,
                networks,
                vault,
                keyring,
                accounts: Vec::new(),
                settings,
                lost,
            });
        };
        Ok(Status {
            network: Some(session.network),
            networks,
            vault: session.vault_state(),
            keyring: session.keyring_state().await?,
            accounts: session.accounts().await?,
            settings,
            lost,
        })
    }

    pub(crate) async fn set_settings(&self, mut settings: Settings) -> Result<Settings> {
        let [least, .., most] = ZOOMS;
        settings.zoom = settings.zoom.clamp(least, most);
        // Another program, on another network, may have changed them: what it set is not taken back unasked.
        let known = self.place().remembered_now(self.remembered()).settings;
        if guards(&settings) != guards(&known) {
            self.inner.asker.ask(guards_question(&known, &settings)).await?;
        }
        let before = known.zoom;
        self.remember(|r| r.settings.clone_from(&settings))?;
        if settings.zoom != before {
            // Nobody listens where there is no window.
            let _ = self.inner.events.send(Event::Zoom(settings.zoom));
        }
        if let Ok(session) = self.session().await {
            session.set_auto_lock(settings.auto_lock_minutes);
            session.set_fee_limit(self.inner.options.max_fee.or(settings.fee_limit));
            session.set_gift_limit(settings.gift_limit);
        }
        Ok(settings)
    }
}

/// The settings that guard the money: whoever changes them by way of the page is asked about outside.
fn guards(settings: &Settings) -> (u32, Amount, Option<Amount>) {
    (settings.auto_lock_minutes, settings.gift_limit, settings.fee_limit)
}

fn guards_question(before: &Settings, after: &Settings) -> Question {
    let lock = |settings: &Settings| match settings.auto_lock_minutes {
        0 => "never by itself".to_owned(),
        1 => "after a minute without use".to_owned(),
        minutes => format!("after {minutes} minutes without use"),
    };
    let limit = |settings: &Settings| format!("{} IOTX a day", settings.gift_limit.for_people());
    let fee = |settings: &Settings| match settings.fee_limit {
        None => "what is usual".to_owned(),
        Some(limit) => format!("up to {} IOTX", limit.for_people()),
    };
    let mut lines = Vec::new();
    if before.auto_lock_minutes != after.auto_lock_minutes {
        lines.push(format!("The wallet locks: {} (now {})", lock(after), lock(before)));
    }
    if before.gift_limit != after.gift_limit {
        lines.push(format!(
            "To people in your address book without a question: up to {} (now {})",
            limit(after),
            limit(before)
        ));
    }
    if before.fee_limit != after.fee_limit {
        lines.push(format!("A transaction may cost: {} (now {})", fee(after), fee(before)));
    }
    Question::new("Change how this wallet is guarded?", lines)
}

/// What is remembered. A file that cannot be read is set aside, but for a wallet that only reads.
fn read(options: &Options) -> (Remembered, Option<Failure>) {
    let unreadable = match options.place.remembered() {
        Ok(remembered) => return (remembered, None),
        Err(unreadable) => unreadable,
    };
    let aside = match options.reads_only {
        true => None,
        // What cannot be moved stays, and is set aside before anything is written.
        false => options.place.set_aside().ok(),
    };
    let why = unreadable.why;
    (Remembered::default(), Some(Error::Settings { why, aside }.into()))
}
