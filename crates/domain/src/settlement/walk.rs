//! In which order voters are paid, and how many in a block: the node's walk over its own lists of them (zanzibar.md §8.1).
//!
//! A node keeps who has native buckets, who has bucket NFTs, and for both a copy for everybody whose list changed since the
//! freeze. It reads all four side by side, so many keys a block, and whom it reads counts even where that one was no voter
//! then. With ordinary numbers the outcome is simply the next voters by address.

use std::{
    collections::BTreeSet,
    ops::Bound::{Excluded, Included, Unbounded},
};

use crate::{Address, FrozenVotes, Ledger, ScanPhase};

/// Keys that a block may read for each voter that it may pay.
const KEYS_A_VOTER: usize = 8;
/// The lists that are read.
const STREAMS: usize = 4;

/// The node's four lists.
pub(super) struct Streams([BTreeSet<Address>; STREAMS]);

/// What is left of a block's budget.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    voters: usize,
    keys: usize,
}

/// A part of the addresses, and how far it is covered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    from: Address,
    /// Up to here, without it; to the last address where there is none.
    below: Option<Address>,
    /// The last one that was looked at.
    after: Option<Address>,
}

/// What was read of a part.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Who had a bucket at the freeze, by address.
    pub voters: Vec<Address>,
    /// The last address that was looked at.
    pub resume: Option<Address>,
    /// Whether the part is covered.
    pub complete: bool,
    keys: usize,
}

impl Budget {
    /// That of a block that pays `voters` voters at most.
    pub fn new(voters: u64) -> Self {
        let voters = usize::try_from(voters).unwrap_or(usize::MAX);
        Self {
            voters,
            keys: voters.saturating_mul(KEYS_A_VOTER),
        }
    }

    /// Whether too little is left to go on.
    pub const fn is_spent(self) -> bool {
        self.voters == 0 || self.keys < STREAMS
    }

    /// Takes off what a page used.
    pub fn spend(&mut self, page: &Page) {
        self.voters = self.voters.saturating_sub(page.voters.len());
        self.keys = self.keys.saturating_sub(page.keys);
    }
}

impl Range {
    /// What a payout goes through in this phase, from where it is; none where it is over.
    pub fn of(phase: ScanPhase, start: Address, after: Option<Address>) -> Option<Self> {
        let (from, below) = match phase {
            ScanPhase::FromStart => (start, None),
            ScanPhase::FromZero => (Address::ZERO, Some(start)),
            ScanPhase::Done | ScanPhase::Abandoned => return None,
        };
        Some(Self { from, below, after })
    }
}

impl Streams {
    /// As they are now.
    pub fn of(ledger: &Ledger) -> Self {
        let contracts = || ledger.contracts.values();
        Self([
            ledger.staking.by_owner.keys().copied().collect(),
            contracts().flat_map(|contract| contract.owners()).collect(),
            ledger.staking.moved.clone().unwrap_or_default(),
            contracts().flat_map(|contract| contract.moved()).collect(),
        ])
    }

    /// Reads on in a part until it is covered or the budget is spent.
    pub fn page(&self, votes: &FrozenVotes, mut range: Range, budget: Budget) -> Page {
        let mut page = Page {
            resume: range.after,
            ..Page::default()
        };
        while page.voters.len() < budget.voters {
            let keys = budget.keys.saturating_sub(page.keys);
            if keys < STREAMS {
                return page;
            }
            let each = (budget.voters - page.voters.len()).min(keys / STREAMS);
            range.after = page.resume;
            let (read, cover) = self.read(range, each);
            page.keys += read.iter().map(Vec::len).sum::<usize>();
            let seen: BTreeSet<Address> = read.into_iter().flatten().collect();
            let seen = seen.into_iter().filter(|who| cover.is_none_or(|cover| *who <= cover));
            for voter in seen.filter(|who| votes.is_voter(*who)) {
                if page.voters.len() >= budget.voters {
                    return page;
                }
                page.voters.push(voter);
                page.resume = Some(voter);
            }
            match cover {
                None => {
                    page.complete = true;
                    return page;
                }
                Some(cover) => page.resume = page.resume.max(Some(cover)),
            }
        }
        page
    }

    /// The next keys of each list, at most `each`, and up to where all of them are known: none where that is to the end of
    /// the part.
    fn read(&self, range: Range, each: usize) -> ([Vec<Address>; STREAMS], Option<Address>) {
        let low = range.after.map_or(Included(range.from), Excluded);
        let high = range.below.map_or(Unbounded, Excluded);
        let is_empty = range
            .below
            .is_some_and(|below| below <= range.after.unwrap_or(range.from));
        let read = self.0.each_ref().map(|stream| match is_empty {
            true => Vec::new(),
            false => stream.range((low, high)).take(each).copied().collect(),
        });
        let cut = read.iter().filter(|keys| keys.len() >= each);
        let cover = cut.filter_map(|keys| keys.last()).min().copied();
        (read, cover)
    }
}
