//! What the owner or operator of a delegate can want of it.

use serde::{Deserialize, Serialize};

use crate::{
    Action, Address, Amount,
    actions::{Activate, Claim, ClaimFor, ConfirmExit, RequestExit, TransferOwnership, VoterRewardOptIn},
};

/// What can be done with a delegate, in the order of a menu.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DelegateAction {
    /// Change its registration, or its BLS key alone.
    Update,
    /// Name its self-stake bucket.
    Activate,
    /// Claim what its reward address was granted.
    Claim,
    /// Set both parts of its rewards that are its voters'.
    SetPortions,
    /// Have the protocol pay its voters.
    OptIn,
    /// Give it to another owner.
    Give,
    /// Ask for a slot in the exit queue.
    RequestExit,
    /// Leave, once the slot has come.
    ConfirmExit,
}

/// What was told; what an action does not ask for is left out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DelegateAnswers {
    /// The update of its registration, in the form that the chain takes: without a key, with one, or with its proof too.
    pub registration: Option<Action>,
    /// The native bucket that becomes its self-stake.
    pub bucket: Option<u64>,
    /// Whose it will be.
    pub to: Option<Address>,
    /// How much its reward address claims.
    pub claims: Option<Amount>,
    /// Its reward address.
    pub reward: Address,
    /// Whether the wallet can sign for the reward address.
    pub signs_for_reward: bool,
}

impl DelegateAction {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Update,
        Self::Activate,
        Self::Claim,
        Self::SetPortions,
        Self::OptIn,
        Self::Give,
        Self::RequestExit,
        Self::ConfirmExit,
    ];

    /// A few words, for a button.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Update => "Change the registration",
            Self::Activate => "Set the self-stake",
            Self::Claim => "Claim rewards",
            Self::SetPortions => "Set what voters get",
            Self::OptIn => "Have the chain pay the voters",
            Self::Give => "Transfer ownership",
            Self::RequestExit => "Request exit",
            Self::ConfirmExit => "Leave",
        }
    }

    /// Its name in addresses and tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Activate => "activate",
            Self::Claim => "claim",
            Self::SetPortions => "portions",
            Self::OptIn => "opt-in",
            Self::Give => "give",
            Self::RequestExit => "request-exit",
            Self::ConfirmExit => "confirm-exit",
        }
    }

    /// Whether the entry has to be told something.
    pub const fn asks(self) -> bool {
        matches!(self, Self::Update | Self::Activate | Self::SetPortions | Self::Give)
    }

    /// The action that the entry becomes, and the account that does it: `account` owns or operates the delegate. None while something
    /// that it asks for was not told, and of the portions, which take two transactions
    /// ([`crate::sequence::SequenceWish::SetPortions`]). The reward address claims, where its key is here; else `account` pays the fee of
    /// claiming for it.
    pub fn action(self, account: Address, told: &DelegateAnswers) -> Option<(Address, Action)> {
        let payload = Vec::new();
        let action: Action = match self {
            Self::Update => told.registration.clone()?,
            Self::SetPortions => return None,
            Self::OptIn => VoterRewardOptIn {}.into(),
            Self::Activate => Activate { bucket: told.bucket? }.into(),
            Self::Give => TransferOwnership { to: told.to?, payload }.into(),
            Self::RequestExit => RequestExit {}.into(),
            Self::ConfirmExit => ConfirmExit {}.into(),
            Self::Claim => {
                let (amount, address) = (told.claims?, told.reward);
                if told.signs_for_reward {
                    return Some((address, Claim { amount, payload }.into()));
                }
                ClaimFor {
                    address,
                    amount,
                    payload,
                }
                .into()
            }
        };
        Some((account, action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewards_are_claimed_by_their_own_address_where_its_key_is_here() {
        let (account, reward) = (Address::from_bytes([1; 20]), Address::from_bytes([2; 20]));
        let by = |signs_for_reward| {
            let told = DelegateAnswers {
                claims: Some(Amount::from_iotx(5)),
                reward,
                signs_for_reward,
                ..DelegateAnswers::default()
            };
            let (by, action) = DelegateAction::Claim.action(account, &told).unwrap();
            (by, action.tag())
        };
        assert_eq!(by(true), (reward, "claim"));
        assert_eq!(by(false), (account, "claimFor"));
    }

    #[test]
    fn what_asks_for_something_is_no_action_before_it_was_told() {
        let nothing = DelegateAnswers::default();
        for wanted in DelegateAction::ALL {
            let is_action = wanted.action(Address::ZERO, &nothing).is_some();
            let asked = wanted.asks() || wanted == DelegateAction::Claim;
            assert_eq!(is_action, !asked, "{wanted:?}");
        }
    }
}
