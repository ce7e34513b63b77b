//! Contract answers into the wallet's own types, straight from the words.
//!
//! Not by a generic ABI decoder, for two reasons. Speed: a list of 10,000 buckets is four megabytes, and is read
//! without a heap object per word. And safety: in the ABI a list's entries name where their strings lie, so that a
//! hostile answer can let every entry point at the same long string and make a generic decoder copy it for each;
//! here a name has at most 64 bytes and a list at most as many entries as the answer has words for.

mod bucket;
mod candidate;
mod events;
mod grants;
mod poll;
mod voter_rewards;
mod words;

pub use bucket::bucket_list;
pub(crate) use bucket::{BucketForm, bucket_list_of};
pub use candidate::candidate_list;
pub(crate) use candidate::{CandidateForm, candidate, candidate_list_of};
pub use events::voter_reward_event;
pub use grants::grant_logs;
pub(crate) use poll::{elected, probation};
pub(crate) use voter_rewards::{compound_bucket, destination, distribution, ids, payout_address, snapshot};
pub(crate) use words::{Words, address_of};

#[cfg(test)]
mod tests;
