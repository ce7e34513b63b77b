//! Take rewards: from one's own unclaimed balance.

use serde::{Deserialize, Serialize};

use super::super::Rules;
use crate::{Address, Amount, Context, Effects, Ledger, Party, Phrase, Refusal, Rule, Touch, TransferKind, phrase};

/// Claim `amount` of what the caller, a reward address, was granted. There is no least amount and no deadline.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// At most the unclaimed balance; nothing is allowed too.
    pub amount: Amount,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for Claim {
    fn method(&self) -> &'static str {
        "claim"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(Amount::ZERO)?;
        ledger.rewards.claim(ctx.caller, self.amount)?;
        let to = Party::Account(ctx.caller);
        effects.transfer(TransferKind::ClaimRewards, Party::RewardingPool, to, self.amount);
        Ok(())
    }

    fn sentence(&self, _ledger: &Ledger, _ctx: &Context) -> Phrase {
        phrase!("Claim {} IOTX of rewards to your account.", self.amount.for_people())
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::Rewards(caller)]
    }

    fn cautions(&self, _ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        if self.amount <= ctx.fee {
            vec![Rule::ClaimBelowFee]
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FailsAs, ReceiptStatus, actions::testing::*};

    #[test]
    fn a_claim_moves_money_from_the_pool_to_the_reward_address_and_logs_no_event() {
        let mut ledger = with_rewards(REWARD, 7_856);
        let claim = Claim {
            amount: Amount::from_iotx(10),
            payload: Vec::new(),
        };
        let effects = done(&claim, &mut ledger, REWARD);
        assert_eq!(ledger.rewards.unclaimed(REWARD), Amount::from_iotx(7_846));
        assert_eq!(effects.transfers[0].kind as u8, 9);
        assert_eq!(effects.transfers[0].to, Party::Account(REWARD));
        assert!(effects.logs().is_empty());
    }

    #[test]
    fn nothing_can_be_claimed_and_is_logged_as_recorded() {
        let claim = Claim {
            amount: Amount::ZERO,
            payload: Vec::new(),
        };
        let effects = done(&claim, &mut with_rewards(REWARD, 1), REWARD);
        assert_eq!(effects.transfers[0].amount, Amount::ZERO);
    }

    #[test]
    fn too_much_and_a_stranger_fail_with_status_zero_and_move_nothing() {
        // recording 05: more than there is; by the delegate's owner, who is not its reward address
        for (caller, rule) in [(REWARD, Rule::ClaimTooMuch), (STRANGER, Rule::NoRewards)] {
            let mut ledger = with_rewards(REWARD, 7_856);
            let before = ledger.clone();
            let claim = Claim {
                amount: Amount::from_iotx(1_000_000),
                payload: Vec::new(),
            };
            let (refusal, effects) = refused(&claim, &mut ledger, caller);
            assert_eq!(refusal.rule, rule);
            assert_eq!(rule.fails_as(), FailsAs::Status(ReceiptStatus::FAILURE));
            assert!(effects.transfers.is_empty());
            assert_eq!(ledger, before);
        }
    }

    #[test]
    fn a_claim_that_does_not_pay_its_fee_is_cautioned() {
        let ledger = with_rewards(REWARD, 1);
        let cautions = |amount| {
            Claim {
                amount,
                payload: Vec::new(),
            }
            .cautions(&ledger, &context(REWARD))
        };
        assert_eq!(cautions(Amount::from_rau(1)), [Rule::ClaimBelowFee]);
        assert_eq!(cautions(Amount::from_iotx(1)), []);
    }
}
