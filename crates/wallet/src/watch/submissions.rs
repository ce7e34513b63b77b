//! The watch of submissions: each is followed to its end, across restarts, and a while beyond: a node somewhere may still
//! have what seemed to have vanished.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

use ballast_domain::Height;
use ballast_store::{Event, Filter, State, Submission};

use crate::{
    Error, Result,
    clock::now,
    failures::unreadable,
    road::held::{is_held, is_young},
    session::{Session, lock},
};

/// How often submissions are looked at.
const LOOK: Duration = Duration::from_millis(1_000);
/// How long, and through how many new blocks, a transaction has to be nowhere before it counts as vanished. Nodes show
/// what waits in their pool, so this is to be sure of the node, not of the chain.
const NOWHERE_FOR: Duration = Duration::from_secs(10);
const NOWHERE_BLOCKS: u64 = 2;
/// Seconds for which what vanished, was replaced or dropped is still looked for.
const AFTERWARDS: u64 = 24 * 3600;

/// How often a transaction that nodes forgot is sent again, while the wish behind it is young, before it counts as vanished. One that breaks a rule is taken
/// and forgotten each time (node-behaviour.md §3), so there has to be an end.
const AGAIN: u8 = 2;

/// What the tracker remembers of a transaction, for as long as it runs.
#[derive(Default)]
struct Watch {
    /// Since when it is nowhere.
    nowhere: Option<(Instant, Height)>,
    /// How often it was sent again.
    again: u8,
}

type Watches = HashMap<String, Watch>;

impl Session {
    /// Starts following; takes up what a crash or a restart left open.
    pub(crate) fn track_submissions(self: &Arc<Self>) {
        self.keep_up("the watch of submissions", follow);
    }

    async fn look(&self, submission: &Submission, watch: &mut Watch) -> Result<()> {
        if let Some((receipt, json)) = self.receipt_of(submission.hash).await? {
            return self.settle(submission, &receipt, json).await;
        }
        // What has made way for another waits for that one's fate.
        if !submission.state.is_open() || submission.replaced_by.is_some() {
            return Ok(());
        }
        if submission.state == State::Signed {
            self.push(submission).await?;
        }
        if self.client.transaction(submission.hash).await?.is_some() {
            watch.nowhere = None;
            // A crash may have come between a node's word and its being written.
            return match submission.state {
                State::Signed => self.advance(&submission.id, Event::Sent).await,
                _ => self.look_why_it_waits(submission).await,
            };
        }
        let height = self.client.height().await?.height;
        let (since, mut at) = *watch.nowhere.get_or_insert((Instant::now(), height));
        if height < at {
            // A head may go down: it was false, or another node is asked.
            at = height;
            watch.nowhere = Some((since, at));
        }
        if since.elapsed() < NOWHERE_FOR || height.0 < at.0.saturating_add(NOWHERE_BLOCKS) {
            return Ok(());
        }
        watch.nowhere = None;
        let next = self.client.pending_nonce(submission.account).await?.value;
        match (next > submission.nonce, submission.state) {
            (true, _) => self.advance(&submission.id, Event::Replaced { by: None }).await,
            // Never taken by a node: it is sent again while it is young, and then the person is asked.
            (false, State::Signed) => Ok(()),
            (false, State::Sent) if watch.again < AGAIN && is_young(submission.wished, now()) => {
                watch.again += 1;
                self.send_again(submission).await
            }
            (false, _) => {
                self.advance(&submission.id, Event::Vanished(ballast_chain::vanished()))
                    .await
            }
        }
    }

    /// Notes why what became of a submission cannot be written, and tells the windows when that changes.
    fn note_unwritten(&self, submission: &Submission, looked: Result<()>) {
        let why = match looked {
            // It moved on by another hand meanwhile, which is as good.
            Err(Error::Store(ballast_store::Error::Transition { .. })) => None,
            Err(error @ Error::Store(_)) => Some(error.into()),
            _ => None,
        };
        let mut all = lock(&self.road.unwritten);
        let before = match why.clone() {
            Some(why) => all.insert(submission.id.clone(), why),
            None => all.remove(&submission.id),
        };
        drop(all);
        if before != why {
            self.tell_of(submission);
        }
    }

    /// What is open, and what ended a short while ago without a receipt.
    async fn followed(&self) -> Result<Vec<Submission>> {
        let chain_id = self.params.chain_id;
        let filter = Filter {
            chain_id: Some(chain_id),
            states: vec![State::Vanished, State::Replaced, State::Dropped],
            ..Filter::default()
        };
        self.with_store(move |store| {
            let mut all = store.open_submissions(chain_id)?;
            let ended = store.history(&filter)?;
            all.extend(
                ended
                    .into_iter()
                    .filter(|s| s.updated.seconds_until(now()) < AFTERWARDS),
            );
            Ok(all)
        })
        .await
    }
}

async fn follow(session: Weak<Session>) {
    let (mut watches, mut held) = (Watches::new(), HashSet::new());
    loop {
        let Some(session) = session.upgrade() else { return };
        let followed = session.followed().await.unwrap_or_else(|error| {
            tracing::error!(%error, "the submissions cannot be read; they will be tried again");
            Vec::new()
        });
        for submission in &followed {
            let watch = watches.entry(submission.id.clone()).or_default();
            let looked = session.look(submission, watch).await;
            if let Err(error) = &looked {
                tracing::debug!(%error, "a submission could not be looked at; it will be tried again");
            }
            if let Err(Error::Chain(error @ ballast_chain::Error::Malformed { .. })) = &looked {
                session.wait_because(submission, unreadable(error));
            }
            session.note_unwritten(submission, looked);
            // Nothing but time made it wait for the person, so nothing else tells the windows.
            if is_held(submission, now()) {
                if held.insert(submission.id.clone()) {
                    session.tell_of(submission);
                }
            } else {
                held.remove(&submission.id);
            }
        }
        session.tell_tallies().await;
        watches.retain(|id, _| followed.iter().any(|s| s.id == *id));
        // Who waits here keeps no session open: one that nobody else has is closed at once.
        let sent = session.road.sent.clone();
        drop(session);
        let _ = tokio::time::timeout(LOOK, sent.notified()).await;
    }
}
