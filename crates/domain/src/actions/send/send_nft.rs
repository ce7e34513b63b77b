//! Send one token of a contract that numbers them (ERC-721).

use serde::{Deserialize, Serialize};

use super::{
    super::Rules,
    tokens::{called, known, not_lost, to_mind},
};
use crate::{
    Address, Amount, Context, Effects, Ledger, Phrase, Refusal, Rule, TokenAmount, TokenForm, TokenTouch, Touch, Units,
    actions::TokenGrant, phrase,
};

/// Send the token with number `id` to `to`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SendNft {
    /// The token's contract.
    pub token: Address,
    /// Which one of it.
    pub id: Units,
    /// Its holder, who sends this.
    pub from: Address,
    /// Who gets it.
    pub to: Address,
}

impl Rules for SendNft {
    fn method(&self) -> &'static str {
        "safeTransferFrom"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(Amount::ZERO)?;
        let token = known(self.token, TokenForm::Erc721, ledger)?;
        if self.from != ctx.caller || token.holders.get(&self.id) != Some(&ctx.caller) {
            return Err(Rule::TokenHolder.into());
        }
        token.holders.insert(self.id.clone(), self.to);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        let called = called(self.token, ledger);
        phrase!(
            "Give number {} of the {} to {}. It will not be yours any more.",
            &self.id,
            called,
            self.to
        )
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        let token = TokenTouch {
            contract: self.token,
            id: Some(self.id.clone()),
            holders: vec![caller, self.to],
            decimals: None,
        };
        vec![Touch::Recipient(self.to), Touch::Token(token)]
    }

    fn forbid(&self, _ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        if ctx.params.version_of(self.token).is_some() {
            return Err(Rule::TokenIsBucket.into());
        }
        not_lost(self.token, self.to)
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        to_mind(ledger, self.token, self.to, ctx)
    }

    fn gives_away(&self, _caller: Address) -> Option<Address> {
        Some(self.to)
    }

    fn grants(&self) -> Option<TokenGrant> {
        Some(TokenGrant {
            token: self.token,
            to: self.to,
            most: TokenAmount::new(1.into(), 0),
            number: Some(self.id.clone()),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{Token, actions::testing::*};

    #[test]
    fn only_its_holder_gives_it_away() {
        let badge = Address::from_bytes([9; 20]);
        let token = Token {
            form: TokenForm::Erc721,
            name: None,
            symbol: Some("BADGE".into()),
            decimals: None,
            changed: false,
            listed: true,
            balances: BTreeMap::new(),
            holders: BTreeMap::from([(7.into(), STRANGER)]),
            allowances: BTreeMap::new(),
        };
        let mut ledger = Ledger::default();
        ledger.tokens.insert(badge, token);
        let send = |id: u64| SendNft {
            token: badge,
            id: id.into(),
            from: STRANGER,
            to: REWARD,
        };
        assert_eq!(refused(&send(8), &mut ledger, STRANGER).0.rule, Rule::TokenHolder);
        assert_eq!(refused(&send(7), &mut ledger, REWARD).0.rule, Rule::TokenHolder);
        done(&send(7), &mut ledger, STRANGER);
        assert_eq!(ledger.tokens[&badge].holders[&Units::from(7)], REWARD);
    }

    #[test]
    fn a_bucket_nft_is_not_given_away_as_if_it_were_any_token() {
        let ctx = context(STRANGER);
        let send = |token: Address| SendNft {
            token,
            id: 7.into(),
            from: STRANGER,
            to: REWARD,
        };
        for contract in &ctx.params.staking_contracts {
            let refusal = send(*contract).forbid(&Ledger::default(), &ctx).unwrap_err();
            assert_eq!(refusal.rule, Rule::TokenIsBucket);
        }
        let badge = send(Address::from_bytes([9; 20]));
        assert_eq!(badge.forbid(&Ledger::default(), &ctx), Ok(()));
    }
}
