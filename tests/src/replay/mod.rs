//! Replays of what a real node answered against a practice network, answer by answer.
//!
//! The recordings say what was asked and what came back; a replay asks the same and compares field by field. What may
//! differ is named in two places only: the few things that no two chains share (block hashes and what hangs on them)
//! in [`compare`], and every other difference, each with its reason, in `tests/practice/differences.toml`.

mod compare;
mod differences;
mod gas;
mod leeway;
mod lists;
mod payouts;
mod recording;
mod runner;
mod wire;

pub use self::{
    differences::Differences,
    recording::{Recording, folder, seconds},
    runner::{Mismatch, Network, replay, replay_steps},
};
