//! An account's next nonce: from what nodes count and what this wallet itself has under way. A count above both is a
//! claim: with a nonce that skips others, a transaction waits for what never comes.

use ballast_chain::{Counts, Error as Chain};
use ballast_domain::{Address, Height, Proposal, Severity};
use ballast_store::Submission;

use super::warnings;
use crate::{Error, Result, session::Session};

/// What is known of an account's next nonce.
#[derive(Clone, Default, Debug)]
pub(crate) struct Count {
    /// The first nonce that neither blocks nor own transactions use.
    pub(crate) next: u64,
    /// A count above that, which no second node confirms: nothing is signed on it.
    pub(crate) doubt: Option<Claim>,
    /// A count in blocks above what this wallet did, taken on one node's word: another wallet may use the key.
    pub(crate) elsewhere: Option<Claim>,
    /// A nonce that counts as used, and that no block uses.
    pub(crate) unmined: Option<Unmined>,
}

/// What one node alone said stands in a block, while blocks that are as far hold fewer transactions of the account. What
/// has a later nonce waits for it, however long ago that was said.
#[derive(Clone, Debug)]
pub(crate) struct Unmined {
    /// The submission's.
    pub(crate) id: String,
    pub(crate) nonce: u64,
    /// The block that was named.
    pub(crate) block: Height,
    /// What was to be done by it.
    pub(crate) sentence: String,
}

impl Unmined {
    /// None of what stands in no block.
    fn of(submission: &Submission) -> Option<Self> {
        Some(Self {
            id: submission.id.clone(),
            nonce: submission.nonce,
            block: submission.block?,
            sentence: submission
                .proposal()
                .map(|approved| approved.sentence)
                .unwrap_or_default(),
        })
    }
}

/// What one node counts.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) node: String,
    pub(crate) count: u64,
    /// As much as blocks and own transactions account for.
    pub(crate) known: u64,
    /// Whether others do not answer, which could confirm it.
    pub(crate) silent: bool,
}

/// What others count of an account.
#[derive(Default)]
struct Others {
    /// Of each that is as far as the chain.
    counts: Vec<u64>,
    /// Whether some do not answer, or stand behind the chain.
    silent: bool,
}

impl Count {
    /// The first nonce that no block and nothing that waits uses.
    pub(crate) fn missing(&self) -> u64 {
        self.unmined
            .as_ref()
            .map_or(self.next, |unmined| unmined.nonce.min(self.next))
    }

    /// Tells a review of what is not certain of the nonce, and takes the transaction out where it must not be signed.
    pub(crate) fn tell(&self, proposal: &mut Proposal) {
        if proposal.transactions.is_empty() {
            return;
        }
        if let Some(claim) = &self.doubt {
            proposal.changes.clear();
            proposal.transactions.clear();
            proposal.warnings.retain(|warning| warning.severity != Severity::Block);
            proposal.warnings.insert(0, warnings::count_unconfirmed(claim));
        } else if let Some(claim) = &self.elsewhere {
            proposal
                .warnings
                .push(warnings::counted_elsewhere(&claim.node, claim.count, claim.known));
        }
        let waits_for = |unmined: &&Unmined| proposal.transactions.iter().any(|t| t.nonce > unmined.nonce);
        if let Some(unmined) = self.unmined.as_ref().filter(waits_for) {
            proposal.warnings.push(warnings::behind_unmined(unmined.nonce));
        }
        proposal.warnings.sort_by_key(|warning| warning.severity);
    }
}

impl Session {
    /// An account's next nonce.
    pub(crate) async fn count_of(&self, account: Address) -> Result<Count> {
        let chain_id = self.params.chain_id;
        let told = self.client.counts(account).await?;
        let node = told.node;
        let Counts {
            pending,
            mined: in_blocks,
            at,
        } = told.value;
        // A node that does not tell the two apart counts what waits in its pool as if blocks held it.
        let mined = in_blocks.unwrap_or(pending);
        let (known, own, unmined) = self
            .with_store(move |store| {
                let known = store.next_nonce(chain_id, account, mined)?;
                let highest = store.highest_nonce(chain_id, account)?;
                let unmined = match in_blocks {
                    // What waits in a pool is on its way into a block.
                    Some(mined) => store.unmined(chain_id, account, mined.max(pending), at)?,
                    None => None,
                };
                Ok((known, highest.map_or(0, |highest| highest.saturating_add(1)), unmined))
            })
            .await?;
        let mut count = Count {
            next: known,
            ..Count::default()
        };
        if let Some(unmined) = unmined {
            // Who counts it has it in a block, or waiting for one.
            let others = self.counted_by_others(&node, account).await;
            let is_counted = others.counts.iter().any(|other| *other > unmined.nonce);
            count.unmined = Unmined::of(&unmined).filter(|_| !is_counted);
        }
        if self.runs_its_network() || (pending <= known && mined <= own) {
            return Ok(count);
        }
        let claimed = if pending > known { pending } else { mined };
        let others = self.counted_by_others(&node, account).await;
        let silent = others.silent;
        let claim = |known| {
            let node = node.clone();
            Some(Claim {
                node,
                count: claimed,
                known,
                silent,
            })
        };
        if others.counts.iter().any(|other| *other >= claimed) {
            count.next = self.next_nonce(account, claimed.max(mined)).await?;
        } else if pending > known {
            count.doubt = claim(known);
        } else if !others.counts.is_empty() || others.silent {
            // The others count less, or cannot be asked just now: what is above is one node's word.
            count.doubt = claim(others.counts.into_iter().max().unwrap_or(own).max(own));
        } else {
            count.elsewhere = claim(own);
        }
        Ok(count)
    }

    /// What the others count of an account, with what waits there.
    async fn counted_by_others(&self, node: &str, account: Address) -> Others {
        // Nobody else is asked where there is nobody.
        let asked = match self.client.nodes().len() > 1 {
            true => self.client.pending_nonces(account).await,
            false => Vec::new(),
        };
        // Who stands behind the chain counts what it had then.
        let endpoints = self.client.endpoints();
        let lags = |node: &str| endpoints.iter().any(|one| one.url == node && one.lagging);
        let mut others = Others::default();
        for (other, said) in asked.into_iter().filter(|(other, _)| other != node) {
            match said {
                Ok(count) if !lags(&other) => others.counts.push(count),
                // No node of this network.
                Err(Chain::WrongChain { .. }) => {}
                Ok(_) | Err(_) => others.silent = true,
            }
        }
        others
    }

    /// The next nonce, to be signed with.
    ///
    /// # Errors
    /// [`Error::CountUnconfirmed`] where one node alone counts more than is known.
    pub(crate) async fn certain_nonce(&self, account: Address) -> Result<u64> {
        let count = self.count_of(account).await?;
        match count.doubt {
            Some(claim) => Err(Error::CountUnconfirmed {
                node: claim.node,
                count: claim.count,
                known: claim.known,
            }),
            None => Ok(count.next),
        }
    }
}
