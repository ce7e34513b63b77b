//! What was last told of how all delegates pay: one asks, and who comes meanwhile has the older answer, so that a slow node
//! makes nobody wait who has one.

use std::{
    future::Future,
    ops::Range,
    sync::{Arc, Mutex},
};

use ballast_domain::{Address, Height, Portions, RewardSnapshot};

use crate::session::lock;

/// What a node tells of a delegate.
#[derive(Clone)]
pub(super) struct Told {
    /// What was written down of it at its last freeze; none where it never was.
    pub(super) written: Option<RewardSnapshot>,
    /// What its profile says; none where that could not be read.
    pub(super) portions: Option<Portions>,
}

/// What was answered.
pub(super) struct Asked {
    /// The delegates, by their permanent ids, ascending.
    pub(super) ids: Vec<Address>,
    /// The block as of which it stands, and the first in which it does not any more.
    pub(super) stands: Range<u64>,
    /// What was told of each; none where the node is too old, or did not answer.
    pub(super) told: Option<Vec<Told>>,
}

impl Asked {
    /// What was told of a delegate.
    pub(super) fn of(&self, id: Address) -> Option<&Told> {
        let place = self.ids.binary_search(&id).ok()?;
        self.told.as_ref()?.get(place)
    }
}

/// The last answer; one asks at a time.
#[derive(Default)]
pub(super) struct LastAsked {
    last: Mutex<Option<Arc<Asked>>>,
    turn: tokio::sync::Mutex<()>,
}

impl LastAsked {
    /// What was answered of these delegates and stands at a block, or what `ask` answers. While somebody else asks it is the
    /// older answer, where there is one of the same delegates.
    pub(super) async fn or_ask<F: Future<Output = Asked>>(
        &self,
        ids: &[Address],
        height: Height,
        ask: impl FnOnce() -> F,
    ) -> Arc<Asked> {
        let stands = |asked: &Arc<Asked>| asked.stands.contains(&height.0);
        if let Some(standing) = self.of(ids).filter(stands) {
            return standing;
        }
        let _turn = match self.turn.try_lock() {
            Ok(turn) => turn,
            Err(_) => match self.of(ids) {
                Some(older) => return older,
                None => self.turn.lock().await,
            },
        };
        // Whoever had the turn before may have asked the same.
        if let Some(standing) = self.of(ids).filter(stands) {
            return standing;
        }
        let mut asked = ask().await;
        if asked.told.is_none() {
            // What was told before is older, and better than nothing.
            asked.told = self.of(ids).and_then(|older| older.told.clone());
        }
        let asked = Arc::new(asked);
        *lock(&self.last) = Some(asked.clone());
        asked
    }

    /// The last answer, where it is of these delegates.
    fn of(&self, ids: &[Address]) -> Option<Arc<Asked>> {
        lock(&self.last).clone().filter(|asked| asked.ids == ids)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use tokio::sync::Notify;

    use super::*;

    /// A node that answers when it is let go, and counts how often it was asked.
    #[derive(Default)]
    struct Slow {
        go: Notify,
        times: AtomicU32,
    }

    impl Slow {
        async fn answer(&self, ids: &[Address], stands: Range<u64>) -> Asked {
            self.times.fetch_add(1, Ordering::SeqCst);
            self.go.notified().await;
            Asked {
                ids: ids.to_vec(),
                stands,
                told: Some(Vec::new()),
            }
        }
    }

    #[tokio::test]
    async fn one_asks_and_who_comes_meanwhile_has_the_older_answer_or_waits_for_the_first() {
        let (last, slow) = (LastAsked::default(), Slow::default());
        let ids = [1, 2].map(|number| Address::from_bytes([number; 20]));
        let at = async |height: u64| {
            let ask = || slow.answer(&ids, height..height + 10);
            last.or_ask(&ids, Height(height), ask).await
        };
        // Both come while there is no answer yet: one asks for both.
        let answers = async { slow.go.notify_one() };
        let (first, second, ()) = tokio::join!(at(5), at(5), answers);
        assert!(Arc::ptr_eq(&first, &second));
        assert_eq!(slow.times.load(Ordering::SeqCst), 1);
        assert!(Arc::ptr_eq(&at(14).await, &first), "it stands");

        // It stands no more: who comes while it is asked again is told what was told before.
        let again = async {
            let older = at(20).await;
            slow.go.notify_one();
            older
        };
        let (newer, older) = tokio::join!(at(20), again);
        assert!(Arc::ptr_eq(&older, &first));
        assert_eq!((newer.stands.start, slow.times.load(Ordering::SeqCst)), (20, 2));
    }
}
