//! What the actions on a contract's tokens share: how they are called, which of them the ledger knows, and what becomes of
//! them.

use crate::{Address, Context, Ledger, Phrase, Refusal, Rule, Token, TokenAmount, TokenForm, phrase};

/// How a contract's tokens are called.
pub(super) fn called(token: Address, ledger: &Ledger) -> Phrase {
    let known = ledger.tokens.get(&token).map(|known| known.called(token));
    known.unwrap_or_else(|| phrase!("tokens of {}", token))
}

/// A contract's tokens, where they are known as such of `form`.
pub(super) fn known(token: Address, form: TokenForm, ledger: &mut Ledger) -> Result<&mut Token, Refusal> {
    let known = ledger.tokens.get_mut(&token).filter(|known| known.form == form);
    known.ok_or(Rule::TokenUnknown.into())
}

/// Tokens that are counted, where their contract counts them with the decimals that the person reckoned with.
pub(super) fn counted<'a>(
    token: Address,
    quantity: &TokenAmount,
    ledger: &'a mut Ledger,
) -> Result<&'a mut Token, Refusal> {
    let known = known(token, TokenForm::Erc20, ledger)?;
    match known.counted_with() == quantity.decimals {
        true if known.changed => Err(Rule::TokenDecimalsChanged.into()),
        true => Ok(known),
        false => Err(Rule::TokenDecimals.into()),
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
    let listed = ledger.tokens.get(&token).is_some_and(|token| token.listed);
    let each = [
        (!listed, Rule::TokenUnlisted),
        (ledger.codes.contains(&to), Rule::TokenToContract),
        (to == ctx.caller, Rule::SendToOneself),
    ];
    each.into_iter().filter_map(|(is, rule)| is.then_some(rule)).collect()
}
