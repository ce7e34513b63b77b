//! Bucket NFTs: the contracts that are known, the buckets that were listed, and what the contracts themselves say of those
//! that are named.

use std::collections::{BTreeMap, BTreeSet};

use ballast_domain::{Address, Bucket, BucketId, ContractVersion, NetworkParams, StakingContract, Touch};

use crate::{Result, session::Session};

impl Session {
    /// The books of the known contracts with the buckets of `listed` and those that are named; of version 1 the bucket
    /// types too, where its contract is touched. Beside them the buckets of contracts that are not known.
    pub(super) async fn nft_books(
        &self,
        touches: &BTreeSet<Touch>,
        listed: Vec<Bucket>,
    ) -> Result<(BTreeMap<Address, StakingContract>, Vec<Bucket>)> {
        let mut contracts = contracts(&self.params);
        let named: BTreeSet<BucketId> = touches.iter().filter_map(nft).collect();
        let (mut known, others): (Vec<Bucket>, _) = listed
            .into_iter()
            .partition(|bucket| contract_of(bucket.id, &contracts).is_some());
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
        let touched: BTreeSet<Address> = touches.iter().filter_map(|t| issuer(t, &self.params)).collect();
        let first = |(at, book): &(&Address, &mut StakingContract)| {
            touched.contains(*at) && book.version == ContractVersion::V1
        };
        for (at, book) in contracts.iter_mut().filter(first) {
            for (amount, blocks) in self.client.bucket_types(*at).await?.value {
                book.set_type(amount, blocks, true);
            }
        }
        Ok((contracts, others))
    }
}

/// The bucket NFT that is named.
const fn nft(touch: &Touch) -> Option<BucketId> {
    match touch {
        Touch::Nft(id) => Some(*id),
        _ => None,
    }
}

/// The contract that is touched.
fn issuer(touch: &Touch, params: &NetworkParams) -> Option<Address> {
    match touch {
        Touch::Nft(id) => id.contract,
        Touch::NftContract(at) | Touch::OwnedNfts { contract: at, .. } => Some(*at),
        Touch::NftContractOf(version) => params.staking_contract(*version),
        _ => None,
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
