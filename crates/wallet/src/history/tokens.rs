//! Tokens that came or went, as a receipt's logs tell of them.

use ballast_api::TokenMove;
use ballast_chain::{Receipt, TokenTransfer, token_transfers};
use ballast_domain::{Address, NativeAction, Network, TokenAmount, actions::SendToken};

use crate::tokens::listed_at;

/// Those of an account. Bucket NFTs move as tokens do, and are told of as buckets.
pub(super) fn moved(account: Address, action: &NativeAction, receipt: &Receipt, network: Network) -> Vec<TokenMove> {
    let buckets = &network.params().staking_contracts;
    let of_account = |moved: &TokenTransfer| (moved.from == account) != (moved.to == account);
    let all = token_transfers(receipt).into_iter();
    all.filter(|moved| of_account(moved) && !buckets.contains(&moved.token))
        .map(|moved| one(account, action, moved, network))
        .collect()
}

fn one(account: Address, action: &NativeAction, moved: TokenTransfer, network: Network) -> TokenMove {
    let listed = listed_at(network, moved.token);
    let approved = match action {
        // What was approved was reckoned with the contract's own decimals.
        NativeAction::SendToken(SendToken { token, quantity, .. }) if *token == moved.token => Some(quantity.decimals),
        _ => None,
    };
    let decimals = listed.as_ref().and_then(|token| token.decimals).or(approved);
    let (amount, number) = match moved.single {
        true => (None, Some(moved.units)),
        false => (Some(TokenAmount::new(moved.units, decimals.unwrap_or(0))), None),
    };
    TokenMove {
        token: moved.token,
        symbol: listed.map(|token| token.symbol),
        came: moved.to == account,
        amount,
        number,
    }
}
