//! Wishes that take several transactions.

use ballast_domain::sequence::SequenceWish;

use crate::{SequenceProposal, SequenceView};

calls! {
    /// What each step would do, within which bounds, and when.
    profile ProposeSequence {
        /// What is wanted.
        wish: SequenceWish,
    } -> SequenceProposal;
    /// Begin a sequence that is still fresh: write it down, then sign what waits for nothing.
    profile BeginSequence {
        /// The proposal's.
        id: String,
        /// Whether later steps are signed without a question, while the vault is open and within their bounds.
        by_itself: bool,
    } -> SequenceView;
    /// All sequences, the newest first.
    profile GetSequences {} -> Vec<SequenceView>;
    /// One sequence as it stands.
    profile GetSequence {
        /// The sequence's.
        id: String,
    } -> SequenceView;
    /// The person's word for the steps whose turn has come, within what they are shown to ask for. Needs an open vault.
    profile GoOnWithSequence {
        /// The sequence's.
        id: String,
    } -> SequenceView;
    /// Sign no more steps. What is under way goes on.
    profile StopSequence {
        /// The sequence's.
        id: String,
    } -> SequenceView;
}
