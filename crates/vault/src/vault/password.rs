//! Opening by password: creation, unlocking, changing it, and asking for it again.

use std::time::Instant;

use secrecy::{ExposeSecret, SecretString};

use super::{Open, Vault};
use crate::{
    Error, KdfParams, Result,
    content::{Content, SecretId},
    envelope::Envelope,
    file::{self, Backup},
    seal::{Key, random, random_key},
};

/// The fewest characters of a new password.
const SHORTEST: usize = 8;

impl Vault {
    /// Makes a new, empty vault file and leaves it unlocked.
    ///
    /// # Errors
    /// [`Error::PasswordTooShort`]; [`Error::Exists`] (nothing is overwritten); [`Error::Io`].
    pub fn create(&mut self, password: &SecretString) -> Result<()> {
        long_enough(password)?;
        let data_key = random_key()?;
        let mut envelope = Envelope::new(random()?, self.kdf, password.expose_secret(), &data_key)?;
        envelope.put(&Content::default(), &data_key)?;
        let bytes = envelope.to_bytes();
        file::create(&self.path, &bytes)?;
        self.open = Some(Open::new(bytes, envelope, data_key)?);
        Ok(())
    }

    /// Reads the file and opens it.
    ///
    /// # Errors
    /// [`Error::TooSoon`]; [`Error::WrongPassword`]; [`Error::Missing`], [`Error::Truncated`], [`Error::Damaged`],
    /// [`Error::Newer`], [`Error::NotAVault`], [`Error::KdfRange`] for the file; [`Error::Io`].
    pub fn unlock(&mut self, password: &SecretString) -> Result<()> {
        self.admit()?;
        let bytes = file::read(&self.path)?;
        let envelope = Envelope::parse(&bytes)?;
        let data_key = self.try_password(&envelope, password)?;
        self.open = Some(Open::new(bytes, envelope, data_key)?);
        self.strengthen(password);
        Ok(())
    }

    /// Whether `password` is the vault's, for actions that ask for it although the vault is unlocked.
    ///
    /// # Errors
    /// [`Error::Locked`]; [`Error::TooSoon`]; [`Error::WrongPassword`].
    pub fn authenticate(&mut self, password: &SecretString) -> Result<()> {
        self.admit()?;
        let envelope = self.opened()?.envelope.clone();
        self.try_password(&envelope, password).map(drop)
    }

    /// Replaces the password. The content gets a new key as well, and the backup becomes a copy of the new file, so
    /// that the old password opens neither; the OS keyring's slot stays.
    ///
    /// # Errors
    /// As for [`Vault::authenticate`]; [`Error::PasswordTooShort`]; [`Error::ChangedOnDisk`]; [`Error::Io`].
    pub fn change_password(&mut self, old: &SecretString, new: &SecretString) -> Result<()> {
        long_enough(new)?;
        self.authenticate(old)?;
        let kdf = self.kdf;
        let open = self.open.as_mut().ok_or(Error::Locked)?;
        let data_key = random_key()?;
        let mut envelope = open.envelope.clone();
        envelope.set_password(kdf, new.expose_secret(), &data_key)?;
        envelope.set_keyring(open.content.keyring_key().as_ref(), &data_key)?;
        let content = open.content.clone();
        open.save(&self.path, envelope, data_key, content, Backup::Same)
    }

    /// The words of a phrase, after asking for the password again: the one way in which a secret leaves the vault.
    ///
    /// # Errors
    /// As for [`Vault::authenticate`]; [`Error::NoSecret`].
    pub fn reveal_mnemonic(&mut self, secret: SecretId, password: &SecretString) -> Result<SecretString> {
        self.authenticate(password)?;
        Ok(self.opened()?.content.mnemonic(secret)?.reveal())
    }

    /// The argon2 parameters of the file, while unlocked.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn kdf_params(&self) -> Result<KdfParams> {
        Ok(self.opened()?.envelope.kdf)
    }

    fn admit(&self) -> Result<()> {
        let wait = self.retry_after();
        if wait.is_zero() {
            Ok(())
        } else {
            Err(Error::TooSoon {
                seconds: wait.as_millis().div_ceil(1000) as u64,
            })
        }
    }

    fn try_password(&mut self, envelope: &Envelope, password: &SecretString) -> Result<Key> {
        let outcome = envelope.data_key(password.expose_secret());
        match &outcome {
            Ok(_) => self.throttle.succeeded(),
            Err(Error::WrongPassword) => self.throttle.failed(Instant::now()),
            Err(_) => {}
        }
        outcome
    }

    /// Raises weak parameters while the password is at hand. A disk that refuses is no reason not to open: it is
    /// tried again at the next unlocking.
    fn strengthen(&mut self, password: &SecretString) {
        let kdf = self.kdf;
        let Some(open) = self.open.as_mut().filter(|open| open.envelope.kdf.is_weaker_than(&kdf)) else {
            return;
        };
        let mut envelope = open.envelope.clone();
        if envelope
            .set_password(kdf, password.expose_secret(), &open.data_key)
            .is_ok()
        {
            let (data_key, content) = (open.data_key.clone(), open.content.clone());
            let _ = open.save(&self.path, envelope, data_key, content, Backup::Previous);
        }
    }
}

fn long_enough(password: &SecretString) -> Result<()> {
    if password.expose_secret().chars().count() < SHORTEST {
        Err(Error::PasswordTooShort)
    } else {
        Ok(())
    }
}
