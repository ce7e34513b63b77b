//! What a unit of gas costs on IoTeX, how fast that can rise, and what a fee may come to: the bounds within which a node is
//! believed about a price.

use crate::Amount;

/// The least that a unit of gas costs since Vanuatu, in Rau: 1,000 Qev (iotex-protocol.md §7.2).
pub const FLOOR_PRICE: Amount = Amount::from_rau(1_000_000_000_000);

/// The gas of a block since Wake (iotex-protocol.md §1.9).
pub const BLOCK_GAS: u64 = 25_000_000;

/// The rule of a fee that could come to more than the person lets a transaction cost.
pub const OVER_LIMIT: &str = "price.over-limit";

/// What a fee may come to where the person chose nothing, unless its gas costs more at the floor.
const USUAL_LIMIT: Amount = Amount::from_iotx(1);
/// How many times its gas at the floor price a fee may come to where the person chose nothing.
const TIMES_FLOOR: u128 = 3;
/// Blocks after which the highest price there could be is beyond any number: an eighth more each, from the floor on, passes
/// 128 bits of Rau before.
const MOST_BLOCKS: u64 = 1_000;
/// How warnings about a price are called.
const ABOUT_PRICE: &str = "price.";

/// The most that a transaction of so much gas may cost, in Rau: what the person chose, or 1 IOTX, or three times its gas at
/// the floor price where that is more.
pub fn fee_limit(chosen: Option<Amount>, gas: u64) -> Amount {
    let at_floor = FLOOR_PRICE.saturating_mul(u128::from(gas));
    chosen.unwrap_or_else(|| USUAL_LIMIT.max(at_floor.saturating_mul(TIMES_FLOOR)))
}

/// The most that a unit of gas can cost so many blocks after it cost `price`, in Rau: each block adds an eighth at most, as
/// EIP-1559 has it (iotex-protocol.md §7.2). At most [`Amount::MAX`].
pub fn most_after(price: Amount, blocks: u64) -> Amount {
    let mut most = price.max(FLOOR_PRICE);
    for _ in 0..blocks.min(MOST_BLOCKS) {
        let eighth = Amount::from_rau(most.rau() / 8);
        most = most.saturating_add(eighth).saturating_add(Amount::from_rau(1));
    }
    most
}

/// Whether a rule is about the price of gas: no yes that was said before stands for it.
pub fn is_about_price(rule: &str) -> bool {
    rule.starts_with(ABOUT_PRICE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_may_be_one_iotx_or_three_times_its_gas_at_the_floor_or_what_was_chosen() {
        assert_eq!(fee_limit(None, 10_000), Amount::from_iotx(1));
        assert_eq!(fee_limit(None, 1_000_000), Amount::from_iotx(3));
        assert_eq!(
            fee_limit(None, u64::MAX),
            Amount::from_rau(3_000_000_000_000 * u128::from(u64::MAX))
        );
        let little = Some(Amount::from_rau(7));
        assert_eq!(fee_limit(little, 1_000_000), Amount::from_rau(7));
    }

    #[test]
    fn a_price_rises_by_an_eighth_a_block_and_never_past_all_numbers() {
        assert_eq!(most_after(FLOOR_PRICE, 0), FLOOR_PRICE);
        assert_eq!(most_after(Amount::ZERO, 1), Amount::from_rau(1_125_000_000_001));
        let doubled = most_after(FLOOR_PRICE, 6);
        assert!(doubled > FLOOR_PRICE.saturating_mul(2) && doubled < FLOOR_PRICE.saturating_mul(3));
        assert_eq!(most_after(FLOOR_PRICE, u64::MAX), Amount::MAX);
        assert_eq!(most_after(Amount::MAX, 1), Amount::MAX);
    }
}
