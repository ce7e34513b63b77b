//! A submission's way to a node, and its end by a receipt.

use ballast_chain::Proven;
use ballast_domain::{Hash, ReceiptStatus};
use ballast_store::{Event, State, Submission};
use serde_json::{Value, json};

use super::held::is_held;
use crate::{
    Result,
    clock::now,
    failures,
    receipt::receipt as kept_receipt,
    session::{Session, lock},
};

impl Session {
    /// Sends what was just written. What fails here is the tracker's to do again: the person is not told that nothing was
    /// done, and does not do it twice.
    pub(super) async fn push_or_leave(&self, submission: &Submission) {
        if let Err(error) = self.push(submission).await {
            tracing::warn!(%error, "a written submission could not be sent at once; it is followed all the same");
        }
    }

    /// Sends a written submission, for the first time or again: the same bytes, so never twice in effect.
    ///
    /// Where the nodes refuse it for good it ends ([`Session::refused`]); anything else leaves it to the tracker.
    pub(crate) async fn push(&self, submission: &Submission) -> Result<()> {
        let _turn = self.road.sending.lock().await;
        // As it stands now: meanwhile a node may have taken it, or the person dropped it.
        let submission = &self.stored(&submission.id).await?;
        if submission.state != State::Signed || is_held(submission, now()) {
            return Ok(());
        }
        let surely_unsent = lock(&self.road.unsent).remove(&submission.id);
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
                tracing::warn!(refusal.code, "a node refused a submission");
                self.refused(submission, &refusal.message, surely_unsent).await
            }
            Err(error) => {
                if surely_unsent && !error.may_have_arrived() {
                    lock(&self.road.unsent).insert(submission.id.clone());
                }
                tracing::warn!(
                    code = error.code(),
                    "a submission could not be sent; it will be tried again"
                );
                Ok(())
            }
        }
    }

    /// Whether a node shows anything for a receipt. What it is worth, the others are heard about.
    pub(crate) async fn shows_receipt(&self, hash: Hash) -> Result<bool> {
        let request = ballast_chain::Request::new("eth_getTransactionReceipt", json!([hash]));
        let receipt: Value = self.client.request(request).await?;
        Ok(!receipt.is_null())
    }

    /// Writes that it was mined, and how it ended; `alone` is the node on whose word alone. One block is final on IoTeX.
    /// An end that was written before and was another is taken back.
    pub(crate) async fn settle(&self, submission: &Submission, proven: &Proven, alone: Option<String>) -> Result<()> {
        let (receipt, json) = (&proven.receipt, proven.json.clone());
        let was_over = !submission.state.is_open() && submission.state != State::Dropped;
        if was_over && submission.block.is_some() {
            match (kept_receipt(submission).as_ref() == Some(receipt), &alone) {
                (true, None) if submission.alone.is_some() => return self.confirm(&submission.id).await,
                (true, _) => return Ok(()),
                (false, _) => self.take_back(&submission.id).await?,
            }
        } else if was_over && submission.state == State::Failed {
            self.take_back(&submission.id).await?;
        }
        if submission.state != State::Mined {
            let mined = Event::Mined {
                block: receipt.block,
                receipt: json,
            };
            self.advance_by(&submission.id, mined, alone.clone()).await?;
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
        self.advance_by(&submission.id, end, alone).await
    }

    /// Why a contract refused what was mined: receipts do not say, so it is asked once more. A node that does not answer
    /// must not keep the submission from its end.
    async fn why_reverted(&self, submission: &Submission) -> Option<String> {
        let call = ballast_chain::encode(&submission.intent().ok()?.action);
        self.client.why_reverted(submission.account, &call).await.ok().flatten()
    }

    /// Hands a node the same bytes again that nodes have forgotten, as one does that was started anew. Whatever it says,
    /// the next look sees what came of it.
    pub(crate) async fn send_again(&self, submission: &Submission) -> Result<()> {
        let _turn = self.road.sending.lock().await;
        // As it stands now: meanwhile another may have taken its place.
        let submission = self.stored(&submission.id).await?;
        if submission.state != State::Sent || submission.replaced_by.is_some() {
            return Ok(());
        }
        // To each: the one that forgot it may be the only one that forgets.
        for (_, answer) in self.client.send_raw_to_each(&submission.raw).await {
            match answer {
                Ok(()) => tracing::info!("a submission that nodes had forgotten was sent again"),
                Err(error) => tracing::warn!(code = error.code(), "a forgotten submission was not taken again"),
            }
        }
        Ok(())
    }
}
