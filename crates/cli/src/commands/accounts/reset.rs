//! `accounts reset-password`: a new password by a recovery phrase.

use std::mem::take;

use ballast_api::{ResetView, calls};
use ballast_wallet::Wallet;

use crate::{
    Done, Outcome,
    globals::Globals,
    output,
    password::{agreed, new_password, secret_from_input},
};

pub(super) async fn run(wallet: &Wallet, globals: &Globals, yes: bool) -> Outcome {
    let phrase = secret_from_input("Recovery phrase")?;
    let look = calls::LookAtReset {
        phrase: phrase.to_string(),
    };
    show(&wallet.call(&look).await?);
    if !yes && !agreed("Set a new password?")? {
        return Ok(Done::Refused);
    }
    let password = take(&mut *new_password(wallet, globals.password_fd).await?);
    let phrase = phrase.to_string();
    let reset = wallet.call(&calls::ResetPassword { phrase, password }).await?;
    match globals.json {
        true => output::json(&reset),
        false => println!("The new password is set. The old file is kept as {}.", reset.aside),
    }
    Ok(Done::Ok)
}

fn show(view: &ResetView) {
    for account in &view.kept {
        eprintln!("kept: {} {}", account.label, account.address);
    }
    for account in &view.lost {
        eprintln!("watched only from now on: {} {}", account.label, account.address);
    }
    if !view.lost.is_empty() {
        eprintln!(
            "Their keys are in the old file alone, which still opens by its own password, or come from elsewhere."
        );
    }
}
