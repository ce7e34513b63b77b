//! What the whole window knows: where the app stands, the chain, the chosen account, and how to read more.

mod book;
mod ground;
mod kept;
mod look;
mod network;
mod news;
mod remote;
mod settings;
mod shared;
mod time;
mod toast;

use std::sync::OnceLock;

use ballast_api::{AccountView, ChainView, ContactView, Delegates, Home, Settings, Start, Status, VaultState, calls};
use ballast_domain::{Address, Network, Timestamp};
use leptos::prelude::*;

pub use ground::Ground;
pub use kept::{KeptForm, Taken};
pub use look::{Zoom, use_row_height};
pub use network::{staking, zanzibar};
pub use remote::{Part, Remote, read};
use shared::Shared;
pub use time::Clock;
pub use toast::Toasts;

use crate::kit::backend::{Failure, ask, ask_first};

/// What stands before the screen until it is closed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// The field that finds everything.
    Find,
    /// The keys.
    Keys,
    /// One more account.
    AddAccount,
}

/// The window's shared state; every part of it is a signal.
#[derive(Clone, Copy)]
pub struct App {
    /// Where the app stands; none until the backend has answered.
    pub status: RwSignal<Option<Status>>,
    /// Why the backend did not say where the app stands.
    pub startup: RwSignal<Option<Failure>>,
    /// The chain; none until something was heard.
    pub chain: RwSignal<Option<ChainView>>,
    /// The chosen account; none for all together.
    pub account: RwSignal<Option<Address>>,
    /// Making or bringing a wallet.
    pub onboarding: RwSignal<bool>,
    /// Setting a new password by the recovery phrase.
    pub forgotten: RwSignal<bool>,
    /// Goes up when a search for accounts ended by itself.
    pub searches: RwSignal<u64>,
    /// What stands before the screen.
    pub panel: RwSignal<Option<Panel>>,
    /// Where the menu of the right button is open, in px of the window.
    pub context: RwSignal<Option<(i32, i32)>>,
    /// Reading public data while locked.
    pub looking_around: RwSignal<bool>,
    /// Goes up when what was read may be out of date.
    pub pulse: RwSignal<u64>,
    /// This machine's clock and the chain's.
    pub clock: Clock,
    /// Short news.
    pub toasts: Toasts,
    /// The address book, by name; empty until it was read.
    pub contacts: RwSignal<Vec<ContactView>>,
    /// Whether the address book was read, or why it was not; none meanwhile.
    pub book: RwSignal<Option<Result<(), Failure>>>,
    delegates: Shared<Delegates>,
    home: Shared<Home>,
    /// Whether the first screen has been drawn; what it need not have at once is built after that.
    pub painted: RwSignal<bool>,
    /// How far a long task is: (what, done, total).
    pub progress: RwSignal<Option<(String, u64, u64)>>,
    /// The settings that are being kept, and those that come after them.
    keeping: StoredValue<Option<Settings>>,
}

/// One window, one state. Not a Leptos context, because event handlers and futures need it too, and run outside of
/// every component.
static APP: OnceLock<App> = OnceLock::new();

/// The shared state.
#[expect(
    clippy::expect_used,
    reason = "`App::start` sets it before the first component is made"
)]
pub fn app() -> App {
    *APP.get().expect("the window's state") // `App::start` set it before any component.
}

impl App {
    /// Makes the state, asks where the app stands, and starts to listen.
    pub fn start() -> Self {
        let (chain, pulse) = (RwSignal::new(None), RwSignal::new(0));
        let app = Self {
            status: RwSignal::new(None),
            startup: RwSignal::new(None),
            chain,
            account: RwSignal::new(None),
            onboarding: RwSignal::new(false),
            forgotten: RwSignal::new(false),
            searches: RwSignal::new(0),
            panel: RwSignal::new(None),
            context: RwSignal::new(None),
            looking_around: RwSignal::new(false),
            pulse,
            clock: Clock::start(chain),
            toasts: Toasts::new(),
            contacts: RwSignal::new(Vec::new()),
            book: RwSignal::new(None),
            delegates: Shared::new(),
            // The window opens with Home: its figures are asked for as soon as it is known whose, before it stands.
            home: Shared::wanted(),
            painted: RwSignal::new(false),
            progress: RwSignal::new(None),
            keeping: StoredValue::new(None),
        };
        APP.get_or_init(|| app);
        let account = app.account;
        app.delegates
            .follow(move || app.network().map(|_| calls::GetDelegates {}), pulse);
        app.home.follow(
            move || app.network().map(|_| calls::GetHome { account: account.get() }),
            pulse,
        );
        app.follow_book();
        app.keep_account();
        app.show_settings();
        news::listen(app);
        app.begin();
        app
    }

    /// Asks where the app stands, for the first time or again after it failed.
    pub fn begin(self) {
        self.startup.set(None);
        leptos::task::spawn_local(async move {
            match ask_first().await {
                Ok(Start { status, chain, home }) => {
                    self.onboarding.set(status.network.is_none() || is_blank(&status));
                    self.take(status);
                    if let Some(home) = home {
                        let account = home.account;
                        self.home.remote().know(&calls::GetHome { account }, home);
                    }
                    match chain {
                        Some(chain) => self.chain.set(Some(chain)),
                        None => self.read_chain().await,
                    }
                }
                Err(failure) => self.startup.set(Some(failure)),
            }
        });
    }

