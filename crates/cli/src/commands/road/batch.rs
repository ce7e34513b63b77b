//! `batch`: several intents with one review, signed together, each followed to its end.

use ballast_api::{BatchProposal, BatchView, SubmissionState, calls};
use ballast_domain::Proposal;
use ballast_wallet::Wallet;
use serde::Serialize;
use tokio::time::sleep;

use super::{
    agree::wanted,
    follow::{self, Deadline, LOOK, Patience},
    one::unlock,
};
use crate::{Done, Outcome, globals::Globals, output, plan_file, whose};

pub(crate) async fn run(globals: &Globals, file: &str, yes: bool, patience: &Patience) -> Outcome {
    let wallet = globals.wallet().await?;
    let intents = plan_file::intents(file, &whose::accounts(&wallet).await?)?;
    unlock(globals, &wallet).await?;
    let batch = wallet.call(&calls::ProposeBatch { intents }).await?;
    if !globals.json {
        output::batch(&batch);
    }
    if batch.legal().next().is_none() {
        if globals.json {
            output::json(&batch);
        }
        return Ok(Done::Refused);
    }
    let warnings = batch.legal().flat_map(|item| &item.warnings);
    if !wanted(yes, batch.legal().map(|item| &item.intent), warnings)? {
        return Ok(Done::Refused);
    }
    let id = batch.id.clone();
    let view = wallet.call(&calls::ApproveBatch { id }).await?;
    follow(globals, &wallet, &batch, view, patience).await
}

/// Follows every item until it is over, for a bounded time, and prints how each ended.
async fn follow(
    globals: &Globals,
    wallet: &Wallet,
    batch: &BatchProposal,
    mut view: BatchView,
    patience: &Patience,
) -> Outcome {
    let deadline = Deadline::after(patience.timeout);
    let waits = |view: &BatchView| {
        let goes_on =
            |state: SubmissionState| state == SubmissionState::Signed || (state.is_open() && !patience.no_wait);
        view.items.iter().any(|item| goes_on(item.state) && !item.held)
    };
    while waits(&view) && !deadline.is_past() {
        sleep(LOOK).await;
        view = wallet.call(&calls::GetBatch { id: view.id.clone() }).await?;
    }
    show(globals, batch, &view);
    if waits(&view) || view.items.iter().any(|item| item.held) {
        return Err(follow::batch_unfinished(&deadline));
    }
    let well = |state| state == SubmissionState::Final || (patience.no_wait && state == SubmissionState::Sent);
    let all_done = batch.refused().next().is_none() && view.items.iter().all(|item| well(item.state));
    Ok(if all_done { Done::Ok } else { Done::Refused })
}

/// How a batch ended, for programs.
#[derive(Serialize)]
struct Ended<'a> {
    #[serde(flatten)]
    view: &'a BatchView,
    /// What was left out, each with its rule.
    refused: Vec<&'a Proposal>,
}

fn show(globals: &Globals, batch: &BatchProposal, view: &BatchView) {
    if globals.json {
        let refused = batch.refused().collect();
        return output::json(&Ended { view, refused });
    }
    for (number, proposed) in (1..).zip(&batch.items) {
        // A submission has its proposal's id.
        if let Some(item) = view.items.iter().find(|item| item.id == proposed.id) {
            print!("{number}. ");
            follow::show(globals, item);
        }
    }
    println!("{}", view.tally().sentence());
}
