//! What gas costs, and what is offered for it.

use ballast_domain::{Amount, price::FLOOR_PRICE};
use serde::{Deserialize, Serialize};

/// The most that is ever offered to producers, Rau a unit of gas: as much as a unit costs at the floor, which is what nodes
/// suggest to those who ask them (iotex-protocol.md §7.2).
pub const MOST_TIP: Amount = FLOOR_PRICE;

/// Fees of a type-2 transaction, in Rau per gas.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fees {
    /// What the chain takes now.
    pub base_fee: Amount,
    /// What is paid at most: twice the base fee, so that a few full blocks do not get in the way.
    pub max_fee_per_gas: Amount,
    /// For the producer: 1 Rau, the least that nodes accept. A node's own suggestion is never below a whole base
    /// fee and so doubles the price (iotex-protocol.md §7.2).
    pub max_tip_per_gas: Amount,
}

impl Fees {
    /// The fees to offer at a base fee.
    pub const fn at(base_fee: Amount) -> Self {
        let max = base_fee.rau().saturating_mul(2);
        Self {
            base_fee,
            max_fee_per_gas: Amount::from_rau(if max == 0 { 1 } else { max }),
            max_tip_per_gas: Amount::from_rau(1),
        }
    }

    /// The fees to offer where all that is offered is paid: an eighth above the base fee, which is as much as it can rise
    /// within a block.
    #[must_use]
    pub fn tight(self) -> Self {
        let max = self
            .base_fee
            .rau()
            .saturating_add(self.base_fee.rau() / 8)
            .saturating_add(1);
        Self {
            max_fee_per_gas: Amount::from_rau(max),
            ..self
        }
    }

    /// The fees with which a transaction takes the place of one that offers `max_fee` and `tip`: both an eighth higher at
    /// least, of which nodes ask no particular share (recordings/README.md, surprise 7), and a tip that producers notice.
    /// The tip is [`MOST_TIP`] at most, whatever a node says that gas costs.
    #[must_use]
    pub fn outbidding(self, max_fee: Amount, tip: Amount) -> Self {
        let more = |old: Amount| Amount::from_rau((old.rau() / 8).saturating_add(1)).saturating_add(old);
        let noticed = Amount::from_rau(self.base_fee.rau() / 10);
        let tip = self.max_tip_per_gas.max(more(tip)).max(noticed).min(MOST_TIP);
        Self {
            max_fee_per_gas: self.max_fee_per_gas.max(more(max_fee)).max(tip),
            max_tip_per_gas: tip,
            ..self
        }
    }

    /// What `gas` costs at the base fee.
    pub fn cost(&self, gas: u64) -> Amount {
        let price = self
            .base_fee
            .saturating_add(self.max_tip_per_gas)
            .min(self.max_fee_per_gas);
        price.saturating_mul(u128::from(gas))
    }

    /// What `gas` can cost at most.
    pub fn max_cost(&self, gas: u64) -> Amount {
        self.max_fee_per_gas.saturating_mul(u128::from(gas))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_outbids_is_dearer_in_both_and_never_below_todays_price() {
        let floor = Fees::at(Amount::from_rau(1_000_000_000_000));
        let again = floor.outbidding(floor.max_fee_per_gas, floor.max_tip_per_gas);
        assert_eq!(again.max_fee_per_gas, Amount::from_rau(2_250_000_000_001));
        assert_eq!(again.max_tip_per_gas, Amount::from_rau(100_000_000_000));
        let risen =
            Fees::at(Amount::from_rau(8_000_000_000_000)).outbidding(again.max_fee_per_gas, again.max_tip_per_gas);
        assert_eq!(risen.max_fee_per_gas, Amount::from_rau(16_000_000_000_000));
        assert!(risen.max_tip_per_gas > again.max_tip_per_gas && risen.max_tip_per_gas < risen.max_fee_per_gas);
    }

    #[test]
    fn a_tip_has_a_bound_whatever_a_node_says_that_gas_costs() {
        let dear = Fees::at(Amount::from_iotx(100));
        for tip in [Amount::from_rau(1), MOST_TIP, Amount::MAX] {
            let again = dear.outbidding(dear.max_fee_per_gas, tip);
            assert_eq!(again.max_tip_per_gas, MOST_TIP);
            assert!(again.max_fee_per_gas > dear.max_fee_per_gas);
        }
    }

    #[test]
    fn a_stake_at_the_floor_costs_one_hundredth_iotx_and_ten_thousand_rau() {
        let fees = Fees::at(Amount::from_rau(1_000_000_000_000));
        assert_eq!(fees.cost(10_000), Amount::from_rau(10_000_000_000_010_000));
        assert_eq!(fees.max_cost(10_000), Amount::from_rau(20_000_000_000_000_000));
    }
}
