//! Buckets, native and NFT.

use ballast_abi::{
    AbiEncode,
    staking::{
        BucketsByIndexesCall, BucketsByVoterCall, BucketsCountCall, CompositeBucketsByCandidateV3Call,
        CompositeBucketsByIndexesCall, CompositeBucketsByIndexesV3Call, CompositeBucketsByVoterCall,
        CompositeBucketsByVoterV3Call, CompositeBucketsCountCall, CompositeTotalStakingAmountCall,
        TotalStakingAmountCall,
    },
};
use ballast_domain::{Address, Amount, Bucket, Snapshot};
use serde::{Deserialize, Serialize};

use super::{WHOLE_LIST, try_map};
use crate::{
    Client, Error,
    decode::{BucketForm, Words, bucket_list_of},
    writes::to_ethers,
};

/// All that is staked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StakingTotals {
    /// Buckets of every kind. Nodes are known to be off by one here: approximate.
    pub buckets: u64,
    /// Those that vote.
    pub active: u64,
    /// All money in them.
    pub amount: Amount,
}

impl Client {
    /// All buckets of an owner, native and NFT, live, by their ids. On nodes older than the NFT buckets the native ones.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn buckets_of(&self, owner: Address) -> Result<Snapshot<Vec<Bucket>>, Error> {
        self.first_buckets_of(owner, WHOLE_LIST).await
    }

    /// Up to `limit` buckets of an owner, the native ones before the others; fewer than `limit` are all there are.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn first_buckets_of(&self, owner: Address, limit: u32) -> Result<Snapshot<Vec<Bucket>>, Error> {
        let (voter, offset) = (to_ethers(owner), 0);
        let forms = [
            (
                BucketForm::V3,
                CompositeBucketsByVoterV3Call { voter, offset, limit }.encode(),
            ),
            (
                BucketForm::V2,
                CompositeBucketsByVoterCall { voter, offset, limit }.encode(),
            ),
            (BucketForm::V1, BucketsByVoterCall { voter, offset, limit }.encode()),
        ];
        self.bucket_lists("buckets by owner", &forms).await
    }

    /// The native buckets with these indexes, live; those that do not exist are left out.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn buckets(&self, indexes: &[u64]) -> Result<Snapshot<Vec<Bucket>>, Error> {
        let mut snapshot = self.bucket_lists("buckets by index", &by_index(indexes)).await?;
        // NFT buckets count on their own and may have the same indexes.
        snapshot.value.retain(|bucket| bucket.id.contract.is_none());
        Ok(snapshot)
    }

    /// The buckets that vote for the delegate called `name`.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn buckets_for(&self, name: &str) -> Result<Snapshot<Vec<Bucket>>, Error> {
        let call = CompositeBucketsByCandidateV3Call {
            cand_name: name.to_owned(),
            offset: 0,
            limit: WHOLE_LIST,
        };
        self.bucket_lists("buckets by delegate", &[(BucketForm::V3, call.encode())])
            .await
    }

    /// How much is staked in how many buckets.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn staking_totals(&self) -> Result<Snapshot<StakingTotals>, Error> {
        let counts = [
            ((), CompositeBucketsCountCall.encode()),
            ((), BucketsCountCall.encode()),
        ];
        let amounts = [
            ((), CompositeTotalStakingAmountCall.encode()),
            ((), TotalStakingAmountCall.encode()),
        ];
        let amount = self
            .newest_of(Address::STAKING, "the staked total", &amounts)
            .await?
            .value;
        let counts = self
            .newest_of(Address::STAKING, "the number of buckets", &counts)
            .await?;
        try_map(counts, |_, counts| match (counts, amount) {
            (Some(((), counts)), Some(((), amount))) => Ok(StakingTotals {
                buckets: Words::new(&counts).u64(0)?,
                active: Words::new(&counts).u64(1)?,
                amount: Words::new(&amount).amount(0)?,
            }),
            _ => Err(Error::Unsupported("the staked total")),
        })
    }

    async fn bucket_lists(
        &self,
        what: &'static str,
        forms: &[(BucketForm, Vec<u8>)],
    ) -> Result<Snapshot<Vec<Bucket>>, Error> {
        let answer = self.newest_of(Address::STAKING, what, forms).await?;
        try_map(answer, |_, answer| match answer {
            Some((form, data)) => {
                let mut list = bucket_list_of(form, &data)?;
                // The order of NFTs changes from height to height (recording 13).
                list.sort_by_key(|bucket| bucket.id);
                Ok(list)
            }
            None => Ok(Vec::new()),
        })
    }
}

/// The forms in which native buckets are asked for by their indexes, the newest first.
pub(super) fn by_index(indexes: &[u64]) -> [(BucketForm, Vec<u8>); 3] {
    let indexes = indexes.to_vec();
    [
        (
            BucketForm::V3,
            CompositeBucketsByIndexesV3Call {
                indexes: indexes.clone(),
            }
            .encode(),
        ),
        (
            BucketForm::V2,
            CompositeBucketsByIndexesCall {
                indexes: indexes.clone(),
            }
            .encode(),
        ),
        (BucketForm::V1, BucketsByIndexesCall { indexes }.encode()),
    ]
}
