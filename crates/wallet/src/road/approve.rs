//! From an approval to a submission: sign, write down, and only then send.

use std::collections::HashMap;

use ballast_api::{Event, SubmissionState, SubmissionView};
use ballast_domain::{Address, Amount, Outcome, Proposal, Snapshot};
use ballast_store::{Filter, NewSubmission, PartOf, State, Store, Submission};

use super::{gift::ToSign, held::is_held, replace::calls_off};
use crate::{
    Error, Result,
    clock::now,
    explorer::page_of,
    failures::DROPPED,
    public_chains::require_own_chain,
    session::{Session, lock},
    tokens::by_symbol,
};

/// Seconds for which an answer to a question outside the page is waited for, after a proposal was fresh.
pub(super) const ANSWERED_WITHIN: u64 = 120;

impl Session {
    /// The nonce for the account's next transaction: the first that neither the node nor the store knows as used.
    pub(crate) async fn next_nonce(&self, account: Address, counted_by_node: u64) -> Result<u64> {
        let chain_id = self.params.chain_id;
        self.with_store(move |store| store.next_nonce(chain_id, account, counted_by_node))
            .await
    }

    /// Signs and sends a proposal that is still fresh. Once this has written the submission, a crash loses nothing:
    /// the tracker takes it up again, and the same bytes are sent, never others.
    pub(crate) async fn approve(&self, id: &str) -> Result<SubmissionView> {
        let proposal = lock(&self.road.proposals).get(id).cloned().ok_or(Error::NoProposal)?;
        let account = proposal.intent.account;
        self.require_signer(account)?;
        require_fresh(&proposal.basis, proposal.fresh_for)?;
        let turn = self.asker.turn().await?;
        self.confirm_proposal(&proposal).await?;
        require_answered(&proposal.basis, proposal.fresh_for)?;
        let one_at_a_time = self.road.signing.lock().await;
        if self.holds_for(account).await? {
            return Err(Error::HeldFirst);
        }
        let nonce = match &proposal.replaces {
            Some(old) => self.place_of(old).await?,
            None => self.certain_nonce(account).await?,
        };
        if proposal.transactions.first().is_none_or(|t| t.nonce != nonce) {
            return Err(Error::StaleProposal);
        }
        self.require_gas(&proposal).await?;
        // Gone from here on: an approval is good for one submission.
        lock(&self.road.proposals).remove(id).ok_or(Error::NoProposal)?;
        // What takes another's place is no wish of its own.
        let wished = proposal.replaces.is_none().then(|| vec![proposal.intent.clone()]);
        let written = self.sign_and_write(proposal).await?;
        drop((one_at_a_time, turn));
        if let Some(wished) = wished {
            self.leave_drafts(wished, Vec::new()).await;
        }
        self.vault().touch();
        self.push_or_leave(&written).await;
        self.road.sent.notify_one();
        self.submission_view(&written.id).await
    }

    /// Has the person confirm what a proposal gives away. What is only sent anew, for a higher price, was confirmed before.
    async fn confirm_proposal(&self, proposal: &Proposal) -> Result<()> {
        let Some(one) = ToSign::of(proposal) else {
            return Ok(());
        };
        if let Some(old) = &proposal.replaces {
            let approved = self.stored(old).await?.proposal()?;
            if ToSign::of(&approved).is_some_and(|before| before.gives_as(&one)) {
                return self.confirm_fees(&[one]).await;
            }
        }
        self.confirm_gifts(&[one], None).await
    }

    /// Signs a proposal; nothing is written yet.
    pub(super) fn sign(
        &self,
        proposal: Proposal,
        batch: Option<&str>,
        part_of: Option<PartOf>,
    ) -> Result<NewSubmission> {
        let account = proposal.intent.account;
        let transaction = proposal.transactions.first().ok_or(Error::NoProposal)?;
        // Whatever led here: this is where bytes become valid on a chain.
        require_own_chain(self.network)?;
        let signed = self.vault().sign_transaction(account, transaction)?;
        Ok(NewSubmission {
            id: proposal.id.clone(),
            created: now(),
            chain_id: transaction.chain_id,
            account,
            nonce: transaction.nonce,
            step: 0,
            raw: signed.raw,
            hash: signed.hash,
            replaces: proposal.replaces.clone(),
            batch: batch.map(str::to_owned),
            part_of,
            proposal,
        })
    }

    async fn sign_and_write(&self, proposal: Proposal) -> Result<Submission> {
        // What takes the place of a batch's item belongs to the batch.
        let batch = match &proposal.replaces {
            Some(old) => self.stored(old).await?.batch,
            None => None,
        };
        let new = self.sign(proposal, batch.as_deref(), None)?;
        let id = new.id.clone();
        lock(&self.road.unsent).insert(id.clone());
        self.with_store(move |store| {
            store.submit(&new)?;
            store.submission(&id)
        })
        .await?
        .ok_or(Error::NoProposal)
    }

