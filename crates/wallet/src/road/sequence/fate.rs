//! What became of the steps that were signed.

use std::collections::{BTreeMap, BTreeSet};

use ballast_domain::{OutcomeKind, sequence::Agreement};
use ballast_store::{SignedStep, State, Submission};

use crate::{Result, session::Session};

/// What became of a step.
pub(super) enum Fate {
    /// It was never signed.
    Unsigned,
    /// It was signed, and is not over.
    UnderWay,
    /// It is final, as agreed.
    Done,
    /// It came to nothing, or to something else.
    Failed(String),
}

/// The steps of a sequence as the store knows them.
pub(super) struct Fates {
    pub(super) all: Vec<Fate>,
    /// Steps that had come to nothing once, whatever became of them since: what waits for them is not done by itself.
    pub(super) lost: BTreeSet<u32>,
    /// Steps that came to nothing, of which that is not written yet.
    pub(super) newly_lost: Vec<u32>,
    /// What was signed for each.
    pub(super) submissions: BTreeMap<u32, Submission>,
}

impl Fates {
    /// Whether every step before `step` is done.
    pub(super) fn is_due(&self, agreement: &Agreement, step: u32) -> bool {
        let done =
            |number: &u32| matches!(self.all.get(*number as usize), Some(Fate::Done)) && !self.lost.contains(number);
        let step = agreement.steps.get(step as usize);
        step.is_some_and(|step| step.step.after.iter().all(done))
    }

    /// Whether a step before `step` failed, however far before.
    pub(super) fn is_lost(&self, agreement: &Agreement, step: u32) -> bool {
        let failed = (0u32..)
            .zip(&self.all)
            .filter(|(number, fate)| matches!(fate, Fate::Failed(_)) || self.lost.contains(number));
        failed
            .into_iter()
            .any(|(number, _)| agreement.behind(number).contains(&step))
    }

    /// How many steps are done.
    pub(super) fn done(&self) -> usize {
        self.all.iter().filter(|fate| matches!(fate, Fate::Done)).count()
    }

    /// Whether no step is under way, and none can be signed any more.
    pub(super) fn nothing_goes_on(&self, agreement: &Agreement) -> bool {
        let mut all = (0u32..).zip(&self.all);
        all.all(|(step, fate)| match fate {
            Fate::UnderWay => false,
            Fate::Unsigned => self.is_lost(agreement, step),
            Fate::Done | Fate::Failed(_) => true,
        })
    }

    /// How many steps are signed and not over.
    pub(super) fn under_way(&self) -> usize {
        self.all.iter().filter(|fate| matches!(fate, Fate::UnderWay)).count()
    }
}

impl Session {
    /// What became of each step of a sequence.
    pub(super) async fn fates(&self, id: &str, agreement: &Agreement) -> Result<Fates> {
        let name = id.to_owned();
        let signed = self.with_store(move |store| store.signed_steps(&name)).await?;
        let mut fates = Fates {
            all: agreement.steps.iter().map(|_| Fate::Unsigned).collect(),
            lost: BTreeSet::new(),
            newly_lost: Vec::new(),
            submissions: BTreeMap::new(),
        };
        for SignedStep { step, lost, submission } in signed {
            let fate = match &submission {
                Some(found) => self.fate_of(found).await?,
                // The very same was signed again by hand, in place of one that had come to nothing.
                None => Fate::Failed("It came to nothing, and the same was signed anew by itself.".into()),
            };
            if lost {
                fates.lost.insert(step);
            } else if matches!(fate, Fate::Failed(_)) {
                fates.newly_lost.push(step);
            }
            if let Some(place) = fates.all.get_mut(step as usize) {
                *place = fate;
            }
            fates.submissions.extend(submission.map(|found| (step, found)));
        }
        Ok(fates)
    }

    /// What became of a submission, or of the one that took its place for a higher price.
    async fn fate_of(&self, submission: &Submission) -> Result<Fate> {
        let intent = submission.intent()?;
        let mut at = submission.clone();
        loop {
            let next = match (at.state, at.replaced_by.clone()) {
                (State::Replaced, Some(by)) if by != at.id => by,
                _ => break,
            };
            let Some(found) = self.with_store(move |store| store.submission(&next)).await? else {
                break;
            };
            // Another that took the nonce, even an equal one, is a step or a wish of its own.
            if found.proposal()?.replaces.as_ref() != Some(&at.id) {
                break;
            }
            if found.intent()? != intent {
                return Ok(Fate::Failed("It was cancelled.".into()));
            }
            at = found;
        }
        let words = |outcome: Option<ballast_domain::Outcome>| outcome.map(|outcome| outcome.sentence);
        Ok(match at.state {
            State::Signed | State::Sent | State::Mined => Fate::UnderWay,
            State::Final => match at.outcome()? {
                Some(outcome) if outcome.kind != OutcomeKind::AsProposed => Fate::Failed(outcome.sentence),
                _ => Fate::Done,
            },
            State::Failed | State::Vanished => {
                let why = words(at.outcome()?).or(at.error.clone());
                Fate::Failed(why.unwrap_or_else(|| "It came to nothing.".into()))
            }
            State::Replaced => Fate::Failed("Another transaction took its place.".into()),
            State::Dropped => Fate::Failed("You dropped it before it was sent.".into()),
        })
    }
}
