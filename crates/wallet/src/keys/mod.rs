//! Keys and accounts as people handle them: make, import, look for, watch, unlock.

mod accounts;
mod import;
mod make;
mod more;
mod scan;
mod unlock;

use ballast_vault::{NewAccount, Scheme, SecretString};

/// The account that a new phrase begins with: SLIP-44's coin type of IoTeX.
const FIRST: Scheme = Scheme::Iotex;

/// Moves a secret out of the request that brought it.
fn secret(text: &mut String) -> SecretString {
    SecretString::from(std::mem::take(text))
}

fn account(scheme: Scheme, index: u32, label: String) -> NewAccount {
    NewAccount { scheme, index, label }
}