    /// A submission as people see it; whose step it is, the store has to be asked ([`Session::parts`]).
    pub(super) fn view(&self, s: &Submission) -> Result<SubmissionView> {
        let stuck = lock(&self.road.stuck).get(&s.id).cloned().filter(|_| s.state.is_open());
        let unwritten = lock(&self.road.unwritten).get(&s.id).cloned();
        let gap = lock(&self.road.gaps).get(&s.id).copied();
        let (proposal, intent) = (s.proposal()?, s.intent()?);
        let outcome = s.outcome()?.map(|outcome| {
            let says = by_symbol(outcome.says.clone().of(&outcome.sentence), &intent, self.network);
            Outcome {
                sentence: says.to_string(),
                says,
                ..outcome
            }
        });
        let called_off = calls_off(&proposal);
        Ok(SubmissionView {
            id: s.id.clone(),
            account: s.account,
            action: intent.action.tag().to_owned(),
            says: proposal.says.of(&proposal.sentence),
            sentence: proposal.sentence,
            state: match s.state {
                State::Signed => SubmissionState::Signed,
                State::Sent => SubmissionState::Sent,
                State::Mined => SubmissionState::Mined,
                State::Final => SubmissionState::Final,
                State::Failed => SubmissionState::Failed,
                State::Vanished => SubmissionState::Vanished,
                State::Replaced => SubmissionState::Replaced,
                State::Dropped => SubmissionState::Dropped,
            },
            by_one_node: s.alone.is_some(),
            held: is_held(s, now()),
            gap: gap.filter(|_| s.state == State::Sent),
            stuck: stuck.as_ref().map(ToString::to_string),
            stuck_says: stuck.unwrap_or_default(),
            unwritten,
            replaced_by: s.replaced_by.clone(),
            batch: s.batch.clone(),
            part_of: None,
            called_off,
            hash: s.hash,
            nonce: s.nonce,
            created: s.created,
            changed: s.updated,
            height: s.block,
            fee: outcome.as_ref().and_then(|o| o.fee).filter(|fee| *fee > Amount::ZERO),
            outcome,
            error: match s.state {
                State::Dropped => Some(DROPPED.into()),
                _ => s.error.clone(),
            },
            note: s.note.clone(),
            link: page_of(self.network, s.hash).filter(|_| !matches!(s.state, State::Signed | State::Dropped)),
        })
    }

    /// Own submissions, the newest first.
    pub(crate) async fn submissions(&self, account: Option<Address>) -> Result<Vec<SubmissionView>> {
        let filter = Filter {
            chain_id: Some(self.params.chain_id),
            account,
            ..Filter::default()
        };
        let all = self.with_store(move |store| store.history(&filter)).await?;
        let parts = self.parts().await?;
        // One that an older version wrote and this one cannot read is followed all the same, and not listed.
        let views = all.iter().filter_map(|s| self.view(s).ok());
        Ok(views.map(|view| of_its_sequence(view, &parts)).collect())
    }

    /// The sequences that submissions are steps of, by submission.
    pub(super) async fn parts(&self) -> Result<HashMap<String, String>> {
        self.with_store(|store| store.parts()).await
    }

    pub(crate) async fn submission_view(&self, id: &str) -> Result<SubmissionView> {
        let view = self.view(&self.stored(id).await?)?;
        Ok(of_its_sequence(view, &self.parts().await?))
    }

    /// A submission as it stands now.
    pub(super) async fn stored(&self, id: &str) -> Result<Submission> {
        let id = id.to_owned();
        self.with_store(move |store| store.submission(&id))
            .await?
            .ok_or(Error::NoSubmission)
    }

    /// Writes what was learnt about a submission, and tells the windows. Of what was signed together with it they hear
    /// with the next look ([`Session::tell_tallies`]).
    pub(crate) async fn advance(&self, id: &str, event: ballast_store::Event) -> Result<()> {
        self.advance_by(id, event, None).await
    }

    /// The same, with the node on whose word alone it is known.
    pub(crate) async fn advance_by(&self, id: &str, event: ballast_store::Event, alone: Option<String>) -> Result<()> {
        self.write(id, move |store, id| {
            store.advance_by(id, &event, alone.as_deref(), now())
        })
        .await
    }

    /// Writes that a second node confirmed how a submission ended.
    pub(crate) async fn confirm(&self, id: &str) -> Result<()> {
        self.write(id, |store, id| store.confirm(id)).await
    }

    /// Takes back an end that turned out not to be one: it is under way again.
    pub(crate) async fn take_back(&self, id: &str) -> Result<()> {
        self.write(id, |store, id| store.take_back(id, now())).await
    }

    async fn write(
        &self,
        id: &str,
        change: impl FnOnce(&Store, &str) -> Result<(), ballast_store::Error> + Send + 'static,
    ) -> Result<()> {
        let id = id.to_owned();
        let (moved, parts) = self
            .with_store(move |store| {
                match change(store, &id) {
                    // The tracker and an approval may learn the same at once: the second finds it written.
                    Err(ballast_store::Error::Transition { .. }) => {}
                    other => other?,
                }
                Ok((store.submission(&id)?, store.parts()?))
            })
            .await?;
        if let Some(moved) = &moved {
            self.moves_again(&moved.id);
            if let Ok(view) = self.view(moved) {
                let view = of_its_sequence(view, &parts);
                self.note_ended(&view);
                self.tell(Event::Submission(Box::new(view)));
            }
        }
        Ok(())
    }

    /// Tells the windows how a submission stands.
    pub(crate) fn tell_of(&self, submission: &Submission) {
        if let Ok(view) = self.view(submission) {
            self.tell(Event::Submission(Box::new(view)));
        }
    }
}

/// With the sequence that it is a step of.
fn of_its_sequence(view: SubmissionView, parts: &HashMap<String, String>) -> SubmissionView {
    SubmissionView {
        part_of: parts.get(&view.id).cloned(),
        ..view
    }
}

/// Whether what was computed may still be signed, once the person was asked about it: what changed meanwhile, the nonce and
/// the most that it costs tell.
pub(super) fn require_answered(basis: &Snapshot<()>, fresh_for: u64) -> Result<()> {
    require_fresh(basis, fresh_for.saturating_add(ANSWERED_WITHIN))
}

/// Whether what was computed may still be approved.
pub(super) fn require_fresh(basis: &Snapshot<()>, fresh_for: u64) -> Result<()> {
    match basis.at.seconds_until(now()) > fresh_for {
        true => Err(Error::StaleProposal),
        false => Ok(()),
    }
}
