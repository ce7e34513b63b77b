//! Which command does what the command line says.

use ballast_api::Replacement;

use crate::{
    Outcome,
    args::{Args, Command},
    commands::{
        accounts::{self, book, tokens},
        buckets::{self, calendar, life, plan, rehearse, weight},
        delegates::{destination, operator, watched},
        history,
        network::{endpoints, networks, overview, practice, status},
        road::{batch, limit, one, send, sequence},
    },
};

/// Does what the command line says.
pub(crate) async fn run(args: Args) -> Outcome {
    let Args { globals, command } = &args;
    match command {
        Command::Practice(practice) => practice::run(globals, practice).await,
        Command::Weight(weight) => weight::run(weight, globals.json),
        Command::Delegates { order, change } => watched::run(globals, order, change.as_ref()).await,
        Command::Overview(wanted) => overview::run(globals, wanted).await,
        Command::Buckets { address } => buckets::list::run(globals, address).await,
        Command::Status { wait, timeout } => status::run(globals, *wait, *timeout).await,
        Command::Propose { intent } => one::propose(globals, intent).await,
        Command::Submit { intent, yes, patience } => one::submit(globals, intent, *yes, patience).await,
        Command::Batch { intents, yes, patience } => batch::run(globals, intents, *yes, patience).await,
        Command::Sequence { what } => sequence::run(globals, what).await,
        Command::Resume { hash, patience } => one::resume(globals, hash, patience).await,
        Command::Drop { hash } => one::drop(globals, hash).await,
        Command::SpeedUp { hash, yes, patience } => {
            one::replace(globals, hash, Replacement::SpeedUp, *yes, patience).await
        }
        Command::Cancel { hash, yes, patience } => {
            one::replace(globals, hash, Replacement::Cancel, *yes, patience).await
        }
        Command::FillGap { hash, yes, patience } => one::fill_gap(globals, hash, *yes, patience).await,
        Command::Bucket(bucket) => life::run(globals, bucket).await,
        Command::Labels => life::notes(globals).await,
        Command::Label(note) => life::note(globals, note).await,
        Command::Rehearse(rehearse) => rehearse::run(globals, rehearse).await,
        Command::Plan(plan) => plan::plan(globals, plan).await,
        Command::Ladder(ladder) => plan::ladder(globals, ladder).await,
        Command::Calendar(calendar) => calendar::run(globals, calendar).await,
        Command::History(history) => history::run(globals, history).await,
        Command::FeeLimit { amount } => limit::run(globals, amount.as_deref()).await,
        Command::Send(send) => send::run(globals, send).await,
        Command::Tokens { change } => tokens::run(globals, change.as_ref()).await,
        Command::Book { change } => book::run(globals, change.as_ref()).await,
        Command::Note { hash, text } => history::note(globals, hash, text).await,
        Command::Operator { change } => operator::run(globals, change.as_ref()).await,
        Command::BlsKey(wanted) => operator::bls_key(globals, wanted).await,
        Command::Destination(wanted) => destination::run(globals, wanted).await,
        Command::Network(network) => networks::run(globals, network).await,
        Command::Endpoints(endpoints) => endpoints::run(globals, endpoints).await,
        Command::Accounts { add } => accounts::list::run(globals, add.as_ref()).await,
    }
}
