//! `delegates watch`, `unwatch`, `watched`: delegates whose whole lists of voters' buckets are kept at each freeze.

use std::collections::BTreeMap;

use ballast_api::{Failure, FailureKind, calls};
use ballast_domain::Address;
use ballast_wallet::Wallet;

use super::{list, order::OrderArgs};
use crate::{Done, Outcome, globals::Globals, output, whose, words, wrong_usage};

/// What is done with delegates; without it they are listed.
#[derive(clap::Subcommand)]
pub(crate) enum DelegatesChange {
    /// Keep the whole list of a delegate's voters at each freeze: owner, bucket and votes of each, for two years; of 5
    /// delegates at most.
    Watch {
        /// Its name, or its permanent id.
        name: String,
    },
    /// Keep a delegate's voters no more; what was kept stays.
    Unwatch {
        /// Its name, or its permanent id.
        name: String,
    },
    /// List the delegates whose voters are kept.
    Watched,
}

/// Lists the delegates, or those that are watched, after changing which are.
pub(crate) async fn run(globals: &Globals, order: &OrderArgs, change: Option<&DelegatesChange>) -> Outcome {
    let Some(change) = change else {
        return list::run(globals, order).await;
    };
    if order.is_given() {
        return Err(wrong_usage(
            "--by and --order-seed go with the list of all delegates alone.",
        ));
    }
    let wallet = globals.wallet().await?;
    let all = match change {
        DelegatesChange::Watch { name } => {
            let delegate = meant(&wallet, name).await?;
            wallet.call(&calls::WatchDelegate { delegate }).await?
        }
        DelegatesChange::Unwatch { name } => {
            let delegate = meant(&wallet, name).await?;
            wallet.call(&calls::UnwatchDelegate { delegate }).await?
        }
        DelegatesChange::Watched => wallet.call(&calls::GetWatchedDelegates {}).await?,
    };
    if globals.json {
        output::json(&all);
        return Ok(Done::Ok);
    }
    if all.is_empty() {
        println!("No delegate's voters are kept.");
        return Ok(Done::Ok);
    }
    // What they are called now is the node's to say; which they are is not.
    let rows = wallet.call(&calls::GetDelegates {}).await;
    let rows = rows.map(|delegates| delegates.rows.value).unwrap_or_default();
    let names: BTreeMap<Address, String> = rows.into_iter().map(|row| (row.id, row.name)).collect();
    let line = |id: &Address| {
        let name = names.get(id).cloned();
        [name.unwrap_or_else(|| words::UNKNOWN.into()), id.to_string()]
    };
    let lines: Vec<_> = all.iter().map(line).collect();
    output::table(["name", "id"], &lines);
    Ok(Done::Ok)
}

/// The permanent id of the delegate that is meant.
async fn meant(wallet: &Wallet, text: &str) -> Result<Address, Failure> {
    if let Ok(Some(id)) = whose::address(text) {
        return Ok(id);
    }
    let name = text.to_owned();
    let found = wallet.call(&calls::GetDelegate { name }).await?;
    found.map(|delegate| delegate.row.value.id).ok_or_else(|| {
        Failure::new(
            FailureKind::Input,
            "delegate.not-found",
            format!("There is no delegate named {text}."),
        )
    })
}
