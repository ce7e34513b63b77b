//! Which buckets count for an era: those of the accounts, and of delegates that are watched all that vote for one. A node
//! without an archive tells of buckets as they are now alone, so they are read as soon as the votes are frozen, and it is
//! looked whether anything touched them in between.

use std::collections::BTreeMap;

use ballast_chain::LogFilter;
use ballast_domain::{Address, Bucket, Era, Height, NetworkParams, Snapshot};
use ballast_store::{EraBuckets, FrozenBucket, Whose};

use crate::{Result, portfolio::votes_of, session::Session};

/// The most blocks after a freeze of which it is looked whether they touched a bucket.
const FEW: u64 = 2_000;

impl Session {
    /// Writes down the lists for an era that are not there yet, until its payout is planned.
    pub(super) async fn keep_buckets_at(&self, era: Era, head: Height) -> Result<()> {
        let (freeze, plan) = (self.params.eras().freeze_of(era), self.params.eras().plan_of(era));
        let missing = match head <= plan {
            true => self.missing_lists(era).await?,
            false => return Ok(()),
        };
        // Heights at which lists were read, and whether nothing was touched up to there.
        let mut untouched = BTreeMap::from([(freeze, true)]);
        for whose in missing {
            let Some(read) = self.buckets_now(whose).await? else {
                continue;
            };
            if !(freeze..=plan).contains(&read.height) {
                continue;
            }
            let exact = match untouched.get(&read.height).copied() {
                Some(known) => known,
                None => {
                    let known = self.is_untouched(freeze, read.height).await?;
                    untouched.insert(read.height, known);
                    known
                }
            };
            let list = EraBuckets {
                era,
                whose,
                height: read.height,
                exact,
                buckets: self.as_frozen(read.value).await?,
            };
            let chain_id = self.params.chain_id;
            self.with_store(move |store| store.keep_buckets(chain_id, &[list]))
                .await?;
        }
        Ok(())
    }

    /// Whose lists for an era are not written yet.
    async fn missing_lists(&self, era: Era) -> Result<Vec<Whose>> {
        let accounts = self.accounts().await?.into_iter().map(|account| account.address);
        let chain_id = self.params.chain_id;
        let (watched, written) = self
            .with_store(move |store| Ok((store.watched_delegates(chain_id)?, store.lists_of_era(chain_id, era)?)))
            .await?;
        let wanted = accounts
            .map(Whose::Account)
            .chain(watched.into_iter().map(Whose::Delegate));
        Ok(wanted
            .filter(|whose| !written.iter().any(|(there, _)| there == whose))
            .collect())
    }

    /// The buckets of an account or of a delegate's voters as they are now; none where there is no such delegate.
    async fn buckets_now(&self, whose: Whose) -> Result<Option<Snapshot<Vec<Bucket>>>> {
        match whose {
            Whose::Account(account) => Ok(Some(self.client.buckets_of(account).await?)),
            Whose::Delegate(id) => match self.client.delegate_by_id(id).await?.value {
                Some(delegate) => Ok(Some(self.client.buckets_for(&delegate.name).await?)),
                None => Ok(None),
            },
        }
    }

    /// Whether no block after the freeze, up to `until`, can have touched a bucket: nothing was done with staking or with
    /// bucket NFTs, no payout was under way that could compound, and no epoch ended, in whose last block slashes are taken.
    async fn is_untouched(&self, freeze: Height, until: Height) -> Result<bool> {
        let schedule = &self.params.schedule;
        if until.0.saturating_sub(freeze.0) > FEW || until >= schedule.last_of(schedule.epoch_of(freeze)) {
            return Ok(false);
        }
        let payout = self.client.reward_distribution().await?.value.flatten();
        if payout.is_some_and(|payout| !payout.phase.is_over()) {
            return Ok(false);
        }
        let after = Height(freeze.0.saturating_add(1));
        for emitter in std::iter::once(Address::STAKING).chain(self.params.bucket_contracts()) {
            let mut scan = self.client.scan_logs(LogFilter::all(emitter), after, until);
            while let Some(found) = scan.step().await? {
                if !found.logs.is_empty() {
                    return Ok(false);
                }
            }
            if !scan.is_done() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Buckets with their votes for the era. Which of them is a delegate's self-stake was written down at the freeze.
    async fn as_frozen(&self, buckets: Vec<Bucket>) -> Result<Vec<FrozenBucket>> {
        let mut delegates: Vec<Address> = buckets.iter().map(|bucket| bucket.candidate).collect();
        delegates.sort_unstable();
        delegates.dedup();
        delegates.retain(|delegate| !delegate.is_zero());
        let read = self
            .client
            .reward_snapshots(&delegates)
            .await?
            .value
            .unwrap_or_default();
        let own: BTreeMap<Address, u64> = delegates
            .into_iter()
            .zip(read)
            .filter_map(|(id, snapshot)| Some((id, snapshot?.self_stake_bucket?)))
            .collect();
        Ok(frozen(&buckets, &own, &self.params))
    }
}

/// Buckets as they count, by the self-stake buckets of delegates. Of a delegate that the protocol does not pay for none is
/// known, and its voters' weights decide nothing.
fn frozen(buckets: &[Bucket], own: &BTreeMap<Address, u64>, params: &NetworkParams) -> Vec<FrozenBucket> {
    let counted = |bucket: &Bucket| {
        let is_own = bucket.id.contract.is_none() && own.get(&bucket.candidate) == Some(&bucket.id.index);
        FrozenBucket {
            id: bucket.id,
            owner: bucket.owner,
            candidate: bucket.candidate,
            weight: votes_of(bucket, is_own, params),
        }
    };
    buckets.iter().map(counted).collect()
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, BucketId, Days, Endorsement, Timestamp, Votes};

    use super::*;

    fn bucket(id: BucketId, unstaked: bool) -> Bucket {
        Bucket {
            id,
            candidate: Address::from_bytes([9; 20]),
            owner: Address::from_bytes([1; 20]),
            amount: Amount::from_iotx(1_000),
            duration: Days(91),
            created: Timestamp::from_seconds(1),
            stake_start: Timestamp::from_seconds(1),
            unstake_start: unstaked.then(|| Timestamp::from_seconds(2)),
            locked: true,
            endorsement: Endorsement::None,
            blocks: None,
        }
    }

    #[test]
    fn only_a_native_bucket_is_a_self_stake_and_what_is_unstaked_counts_nothing() {
        let nft = BucketId {
            contract: Some(Address::from_bytes([8; 20])),
            index: 4,
        };
        let all = [
            bucket(BucketId::native(4), false),
            bucket(nft, false),
            bucket(BucketId::native(5), false),
            bucket(BucketId::native(6), true),
        ];
        let own = BTreeMap::from([(all[0].candidate, 4)]);
        let weights: Vec<Votes> = frozen(&all, &own, &NetworkParams::mainnet())
            .iter()
            .map(|bucket| bucket.weight)
            .collect();
        let plain = all[0].votes(false);
        assert_eq!(weights, [all[0].votes(true), plain, plain, Votes::ZERO]);
        assert!(weights[0] > plain, "with its bonus");
    }
}
