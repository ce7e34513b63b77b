//! What several screens use: a review, the list of delegates, a submission in a line. A flow uses the kit and other flows,
//! and never a screen or the layout.

pub mod asking;
pub mod bucket;
pub mod delegates;
pub mod endpoint;
pub mod faucet;
pub mod keys;
pub mod networks;
pub mod panel;
pub mod password;
pub mod phrase;
pub mod review;
pub mod sequence;
pub mod submission;
pub mod whom;
pub mod wish;
