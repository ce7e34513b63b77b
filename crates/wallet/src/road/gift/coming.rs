//! What is still to happen to buckets by what is signed now, was signed and is in no block, or was agreed to as a step: a node
//! knows nothing of it, so what it says of a bucket that is given away is not all that is given.

use std::collections::{BTreeMap, BTreeSet};

use ballast_chain::{Added, Gift, Given, added};
use ballast_domain::{Address, Amount, BucketId};
use ballast_store::{Filter, State, Submission};

use super::{Away, ToSign};
use crate::{Result, session::Session};

/// What is still to happen to buckets.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Coming {
    added: Vec<Added>,
    /// Those that are given to others by what is under way, with to whom.
    leaving: BTreeMap<BucketId, Address>,
}

/// What a bucket holds that is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Holds {
    /// All of it.
    pub(super) all: Amount,
    /// The part of it that no node tells of.
    pub(super) added: Amount,
}

impl Coming {
    /// Who will own a bucket that was given to somebody; none where it stays whose it is.
    pub(super) fn will_own(&self, bucket: BucketId) -> Option<Address> {
        self.leaving.get(&bucket).copied()
    }

    /// A bucket and all that become a part of it, with the IOTX that come from elsewhere.
    fn whole_of(&self, bucket: BucketId) -> (BTreeSet<BucketId>, Amount) {
        let mut all = BTreeSet::from([bucket]);
        loop {
            let before = all.len();
            for one in &self.added {
                if all.contains(&one.into) {
                    all.extend(one.buckets.iter().copied());
                }
            }
            if all.len() == before {
                break;
            }
        }
        let comes = self.added.iter().filter(|one| all.contains(&one.into));
        let sum = comes.fold(Amount::ZERO, |sum, one| sum.saturating_add(one.amount));
        (all, sum)
    }
}

impl Session {
    /// What is still to happen to buckets by all of these and by what is under way beside them.
    pub(super) async fn coming(&self, all: &[ToSign], own: &BTreeSet<Address>) -> Result<Coming> {
        // What they put into a bucket that they give counts as a part of it.
        let mut coming = Coming {
            added: all.iter().filter_map(|one| self.added_by(one)).collect(),
            ..Coming::default()
        };
        let is_here = |one: &ToSign| {
            all.iter()
                .any(|here| here.kept_as.is_some() && here.kept_as == one.kept_as)
        };
        for submission in self.in_no_block().await? {
            // One that an older version wrote and this one cannot read is followed all the same.
            let Ok(proposal) = submission.proposal() else { continue };
            let Some(one) = ToSign::of(&proposal).filter(|one| !is_here(one)) else {
                continue;
            };
            // Mined since it was looked at last: the node's word knows of it.
            if self.changes_buckets(&one) && !self.is_mined(&submission).await.unwrap_or(false) {
                self.goes_beside(&one, own, &mut coming);
            }
        }
        for one in &self.unsigned_steps().await? {
            if !is_here(one) {
                self.goes_beside(one, own, &mut coming);
            }
        }
        Ok(coming)
    }

    /// What a bucket holds by a node's word, with what is still to come into it; none where no node says it.
    pub(super) async fn holds(&self, bucket: BucketId, coming: &Coming) -> Option<Holds> {
        let (parts, comes) = coming.whole_of(bucket);
        let mut all = comes;
        let mut told = Amount::ZERO;
        for id in parts {
            let found = self.bucket_now(id).await?;
            all = all.saturating_add(found.amount);
            if id == bucket {
                told = found.amount;
            }
        }
        let added = all.saturating_sub(told);
        Some(Holds { all, added })
    }

    fn added_by(&self, one: &ToSign) -> Option<Added> {
        added(one.to, one.value, &one.data, &self.known_issuers())
    }

    fn changes_buckets(&self, one: &ToSign) -> bool {
        let gives_one = |given: &Given| matches!(given.gift, Gift::Bucket(_));
        self.added_by(one).is_some() || self.given_by(one).iter().any(gives_one)
    }

    fn goes_beside(&self, one: &ToSign, own: &BTreeSet<Address>, coming: &mut Coming) {
        coming.added.extend(self.added_by(one));
        for given in self.given_by(one) {
            if let (Gift::Bucket(bucket), Some(to)) = (given.gift, given.to)
                && !own.contains(&to)
            {
                coming.leaving.insert(bucket, to);
            }
        }
    }

    /// Own submissions that no block holds yet, as far as was looked.
    async fn in_no_block(&self) -> Result<Vec<Submission>> {
        let filter = Filter {
            chain_id: Some(self.params.chain_id),
            states: vec![State::Signed, State::Sent],
            ..Filter::default()
        };
        let all = self.with_store(move |store| store.history(&filter)).await?;
        Ok(all.into_iter().filter(|s| s.replaced_by.is_none()).collect())
    }
}

/// Whether all that leaves now was asked about, and no bucket of it holds more. What was asked about and turns out to stay
/// the person's own is no matter.
pub(super) fn is_no_more(now: &[Away], asked: &[Away]) -> bool {
    let same = |now: &Away, asked: &Away| {
        let holds_no_more = match (now.holds, asked.holds) {
            (Some(now), Some(asked)) => now.all <= asked.all,
            (now, asked) => now.is_none() && asked.is_none(),
        };
        (now.to, &now.gift) == (asked.to, &asked.gift) && holds_no_more
    };
    let mut asked: Vec<&Away> = asked.iter().collect();
    now.iter().all(|one| {
        let found = asked.iter().position(|before| same(one, before));
        // Asked about once, it leaves once.
        found.map(|at| asked.remove(at)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_into_a_part_comes_into_the_whole() {
        let (one, two, three, other) = (
            BucketId::native(1),
            BucketId::native(2),
            BucketId::native(3),
            BucketId::native(4),
        );
        let comes = |into, iotx, buckets| Added {
            into,
            amount: Amount::from_iotx(iotx),
            buckets,
        };
        let coming = Coming {
            // In whatever order they are said.
            added: vec![
                comes(three, 5, vec![]),
                comes(two, 0, vec![three]),
                comes(one, 70, vec![two]),
                comes(other, 900, vec![]),
            ],
            ..Coming::default()
        };
        assert_eq!(
            coming.whole_of(one),
            (BTreeSet::from([one, two, three]), Amount::from_iotx(75))
        );
        assert_eq!(
            coming.whole_of(other),
            (BTreeSet::from([other]), Amount::from_iotx(900))
        );
    }
}
