//! The reward pool: what flows in, what producers and candidates are granted from it, what they claim.
//!
//! iotex-protocol.md §5.2. Fees flow in too: the base fee and the tip of every transaction are both deposited when
//! it is run, and the block grant at the block's end gives the tips to the producer on top of the block reward.

mod grants;
mod log;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::{
    grants::RewardPolicy,
    log::{RewardKind, RewardLog, encode_logs},
};
use crate::{Address, Amount, Refusal, Rule};

/// The reward pool and what was granted from it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RewardFund {
    total: Amount,
    available: Amount,
    unclaimed: BTreeMap<Address, Amount>,
}

/// The pool holds less than what a grant needs: the grant fails with receipt status 0 and changes nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("the reward pool cannot pay this grant")]
pub struct FundExhausted;

impl RewardFund {
    /// A pool of `balance`, nothing granted yet.
    pub const fn new(balance: Amount) -> Self {
        Self {
            total: balance,
            available: balance,
            unclaimed: BTreeMap::new(),
        }
    }

    /// All that the pool holds, granted or not: `totalBalance()`.
    ///
    /// Slashed money is not in it: the node adds that to [`Self::available`] alone.
    pub const fn total(&self) -> Amount {
        self.total
    }

    /// What can still be granted: `availableBalance()`.
    pub const fn available(&self) -> Amount {
        self.available
    }

    /// What `address` was granted and has not claimed: `unclaimedBalance(address)`.
    pub fn unclaimed(&self, address: Address) -> Amount {
        self.unclaimed.get(&address).copied().unwrap_or_default()
    }

    /// Whether `address` was ever granted anything.
    pub fn knows(&self, address: Address) -> bool {
        self.unclaimed.contains_key(&address)
    }

    /// Sets an account's unclaimed balance as it was read from a node: for a review's partial state. The pool is
    /// taken to hold at least that much.
    pub fn set_unclaimed(&mut self, address: Address, amount: Amount) {
        self.unclaimed.insert(address, amount);
        self.total = self.total.max(self.unclaimed.values().copied().sum());
    }

    /// Adds `amount` to the pool: a gift, a fee, a tip.
    pub fn deposit(&mut self, amount: Amount) {
        self.total = self.total.saturating_add(amount);
        self.available = self.available.saturating_add(amount);
    }

    /// Takes `amount` of what `address` was granted out of the pool, for it to be paid to `address`. Claiming nothing
    /// is allowed, but not to an address that was never granted anything.
    ///
    /// # Errors
    /// [`Rule::NoRewards`], [`Rule::ClaimTooMuch`]; nothing is changed then.
    pub fn claim(&mut self, address: Address, amount: Amount) -> Result<(), Refusal> {
        let unclaimed = self.unclaimed.get_mut(&address).ok_or(Rule::NoRewards)?;
        let left = unclaimed.checked_sub(amount).ok_or(Rule::ClaimTooMuch)?;
        let total = self.total.checked_sub(amount).ok_or(Rule::ClaimTooMuch)?;
        (*unclaimed, self.total) = (left, total);
        Ok(())
    }

    fn grant(&mut self, address: Address, amount: Amount) {
        let unclaimed = self.unclaimed.entry(address).or_default();
        *unclaimed = unclaimed.saturating_add(amount);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHO: Address = Address::STAKING;

    #[test]
    fn a_claim_takes_from_the_account_and_the_total_but_not_from_what_is_available() {
        let mut fund = RewardFund::new(Amount::from_iotx(100));
        fund.available = Amount::from_iotx(90);
        fund.grant(WHO, Amount::from_iotx(10));
        fund.claim(WHO, Amount::from_iotx(4)).unwrap();
        assert_eq!(fund.unclaimed(WHO), Amount::from_iotx(6));
        assert_eq!(
            (fund.total(), fund.available()),
            (Amount::from_iotx(96), Amount::from_iotx(90))
        );
        assert_eq!(
            fund.claim(WHO, Amount::from_iotx(7)).unwrap_err().rule,
            Rule::ClaimTooMuch
        );
        assert_eq!(fund.unclaimed(WHO), Amount::from_iotx(6));
        fund.claim(WHO, Amount::from_iotx(6)).unwrap();
        fund.claim(WHO, Amount::ZERO).unwrap();
    }

    #[test]
    fn an_account_without_rewards_cannot_even_claim_nothing() {
        let mut fund = RewardFund::new(Amount::from_iotx(100));
        assert_eq!(fund.claim(WHO, Amount::ZERO).unwrap_err().rule, Rule::NoRewards);
        assert!(!fund.knows(WHO));
    }

    #[test]
    fn a_balance_read_from_a_node_can_be_claimed_in_a_review() {
        let mut fund = RewardFund::default();
        fund.set_unclaimed(WHO, Amount::from_iotx(5));
        fund.claim(WHO, Amount::from_iotx(5)).unwrap();
        assert_eq!(fund.unclaimed(WHO), Amount::ZERO);
    }

    proptest! {
        #[test]
        fn what_the_pool_owes_is_never_more_than_it_holds(steps in proptest::collection::vec((0u8..3, 0u64..50), 0..60)) {
            let mut fund = RewardFund::new(Amount::from_iotx(1000));
            for (kind, iotx) in steps {
                let amount = Amount::from_iotx(iotx);
                match kind {
                    0 => fund.deposit(amount),
                    1 => { let _ = fund.claim(WHO, amount); }
                    _ if fund.available >= amount => {
                        fund.available = fund.available.saturating_sub(amount);
                        fund.grant(WHO, amount);
                    }
                    _ => {}
                }
                prop_assert_eq!(fund.total(), fund.available().saturating_add(fund.unclaimed(WHO)));
            }
        }
    }
}
