//! The chain as the session knows it: its head, its epoch, who is elected, who made blocks. The watch writes it, screens
//! read it.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::{Duration, Instant},
};

use ballast_chain::{Error, Head};
use ballast_domain::{Address, Epoch, Height, Network};

use super::Session;
use crate::clock::{OLD, now};

/// Heads that a node is asked for at once.
const HEADS_AT_ONCE: u64 = 90;
/// Blocks by which what is heard may be below what is known, since nodes differ; a head that is lower still takes its
/// place.
pub(crate) const NEAR: u64 = 20;

/// The session's part about the chain.
#[derive(Default)]
pub(crate) struct Chain {
    known: RwLock<Known>,
    /// Held while it is read who is elected.
    pub(crate) electing: tokio::sync::Mutex<()>,
}

impl Chain {
    /// The chain of a network, of which nothing is known yet.
    pub(super) fn of(network: Network) -> Self {
        let known = Known {
            // The practice network has a time of its own.
            dated: network != Network::Practice,
            ..Known::default()
        };
        Self {
            known: RwLock::new(known),
            ..Self::default()
        }
    }
}

/// How old a head is by this machine's clock, where that is more than clocks differ.
fn age_of(head: &Head) -> Duration {
    match head.timestamp.seconds_until(now()) {
        age if age > OLD => Duration::from_secs(age),
        _ => Duration::ZERO,
    }
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
    /// When `head` was heard first; where it was old by then, when it was made.
    pub(crate) heard: Option<Instant>,
    /// Whether this machine's clock says how old a head is: of the first that is heard, where the network's time is the
    /// world's. Of a chain that goes on it does not matter.
    pub(crate) dated: bool,
    pub(crate) epoch: Option<Epoch>,
    pub(crate) election: Election,
    pub(crate) next_pool: Option<Vec<Address>>,
    /// Blocks made in `epoch`, by operator, and the height up to which they were counted.
    pub(crate) made: HashMap<Address, u64>,
    pub(crate) counted_to: Height,
}

impl Known {
    /// Takes in a head that was heard at `at`. The one that is known already, heard again, is no sign that the chain goes
    /// on. One that is far lower takes its place: what is known was false. Nothing that was known of other blocks stays
    /// then.
    pub(crate) fn hear(&mut self, head: Head, at: Instant) {
        if self.is_far_above(head.height) {
            *self = Self::default();
        }
        if self.head.is_none_or(|known| head.height > known.height) {
            let age = match std::mem::take(&mut self.dated) {
                true => age_of(&head),
                false => Duration::ZERO,
            };
            self.head = Some(head);
            // A system may know no moment before its own start.
            self.heard = at.checked_sub(age).or(Some(at));
        }
    }

    /// Whether what is known is further above `height` than nodes differ.
    pub(crate) fn is_far_above(&self, height: Height) -> bool {
        self.head
            .is_some_and(|known| known.height.0 > height.0.saturating_add(NEAR))
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
            let Some(after) = to.checked_add(1) else { break };
            next = after;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Hash, Timestamp};

    use super::*;

    fn head(height: u64) -> Head {
        Head {
            height: Height(height),
            hash: Hash([0; 32]),
            timestamp: Timestamp::from_seconds(1),
            producer: Address::ZERO,
            base_fee_per_gas: None,
        }
    }

    #[test]
    fn a_head_that_is_heard_again_and_again_is_no_new_block() {
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

    #[test]
    fn a_chain_that_stands_still_already_does_so_from_the_first_moment_until_its_next_block() {
        let (start, patience) = (Instant::now(), Duration::from_secs(20));
        let made = |height, seconds_ago| Head {
            timestamp: Timestamp::from_seconds(now().seconds() - seconds_ago),
            ..head(height)
        };
        let first = |network, seconds_ago| {
            let mut known = std::mem::take(&mut *Chain::of(network).known.write().unwrap());
            known.hear(made(7, seconds_ago), start);
            known
        };
        // No more than any machine has run for.
        let (old, slack) = (90, 30);
        let mut known = first(Network::Testnet, old);
        assert!(known.stands_still(patience, start));
        known.hear(made(7, old), start);
        assert!(known.stands_still(patience, start), "the same again is no new block");
        known.hear(made(8, old), start);
        assert!(
            !known.stands_still(patience, start),
            "blocks come, whatever their clock says"
        );
        assert!(
            !first(Network::Testnet, slack).stands_still(patience, start),
            "clocks differ"
        );
        assert!(!first(Network::Practice, old).stands_still(patience, start));
    }

    #[test]
    fn a_false_head_gives_way_to_a_far_lower_one_with_all_that_was_known_by_it() {
        let mut known = Known::default();
        let height = |known: &Known| known.head.map(|head| head.height.0);
        known.hear(head(1_000), Instant::now());
        known.hear(head(1_000 - NEAR), Instant::now());
        assert_eq!(height(&known), Some(1_000), "nodes differ by a few blocks");
        for odd in [u64::MAX, 1 << 63, 1_000_000] {
            known.hear(head(odd), Instant::now());
            (known.epoch, known.counted_to) = (Some(Epoch(9)), Height(odd));
            known.hear(head(1_001), Instant::now());
            assert_eq!((height(&known), known.epoch), (Some(1_001), None));
            assert_eq!(known.counted_to, Height(0));
        }
    }
}
