//! A signed Ethereum transaction as the node takes it: read from raw bytes, its sender recovered.

mod decode;
mod signature;

use ballast_domain::{Address, Hash};
use ethers_core::types::U256;
use serde::{Deserialize, Serialize};

pub(crate) use decode::decode;

/// The forms of a transaction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Kind {
    Legacy = 0,
    AccessList = 1,
    DynamicFee = 2,
    Blob = 3,
    SetCode = 4,
}

/// One entry of an access list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct AccessItem {
    pub address: Address,
    pub keys: Vec<Hash>,
}

/// A delegation of an account to a contract's code (EIP-7702).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Authorization {
    pub chain_id: U256,
    pub address: Address,
    pub nonce: u64,
    pub y_parity: U256,
    pub r: U256,
    pub s: U256,
}

/// A signed transaction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Tx {
    pub kind: Kind,
    /// `None` for a signature without replay protection.
    pub chain_id: Option<U256>,
    pub nonce: u64,
    /// The most it pays for a unit of gas; the gas price itself in the older forms.
    pub fee_cap: U256,
    /// The most of that which may go to the producer; the gas price itself in the older forms.
    pub tip_cap: U256,
    pub gas: u64,
    /// `None` creates a contract.
    pub to: Option<Address>,
    pub value: U256,
    pub data: Vec<u8>,
    pub access_list: Vec<AccessItem>,
    pub authorizations: Vec<Authorization>,
    pub blob_fee_cap: Option<U256>,
    pub blob_hashes: Vec<Hash>,
    pub v: U256,
    pub r: U256,
    pub s: U256,
    /// Recovered from the signature.
    pub from: Address,
    pub hash: Hash,
}

impl Tx {
    /// What a unit of gas costs at this base fee, of which `.1` goes to the producer.
    pub fn effective_price(&self, base_fee: U256) -> (U256, U256) {
        let tip = self.tip_cap.min(self.fee_cap.saturating_sub(base_fee));
        (base_fee.saturating_add(tip), tip)
    }

    /// Gas that the access list and the delegations cost.
    pub fn list_gas(&self) -> u64 {
        const PER_ADDRESS: u64 = 2_400;
        const PER_KEY: u64 = 1_900;
        const PER_AUTHORIZATION: u64 = 25_000;
        let keys: usize = self.access_list.iter().map(|item| item.keys.len()).sum();
        self.access_list.len() as u64 * PER_ADDRESS
            + keys as u64 * PER_KEY
            + self.authorizations.len() as u64 * PER_AUTHORIZATION
    }
}
