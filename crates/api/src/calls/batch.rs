//! Several actions at once, and wishes that were put aside.

use ballast_domain::Intent;

use crate::{BatchProposal, BatchView, DraftView};

calls! {
    /// What several intents would do, one after another.
    profile ProposeBatch {
        /// 1 to [`crate::MAX_BATCH`], in the order in which they are to be done; several accounts may act.
        intents: Vec<Intent>,
    } -> BatchProposal;
    /// Sign and send what is legal of a batch that is still fresh: all of it is written down before any is sent.
    profile ApproveBatch {
        /// The batch's.
        id: String,
    } -> BatchView;
    /// What became of a batch.
    profile GetBatch {
        /// The batch's.
        id: String,
    } -> BatchView;
    /// All drafts, the one changed last first.
    profile GetDrafts {} -> Vec<DraftView>;
    /// Put intents aside, or change those that were.
    profile SaveDraft {
        /// The draft's; none for a new one.
        id: Option<String>,
        /// What the person calls it.
        name: String,
        /// What is wanted, in order.
        intents: Vec<Intent>,
    } -> DraftView;
    /// Throw a draft away.
    profile DeleteDraft {
        /// The draft's.
        id: String,
    } -> Vec<DraftView>;
}
