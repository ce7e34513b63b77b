//! Why there is no plan.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Amount, Refusal, Remedy, Rule, Timestamp};

/// The most rungs a ladder has: a person has to be able to review them.
pub const MAX_RUNGS: u32 = 100;

/// Why there is no plan.
#[derive(Clone, PartialEq, Eq, Debug, Error, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PlanError {
    /// The chain does not allow it.
    #[error("{}", rule.sentence())]
    Rule {
        /// Which rule forbids it.
        rule: Rule,
    },
    /// The money cannot be in hand by then.
    #[error("staked now, the money is available on {} at the earliest", earliest.date_and_time())]
    TooSoon {
        /// When it could be.
        earliest: Timestamp,
    },
    /// The last date lies before the first.
    #[error("the last date lies before the first")]
    Order,
    /// No rungs, or more than can be handled.
    #[error("a ladder has 1 to {} rungs", MAX_RUNGS)]
    Rungs,
    /// Too little for so many buckets.
    #[error("{} buckets of at least {} IOTX each are more than the amount; it is enough for {most}", rungs, least.for_people())]
    TooManyRungs {
        /// As asked.
        rungs: u32,
        /// The least of each.
        least: Amount,
        /// How many there could be.
        most: u32,
    },
}

impl PlanError {
    /// Stable, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Rule { rule } => rule.id(),
            Self::TooSoon { .. } => "plan.too-soon",
            Self::Order => "plan.order",
            Self::Rungs => "plan.rungs",
            Self::TooManyRungs { .. } => "plan.too-many-rungs",
        }
    }

    /// When waiting, here choosing a later date, is all it takes.
    pub const fn remedy(&self) -> Remedy {
        match self {
            Self::TooSoon { earliest } => Remedy::At(*earliest),
            _ => Remedy::Never,
        }
    }
}

impl From<Refusal> for PlanError {
    fn from(refusal: Refusal) -> Self {
        Self::Rule { rule: refusal.rule }
    }
}
