//! Keys and accounts as people handle them: make, import, look for, watch, unlock.

mod accounts;
mod import;
mod make;
mod scan;
mod unlock;

use ballast_vault::{NewAccount, Scheme, SecretString};

/// The account that a new phrase begins with: SLIP-44's coin type of IoTeX.
const FIRST: Scheme = Scheme::Iotex;

fn secret(text: String) -> SecretString {
    SecretString::from(text)
}

fn account(scheme: Scheme, index: u32, label: String) -> NewAccount {
    NewAccount { scheme, index, label }
}
