//! `propose` and `submit`: the one road for writes; `resume` and `drop`: the answer about what was never sent; `speed-up`
//! and `cancel`: another transaction in the place of one that waits; `fill-gap`: one in the place that it waits for.

use ballast_api::{Failure, FailureKind, Replacement, SubmissionState, SubmissionView, calls};
use ballast_domain::{Intent, Proposal};
use ballast_wallet::Wallet;

use super::{
    agree::wanted,
    follow::{self, Patience},
};
use crate::{Done, Outcome, globals::Globals, intent, output, password::password, whose};

pub(crate) async fn propose(globals: &Globals, file: &str) -> Outcome {
    let wallet = globals.wallet().await?;
    let intent = intent::read(file, &whose::accounts(&wallet).await?)?;
    let proposal = wallet.call(&calls::Propose { intent }).await?;
    show(globals, &proposal);
    Ok(if proposal.block().is_some() {
        Done::Refused
    } else {
        Done::Ok
    })
}

pub(crate) async fn submit(globals: &Globals, file: &str, yes: bool, patience: &Patience) -> Outcome {
    let wallet = globals.wallet().await?;
    let intent = intent::read(file, &whose::accounts(&wallet).await?)?;
    carry_out(globals, &wallet, intent, yes, patience).await
}

/// The whole road of an intent.
pub(crate) async fn carry_out(
    globals: &Globals,
    wallet: &Wallet,
    intent: Intent,
    yes: bool,
    patience: &Patience,
) -> Outcome {
    unlock(globals, wallet).await?;
    let proposal = wallet.call(&calls::Propose { intent }).await?;
    decide(globals, wallet, proposal, yes, patience).await
}

/// Sends a transaction that waits anew for a higher price, or another in its place that does nothing.
pub(crate) async fn replace(
    globals: &Globals,
    hash: &str,
    how: Replacement,
    yes: bool,
    patience: &Patience,
) -> Outcome {
    let wallet = globals.wallet().await?;
    let id = by_hash(&wallet, hash).await?.id;
    unlock(globals, &wallet).await?;
    let proposal = wallet.call(&calls::ProposeReplacement { id, how }).await?;
    decide(globals, &wallet, proposal, yes, patience).await
}

/// Fills the nonce that a transaction waits for.
pub(crate) async fn fill_gap(globals: &Globals, hash: &str, yes: bool, patience: &Patience) -> Outcome {
    let wallet = globals.wallet().await?;
    let id = by_hash(&wallet, hash).await?.id;
    unlock(globals, &wallet).await?;
    let proposal = wallet.call(&calls::ProposeFill { id }).await?;
    decide(globals, &wallet, proposal, yes, patience).await
}

/// Shows a proposal, has it approved, and follows what comes of it.
async fn decide(globals: &Globals, wallet: &Wallet, proposal: Proposal, yes: bool, patience: &Patience) -> Outcome {
    if !globals.json {
        show(globals, &proposal);
    }
    if proposal.block().is_some() {
        if globals.json {
            show(globals, &proposal);
        }
        return Ok(Done::Refused);
    }
    if !wanted(yes, [&proposal.intent], &proposal.warnings)? {
        return Ok(Done::Refused);
    }
    // A submission has its proposal's id.
    let approve = calls::Approve { id: proposal.id };
    follow::through(globals, wallet, &approve.id, wallet.call(&approve), patience).await
}

pub(crate) async fn resume(globals: &Globals, hash: &str, patience: &Patience) -> Outcome {
    let wallet = globals.wallet().await?;
    let submission = by_hash(&wallet, hash).await?;
    unlock(globals, &wallet).await?;
    let resume = calls::ResumeSubmission { id: submission.id };
    follow::through(globals, &wallet, &resume.id, wallet.call(&resume), patience).await
}

pub(crate) async fn drop(globals: &Globals, hash: &str) -> Outcome {
    let wallet = globals.wallet().await?;
    let id = by_hash(&wallet, hash).await?.id;
    let submission = wallet.call(&calls::DropSubmission { id }).await?;
    follow::show(globals, &submission);
    Ok(if submission.state == SubmissionState::Dropped {
        Done::Ok
    } else {
        Done::Refused
    })
}

pub(crate) async fn unlock(globals: &Globals, wallet: &Wallet) -> Result<(), Failure> {
    let password = std::mem::take(&mut *password(globals.password_fd)?);
    wallet.call(&calls::Unlock { password }).await.map(|_| ())
}

pub(crate) async fn by_hash(wallet: &Wallet, hash: &str) -> Result<SubmissionView, Failure> {
    let all = wallet.call(&calls::GetSubmissions { account: None }).await?;
    all.into_iter()
        .find(|s| s.hash.to_string().eq_ignore_ascii_case(hash))
        .ok_or_else(|| {
            let sentence = "This wallet has no such transaction on this network.";
            Failure::new(FailureKind::Input, "submission.unknown", sentence)
        })
}

fn show(globals: &Globals, proposal: &Proposal) {
    if globals.json {
        output::json(proposal)
    } else {
        output::proposal(proposal)
    }
}