    /// Takes a new status, and an account to begin with.
    pub fn take(self, status: Status) {
        if !self.is_still_looked_at(&status) {
            self.account.set(self.account_to_begin_with(&status));
        }
        self.status.set(Some(status));
        self.pulse.update(|pulse| *pulse += 1);
    }

    /// Reads the status again.
    pub async fn refresh(self) {
        match ask(&calls::GetStatus {}).await {
            Ok(status) => self.take(status),
            Err(failure) => self.toasts.failure(&failure),
        }
    }

    /// Opens a network's profile.
    ///
    /// # Errors
    /// What the backend said.
    pub async fn open(self, network: Network) -> Result<Status, Failure> {
        let status = ask(&calls::OpenNetwork { network }).await?;
        self.looking_around.set(false);
        self.panel.set(None);
        self.chain.set(None);
        self.contacts.set(Vec::new());
        self.book.set(None);
        self.delegates.remote().forget();
        self.take(status.clone());
        self.read_chain().await;
        Ok(status)
    }

    async fn read_chain(self) {
        if self.network_untracked().is_some()
            && let Ok(chain) = ask(&calls::GetChain {}).await
        {
            self.chain.set(Some(chain));
        }
    }

    /// The delegates, which many screens need: kept up to date for as long as the component that asks for them stands.
    pub fn delegates(self) -> Remote<Delegates> {
        self.delegates.show()
    }

    /// The figures of Home, kept up to date for as long as the component that asks for them stands.
    pub fn home(self) -> Remote<Home> {
        self.home.show()
    }

    /// Whether keys can be used.
    pub fn vault(self) -> VaultState {
        self.status.with(|s| s.as_ref().map_or(VaultState::None, |s| s.vault))
    }

    /// Whether the window stands behind a gate: the lock, or a new password.
    pub fn is_gated(self) -> bool {
        let (forgotten, around) = (self.forgotten.get(), self.looking_around.get());
        forgotten || (self.vault() == VaultState::Locked && !around)
    }

    /// All accounts.
    pub fn accounts(self) -> Vec<AccountView> {
        self.status
            .with(|s| s.as_ref().map(|s| s.accounts.clone()).unwrap_or_default())
    }

    /// Whether an account's key is here: for each row of long tables, so nothing is copied.
    pub fn signs_for(self, account: Address) -> bool {
        let is_it = |a: &AccountView| a.address == account && a.can_sign();
        self.status
            .with(|s| s.as_ref().is_some_and(|s| s.accounts.iter().any(is_it)))
    }

    /// The chosen account; none for all together.
    pub fn chosen(self) -> Option<AccountView> {
        let chosen = self.account.get()?;
        self.accounts().into_iter().find(|a| a.address == chosen)
    }

    /// Whether what is looked at is only watched: the chosen account, or all of them.
    pub fn only_watches(self) -> bool {
        match self.chosen() {
            Some(one) => !one.can_sign(),
            None => !self.accounts().iter().any(AccountView::can_sign),
        }
    }

    /// The account that acts: the chosen one, or the first that can sign.
    pub fn acting(self) -> Option<AccountView> {
        self.chosen()
            .or_else(|| self.accounts().into_iter().find(AccountView::can_sign))
    }

    /// An account's name, or the address book's, or the short address.
    pub fn name_of(self, address: Address) -> String {
        let label = self
            .accounts()
            .into_iter()
            .find(|a| a.address == address)
            .map(|a| a.label);
        label
            .filter(|l| !l.is_empty())
            .or_else(|| self.contact_name(address))
            .unwrap_or_else(|| crate::kit::format::short(&address.to_io1()))
    }

    /// Shows a panel, in place of another.
    pub fn show(self, panel: Panel) {
        self.panel.set(Some(panel));
    }

    /// Closes a panel, unless another has taken its place.
    pub fn close(self, panel: Panel) {
        if self.panel.get_untracked() == Some(panel) {
            self.panel.set(None);
        }
    }

    /// Locks.
    pub fn lock(self) {
        leptos::task::spawn_local(async move {
            match ask(&calls::Lock {}).await {
                Ok(vault) => self.set_vault(vault),
                Err(failure) => self.toasts.failure(&failure),
            }
        });
    }

    /// Takes the vault's new state.
    pub fn set_vault(self, vault: VaultState) {
        self.status.update(|s| s.iter_mut().for_each(|s| s.vault = vault));
        if vault == VaultState::Unlocked {
            self.looking_around.set(false);
        }
    }

    /// The chain's time now: its newest block's, and what has passed since.
    pub fn now(self) -> Option<Timestamp> {
        self.clock.chain_now()
    }
}

/// Nothing to open: neither keys nor watched accounts.
pub fn is_blank(status: &Status) -> bool {
    status.vault == VaultState::None && status.accounts.is_empty()
}
