//! `propose` and `submit`: the one road for writes; `resume` and `drop`: the answer about what was never sent; `speed-up`
//! and `cancel`: another transaction in the place of one that waits.

use ballast_api::{Failure, FailureKind, Replacement, SubmissionState, SubmissionView, calls};
use ballast_domain::{Intent, Proposal};
use ballast_wallet::Wallet;

use super::{agree::agreed, follow, wallet};
use crate::{
    Done, Outcome,
    args::{Args, Patience},
    intent, output,
    password::password,
};

pub(super) async fn propose(args: &Args, file: &str) -> Outcome {
    let intent = intent::read(file)?;
    let proposal = wallet(args).await?.call(&calls::Propose { intent }).await?;
    show(args, &proposal);
    Ok(if proposal.block().is_some() {
        Done::Refused
    } else {
        Done::Ok
    })
}

pub(super) async fn submit(args: &Args, file: &str, yes: bool, patience: &Patience) -> Outcome {
    let intent = intent::read(file)?;
    let wallet = wallet(args).await?;
    carry_out(args, &wallet, intent, yes, patience).await
}

/// The whole road of an intent.
pub(super) async fn carry_out(args: &Args, wallet: &Wallet, intent: Intent, yes: bool, patience: &Patience) -> Outcome {
    unlock(args, wallet).await?;
    let proposal = wallet.call(&calls::Propose { intent }).await?;
    decide(args, wallet, proposal, yes, patience).await
}

/// Sends a transaction that waits anew for a higher price, or another in its place that does nothing.
pub(super) async fn replace(args: &Args, hash: &str, how: Replacement, yes: bool, patience: &Patience) -> Outcome {
    let wallet = wallet(args).await?;
    let id = by_hash(&wallet, hash).await?.id;
    unlock(args, &wallet).await?;
    let proposal = wallet.call(&calls::ProposeReplacement { id, how }).await?;
    decide(args, &wallet, proposal, yes, patience).await
}

/// Shows a proposal, has it approved, and follows what comes of it.
async fn decide(args: &Args, wallet: &Wallet, proposal: Proposal, yes: bool, patience: &Patience) -> Outcome {
    if !args.json {
        show(args, &proposal);
    }
    if proposal.block().is_some() {
        if args.json {
            show(args, &proposal);
        }
        return Ok(Done::Refused);
    }
    if !yes && !agreed([&proposal.intent])? {
        return Ok(Done::Refused);
    }
    // A submission has its proposal's id.
    let approve = calls::Approve { id: proposal.id };
    follow::through(args, wallet, &approve.id, wallet.call(&approve), patience).await
}

pub(super) async fn resume(args: &Args, hash: &str, patience: &Patience) -> Outcome {
    let wallet = wallet(args).await?;
    let submission = by_hash(&wallet, hash).await?;
    unlock(args, &wallet).await?;
    let resume = calls::ResumeSubmission { id: submission.id };
    follow::through(args, &wallet, &resume.id, wallet.call(&resume), patience).await
}

pub(super) async fn drop(args: &Args, hash: &str) -> Outcome {
    let wallet = wallet(args).await?;
    let id = by_hash(&wallet, hash).await?.id;
    let submission = wallet.call(&calls::DropSubmission { id }).await?;
    follow::show(args, &submission);
    Ok(if submission.state == SubmissionState::Dropped {
        Done::Ok
    } else {
        Done::Refused
    })
}

pub(super) async fn unlock(args: &Args, wallet: &Wallet) -> Result<(), Failure> {
    let password = std::mem::take(&mut *password(args.password_fd)?);
    wallet.call(&calls::Unlock { password }).await.map(|_| ())
}

pub(super) async fn by_hash(wallet: &Wallet, hash: &str) -> Result<SubmissionView, Failure> {
    let all = wallet.call(&calls::GetSubmissions { account: None }).await?;
    all.into_iter()
        .find(|s| s.hash.to_string().eq_ignore_ascii_case(hash))
        .ok_or_else(|| {
            let sentence = "This wallet has no such transaction on this network.";
            Failure::new(FailureKind::Input, "submission.unknown", sentence)
        })
}

fn show(args: &Args, proposal: &Proposal) {
    if args.json {
        output::json(proposal)
    } else {
        output::proposal(proposal)
    }
}
