//! Names: of accounts and contracts, of buckets and transactions, of a delegate's node.

mod address;
mod bls;
mod bls_proof;
mod chain;
mod contract_version;
mod keccak;
mod mistake;
mod pasted;

pub use self::{
    address::Address,
    bls::{BlsKey, BlsKeyError},
    bls_proof::{BlsProof, BlsProofError},
    chain::{BucketId, BucketIdError, Calldata, Hash},
    contract_version::ContractVersion,
    keccak::{hash160, keccak256},
    mistake::{AddressError, AddressForm},
};

#[cfg(feature = "curves")]
pub use self::bls_proof::{PROOF_DST, proof_message};
