//! What is signed: reviewed together, put aside, and followed.

#[expect(clippy::module_inception, reason = "the group is named after its main screen")]
mod activity;
mod batch;
mod drafts;
mod sequence;

pub use self::{
    activity::{Activity, ReplaceSubmission, SubmissionPage},
    batch::{BatchPage, ReviewWish},
    drafts::Drafts,
    sequence::{ReviewSequence, SequencePage},
};
