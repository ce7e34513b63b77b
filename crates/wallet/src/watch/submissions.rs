//! The watch of submissions: each is followed to its end, across restarts, and a day beyond: a node somewhere may still
//! have what seemed to have vanished, and an end that one node alone had said may be none.

use std::{
    collections::{HashMap, HashSet},
    panic::AssertUnwindSafe,
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

use ballast_chain::{Testimony, Word};
use ballast_domain::Height;
use ballast_store::{Event, State, Submission};
use futures_util::FutureExt;

use crate::{
    Error, Result,
    clock::now,
    failures::{self, unreadable},
    road::{
        held::{a_day_ago, is_held, is_young},
        witness::{Verdict, Waited},
    },
    session::{Session, lock},
};

/// How often submissions are looked at.
const LOOK: Duration = Duration::from_millis(1_000);
/// How long, and through how many new blocks, a transaction has to be nowhere before it counts as vanished. Nodes show
/// what waits in their pool, so this is to be sure of the node, not of the chain.
const NOWHERE_FOR: Duration = Duration::from_secs(10);
const NOWHERE_BLOCKS: u64 = 2;
/// Seconds after which somebody wonders why a transaction waits, and how often all nodes are then heard about it.
const LONG: u64 = 20;
const HEAR_AGAIN: Duration = Duration::from_secs(10);
/// How often, at most, all nodes are heard about what is over; the older its end, the more seldom.
const LOOK_BACK: Duration = Duration::from_secs(3);
/// As many of these as are heard about in one look, so that what is under way does not wait for them.
const LOOKS_BACK: usize = 5;
/// How long one look may take before what is over waits for the next.
const MOST_LOOKING: Duration = Duration::from_secs(2);
/// How often in a row the nodes have to leave a block's end unsaid before it is taken back: behind one address there may
/// be several, of which one has not come so far.
const UNSAID: u8 = 3;
/// As many blocks after the review are looked through for a transaction that has no receipt and whose nonce is used.
const LOOKED_THROUGH: u64 = 600;

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
    /// When all nodes were heard about it last.
    heard: Option<Instant>,
    /// When it was looked why it waits, last.
    wondered: Option<Instant>,
    /// When it was handed round last because one node alone claims to have it in a block.
    handed: Option<Instant>,
    /// Since when a second node is waited for.
    waited: Waited,
    /// How often in a row the nodes left an end unsaid.
    unsaid: u8,
}

type Watches = HashMap<String, Watch>;

impl Session {
    /// Starts following; takes up what a crash or a restart left open.
    pub(crate) fn track_submissions(self: &Arc<Self>) {
        self.keep_up("the watch of submissions", follow);
    }

