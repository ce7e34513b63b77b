//! Send IOTX.

use serde::{Deserialize, Serialize};

use super::Action;
use crate::{Address, Amount, Context, Effects, Ledger, Party, Refusal, Rule, StakingParams, Transfer, TransferKind};

/// Send `amount` to `to`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Send {
    /// Who gets it.
    pub to: Address,
    /// How much; nothing is allowed and does nothing.
    pub amount: Amount,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Action for Send {
    const METHOD: &'static str = "transfer";

    fn admit(&self, _params: &StakingParams) -> Result<(), Refusal> {
        // What reaches a protocol is read as one of its actions, and money alone is none.
        if matches!(self.to, Address::STAKING | Address::REWARDING) {
            return Err(Rule::SendToProtocol.into());
        }
        Ok(())
    }

    fn apply(&self, _ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(self.amount)
            .map_err(|_| Refusal::from(Rule::SendBalance))?;
        effects.transfers.push(Transfer {
            kind: TransferKind::Native,
            from: Party::Account(ctx.caller),
            to: Party::Account(self.to),
            amount: self.amount,
        });
        Ok(())
    }

    fn sentence(&self, _ledger: &Ledger, _ctx: &Context) -> String {
        let with = match self.payload.len() {
            0 => String::new(),
            1 => ", with a memo of 1 byte".to_owned(),
            bytes => format!(", with a memo of {bytes} bytes"),
        };
        format!("Send {} IOTX to {}{with}.", self.amount.for_people(), self.to)
    }

    fn recipient(&self) -> Option<Address> {
        Some(self.to)
    }

    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        match self.to.is_zero() {
            true => Err(Rule::ZeroRecipient.into()),
            false => Ok(()),
        }
    }

    fn cautions(&self, _ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let mut rules = Vec::new();
        if self.to == ctx.caller {
            rules.push(Rule::SendToOneself);
        }
        if self.amount.is_zero() {
            rules.push(Rule::SendNothing);
        }
        rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FailsAs, actions::testing::*};

    fn send(to: Address, iotx: u64) -> Send {
        Send {
            to,
            amount: Amount::from_iotx(iotx),
            payload: Vec::new(),
        }
    }

    #[test]
    fn the_money_and_nothing_else_moves() {
        let mut ledger = Ledger::default();
        let effects = done(&send(REWARD, 7), &mut ledger, STRANGER);
        assert_eq!(ledger, Ledger::default());
        assert!(effects.logs().is_empty());
        let [moved] = effects.transfers[..] else {
            panic!("one transfer")
        };
        assert_eq!((moved.to, moved.amount), (Party::Account(REWARD), Amount::from_iotx(7)));
    }

    #[test]
    fn more_than_the_balance_less_the_fee_a_protocol_and_nobody_are_refused() {
        let (refusal, _) = refused(&send(REWARD, 1_000), &mut Ledger::default(), STRANGER);
        assert_eq!(refusal.rule.fails_as(), FailsAs::Refused);
        let ctx = context(STRANGER);
        let protocol = send(Address::STAKING, 1).admit(&ctx.params.staking).unwrap_err();
        assert_eq!(protocol.rule, Rule::SendToProtocol);
        let nobody = send(Address::ZERO, 1).forbid(&Ledger::default(), &ctx).unwrap_err();
        assert_eq!(nobody.rule, Rule::ZeroRecipient);
    }
}
