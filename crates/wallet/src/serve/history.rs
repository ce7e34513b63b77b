//! Requests of `ballast_api::calls::history`.

use ballast_api::calls::{CatchUp, ExportHistory, GetHistory, GetLastPayouts, GetUnseen, SaveHistory, SetNote};

use super::serve;

serve! { wallet =>
    GetHistory(req) => wallet.session().await?.history(req.filter).await?;
    GetLastPayouts(req) => wallet.session().await?.last_payouts(req.account, req.most).await?;
    ExportHistory(req) => wallet.session().await?.history_file(req.filter, req.form).await?;
    SaveHistory(req) => wallet.session().await?.save_history(req.filter, req.form).await?;
    CatchUp(_) => wallet.session().await?.catch_up().await;
    GetUnseen(req) => wallet.session().await?.unseen(req.account).await?;
    SetNote(req) => wallet.session().await?.set_note(req.id, req.note).await?;
}
