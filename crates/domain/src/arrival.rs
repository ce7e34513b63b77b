//! Money that came to an account by itself: why, as far as the chain says it.

use serde::{Deserialize, Serialize};

use crate::TransferKind;

/// Why money came to an account without an action of this wallet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ArrivalKind {
    /// Somebody sent it.
    Transfer,
    /// A contract paid it out.
    Contract,
    /// The network itself paid it out at a block's end, as rewards to voters.
    Reward,
    /// A claim of rewards, made elsewhere, paid it out.
    Claim,
    /// A withdrawal of a bucket, made elsewhere, paid it out.
    Withdrawal,
    /// The balance rose, and no transaction says why.
    Unexplained,
}

impl ArrivalKind {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::Transfer,
        Self::Contract,
        Self::Reward,
        Self::Claim,
        Self::Withdrawal,
        Self::Unexplained,
    ];

    /// Why a movement of `kind` reached an account; `by_the_chain` where a transaction of the chain's own made it.
    pub const fn of(kind: TransferKind, by_the_chain: bool) -> Self {
        match (kind, by_the_chain) {
            (TransferKind::Native, _) => Self::Transfer,
            (TransferKind::InContract, _) => Self::Contract,
            (TransferKind::ClaimRewards, true) => Self::Reward,
            (TransferKind::ClaimRewards, false) => Self::Claim,
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
            Self::Claim => "claim",
            Self::Withdrawal => "withdrawal",
            Self::Unexplained => "unexplained",
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
        assert_eq!(ArrivalKind::of(TransferKind::ClaimRewards, true), ArrivalKind::Reward);
        assert_eq!(ArrivalKind::of(TransferKind::ClaimRewards, false), ArrivalKind::Claim);
        assert_eq!(ArrivalKind::of(TransferKind::GasFee, false), ArrivalKind::Unexplained);
    }
}
