//! Opening by password: creation, unlocking, changing it, and asking for it again.

use std::{path::PathBuf, time::Instant};

use secrecy::{ExposeSecret, SecretString};

use super::{Open, Vault};
use crate::{
    Error, KdfParams, Result,
    content::{Content, SecretId},
    envelope::Envelope,
    file::{self, Backup},
    forms::{normal, possible},
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
        self.create_with(password, |_| Ok(()))
    }

    /// Makes a new vault file that holds what `fill` puts into it, in one write, and leaves it unlocked.
    pub(super) fn create_with<T>(
        &mut self,
        password: &SecretString,
        fill: impl FnOnce(&mut Content) -> Result<T>,
    ) -> Result<T> {
        long_enough(password)?;
        let mut content = Content::default();
        let outcome = fill(&mut content)?;
        let sealed = Sealed::new(self.kdf, password, &content)?;
        file::create(&self.path, &sealed.envelope.to_bytes())?;
        self.open = Some(sealed.open()?);
        Ok(outcome)
    }

    /// Puts a new vault, with a new password and with what `fill` puts into it, in the place of one whose password is
    /// forgotten, and leaves it unlocked. The file that was there is kept beside it, where it still opens by its own
    /// password, and its path is returned.
    pub(super) fn replace_with<T>(
        &mut self,
        password: &SecretString,
        fill: impl FnOnce(&mut Content) -> Result<T>,
    ) -> Result<(PathBuf, T)> {
        long_enough(password)?;
        let mut content = Content::default();
        let outcome = fill(&mut content)?;
        let sealed = Sealed::new(self.kdf, password, &content)?;
        let aside = file::supersede(&self.path, &sealed.envelope.to_bytes())?;
        self.lock();
        self.open = Some(sealed.open()?);
        self.throttle.succeeded();
        Ok((aside, outcome))
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
        let (data_key, form) = self.try_password(&envelope, password)?;
        self.open = Some(Open::new(bytes, envelope, data_key)?);
        self.strengthen(password, form);
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
        envelope.set_password(kdf, &normal(new.expose_secret()), &data_key)?;
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

    /// The data key, and which form of the password's letters gave it.
    fn try_password(&mut self, envelope: &Envelope, password: &SecretString) -> Result<(Key, Form)> {
        let mut outcome = Err(Error::WrongPassword);
        for (i, text) in possible(password.expose_secret()).iter().enumerate() {
            let form = if i == 0 { Form::Normal } else { Form::Other };
            outcome = envelope.data_key(text).map(|key| (key, form));
            if !matches!(outcome, Err(Error::WrongPassword)) {
                break;
            }
        }
        match &outcome {
            Ok(_) => self.throttle.succeeded(),
            Err(Error::WrongPassword) => self.throttle.failed(Instant::now()),
            Err(_) => {}
        }
        outcome
    }

    /// Raises weak parameters, and brings the password to its normal form, while it is at hand. A disk that refuses is no
    /// reason not to open: it is tried again at the next unlocking.
    fn strengthen(&mut self, password: &SecretString, form: Form) {
        let kdf = self.kdf;
        let dated = |open: &&mut Open| open.envelope.kdf.is_weaker_than(&kdf) || form == Form::Other;
        let Some(open) = self.open.as_mut().filter(dated) else {
            return;
        };
        let mut envelope = open.envelope.clone();
        let kdf = match envelope.kdf.is_weaker_than(&kdf) {
            true => kdf,
            false => envelope.kdf,
        };
        if envelope
            .set_password(kdf, &normal(password.expose_secret()), &open.data_key)
            .is_ok()
        {
            let (data_key, content) = (open.data_key.clone(), open.content.clone());
            let _ = open.save(&self.path, envelope, data_key, content, Backup::Previous);
        }
    }
}

/// Which form of a password's letters sealed a vault.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Normal,
    Other,
}

/// A vault file that is ready to be written.
struct Sealed {
    envelope: Envelope,
    data_key: Key,
}

impl Sealed {
    /// A file of its own id and keys that holds `content`.
    fn new(kdf: KdfParams, password: &SecretString, content: &Content) -> Result<Self> {
        let data_key = random_key()?;
        let mut envelope = Envelope::new(random()?, kdf, &normal(password.expose_secret()), &data_key)?;
        envelope.put(content, &data_key)?;
        Ok(Self { envelope, data_key })
    }

