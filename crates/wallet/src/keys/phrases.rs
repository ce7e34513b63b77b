//! The wallet's recovery phrases: which there are, and which were searched to the end.

use ballast_api::PhraseView;
use ballast_vault::{Origin, SecretId, SecretKind};

use crate::{Error, Result, session::Session};

/// Under which name the phrases that were searched to the end stand among the store's settings.
const SEARCHED: &str = "searched-phrases";

/// Under which name a copy of what may be said of the phrases stands there.
const MIRROR: &str = "phrases";

/// A phrase of the vault.
#[derive(Clone, Copy)]
pub(crate) struct Phrase {
    pub(crate) id: SecretId,
    pub(super) words: usize,
    backed_up: bool,
}

impl Session {
    /// The phrase that is named, or the vault's first.
    ///
    /// # Errors
    /// [`Error::NoPhrase`]; the vault is locked.
    pub(super) fn phrase(&self, named: Option<u32>) -> Result<Phrase> {
        let all = self.phrases()?;
        let found = match named {
            Some(named) => all.into_iter().find(|phrase| phrase.id == SecretId(named)),
            None => all.into_iter().next(),
        };
        found.ok_or(Error::NoPhrase)
    }

    /// All phrases, the oldest first.
    pub(crate) fn phrases(&self) -> Result<Vec<Phrase>> {
        let secrets = self.vault().secrets()?;
        let phrases = secrets.iter().filter_map(|secret| match secret.kind {
            SecretKind::Mnemonic { words, backed_up } => Some(Phrase {
                id: secret.id,
                words,
                backed_up,
            }),
            SecretKind::Key => None,
        });
        Ok(phrases.collect())
    }

    /// All phrases as people see them; known while the vault is locked, too.
    pub(crate) async fn phrase_views(&self) -> Result<Vec<PhraseView>> {
        let searched = self.searched().await?;
        let mirrored = self.with_store(|store| store.setting(MIRROR)).await?;
        let mut all: Vec<PhraseView> = mirrored.unwrap_or_default();
        for phrase in &mut all {
            phrase.searched = searched.contains(&phrase.phrase);
        }
        Ok(all)
    }

    /// Copies what may be said of the vault's phrases into the store.
    pub(super) async fn mirror_phrases(&self) -> Result<()> {
        let views = self.phrases_of_vault()?;
        self.with_store(move |store| store.set_setting(MIRROR, &views)).await
    }

    fn phrases_of_vault(&self) -> Result<Vec<PhraseView>> {
        let phrases = self.phrases()?;
        let vault = self.vault();
        let accounts = vault.accounts()?;
        let of = |id| {
            accounts
                .iter()
                .filter(move |a| matches!(a.origin, Origin::Derived { secret, .. } if secret == id))
        };
        let view = |(number, phrase): (u32, Phrase)| PhraseView {
            phrase: phrase.id.0,
            number,
            words: phrase.words as u32,
            backed_up: phrase.backed_up,
            accounts: of(phrase.id).count() as u32,
            searched: false,
        };
        Ok((1..).zip(phrases).map(view).collect())
    }

    /// The phrases that were searched to the end.
    pub(crate) async fn searched(&self) -> Result<Vec<u32>> {
        let searched = self.with_store(|store| store.setting(SEARCHED)).await?;
        Ok(searched.unwrap_or_default())
    }

    /// Notes whether a phrase was searched to the end.
    pub(super) async fn note_searched(&self, phrase: SecretId, whole: bool) -> Result<()> {
        let mut searched = self.searched().await?;
        searched.retain(|other| *other != phrase.0);
        if whole {
            searched.push(phrase.0);
        }
        self.with_store(move |store| store.set_setting(SEARCHED, &searched))
            .await
    }

    /// Forgets which phrases were searched: those of another vault have other names.
    pub(super) async fn forget_searched(&self) -> Result<()> {
        let none: Vec<u32> = Vec::new();
        self.with_store(move |store| store.set_setting(SEARCHED, &none)).await
    }
}
