//! The watch of submissions: each is followed to its end, across restarts, and a day beyond: a node somewhere may still
//! have what seemed to have vanished, and an end that one node alone had said may be none.

mod over;
mod under_way;
mod watch;

use std::{
    collections::{HashMap, HashSet},
    panic::AssertUnwindSafe,
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

use ballast_store::Submission;
use futures_util::FutureExt;

use self::watch::Watch;
use crate::{
    Error, Result,
    clock::now,
    failures::unreadable,
    road::held::{a_day_ago, is_held},
    session::{Session, lock},
};

/// How often submissions are looked at.
const LOOK: Duration = Duration::from_millis(1_000);
/// As many of those that are over as are heard about in one look, so that what is under way does not wait for them.
const LOOKS_BACK: usize = 5;
/// How long one look may take before what is over waits for the next.
const MOST_LOOKING: Duration = Duration::from_secs(2);

type Watches = HashMap<String, Watch>;

impl Session {
    /// Starts following; takes up what a crash or a restart left open.
    pub(crate) fn track_submissions(self: &Arc<Self>) {
        self.keep_up("the watch of submissions", follow);
    }

    async fn look(&self, submission: &Submission, watch: &mut Watch) -> Result<()> {
        match submission.state.is_open() {
            true => self.look_at_open(submission, watch).await,
            false => self.look_back(submission, watch).await,
        }
    }

    /// Notes why what became of a submission cannot be written, and tells the windows when that changes.
    fn note_unwritten(&self, submission: &Submission, looked: Result<()>) {
        let why = match looked {
            // It moved on by another hand meanwhile, which is as good; or another of one's own has its place for sure.
            Err(Error::Store(ballast_store::Error::Transition { .. } | ballast_store::Error::NonceTaken { .. })) => {
                None
            }
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

    /// What is open, and then what ended within a day in no block, or on one node's word.
    async fn followed(&self) -> Result<Vec<Submission>> {
        let (chain_id, since) = (self.params.chain_id, a_day_ago());
        self.with_store(move |store| {
            let mut all = store.open_submissions(chain_id)?;
            all.extend(store.doubtful_ends(chain_id, since)?);
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
        let (mut looks_back, begun) = (LOOKS_BACK, Instant::now());
        for submission in &followed {
            let watch = watches.entry(submission.id.clone()).or_default();
            if !submission.state.is_open() {
                if looks_back == 0 || begun.elapsed() > MOST_LOOKING || !watch.is_due(submission) {
                    continue;
                }
                looks_back -= 1;
            }
            // One that breaks the look must not keep the others from being followed.
            let looked = AssertUnwindSafe(session.look(submission, watch)).catch_unwind().await;
            let Ok(looked) = looked else {
                tracing::error!(
                    id = submission.id,
                    "a look at a submission died; the others are followed"
                );
                continue;
            };
            if let Err(error) = &looked {
                tracing::debug!(%error, "a submission could not be looked at; it will be tried again");
            }
            if let Err(Error::Chain(
                error @ (ballast_chain::Error::Malformed { .. } | ballast_chain::Error::Unproven { .. }),
            )) = &looked
            {
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
