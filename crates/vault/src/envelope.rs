//! The vault file's format.
//!
//! | at  | bytes | what |
//! |-----|-------|------|
//! | 0   | 8     | `BALLASTV` |
//! | 8   | 2     | format, 1 (numbers are big-endian) |
//! | 10  | 4     | length of the whole file |
//! | 14  | 16    | the vault's id, random |
//! | 30  | 12    | argon2id: memory in KiB, passes, lanes |
//! | 42  | 16    | salt |
//! | 58  | 72    | password slot: nonce, then the data key sealed by the password's key |
//! | 130 | 73    | 1 and a slot sealed by the OS keyring's key, or zeros |
//! | 203 | 24    | the content's nonce |
//! | 227 | n+16  | the content, sealed by the data key, with bytes 0 to 226 authenticated |
//! | end | 32    | Keccak-256 of all before it |
//!
//! The checksum is no protection; it tells damage from a wrong password before argon2id runs. Whoever changes the
//! file and the checksum as well is caught by the authentication. It stands at the end in every format, so that a
//! damaged format number is not taken for a newer Ballast.

use ballast_domain::keccak256;
use zeroize::Zeroizing;

use crate::{
    Error, KdfParams, Result,
    content::Content,
    kdf::SALT,
    seal::{self, Key, NONCE, TAG, random},
};

const MAGIC: &[u8; 8] = b"BALLASTV";
const FORMAT: u16 = 1;
const WRAPPED: usize = 32 + TAG;
const CHECKSUM: usize = 32;
/// Magic, format and length: what must be there before anything can be said.
const PREAMBLE: usize = 14;
const HEADER: usize = PREAMBLE + 16 + 12 + SALT + (NONCE + WRAPPED) + (1 + NONCE + WRAPPED) + NONCE;

/// Another key's seal over the data key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    nonce: [u8; NONCE],
    wrapped: [u8; WRAPPED],
}

/// A vault file, parsed but closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Envelope {
    pub(crate) id: [u8; 16],
    pub(crate) kdf: KdfParams,
    salt: [u8; SALT],
    password: Slot,
    pub(crate) keyring: Option<Slot>,
    nonce: [u8; NONCE],
    body: Vec<u8>,
}

impl Envelope {
    /// A new envelope around nothing yet: [`Envelope::put`] fills it.
    pub(crate) fn new(id: [u8; 16], kdf: KdfParams, password: &str, data_key: &Key) -> Result<Self> {
        let empty = Slot {
            nonce: [0; NONCE],
            wrapped: [0; WRAPPED],
        };
        let mut envelope = Self {
            id,
            kdf,
            salt: [0; SALT],
            password: empty,
            keyring: None,
            nonce: [0; NONCE],
            body: Vec::new(),
        };
        envelope.set_password(kdf, password, data_key)?;
        Ok(envelope)
    }

    /// Wraps the data key by `password`, with a new salt.
    pub(crate) fn set_password(&mut self, kdf: KdfParams, password: &str, data_key: &Key) -> Result<()> {
        self.kdf = kdf;
        self.salt = random()?;
        let key = kdf.derive(password, &self.salt)?;
        self.password = Slot::wrap(&key, &self.password_context(), data_key)?;
        Ok(())
    }

    /// Wraps the data key by the keyring's key, or takes that slot away.
    pub(crate) fn set_keyring(&mut self, key: Option<&Key>, data_key: &Key) -> Result<()> {
        self.keyring = key
            .map(|key| Slot::wrap(key, &self.keyring_context(), data_key))
            .transpose()?;
        Ok(())
    }

    /// Seals `content` under `data_key`.
    pub(crate) fn put(&mut self, content: &Content, data_key: &Key) -> Result<()> {
        let plain = content.to_plain()?;
        self.nonce = random()?;
        self.body = seal::seal(data_key, &self.nonce, &self.header(plain.len() + TAG), &plain)?;
        Ok(())
    }

    /// The data key, if `password` is right.
    pub(crate) fn data_key(&self, password: &str) -> Result<Key> {
        let key = self.kdf.derive(password, &self.salt)?;
        self.password
            .unwrap(&key, &self.password_context())
            .ok_or(Error::WrongPassword)
    }

    /// The data key, if the keyring's `key` is right.
    pub(crate) fn data_key_by_keyring(&self, key: &Key) -> Result<Key> {
        let slot = self.keyring.as_ref().ok_or(Error::KeyringEmpty)?;
        slot.unwrap(key, &self.keyring_context()).ok_or(Error::KeyringStale)
    }

    /// The content. Here the key is known to be right, so a failure is damage.
    pub(crate) fn content(&self, data_key: &Key) -> Result<Content> {
        let header = self.header(self.body.len());
        let plain = seal::open(data_key, &self.nonce, &header, &self.body).ok_or(Error::Damaged)?;
        Content::from_plain(&plain)
    }

