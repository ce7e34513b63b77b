//! The reward pool: what flows in, what producers and candidates are granted from it, what they claim.
//!
//! iotex-protocol.md §5.2. Fees flow in too: the base fee and the tip of every transaction are both deposited when
//! it is run, and the block grant at the block's end gives the tips to the producer on top of the block reward. Since
//! Zanzibar it holds what is the voters' of delegates that are paid by the protocol, too (zanzibar.md §5.3).

mod grants;
mod log;
mod route;
mod voters;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub(crate) use self::voters::part;
pub use self::{
    grants::RewardPolicy,
    log::{RewardKind, RewardLog, RewardNote, encode_logs},
    route::{Grants, Payee},
    voters::{
        Commission, Destination, Distribution, FrozenVotes, PlanEntry, Portion, RewardSnapshot, ScanPhase,
        VoterRewards, settlement_seed,
    },
};
use crate::{Address, Amount, Refusal, Rule};

/// The reward pool and what was granted from it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RewardFund {
    total: Amount,
    available: Amount,
    unclaimed: BTreeMap<Address, Amount>,
    /// Voters' money by their delegate's permanent id; never zero.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pending: BTreeMap<Address, Amount>,
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
            pending: BTreeMap::new(),
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

    /// What is the voters' of a delegate and not paid yet, by its permanent id: `pendingVoterReward(id)`.
    pub fn pending(&self, id: Address) -> Amount {
        self.pending.get(&id).copied().unwrap_or_default()
    }

    /// The permanent ids of delegates whose voters have something coming, by their bytes:
    /// `pendingVoterRewardDelegates()`.
    pub fn pending_delegates(&self) -> impl Iterator<Item = Address> {
        self.pending.keys().copied()
    }

    /// All that accounts can claim, and all that is pending for voters.
    pub fn owed(&self) -> (Amount, Amount) {
        (
            self.unclaimed.values().copied().sum(),
            self.pending.values().copied().sum(),
        )
    }

    /// Sets what is pending for a delegate's voters as it was read from a node: for a review's partial state. The pool is
    /// taken to hold at least what it owes.
    pub fn set_pending(&mut self, id: Address, amount: Amount) {
        match amount.is_zero() {
            true => self.pending.remove(&id),
            false => self.pending.insert(id, amount),
        };
        let (unclaimed, pending) = self.owed();
        self.total = self.total.max(unclaimed.saturating_add(pending));
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

    /// Takes a voter's share of a delegate's rewards out of the pool, for it to be paid.
    pub(crate) fn pay_pending(&mut self, id: Address, share: Amount) {
        self.total = self.total.saturating_sub(share);
        let left = self.pending(id).saturating_sub(share);
        match left.is_zero() {
            true => self.pending.remove(&id),
            false => self.pending.insert(id, left),
        };
    }

    fn grant(&mut self, address: Address, amount: Amount) {
        let unclaimed = self.unclaimed.entry(address).or_default();
        *unclaimed = unclaimed.saturating_add(amount);
    }

    fn add_pending(&mut self, id: Address, amount: Amount) {
        let pending = self.pending.entry(id).or_default();
        *pending = pending.saturating_add(amount);
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
