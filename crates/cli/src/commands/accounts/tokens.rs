//! `tokens`: what is held beside IOTX.

use ballast_api::{TokenView, calls, failure_of_address};
use ballast_domain::TokenForm;
use clap::Subcommand;

use crate::{Done, Outcome, globals::Globals, output, words};

#[derive(Subcommand)]
pub(crate) enum TokenChange {
    /// Add a token by its contract, 0x or io1.
    Add {
        /// Where it stands.
        contract: String,
    },
    /// Take out a token that was added.
    Remove {
        /// Where it stands.
        contract: String,
    },
}

pub(crate) async fn run(globals: &Globals, change: Option<&TokenChange>) -> Outcome {
    let wallet = globals.wallet().await?;
    match change {
        None => {}
        Some(TokenChange::Add { contract }) => {
            let contract = contract.parse().map_err(|e| failure_of_address(&e))?;
            wallet.call(&calls::AddToken { contract }).await?;
        }
        Some(TokenChange::Remove { contract }) => {
            let contract = contract.parse().map_err(|e| failure_of_address(&e))?;
            wallet.call(&calls::RemoveToken { contract }).await?;
        }
    }
    let all = wallet.call(&calls::GetTokens { account: None }).await?;
    if globals.json {
        output::json(&all);
        return Ok(Done::Ok);
    }
    let rows: Vec<_> = all.iter().map(row).collect();
    output::table(["held", "token", "", "contract"], &rows);
    Ok(Done::Ok)
}

fn row(token: &TokenView) -> [String; 4] {
    let known = match (token.listed, token.form) {
        (true, _) => "known",
        (false, TokenForm::Erc20) => "on no list",
        (false, TokenForm::Erc721) => "numbered, on no list",
    };
    [
        token
            .amount
            .as_ref()
            .map_or(words::UNKNOWN.into(), |held| held.to_text()),
        token.word(),
        known.into(),
        token.contract.to_string(),
    ]
}
