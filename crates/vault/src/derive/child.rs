//! The address of a non-hardened child from public data alone (BIP-32 "public derivation").
//!
//! An import looks at hundreds of addresses and needs the key of few. `coins-bip32` multiplies without the
//! generator's precomputed tables; with them an address costs half, and no secret is touched.

use ballast_domain::{Address, hash160};
use coins_bip32::{primitives::XKeyInfo, xkeys::XPriv};
use k256::{
    ProjectivePoint, Scalar,
    ecdsa::SigningKey,
    elliptic_curve::{PrimeField, group::Group, ops::MulByGenerator, sec1::ToEncodedPoint},
    sha2::{Digest, Sha512},
};

/// The address of child `index` (below 2³¹) of `parent`. `None` for the one index in 2¹²⁷ that gives no key.
pub(super) fn address(parent: &XPriv, index: u32) -> Option<Address> {
    let (key, info): (&SigningKey, &XKeyInfo) = (parent.as_ref(), parent.as_ref());
    let public = key.verifying_key();
    let compressed = public.to_encoded_point(true);
    let digest = hmac_sha512(&info.chain_code.0, &[compressed.as_bytes(), &index.to_be_bytes()]);
    let mut left = [0; 32];
    left.copy_from_slice(&digest[..32]);
    let tweak: Scalar = Option::from(Scalar::from_repr(left.into()))?;
    let point = ProjectivePoint::mul_by_generator(&tweak) + public.as_affine();
    if tweak == Scalar::ZERO || bool::from(point.is_identity()) {
        return None;
    }
    let uncompressed = point.to_affine().to_encoded_point(false);
    // The first byte only says "uncompressed".
    Some(Address::from_bytes(hash160(&uncompressed.as_bytes()[1..])))
}

/// HMAC-SHA-512 (RFC 2104) for keys of up to 128 bytes; a chain code has 32.
fn hmac_sha512(key: &[u8; 32], message: &[&[u8]]) -> [u8; 64] {
    let pad = |byte: u8| {
        let mut block = [byte; 128];
        block.iter_mut().zip(key).for_each(|(b, k)| *b ^= k);
        Sha512::new_with_prefix(block)
    };
    let inner = message
        .iter()
        .fold(pad(0x36), |hash, part| hash.chain_update(part))
        .finalize();
    pad(0x5c).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with Python's `hmac`.
    #[test]
    fn the_hmac_is_the_standard_one() {
        let key: [u8; 32] = std::array::from_fn(|i| i as u8);
        for (message, expected) in [
            (
                &[&b""[..]][..],
                "b04a70f45e9529968060f0026344d5f4da59f1c3ce228245f6bb088d7b8aa9fc8f5f3c2a48027e48338de0fbec7d9d8fed963ae333d2b9c5704e2e95864ec78b",
            ),
            (
                &[&b"what do ya want "[..], b"for nothing?"],
                "e11d76c380cdfd3c4598d7ed67bc7cb2c0467aa5e7e9cefaca45e9ca1fbf20d1bcd9e4294b96badec9a9aa8fd4b3cf43a225e0273c7b683bde3a61a421f796d1",
            ),
        ] {
            assert_eq!(hex::encode(hmac_sha512(&key, message)), expected);
        }
    }
}
