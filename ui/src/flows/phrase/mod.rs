//! The recovery phrase, where it is made and where it is shown again: its words, and the check that they are on paper.

mod check;
mod words;

pub use check::WordCheck;
pub use words::WordGrid;
