//! Accounts: money, nonces, and the code and storage of contracts.

use std::collections::BTreeMap;

use ballast_domain::{Address, Amount, Hash};
use serde::{Deserialize, Serialize};

/// One account.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Account {
    /// The nonce that its next transaction must have.
    #[serde(default)]
    pub nonce: u64,
    pub balance: Amount,
    /// A contract's code; empty for people.
    #[serde(default, with = "hex_bytes", skip_serializing_if = "Vec::is_empty")]
    pub code: Vec<u8>,
    /// A contract's storage.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub storage: BTreeMap<Hash, Hash>,
}

/// All accounts; those that are absent are empty.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Accounts(BTreeMap<Address, Account>);

impl Accounts {
    pub fn get(&self, address: Address) -> Option<&Account> {
        self.0.get(&address)
    }

    pub fn entry(&mut self, address: Address) -> &mut Account {
        self.0.entry(address).or_default()
    }

    pub fn remove(&mut self, address: Address) {
        self.0.remove(&address);
    }

    pub fn balance(&self, address: Address) -> Amount {
        self.get(address).map_or(Amount::ZERO, |a| a.balance)
    }

    pub fn nonce(&self, address: Address) -> u64 {
        self.get(address).map_or(0, |a| a.nonce)
    }

    pub fn is_contract(&self, address: Address) -> bool {
        self.get(address).is_some_and(|a| !a.code.is_empty())
    }

    pub fn credit(&mut self, address: Address, amount: Amount) {
        let account = self.entry(address);
        account.balance = account.balance.saturating_add(amount);
    }

    /// Takes money; `false` and nothing taken where there is too little.
    pub fn debit(&mut self, address: Address, amount: Amount) -> bool {
        let account = self.entry(address);
        match account.balance.checked_sub(amount) {
            Some(rest) => {
                account.balance = rest;
                true
            }
            None => false,
        }
    }
}

mod hex_bytes {
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&hex::encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
        hex::decode(String::deserialize(d)?).map_err(de::Error::custom)
    }
}
