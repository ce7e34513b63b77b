//! What calldata says of an action, as its protocol's file has read it.

use ballast_domain::{Action, Amount};
use ethers_core::types::U256;

/// What calldata says of an action.
pub(super) struct Parts {
    pub action: Action,
    /// Bytes of memo.
    pub memo: usize,
    /// Money that the action moves beside the fee.
    pub amount: U256,
}

/// An amount larger than any balance stays larger than any balance.
pub(super) fn money(value: U256) -> Amount {
    u128::try_from(value).map_or(Amount::MAX, Amount::from_rau)
}

/// An action without a memo that moves no money.
pub(super) fn plain(action: impl Into<Action>) -> Parts {
    Parts {
        action: action.into(),
        memo: 0,
        amount: U256::zero(),
    }
}

/// An action with this many bytes of memo that moves no money.
pub(super) fn with_memo(action: impl Into<Action>, memo: usize) -> Parts {
    Parts {
        action: action.into(),
        memo,
        amount: U256::zero(),
    }
}
