//! The watch's memory of one submission.

use std::time::Instant;

use ballast_domain::Height;

use crate::road::waited::Waited;

/// What the tracker remembers of a transaction, for as long as it runs.
#[derive(Default)]
pub(super) struct Watch {
    /// Since when it is nowhere.
    pub(super) nowhere: Option<(Instant, Height)>,
    /// How often it was sent again.
    pub(super) again: u8,
    /// When all nodes were heard about it last.
    pub(super) heard: Option<Instant>,
    /// When it was looked why it waits, last.
    pub(super) wondered: Option<Instant>,
    /// When it was handed round last because one node alone claims to have it in a block.
    pub(super) handed: Option<Instant>,
    /// On what others are waited for.
    pub(super) waited: Waited,
    /// How often in a row the nodes left an end unsaid.
    pub(super) unsaid: u8,
}
