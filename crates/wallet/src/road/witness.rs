//! What the nodes say became of a transaction, put together. One node is a witness, not a judge: an end counts once a
//! second one confirms it. Where there is no second one, or none that answers, the one's word counts, is remembered as
//! that, and can be taken back.

use std::collections::BTreeMap;

use ballast_chain::{Error as Chain, Own, Proven, Testimony, Word};
use ballast_store::Submission;

use super::waited::{Claim, Waited, waits};
use crate::{
    Result,
    failures::{contradicted, unconfirmed, unreadable},
    session::Session,
};

/// What the nodes say, put together.
pub(crate) enum Verdict {
    /// It stands in a block; by this node's word alone where one is named.
    Mined {
        /// Its receipt.
        proven: Box<Proven>,
        /// The node.
        alone: Option<String>,
    },
    /// Some say that it does, and that is not enough.
    Open {
        /// Why, as a sentence.
        why: String,
        /// Whether one that answers knows nothing of it: who claims to have it may be the only one that got it.
        unknown: bool,
        /// Whether two contradict each other; else others have still to be heard.
        against: bool,
    },
    /// None of those that answer shows it in a block.
    NotMined(NotMined),
}

/// What those say that answer, where none of them shows it in a block.
pub(crate) struct NotMined {
    /// What each says.
    pub(crate) said: Vec<(String, Testimony)>,
    /// Whether others that do not answer are waited for: they may show it.
    pub(crate) silent: bool,
}

/// A submission as nodes are asked about it.
pub(crate) fn own(submission: &Submission) -> Own {
    Own {
        hash: submission.hash,
        from: submission.account,
        nonce: submission.nonce,
    }
}

impl Session {
    /// The node on whose word alone something is known, to be remembered; none on a network that this process runs, which
    /// is its own witness.
    pub(crate) fn alone(&self, node: &str) -> Option<String> {
        (!self.runs_its_network()).then(|| node.to_owned())
    }

