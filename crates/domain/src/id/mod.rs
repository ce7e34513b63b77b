//! Names: of accounts and contracts, of buckets and transactions, of a delegate's node.

mod address;
mod bls;
mod chain;
mod contract_version;
mod keccak;
mod mistake;
mod pasted;

pub use self::{
    address::Address,
    bls::{BlsKey, BlsKeyError},
    chain::{BucketId, BucketIdError, Calldata, Hash},
    contract_version::ContractVersion,
    keccak::{hash160, keccak256},
    mistake::{AddressError, AddressForm},
};
