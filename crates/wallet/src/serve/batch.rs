//! Requests of `ballast_api::calls::batch`.

use ballast_api::calls::{ApproveBatch, DeleteDraft, GetBatch, GetDrafts, ProposeBatch, SaveDraft};

use super::serve;

serve! { wallet =>
    ProposeBatch(req) => wallet.session().await?.propose_batch(req.intents).await?;
    ApproveBatch(req) => wallet.session().await?.approve_batch(&req.id).await?;
    GetBatch(req) => wallet.session().await?.batch(&req.id).await?;
    GetDrafts(_) => wallet.session().await?.drafts().await?;
    SaveDraft(req) => wallet.session().await?.save_draft(req.id, req.name, req.intents).await?;
    DeleteDraft(req) => wallet.session().await?.delete_draft(req.id).await?;
}
