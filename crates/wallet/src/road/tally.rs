//! One notice for all that was signed with one word: while a batch or a sequence comes further, its own actions are
//! counted, and told of together.

use ballast_api::{Event, StepState, SubmissionView, Tally, Whole};

use crate::{
    Result,
    session::{Session, lock},
};

impl Session {
    /// Notes that a submission ended that was not signed alone.
    pub(super) fn note_ended(&self, view: &SubmissionView) {
        let batch = view.batch.clone().map(Whole::Batch);
        let of = batch.or_else(|| view.part_of.clone().map(Whole::Sequence));
        if let Some(of) = of.filter(|_| !view.state.is_open()) {
            lock(&self.road.counted).insert(of);
        }
    }

    /// Tells the windows how far that has come of which something ended since the last time: once for each.
    pub(crate) async fn tell_tallies(&self) {
        let ended = std::mem::take(&mut *lock(&self.road.counted));
        for of in ended {
            let counted = match &of {
                Whole::Batch(id) => self.batch(id).await.map(|batch| batch.tally()),
                Whole::Sequence(id) => self.tally_of_sequence(id).await,
            };
            match counted {
                Ok(tally) => self.tell(Event::Tally(Box::new(tally))),
                Err(error) => {
                    tracing::debug!(%error, "how far all of it has come cannot be told; it is shown all the same")
                }
            }
        }
    }

    async fn tally_of_sequence(&self, id: &str) -> Result<Tally> {
        let view = self.written_sequence(id).await?;
        let count = |is: fn(&StepState) -> bool| view.steps.iter().filter(|step| is(&step.state)).count();
        Ok(Tally {
            of: Whole::Sequence(id.to_owned()),
            all: view.steps.len(),
            done: count(|state| *state == StepState::Done),
            failed: count(|state| matches!(state, StepState::Failed { .. })),
            over: view.state.is_over(),
            title: Some(view.title),
        })
    }
}
