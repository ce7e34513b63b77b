//! News that the backend tells by itself.

use serde::{Deserialize, Serialize};

use crate::{ChainView, SubmissionView, Tally, VaultState};

/// The name under which the shell emits events.
pub const EVENT: &str = "ballast";

/// News from the backend. In JSON named by its key, so that the window reads the content as it comes: a tag beside it would
/// have every kind of news compiled twice into the first part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Event {
    /// A new block, a new epoch, or another state of the endpoints.
    Chain(Box<ChainView>),
    /// A submission came further.
    Submission(Box<SubmissionView>),
    /// The accounts may have changed by themselves: a search found some, or ended.
    Accounts,
    /// Money came in by itself, or more or less is known of what did.
    Arrivals,
    /// A sequence came further.
    Sequence {
        /// Which.
        id: String,
    },
    /// Something of a batch or of a sequence ended: how far all of it has come.
    Tally(Box<Tally>),
    /// The vault was locked or opened.
    Vault(VaultState),
    /// The window's content is to be of another size, in percent: news for the shell.
    Zoom(u16),
    /// Something long goes on.
    #[serde(rename_all = "camelCase")]
    Progress {
        /// What, as a short sentence.
        task: String,
        /// How far.
        done: u64,
        /// Of how much; 0 when unknown.
        total: u64,
    },
}
