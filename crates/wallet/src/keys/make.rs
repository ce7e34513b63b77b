//! A new wallet: a recovery phrase, its first account, and the check that it was written down.

use ballast_api::{AccountView, calls};
use ballast_vault::{ExposeSecret, Mnemonic, WordCount};
use rand::seq::IteratorRandom;

use super::{FIRST, address_of, secret};
use crate::{
    Result,
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
        let mnemonic = Mnemonic::generate(count)?;
        let address = address_of(&mnemonic, FIRST, 0)?;
        let first = [self.first_account(&mnemonic).await?];
        let id = self
            .with_vault(move |vault| vault.create_with_mnemonic(&password, &mnemonic, false, &first))
            .await?;
        self.mirror_accounts().await?;
        // Nobody has used it before.
        self.note_searched(id, true).await?;
        if req.use_keyring {
            self.enable_keyring().await?;
        }
        self.practice_money_for(address).await;
        self.account_view(address).await
    }

    /// The words themselves: the one place where a secret leaves the vault.
    pub(crate) async fn reveal_phrase(&self, mut req: calls::RevealPhrase) -> Result<Vec<String>> {
        let id = self.phrase(req.which)?.id;
        let password = secret(&mut req.password);
        let words = self
            .with_vault(move |vault| vault.reveal_mnemonic(id, &password))
            .await?;
        Ok(words.expose_secret().split_whitespace().map(Into::into).collect())
    }

    pub(crate) fn ask_word_check(&self, which: Option<u32>) -> Result<Vec<usize>> {
        let words = self.phrase(which)?.words;
        let mut asked = (1..=words).choose_multiple(&mut rand::thread_rng(), ASKED);
        asked.sort_unstable();
        lock(&self.keys.word_check).clone_from(&asked);
        Ok(asked)
    }

    /// True when every word that was asked for is right; the phrase then counts as written down.
    pub(crate) async fn check_words(&self, req: calls::CheckWords) -> Result<bool> {
        let id = self.phrase(req.which)?.id;
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
