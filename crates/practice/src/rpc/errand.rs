//! What one request may still cost, and whether anybody waits for its end.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The most blocks that all of one request may ask for, be it a batch.
pub(super) const MOST_BLOCKS: u64 = 100_000;

/// One request on its way, single or a batch.
#[derive(Debug, Default)]
pub(crate) struct Errand {
    given_up: AtomicBool,
    blocks: AtomicU64,
}

impl Errand {
    /// Nobody waits for its end any more: what is not done is left.
    pub fn give_up(&self) {
        self.given_up.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_given_up(&self) -> bool {
        self.given_up.load(Ordering::Relaxed)
    }

    /// Whether it may ask for so many blocks more.
    pub(super) fn may_make(&self, blocks: u64) -> bool {
        let before = self.blocks.load(Ordering::Relaxed);
        let all = before.saturating_add(blocks);
        self.blocks.store(all, Ordering::Relaxed);
        all <= MOST_BLOCKS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_batch_asks_for_is_counted_together() {
        let errand = Errand::default();
        assert!(errand.may_make(MOST_BLOCKS - 1) && errand.may_make(1));
        assert!(!errand.may_make(1));
        assert!(!Errand::default().may_make(u64::MAX));
    }
}
