//! Keys and accounts as people handle them: make, import, look for, watch, unlock.

mod accounts;
mod import;
mod make;
mod more;
mod phrases;
mod reset;
mod scan;
mod strength;
mod unlock;

pub(crate) use strength::estimate;

use ballast_domain::Address;
use ballast_vault::{Mnemonic, NewAccount, Root, Scheme, SecretString};

/// The account that a new phrase begins with: SLIP-44's coin type of IoTeX.
const FIRST: Scheme = Scheme::Iotex;

/// Moves a secret out of the request that brought it.
fn secret(text: &mut String) -> SecretString {
    SecretString::from(std::mem::take(text))
}

fn account(scheme: Scheme, index: u32, label: String) -> NewAccount {
    NewAccount { scheme, index, label }
}

/// The address of an account of a phrase that need not be in the vault.
fn address_of(mnemonic: &Mnemonic, scheme: Scheme, index: u32) -> ballast_vault::Result<Address> {
    Root::new(mnemonic)?.branch(scheme)?.address(index)
}
