//! One file for each group of commands.

mod accounts;
mod practice;
mod reads;
mod road;
mod weight;

use ballast_api::{Failure, FailureKind};
use ballast_wallet::{Options, Place, Wallet};

use crate::{
    Outcome,
    args::{Args, Command},
};

/// Does what the command line says.
pub(crate) async fn run(args: Args) -> Outcome {
    match &args.command {
        Command::Practice(practice) => practice::run(practice).await,
        Command::Weight(weight) => weight::run(weight, args.json),
        Command::Delegates => reads::delegates(&args).await,
        Command::Buckets { address } => reads::buckets(&args, address).await,
        Command::Status { wait } => reads::status(&args, *wait).await,
        Command::Propose { intent } => road::propose(&args, intent).await,
        Command::Submit { intent, yes, no_wait } => road::submit(&args, intent, *yes, *no_wait).await,
        Command::Accounts { add } => accounts::run(&args, add.as_ref()).await,
    }
}

/// The wallet, with the network of the command line open.
async fn wallet(args: &Args) -> Result<Wallet, Failure> {
    let place = match &args.home {
        Some(home) => Place::at(home),
        None => Place::of_this_user()
            .map_err(|e| Failure::new(FailureKind::Disk, "wallet.place", format!("No place for files: {e}.")))?,
    };
    let wallet = Wallet::new(Options {
        node: args.node.clone(),
        ..Options::new(place)
    });
    wallet.open(args.network.into()).await?;
    Ok(wallet)
}
