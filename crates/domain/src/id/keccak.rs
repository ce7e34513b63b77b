//! Keccak-256, the one hash of the chain.

use tiny_keccak::{Hasher, Keccak};

/// Keccak-256 of `data` (the pre-standard padding that Ethereum and IoTeX use, not SHA3-256).
pub fn keccak256(data: &[u8]) -> [u8; 32] {
    let mut hasher = Keccak::v256();
    hasher.update(data);
    let mut out = [0; 32];
    hasher.finalize(&mut out);
    out
}

/// The last 20 bytes of Keccak-256: how the chain names its built-in protocols and generated candidate ids.
pub fn hash160(data: &[u8]) -> [u8; 20] {
    let digest = keccak256(data);
    let mut out = [0; 20];
    out.copy_from_slice(&digest[12..]);
    out
}
