//! Names: of accounts and contracts, of buckets and transactions, of a delegate's node.

mod address;
mod bls;
mod chain;
mod keccak;
mod naming;

pub use self::{
    address::{Address, AddressError},
    bls::{BlsKey, BlsKeyError},
    chain::{BucketId, BucketIdError, Calldata, Hash},
    keccak::{hash160, keccak256},
};
