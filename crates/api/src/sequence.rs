//! Wishes that take several transactions: their review, and how far each has come.

use ballast_domain::{
    Amount, Snapshot, Timestamp, Warning,
    sequence::{AgreedStep, Bounds, Leftover},
};
use serde::{Deserialize, Serialize};

use crate::SubmissionView;

/// A sequence before it is begun.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SequenceProposal {
    /// Names it in an approval, and for good once it is begun.
    pub id: String,
    /// The sequence's name for people.
    pub title: String,
    /// Its steps, in order.
    pub steps: Vec<ReviewedStep>,
    /// What leaves the accounts for others, fees apart.
    pub leaves: Amount,
    /// What its fees can come to at most.
    pub max_fee: Amount,
    /// The block that the review was computed from.
    pub basis: Snapshot<()>,
    /// Seconds for which an approval is accepted.
    pub fresh_for: u64,
}

impl SequenceProposal {
    /// Whether nothing forbids any of its steps.
    pub fn may_begin(&self) -> bool {
        self.steps.iter().all(|step| step.refusal.is_none())
    }
}

/// A step before it is agreed to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewedStep {
    /// What is agreed to.
    pub agreed: AgreedStep,
    /// What forbids it; then the sequence cannot begin.
    pub refusal: Option<Warning>,
    /// What may be regretted.
    pub cautions: Vec<Warning>,
}

/// A sequence that was begun.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SequenceView {
    /// Names it.
    pub id: String,
    /// The sequence's name for people.
    pub title: String,
    /// When it was begun.
    pub created: Timestamp,
    /// The person's choice that later steps need no question within their bounds.
    pub by_itself: bool,
    /// How it stands.
    pub state: SequenceState,
    /// Its steps, in order.
    pub steps: Vec<StepOf>,
    /// What stands if it stops now.
    pub left: Vec<Leftover>,
    /// Another one whenever it asks otherwise.
    pub mark: u64,
    /// Another one whenever anything of it is otherwise.
    pub version: u64,
}

/// How a sequence stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "state")]
pub enum SequenceState {
    /// A step is on its way.
    UnderWay,
    /// The next step waits for a date.
    Waits {
        /// For this one.
        until: Timestamp,
    },
    /// The next step waits for the person's word.
    Asks,
    /// The next step waits for the vault to be open.
    Locked,
    /// All of it is done.
    Done,
    /// A step failed, and with it all that wait for it; nothing else is under way.
    Failed,
    /// The person stopped it.
    Stopped,
}

impl SequenceState {
    /// A word or two for a table.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::UnderWay => "Pending",
            Self::Waits { .. } => "Waits",
            Self::Asks => "Asks you",
            Self::Locked => "Waits for you",
            Self::Done => "Done",
            Self::Failed => "Failed",
            Self::Stopped => "Stopped",
        }
    }

    /// Whether nothing more is going to be signed.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Stopped)
    }
}

/// A step of a sequence that was begun.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepOf {
    /// What was agreed to.
    pub agreed: AgreedStep,
    /// How it stands.
    pub state: StepState,
    /// What was signed for it, where that was.
    pub submission: Option<SubmissionView>,
}

/// How a step stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "state")]
pub enum StepState {
    /// Steps before it are not done.
    Behind,
    /// The step waits for a date.
    Waits {
        /// For this one.
        until: Timestamp,
    },
    /// The step's turn has come.
    Ready,
    /// The step waits for the person's word.
    Asks {
        /// Why.
        sentence: String,
        /// What the person agrees to by saying so.
        bounds: Option<Box<Bounds>>,
    },
    /// The step was signed and is not over.
    UnderWay,
    /// The step is final, as agreed.
    Done,
    /// The step came to nothing, or to something else.
    Failed {
        /// Why.
        sentence: String,
    },
    /// The step is not done any more: a step before it failed, or the sequence was stopped.
    Not,
}
