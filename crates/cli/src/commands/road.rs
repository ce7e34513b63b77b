//! `propose` and `submit`: the one road for writes.

use std::{
    io::{IsTerminal, Read, Write},
    time::Duration,
};

use ballast_api::{Failure, SubmissionState, SubmissionView, calls};
use ballast_domain::{Intent, Proposal};
use ballast_wallet::Wallet;

use super::wallet;
use crate::{Done, Outcome, args::Args, output, password::password, wrong_usage};

/// How often a submission is looked at while waiting for it.
const LOOK: Duration = Duration::from_millis(300);

pub(super) async fn propose(args: &Args, file: &str) -> Outcome {
    let intent = read_intent(file)?;
    let proposal = wallet(args).await?.call(&calls::Propose { intent }).await?;
    show(args, &proposal);
    Ok(if proposal.block().is_some() {
        Done::Refused
    } else {
        Done::Ok
    })
}

pub(super) async fn submit(args: &Args, file: &str, yes: bool, no_wait: bool) -> Outcome {
    let intent = read_intent(file)?;
    let wallet = wallet(args).await?;
    let password = password(args.password_fd)?.to_string();
    wallet.call(&calls::Unlock { password }).await?;
    let proposal = wallet.call(&calls::Propose { intent }).await?;
    if !args.json {
        show(args, &proposal);
    }
    if proposal.block().is_some() {
        if args.json {
            show(args, &proposal);
        }
        return Ok(Done::Refused);
    }
    if !yes && !agreed()? {
        return Ok(Done::Refused);
    }
    let mut submission = wallet.call(&calls::Approve { id: proposal.id }).await?;
    while submission.state.is_open() && !no_wait {
        tokio::time::sleep(LOOK).await;
        submission = newest(&wallet, &submission.id).await?;
    }
    if args.json {
        output::json(&submission);
    } else {
        let words = submission
            .outcome
            .as_ref()
            .map(|o| o.sentence.as_str())
            .or(submission.error.as_deref());
        println!(
            "{}: {} {}",
            submission.state.word(),
            submission.hash,
            words.unwrap_or_default()
        );
    }
    let done = submission.state == SubmissionState::Final || (no_wait && submission.state.is_open());
    Ok(if done { Done::Ok } else { Done::Refused })
}

async fn newest(wallet: &Wallet, id: &str) -> Result<SubmissionView, Failure> {
    let all = wallet.call(&calls::GetSubmissions { account: None }).await?;
    all.into_iter()
        .find(|s| s.id == id)
        .ok_or_else(|| wrong_usage("The submission is gone from the store."))
}

fn show(args: &Args, proposal: &Proposal) {
    if args.json {
        output::json(proposal)
    } else {
        output::proposal(proposal)
    }
}

fn agreed() -> Result<bool, Failure> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        return Err(wrong_usage("Say --yes to go on without being asked."));
    }
    print!("Sign and send? [y/N] ");
    let mut answer = String::new();
    let read = std::io::stdout().flush().and_then(|()| input.read_line(&mut answer));
    read.map_err(|e| wrong_usage(e.to_string()))?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn read_intent(file: &str) -> Result<Intent, Failure> {
    let mut text = String::new();
    let read = match file {
        "-" => std::io::stdin().read_to_string(&mut text),
        path => std::fs::File::open(path).and_then(|mut f| f.read_to_string(&mut text)),
    };
    read.map_err(|e| wrong_usage(format!("{file} cannot be read: {e}.")))?;
    serde_json::from_str(&text).map_err(|e| wrong_usage(format!("{file} is not an intent: {e}.")))
}
