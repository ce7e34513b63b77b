//! Follows every submission to its end, across restarts, and a while beyond: a node somewhere may still have what
//! seemed to have vanished.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

use ballast_chain::Receipt;
use ballast_domain::{Hash, Height, ReceiptStatus};
use ballast_store::{Event, Filter, State, Submission};
use serde_json::{Value, json};

use super::{
    held::{is_held, is_young},
    refusal::{Answer, read_refusal},
};
use crate::{Error, Result, clock::now, failures, session::Session};

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
        self.spawn(follow(Arc::downgrade(self)));
    }

    /// Sends what was just written. What fails here is the tracker's to do again: the person is not told that nothing was
    /// done, and does not do it twice.
    pub(super) async fn push_or_leave(&self, submission: &Submission) {
        if let Err(error) = self.push(submission).await {
            tracing::warn!(%error, "a written submission could not be sent at once; it is followed all the same");
        }
    }

    /// Sends a written submission, for the first time or again: the same bytes, so never twice in effect.
    ///
    /// A node's refusal for good ends it; anything else leaves it to the tracker.
    pub(super) async fn push(&self, submission: &Submission) -> Result<()> {
        let _turn = self.sending.lock().await;
        // As it stands now: meanwhile a node may have taken it, or the person dropped it.
        let submission = &self.stored(&submission.id).await?;
        if submission.state != State::Signed || is_held(submission, now()) {
            return Ok(());
        }
        let surely_unsent = crate::session::lock(&self.unsent).remove(&submission.id);
        match self.client.send_raw(&submission.raw).await {
            Ok(_) => {
                // A node has it, whatever cannot be written of that (a full disk): an error here would say that nothing
                // was sent. The next look finds it with the node and writes it then.
                if let Err(error) = self.advance(&submission.id, Event::Sent).await {
                    tracing::warn!(%error, "that a submission was sent could not be written; it is followed all the same");
                }
                Ok(())
            }
            Err(ballast_chain::Error::Rpc(refusal)) => {
                // The nonce may be used because these very bytes were mined before a crash was noticed.
                if let Some((receipt, json)) = self.receipt_of(submission.hash).await? {
                    return self.settle(submission, &receipt, json).await;
                }
                match read_refusal(&refusal.message) {
                    // An attempt before may have reached another node, which mines it whatever this one says: "failed"
                    // would make the person do it twice.
                    Answer::ForGood if !surely_unsent => {
                        self.wait_because(submission, failures::doubtful(&refusal.message));
                        Ok(())
                    }
                    Answer::ForGood => {
                        self.advance(&submission.id, Event::Refused(failures::rpc(&refusal.message)))
                            .await
                    }
                    Answer::NonceUsed | Answer::Unclear => {
                        tracing::warn!(refusal.code, "a node did not take a submission; it will be tried again");
                        Ok(())
                    }
                }
            }
            Err(error) => {
                if surely_unsent && !error.may_have_arrived() {
                    crate::session::lock(&self.unsent).insert(submission.id.clone());
                }
                tracing::warn!(
                    code = error.code(),
                    "a submission could not be sent; it will be tried again"
                );
                Ok(())
            }
        }
    }

    pub(super) async fn receipt_of(&self, hash: Hash) -> Result<Option<(Receipt, Value)>> {
        let request = ballast_chain::Request::new("eth_getTransactionReceipt", json!([hash]));
        let json: Value = self.client.request(request).await?;
        if json.is_null() {
            return Ok(None);
        }
        let receipt = serde_json::from_value(json.clone()).map_err(|_| Error::Request("a receipt".into()))?;
        Ok(Some((receipt, json)))
    }

    /// Writes that it was mined, and how it ended. One block is final on IoTeX.
    pub(super) async fn settle(&self, submission: &Submission, receipt: &Receipt, json: Value) -> Result<()> {
        if submission.state != State::Mined {
            let mined = Event::Mined {
                block: receipt.block,
                receipt: json,
            };
            self.advance(&submission.id, mined).await?;
        }
        let mut outcome = ballast_chain::outcome(&submission.intent()?.action, receipt);
        if receipt.status == ReceiptStatus::REVERTED
            && let Some(why) = self.why_reverted(submission).await
        {
            outcome.sentence = failures::reverted(&outcome.sentence, &why);
        }
        let end = if receipt.status.is_success() {
            Event::Final(outcome)
        } else {
            Event::Failed(outcome)
        };
        self.advance(&submission.id, end).await
    }

    /// Why a contract refused what was mined: receipts do not say, so it is asked once more. A node that does not answer
    /// must not keep the submission from its end.
    async fn why_reverted(&self, submission: &Submission) -> Option<String> {
        let call = ballast_chain::encode(&submission.intent().ok()?.action);
        self.client.why_reverted(submission.account, &call).await.ok().flatten()
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
        let (since, at) = *watch.nowhere.get_or_insert((Instant::now(), height));
        if since.elapsed() < NOWHERE_FOR || height.0 < at.0 + NOWHERE_BLOCKS {
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

    /// Hands a node the same bytes again that nodes have forgotten, as one does that was started anew. Whatever it says,
    /// the next look sees what came of it.
    async fn send_again(&self, submission: &Submission) -> Result<()> {
        let _turn = self.sending.lock().await;
        // As it stands now: meanwhile another may have taken its place.
        let submission = self.stored(&submission.id).await?;
        if submission.state != State::Sent || submission.replaced_by.is_some() {
            return Ok(());
        }
        match self.client.send_raw(&submission.raw).await {
            Ok(_) => tracing::info!("a submission that nodes had forgotten was sent again"),
            Err(error) => tracing::warn!(code = error.code(), "a forgotten submission was not taken again"),
        }
        Ok(())
    }

    /// Notes why what became of a submission cannot be written, and tells the windows when that changes.
    fn note_unwritten(&self, submission: &Submission, looked: Result<()>) {
        let why = match looked {
            // It moved on by another hand meanwhile, which is as good.
            Err(Error::Store(ballast_store::Error::Transition { .. })) => None,
            Err(error @ Error::Store(_)) => Some(error.into()),
            _ => None,
        };
        let mut all = crate::session::lock(&self.unwritten);
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
        watches.retain(|id, _| followed.iter().any(|s| s.id == *id));
        let woken = session.sent.notified();
        let _ = tokio::time::timeout(LOOK, woken).await;
    }
}
