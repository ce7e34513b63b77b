//! What was signed a while ago and never sent, as after a crash or a week without a network: the wish behind it may be
//! over. The wallet sends it by itself only while it is young; later the person says whether it is sent or dropped.

use ballast_api::SubmissionView;
use ballast_chain::{Error as Chain, Testimony, Word};
use ballast_domain::{Address, Proposal, Remedy, Severity, Timestamp, Warning};
use ballast_store::{Event, State, Submission};

use super::{gift::ToSign, witness::own};
use crate::{
    Error, Result,
    clock::now,
    failures::{HELD, HELD_FIRST, HELD_HELP},
    session::Session,
};

/// Seconds since the person last wished it, by signing or by saying so again, for which a submission that no node has
/// taken is sent without being asked about.
const SENT_UNASKED: u64 = 10 * 60;
/// Seconds by which this machine's clock may have been set back since; beyond that nobody knows how old it is.
const CLOCK_SLACK: u64 = 60;

/// Seconds for which what ended in no block, or on one node's word, is followed on: it may turn out otherwise.
const AFTERWARDS: u64 = 24 * 3600;

/// Since when an end is followed on.
pub(crate) fn a_day_ago() -> Timestamp {
    Timestamp::from_micros(now().micros().saturating_sub(AFTERWARDS * 1_000_000))
}

/// Whether a submission waits for the person's word.
pub(crate) fn is_held(submission: &Submission, now: Timestamp) -> bool {
    submission.state == State::Signed && !is_young(submission.wished, now)
}

/// Whether the person wished it a short while ago.
pub(crate) fn is_young(wished: Timestamp, now: Timestamp) -> bool {
    wished.seconds_until(now) < SENT_UNASKED && now.seconds_until(wished) <= CLOCK_SLACK
}

/// A proposal while an earlier submission of its account is held: nothing can be signed, and what would help.
pub(super) fn block(proposal: &mut Proposal) {
    proposal.changes.clear();
    proposal.transactions.clear();
    let held = Warning {
        severity: Severity::Block,
        rule: HELD.into(),
        sentence: HELD_FIRST.into(),
        help: HELD_HELP.into(),
        remedy: Remedy::Never,
    };
    // One reason at a time: what a rule says of it is told once this one is gone.
    proposal.warnings.retain(|warning| warning.severity != Severity::Block);
    proposal.warnings.insert(0, held);
}

impl Session {
    /// Whether a submission of the account waits for the person's word. Its nonce comes first: whatever is signed
    /// after it could not be mined.
    pub(super) async fn holds_for(&self, account: Address) -> Result<bool> {
        let chain_id = self.params.chain_id;
        let open = self.with_store(move |store| store.open_submissions(chain_id)).await?;
        Ok(open.iter().any(|s| s.account == account && is_held(s, now())))
    }

    /// Sends a held submission: the person wishes it still. As for an approval, the vault has to be open.
    pub(crate) async fn resume_submission(&self, id: &str) -> Result<SubmissionView> {
        let held = self.held(id).await?;
        if self.vault().is_locked() {
            return Err(ballast_vault::Error::Locked.into());
        }
        let turn = self.asker.turn().await?;
        // It was confirmed when it was signed, long ago: that it is wished still the person says too.
        if let Some(one) = ToSign::of(&held.proposal()?) {
            self.confirm_gifts(&[one], None).await?;
        }
        let held = self.held(id).await?;
        let name = held.id.clone();
        match self.with_store(move |store| store.wish_again(&name, now())).await {
            Err(Error::Store(ballast_store::Error::Transition { .. })) => return Err(Error::NotHeld),
            other => other?,
        }
        drop(turn);
        self.push(&held).await?;
        self.vault().touch();
        self.road.sent.notify_one();
        self.submission_view(id).await
    }

    /// Drops a held submission, unless a node turns out to have it: what may have been sent before a crash is not
    /// called dropped on this machine's word alone.
    pub(crate) async fn drop_submission(&self, id: &str) -> Result<SubmissionView> {
        let _turn = self.road.sending.lock().await;
        let held = self.held(id).await?;
        let mut said = self.client.testimonies(&own(&held)).await;
        // Who shows it without all that belongs to it shows it all the same. How it ended the watch hears.
        let has_it = |said: &std::result::Result<Testimony, Chain>| match said {
            Ok(testimony) => testimony.word != Word::Nothing,
            Err(error) => matches!(error, Chain::Unproven { .. }),
        };
        if said.iter().any(|(_, said)| has_it(said)) {
            self.advance(id, Event::Sent).await?;
        } else if said.iter().any(|(_, said)| said.is_ok()) {
            self.advance(id, Event::Dropped).await?;
        } else {
            let failed = said.pop().and_then(|(_, said)| said.err());
            return Err(failed.unwrap_or(Chain::NoEndpoint).into());
        }
        self.submission_view(id).await
    }

    async fn held(&self, id: &str) -> Result<Submission> {
        let submission = self.stored(id).await?;
        match is_held(&submission, now()) {
            true => Ok(submission),
            false => Err(Error::NotHeld),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn young_ends_after_ten_minutes_and_with_a_clock_set_back() {
        let wished = Timestamp::from_seconds(1_000_000);
        let young = |seconds: i64| is_young(wished, Timestamp::from_seconds((1_000_000 + seconds) as u64));
        assert!(young(0) && young(599) && young(-60));
        assert!(!young(600) && !young(86_400) && !young(-61));
    }
}
