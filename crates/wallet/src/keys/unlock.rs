//! Unlock, lock, auto-lock, and the OS keyring.

use std::time::Duration;

use ballast_api::{Event, KeyringState, VaultState, calls};
use ballast_vault::Vault;

use super::secret;
use crate::{Result, confirm::Question, session::Session};

/// How long the OS keyring may take to say whether it is there.
const KEYRING_PATIENCE: Duration = Duration::from_secs(1);

impl Session {
    pub(crate) fn vault_state(&self) -> VaultState {
        let vault = self.vault();
        match (vault.is_locked(), vault.exists()) {
            (false, _) => VaultState::Unlocked,
            (true, true) => VaultState::Locked,
            (true, false) => VaultState::None,
        }
    }

    /// Whether the OS keyring can open the vault. A keyring that waits for the person counts as unavailable rather than
    /// holding everything else back.
    pub(crate) async fn keyring_state(&self) -> Result<KeyringState> {
        let keyring = self.keys.keyring.clone();
        let asked = tokio::task::spawn_blocking(move || keyring.state());
        let unavailable = |why: &str| Ok(KeyringState::Unavailable(why.into()));
        match tokio::time::timeout(KEYRING_PATIENCE, asked).await {
            Err(_) => unavailable("The system's keyring does not answer; Ballast uses your password instead."),
            Ok(state) => match state? {
                ballast_vault::KeyringState::Available if self.vault().opens_by_keyring() => Ok(KeyringState::InUse),
                ballast_vault::KeyringState::Available => Ok(KeyringState::Available),
                ballast_vault::KeyringState::Locked => {
                    unavailable("The system's keyring is locked; Ballast uses your password instead.")
                }
                ballast_vault::KeyringState::Unavailable(why) => unavailable(why),
            },
        }
    }

    pub(crate) async fn unlock(&self, mut req: calls::Unlock) -> Result<VaultState> {
        let password = secret(&mut req.password);
        self.with_vault(move |vault| vault.unlock(&password)).await?;
        self.unlocked().await
    }

    /// Opens the vault by the system's keyring, once the person said outside the page that they are there: a keyring that is
    /// open itself asks nobody.
    pub(crate) async fn unlock_with_keyring(&self) -> Result<VaultState> {
        let locked = self.vault().is_locked();
        if locked {
            let lines = vec!["Whatever is signed after it needs no password.".to_owned()];
            let question = Question::new("Unlock your wallet with the system's keyring?", lines);
            self.asker.ask(question).await?;
        }
        self.with_keyring(Vault::unlock_with_keyring).await?;
        self.unlocked().await
    }

    async fn unlocked(&self) -> Result<VaultState> {
        self.mirror_accounts().await?;
        let state = self.vault_state();
        self.tell(Event::Vault(state));
        Ok(state)
    }

    pub(crate) async fn enable_keyring(&self) -> Result<()> {
        self.with_keyring(Vault::enable_keyring).await
    }

    pub(crate) async fn use_keyring(&self, mut req: calls::UseKeyring) -> Result<()> {
        let password = secret(&mut req.password);
        self.with_vault(move |vault| vault.authenticate(&password)).await?;
        let change = match req.on {
            true => Vault::enable_keyring,
            false => Vault::disable_keyring,
        };
        self.with_keyring(change).await
    }

    pub(crate) fn lock_vault(&self) -> VaultState {
        self.vault().lock();
        let state = self.vault_state();
        self.tell(Event::Vault(state));
        state
    }

    /// Sets the idle time after which the vault locks; 0 minutes for never.
    pub(crate) fn set_auto_lock(&self, minutes: u32) {
        let timeout = (minutes > 0).then(|| Duration::from_secs(u64::from(minutes) * 60));
        self.vault().set_idle_timeout(timeout);
    }
}
