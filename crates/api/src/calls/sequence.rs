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
    /// One sequence as it stands; none while all of it is as in the view of this version, which is not passed again.
    profile GetSequenceSince {
        /// The sequence's.
        id: String,
        /// [`SequenceView::version`] of the view that is there.
        version: u64,
    } -> Option<SequenceView>;
    /// The person's word for the steps whose turn has come: those within what was agreed to, and those that ask as they
    /// were shown. Needs an open vault.
    profile GoOnWithSequence {
        /// The sequence's.
        id: String,
        /// The mark of the view in which the person saw what it asks ([`SequenceView::mark`]); none for what was agreed to
        /// alone. Where it asks otherwise by now, nothing beyond what was agreed to is signed.
        seen: Option<u64>,
    } -> SequenceView;
    /// Sign no more steps. What is under way goes on.
    profile StopSequence {
        /// The sequence's.
        id: String,
    } -> SequenceView;
}
