//! Send IOTX.

use serde::{Deserialize, Serialize};

use super::super::{Rules, words::belongs_to_somebody};
use crate::{
    Address, Amount, Context, Effects, Ledger, Party, Phrase, Refusal, Rule, StakingParams, Touch, Transfer,
    TransferKind, grouped, phrase,
};

/// Bytes of a memo. A node takes a transfer of 32 KiB, of which the rest of it is less than 200 bytes
/// (iotex-protocol.md §7.2).
const MOST_MEMO: usize = 32_000;

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

impl Rules for Send {
    fn method(&self) -> &'static str {
        "transfer"
    }

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

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        if self.calls_contract(ledger) {
            return phrase!(
                "Call the contract {} with {} bytes of data and {} IOTX.",
                self.to,
                grouped(self.payload.len() as u64),
                self.amount.for_people()
            );
        }
        let with = match self.payload.len() {
            0 => Phrase::default(),
            1 => ", with a memo of 1 byte".into(),
            bytes => phrase!(", with a memo of {} bytes", bytes),
        };
        phrase!("Send {} IOTX to {}{}.", self.amount.for_people(), self.to, with)
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Recipient(self.to)]
    }

    fn forbid(&self, ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        belongs_to_somebody(self.to)?;
        match self.payload.len() > MOST_MEMO && !self.calls_contract(ledger) {
            true => Err(Rule::MemoTooLong.into()),
            false => Ok(()),
        }
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let mut rules = Vec::new();
        if ledger.codes.contains(&self.to) {
            rules.push(match self.payload.is_empty() {
                true => Rule::SendToContract,
                false => Rule::SendCallsContract,
            });
        }
        if self.to == ctx.caller {
            rules.push(Rule::SendToOneself);
        }
        if self.amount.is_zero() && !self.calls_contract(ledger) {
            rules.push(Rule::SendNothing);
        }
        rules
    }
}

impl Send {
    /// Whether it makes a contract do what its data says: then it is no transfer, and the data no memo.
    pub fn calls_contract(&self, ledger: &Ledger) -> bool {
        !self.payload.is_empty() && ledger.codes.contains(&self.to)
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

    #[test]
    fn data_for_a_contract_is_a_call_and_no_memo() {
        let (mut ledger, ctx) = (Ledger::default(), context(STRANGER));
        let mut call = send(REWARD, 0);
        call.payload = vec![1, 2, 3];
        assert!(
            call.sentence(&ledger, &ctx)
                .to_string()
                .contains("with a memo of 3 bytes")
        );
        assert_eq!(call.cautions(&ledger, &ctx), [Rule::SendNothing]);
        ledger.codes.insert(REWARD);
        assert!(
            call.sentence(&ledger, &ctx)
                .to_string()
                .starts_with("Call the contract 0x")
        );
        assert_eq!(call.cautions(&ledger, &ctx), [Rule::SendCallsContract]);
        assert_eq!(send(REWARD, 1).cautions(&ledger, &ctx), [Rule::SendToContract]);
    }
}
