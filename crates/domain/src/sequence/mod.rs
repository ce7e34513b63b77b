//! One wish that takes several transactions, over minutes or weeks: what its steps are, in which order and from when on,
//! within which bounds each may be signed without another question, and what stands where it stops on the way.
//!
//! Pure: a wallet reads the ground, keeps the agreement in its store, and signs each step when its turn comes.

mod bounds;
mod left;
mod review;
mod wish;

use serde::{Deserialize, Serialize};

pub use self::{
    bounds::{AsNow, Bounds, Passed},
    left::{Leftover, left},
    review::{Reviewed, held, review},
    wish::{SequenceWish, WishError},
};
use crate::{Action, Intent, Phrase, Source, Timestamp};

/// The most steps of a sequence.
pub const MOST_STEPS: usize = 400;

/// One transaction of a sequence.
///
/// As JSON the steps that it waits for stand beside the intent's own fields.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SequenceStep {
    /// The earlier steps that have to be done before it, 0 the first of all; those that wait for none go out together.
    #[serde(default)]
    pub after: Vec<u32>,
    /// What is done.
    #[serde(flatten)]
    pub intent: Intent,
}

/// A step as it was agreed to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgreedStep {
    /// What is done, and after what.
    #[serde(flatten)]
    pub step: SequenceStep,
    /// The whole of it in one sentence.
    pub sentence: String,
    /// The sentence in pieces, of which some lead to what they name; empty in what an earlier version wrote down.
    #[serde(default, skip_serializing_if = "Phrase::is_empty")]
    pub says: Phrase,
    /// When it can be done at the earliest, where that is later than the steps before it; heights are estimates.
    pub earliest: Option<Timestamp>,
    /// What may be signed without another question.
    pub bounds: Bounds,
    /// Whose word its gas is.
    pub source: Source,
    /// Rules that warned of it, which the person has seen.
    pub cautions: Vec<String>,
    /// What stands where it stops after this step.
    pub left: Vec<Leftover>,
}

/// A sequence as it was agreed to, and as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agreement {
    /// The sequence's name for people.
    pub title: String,
    /// Its steps; each waits for earlier ones only.
    pub steps: Vec<AgreedStep>,
}

impl Agreement {
    /// The steps that wait for `step`, however far behind it.
    pub fn behind(&self, step: u32) -> Vec<u32> {
        let mut all = vec![step];
        for (number, later) in (0u32..).zip(&self.steps) {
            if later.step.after.iter().any(|before| all.contains(before)) {
                all.push(number);
            }
        }
        all.split_off(1)
    }
}

/// The gas that a call of a contract is let have where nobody can say yet what it takes: twice what it took on a real
/// node ([`crate::actions::Rules::usual_gas`]), or this much.
pub const GAS_NOT_YET: u64 = 300_000;

/// The bound of gas for an action that runs a contract, before a node can be asked.
pub fn gas_not_yet(action: &Action) -> u64 {
    action.usual_gas().map_or(GAS_NOT_YET, |gas| gas.saturating_mul(2))
}