    /// Whether a node shows that it stands in a block, with all that belongs to it.
    pub(crate) async fn is_mined(&self, submission: &Submission) -> Result<bool> {
        match self.client.mined(&own(submission)).await {
            Ok(found) => Ok(found.is_some()),
            Err(Chain::Unproven { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Hears every node about a submission.
    ///
    /// # Errors
    /// Where none answers.
    pub(crate) async fn hear(&self, submission: &Submission, waited: &mut Waited) -> Result<Verdict> {
        let (mut said, mut silent, mut failure) = (Vec::new(), 0, Chain::NoEndpoint);
        for (node, heard) in self.client.testimonies(&own(submission)).await {
            match heard {
                Ok(testimony) => said.push((node, testimony)),
                // No node of this network.
                Err(Chain::WrongChain { .. }) => {}
                // Who is caught at it is not heard against the others.
                Err(error @ Chain::Unproven { .. }) => failure = error,
                Err(error) => {
                    silent += 1;
                    if !matches!(failure, Chain::Unproven { .. }) {
                        failure = error;
                    }
                }
            }
        }
        match (said.is_empty(), failure) {
            (true, error @ Chain::Unproven { .. }) => Ok(Verdict::Open {
                why: unreadable(&error),
                unknown: false,
                against: false,
            }),
            (true, error) => Err(error.into()),
            (false, _) => self.weigh_words(submission, said, silent, waited).await,
        }
    }

    async fn weigh_words(
        &self,
        submission: &Submission,
        mut said: Vec<(String, Testimony)>,
        silent: usize,
        waited: &mut Waited,
    ) -> Result<Verdict> {
        let first = mined(&said)
            .first()
            .map(|(node, first)| ((*node).to_owned(), (*first).clone()));
        let Some((node, first)) = first else {
            return Ok(not_mined(said, silent, waited));
        };
        if let Some(verdict) = self.compared(submission, &said)? {
            return Ok(verdict);
        }
        let by_one = || Verdict::Mined {
            proven: Box::new(first.clone()),
            alone: self.alone(&node),
        };
        if said.len() == 1 && silent == 0 {
            return Ok(by_one());
        }
        let (mut listed, mut behind, mut against) = (Vec::new(), BTreeMap::new(), None);
        let others: Vec<_> = said.iter().filter(|(other, _)| *other != node).collect();
        let lists = others.iter().map(|(other, _)| self.client.lists(other, &first.receipt));
        let lists = futures_util::future::join_all(lists).await;
        for ((other, testimony), lists) in others.into_iter().zip(lists) {
            match lists {
                Ok(Some(true)) => listed.push(other.clone()),
                Ok(Some(false)) => against = Some(other.clone()),
                Ok(None) => {
                    behind.insert(other.clone(), testimony.height);
                }
                Err(_) => {}
            }
        }
        // The block has come since they were heard, or they do not show how it ended: they are heard once more. Who held its
        // answer back until then has not the last word.
        let again = listed.into_iter().map(|other| async move {
            let heard = self.client.testimony(&other, &own(submission)).await;
            (other, heard)
        });
        for (other, heard) in futures_util::future::join_all(again).await {
            if let Ok(testimony) = heard
                && let Some(place) = said.iter_mut().find(|(node, _)| *node == other)
            {
                place.1 = testimony;
            }
        }
        if let Some(verdict) = self.compared(submission, &said)? {
            return Ok(verdict);
        }
        if let Some(other) = against {
            return Ok(open(&said, contradicted(&node, &other), true));
        }
        let claim = Claim::Mined(first.receipt.block_hash, first.receipt.status);
        Ok(match waits(waited, claim, &behind) {
            true => open(&said, unconfirmed(&node, first.receipt.block), false),
            false => by_one(),
        })
    }

    /// What two or more that show it in a block come to; none where one alone does.
    fn compared(&self, submission: &Submission, said: &[(String, Testimony)]) -> Result<Option<Verdict>> {
        let mined = mined(said);
        let Some((node, first)) = mined.first().copied() else {
            return Ok(None);
        };
        for (place, (_, one)) in mined.iter().enumerate() {
            if mined
                .iter()
                .skip(place + 1)
                .any(|(_, other)| other.receipt == one.receipt)
            {
                return Ok(Some(Verdict::Mined {
                    proven: Box::new((*one).clone()),
                    alone: None,
                }));
            }
        }
        let differs = |other: &Proven| {
            (other.receipt.status, other.receipt.block_hash) != (first.receipt.status, first.receipt.block_hash)
        };
        if let Some((other, _)) = mined.iter().find(|(_, other)| differs(other)) {
            return Ok(Some(open(said, contradicted(node, other), true)));
        }
        // What it moved is told by one of them only where all say the same of it.
        let action = submission.intent()?.action;
        let tells_otherwise = |other: &Proven| {
            ballast_chain::outcome(&action, &other.receipt) != ballast_chain::outcome(&action, &first.receipt)
                || ballast_chain::contradict(&other.receipt, &first.receipt)
        };
        if let Some((other, _)) = mined.iter().find(|(_, other)| tells_otherwise(other)) {
            return Ok(Some(open(said, contradicted(node, other), true)));
        }
        Ok((mined.len() > 1).then(|| Verdict::Mined {
            proven: Box::new(first.clone()),
            alone: self.alone(node),
        }))
    }
}

/// Those that show it in a block, in the order in which they were heard.
fn mined(said: &[(String, Testimony)]) -> Vec<(&str, &Proven)> {
    let mut all = Vec::new();
    for (node, testimony) in said {
        if let Word::Mined(proven) = &testimony.word {
            all.push((node.as_str(), proven.as_ref()));
        }
    }
    all
}

fn open(said: &[(String, Testimony)], why: String, against: bool) -> Verdict {
    let unknown = said.iter().any(|(_, testimony)| testimony.word == Word::Nothing);
    Verdict::Open { why, unknown, against }
}

/// Nobody shows it: whether that is so, those that do not answer have a while to say.
fn not_mined(said: Vec<(String, Testimony)>, silent: usize, waited: &mut Waited) -> Verdict {
    let silent = match silent {
        0 => {
            *waited = None;
            false
        }
        _ => waits(waited, Claim::NotMined, &BTreeMap::new()),
    };
    Verdict::NotMined(NotMined { said, silent })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_answer_is_waited_for_before_nobody_has_it() {
        let mut waited = None;
        let is_silent = |verdict: Verdict| matches!(verdict, Verdict::NotMined(NotMined { silent: true, .. }));
        assert!(!is_silent(not_mined(Vec::new(), 0, &mut waited)));
        assert!(is_silent(not_mined(Vec::new(), 1, &mut waited)));
        assert!(waited.is_some());
        assert!(!is_silent(not_mined(Vec::new(), 0, &mut waited)));
        assert!(waited.is_none(), "all have answered");
    }
}
