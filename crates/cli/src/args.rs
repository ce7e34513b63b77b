//! The command line's grammar.

use clap::{Parser, Subcommand};

use crate::{
    commands::{
        accounts::{book::BookChange, list::AddAccount, tokens::TokenChange},
        buckets::{
            calendar::CalendarArgs,
            life::{BucketArgs, NoteArgs},
            plan::{LadderArgs, PlanArgs},
            rehearse::RehearseArgs,
            weight::WeightArgs,
        },
        delegates::{
            destination::DestinationArgs,
            operator::{BlsKeyArgs, OperatorChange},
            order::OrderArgs,
            watched::DelegatesChange,
        },
        history::HistoryArgs,
        network::{endpoints::EndpointsArgs, networks::NetworkArgs, overview::OverviewArgs, practice::PracticeArgs},
        road::{
            follow::{Patience, TIMEOUT},
            send::SendArgs,
            sequence::Sequences,
        },
    },
    globals::Globals,
    intent, plan_file,
};

/// Ballast without a window.
#[derive(Parser)]
#[command(name = "ballast-cli", version, about)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Run the practice network by itself, until interrupted; or begin the wallet's own anew.
    Practice(PracticeArgs),
    /// List the delegates in an order that favours nobody, with who stands behind several of them; or say of which the voters
    /// are kept at each freeze.
    Delegates {
        #[command(flatten)]
        order: OrderArgs,
        #[command(subcommand)]
        change: Option<DelegatesChange>,
    },
    /// Show the network in figures: what is staked, how votes are spread, how few could stop it.
    Overview(OverviewArgs),
    /// List an account's buckets.
    Buckets {
        /// 0x, io1, or the name of an own account.
        #[arg(value_name = "ACCOUNT")]
        address: String,
    },
    /// Compute a bucket's votes, exactly as the chain does.
    Weight(WeightArgs),
    /// Say what an intent would do. Exits 1 with the rule when it may not be done.
    #[command(after_help = intent::HELP)]
    Propose {
        /// A file with an intent as JSON, or - for standard input.
        intent: String,
    },
    /// Do what an intent says, after showing it: signs, sends, and waits until it is final.
    #[command(after_help = intent::HELP)]
    Submit {
        /// A file with an intent as JSON, or - for standard input.
        intent: String,
        /// Do not ask whether to go on.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        patience: Patience,
    },
    /// Do what a list of intents says, one after another, after showing it all: signs all of it at once, sends it, and
    /// waits until each is final. Exits 1 when any was refused or failed.
    #[command(after_help = plan_file::BATCH_HELP)]
    Batch {
        /// A file with a list of intents as JSON, or - for standard input.
        intents: String,
        /// Do not ask whether to go on.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        patience: Patience,
    },
    /// Wishes that take several transactions: begin, look at, go on, stop.
    Sequence {
        #[command(subcommand)]
        what: Sequences,
    },
    /// Send a transaction that was signed a while ago and never sent; `status` lists them.
    Resume {
        /// Its hash.
        hash: String,
        #[command(flatten)]
        patience: Patience,
    },
    /// Drop a transaction that was signed a while ago and never sent; `status` lists them. It is never sent.
    Drop {
        /// Its hash.
        hash: String,
    },
    /// Show a bucket's life, and what may be done with it.
    Bucket(BucketArgs),
    /// Write a name, a note or a group beside a bucket, in this wallet only; without any, what stood there goes.
    Label(NoteArgs),
    /// List the names, notes and groups that were written beside buckets.
    Labels,
    /// Say what a list of intents, each at its moment, leaves on a date. Exits 1 when a rule forbids one of them.
    #[command(after_help = plan_file::HELP)]
    Rehearse(RehearseArgs),
    /// Say how to stake an amount for the most votes until it is needed.
    Plan(PlanArgs),
    /// Split an amount into buckets whose money comes back one after another.
    Ladder(LadderArgs),
    /// List the dates on which buckets can be unstaked and withdrawn.
    Calendar(CalendarArgs),
    /// List the wallet's own actions with what they moved.
    History(HistoryArgs),
    /// Send a transaction that waits for a block anew, for a higher price; `status` lists them.
    SpeedUp {
        /// Its hash.
        hash: String,
        /// Do not ask whether to go on.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        patience: Patience,
    },
    /// Cancel a transaction that waits for a block: another one that does nothing replaces it.
    Cancel {
        /// Its hash.
        hash: String,
        /// Do not ask whether to go on.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        patience: Patience,
    },
    /// Show the most that the fee of a transaction may come to, or change it. `--max-fee` is another one for one command.
    FeeLimit {
        /// In IOTX; `usual` for 1 IOTX, or three times the gas at the lowest price where that is more.
        amount: Option<String>,
    },
    /// Fill the nonce that a transaction waits for and nothing uses, with a transfer of nothing to the same account;
    /// `status` says which wait so. What must not be done any more is cancelled instead.
    FillGap {
        /// The hash of one that waits.
        hash: String,
        /// Do not ask whether to go on.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        patience: Patience,
    },
    /// Send IOTX or tokens, after showing what it does: signs, sends, and waits until it is final.
    Send(SendArgs),
    /// List tokens that the wallet's accounts hold, or add one by its contract.
    Tokens {
        #[command(subcommand)]
        change: Option<TokenChange>,
    },
    /// List the address book, or change it.
    Book {
        #[command(subcommand)]
        change: Option<BookChange>,
    },
    /// Write a note on one of the wallet's own transactions; an empty one takes it away.
    Note {
        /// Its hash.
        hash: String,
        /// The note.
        text: String,
    },
    /// List the wallet's accounts, or add some.
    Accounts {
        #[command(subcommand)]
        add: Option<AddAccount>,
    },
    /// Show where the network is asked and how well each endpoint does, or change it.
    Endpoints(EndpointsArgs),
    /// List the networks, or add one of your own by a node's URL.
    Network(NetworkArgs),
    /// List the wallet's own delegates with what they lack to be elected, or change one.
    Operator {
        #[command(subcommand)]
        change: Option<OperatorChange>,
    },
    /// Print the public key in a delegate's BLS key file, and the proof that its private half is held. A private key in it is
    /// not printed.
    BlsKey(BlsKeyArgs),
    /// Show where the chain pays an account's rewards for its votes, or change it.
    Destination(DestinationArgs),
    /// Where things stand: network, epoch, endpoints, own submissions.
    Status {
        /// First follow what a crash or a restart left open until it is over, or waits for your answer.
        #[arg(long)]
        wait: bool,
        /// Give up waiting after this time.
        #[arg(long, value_name = "SECONDS", default_value_t = TIMEOUT)]
        timeout: u64,
    },
}
