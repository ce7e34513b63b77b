//! Requests of `ballast_api::calls::sequence`.

use ballast_api::calls::{
    BeginSequence, GetSequence, GetSequenceSince, GetSequences, GoOnWithSequence, ProposeSequence, StopSequence,
};

use super::serve;

serve! { wallet =>
    ProposeSequence(req) => wallet.session().await?.propose_sequence(&req.wish).await?;
    BeginSequence(req) => wallet.session().await?.begin_sequence(&req.id, req.by_itself).await?;
    GetSequences(_) => wallet.session().await?.sequences().await?;
    GetSequence(req) => wallet.session().await?.sequence(&req.id).await?;
    GetSequenceSince(req) => {
        let view = wallet.session().await?.sequence(&req.id).await?;
        Some(view).filter(|view| view.version != req.version)
    };
    GoOnWithSequence(req) => wallet.session().await?.go_on_with_sequence(&req.id, req.seen).await?;
    StopSequence(req) => wallet.session().await?.stop_sequence(&req.id).await?;
}
