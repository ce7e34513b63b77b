//! Whom one pays, and what one holds beside IOTX.

use ballast_domain::{Address, Timestamp, TokenAmount, TokenForm, Units};
use serde::{Deserialize, Serialize};

/// An entry of the address book.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactView {
    /// Whose.
    pub address: Address,
    /// How it is called: 1 to 40 characters, no two alike.
    pub name: String,
    /// Anything else; may be empty.
    pub note: String,
    /// Since when, by this machine's clock.
    pub added: Timestamp,
}

/// A token, and what accounts hold of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TokenView {
    /// Its contract.
    pub contract: Address,
    /// Its standard.
    pub form: TokenForm,
    /// What it calls itself, or the wallet's list calls it.
    pub name: Option<String>,
    /// Its short name.
    pub symbol: Option<String>,
    /// The decimals of its amounts; none where it does not say, and then its smallest unit is counted.
    pub decimals: Option<u8>,
    /// Whether it is on the wallet's list, so that its name can be believed.
    pub listed: bool,
    /// What is held of it, or how many; none where the contract does not say.
    pub amount: Option<TokenAmount>,
    /// Which ones, the first of them, where its contract lists them.
    pub ids: Vec<Units>,
}

impl TokenView {
    /// Its short name, or what stands for one.
    pub fn word(&self) -> String {
        let word = self.symbol.clone().or_else(|| self.name.clone());
        word.unwrap_or_else(|| "no name".to_owned())
    }
}