    async fn look(&self, submission: &Submission, watch: &mut Watch) -> Result<()> {
        if !submission.state.is_open() {
            return self.look_back(submission, watch).await;
        }
        if submission.state == State::Mined || self.may_be_mined(submission, watch).await? {
            match self.hear_of(submission, watch).await? {
                None => return Ok(()),
                // Written by one node's word, before its end was: the others may say otherwise.
                Some(said) if submission.state == State::Mined => return self.unsay(submission, watch, &said).await,
                Some(_) => {}
            }
        }
        // What has made way for another waits for that one's fate.
        if submission.replaced_by.is_some() {
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
                _ => self.look_at_waiting(submission, watch).await,
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
        match self.hear_of(submission, watch).await? {
            Some(said) => self.end_unmined(submission, watch, &said).await,
            None => Ok(()),
        }
    }

    /// Whether it is worth it to hear all nodes: one shows a receipt, or fails at it while there are others.
    async fn may_be_mined(&self, submission: &Submission, watch: &Watch) -> Result<bool> {
        match self.shows_receipt(submission.hash).await {
            Err(_) if self.client.nodes().len() > 1 => {
                Ok(watch.heard.is_none_or(|heard| heard.elapsed() >= HEAR_AGAIN))
            }
            shown => shown,
        }
    }

    /// Hears all nodes about a submission, and ends it where they say that it stands in a block. Else what they say, unless
    /// that is too little to go by.
    async fn hear_of(&self, submission: &Submission, watch: &mut Watch) -> Result<Option<Vec<(String, Testimony)>>> {
        watch.heard = Some(Instant::now());
        match self.hear(submission, &mut watch.waited).await? {
            Verdict::Mined { proven, alone } => {
                self.settle(submission, &proven, alone).await?;
                Ok(None)
            }
            Verdict::Open { why, unknown } => {
                self.wait_because(submission, why);
                if unknown {
                    self.hand_round_again(submission, watch).await?;
                }
                Ok(None)
            }
            Verdict::NotMined(said) => Ok(Some(said)),
        }
    }

    /// Hands the nodes what one of them claims to have in a block and another knows nothing of, now and then while the wish
    /// is young: who is asked first must not keep it to itself.
    async fn hand_round_again(&self, submission: &Submission, watch: &mut Watch) -> Result<()> {
        let lately = watch.handed.is_some_and(|at| at.elapsed() < HEAR_AGAIN);
        if lately || !is_young(submission.wished, now()) {
            return Ok(());
        }
        watch.handed = Some(Instant::now());
        match submission.state {
            State::Signed => self.push(submission).await,
            _ => self.send_again(submission).await,
        }
    }

    /// A node has it, and shows no receipt: another may show one, or may have to be handed the transaction.
    async fn look_at_waiting(&self, submission: &Submission, watch: &mut Watch) -> Result<()> {
        let long = submission.updated.seconds_until(now()) >= LONG;
        let again = watch.heard.is_none_or(|heard| heard.elapsed() >= HEAR_AGAIN);
        if long && again && self.client.nodes().len() > 1 {
            let Some(said) = self.hear_of(submission, watch).await? else {
                return Ok(());
            };
            let unknown = said.iter().any(|(_, testimony)| testimony.word == Word::Nothing);
            if unknown && is_young(submission.wished, now()) {
                self.send_again(submission).await?;
            }
        }
        // Each look asks several questions, and many may wait at once.
        if watch.wondered.is_some_and(|at| at.elapsed() < HEAR_AGAIN) {
            return Ok(());
        }
        if long {
            watch.wondered = Some(Instant::now());
        }
        self.look_why_it_waits(submission).await
    }

    /// No node that answers has it, in a block or waiting: what that comes to.
    async fn end_unmined(
        &self,
        submission: &Submission,
        watch: &mut Watch,
        said: &[(String, Testimony)],
    ) -> Result<()> {
        if said.iter().any(|(_, testimony)| testimony.word == Word::Waits) {
            return Ok(());
        }
        let used = said
            .iter()
            .filter(|(_, testimony)| testimony.pending > submission.nonce)
            .count();
        if used > 0 && used < said.len() {
            self.wait_because(submission, failures::counts_differ());
            return Ok(());
        }
        let alone = match said {
            [(node, _)] => self.alone(node),
            _ => None,
        };
        match (used > 0, submission.state) {
            (true, _) => {
                // A block that lists it says more than a receipt that is not shown.
                if let Some(block) = self.listed(submission).await? {
                    self.wait_because(submission, failures::hidden(block));
                    return Ok(());
                }
                let replaced = Event::Replaced { by: None };
                self.advance_by(&submission.id, replaced, alone).await
            }
            // Never taken by a node: it is sent again while it is young, and then the person is asked.
            (false, State::Signed) => Ok(()),
            (false, State::Sent) if watch.again < AGAIN && is_young(submission.wished, now()) => {
                watch.again += 1;
                self.send_again(submission).await
            }
            (false, _) => {
                let vanished = Event::Vanished(ballast_chain::vanished());
                self.advance_by(&submission.id, vanished, alone).await
            }
        }
    }

    /// The block that lists a submission, among those since it was reviewed.
    async fn listed(&self, submission: &Submission) -> Result<Option<Height>> {
        let Ok(approved) = submission.proposal() else {
            return Ok(None);
        };
        let first = approved.basis.height.0.saturating_add(1);
        let newest = self.client.height().await?.height.0;
        let last = newest.min(first.saturating_add(LOOKED_THROUGH - 1));
        let found = self.client.find_listed(submission.hash, Height(first), Height(last));
        Ok(found.await?)
    }

    /// Whether it is over and still holds: what is mined after all is found, and what one node alone had said is taken
    /// back where the nodes say otherwise.
    async fn look_back(&self, submission: &Submission, watch: &mut Watch) -> Result<()> {
        watch.heard = Some(Instant::now());
        match self.hear(submission, &mut watch.waited).await? {
            Verdict::Mined { proven, alone } => {
                watch.unsaid = 0;
                self.settle(submission, &proven, alone).await
            }
            Verdict::Open { .. } => Ok(()),
            Verdict::NotMined(said) => self.unsay(submission, watch, &said).await,
        }
    }

    async fn unsay(&self, submission: &Submission, watch: &mut Watch, said: &[(String, Testimony)]) -> Result<()> {
        match submission.block {
            Some(block) => {
                // A block that the chain cannot have come to is waited for by nobody.
                let beyond = self.client.highest_believable().is_some_and(|most| block > most);
                if !beyond && !said.iter().any(|(_, testimony)| testimony.height >= block) {
                    return Ok(());
                }
                watch.unsaid = watch.unsaid.saturating_add(1);
                if watch.unsaid < UNSAID {
                    return Ok(());
                }
            }
            None => {
                // Nobody wanted it any more, or another of one's own has its place.
                let over = submission.state == State::Dropped || submission.replaced_by.is_some();
                let waits = said.iter().any(|(_, testimony)| testimony.word == Word::Waits);
                if over || !waits {
                    return Ok(());
                }
            }
        }
        watch.unsaid = 0;
        self.take_back(&submission.id).await
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

impl Watch {
    /// Whether it is time to look back on what is over.
    fn is_due(&self, submission: &Submission) -> bool {
        let age = Duration::from_secs(submission.updated.seconds_until(now()) / 20);
        self.heard.is_none_or(|heard| heard.elapsed() >= LOOK_BACK.max(age))
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
