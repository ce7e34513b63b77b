//! Who signed: the sender's address from the digest and the signature.

use ballast_domain::{Address, keccak256};
use ethers_core::types::U256;
use k256::ecdsa::{RecoveryId, Signature, VerifyingKey};

/// The address whose key made this signature, if it is one.
pub(super) fn recover(digest: [u8; 32], r: U256, s: U256, y_odd: bool) -> Option<Address> {
    let mut bytes = [0; 64];
    r.to_big_endian(&mut bytes[..32]);
    s.to_big_endian(&mut bytes[32..]);
    let signature = Signature::from_slice(&bytes).ok()?;
    let mut id = RecoveryId::new(y_odd, false);
    // The library recovers from low-s signatures only; a high s is the same signature with the other parity.
    let signature = match signature.normalize_s() {
        Some(low) => {
            id = RecoveryId::new(!y_odd, false);
            low
        }
        None => signature,
    };
    let key = VerifyingKey::recover_from_prehash(&digest, &signature, id).ok()?;
    let point = key.to_encoded_point(false);
    let mut address = [0; 20];
    address.copy_from_slice(&keccak256(&point.as_bytes()[1..])[12..]);
    Some(Address::from_bytes(address))
}
