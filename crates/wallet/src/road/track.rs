//! Follows every open submission to its end, across restarts.

use std::{
    collections::HashMap,
    sync::{Arc, Weak},
    time::Duration,
};

use ballast_chain::Receipt;
use ballast_domain::Hash;
use ballast_store::{Event, State, Submission};
use serde_json::{Value, json};

use crate::{Error, Result, failures, session::Session};

/// How often open submissions are looked at.
const LOOK: Duration = Duration::from_millis(1_000);
/// Looks in a row in which a transaction was nowhere before it counts as vanished. A node shows what waits in its
/// pool, so this is to be sure of the node, not of the chain.
const NOWHERE: u32 = 5;

impl Session {
    /// Starts following; takes up what a crash or a restart left open.
    pub(crate) fn track_submissions(self: &Arc<Self>) {
        self.spawn(follow(Arc::downgrade(self)));
    }

    /// Sends a written submission, for the first time or again: the same bytes, so never twice in effect.
    ///
    /// A node's refusal ends it; silence or a broken connection leaves it to the tracker.
    pub(super) async fn push(&self, submission: &Submission) -> Result<()> {
        match self.client.send_raw(&submission.raw).await {
            Ok(_) => self.advance(&submission.id, Event::Sent).await,
            Err(ballast_chain::Error::Rpc(refusal)) => {
                // The nonce may be used because these very bytes were mined before a crash was noticed.
                if let Some((receipt, json)) = self.receipt_of(submission.hash).await? {
                    return self.settle(submission, &receipt, json).await;
                }
                self.advance(&submission.id, Event::Refused(failures::rpc(&refusal.message)))
                    .await
            }
            Err(error) => {
                tracing::warn!(
                    code = error.code(),
                    "a submission could not be sent; it will be tried again"
                );
                Ok(())
            }
        }
    }

    async fn receipt_of(&self, hash: Hash) -> Result<Option<(Receipt, Value)>> {
        let request = ballast_chain::Request::new("eth_getTransactionReceipt", json!([hash]));
        let json: Value = self.client.request(request).await?;
        if json.is_null() {
            return Ok(None);
        }
        let receipt = serde_json::from_value(json.clone()).map_err(|e| Error::Request(e.to_string()))?;
        Ok(Some((receipt, json)))
    }

    /// Writes that it was mined, and how it ended. One block is final on IoTeX.
    async fn settle(&self, submission: &Submission, receipt: &Receipt, json: Value) -> Result<()> {
        if submission.state != State::Mined {
            self.advance(
                &submission.id,
                Event::Mined {
                    block: receipt.block,
                    receipt: json,
                },
            )
            .await?;
        }
        let outcome = ballast_chain::outcome(&submission.intent()?.action, receipt);
        let end = if receipt.status.is_success() {
            Event::Final(outcome)
        } else {
            Event::Failed(outcome)
        };
        self.advance(&submission.id, end).await
    }

    async fn look(&self, submission: &Submission, nowhere: &mut HashMap<String, u32>) -> Result<()> {
        if let Some((receipt, json)) = self.receipt_of(submission.hash).await? {
            nowhere.remove(&submission.id);
            return self.settle(submission, &receipt, json).await;
        }
        if submission.state == State::Signed {
            return self.push(submission).await;
        }
        if self.client.transaction(submission.hash).await?.is_some() {
            nowhere.remove(&submission.id);
            return Ok(());
        }
        let times = nowhere.entry(submission.id.clone()).or_default();
        *times += 1;
        if *times < NOWHERE {
            return Ok(());
        }
        nowhere.remove(&submission.id);
        let next = self.client.pending_nonce(submission.account).await?.value;
        let end = match next > submission.nonce {
            true => Event::Replaced { by: None },
            false => Event::Vanished(ballast_chain::vanished()),
        };
        self.advance(&submission.id, end).await
    }
}

async fn follow(session: Weak<Session>) {
    let mut nowhere = HashMap::new();
    loop {
        let Some(session) = session.upgrade() else { return };
        let chain_id = session.params.chain_id;
        let open = session
            .with_store(move |store| store.open_submissions(chain_id))
            .await
            .unwrap_or_default();
        for submission in &open {
            if let Err(error) = session.look(submission, &mut nowhere).await {
                tracing::debug!(%error, "a submission could not be looked at; it will be tried again");
            }
        }
        let woken = session.sent.notified();
        let _ = tokio::time::timeout(LOOK, woken).await;
    }
}
