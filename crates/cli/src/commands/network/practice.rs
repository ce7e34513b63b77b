//! `practice`: the practice network by itself, and the wallet's own begun anew.

use std::{
    io::{IsTerminal, stdin},
    path::{Path, PathBuf},
};

use ballast_api::{Failure, FailureKind, calls};
use ballast_practice::{Access, Config, Genesis, default_genesis};
use ballast_wallet::InstanceLock;
use clap::Subcommand;

use crate::{Done, Outcome, globals::Globals, json, output, password::agreed, wrong_usage};

#[derive(clap::Args)]
pub(crate) struct PracticeArgs {
    /// The loopback port; 0 for any that is free.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// A genesis as JSON; without it the network of forty delegates.
    #[arg(long, value_name = "FILE")]
    genesis: Option<PathBuf>,
    /// Serve this EVM chain id instead of the genesis's own: a chain that no wallet knows by itself.
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    chain_id: Option<u64>,
    /// Keep the chain in this folder; without it nothing is kept.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Make blocks only when `practice_mine` asks for them.
    #[arg(long)]
    on_demand: bool,
    /// Seconds from block to block.
    #[arg(long, value_name = "S", default_value_t = 2.5)]
    block_seconds: f64,
    /// Answer programs of this machine alone: refuse what a web page sends, and what names another host than 127.0.0.1.
    #[arg(long)]
    closed: bool,
    #[command(subcommand)]
    change: Option<PracticeChange>,
}

#[derive(Subcommand)]
pub(crate) enum PracticeChange {
    /// Begin the wallet's own practice network anew: its buckets, its money, and Activity, drafts and notes of what was done
    /// on it are gone for good. Accounts, their keys and the address book stay.
    StartOver {
        /// Do not ask whether to go on.
        #[arg(long)]
        yes: bool,
    },
}

pub(crate) async fn run(globals: &Globals, args: &PracticeArgs) -> Outcome {
    match args.change {
        Some(PracticeChange::StartOver { yes }) => start_over(globals, yes).await,
        None => serve(args).await,
    }
}

async fn start_over(globals: &Globals, yes: bool) -> Outcome {
    if !yes && !stdin().is_terminal() {
        return Err(wrong_usage("Say --yes to go on without being asked."));
    }
    let wallet = globals.wallet().await?;
    if !yes {
        eprintln!(
            "The practice network's buckets and money, and what you did there, will be gone. Accounts and keys stay."
        );
        if !agreed("Begin it anew?")? {
            return Ok(Done::Refused);
        }
    }
    let status = wallet.call(&calls::StartPracticeOver {}).await?;
    match globals.json {
        true => output::json(&status),
        false => println!("The practice network begins anew. The first account has practice money."),
    }
    Ok(Done::Ok)
}

async fn serve(args: &PracticeArgs) -> Outcome {
    if !(args.block_seconds.is_finite() && args.block_seconds > 0.0) {
        return Err(wrong_usage("--block-seconds has to be more than zero."));
    }
    // Two chains in one folder would overwrite each other's blocks.
    let _lock = match &args.data {
        Some(folder) => Some(InstanceLock::take(folder).await.map_err(Failure::from)?),
        None => None,
    };
    let mut genesis = args.genesis.as_deref().map(genesis).transpose()?;
    if let Some(id) = args.chain_id {
        genesis.get_or_insert_with(default_genesis).evm_chain_id = id;
    }
    let config = Config {
        port: args.port,
        genesis,
        data_dir: args.data.clone(),
        on_demand: args.on_demand,
        block_seconds: args.block_seconds,
        access: match args.closed {
            true => Access::Closed,
            false => Access::Open,
        },
    };
    let started = ballast_practice::start(config).await;
    let handle = started.map_err(|e| Failure::new(FailureKind::Disk, "practice.start", e.to_string()))?;
    println!("practice network on http://{}/", handle.address());
    let stop = tokio::signal::ctrl_c().await;
    handle.shutdown().await;
    stop.map(|()| Done::Ok)
        .map_err(|e| Failure::new(FailureKind::Bug, "practice.signal", e.to_string()))
}

fn genesis(path: &Path) -> Result<Genesis, Failure> {
    let text =
        std::fs::read_to_string(path).map_err(|e| wrong_usage(format!("{} cannot be read: {e}.", path.display())))?;
    read(&text).map_err(|why| wrong_usage(format!("{} is not a genesis: {why}.", path.display())))
}

/// What a genesis may say for people.
const WORDS: [&str; 2] = ["about", "forks"];

fn read(text: &str) -> Result<Genesis, String> {
    let mut written = json::parse(text)?;
    json::without(&mut written, &WORDS);
    json::read(written)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_a_genesis_that_nobody_knows_or_that_stands_twice_is_named() {
        let text = include_str!("../../../../../tests/recordings/genesis.json");
        assert_eq!(read(text).unwrap().evm_chain_id, 4690);
        let with = |field: &str| read(&text.replacen('{', &format!("{{ {field},"), 1)).unwrap_err();
        assert_eq!(with("\"minStakes\": \"1\""), "it has no field `minStakes`");
        assert!(with("\"minStake\": \"1\"").starts_with("the field `minStake` stands twice"));
    }
}
