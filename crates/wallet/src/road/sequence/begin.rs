//! What the person says to a sequence: begin, go on, stop.

use ballast_api::{Event, SequenceView};
use ballast_domain::sequence::{AgreedStep, Agreement};

use super::{Sequences, go::Word};
use crate::{
    Error, Result,
    clock::now,
    road::{
        approve::{require_answered, require_fresh},
        gift::{Later, ToSign},
    },
    session::{Session, lock},
};

impl Session {
    /// Writes a reviewed sequence down, then signs what waits for nothing. Once this has written it, a crash loses
    /// nothing: the watch takes it up again.
    pub(crate) async fn begin_sequence(&self, id: &str, by_itself: bool) -> Result<SequenceView> {
        let kept = self.own::<Sequences>();
        let found = lock(&kept.proposed).get(id).cloned();
        let proposal = found.ok_or(Error::NoProposal)?;
        if !proposal.may_begin() {
            return Err(Error::StepRefused);
        }
        for step in &proposal.steps {
            self.require_signer(step.agreed.step.intent.account)?;
        }
        require_fresh(&proposal.basis, proposal.fresh_for)?;
        let of_step = |step: &AgreedStep| ToSign::of_step(&step.step.intent, step.bounds.max_fee());
        let to_sign: Vec<ToSign> = proposal.steps.iter().map(|step| of_step(&step.agreed)).collect();
        let turn = self.asker.turn().await?;
        // Where it does not go on by itself, the word for each of them is given in the page.
        let later = if by_itself { Later::ByItself } else { Later::AfterAPress };
        self.confirm_gifts(&to_sign, (to_sign.len() > 1).then_some(later))
            .await?;
        require_answered(&proposal.basis, proposal.fresh_for)?;
        // Gone from here on: an approval is good for one sequence.
        lock(&kept.proposed).remove(id).ok_or(Error::NoProposal)?;
        let agreement = Agreement {
            title: proposal.title,
            steps: proposal.steps.into_iter().map(|step| step.agreed).collect(),
        };
        let (name, chain_id) = (id.to_owned(), self.params.chain_id);
        self.with_store(move |store| store.put_sequence(&name, chain_id, &agreement, by_itself, now()))
            .await?;
        self.vault().touch();
        // It is written, so it will be done: an error from here on must not read as if nothing had been.
        if let Err(error) = self.go_on(id, Word::Given(None), turn).await {
            tracing::warn!(%error, "the first steps of a sequence could not be signed at once; it is followed all the same");
        }
        self.tell(Event::Sequence { id: id.to_owned() });
        self.sequence(id).await
    }

    /// The person's word for the steps whose turn has come, within what they were shown: `seen` is its mark.
    pub(crate) async fn go_on_with_sequence(&self, id: &str, seen: Option<u64>) -> Result<SequenceView> {
        if self.vault().is_locked() {
            return Err(ballast_vault::Error::Locked.into());
        }
        let turn = self.asker.turn().await?;
        let confirmed = match seen {
            Some(seen) => self.confirm_beyond(id, seen).await?,
            None => None,
        };
        self.go_on(id, Word::Given(confirmed), turn).await?;
        self.vault().touch();
        self.tell(Event::Sequence { id: id.to_owned() });
        self.sequence(id).await
    }

    /// Has the person confirm what steps give away that go beyond what was agreed to: within it they were confirmed when the
    /// sequence began. `seen` is the mark of what they ask; the answer is the mark of what was confirmed, none where it asks
    /// otherwise by now: then nothing beyond what was agreed to is signed, whatever it asks the moment after.
    async fn confirm_beyond(&self, id: &str, seen: u64) -> Result<Option<u64>> {
        let kept = self.own::<Sequences>();
        let known = lock(&kept.known).get(id).cloned().unwrap_or_default();
        if known.mark() != seen {
            return Ok(None);
        }
        let name = id.to_owned();
        let sequence = self.with_store(move |store| store.sequence(&name)).await?;
        let agreement = sequence.ok_or(Error::NoSequence)?.agreement()?;
        let beyond = known.asks.iter().filter_map(|(step, ask)| {
            let (bounds, _) = ask.agrees.as_ref()?;
            let agreed = agreement.steps.get(*step as usize)?;
            Some(ToSign::of_step(&agreed.step.intent, bounds.max_fee()).kept_as(id, *step))
        });
        let to_sign: Vec<ToSign> = beyond.collect();
        self.confirm_gifts(&to_sign, None).await?;
        Ok(Some(seen))
    }

    /// Signs no more steps. What is under way goes on.
    pub(crate) async fn stop_sequence(&self, id: &str) -> Result<SequenceView> {
        let kept = self.own::<Sequences>();
        // Written at once, whatever is being proposed: what is signed after it is refused by the store itself.
        let name = id.to_owned();
        self.with_store(move |store| store.stop_sequence(&name, now())).await?;
        lock(&kept.known).remove(id);
        self.tell(Event::Sequence { id: id.to_owned() });
        self.sequence(id).await
    }
}
