//! From a password to a key: argon2id, with parameters that the file states and this crate bounds.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::{Error, Result, seal::Key};

/// Salt length in bytes.
pub(crate) const SALT: usize = 16;

/// How much work one guess at the password costs (argon2id, RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfParams {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl KdfParams {
    /// 64 MiB, 3 passes, 1 lane: what new vaults get, and what older ones are raised to when they are unlocked.
    pub const DEFAULT: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// Memory in KiB (8 per lane to 512 MiB), passes (1 to 10) and lanes (1 to 4).
    ///
    /// The bounds hold for reading too: a hostile file must not be able to ask for 100 GB.
    ///
    /// # Errors
    /// [`Error::KdfRange`] outside these bounds.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self> {
        let fits =
            (1..=4).contains(&lanes) && (1..=10).contains(&passes) && (8 * lanes..=512 * 1024).contains(&memory_kib);
        if fits {
            Ok(Self {
                memory_kib,
                passes,
                lanes,
            })
        } else {
            Err(Error::KdfRange)
        }
    }

    /// Memory in KiB, passes, lanes.
    pub fn figures(&self) -> [u32; 3] {
        [self.memory_kib, self.passes, self.lanes]
    }

    /// Whether a guess costs less memory or fewer passes than under `other`.
    pub fn is_weaker_than(&self, other: &Self) -> bool {
        self.memory_kib < other.memory_kib || self.passes < other.passes
    }

    /// The key that `password` gives with `salt`. Blocks for the time that the parameters ask for.
    pub(crate) fn derive(&self, password: &str, salt: &[u8; SALT]) -> Result<Key> {
        let mut key = Zeroizing::new([0; 32]);
        let params =
            Params::new(self.memory_kib, self.passes, self.lanes, Some(key.len())).map_err(|_| Error::KdfRange)?;
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(password.as_bytes(), salt, &mut *key)
            .map_err(|_| Error::KdfRange)?;
        Ok(key)
    }
}

impl Default for KdfParams {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_cannot_ask_for_more_than_half_a_gibibyte_or_ten_passes() {
        assert!(KdfParams::new(512 * 1024, 10, 4).is_ok());
        for (m, t, p) in [
            (512 * 1024 + 1, 3, 1),
            (u32::MAX, 3, 1),
            (65536, 11, 1),
            (65536, 3, 5),
            (65536, 0, 1),
            (65536, 3, 0),
            (15, 1, 2),
        ] {
            assert_eq!(KdfParams::new(m, t, p), Err(Error::KdfRange), "{m} {t} {p}");
        }
    }

    /// Computed with the reference implementation's Python binding (argon2-cffi, `hash_secret_raw`, type ID).
    #[test]
    fn the_key_is_the_one_that_the_reference_implementation_gives() {
        let params = KdfParams::new(64, 2, 1).unwrap();
        let key = params.derive("correct horse", b"0123456789abcdef").unwrap();
        assert_eq!(
            hex::encode(*key),
            "74fb6b1d311ac0bb4c891f7efd79680245d9f84b72ad8f9bbe61c86e2b9f864d"
        );
    }
}
