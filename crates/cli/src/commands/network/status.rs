//! `status`: where things stand, and what waits for an answer.

use std::time::{SystemTime, UNIX_EPOCH};

use ballast_api::{AccountView, ChainView, Failure, FailureKind, SubmissionView, SyncState, calls};
use ballast_domain::Timestamp;

use crate::{
    Done, Outcome,
    commands::road::follow::{Deadline, LOOK, UNFINISHED},
    globals::Globals,
    output, words,
};

pub(crate) async fn run(globals: &Globals, wait: bool, timeout: u64) -> Outcome {
    let wallet = globals.wallet().await?;
    let deadline = Deadline::after(timeout);
    let mut submissions = wallet.call(&calls::GetSubmissions { account: None }).await?;
    // What is held waits for the person, not the other way round.
    let open = |s: &SubmissionView| s.state.is_open() && !s.held;
    while wait && submissions.iter().any(open) {
        if deadline.is_past() {
            return Err(unfinished(timeout));
        }
        tokio::time::sleep(LOOK).await;
        submissions = wallet.call(&calls::GetSubmissions { account: None }).await?;
    }
    let status = wallet.call(&calls::GetStatus {}).await?;
    // What the wallet itself knows shows without a node too.
    let chain = wallet.call(&calls::GetChain {}).await;
    let (chain, failure) = match chain {
        Ok(chain) => (Some(chain), None),
        Err(failure) => (None, Some(failure)),
    };
    let done = if failure.is_none() { Done::Ok } else { Done::Refused };
    if globals.json {
        output::json(&serde_json::json!({
            "status": status, "chain": chain, "failure": failure, "submissions": submissions,
        }));
        return Ok(done);
    }
    if let Some(chain) = &chain {
        about_chain(chain, status.network_name().unwrap_or(words::UNKNOWN));
    }
    if let Some(failure) = &failure {
        output::failure(failure, false);
    }
    println!("{}, {}", words::vault(status.vault), accounts(&status.accounts));
    submissions.iter().for_each(about_submission);
    Ok(done)
}

/// How many accounts there are; those that are only watched are not one's own.
fn accounts(all: &[AccountView]) -> String {
    let own = all.iter().filter(|account| account.can_sign()).count();
    match all.len() - own {
        0 => words::counted(own, "account"),
        watched => format!("{}, {watched} more watched", words::counted(own, "account")),
    }
}

fn about_chain(chain: &ChainView, network: &str) {
    let state = match (chain.sync, chain.heard) {
        (SyncState::Behind, Some(heard)) => format!("no block for {}", age(heard)),
        (state, _) => words::sync(state).to_owned(),
    };
    println!("{network}, chain {}, {state}", chain.chain_id);
    if let (Some(height), Some(epoch)) = (chain.height, &chain.epoch) {
        println!(
            "block {height}, epoch {}, {} left",
            epoch.epoch,
            words::span(epoch.seconds_left)
        );
    }
    for e in &chain.endpoints {
        println!("{}  {}", e.url, e.error.as_deref().unwrap_or("answers"));
    }
}

fn about_submission(s: &SubmissionView) {
    println!("{}  {}  {}", s.state.standing(s.by_one_node), s.hash, s.sentence);
    if s.held {
        println!("  Signed {} ago, never sent: send it now or drop it?", age(s.created));
        println!("  ballast-cli resume {0}    ballast-cli drop {0}", s.hash);
    }
    if let Some(why) = &s.stuck {
        println!("  {why}");
    }
    if s.gap.is_some() {
        println!("  ballast-cli fill-gap {0}    ballast-cli cancel {0}", s.hash);
    }
}

/// How long ago.
fn age(since: Timestamp) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    words::span(now.as_secs().saturating_sub(since.seconds()))
}

fn unfinished(seconds: u64) -> Failure {
    let sentence =
        format!("After {seconds} seconds not every transaction is over; they will be followed on at the next start.");
    Failure::new(FailureKind::Offline, UNFINISHED, sentence).help("`ballast-cli status` shows how each of them stands.")
}

#[cfg(test)]
mod tests {
    use ballast_api::Origin;
    use ballast_domain::Address;

    use super::*;

    #[test]
    fn watched_accounts_are_counted_apart() {
        let account = |origin| AccountView {
            address: Address::ZERO,
            label: String::new(),
            origin,
        };
        assert_eq!(accounts(&[account(Origin::Key)]), "1 account");
        let mixed = [account(Origin::Key), account(Origin::Watch), account(Origin::Watch)];
        assert_eq!(accounts(&mixed), "1 account, 2 more watched");
    }
}
