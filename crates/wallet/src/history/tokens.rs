//! Tokens that came or went, as a receipt's logs tell of them.

use ballast_api::TokenMove;
use ballast_chain::{Receipt, TokenTransfer, token_transfers};
use ballast_domain::{Intent, Network, TokenAmount};

use crate::tokens::listed_at;

/// Those of the intent's account. Bucket NFTs move as tokens do, and are told of as buckets.
pub(super) fn moved(intent: &Intent, receipt: &Receipt, network: Network) -> Vec<TokenMove> {
    let (account, buckets) = (intent.account, &network.params().staking_contracts);
    let of_account = |moved: &TokenTransfer| (moved.from == account) != (moved.to == account);
    let all = token_transfers(receipt).into_iter();
    all.filter(|moved| of_account(moved) && !buckets.contains(&moved.token))
        .map(|moved| one(intent, moved, network))
        .collect()
}

fn one(intent: &Intent, moved: TokenTransfer, network: Network) -> TokenMove {
    let listed = listed_at(network, moved.token);
    // What was approved was reckoned with the contract's own decimals.
    let approved = intent.token().filter(|token| token.contract == moved.token);
    let approved = approved.and_then(|token| token.decimals);
    let decimals = listed.as_ref().and_then(|token| token.decimals).or(approved);
    let (amount, number) = match moved.single {
        true => (None, Some(moved.units)),
        false => (Some(TokenAmount::new(moved.units, decimals.unwrap_or(0))), None),
    };
    TokenMove {
        token: moved.token,
        symbol: listed.map(|token| token.symbol),
        came: moved.to == intent.account,
        amount,
        number,
    }
}
