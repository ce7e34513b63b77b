//! The chain as far as some intents touch it, in one ledger: for a review, a rehearsal, a bucket's page and an operator's
//! page alike, so that none of them calls legal what another refuses.
//!
//! Each file reads one kind of [`Touch`]; what an action touches it says itself ([`Intent::touches`]).

mod native;
mod nfts;
mod parties;
mod parts;
mod tokens;
mod voters;

use std::collections::{BTreeMap, BTreeSet};

use ballast_chain::Head;
use ballast_domain::{Address, Amount, Bucket, Candidate, Intent, Ledger, Network, Snapshot, Touch, rehearsal::Clock};

use crate::{Result, clock::now, session::Session};

/// The chain as far as some intents touch it.
#[derive(Clone)]
pub(crate) struct Ground {
    pub(crate) origin: Snapshot<()>,
    pub(crate) head: Head,
    /// Seconds by which the newest block is ahead of the time by which dates are judged.
    pub(crate) ahead: u64,
    /// What each account that acts holds, and the nonce that the node counts for it.
    pub(crate) accounts: BTreeMap<Address, (Amount, u64)>,
    pub(crate) books: Books,
}

/// What the protocols and contracts keep, as far as it is touched.
#[derive(Clone, Default)]
pub(crate) struct Books {
    pub(crate) ledger: Ledger,
    /// Buckets of contracts that are not known: they count, and no action touches them.
    pub(crate) others: Vec<Bucket>,
}

impl Session {
    /// What intents touch, and what their accounts hold.
    pub(crate) async fn ground(&self, intents: &[&Intent]) -> Result<Ground> {
        let accounts: BTreeSet<Address> = intents.iter().map(|i| i.account).collect();
        let mut touches: BTreeSet<Touch> = intents.iter().flat_map(|i| i.touches()).collect();
        touches.extend(accounts.iter().copied().map(Touch::Owned));
        let accounts: Vec<Address> = accounts.into_iter().collect();
        let (head, states, books) = tokio::join!(
            self.client.head(),
            self.client.accounts(&accounts),
            self.books(&touches)
        );
        let (head, states, mut books) = (head?, states?.value, books?);
        self.fill_parts(&touches, head.value.height, &mut books.ledger).await;
        let held = self.held_to_clock(head.value);
        Ok(Ground {
            origin: head.origin(),
            head: held,
            ahead: held.timestamp.seconds_until(head.value.timestamp),
            accounts: accounts.into_iter().zip(states).collect(),
            books,
        })
    }

    /// All delegates, and what else is touched.
    pub(crate) async fn books(&self, touches: &BTreeSet<Touch>) -> Result<Books> {
        let (candidates, listed, next, rewards, codes, tokens) = tokio::try_join!(
            self.candidates(),
            self.listed_buckets(touches),
            self.next_number(touches),
            self.rewards_of(touches),
            self.contracts_among(touches),
            self.tokens_of(touches),
        )?;
        let mut ledger = Ledger::default();
        let (native, nfts) = listed.into_iter().partition(|b: &Bucket| b.id.contract.is_none());
        for bucket in self.native_buckets(touches, &candidates, native).await? {
            ledger.staking.insert_bucket(bucket);
        }
        ledger.staking.next_index = ledger.staking.next_index.max(next);
        ledger.staking.candidates = candidates.into_iter().map(|c| (c.id, c)).collect();
        for (owner, unclaimed) in rewards {
            if !unclaimed.is_zero() {
                ledger.rewards.set_unclaimed(owner, unclaimed);
            }
        }
        ledger.codes = codes;
        ledger.tokens = tokens;
        self.fill_voters(touches, &mut ledger).await?;
        let (contracts, others) = self.nft_books(touches, nfts).await?;
        ledger.contracts = contracts;
        Ok(Books { ledger, others })
    }

    async fn candidates(&self) -> Result<Vec<Candidate>> {
        Ok(self.client.delegates().await?.value)
    }

    /// A head as dates are judged by it: no later than this machine's clock, for with a later date something would be signed
    /// before its time. Time is what it says of a practice network, where it is moved on by wish, and of one's own network
    /// that has one node.
    pub(crate) fn held_to_clock(&self, head: Head) -> Head {
        let is_moved = self.network == Network::Practice;
        let has_one_node = self.network.is_own() && self.client.nodes().len() < 2;
        match is_moved || has_one_node {
            true => head,
            false => Head {
                timestamp: head.timestamp.min(now()),
                ..head
            },
        }
    }

    /// How time goes on from a block.
    pub(crate) const fn clock(&self, head: &Head) -> Clock<'_> {
        Clock {
            params: &self.params,
            height: head.height,
            now: head.timestamp,
        }
    }
}
