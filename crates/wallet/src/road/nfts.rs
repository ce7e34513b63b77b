//! What a review, a rehearsal or a bucket's page has to know of bucket NFTs: the contracts, the account's buckets, and
//! what the contracts themselves say of those that are named.

use std::collections::{BTreeMap, BTreeSet};

use ballast_chain::encode;
use ballast_domain::{Address, Bucket, BucketId, ContractVersion, NativeAction, NetworkParams, StakingContract};

use crate::{Result, session::Session};

/// The contracts that are known, and the buckets of any other.
pub(crate) struct Nfts {
    pub(crate) contracts: BTreeMap<Address, StakingContract>,
    pub(crate) others: Vec<Bucket>,
}

impl Session {
    /// Puts the accounts' bucket NFTs into their contracts' books, and reads what the actions need beside.
    pub(crate) async fn nfts(&self, actions: &[&NativeAction], own: Vec<Bucket>) -> Result<Nfts> {
        let named: BTreeSet<BucketId> = actions.iter().flat_map(|action| action.nfts()).collect();
        let called: BTreeSet<Address> = actions.iter().map(|action| encode(action).to).collect();
        self.nft_books(&named, &called, own).await
    }

    /// The same for the buckets that are named; of version 1 the bucket types too, where its contract is called.
    pub(crate) async fn nft_books(
        &self,
        named: &BTreeSet<BucketId>,
        called: &BTreeSet<Address>,
        own: Vec<Bucket>,
    ) -> Result<Nfts> {
        let mut contracts = contracts(&self.params);
        let (mut known, others): (Vec<Bucket>, _) = own
            .into_iter()
            .partition(|bucket| contract_of(bucket.id, &contracts).is_some());
        for id in named {
            if !known.iter().any(|bucket| bucket.id == *id) {
                known.extend(self.client.bucket_nft(*id).await?.value);
            }
        }
        for mut bucket in known {
            let id = bucket.id;
            let terms = match named.contains(&id) {
                true => self.client.nft_terms(id).await?.value,
                false => None,
            };
            let Some(book) = id.contract.and_then(|at| contracts.get_mut(&at)) else {
                continue;
            };
            let muted = book.version == ContractVersion::V2 && bucket.is_muted();
            let duration = terms.map_or_else(|| bucket.clock_duration(), |terms| terms.duration);
            if let Some(terms) = terms {
                bucket.candidate = terms.delegate;
            }
            book.insert(bucket, duration, muted);
            if let Some(approved) = terms.and_then(|terms| terms.approved) {
                book.approve(id.index, approved);
            }
        }
        let first =
            |(at, book): &(&Address, &mut StakingContract)| called.contains(*at) && book.version == ContractVersion::V1;
        for (at, book) in contracts.iter_mut().filter(first) {
            for (amount, blocks) in self.client.bucket_types(*at).await?.value {
                book.set_type(amount, blocks, true);
            }
        }
        Ok(Nfts { contracts, others })
    }
}

fn contracts(params: &NetworkParams) -> BTreeMap<Address, StakingContract> {
    let each = ContractVersion::ALL.into_iter();
    each.filter_map(|version| Some((params.staking_contract(version)?, StakingContract::new(version))))
        .collect()
}

fn contract_of(id: BucketId, contracts: &BTreeMap<Address, StakingContract>) -> Option<Address> {
    id.contract.filter(|at| contracts.contains_key(at))
}
