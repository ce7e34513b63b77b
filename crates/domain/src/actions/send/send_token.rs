//! Send tokens of a contract (ERC-20).

use serde::{Deserialize, Serialize};

use super::{
    super::Rules,
    tokens::{called, counted, not_lost, to_mind},
};
use crate::{
    Address, Amount, Context, Effects, Ledger, Phrase, Refusal, Rule, TokenAmount, TokenTouch, Touch,
    actions::TokenGrant, phrase,
};

/// Send `quantity` of a token to `to`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SendToken {
    /// The token's contract.
    pub token: Address,
    /// Who gets it.
    pub to: Address,
    /// How much, and the decimals that the person reckoned with: where the contract has others, it is refused.
    pub quantity: TokenAmount,
}

impl Rules for SendToken {
    fn method(&self) -> &'static str {
        "transfer"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(Amount::ZERO)?;
        let token = counted(self.token, &self.quantity, ledger)?;
        let left = token.balance(ctx.caller).units.checked_sub(&self.quantity.units);
        let left = left.ok_or(Refusal::from(Rule::TokenBalance))?;
        token.balances.insert(ctx.caller, left);
        let got = token.balance(self.to).units.checked_add(&self.quantity.units);
        token
            .balances
            .insert(self.to, got.ok_or(Refusal::from(Rule::TokenBalance))?);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        let called = called(self.token, ledger);
        phrase!("Send {} {} to {}.", self.quantity.for_people(), called, self.to)
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        let token = TokenTouch {
            contract: self.token,
            id: None,
            holders: vec![caller, self.to],
            decimals: Some(self.quantity.decimals),
        };
        vec![Touch::Recipient(self.to), Touch::Token(token)]
    }

    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        not_lost(self.token, self.to)
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let mut rules = to_mind(ledger, self.token, self.to, ctx);
        if self.quantity.units.is_zero() {
            rules.push(Rule::SendNothing);
        }
        rules
    }

    fn grants(&self) -> Option<TokenGrant> {
        Some(TokenGrant {
            token: self.token,
            to: self.to,
            most: self.quantity.clone(),
            number: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{Token, TokenForm, actions::testing::*};

    const COIN: Address = Address::from_bytes([9; 20]);

    fn holding(units: u64) -> Ledger {
        let coin = Token {
            form: TokenForm::Erc20,
            name: Some("Test Coin".into()),
            symbol: Some("TCOIN".into()),
            decimals: Some(6),
            changed: false,
            listed: true,
            balances: BTreeMap::from([(STRANGER, units.into())]),
            holders: BTreeMap::new(),
            allowances: BTreeMap::new(),
        };
        let mut ledger = Ledger::default();
        ledger.tokens.insert(COIN, coin);
        ledger
    }

    fn send(text: &str, decimals: u8) -> SendToken {
        SendToken {
            token: COIN,
            to: REWARD,
            quantity: TokenAmount::parse(text, decimals).unwrap(),
        }
    }

    #[test]
    fn what_is_sent_moves_exactly() {
        let mut ledger = holding(2_500_000);
        assert_eq!(
            send("1.5", 6).sentence(&ledger, &context(STRANGER)).to_string(),
            format!("Send 1.5 TCOIN to {REWARD}.")
        );
        done(&send("1.5", 6), &mut ledger, STRANGER);
        let coin = &ledger.tokens[&COIN];
        assert_eq!(coin.balance(STRANGER).to_text(), "1");
        assert_eq!(coin.balance(REWARD).to_text(), "1.5");
    }

    #[test]
    fn more_than_is_held_other_decimals_and_no_token_are_refused() {
        let refuses = |send: &SendToken, ledger: &mut Ledger| refused(send, ledger, STRANGER).0.rule;
        assert_eq!(refuses(&send("2.6", 6), &mut holding(2_500_000)), Rule::TokenBalance);
        assert_eq!(refuses(&send("1", 18), &mut holding(2_500_000)), Rule::TokenDecimals);
        assert_eq!(refuses(&send("1", 6), &mut Ledger::default()), Rule::TokenUnknown);
        let mut changed = holding(2_500_000);
        changed.tokens.get_mut(&COIN).unwrap().changed = true;
        assert_eq!(refuses(&send("1", 6), &mut changed), Rule::TokenDecimalsChanged);
        let lost = |to| SendToken { to, ..send("1", 6) }.forbid(&holding(1), &context(STRANGER));
        assert_eq!(lost(COIN).unwrap_err().rule, Rule::TokenLost);
        assert_eq!(lost(Address::REWARDING).unwrap_err().rule, Rule::TokenLost);
        assert_eq!(lost(Address::ZERO).unwrap_err().rule, Rule::ZeroRecipient);
    }

    #[test]
    fn a_token_that_is_on_no_list_is_called_by_its_address() {
        let mut ledger = holding(1);
        ledger.tokens.get_mut(&COIN).unwrap().listed = false;
        let ctx = context(STRANGER);
        assert!(
            send("1", 6)
                .sentence(&ledger, &ctx)
                .to_string()
                .contains(&COIN.to_string())
        );
        assert_eq!(send("1", 6).cautions(&ledger, &ctx), [Rule::TokenUnlisted]);
    }
}
