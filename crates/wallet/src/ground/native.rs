//! Buckets: the lists of accounts and delegates, and native ones by their numbers.

use std::collections::{BTreeMap, BTreeSet};

use ballast_domain::{Bucket, BucketId, Candidate, Touch};
use futures_util::future::try_join_all;

use crate::{Result, session::Session};

impl Session {
    /// The buckets of the accounts and delegates that are touched, native or not; some may come twice.
    pub(super) async fn listed_buckets(&self, touches: &BTreeSet<Touch>) -> Result<Vec<Bucket>> {
        let lists = touches.iter().map(|touch| self.buckets_at(touch));
        Ok(try_join_all(lists).await?.into_iter().flatten().collect())
    }

    async fn buckets_at(&self, touch: &Touch) -> Result<Vec<Bucket>> {
        let (mut buckets, contract) = match touch {
            Touch::Owned(owner) => return Ok(self.client.buckets_of(*owner).await?.value),
            Touch::OwnedNfts { owner, contract } => (self.client.buckets_of(*owner).await?.value, Some(*contract)),
            Touch::Voters(delegate) => (self.client.buckets_for(delegate).await?.value, None),
            _ => return Ok(Vec::new()),
        };
        buckets.retain(|b| b.id.contract == contract);
        Ok(buckets)
    }

    /// The native buckets among `listed`, and those that are named beside them, each once.
    pub(super) async fn native_buckets(
        &self,
        touches: &BTreeSet<Touch>,
        candidates: &[Candidate],
        listed: Vec<Bucket>,
    ) -> Result<impl Iterator<Item = Bucket> + use<>> {
        let mut all: BTreeMap<u64, Bucket> = listed.into_iter().map(|b| (b.id.index, b)).collect();
        // Anybody may add to anybody's bucket, and a delegate's self-stake may be an endorser's.
        let is_own = |owner| touches.contains(&Touch::Owned(owner)) || touches.contains(&Touch::SelfStake(owner));
        let own = candidates.iter().filter(|c| is_own(c.owner));
        let named = touches.iter().filter_map(|touch| match touch {
            Touch::Bucket(index) => Some(*index),
            _ => None,
        });
        let named: BTreeSet<u64> = named.chain(own.filter_map(|c| c.self_stake_bucket)).collect();
        let missing: Vec<u64> = named.into_iter().filter(|index| !all.contains_key(index)).collect();
        if !missing.is_empty() {
            let found = self.client.buckets(&missing).await?.value;
            let asked = |b: &Bucket| missing.iter().any(|i| b.id == BucketId::native(*i));
            all.extend(found.into_iter().filter(asked).map(|b| (b.id.index, b)));
        }
        Ok(all.into_values())
    }

    /// The number that the next native bucket gets, where one may be made; 0 where none is.
    pub(super) async fn next_number(&self, touches: &BTreeSet<Touch>) -> Result<u64> {
        match touches.contains(&Touch::NextBucket) {
            true => Ok(self.client.next_bucket().await?.value),
            false => Ok(0),
        }
    }
}
