//! The one road for writes.

use ballast_domain::{Address, Intent, Proposal, Snapshot, Touch};

use crate::{GroundView, Replacement, SubmissionView};

calls! {
    /// The part of the chain that decides on what an account may wish.
    profile GetGround {
        /// Whose money it takes.
        account: Address,
        /// What else is read beside all delegates.
        touches: Vec<Touch>,
    } -> Snapshot<GroundView>;
    /// What would happen.
    profile Propose {
        /// What is wanted.
        intent: Intent,
    } -> Proposal;
    /// What would happen if a submission that waits were sent anew for a higher price, or called off.
    profile ProposeReplacement {
        /// The submission's.
        id: String,
        /// Which of the two.
        how: Replacement,
    } -> Proposal;
    /// What would happen if the missing nonce were filled that a submission waits for.
    profile ProposeFill {
        /// The submission's.
        id: String,
    } -> Proposal;
    /// Sign and send a proposal that is still fresh.
    profile Approve {
        /// The proposal's.
        id: String,
    } -> SubmissionView;
    /// Send a submission that is held, because it was signed long ago and never sent. Needs an open vault.
    profile ResumeSubmission {
        /// The submission's.
        id: String,
    } -> SubmissionView;
    /// Drop a submission that is held: it is never sent, and its nonce is free. One that turns out to have been sent
    /// before comes back as it stands, not dropped.
    profile DropSubmission {
        /// The submission's.
        id: String,
    } -> SubmissionView;
    /// One submission as it stands.
    profile GetSubmission {
        /// The submission's.
        id: String,
    } -> SubmissionView;
    /// Own submissions, the newest first.
    profile GetSubmissions {
        /// Of which account; none for all together.
        account: Option<Address>,
    } -> Vec<SubmissionView>;
}
