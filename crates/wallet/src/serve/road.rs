//! Requests of `ballast_api::calls::road`.

use ballast_api::calls::{
    Approve, DropSubmission, GetGround, GetSubmission, GetSubmissions, Propose, ProposeFill, ProposeReplacement,
    ResumeSubmission,
};

use super::serve;

serve! { wallet =>
    GetGround(req) => wallet.session().await?.ground_view(req.account, req.touches).await?;
    Propose(req) => wallet.session().await?.propose(req.intent).await?;
    ProposeReplacement(req) => wallet.session().await?.propose_replacement(&req.id, req.how).await?;
    ProposeFill(req) => wallet.session().await?.propose_fill(&req.id).await?;
    Approve(req) => wallet.session().await?.approve(&req.id).await?;
    ResumeSubmission(req) => wallet.session().await?.resume_submission(&req.id).await?;
    DropSubmission(req) => wallet.session().await?.drop_submission(&req.id).await?;
    GetSubmission(req) => wallet.session().await?.submission_view(&req.id).await?;
    GetSubmissions(req) => wallet.session().await?.submissions(req.account).await?;
}
