//! Authenticated encryption (XChaCha20-Poly1305) and randomness, in the few shapes that the vault needs.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use rand::{RngCore, rngs::OsRng};
use zeroize::Zeroizing;

use crate::{Error, Result};

/// A 256-bit key that is wiped when it goes.
pub(crate) type Key = Zeroizing<[u8; 32]>;
/// Nonce length in bytes; long enough to be drawn at random for every sealing.
pub(crate) const NONCE: usize = 24;
/// How much longer the sealed text is than the plain one.
pub(crate) const TAG: usize = 16;

/// Random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).map_err(|_| Error::Random)?;
    Ok(bytes)
}

/// A random key.
pub(crate) fn random_key() -> Result<Key> {
    random().map(Zeroizing::new)
}

/// Encrypts `plain` and authenticates it together with `context`.
pub(crate) fn seal(key: &Key, nonce: &[u8; NONCE], context: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    // Fails only beyond 256 GiB.
    XChaCha20Poly1305::new((&**key).into())
        .encrypt(
            XNonce::from_slice(nonce),
            Payload {
                msg: plain,
                aad: context,
            },
        )
        .map_err(|_| Error::Damaged)
}

/// Decrypts; `None` where the key, the context or a single bit is another one than at the sealing.
pub(crate) fn open(key: &Key, nonce: &[u8; NONCE], context: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    XChaCha20Poly1305::new((&**key).into())
        .decrypt(
            XNonce::from_slice(nonce),
            Payload {
                msg: sealed,
                aad: context,
            },
        )
        .ok()
        .map(Zeroizing::new)
}
