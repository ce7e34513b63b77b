//! Sequences as windows and the command line show them.

use std::collections::BTreeSet;

use ballast_api::{SequenceState, SequenceView, StepOf, StepState, SubmissionView};
use ballast_domain::{
    Intent, Ledger, Touch,
    sequence::{Agreement, Leftover, left as left_over},
};
use ballast_store::Sequence;

use super::{
    Known, Sequences,
    fate::{Fate, Fates},
    mark_of,
};
use crate::{
    Error, Result,
    clock::now,
    failures::HELD_STEP,
    road::held,
    session::{Session, lock},
};

impl Session {
    /// All sequences, the newest first.
    pub(crate) async fn sequences(&self) -> Result<Vec<SequenceView>> {
        let chain_id = self.params.chain_id;
        let mut all = Vec::new();
        for sequence in self.with_store(move |store| store.sequences(chain_id)).await? {
            // One that a later version wrote and this one cannot read is not listed.
            if let Ok(agreement) = sequence.agreement() {
                let view = self.sequence_view(&sequence, &agreement).await?;
                all.push(SequenceView {
                    version: version(&view)?,
                    ..view
                });
            }
        }
        Ok(all)
    }

    /// One sequence as the store knows it; what it leaves is as it was agreed to.
    pub(in crate::road) async fn written_sequence(&self, id: &str) -> Result<SequenceView> {
        let name = id.to_owned();
        let sequence = self.with_store(move |store| store.sequence(&name)).await?;
        let sequence = sequence.ok_or(Error::NoSequence)?;
        let agreement = sequence.agreement()?;
        self.sequence_view(&sequence, &agreement).await
    }

    /// One sequence as it stands.
    pub(crate) async fn sequence(&self, id: &str) -> Result<SequenceView> {
        let mut view = self.written_sequence(id).await?;
        // As the chain stands now, where a node says it; else as it was agreed to.
        if let Some(left) = self.left_now(&view).await {
            view.left = left;
        }
        Ok(SequenceView {
            version: version(&view)?,
            ..view
        })
    }

    /// What the steps that were signed have left, as the chain stands now; none where no node says it.
    async fn left_now(&self, view: &SequenceView) -> Option<Vec<Leftover>> {
        let signed = view.steps.iter().filter(|step| step.submission.is_some());
        let intents: Vec<&Intent> = signed.map(|step| &step.agreed.step.intent).collect();
        if intents.is_empty() {
            return None;
        }
        let touches: BTreeSet<Touch> = intents.iter().flat_map(|intent| intent.touches()).collect();
        let books = self.books(&touches).await.ok()?;
        let head = self.held_to_clock(self.newest_head().await.ok()?);
        Some(left_over(
            &Ledger::default(),
            &books.ledger,
            &intents,
            &self.clock(&head),
        ))
    }

    async fn sequence_view(&self, sequence: &Sequence, agreement: &Agreement) -> Result<SequenceView> {
        let fates = self.fates(&sequence.id, agreement).await?;
        let known = lock(&self.own::<Sequences>().known).get(&sequence.id).cloned();
        let known = known.unwrap_or_default();
        let now = self
            .newest_head()
            .await
            .ok()
            .map(|head| self.held_to_clock(head).timestamp);
        let steps = (0u32..).zip(&agreement.steps).map(|(number, agreed)| {
            let due = fates.is_due(agreement, number);
            let until = known.until.get(&number).copied().max(agreed.earliest);
            let state = match fates.all.get(number as usize) {
                Some(Fate::Done) => StepState::Done,
                Some(Fate::UnderWay) if is_held(&fates, number) => StepState::Asks {
                    sentence: HELD_STEP.into(),
                    bounds: None,
                },
                Some(Fate::UnderWay) => StepState::UnderWay,
                Some(Fate::Failed(sentence)) => StepState::Failed {
                    sentence: sentence.clone(),
                },
                _ if sequence.stopped.is_some() || fates.is_lost(agreement, number) => StepState::Not,
                _ => match (due, until, asked(&known, number)) {
                    (true, _, Some(asks)) => asks,
                    // Unknown time: the date is shown and nothing is claimed of it.
                    (true, Some(until), _) if now.is_none_or(|now| now < until) => StepState::Waits { until },
                    (true, ..) => StepState::Ready,
                    (false, ..) => StepState::Behind,
                },
            };
            let submission = fates.submissions.get(&number);
            Ok(StepOf {
                agreed: agreed.clone(),
                state,
                submission: submission
                    .map(|s| self.view(s))
                    .transpose()?
                    .map(|view| SubmissionView {
                        part_of: Some(sequence.id.clone()),
                        ..view
                    }),
            })
        });
        let steps = steps.collect::<Result<Vec<_>>>()?;
        Ok(SequenceView {
            id: sequence.id.clone(),
            title: agreement.title.clone(),
            created: sequence.created,
            by_itself: sequence.by_itself,
            state: self.state_of(sequence, &steps),
            left: left(&steps),
            mark: known.mark(),
            // Of the whole, once it is whole.
            version: 0,
            steps,
        })
    }

    fn state_of(&self, sequence: &Sequence, steps: &[StepOf]) -> SequenceState {
        let any = |is: fn(&StepState) -> bool| steps.iter().any(|step| is(&step.state));
        let waits = steps.iter().filter_map(|step| match step.state {
            StepState::Waits { until } => Some(until),
            _ => None,
        });
        if any(|s| matches!(s, StepState::UnderWay)) {
            SequenceState::UnderWay
        } else if sequence.stopped.is_some() {
            SequenceState::Stopped
        } else if any(|s| matches!(s, StepState::Asks { .. })) {
            SequenceState::Asks
        } else if any(|s| matches!(s, StepState::Ready)) {
            match (self.vault().is_locked(), sequence.by_itself) {
                (true, _) => SequenceState::Locked,
                (false, true) => SequenceState::UnderWay,
                (false, false) => SequenceState::Asks,
            }
        } else if let Some(until) = waits.min() {
            SequenceState::Waits { until }
        // What is not done any more waited for a step that had failed, even if that one was done after all.
        } else if any(|s| matches!(s, StepState::Failed { .. } | StepState::Not)) {
            SequenceState::Failed
        } else {
            SequenceState::Done
        }
    }
}

/// Another number whenever anything of the view is otherwise.
fn version(view: &SequenceView) -> Result<u64> {
    let text = serde_json::to_vec(view).map_err(|e| Error::Request(e.to_string()))?;
    Ok(mark_of(&text))
}

/// Whether what was signed for a step waits for the person's word.
fn is_held(fates: &Fates, step: u32) -> bool {
    let submission = fates.submissions.get(&step);
    submission.is_some_and(|submission| held::is_held(submission, now()))
}

fn asked(known: &Known, step: u32) -> Option<StepState> {
    known.asks.get(&step).map(|ask| StepState::Asks {
        sentence: ask.sentence.clone(),
        bounds: ask.agrees.as_ref().map(|(bounds, _)| Box::new(bounds.clone())),
    })
}

/// What stands if it stops now: what was agreed to be left after the last step that is done.
fn left(steps: &[StepOf]) -> Vec<Leftover> {
    let done = steps.iter().rfind(|step| step.state == StepState::Done);
    done.map(|step| step.agreed.left.clone()).unwrap_or_default()
}
