//! Waiting for a submission, for a bounded time: a node may be dead, and the submission is safe in the store.

use std::time::Duration;

use ballast_api::{Failure, FailureKind, SubmissionState, SubmissionView, calls};
use ballast_wallet::Wallet;
use tokio::time::{Instant, sleep, timeout_at};

use crate::{Done, Outcome, globals::Globals, output, wrong_usage};

/// How long the chain is waited for, unless said otherwise: many blocks, and what a busy node needs.
pub(crate) const TIMEOUT: u64 = 180;

#[derive(clap::Args)]
pub(crate) struct Patience {
    /// Do not wait for the chain: exit as soon as it is sent.
    #[arg(long)]
    pub(crate) no_wait: bool,
    /// Give up waiting after this time. The transaction is not lost: the next start follows it on.
    #[arg(long, value_name = "SECONDS", default_value_t = TIMEOUT)]
    pub(crate) timeout: u64,
}

/// How often submissions are looked at while waiting for them.
pub(crate) const LOOK: Duration = Duration::from_millis(300);

/// Until when something is waited for.
pub(crate) struct Deadline {
    at: Instant,
    seconds: u64,
}

impl Deadline {
    /// This many seconds from now; a year at most, which no clock overflows.
    pub(crate) fn after(seconds: u64) -> Self {
        let seconds = seconds.min(365 * 86_400);
        Self {
            at: Instant::now() + Duration::from_secs(seconds),
            seconds,
        }
    }

    pub(crate) fn is_past(&self) -> bool {
        Instant::now() >= self.at
    }
}

/// Waits for the answer to a request that writes the submission `id` and sends it, then follows it to its end, and
/// prints that.
pub(crate) async fn through(
    globals: &Globals,
    wallet: &Wallet,
    id: &str,
    asked: impl Future<Output = Result<SubmissionView, Failure>>,
    patience: &Patience,
) -> Outcome {
    let deadline = Deadline::after(patience.timeout);
    let mut submission = match timeout_at(deadline.at, asked).await {
        Ok(answer) => answer?,
        // The node holds the answer back; whether it came to a submission stands in the store.
        Err(_) => by_id(wallet, id).await?.ok_or_else(|| nothing_yet(&deadline))?,
    };
    let goes_on = |s: &SubmissionView| s.state == SubmissionState::Signed || (s.state.is_open() && !patience.no_wait);
    let mut told = None;
    while goes_on(&submission) {
        if submission.stuck != told {
            // For whoever waits at the terminal; programs read standard output.
            submission.stuck.iter().for_each(|why| eprintln!("{why}"));
            told.clone_from(&submission.stuck);
        }
        if let Some(failure) = &submission.unwritten {
            return Err(failure.clone().help(GO_ON));
        }
        if submission.held || deadline.is_past() {
            return Err(unfinished(&submission, &deadline));
        }
        sleep(LOOK).await;
        submission = by_id(wallet, id)
            .await?
            .ok_or_else(|| wrong_usage("The submission is gone from the store."))?;
    }
    show(globals, &submission);
    let done = submission.state == SubmissionState::Final || submission.state.is_open();
    Ok(if done { Done::Ok } else { Done::Refused })
}

/// A submission in a line.
pub(crate) fn show(globals: &Globals, submission: &SubmissionView) {
    if globals.json {
        return output::json(submission);
    }
    let outcome = submission.outcome.as_ref().map(|o| o.sentence.as_str());
    let words = outcome.or(submission.error.as_deref()).unwrap_or_default();
    println!(
        "{}: {} {words}",
        submission.state.standing(submission.by_one_node),
        submission.hash
    );
}

async fn by_id(wallet: &Wallet, id: &str) -> Result<Option<SubmissionView>, Failure> {
    match wallet.call(&calls::GetSubmission { id: id.to_owned() }).await {
        Ok(found) => Ok(Some(found)),
        Err(failure) if failure.code == "submission.unknown" => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn nothing_yet(deadline: &Deadline) -> Failure {
    let sentence = format!(
        "The node did not answer within {} seconds, and nothing was sent.",
        deadline.seconds
    );
    Failure::new(FailureKind::Offline, UNFINISHED, sentence)
        .help("`ballast-cli status` shows what stands in the store.")
        .retry()
}

fn unfinished(submission: &SubmissionView, deadline: &Deadline) -> Failure {
    let known = match submission.state {
        SubmissionState::Signed => "signed, and no node has confirmed taking it",
        _ => "sent, and not in a block yet",
    };
    let sentence = format!(
        "After {} seconds transaction {} is not over: it is {known}. It stands in the store and will be followed on at \
         the next start.",
        deadline.seconds, submission.hash
    );
    let why = submission
        .stuck
        .as_ref()
        .map(|why| format!("{why} "))
        .unwrap_or_default();
    Failure::new(FailureKind::Offline, UNFINISHED, sentence).help(format!("{why}{GO_ON}"))
}

/// Some of a batch is not over.
pub(super) fn batch_unfinished(deadline: &Deadline) -> Failure {
    let sentence = format!(
        "After {} seconds not all of the batch is over. All of it stands in the store and will be followed on at the next \
         start.",
        deadline.seconds
    );
    Failure::new(FailureKind::Offline, UNFINISHED, sentence).help(GO_ON)
}

/// What was signed is not to be signed twice.
const GO_ON: &str = "`ballast-cli status --wait` follows it on. Do not submit the same again.";

/// The code of giving up waiting.
pub(crate) const UNFINISHED: &str = "submission.unfinished";
