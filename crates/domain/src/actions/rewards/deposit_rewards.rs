//! Give to the reward pool. The protocol allows it to everybody; hardly anybody should.

use serde::{Deserialize, Serialize};

use super::super::Rules;
use crate::{Amount, Context, Effects, Ledger, Party, Phrase, Refusal, Rule, TransferKind, phrase};

/// Give `amount` to the reward pool; it cannot be taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DepositRewards {
    /// How much; nothing is allowed and does nothing.
    pub amount: Amount,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for DepositRewards {
    fn method(&self) -> &'static str {
        "deposit"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(self.amount)
            .map_err(|_| Refusal::from(Rule::RewardDepositBalance))?;
        if self.amount.is_zero() {
            return Ok(());
        }
        ledger.rewards.deposit(self.amount);
        let from = Party::Account(ctx.caller);
        effects.transfer(TransferKind::DepositToRewards, from, Party::RewardingPool, self.amount);
        Ok(())
    }

    fn sentence(&self, _ledger: &Ledger, _ctx: &Context) -> Phrase {
        phrase!("Give {} IOTX to the reward pool, for good.", self.amount.for_people())
    }

    fn cautions(&self, _ledger: &Ledger, _ctx: &Context) -> Vec<Rule> {
        vec![Rule::RewardDepositGift]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FailsAs, actions::testing::*};

    fn deposit(iotx: u64) -> DepositRewards {
        DepositRewards {
            amount: Amount::from_iotx(iotx),
            payload: Vec::new(),
        }
    }

    #[test]
    fn a_deposit_grows_what_can_be_granted_and_is_called_a_gift() {
        let mut ledger = with_rewards(REWARD, 1);
        let (total, available) = (ledger.rewards.total(), ledger.rewards.available());
        let effects = done(&deposit(7), &mut ledger, STRANGER);
        assert_eq!(ledger.rewards.total().checked_sub(total), Some(Amount::from_iotx(7)));
        assert_eq!(
            ledger.rewards.available().checked_sub(available),
            Some(Amount::from_iotx(7))
        );
        assert_eq!(
            (effects.transfers[0].kind as u8, effects.transfers[0].to),
            (8, Party::RewardingPool)
        );
        assert_eq!(
            deposit(7).cautions(&ledger, &context(STRANGER)),
            [Rule::RewardDepositGift]
        );
    }

    #[test]
    fn a_deposit_of_nothing_moves_nothing() {
        let mut ledger = with_rewards(REWARD, 1);
        let before = ledger.clone();
        assert!(done(&deposit(0), &mut ledger, STRANGER).transfers.is_empty());
        assert_eq!(ledger, before);
    }

    #[test]
    fn more_than_the_balance_less_the_fee_is_refused_before_it_is_mined() {
        let (refusal, _) = refused(&deposit(1_000), &mut with_rewards(REWARD, 1), STRANGER);
        assert_eq!(refusal.rule.fails_as(), FailsAs::Refused);
    }
}
