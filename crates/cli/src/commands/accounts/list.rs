//! `accounts`: list, import, watch.

use std::mem::take;

use ballast_api::{AccountView, Origin, calls, failure_of_address};
use clap::Subcommand;

use crate::{
    Done, Outcome,
    globals::Globals,
    output,
    password::{password, secret_from_input},
};

#[derive(Subcommand)]
pub(crate) enum AddAccount {
    /// Import a recovery phrase from standard input, and look for its accounts.
    ImportPhrase,
    /// Import a private key from standard input.
    ImportKey,
    /// Watch an address.
    Watch {
        /// 0x or io1.
        address: String,
        /// A name for it.
        #[arg(long, default_value = "")]
        label: String,
    },
    /// Ask the practice network for money.
    Fund {
        /// 0x or io1.
        address: String,
    },
}

pub(crate) async fn run(globals: &Globals, add: Option<&AddAccount>) -> Outcome {
    let wallet = globals.wallet().await?;
    match add {
        None => {}
        Some(AddAccount::ImportPhrase) => {
            let password = take(&mut *password(globals.password_fd)?);
            let phrase = take(&mut *secret_from_input()?);
            let found = wallet
                .call(&calls::ImportPhrase {
                    phrase,
                    password,
                    use_keyring: false,
                })
                .await?;
            if globals.json {
                output::json(&found);
                return Ok(Done::Ok);
            }
        }
        Some(AddAccount::ImportKey) => {
            let password = take(&mut *password(globals.password_fd)?);
            let key = take(&mut *secret_from_input()?);
            wallet
                .call(&calls::ImportKey {
                    key,
                    password,
                    use_keyring: false,
                })
                .await?;
        }
        Some(AddAccount::Watch { address, label }) => {
            wallet
                .call(&calls::WatchAddress {
                    address: address.clone(),
                    label: label.clone(),
                })
                .await?;
        }
        Some(AddAccount::Fund { address }) => {
            let account = address.parse().map_err(|e| failure_of_address(&e))?;
            wallet.call(&calls::AskPracticeMoney { account }).await?;
        }
    }
    let status = wallet.call(&calls::GetStatus {}).await?;
    if globals.json {
        output::json(&status.accounts);
        return Ok(Done::Ok);
    }
    let rows: Vec<_> = status.accounts.iter().map(row).collect();
    output::table(["name", "address", "io1", "key"], &rows);
    Ok(Done::Ok)
}

fn row(account: &AccountView) -> [String; 4] {
    let key = match &account.origin {
        Origin::Phrase { path, .. } => path.clone(),
        Origin::Key => "imported".into(),
        Origin::Watch => "watched".into(),
    };
    [
        account.label.clone(),
        account.address.to_string(),
        account.address.to_io1(),
        key,
    ]
}
