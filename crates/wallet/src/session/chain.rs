//! The chain as the session knows it: its head, its epoch, who is elected, who made blocks. The watch writes it, screens
//! read it.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::{Duration, Instant},
};

use ballast_chain::{Error, Head};
use ballast_domain::{Address, Epoch, Height};

use super::Session;

/// Heads that a node is asked for at once.
const HEADS_AT_ONCE: u64 = 90;

/// The session's part about the chain.
#[derive(Default)]
pub(crate) struct Chain {
    known: RwLock<Known>,
    /// Held while it is read who is elected.
    pub(crate) electing: tokio::sync::Mutex<()>,
}

/// Who is elected in an epoch: operators, in the node's order.
#[derive(Clone, Default)]
pub(crate) struct Election {
    /// Whether the node was heard; one that keeps no such lists leaves them none.
    pub(crate) heard: bool,
    pub(crate) pool: Option<Vec<Address>>,
    pub(crate) active: Option<Vec<Address>>,
}

/// What is known of the chain.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) head: Option<Head>,
    /// When `head` was heard first.
    pub(crate) heard: Option<Instant>,
    pub(crate) epoch: Option<Epoch>,
    pub(crate) election: Election,
    pub(crate) next_pool: Option<Vec<Address>>,
    /// Blocks made in `epoch`, by operator, and the height up to which they were counted.
    pub(crate) made: HashMap<Address, u64>,
    pub(crate) counted_to: Height,
}

impl Known {
    /// Takes in a head that was heard at `at`. The one that is known already, heard again, is no sign that the chain goes
    /// on.
    pub(crate) fn hear(&mut self, head: Head, at: Instant) {
        if self.head.is_none_or(|known| head.height > known.height) {
            self.head = Some(head);
            self.heard = Some(at);
        }
    }

    /// Whether no new block has come for so long.
    pub(crate) fn stands_still(&self, patience: Duration, now: Instant) -> bool {
        self.heard.is_some_and(|heard| now.duration_since(heard) > patience)
    }

    /// Blocks that `operator` made in this epoch; none while some were not seen.
    pub(crate) fn made_by(&self, operator: Address) -> Option<u64> {
        let all_seen = self.head.is_some_and(|h| self.counted_to >= h.height);
        all_seen.then(|| self.made.get(&operator).copied().unwrap_or(0))
    }
}

impl Session {
    /// What is known of the chain, to be read.
    pub(crate) fn known(&self) -> RwLockReadGuard<'_, Known> {
        self.chain.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of the chain, to be changed.
    pub(crate) fn known_mut(&self) -> RwLockWriteGuard<'_, Known> {
        self.chain.known.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the heads of all blocks from `first` to `last`, and hands them to `take` in order, some at a time; stops where
    /// it wants no more.
    ///
    /// # Errors
    /// The node's; one that leaves a block out is malformed.
    pub(crate) async fn read_heads(
        &self,
        first: Height,
        last: Height,
        mut take: impl FnMut(&[Head]) -> bool,
    ) -> Result<(), Error> {
        let mut next = first.0;
        while next <= last.0 {
            let to = last.0.min(next.saturating_add(HEADS_AT_ONCE - 1));
            let heads = self.client.block_heads(Height(next), Height(to)).await?;
            if !heads.value.iter().map(|head| head.height.0).eq(next..=to) {
                let what = "blocks are missing".into();
                return Err(Error::Malformed { node: heads.node, what });
            }
            if !take(&heads.value) {
                break;
            }
            next = to + 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Hash, Timestamp};

    use super::*;

    #[test]
    fn a_head_that_is_heard_again_and_again_is_no_new_block() {
        let head = |height| Head {
            height: Height(height),
            hash: Hash([0; 32]),
            timestamp: Timestamp::from_seconds(1),
            producer: Address::ZERO,
            base_fee_per_gas: None,
        };
        let (start, patience) = (Instant::now(), Duration::from_secs(60));
        let after = |seconds| start + Duration::from_secs(seconds);
        let mut known = Known::default();
        assert!(!known.stands_still(patience, after(99)), "nothing is known yet");
        for seconds in [0, 5, 59] {
            known.hear(head(7), after(seconds));
        }
        assert!(!known.stands_still(patience, after(60)));
        assert!(known.stands_still(patience, after(61)));
        known.hear(head(8), after(62));
        assert!(!known.stands_still(patience, after(63)));
    }
}
