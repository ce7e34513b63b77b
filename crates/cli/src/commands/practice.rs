//! `practice`: the practice network by itself.

use ballast_api::{Failure, FailureKind};
use ballast_practice::{Config, Genesis, default_genesis};
use ballast_wallet::InstanceLock;

use crate::{Done, Outcome, args::PracticeArgs, wrong_usage};

pub(super) async fn run(args: &PracticeArgs) -> Outcome {
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
    };
    let started = ballast_practice::start(config).await;
    let handle = started.map_err(|e| Failure::new(FailureKind::Disk, "practice.start", e.to_string()))?;
    println!("practice network on http://{}/", handle.address());
    let stop = tokio::signal::ctrl_c().await;
    handle.shutdown().await;
    stop.map(|()| Done::Ok)
        .map_err(|e| Failure::new(FailureKind::Bug, "practice.signal", e.to_string()))
}

fn genesis(path: &std::path::Path) -> Result<Genesis, Failure> {
    let text =
        std::fs::read_to_string(path).map_err(|e| wrong_usage(format!("{} cannot be read: {e}.", path.display())))?;
    serde_json::from_str(&text).map_err(|e| wrong_usage(format!("{} is not a genesis: {e}.", path.display())))
}
