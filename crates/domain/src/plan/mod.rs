//! Plans for money that will be needed again: how to stake it for the most votes, and how to split it so that some of
//! it comes back sooner. Pure arithmetic on the weight formula and the network's waits; nothing here is an action yet.

mod error;
mod ladder;
mod optimise;
mod split;
mod votetime;

pub use {
    error::{MAX_RUNGS, PlanError},
    ladder::{Ladder, Payday, Rung, RungView, Sum, weigh},
    optimise::{Optimum, Point, StakeOption, optimise},
    split::{LadderSpec, split},
    votetime::VoteTime,
};
