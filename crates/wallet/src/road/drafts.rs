//! Wishes that were put aside. A draft is no proposal: it is computed anew when it is opened.

use ballast_api::DraftView;
use ballast_domain::Intent;
use ballast_store::Draft;

use super::propose::new_id;
use crate::{Error, Result, clock::now, session::Session};

impl Session {
    /// All drafts, the one changed last first.
    pub(crate) async fn drafts(&self) -> Result<Vec<DraftView>> {
        let all = self.with_store(|store| store.drafts()).await?;
        Ok(all.into_iter().map(view).collect())
    }

    /// Puts intents aside, or changes those that were.
    pub(crate) async fn save_draft(&self, id: Option<String>, name: String, intents: Vec<Intent>) -> Result<DraftView> {
        if intents.is_empty() || intents.len() > ballast_api::MAX_BATCH {
            return Err(Error::BatchSize);
        }
        let id = id.unwrap_or_else(new_id);
        let draft = self
            .with_store(move |store| {
                store.put_draft(&id, name.trim(), &intents, now())?;
                store.draft(&id)
            })
            .await?;
        draft.map(view).ok_or(Error::NoDraft)
    }

    /// What was signed is no draft any more, or it would be signed once more by mistake; of several actions those stay one
    /// that rules left out.
    pub(super) async fn leave_drafts(&self, wished: Vec<Intent>, left_out: Vec<Intent>) {
        let left = self.with_store(move |store| {
            let all = store.drafts()?;
            let mut same = all
                .iter()
                .filter(|draft| draft.intents().is_ok_and(|wish| wish == wished));
            same.try_for_each(|draft| match left_out.is_empty() {
                true => store.delete_draft(&draft.id).map(|_| ()),
                false => store.put_draft(&draft.id, &draft.name, &left_out, now()),
            })
        });
        // It is signed all the same.
        if let Err(error) = left.await {
            tracing::warn!(%error, "what was signed stays among the drafts");
        }
    }

    /// Throws a draft away, and says what is left.
    pub(crate) async fn delete_draft(&self, id: String) -> Result<Vec<DraftView>> {
        match self.with_store(move |store| store.delete_draft(&id)).await? {
            true => self.drafts().await,
            false => Err(Error::NoDraft),
        }
    }
}

fn view(draft: Draft) -> DraftView {
    DraftView {
        intents: draft.intents().ok(),
        id: draft.id,
        name: draft.name,
        created: draft.created,
        changed: draft.updated,
    }
}
