//! `send`: IOTX, tokens by amount, and tokens by number, to an address or to somebody in the address book.

use ballast_api::{Failure, FailureKind, calls, failure_of_address};
use ballast_domain::{
    Action, Address, Amount, Intent, TokenAmount,
    actions::{Send, SendNft, SendToken},
};
use ballast_wallet::Wallet;

use super::{follow::Patience, one::carry_out};
use crate::{Outcome, globals::Globals, whose, wrong_usage};

#[derive(clap::Args)]
pub(crate) struct SendArgs {
    /// Who gets it: 0x, io1, or a name of the address book or of an account.
    to: String,
    /// How much: in IOTX, or of the token; max for all of it.
    #[arg(required_unless_present = "number")]
    amount: Option<String>,
    /// Who sends: 0x, io1, or the name of an own account; without it the wallet's first account with a key.
    #[arg(long, value_name = "ACCOUNT")]
    from: Option<String>,
    /// Send this token instead of IOTX: its contract.
    #[arg(long, value_name = "CONTRACT")]
    token: Option<String>,
    /// Send the one with this number of a token whose contract numbers them.
    #[arg(long, value_name = "N", requires = "token", conflicts_with = "amount")]
    number: Option<String>,
    /// Do not ask whether to go on.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    patience: Patience,
}

pub(crate) async fn run(globals: &Globals, wanted: &SendArgs) -> Outcome {
    let wallet = globals.wallet().await?;
    let account = whose::payer(&wallet, wanted.from.as_deref()).await?;
    let to = whose::anybody(&wallet, &wanted.to).await?;
    let action = action(&wallet, wanted, account, to).await?;
    let intent = Intent { account, action };
    carry_out(globals, &wallet, intent, wanted.yes, &wanted.patience).await
}

fn address(text: &str) -> Result<Address, Failure> {
    text.parse().map_err(|e| failure_of_address(&e))
}

async fn action(wallet: &Wallet, wanted: &SendArgs, account: Address, to: Address) -> Result<Action, Failure> {
    let amount = wanted.amount.as_deref().unwrap_or_default();
    let Some(token) = wanted.token.as_deref().map(address).transpose()? else {
        let amount = match amount {
            "max" => most(wallet, account, to).await?,
            text => text
                .parse::<Amount>()
                .map_err(|e| wrong_usage(format!("The amount: {e}.")))?,
        };
        let payload = Vec::new();
        return Ok(Send { to, amount, payload }.into());
    };
    if let Some(number) = &wanted.number {
        let id = number.parse().map_err(|e| wrong_usage(format!("--number: {e}.")))?;
        let from = account;
        return Ok(SendNft { token, id, from, to }.into());
    }
    let held = wallet.call(&calls::GetTokens { account: Some(account) }).await?;
    let held = held.into_iter().find(|view| view.contract == token).ok_or_else(|| {
        let sentence = "The account holds no such token that this wallet knows.";
        Failure::new(FailureKind::Input, "token.unknown", sentence)
            .help("`ballast-cli tokens add CONTRACT` adds a token.")
    })?;
    let quantity = match amount {
        "max" => held
            .amount
            .ok_or_else(|| wrong_usage("The token's contract does not say how much is held."))?,
        text => {
            let decimals = held
                .counted_with()
                .ok_or_else(|| wrong_usage("How the token counts is not known: its contract could not be read."))?;
            TokenAmount::parse(text, decimals).map_err(|e| wrong_usage(format!("The amount: {e}.")))?
        }
    };
    Ok(SendToken { token, to, quantity }.into())
}

/// All that can be sent at once.
async fn most(wallet: &Wallet, account: Address, to: Address) -> Result<Amount, Failure> {
    wallet.call(&calls::GetMostToSend { account, to: Some(to) }).await
}
