//! Let somebody take tokens of a contract (ERC-20), or no more.

use serde::{Deserialize, Serialize};

use super::{
    super::Rules,
    tokens::{called, counted, not_lost},
};
use crate::{
    Address, Amount, Context, Effects, Ledger, Phrase, Refusal, Rule, TokenAmount, TokenTouch, Touch,
    actions::TokenGrant, phrase,
};

/// Let `spender` take up to `quantity` of a token; 0 takes an allowance back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AllowToken {
    /// The token's contract.
    pub token: Address,
    /// Who may take it: a contract, as a rule.
    pub spender: Address,
    /// How much in all, whatever was allowed before, and the decimals that the person reckoned with: where the contract
    /// has others, it is refused.
    pub quantity: TokenAmount,
}

impl Rules for AllowToken {
    fn method(&self) -> &'static str {
        "approve"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(Amount::ZERO)?;
        let token = counted(self.token, &self.quantity, ledger)?;
        let allowed = token.allowances.entry(ctx.caller).or_default();
        allowed.insert(self.spender, self.quantity.units.clone());
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        let called = called(self.token, ledger);
        match self.quantity.units.is_zero() {
            true => phrase!("Let {} take no {} of yours any more.", self.spender, called),
            false => phrase!(
                "Let {} take up to {} {} of yours.",
                self.spender,
                self.quantity.for_people(),
                called
            ),
        }
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        let token = TokenTouch {
            contract: self.token,
            id: None,
            holders: vec![caller],
            decimals: Some(self.quantity.decimals),
        };
        let allowance = Touch::Allowance {
            token: self.token,
            owner: caller,
            spender: self.spender,
        };
        vec![Touch::Recipient(self.spender), Touch::Token(token), allowance]
    }

    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        not_lost(self.token, self.spender)
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let token = ledger.tokens.get(&self.token);
        let gives = !self.quantity.units.is_zero();
        let held = token.map(|token| token.balance(ctx.caller).units);
        let each = [
            (!token.is_some_and(|token| token.listed), Rule::TokenUnlisted),
            (gives && !ledger.codes.contains(&self.spender), Rule::AllowPerson),
            (
                gives && held.is_some_and(|held| self.quantity.units > held),
                Rule::AllowMore,
            ),
        ];
        each.into_iter().filter_map(|(is, rule)| is.then_some(rule)).collect()
    }

    fn grants(&self) -> Option<TokenGrant> {
        Some(TokenGrant {
            token: self.token,
            to: self.spender,
            most: self.quantity.clone(),
            number: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

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
        let mut ledger = Ledger {
            codes: BTreeSet::from([REWARD]),
            ..Ledger::default()
        };
        ledger.tokens.insert(COIN, coin);
        ledger
    }

    fn allow(text: &str) -> AllowToken {
        AllowToken {
            token: COIN,
            spender: REWARD,
            quantity: TokenAmount::parse(text, 6).unwrap(),
        }
    }

    #[test]
    fn an_allowance_is_given_in_place_of_the_one_before_and_taken_back() {
        let mut ledger = holding(2_500_000);
        for text in ["2", "1.5", "0"] {
            done(&allow(text), &mut ledger, STRANGER);
            let allowed = ledger.tokens[&COIN].allowance(STRANGER, REWARD).unwrap();
            assert_eq!(allowed.to_text(), text);
        }
        assert_eq!(ledger.tokens[&COIN].balance(STRANGER).to_text(), "2.5", "nothing moves");
        let ctx = context(STRANGER);
        assert_eq!(
            allow("1.5").sentence(&ledger, &ctx).to_string(),
            format!("Let {REWARD} take up to 1.5 TCOIN of yours.")
        );
        assert_eq!(
            allow("0").sentence(&ledger, &ctx).to_string(),
            format!("Let {REWARD} take no TCOIN of yours any more.")
        );
    }

    #[test]
    fn what_is_no_token_counts_otherwise_or_could_never_use_it_is_refused() {
        let refuses = |allow: &AllowToken, ledger: &mut Ledger| refused(allow, ledger, STRANGER).0.rule;
        assert_eq!(refuses(&allow("1"), &mut Ledger::default()), Rule::TokenUnknown);
        let mut other = holding(1);
        other.tokens.get_mut(&COIN).unwrap().decimals = Some(18);
        assert_eq!(refuses(&allow("1"), &mut other), Rule::TokenDecimals);
        let lost = |spender| AllowToken { spender, ..allow("1") }.forbid(&holding(1), &context(STRANGER));
        assert_eq!(lost(COIN).unwrap_err().rule, Rule::TokenLost);
        assert_eq!(lost(Address::ZERO).unwrap_err().rule, Rule::ZeroRecipient);
    }

    #[test]
    fn who_is_no_contract_and_more_than_is_held_are_warned_of_and_taking_back_is_not() {
        let ctx = context(STRANGER);
        let mut ledger = holding(1_000_000);
        assert_eq!(allow("1").cautions(&ledger, &ctx), []);
        assert_eq!(allow("1.1").cautions(&ledger, &ctx), [Rule::AllowMore]);
        ledger.codes.clear();
        assert_eq!(allow("1").cautions(&ledger, &ctx), [Rule::AllowPerson]);
        assert_eq!(allow("0").cautions(&ledger, &ctx), []);
    }
}
