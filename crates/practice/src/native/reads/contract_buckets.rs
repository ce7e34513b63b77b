//! Bucket NFTs in the reads of the staking protocol: version 1's first, each contract's by index. The node lists them in
//! an order that differs from height to height (recording 13).

use ballast_domain::{Address, Bucket, ContractVersion, StakingContract};
use ethers_core::abi::Token;

use super::{super::abi::uint, view::View};

fn contracts<'a>(view: &View<'a>) -> impl Iterator<Item = &'a StakingContract> {
    let contracts = &view.ledger.contracts;
    let of = |version| contracts.values().filter(move |contract| contract.version == version);
    ContractVersion::ALL.into_iter().flat_map(of)
}

/// All of them.
pub(super) fn all<'a>(view: &View<'a>) -> impl Iterator<Item = Bucket> {
    contracts(view).flat_map(StakingContract::buckets)
}

/// How many there ever were as the node counts, and how many there are.
pub(super) fn counts(view: &View) -> (u64, u64) {
    contracts(view).fold((0, 0), |(total, stand), contract| {
        (total + contract.total(), stand + contract.buckets().count() as u64)
    })
}

/// Those with these indexes, of each contract. In versions 2 and 3 the node gives the buckets it found the first of
/// the indexes asked for, whatever theirs are (recording 06, step 274).
pub(super) fn at(view: &View, indexes: &[u64]) -> Vec<Bucket> {
    let of = |contract: &StakingContract| {
        let mut found: Vec<Bucket> = indexes.iter().filter_map(|index| contract.bucket(*index)).collect();
        if contract.version != ContractVersion::V1 {
            for (bucket, index) in found.iter_mut().zip(indexes) {
                bucket.id.index = *index;
            }
        }
        found
    };
    contracts(view).flat_map(of).collect()
}

/// What version 1's buckets can hold and for how long; nothing for any other contract.
pub(super) fn types(view: &View, contract: Address) -> Token {
    let types = view.ledger.contracts.get(&contract).into_iter();
    let each = types.flat_map(StakingContract::active_types);
    Token::Array(
        each.map(|kind| Token::Tuple(vec![uint(kind.amount.rau()), uint(kind.blocks)]))
            .collect(),
    )
}
