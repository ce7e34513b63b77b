//! A new wallet: a recovery phrase, its first account, and the check that it was written down.

use ballast_api::{AccountView, calls};
use ballast_domain::Network;
use ballast_vault::{ExposeSecret, Mnemonic, SecretId, SecretKind, WordCount};
use rand::seq::IteratorRandom;

use super::{FIRST, account, secret};
use crate::{
    Error, Result,
    session::{Session, lock},
};

/// How many words the check asks for.
const ASKED: usize = 3;

impl Session {
    pub(crate) async fn create_vault(&self, mut req: calls::CreateVault) -> Result<AccountView> {
        let count = if req.words == 24 {
            WordCount::TwentyFour
        } else {
            WordCount::Twelve
        };
        let password = secret(&mut req.password);
        let made = self
            .with_vault(move |vault| {
                vault.create(&password)?;
                let id = vault.add_mnemonic(&Mnemonic::generate(count)?, false)?;
                vault.add_accounts(id, &[account(FIRST, 0, "Account 1".into())])
            })
            .await?;
        if req.use_keyring {
            self.enable_keyring().await?;
        }
        self.mirror_accounts().await?;
        let address = made.first().ok_or(Error::NoPhrase)?.address;
        if self.network == Network::Practice {
            self.ask_practice_money(address).await?;
        }
        self.account_view(address).await
    }

    pub(super) fn phrase(&self) -> Result<(SecretId, usize)> {
        let secrets = self.vault().secrets()?;
        let phrase = secrets.iter().find_map(|s| match s.kind {
            SecretKind::Mnemonic { words, .. } => Some((s.id, words)),
            SecretKind::Key => None,
        });
        phrase.ok_or(Error::NoPhrase)
    }

    /// The words themselves: the one place where a secret leaves the vault.
    pub(crate) async fn reveal_phrase(&self, mut req: calls::RevealPhrase) -> Result<Vec<String>> {
        let (id, _) = self.phrase()?;
        let password = secret(&mut req.password);
        let words = self
            .with_vault(move |vault| vault.reveal_mnemonic(id, &password))
            .await?;
        Ok(words.expose_secret().split_whitespace().map(Into::into).collect())
    }

    pub(crate) fn ask_word_check(&self) -> Result<Vec<usize>> {
        let (_, words) = self.phrase()?;
        let mut asked = (1..=words).choose_multiple(&mut rand::thread_rng(), ASKED);
        asked.sort_unstable();
        lock(&self.keys.word_check).clone_from(&asked);
        Ok(asked)
    }

    /// True when every word that was asked for is right; the phrase then counts as written down.
    pub(crate) async fn check_words(&self, req: calls::CheckWords) -> Result<bool> {
        let (id, _) = self.phrase()?;
        let mut answered: Vec<_> = req.answers.iter().map(|a| a.position).collect();
        answered.sort_unstable();
        if *lock(&self.keys.word_check) != answered || answered.is_empty() {
            return Ok(false);
        }
        let right = {
            let answers: Vec<_> = req.answers.iter().map(|a| (a.position, a.word.trim())).collect();
            self.vault().check_words(id, &answers)?
        };
        if right {
            self.with_vault(move |vault| vault.mark_backed_up(id)).await?;
            self.mirror_accounts().await?;
        }
        Ok(right)
    }
}
