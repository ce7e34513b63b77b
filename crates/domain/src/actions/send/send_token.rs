//! Send tokens of a contract (ERC-20).

use serde::{Deserialize, Serialize};

use super::super::Rules;
use crate::{
    Address, Amount, Context, Effects, Ledger, Refusal, Rule, Token, TokenAmount, TokenForm, TokenTouch, Touch,
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
        let token = ledger.tokens.get_mut(&self.token);
        let token = token
            .filter(|token| token.form == TokenForm::Erc20)
            .ok_or(Refusal::from(Rule::TokenUnknown))?;
        if token.counted_with() != self.quantity.decimals {
            return Err(Rule::TokenDecimals.into());
        }
        let left = token.balance(ctx.caller).units.checked_sub(&self.quantity.units);
        let left = left.ok_or(Refusal::from(Rule::TokenBalance))?;
        token.balances.insert(ctx.caller, left);
        let got = token.balance(self.to).units.checked_add(&self.quantity.units);
        token
            .balances
            .insert(self.to, got.ok_or(Refusal::from(Rule::TokenBalance))?);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> String {
        let called = ledger.tokens.get(&self.token).map(|token| token.called(self.token));
        let called = called.unwrap_or_else(|| format!("tokens of {}", self.token));
        format!("Send {} {called} to {}.", self.quantity.for_people(), self.to)
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
}

/// Tokens go to somebody who can send them on.
pub(super) fn not_lost(token: Address, to: Address) -> Result<(), Refusal> {
    match to {
        Address::ZERO => Err(Rule::ZeroRecipient.into()),
        to if to == token || to.is_protocol() => Err(Rule::TokenLost.into()),
        _ => Ok(()),
    }
}

/// What to mind about a token and who gets it.
pub(super) fn to_mind(ledger: &Ledger, token: Address, to: Address, ctx: &Context) -> Vec<Rule> {
    let listed = ledger.tokens.get(&token).is_some_and(|token: &Token| token.listed);
    let each = [
        (!listed, Rule::TokenUnlisted),
        (ledger.codes.contains(&to), Rule::TokenToContract),
        (to == ctx.caller, Rule::SendToOneself),
    ];
    each.into_iter().filter_map(|(is, rule)| is.then_some(rule)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::actions::testing::*;

    const COIN: Address = Address::from_bytes([9; 20]);

    fn holding(units: u64) -> Ledger {
        let coin = Token {
            form: TokenForm::Erc20,
            name: Some("Test Coin".into()),
            symbol: Some("TCOIN".into()),
            decimals: Some(6),
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
            send("1.5", 6).sentence(&ledger, &context(STRANGER)),
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
        assert!(send("1", 6).sentence(&ledger, &ctx).contains(&COIN.to_string()));
        assert_eq!(send("1", 6).cautions(&ledger, &ctx), [Rule::TokenUnlisted]);
    }
}
