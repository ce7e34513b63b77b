//! A submission as people see it.

use ballast_domain::{Address, Amount, Hash, Height, Outcome, Phrase, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Failure;

/// How far it has come.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SubmissionState {
    /// Signed and written down; not sent.
    Signed,
    /// A node has taken it.
    Sent,
    /// The transaction stands in a block.
    Mined,
    /// It stands in a block, succeeded, and was compared with the proposal.
    Final,
    /// Mined and refused, or refused by the node.
    Failed,
    /// The chain dropped it.
    Vanished,
    /// Another transaction took its nonce.
    Replaced,
    /// The person dropped it before it was sent.
    Dropped,
}

impl SubmissionState {
    /// Whether it can still change.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Signed | Self::Sent | Self::Mined)
    }

    /// One word for people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Signed => "Signed",
            Self::Sent => "Sent",
            Self::Mined => "In a block",
            Self::Final => "Final",
            Self::Failed => "Failed",
            Self::Vanished => "Vanished",
            Self::Replaced => "Replaced",
            Self::Dropped => "Dropped",
        }
    }

    /// The state in a word or a few, and whose word alone an end is: `Final`, or `Final, by one node`.
    pub fn standing(self, by_one_node: bool) -> String {
        match by_one_node && !self.is_open() {
            true => format!("{}, by one node", self.word()),
            false => self.word().to_owned(),
        }
    }
}

/// What is done about a submission that waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Replacement {
    /// The same again, for a higher price.
    SpeedUp,
    /// Nothing is sent to oneself in its place.
    Cancel,
}

/// A submission as people see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionView {
    /// Names it.
    pub id: String,
    /// Who signed it and pays.
    pub account: Address,
    /// What was wanted, by its name in an intent's JSON.
    pub action: String,
    /// The proposal's sentence.
    pub sentence: String,
    /// The sentence in pieces, of which some lead to what they name.
    #[serde(default)]
    pub says: Phrase,
    /// How far it has come.
    pub state: SubmissionState,
    /// Whether one node alone says how it ended, where no second one could confirm it: that counts, and can be taken back
    /// for a day.
    #[serde(default)]
    pub by_one_node: bool,
    /// Whether it waits for the person: it was signed too long ago to be sent unasked, and no node has it. It is over
    /// with [`crate::calls::ResumeSubmission`] or [`crate::calls::DropSubmission`].
    #[serde(default)]
    pub held: bool,
    /// Why it has been waiting for so long, as a sentence; only while it is not over.
    #[serde(default)]
    pub stuck: Option<String>,
    /// That sentence in pieces, of which one may lead to what it waits for.
    #[serde(default)]
    pub stuck_says: Phrase,
    /// The account's nonce before its own that nothing uses, or that is used by one node's word alone and by no block, where
    /// it waits for that one ([`crate::calls::ProposeFill`]).
    #[serde(default)]
    pub gap: Option<u64>,
    /// Why what became of it meanwhile cannot be written, such as a full disk; it is tried again each second.
    #[serde(default)]
    pub unwritten: Option<Failure>,
    /// The own submission that takes its place.
    #[serde(default)]
    pub replaced_by: Option<String>,
    /// What it was approved together with, if with anything.
    #[serde(default)]
    pub batch: Option<String>,
    /// The sequence that it is a step of.
    #[serde(default)]
    pub part_of: Option<String>,
    /// The submission does nothing but take the place of another, which the person called off.
    #[serde(default)]
    pub called_off: bool,
    /// The transaction.
    pub hash: Hash,
    /// The account's nonce it uses.
    pub nonce: u64,
    /// When it was signed, by this machine's clock.
    pub created: Timestamp,
    /// When its state last changed, by this machine's clock.
    pub changed: Timestamp,
    /// The block it stands in.
    pub height: Option<Height>,
    /// What it cost.
    pub fee: Option<Amount>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// Why it failed or was not sent, as a sentence.
    pub error: Option<String>,
    /// The person's note; may be empty.
    #[serde(default)]
    pub note: String,
    /// The transaction on the network's explorer; none where it has none, or while no node has it.
    #[serde(default)]
    pub link: Option<String>,
}
