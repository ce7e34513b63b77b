//! What a review has to know of bucket NFTs: the contracts, the account's buckets, and what the contracts themselves
//! say of those that the action names.

use std::collections::{BTreeMap, BTreeSet};

use ballast_chain::encode;
use ballast_domain::{Address, Bucket, BucketId, ContractVersion, NativeAction, NetworkParams, StakingContract};

use crate::{Result, session::Session};

/// The contracts that are known, and the buckets of any other.
pub(super) struct Nfts {
    pub(super) contracts: BTreeMap<Address, StakingContract>,
    pub(super) others: Vec<Bucket>,
}

impl Session {
    /// Puts the accounts' bucket NFTs into their contracts' books, and reads what `actions` need beside.
    pub(super) async fn nfts(&self, actions: &[&NativeAction], own: Vec<Bucket>) -> Result<Nfts> {
        let mut contracts = contracts(&self.params);
        let (mut known, others): (Vec<Bucket>, _) = own
            .into_iter()
            .partition(|bucket| contract_of(bucket.id, &contracts).is_some());
        let named: BTreeSet<BucketId> = actions.iter().flat_map(|action| action.nfts()).collect();
        for id in &named {
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
            let muted = book.version == ContractVersion::V2 && bucket.candidate.is_zero();
            let duration = terms.map_or_else(|| shown(&bucket), |terms| terms.duration);
            if let Some(terms) = terms {
                bucket.candidate = terms.delegate;
            }
            book.insert(bucket, duration, muted);
            if let Some(approved) = terms.and_then(|terms| terms.approved) {
                book.approve(id.index, approved);
            }
        }
        let called: BTreeSet<Address> = actions.iter().map(|action| encode(action).to).collect();
        for to in called {
            let book = contracts.get_mut(&to);
            let Some(book) = book.filter(|book| book.version == ContractVersion::V1) else {
                continue;
            };
            for (amount, blocks) in self.client.bucket_types(to).await?.value {
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

/// The duration as the chain shows it, on the contract's clock.
fn shown(bucket: &Bucket) -> u64 {
    match &bucket.blocks {
        Some(clock) => clock.duration,
        None => bucket.duration.seconds(),
    }
}