    /// The whole file.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.header(self.body.len());
        bytes.extend_from_slice(&self.body);
        bytes.extend_from_slice(&keccak256(&bytes));
        bytes
    }

    /// Reads a file; checks everything that needs no key.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self> {
        let known = bytes.len().min(MAGIC.len());
        if bytes[..known] != MAGIC[..known] {
            return Err(Error::NotAVault);
        }
        let mut reader = Reader(bytes);
        reader.take::<8>().ok_or(Error::Truncated)?;
        let format = u16::from_be_bytes(reader.take().ok_or(Error::Truncated)?);
        let length = u32::from_be_bytes(reader.take().ok_or(Error::Truncated)?);
        if (bytes.len() as u64) < u64::from(length) {
            return Err(Error::Truncated);
        }
        let (sealed, checksum) = bytes
            .split_at_checked(bytes.len().saturating_sub(CHECKSUM))
            .ok_or(Error::Damaged)?;
        if bytes.len() as u64 != u64::from(length) || keccak256(sealed) != checksum {
            return Err(Error::Damaged);
        }
        if format > FORMAT {
            return Err(Error::Newer { found: format });
        }
        if format != FORMAT || sealed.len() < HEADER + TAG {
            return Err(Error::Damaged);
        }
        Self::fields(Reader(&sealed[PREAMBLE..]))
    }

    fn fields(mut reader: Reader<'_>) -> Result<Self> {
        let id = reader.take().ok_or(Error::Damaged)?;
        let mut figure = || reader.take().map(u32::from_be_bytes).ok_or(Error::Damaged);
        let kdf = KdfParams::new(figure()?, figure()?, figure()?)?;
        let salt = reader.take().ok_or(Error::Damaged)?;
        let password = reader.slot()?;
        let [flag] = reader.take().ok_or(Error::Damaged)?;
        let slot = reader.slot()?;
        let keyring = match flag {
            0 => None,
            1 => Some(slot),
            _ => return Err(Error::Damaged),
        };
        let nonce = reader.take().ok_or(Error::Damaged)?;
        Ok(Self {
            id,
            kdf,
            salt,
            password,
            keyring,
            nonce,
            body: reader.0.to_vec(),
        })
    }

    fn header(&self, body: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER + body + CHECKSUM);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&FORMAT.to_be_bytes());
        // A vault of 4 GiB would need millions of accounts; saturating makes it unreadable, not misread.
        let length = u32::try_from(HEADER + body + CHECKSUM).unwrap_or(u32::MAX);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(&self.id);
        bytes.extend(self.kdf.figures().iter().flat_map(|f| f.to_be_bytes()));
        bytes.extend_from_slice(&self.salt);
        bytes.extend(self.password.bytes());
        bytes.push(u8::from(self.keyring.is_some()));
        match &self.keyring {
            Some(slot) => bytes.extend(slot.bytes()),
            None => bytes.extend([0; NONCE + WRAPPED]),
        }
        bytes.extend_from_slice(&self.nonce);
        bytes
    }

    /// Binds the password slot to this vault and to the parameters that made its key.
    fn password_context(&self) -> Vec<u8> {
        let figures: Vec<u8> = self.kdf.figures().iter().flat_map(|f| f.to_be_bytes()).collect();
        [
            &MAGIC[..],
            &FORMAT.to_be_bytes(),
            b"password",
            &self.id,
            &figures,
            &self.salt,
        ]
        .concat()
    }

    fn keyring_context(&self) -> Vec<u8> {
        [&MAGIC[..], &FORMAT.to_be_bytes(), b"keyring", &self.id].concat()
    }
}

impl Slot {
    fn wrap(key: &Key, context: &[u8], data_key: &Key) -> Result<Self> {
        let nonce = random()?;
        let sealed = seal::seal(key, &nonce, context, &data_key[..])?;
        Ok(Self {
            nonce,
            wrapped: sealed.try_into().map_err(|_| Error::Damaged)?,
        })
    }

    fn unwrap(&self, key: &Key, context: &[u8]) -> Option<Key> {
        let plain = seal::open(key, &self.nonce, context, &self.wrapped)?;
        let mut data_key = Zeroizing::new([0; 32]);
        data_key.copy_from_slice(plain.get(..32)?);
        Some(data_key)
    }

    fn bytes(&self) -> impl Iterator<Item = u8> {
        self.nonce.into_iter().chain(self.wrapped)
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn slot(&mut self) -> Result<Slot> {
        let nonce = self.take().ok_or(Error::Damaged)?;
        Ok(Slot {
            nonce,
            wrapped: self.take().ok_or(Error::Damaged)?,
        })
    }
}

#[cfg(test)]
mod tests;
