//! Tokens that contracts keep: what a review has to know of one.

mod amount;
mod text;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use amount::{TokenAmount, TokenAmountError, Units};
pub use text::shown_text;

use crate::{Address, Named, Phrase, phrase};

/// Which standard a token's contract follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TokenForm {
    /// Amounts of something (ERC-20).
    Erc20,
    /// Single things with numbers (ERC-721).
    Erc721,
}

/// A token as far as its contract has said what an action needs. Its words are its own: anybody can give a token any
/// name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Token {
    /// Its standard.
    pub form: TokenForm,
    /// What it calls itself; none where it says nothing that can be shown.
    pub name: Option<String>,
    /// Its short name.
    pub symbol: Option<String>,
    /// How many decimals people write it with; none where it does not say, and then its smallest unit is counted.
    pub decimals: Option<u8>,
    /// Whether the token's contract gives other decimals now than when the person added it; those that were kept then stand here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub changed: bool,
    /// Whether it is on the wallet's own list, so that its name can be believed.
    pub listed: bool,
    /// Who holds how much (ERC-20).
    pub balances: BTreeMap<Address, Units>,
    /// Who holds which (ERC-721).
    pub holders: BTreeMap<Units, Address>,
    /// How much of an account's may be taken, and by whom (ERC-20).
    #[serde(default)]
    pub allowances: BTreeMap<Address, BTreeMap<Address, Units>>,
}

impl Token {
    /// Adds who holds what, as it was read for another action on the same token.
    pub fn learn(&mut self, other: Self) {
        self.balances.extend(other.balances);
        self.holders.extend(other.holders);
        for (owner, allowed) in other.allowances {
            self.allowances.entry(owner).or_default().extend(allowed);
        }
    }

    /// How much of what `owner` holds `spender` may take; none where that was not read.
    pub fn allowance(&self, owner: Address, spender: Address) -> Option<TokenAmount> {
        let units = self.allowances.get(&owner)?.get(&spender)?.clone();
        Some(TokenAmount::new(units, self.counted_with()))
    }

    /// What an account holds.
    pub fn balance(&self, account: Address) -> TokenAmount {
        let units = self.balances.get(&account).cloned().unwrap_or_default();
        TokenAmount::new(units, self.counted_with())
    }

    /// The decimals that amounts of it are written with.
    pub fn counted_with(&self) -> u8 {
        self.decimals.unwrap_or(0)
    }

    /// How it is called where it stands at `at`: by its own word where the wallet knows it, else by its address too.
    pub fn called(&self, at: Address) -> Phrase {
        let word = self.symbol.as_ref().or(self.name.as_ref());
        match (word, self.listed) {
            (Some(word), true) => Phrase::naming(Named::Account(at), word),
            (Some(word), false) => phrase!("tokens of {}, which call themselves {}", at, word),
            (None, _) => phrase!("tokens of {}", at),
        }
    }
}
