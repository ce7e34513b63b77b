//! `accounts`: list, import, search, watch.

use std::mem::take;

use ballast_api::{AccountView, Failure, Origin, PhraseView, Search, VaultState, calls, failure_of_address};
use ballast_wallet::Wallet;
use clap::Subcommand;

use super::reset;
use crate::{
    Done, Outcome,
    globals::Globals,
    output,
    password::{Secret, new_password, password, secret_from_input},
    whose, wrong_usage,
};

#[derive(Subcommand)]
pub(crate) enum AddAccount {
    /// Import a recovery phrase from standard input, and look for its accounts. Exits 1 when a node did not answer, so that
    /// some may be missing: they are looked for again by `accounts search`.
    ImportPhrase,
    /// Look for the accounts of a recovery phrase again. Exits 1 as `import-phrase` does.
    Search {
        /// Which phrase, by the number that `accounts phrases` shows; the first without it.
        #[arg(long, value_name = "N")]
        phrase: Option<u32>,
    },
    /// List the wallet's recovery phrases, without their words.
    Phrases,
    /// Add an account of a recovery phrase: the next of IoTeX's own path, or the one that a path names.
    Add {
        /// Which phrase, by the number that `accounts phrases` shows; the first without it.
        #[arg(long, value_name = "N")]
        phrase: Option<u32>,
        /// One of the four paths in use with a number for i: m/44'/304'/0'/0/i, m/44'/304'/0'/i, m/44'/60'/0'/0/i,
        /// m/44'/60'/i'/0/0.
        #[arg(long)]
        path: Option<String>,
    },
    /// Stop watching an address.
    Unwatch {
        /// 0x or io1: what is watched is meant by no name.
        address: String,
    },
    /// Set a new password by a recovery phrase of this wallet, from standard input, where the old one is forgotten. The
    /// old file is kept, and keys that the phrase does not derive are in it alone.
    ResetPassword {
        /// Do not ask whether to go on.
        #[arg(long)]
        yes: bool,
    },
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
        /// 0x, io1 or a name of the wallet's own.
        address: String,
    },
}

pub(crate) async fn run(globals: &Globals, add: Option<&AddAccount>) -> Outcome {
    let wallet = globals.wallet().await?;
    match add {
        None => {}
        Some(AddAccount::ImportPhrase) => {
            let password = take(&mut *any_password(&wallet, globals).await?);
            let phrase = take(&mut *secret_from_input("Recovery phrase")?);
            let search = wallet
                .call(&calls::ImportPhrase {
                    phrase,
                    password,
                    use_keyring: false,
                })
                .await?;
            return searched(&wallet, &search, globals.json).await;
        }
        Some(AddAccount::Search { phrase }) => {
            let which = open(&wallet, globals, *phrase).await?;
            let search = wallet.call(&calls::SearchPhrase { which }).await?;
            return searched(&wallet, &search, globals.json).await;
        }
        Some(AddAccount::Phrases) => return phrases(&wallet, globals.json).await,
        Some(AddAccount::Add { phrase, path }) => {
            let which = open(&wallet, globals, *phrase).await?;
            let path = path.clone();
            wallet.call(&calls::AddAccount { which, path }).await?;
        }
        Some(AddAccount::Unwatch { address }) => {
            let address = address.parse().map_err(|e| failure_of_address(&e))?;
            wallet.call(&calls::UnwatchAddress { address }).await?;
        }
        Some(AddAccount::ResetPassword { yes }) => return reset::run(&wallet, globals, *yes).await,
        Some(AddAccount::ImportKey) => {
            let password = take(&mut *any_password(&wallet, globals).await?);
            let key = take(&mut *secret_from_input("Private key")?);
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
            let account = match whose::address(address)? {
                Some(account) => account,
                None => whose::account(&wallet, address).await?,
            };
            wallet.call(&calls::AskPracticeMoney { account }).await?;
        }
    }
    list(&wallet, globals.json).await?;
    Ok(Done::Ok)
}

async fn list(wallet: &Wallet, json: bool) -> Result<(), Failure> {
    let status = wallet.call(&calls::GetStatus {}).await?;
    if json {
        output::json(&status.accounts);
        return Ok(());
    }
    let phrases = wallet.call(&calls::GetPhrases {}).await?;
    let rows: Vec<_> = status.accounts.iter().map(|account| row(account, &phrases)).collect();
    output::table(["name", "address", "io1", "key"], &rows);
    Ok(())
}

/// The vault's password: a new one where there is no vault yet.
async fn any_password(wallet: &Wallet, globals: &Globals) -> Result<Secret, Failure> {
    match wallet.call(&calls::GetStatus {}).await?.vault {
        VaultState::None => new_password(wallet, globals.password_fd).await,
        _ => password(globals.password_fd),
    }
}

/// Opens the vault, and finds the phrase of a number that people count by.
async fn open(wallet: &Wallet, globals: &Globals, number: Option<u32>) -> Result<Option<u32>, Failure> {
    let password = take(&mut *password(globals.password_fd)?);
    wallet.call(&calls::Unlock { password }).await?;
    let Some(number) = number else { return Ok(None) };
    let all = wallet.call(&calls::GetPhrases {}).await?;
    let found = all.iter().find(|phrase| phrase.number == number);
    match found {
        Some(phrase) => Ok(Some(phrase.phrase)),
        None => Err(wrong_usage(format!(
            "There is no phrase {number}; there are {}.",
            all.len()
        ))),
    }
}

/// Tells what a search found, and whether it was whole.
async fn searched(wallet: &Wallet, search: &Search, json: bool) -> Outcome {
    match json {
        true => output::json(&search.found),
        false => list(wallet, false).await?,
    }
    let Some(missed) = &search.missed else {
        return Ok(Done::Ok);
    };
    eprintln!("Not all could be looked at, so accounts may be missing. `accounts search` looks again.");
    output::failure(missed, false);
    Ok(Done::Refused)
}

async fn phrases(wallet: &Wallet, json: bool) -> Outcome {
    let all = wallet.call(&calls::GetPhrases {}).await?;
    if json {
        output::json(&all);
        return Ok(Done::Ok);
    }
    let row = |phrase: &PhraseView| {
        [
            phrase.number.to_string(),
            phrase.words.to_string(),
            phrase.accounts.to_string(),
            if phrase.backed_up {
                "written down"
            } else {
                "not written down yet"
            }
            .to_owned(),
            if phrase.searched {
                "searched"
            } else {
                "not searched to the end"
            }
            .to_owned(),
        ]
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    output::table(["phrase", "words", "accounts", "", ""], &rows);
    Ok(Done::Ok)
}

fn row(account: &AccountView, phrases: &[PhraseView]) -> [String; 4] {
    let key = match &account.origin {
        Origin::Phrase { path, phrase, .. } => match phrases.iter().find(|p| p.phrase == *phrase) {
            Some(of) if phrases.len() > 1 => format!("{path}, phrase {}", of.number),
            _ => path.clone(),
        },
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
