//! What can go wrong in a use case.

use ballast_domain::{AddressError, Network, Refusal, plan::PlanError, sequence::WishError};
use thiserror::Error;

/// The wallet's error. [`crate::failures`] turns it into what people read.
#[derive(Debug, Error)]
pub enum Error {
    /// Talking to the chain failed.
    #[error(transparent)]
    Chain(#[from] ballast_chain::Error),
    /// A node that was looked at cannot be used. Nothing depends on it yet.
    #[error("{0}")]
    Candidate(#[source] ballast_chain::Error),
    /// The vault refused.
    #[error(transparent)]
    Vault(#[from] ballast_vault::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] ballast_store::Error),
    /// The practice network did not start.
    #[error(transparent)]
    Practice(#[from] ballast_practice::PracticeError),
    /// A rule of the chain forbids it.
    #[error("{0}")]
    Refused(Refusal),
    /// There is no such plan.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// Not an address.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// What was entered is not right.
    #[error("{sentence}")]
    Entry {
        /// Stable.
        code: &'static str,
        /// Why, for people.
        sentence: &'static str,
    },
    /// A file of the wallet's own cannot be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// The file with the settings is there and cannot be read.
    #[error("the settings cannot be read: {why}")]
    Settings {
        /// Why.
        why: String,
        /// Where it is kept now; none where it was left in its place.
        aside: Option<std::path::PathBuf>,
    },
    /// Another program has the profile open.
    #[error("another program has this wallet open")]
    InUse {
        /// Its name and number, where they could be read.
        holder: Option<String>,
    },
    /// The wallet only reads a chain.
    #[error("this wallet was opened for reading only")]
    ReadsOnly,
    /// No network is open.
    #[error("no network is open")]
    NoNetwork,
    /// A node serves a chain that is none of the wallet's networks.
    #[error("{node} serves chain {found}; this wallet knows {}", known())]
    UnknownChain {
        /// The node.
        node: String,
        /// What it says.
        found: u64,
    },
    /// A node serves a network that is there already.
    #[error("{node} serves chain {chain_id}, which is {name}")]
    KnownNetwork {
        /// The node.
        node: String,
        /// Which.
        chain_id: u64,
        /// What it is called.
        name: String,
    },
    /// A chain id is that of a public chain which is not IoTeX: what is signed with it could be done there.
    #[error("{chain_id} is the chain id of {name}")]
    PublicChain {
        /// Which.
        chain_id: u64,
        /// The chain that has it.
        name: &'static str,
    },
    /// No network has this name or chain id.
    #[error("there is no such network")]
    UnknownNetwork,
    /// The network is open here, so it can be neither removed nor changed.
    #[error("the network is open")]
    NetworkOpen,
    /// A file of contracts cannot be used, or a contract in it does not stand where it says.
    #[error("{sentence}")]
    Contracts {
        /// Stable.
        code: &'static str,
        /// Why, for people.
        sentence: String,
    },
    /// The endpoint is among the network's already.
    #[error("this endpoint is in the list already")]
    KnownEndpoint,
    /// The endpoint is none of the network's.
    #[error("this endpoint is not in the list")]
    UnknownEndpoint,
    /// Without it the network could not be asked at all.
    #[error("this is the last endpoint")]
    LastEndpoint,
    /// The network's endpoints cannot be changed, for this reason.
    #[error("{0}")]
    FixedEndpoints(&'static str),
    /// The vault has no recovery phrase.
    #[error("this wallet has no recovery phrase")]
    NoPhrase,
    /// A recovery phrase derives no account that the wallet had the key of.
    #[error("this phrase is none of this wallet's")]
    ForeignPhrase,
    /// Not one of the derivation paths in use.
    #[error("this is no path of an account")]
    Path,
    /// The account is watched, so nothing can be signed for it.
    #[error("the account is watched only")]
    WatchOnly,
    /// The account is not in the wallet.
    #[error("the account is not in this wallet")]
    UnknownAccount,
    /// No proposal has this id, or it was approved already.
    #[error("there is no such proposal")]
    NoProposal,
    /// The proposal is older than its freshness.
    #[error("the proposal is not fresh any more")]
    StaleProposal,
    /// No submission has this id.
    #[error("there is no such submission")]
    NoSubmission,
    /// The submission does not wait for the person's word.
    #[error("the submission does not wait for an answer")]
    NotHeld,
    /// The submission does not wait in a node's pool, so nothing can take its place.
    #[error("the submission does not wait for a block")]
    NotWaiting,
    /// A submission of the account waits for the person's word; its nonce comes first.
    #[error("an earlier submission of this account waits for an answer")]
    HeldFirst,
    /// One node alone counts more transactions of an account than blocks and this wallet account for.
    #[error("{node} counts {count} transactions of this account, and {known} are known")]
    CountUnconfirmed {
        /// The node.
        node: String,
        /// What it counts.
        count: u64,
        /// As many as are known.
        known: u64,
    },
    /// The submission waits for no nonce that is missing before it.
    #[error("nothing is missing before this submission")]
    NoGap,
    /// A batch of nothing, or of more than can be reviewed.
    #[error("a batch has 1 to {} actions", ballast_api::MAX_BATCH)]
    BatchSize,
    /// Nothing of the batch may be done.
    #[error("there is nothing to sign in this batch")]
    NothingLegal,
    /// A wish is no sequence.
    #[error(transparent)]
    Wish(#[from] WishError),
    /// No sequence has this id.
    #[error("there is no such sequence")]
    NoSequence,
    /// A rule forbids a step of a sequence.
    #[error("a step of the sequence is not allowed")]
    StepRefused,
    /// What is counted at an epoch's end was asked of one that is not over.
    #[error("the epoch is not over")]
    RunningEpoch,
    /// No file is chosen here: there is no window that could ask for one.
    #[error("there is no window to choose a file in")]
    NoChooser,
    /// No chosen file has this handle, or it was read already, or it was chosen for something else.
    #[error("there is no such chosen file")]
    NoFile,
    /// The person was asked outside the page, and did not say yes.
    #[error("the person did not say yes")]
    NotConfirmed,
    /// Another question is open.
    #[error("the person is being asked already")]
    AskedAlready,
    /// No draft has this id.
    #[error("there is no such draft")]
    NoDraft,
    /// Only the practice network can do this.
    #[error("this is not the practice network")]
    NotPractice,
    /// The practice network runs in another program, whose chain is its own.
    #[error("another program runs this practice network")]
    PracticeElsewhere,
    /// A request that does not exist, or whose body does not fit it.
    #[error("a request of the window was not understood: {0}")]
    Request(String),
    /// A background task ended unexpectedly.
    #[error("a task of the wallet ended unexpectedly")]
    Task,
}

impl From<tokio::task::JoinError> for Error {
    fn from(_: tokio::task::JoinError) -> Self {
        Self::Task
    }
}

/// The wallet's networks with their chain ids: `Practice (468900), Testnet (4690)…`.
fn known() -> String {
    let named = Network::ALL.map(|n| format!("{} ({})", n.name(), n.params().chain_id));
    named.join(", ")
}

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;
