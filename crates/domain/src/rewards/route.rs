//! Where a reward goes: to be claimed, or to the delegate's owner and its voters at once (zanzibar.md §5.2).

use super::{
    FundExhausted, RewardFund,
    log::{RewardKind, RewardLog},
    voters::Commission,
};
use crate::{Address, Amount};

/// Who gets a delegate's rewards, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Payee {
    /// They are credited to this address, which claims them.
    Unclaimed(Address),
    /// They are paid by the protocol.
    Direct {
        /// The delegate's permanent id: its voters' part is kept under it.
        id: Address,
        /// Whose account gets the commission, and all tips.
        owner: Address,
        /// What is the commission.
        commission: Commission,
    },
}

impl Payee {
    /// The address that the logs name.
    pub const fn address(&self) -> Address {
        match self {
            Self::Unclaimed(address) => *address,
            Self::Direct { owner, .. } => *owner,
        }
    }

    /// What of a reward is the delegate's own, and what its voters'.
    fn parts(&self, kind: RewardKind, amount: Amount) -> (Amount, Amount) {
        match (self, kind) {
            (Self::Direct { commission, .. }, RewardKind::Block) => commission.split_block(amount),
            (Self::Direct { commission, .. }, RewardKind::Epoch) => commission.split_epoch(amount),
            _ => (amount, Amount::ZERO),
        }
    }
}

/// What a grant came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Grants {
    /// The logs, in their order.
    pub logs: Vec<RewardLog>,
    /// Accounts that were paid at once, and how much, in this order.
    pub paid: Vec<(Address, Amount)>,
    unclaimed: Vec<(Address, Amount)>,
    pending: Vec<(Address, Amount)>,
}

impl Grants {
    /// Adds a reward. Of what the protocol pays, the log tells the delegate's own part alone, and nothing where there is
    /// none (zanzibar.md §11.2).
    pub(super) fn add(&mut self, payee: &Payee, kind: RewardKind, amount: Amount) {
        let (own, voters) = payee.parts(kind, amount);
        let address = payee.address();
        match payee {
            Payee::Unclaimed(_) => self.unclaimed.push((address, own)),
            Payee::Direct { id, .. } => {
                if !voters.is_zero() {
                    self.pending.push((*id, voters));
                }
                if own.is_zero() {
                    return;
                }
                self.paid.push((address, own));
            }
        }
        self.logs.push(RewardLog {
            kind,
            address,
            amount: own,
        });
    }
}

fn sum(list: &[(Address, Amount)]) -> Amount {
    list.iter().map(|(_, amount)| *amount).sum()
}

impl RewardFund {
    /// Takes in what was slashed, and makes the grants.
    pub(super) fn make(&mut self, grants: &Grants, slashed: Amount) -> Result<(), FundExhausted> {
        let paid = sum(&grants.paid);
        let kept = sum(&grants.unclaimed).saturating_add(sum(&grants.pending));
        let available = self.available.saturating_add(slashed);
        let available = available.checked_sub(paid.saturating_add(kept)).ok_or(FundExhausted)?;
        let total = self.total.checked_sub(paid).ok_or(FundExhausted)?;
        (self.available, self.total) = (available, total);
        for (address, amount) in &grants.unclaimed {
            self.grant(*address, *amount);
        }
        for (id, amount) in &grants.pending {
            self.add_pending(*id, *amount);
        }
        Ok(())
    }
}
