//! What a node's refusal comes to: one node's is a claim, and the bytes go to the others; where all that answer refuse
//! for good, it is an end.

use ballast_chain::Error as Chain;
use ballast_store::{Event, Submission};

use super::refusal::{Answer, read_refusal};
use crate::{
    Result, failures,
    session::{Session, lock},
};

/// What the nodes made of bytes that one had refused.
#[derive(Default)]
struct Round {
    /// One has them.
    taken: bool,
    /// How many refuse for good.
    refuse: usize,
    /// How many said nothing that counts.
    silent: usize,
    /// Whether one of those may have them.
    may_have: bool,
}

impl Session {
    /// A node refused a signed submission; `surely_unsent` where no node can have it from an earlier attempt.
    pub(super) async fn refused(&self, submission: &Submission, message: &str, surely_unsent: bool) -> Result<()> {
        // The nonce may be used because these very bytes were mined before a crash was noticed: the watch hears of it.
        let nodes = self.client.nodes();
        match self.shows_receipt(submission.hash).await {
            Ok(true) => return Ok(()),
            // The others are handed it, whatever this one fails at.
            Err(_) if nodes.len() > 1 => {}
            shown => {
                shown?;
            }
        }
        let round = match nodes.len() {
            0 | 1 => Round {
                refuse: 1,
                ..Round::default()
            },
            _ => self.hand_round(submission).await,
        };
        if round.taken {
            // As with one that is taken at once: what cannot be written of it the next look finds.
            if let Err(error) = self.advance(&submission.id, Event::Sent).await {
                tracing::warn!(%error, "that a submission was sent could not be written; it is followed all the same");
            }
            return Ok(());
        }
        match read_refusal(message) {
            // An attempt before may have reached another node, which mines it whatever this one says: "failed" would make
            // the person do it twice.
            Answer::ForGood if !surely_unsent || round.may_have => {
                self.wait_because(submission, failures::doubtful(message));
                Ok(())
            }
            Answer::ForGood if round.refuse >= 2 || (round.refuse == 1 && round.silent == 0) => {
                let sole = nodes.first().filter(|_| round.refuse == 1);
                let alone = sole.and_then(|node| self.alone(node));
                let refused = Event::Refused(failures::rpc(message));
                self.advance_by(&submission.id, refused, alone).await
            }
            Answer::ForGood => {
                lock(&self.road.unsent).insert(submission.id.clone());
                self.wait_because(submission, failures::refused_by_one(message));
                Ok(())
            }
            Answer::NonceUsed | Answer::Unclear => {
                tracing::warn!("a node did not take a submission; it will be tried again");
                Ok(())
            }
        }
    }

    async fn hand_round(&self, submission: &Submission) -> Round {
        let mut round = Round::default();
        for (_, answer) in self.client.send_raw_to_each(&submission.raw).await {
            match answer {
                Ok(()) => round.taken = true,
                Err(Chain::WrongChain { .. }) => {}
                Err(Chain::Rpc(refusal)) if read_refusal(&refusal.message) == Answer::ForGood => round.refuse += 1,
                Err(error) => {
                    round.silent += 1;
                    round.may_have |= error.may_have_arrived();
                }
            }
        }
        round
    }
}
