//! Money that came to an account by itself, or left it with what was signed elsewhere: why, as far as the chain says it.

use serde::{Deserialize, Serialize};

use crate::TransferKind;

/// Who made a transaction that moved money.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MadeBy {
    /// Whoever signed it.
    Somebody,
    /// The chain itself.
    Chain,
    /// The chain itself, to grant a block's or an epoch's rewards (zanzibar.md §11.1).
    Grant,
}

/// Why money came to an account, or left it, without an action of this wallet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ArrivalKind {
    /// Somebody sent it.
    Transfer,
    /// A contract paid it out.
    Contract,
    /// The network itself paid it out at a block's end, as rewards to voters.
    Reward,
    /// The network itself paid it to the owner of a delegate, with a block's or an epoch's rewards: commissions, tips, bonuses
    /// (zanzibar.md §5.2).
    Commission,
    /// A claim of rewards, made elsewhere, paid it out.
    Claim,
    /// A withdrawal of a bucket, made elsewhere, paid it out.
    Withdrawal,
    /// The balance rose, and no transaction says why.
    Unexplained,
    /// It left the account: with a transaction that was not signed here, or no transaction says how.
    Left,
}

impl ArrivalKind {
    /// All.
    pub const ALL: [Self; 8] = [
        Self::Transfer,
        Self::Contract,
        Self::Reward,
        Self::Commission,
        Self::Claim,
        Self::Withdrawal,
        Self::Unexplained,
        Self::Left,
    ];

    /// Why a movement of `kind` reached an account, with a transaction that was made by whom `by` says.
    pub const fn of(kind: TransferKind, by: MadeBy) -> Self {
        match (kind, by) {
            (TransferKind::Native, _) => Self::Transfer,
            (TransferKind::InContract, _) => Self::Contract,
            (TransferKind::ClaimRewards, MadeBy::Chain) => Self::Reward,
            (TransferKind::ClaimRewards, MadeBy::Grant) => Self::Commission,
            (TransferKind::ClaimRewards, MadeBy::Somebody) => Self::Claim,
            (TransferKind::WithdrawBucket, _) => Self::Withdrawal,
            _ => Self::Unexplained,
        }
    }

    /// The name that it is written down under.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Contract => "contract",
            Self::Reward => "reward",
            Self::Commission => "commission",
            Self::Claim => "claim",
            Self::Withdrawal => "withdrawal",
            Self::Unexplained => "unexplained",
            Self::Left => "left",
        }
    }

    /// The kind that is written down as `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_as_it_is_written() {
        for kind in ArrivalKind::ALL {
            assert_eq!(ArrivalKind::parse(kind.as_str()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        assert_eq!(ArrivalKind::parse("gift"), None);
    }

    #[test]
    fn rewards_that_the_chain_pays_are_no_claim() {
        let claimed = |by| ArrivalKind::of(TransferKind::ClaimRewards, by);
        assert_eq!(claimed(MadeBy::Chain), ArrivalKind::Reward);
        assert_eq!(claimed(MadeBy::Grant), ArrivalKind::Commission);
        assert_eq!(claimed(MadeBy::Somebody), ArrivalKind::Claim);
        let fee = ArrivalKind::of(TransferKind::GasFee, MadeBy::Somebody);
        assert_eq!(fee, ArrivalKind::Unexplained);
    }
}
