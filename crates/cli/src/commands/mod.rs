//! One file for each group of commands.

mod accounts;
mod agree;
mod batch;
mod book;
pub(crate) mod bucket;
pub(crate) mod calendar;
pub(crate) mod endpoints;
mod follow;
pub(crate) mod history;
pub(crate) mod network;
mod operator;
pub(crate) mod plan;
mod practice;
mod reads;
pub(crate) mod rehearse;
mod road;
pub(crate) mod send;
mod status;
mod tokens;
mod weight;

use ballast_api::{Failure, FailureKind, Replacement};
use ballast_domain::Network;
use ballast_wallet::{Options, Place, Wallet};

use crate::{
    Outcome,
    args::{Args, Command},
    wrong_usage,
};

/// Does what the command line says.
pub(crate) async fn run(args: Args) -> Outcome {
    match &args.command {
        Command::Practice(practice) => practice::run(practice).await,
        Command::Weight(weight) => weight::run(weight, args.json),
        Command::Delegates => reads::delegates(&args).await,
        Command::Buckets { address } => reads::buckets(&args, address).await,
        Command::Status { wait, timeout } => status::run(&args, *wait, *timeout).await,
        Command::Propose { intent } => road::propose(&args, intent).await,
        Command::Submit { intent, yes, patience } => road::submit(&args, intent, *yes, patience).await,
        Command::Batch { intents, yes, patience } => batch::run(&args, intents, *yes, patience).await,
        Command::Resume { hash, patience } => road::resume(&args, hash, patience).await,
        Command::Drop { hash } => road::drop(&args, hash).await,
        Command::SpeedUp { hash, yes, patience } => {
            road::replace(&args, hash, Replacement::SpeedUp, *yes, patience).await
        }
        Command::Cancel { hash, yes, patience } => {
            road::replace(&args, hash, Replacement::Cancel, *yes, patience).await
        }
        Command::Bucket(bucket) => bucket::run(&args, bucket).await,
        Command::Labels => bucket::notes(&args).await,
        Command::Label(note) => bucket::note(&args, note).await,
        Command::Rehearse(rehearse) => rehearse::run(&args, rehearse).await,
        Command::Plan(plan) => plan::plan(&args, plan).await,
        Command::Ladder(ladder) => plan::ladder(&args, ladder).await,
        Command::Calendar(calendar) => calendar::run(&args, calendar).await,
        Command::History(history) => history::run(&args, history).await,
        Command::Send(send) => send::run(&args, send).await,
        Command::Tokens { change } => tokens::run(&args, change.as_ref()).await,
        Command::Book { change } => book::run(&args, change.as_ref()).await,
        Command::Note { hash, text } => history::note(&args, hash, text).await,
        Command::Operator => operator::run(&args).await,
        Command::BlsKey { file } => operator::bls_key(&args, file).await,
        Command::Network(network) => network::run(&args, network).await,
        Command::Endpoints(endpoints) => endpoints::run(&args, endpoints).await,
        Command::Accounts { add } => accounts::run(&args, add.as_ref()).await,
    }
}

/// The wallet, with the network of the command line open. Nobody else may have it open meanwhile.
async fn wallet(args: &Args) -> Result<Wallet, Failure> {
    open(args, false).await
}

/// The chain of the command line's network, without the wallet.
async fn reader(args: &Args) -> Result<Wallet, Failure> {
    open(args, true).await
}

async fn open(args: &Args, reads_only: bool) -> Result<Wallet, Failure> {
    let wallet = unopened(args, reads_only)?;
    wallet.open(network(args, &wallet).await?).await?;
    Ok(wallet)
}

/// The wallet with no network open.
fn unopened(args: &Args, reads_only: bool) -> Result<Wallet, Failure> {
    let place = match &args.home {
        Some(home) => Place::at(home),
        None => Place::of_this_user()
            .map_err(|e| Failure::new(FailureKind::Disk, "wallet.place", format!("No place for files: {e}.")))?,
    };
    Ok(Wallet::new(Options {
        node: args.node.clone(),
        reads_only,
        ..Options::new(place)
    }))
}

/// The network that is named, or else that of the node that is named.
async fn network(args: &Args, wallet: &Wallet) -> Result<Network, Failure> {
    match (&args.network, &args.node) {
        (Some(called), _) => wallet.network_called(called).map_err(|_| no_network(called, wallet)),
        (None, Some(node)) => wallet.network_of(node).await,
        (None, None) => Ok(Network::Practice),
    }
}

/// A mistake in how the program was called.
fn no_network(called: &str, wallet: &Wallet) -> Failure {
    wrong_usage(format!(
        "There is no network {called:?}; there are {}.",
        wallet.network_names().join(", ")
    ))
}
