//! The handle: a vault file that is locked or unlocked, and what can be done with it.
//!
//! One file per capability: [`password`] opens and re-keys, [`by_keyring`] does so without a password, [`accounts`]
//! keeps the content, [`signing`] uses it. Every change is written to the disk before it is in memory, so that
//! the two never differ.

mod accounts;
mod by_keyring;
mod password;
mod signing;

use std::{
    fmt,
    path::{Path, PathBuf},
    time::{Duration, Instant, SystemTime},
};

pub use accounts::NewAccount;

use crate::{
    Error, KdfParams, Result,
    content::Content,
    envelope::Envelope,
    file::{self, Backup},
    seal::Key,
    throttle::Throttle,
};

/// How far a clock may be set back before an unlocked vault takes it for tampering.
const CLOCK_SLACK: Duration = Duration::from_secs(60);

/// A vault file and, while it is unlocked, its content.
///
/// Makes no threads and keeps no clock: the shell calls [`Vault::lock_if_idle`] now and then. The methods that
/// take a password block for argon2's time; those that ask the OS keyring take the vault shared, in its mutex, and
/// leave it free while the keyring asks the person.
pub struct Vault {
    path: PathBuf,
    kdf: KdfParams,
    idle: Option<Duration>,
    throttle: Throttle,
    open: Option<Open>,
    /// How often it was locked: what was asked before a lock does not open it after.
    locks: u64,
    keyring_turn: by_keyring::Turn,
}

/// What is in memory while unlocked; wiped when dropped.
struct Open {
    /// The file as this process last read or wrote it.
    bytes: Vec<u8>,
    envelope: Envelope,
    data_key: Key,
    content: Content,
    used: SystemTime,
}

impl Vault {
    /// The vault at `path`, locked; the file need not exist yet. `kdf` is for new passwords, and weaker files are
    /// raised to it when they are unlocked. Does no I/O.
    pub fn at(path: impl Into<PathBuf>, kdf: KdfParams) -> Self {
        Self {
            path: path.into(),
            kdf,
            idle: None,
            throttle: Throttle::default(),
            open: None,
            locks: 0,
            keyring_turn: by_keyring::Turn::default(),
        }
    }

    /// This vault, going on with the wrong passwords that another handle of its file has counted.
    #[must_use]
    pub fn throttled(mut self, throttle: Throttle) -> Self {
        self.throttle = throttle;
        self
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is a file.
    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// Whether the content is closed.
    pub fn is_locked(&self) -> bool {
        self.open.is_none()
    }

    /// Forgets the content and its key. A keyring that is still asking the person does not open it afterwards.
    pub fn lock(&mut self) {
        self.locks += 1;
        self.open = None;
    }

    /// After how much idleness [`Vault::lock_if_idle`] locks; `None` for never.
    pub fn set_idle_timeout(&mut self, timeout: Option<Duration>) {
        self.idle = timeout;
    }

    /// The person did something: idleness counts from now.
    pub fn touch(&mut self) {
        if let Some(open) = &mut self.open {
            open.used = SystemTime::now();
        }
    }

    /// Locks if the last [`Vault::touch`] or unlocking is longer ago than the timeout; says whether it did.
    ///
    /// Uses the wall clock, so that the hours a laptop sleeps count. A clock set back by more than a minute locks.
    pub fn lock_if_idle(&mut self, now: SystemTime) -> bool {
        let (Some(timeout), Some(open)) = (self.idle, &self.open) else {
            return false;
        };
        let expired = match now.duration_since(open.used) {
            Ok(idle) => idle >= timeout,
            Err(back) => back.duration() > CLOCK_SLACK,
        };
        if expired {
            self.lock();
        }
        expired
    }

    /// How long [`Vault::unlock`] and the like will refuse after wrong passwords: nothing for two failures, then 1,
    /// 2, 4, 8, 16 and 30 s. Counted since this handle was made, or by those that it goes on from
    /// ([`Vault::throttled`]).
    pub fn retry_after(&self) -> Duration {
        self.throttle.wait(Instant::now())
    }

    /// Whether a readable backup lies beside the vault.
    pub fn has_backup(&self) -> bool {
        file::read(&file::backup_of(&self.path)).is_ok_and(|bytes| Envelope::parse(&bytes).is_ok())
    }

    /// Locks, and puts the backup in the vault's place. The file that was there is kept, with `.damaged` at the end
    /// of its name.
    ///
    /// # Errors
    /// [`Error::Missing`] without a backup; what is wrong with it if it is unreadable too; [`Error::Io`].
    pub fn restore_backup(&mut self) -> Result<()> {
        self.lock();
        file::restore(&self.path)
    }

    fn opened(&self) -> Result<&Open> {
        self.open.as_ref().ok_or(Error::Locked)
    }

    /// Applies `change` to the content, on the disk first.
    fn edit<T>(&mut self, change: impl FnOnce(&mut Content) -> Result<T>) -> Result<T> {
        let open = self.open.as_mut().ok_or(Error::Locked)?;
        let mut content = open.content.clone();
        let outcome = change(&mut content)?;
        let (envelope, data_key) = (open.envelope.clone(), open.data_key.clone());
        open.save(&self.path, envelope, data_key, content, Backup::Previous)?;
        Ok(outcome)
    }
}

impl Open {
    fn new(bytes: Vec<u8>, envelope: Envelope, data_key: Key) -> Result<Self> {
        let content = envelope.content(&data_key)?;
        Ok(Self {
            bytes,
            envelope,
            data_key,
            content,
            used: SystemTime::now(),
        })
    }

    /// Seals `content` into `envelope`, writes it, and only then takes it over.
    fn save(
        &mut self,
        path: &Path,
        mut envelope: Envelope,
        data_key: Key,
        content: Content,
        backup: Backup,
    ) -> Result<()> {
        envelope.put(&content, &data_key)?;
        let bytes = envelope.to_bytes();
        file::replace(path, &self.bytes, &bytes, backup)?;
        *self = Self {
            bytes,
            envelope,
            data_key,
            content,
            used: self.used,
        };
        Ok(())
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault")
            .field("locked", &self.is_locked())
            .field("idle", &self.idle)
            .finish_non_exhaustive()
    }
}
