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
    /// How many decimals an amount of it has: none, where its contract was read and says none; not known, where nothing could
    /// be read.
    pub fn counted_with(&self) -> Option<u8> {
        self.decimals.or_else(|| self.amount.as_ref().map(|held| held.decimals))
    }

    /// Its short name, or what stands for one.
    pub fn word(&self) -> String {
        let word = self.symbol.clone().or_else(|| self.name.clone());
        word.unwrap_or_else(|| "no name".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_that_could_not_be_read_are_not_taken_for_none() {
        let read = TokenView {
            contract: Address::ZERO,
            form: TokenForm::Erc20,
            name: None,
            symbol: None,
            decimals: None,
            listed: false,
            amount: Some(TokenAmount::new(7.into(), 0)),
            ids: Vec::new(),
        };
        assert_eq!(read.counted_with(), Some(0));
        let unread = TokenView { amount: None, ..read };
        assert_eq!(unread.counted_with(), None);
        let known = TokenView {
            decimals: Some(18),
            ..unread
        };
        assert_eq!(known.counted_with(), Some(18));
    }
}
