//! What is over and followed on: what ended in no block, or on one node's word, may turn out otherwise.

use std::time::{Duration, Instant};

use ballast_chain::{Testimony, Word};
use ballast_store::{State, Submission};

use super::watch::Watch;
use crate::{
    Result,
    clock::now,
    failures,
    road::witness::{NotMined, Verdict},
    session::Session,
};

/// How often, at most, all nodes are heard about what is over; the older its end, the more seldom.
const LOOK_BACK: Duration = Duration::from_secs(3);
/// How often in a row the nodes have to leave a block's end unsaid before it is taken back: behind one address there may
/// be several, of which one has not come so far.
const UNSAID: u8 = 3;

impl Session {
    /// Whether it is over and still holds: what is mined after all is found, and what one node alone had said is taken
    /// back where the nodes say otherwise.
    pub(super) async fn look_back(&self, submission: &Submission, watch: &mut Watch) -> Result<()> {
        watch.heard = Some(Instant::now());
        match self.hear(submission, &mut watch.waited).await? {
            Verdict::Mined { proven, alone } => {
                watch.unsaid = 0;
                self.settle(submission, &proven, alone).await
            }
            // What one node said does not stand against another's word: it is open which of them is right.
            Verdict::Open { against: true, .. } if may_be_none(submission) => self.take_back(&submission.id).await,
            Verdict::Open { .. } => Ok(()),
            Verdict::NotMined(heard) => self.unsay(submission, watch, &heard).await,
        }
    }

    /// Takes back an end that none of the nodes that answer shows, once they have left it unsaid often enough.
    pub(super) async fn unsay(&self, submission: &Submission, watch: &mut Watch, heard: &NotMined) -> Result<()> {
        let said = &heard.said;
        match submission.block {
            Some(block) => {
                if heard.silent && !spoke_again(said, submission.alone.as_ref()) {
                    self.wait_because(submission, failures::not_all_heard());
                    return Ok(());
                }
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
                let waits = said.iter().any(|(_, testimony)| testimony.word == Word::Waits);
                if !may_be_none(submission) || !waits {
                    return Ok(());
                }
            }
        }
        watch.unsaid = 0;
        self.take_back(&submission.id).await
    }
}

/// Whether the node by whose word it ended is among those that answer; where it is not known which did, who is silent may
/// be one of them.
fn spoke_again(said: &[(String, Testimony)], alone: Option<&String>) -> bool {
    alone.is_some_and(|alone| said.iter().any(|(node, _)| node == alone))
}

/// Whether an end may turn out to be none: no two nodes named its block. What the person dropped, and what another of
/// one's own has taken the place of, stays over.
fn may_be_none(submission: &Submission) -> bool {
    let is_doubtful = submission.alone.is_some() || submission.block.is_none();
    is_doubtful && submission.state != State::Dropped && submission.replaced_by.is_none()
}

impl Watch {
    /// Whether it is time to look back on what is over.
    pub(super) fn is_due(&self, submission: &Submission) -> bool {
        let age = Duration::from_secs(submission.updated.seconds_until(now()) / 20);
        self.heard.is_none_or(|heard| heard.elapsed() >= LOOK_BACK.max(age))
    }
}