    fn open(self) -> Result<Open> {
        Open::new(self.envelope.to_bytes(), self.envelope, self.data_key)
    }
}

fn long_enough(password: &SecretString) -> Result<()> {
    if password.expose_secret().chars().count() < SHORTEST {
        Err(Error::PasswordTooShort)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        SecretString::from(text)
    }

    fn cheap() -> KdfParams {
        KdfParams::new(8, 1, 1).unwrap()
    }

    /// A vault whose password's letters were taken as they were typed, as earlier versions did.
    fn typed(path: &std::path::Path, password: &str) {
        let data_key = random_key().unwrap();
        let mut envelope = Envelope::new(random().unwrap(), cheap(), password, &data_key).unwrap();
        envelope.put(&Content::default(), &data_key).unwrap();
        file::create(path, &envelope.to_bytes()).unwrap();
    }

    #[test]
    fn the_same_letters_in_another_form_are_the_same_password() {
        let (composed, apart) = (secret("caf\u{e9} au lait"), secret("cafe\u{301} au lait"));
        let folder = tempfile::tempdir().unwrap();
        let mut vault = Vault::at(folder.path().join("new"), cheap());
        vault.create(&composed).unwrap();
        for form in [&apart, &composed] {
            vault.lock();
            vault.unlock(form).unwrap();
            vault.authenticate(form).unwrap();
        }
        vault
            .change_password(&apart, &secret("\u{212b}ngstr\u{f6}m 1874"))
            .unwrap();
        vault.lock();
        vault.unlock(&secret("A\u{30a}ngstro\u{308}m 1874")).unwrap();
    }

    #[test]
    fn a_vault_of_the_typed_form_opens_and_takes_the_normal_one() {
        let folder = tempfile::tempdir().unwrap();
        for (name, old, first, then) in [
            (
                "composed",
                "caf\u{e9} au lait",
                "caf\u{e9} au lait",
                "cafe\u{301} au lait",
            ),
            (
                "apart",
                "cafe\u{301} au lait",
                "caf\u{e9} au lait",
                "cafe\u{301} au lait",
            ),
            ("other", "caf\u{e9} au lait", "cafe\u{301} au lait", "caf\u{e9} au lait"),
        ] {
            let path = folder.path().join(name);
            typed(&path, old);
            let mut vault = Vault::at(&path, cheap());
            vault.unlock(&secret(first)).unwrap();
            let sealed = Envelope::parse(&file::read(&path).unwrap()).unwrap();
            assert!(
                sealed.data_key(&normal(old)).is_ok(),
                "{name}: the slot has the normal form"
            );
            vault.lock();
            vault.unlock(&secret(then)).unwrap();
            assert_eq!(vault.authenticate(&secret("coffee au lait")), Err(Error::WrongPassword));
        }
    }

    #[test]
    fn a_forgotten_password_is_replaced_and_the_old_file_still_opens() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = Vault::at(folder.path().join("vault"), cheap());
        vault.create(&secret("the old password")).unwrap();
        vault.lock();
        let words = "test test test test test test test test test test test junk";
        let phrase = crate::Mnemonic::parse(words).unwrap();
        let short = vault.replace_forgotten(&secret("short"), &phrase, &[]);
        assert_eq!(short.unwrap_err(), Error::PasswordTooShort);
        let (aside, _) = vault
            .replace_forgotten(&secret("the new password"), &phrase, &[])
            .unwrap();
        let (again, _) = vault
            .replace_forgotten(&secret("a newer password"), &phrase, &[])
            .unwrap();
        assert_ne!(aside, again, "nothing is written over");

        for (path, password, secrets) in [
            (vault.path().to_owned(), "a newer password", 1),
            (file::backup_of(vault.path()), "a newer password", 1),
            (aside, "the old password", 0),
            (again, "the new password", 1),
        ] {
            let mut vault = Vault::at(path, cheap());
            vault.unlock(&secret(password)).unwrap();
            assert_eq!(vault.secrets().unwrap().len(), secrets);
        }
    }
}
