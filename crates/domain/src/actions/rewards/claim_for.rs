//! Take rewards on another's behalf: anybody may ask, the money goes to the reward address.

use serde::{Deserialize, Serialize};

use super::super::Rules;
use crate::{Address, Amount, Context, Effects, Ledger, Party, Phrase, Refusal, Rule, Touch, TransferKind, phrase};

/// Claim `amount` of what `address` was granted, to `address`; the caller pays the fee.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClaimFor {
    /// The reward address; on the wire it must be in its `io1…` form.
    pub address: Address,
    /// At most its unclaimed balance; nothing is allowed too.
    pub amount: Amount,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for ClaimFor {
    fn method(&self) -> &'static str {
        "claimFor"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(Amount::ZERO)?;
        ledger.rewards.claim(self.address, self.amount)?;
        let to = Party::Account(self.address);
        effects.transfer(TransferKind::ClaimRewards, Party::RewardingPool, to, self.amount);
        Ok(())
    }

    fn sentence(&self, _ledger: &Ledger, _ctx: &Context) -> Phrase {
        phrase!(
            "Claim {} IOTX of rewards to {}.",
            self.amount.for_people(),
            self.address
        )
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Rewards(self.address)]
    }

    fn cautions(&self, _ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        if self.address != ctx.caller {
            vec![Rule::ClaimForOther]
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::*;

    fn claim(address: Address, iotx: u64) -> ClaimFor {
        ClaimFor {
            address,
            amount: Amount::from_iotx(iotx),
            payload: Vec::new(),
        }
    }

    #[test]
    fn a_stranger_can_claim_for_the_reward_address_which_gets_the_money() {
        let mut ledger = with_rewards(REWARD, 7_850);
        let effects = done(&claim(REWARD, 20), &mut ledger, STRANGER);
        assert_eq!(ledger.rewards.unclaimed(REWARD), Amount::from_iotx(7_830));
        let [transfer] = effects.transfers[..] else {
            panic!("one transfer")
        };
        assert_eq!((transfer.kind as u8, transfer.to), (9, Party::Account(REWARD)));
    }

    #[test]
    fn too_much_or_an_address_without_rewards_fails() {
        let mut ledger = with_rewards(REWARD, 7_850);
        assert_eq!(
            refused(&claim(REWARD, 1_000_000), &mut ledger, STRANGER).0.rule,
            Rule::ClaimTooMuch
        );
        assert_eq!(
            refused(&claim(STRANGER, 1), &mut ledger, STRANGER).0.rule,
            Rule::NoRewards
        );
    }

    #[test]
    fn the_caller_is_told_that_another_gets_the_money() {
        let ledger = with_rewards(REWARD, 1);
        assert_eq!(
            claim(REWARD, 1).cautions(&ledger, &context(STRANGER)),
            [Rule::ClaimForOther]
        );
        assert_eq!(claim(REWARD, 1).cautions(&ledger, &context(REWARD)), []);
    }
}
