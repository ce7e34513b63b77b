//! The chain's accounts as the engine reads them, and what it changed as the chain takes it.

use std::convert::Infallible;

use ballast_domain::{Address, Amount, Hash, keccak256};
use ethers_core::types::U256;
use revm::{
    DatabaseRef,
    primitives::{self, B256, KECCAK_EMPTY, StorageKey, StorageValue},
    state::{AccountInfo, Bytecode, EvmState},
};

use crate::world::Accounts;

pub(super) fn to_revm(address: Address) -> primitives::Address {
    (*address.as_bytes()).into()
}

pub(super) fn from_revm(address: primitives::Address) -> Address {
    Address::from_bytes(address.0.0)
}

pub(super) fn to_word(value: U256) -> primitives::U256 {
    primitives::U256::from_limbs(value.0)
}

/// Reads the chain's state.
pub(super) struct View<'a> {
    pub accounts: &'a Accounts,
    pub hashes: &'a dyn Fn(u64) -> Option<Hash>,
}

impl DatabaseRef for View<'_> {
    type Error = Infallible;

    fn basic_ref(&self, address: primitives::Address) -> Result<Option<AccountInfo>, Infallible> {
        Ok(self.accounts.get(from_revm(address)).map(|account| {
            let balance = primitives::U256::from(account.balance.rau());
            if account.code.is_empty() {
                return AccountInfo::new(balance, account.nonce, KECCAK_EMPTY, Bytecode::default());
            }
            let hash = B256::from(keccak256(&account.code));
            AccountInfo::new(
                balance,
                account.nonce,
                hash,
                Bytecode::new_raw(account.code.clone().into()),
            )
        }))
    }

    fn code_by_hash_ref(&self, _: B256) -> Result<Bytecode, Infallible> {
        // Code always comes with the account.
        Ok(Bytecode::default())
    }

    fn storage_ref(&self, address: primitives::Address, index: StorageKey) -> Result<StorageValue, Infallible> {
        let value = self
            .accounts
            .get(from_revm(address))
            .and_then(|a| a.storage.get(&Hash(index.to_be_bytes())));
        Ok(value.map_or(StorageValue::ZERO, |word| StorageValue::from_be_bytes(word.0)))
    }

    fn block_hash_ref(&self, number: u64) -> Result<B256, Infallible> {
        Ok((self.hashes)(number).map_or(B256::ZERO, |hash| hash.0.into()))
    }
}

/// What a call changed.
pub(crate) struct Changes(pub(super) EvmState);

impl Changes {
    /// Makes the changes.
    pub fn apply(self, accounts: &mut Accounts) {
        for (address, changed) in self.0 {
            let address = from_revm(address);
            if changed.is_selfdestructed() {
                accounts.remove(address);
                continue;
            }
            if !changed.is_touched() || (changed.is_empty() && accounts.get(address).is_none()) {
                continue;
            }
            let account = accounts.entry(address);
            // Balances fit 128 bits, as all there is does.
            account.balance = Amount::from_rau(u128::try_from(changed.info.balance).unwrap_or(u128::MAX));
            account.nonce = changed.info.nonce;
            if let Some(code) = changed.info.code.as_ref().filter(|code| !code.is_empty()) {
                account.code = code.original_bytes().to_vec();
            }
            for (key, slot) in changed.changed_storage_slots() {
                let (key, value) = (Hash(key.to_be_bytes()), Hash(slot.present_value().to_be_bytes()));
                if value == Hash::default() {
                    account.storage.remove(&key);
                } else {
                    account.storage.insert(key, value);
                }
            }
        }
    }
}
