//! What gas costs: the base fee of EIP-1559 with IoTeX's floor, and the price that the node suggests.

use ballast_domain::Amount;
use ethers_core::types::U256;

use super::block::{Block, Mined};

/// The base fee never falls below this: 1,000 Qev.
pub(crate) const FLOOR: u128 = 1_000_000_000_000;
const ELASTICITY: u64 = 2;
const CHANGE_DENOMINATOR: u128 = 8;

/// The base fee of the block after `parent`.
pub(crate) fn next_base_fee(parent: &Block, block_gas_limit: u64) -> Amount {
    let target = u128::from((block_gas_limit / ELASTICITY).max(1));
    let (used, fee) = (u128::from(parent.gas_used()), parent.base_fee.rau());
    if used == target {
        return parent.base_fee;
    }
    let step = |delta: u128| delta * fee / target / CHANGE_DENOMINATOR;
    if used > target {
        Amount::from_rau(fee + step(used - target).max(1))
    } else {
        Amount::from_rau((fee - step(target - used)).max(FLOOR))
    }
}

/// The price that the node suggests: the 60th percentile of the lowest prices of the last 20 blocks that held
/// anything but one system transaction, a tenth up or down by how full they were, and never below the floor.
pub(crate) fn suggested_price(blocks: &[Block], block_gas_limit: u64) -> u64 {
    const WINDOW: usize = 20;
    const PERCENTILE: usize = 60;
    let recent = &blocks[blocks.len().saturating_sub(WINDOW)..];
    let mut used = 0;
    let mut lowest: Vec<U256> = Vec::new();
    for block in recent
        .iter()
        .filter(|b| !(b.txs.len() == 1 && matches!(b.txs[0].0, Mined::System(_))))
    {
        used += block.gas_used();
        let base = U256::from(block.base_fee.rau());
        let price = |mined: &Mined| match mined {
            Mined::User(tx) => Some(tx.effective_price(base).0),
            Mined::System(_) => None,
        };
        // The node starts from the first transaction whatever it is; a system transaction's price is zero.
        let Some((first, _)) = block.txs.first() else { continue };
        let start = price(first).unwrap_or_default();
        lowest.push(block.txs.iter().filter_map(|(tx, _)| price(tx)).fold(start, U256::min));
    }
    if lowest.is_empty() {
        return FLOOR as u64;
    }
    lowest.sort_unstable();
    let mut price = lowest[(lowest.len() - 1) * PERCENTILE / 100].low_u64();
    let most = block_gas_limit.saturating_mul(recent.len() as u64);
    if used > most / 2 {
        price += price / 10;
    } else if used < most / 5 {
        price -= price / 10;
    }
    price.max(FLOOR as u64)
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Address, Hash, Timestamp};

    use super::*;

    fn block(base_fee: u128) -> Block {
        Block {
            height: 1,
            time: Timestamp::from_seconds(0),
            producer: Address::ZERO,
            parent: Hash::default(),
            hash: Hash::default(),
            base_fee: Amount::from_rau(base_fee),
            txs: Vec::new(),
            blob_gas_used: 0,
            excess_blob_gas: 0,
        }
    }

    #[test]
    fn the_base_fee_falls_by_an_eighth_but_not_below_its_floor() {
        assert_eq!(next_base_fee(&block(FLOOR), 25_000_000), Amount::from_rau(FLOOR));
        assert_eq!(
            next_base_fee(&block(8 * FLOOR), 25_000_000),
            Amount::from_rau(7 * FLOOR)
        );
    }

    #[test]
    fn the_suggested_price_of_a_quiet_chain_is_the_floor() {
        assert_eq!(suggested_price(&[block(FLOOR)], 25_000_000), FLOOR as u64);
    }
}
