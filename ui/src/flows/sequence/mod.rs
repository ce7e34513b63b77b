//! Sequences: their steps one below the other, how each stands, and what is left where one stops.

mod left;
mod mark;
mod steps;

pub use left::LeftList;
pub use mark::{SequenceMark, StepMark};
pub use steps::{ReviewedSteps, StepsOf, words_of};
