//! What gas costs, and what is offered for it.

use ballast_domain::Amount;
use serde::{Deserialize, Serialize};

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
    fn a_stake_at_the_floor_costs_one_hundredth_iotx_and_ten_thousand_rau() {
        let fees = Fees::at(Amount::from_rau(1_000_000_000_000));
        assert_eq!(fees.cost(10_000), Amount::from_rau(10_000_000_000_010_000));
        assert_eq!(fees.max_cost(10_000), Amount::from_rau(20_000_000_000_000_000));
    }
}
