//! What the nodes say became of a transaction, put together. One node is a witness, not a judge: an end counts once a
//! second one confirms it. Where there is no second one, or none that answers, the one's word counts, is remembered as
//! that, and can be taken back.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use ballast_chain::{Error as Chain, Own, Proven, Testimony, Word};
use ballast_domain::Height;
use ballast_store::Submission;

use crate::{
    Result,
    failures::{contradicted, unconfirmed, unreadable},
    session::Session,
};

/// How long a node that could confirm an end is waited for while it is silent, or stands still before the block.
const PATIENCE: Duration = Duration::from_secs(10);

/// Since when a second node is waited for, and how far those that answer had come then.
pub(crate) type Waited = Option<(Instant, BTreeMap<String, Height>)>;

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
    },
    /// None of those that answer shows it in a block.
    NotMined(Vec<(String, Testimony)>),
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
            }),
            (true, error) => Err(error.into()),
            (false, _) => self.weigh_words(submission, said, silent, waited).await,
        }
    }

    async fn weigh_words(
        &self,
        submission: &Submission,
        said: Vec<(String, Testimony)>,
        silent: usize,
        waited: &mut Waited,
    ) -> Result<Verdict> {
        let mined: Vec<(&String, &Proven)> = said
            .iter()
            .filter_map(|(node, testimony)| match &testimony.word {
                Word::Mined(proven) => Some((node, proven.as_ref())),
                Word::Waits | Word::Nothing => None,
            })
            .collect();
        let Some((node, first)) = mined.first().copied() else {
            return Ok(Verdict::NotMined(said));
        };
        let by_one = |node: &str, proven: &Proven| Verdict::Mined {
            proven: Box::new(proven.clone()),
            alone: self.alone(node),
        };
        let unknown = said.iter().any(|(_, testimony)| testimony.word == Word::Nothing);
        let open = |why: String| Ok(Verdict::Open { why, unknown });
        for (place, (_, one)) in mined.iter().enumerate() {
            if mined
                .iter()
                .skip(place + 1)
                .any(|(_, other)| other.receipt == one.receipt)
            {
                return Ok(Verdict::Mined {
                    proven: Box::new((*one).clone()),
                    alone: None,
                });
            }
        }
        let differs = |other: &Proven| {
            (other.receipt.status, other.receipt.block_hash) != (first.receipt.status, first.receipt.block_hash)
        };
        if let Some((other, _)) = mined.iter().find(|(_, other)| differs(other)) {
            return open(contradicted(node, other));
        }
        // What it moved is told by one of them only where all say the same of it.
        let action = submission.intent()?.action;
        let tells_otherwise = |other: &Proven| {
            ballast_chain::outcome(&action, &other.receipt) != ballast_chain::outcome(&action, &first.receipt)
                || ballast_chain::contradict(&other.receipt, &first.receipt)
        };
        if let Some((other, _)) = mined.iter().find(|(_, other)| tells_otherwise(other)) {
            return open(contradicted(node, other));
        }
        if mined.len() > 1 || (said.len() == 1 && silent == 0) {
            return Ok(by_one(node, first));
        }
        let (mut behind, mut against) = (BTreeMap::new(), None);
        let others: Vec<_> = said.iter().filter(|(other, _)| other != node).collect();
        let lists = others.iter().map(|(other, _)| self.client.lists(other, &first.receipt));
        let lists = futures_util::future::join_all(lists).await;
        for ((other, testimony), lists) in others.into_iter().zip(lists) {
            match lists {
                // In its block it stands; how it ended is the one's word.
                Ok(Some(true)) => return Ok(by_one(node, first)),
                Ok(Some(false)) => against = Some(other),
                Ok(None) => {
                    behind.insert(other.clone(), testimony.height);
                }
                Err(_) => {}
            }
        }
        if let Some(other) = against {
            return open(contradicted(node, other));
        }
        let (since, heights) = waited.get_or_insert_with(|| (Instant::now(), behind.clone()));
        let goes_on = behind.iter().any(|(node, height)| heights.get(node) != Some(height));
        if since.elapsed() < PATIENCE || goes_on {
            return open(unconfirmed(node, first.receipt.block));
        }
        Ok(by_one(node, first))
    }
}
