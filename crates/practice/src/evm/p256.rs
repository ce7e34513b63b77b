//! The P-256 precompile at 0x…8001 (node-behaviour.md §5).

use p256::{
    EncodedPoint,
    ecdsa::{Signature, VerifyingKey, signature::hazmat::PrehashVerifier},
};

/// What a call of it costs.
pub(super) const GAS: u64 = 3_000;

/// Hash, r, s, and an uncompressed point with its leading 04: 161 bytes. One byte comes back, 1 for a good signature
/// and 0 for a bad one; input of any other length gives nothing.
pub(super) fn verify(input: &[u8]) -> Vec<u8> {
    const LENGTH: usize = 32 + 64 + 65;
    if input.len() != LENGTH {
        return Vec::new();
    }
    vec![u8::from(is_good(&input[..32], &input[32..96], &input[96..]))]
}

fn is_good(hash: &[u8], signature: &[u8], point: &[u8]) -> bool {
    let key = EncodedPoint::from_bytes(point)
        .ok()
        .and_then(|p| VerifyingKey::from_encoded_point(&p).ok());
    let signature = Signature::from_slice(signature).ok();
    match (key, signature) {
        (Some(key), Some(signature)) => key.verify_prehash(hash, &signature).is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::{SigningKey, signature::hazmat::PrehashSigner};

    use super::*;

    #[test]
    fn a_good_signature_gives_one_a_bad_one_zero_and_another_length_nothing() {
        let key = SigningKey::from_slice(&[7; 32]).unwrap();
        let hash = [9; 32];
        let signature: Signature = key.sign_prehash(&hash).unwrap();
        let point = key.verifying_key().to_encoded_point(false);
        let mut input = [&hash[..], &signature.to_bytes(), point.as_bytes()].concat();
        assert_eq!(verify(&input), [1]);
        input[0] ^= 1;
        assert_eq!(verify(&input), [0]);
        assert!(verify(&input[..160]).is_empty() && verify(&[]).is_empty());
    }
}
