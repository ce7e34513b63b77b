//! Reading ABI-encoded arguments as strictly as the node does, which is strict about values and lax about layout.

use ballast_domain::Address;
use ethers_core::{
    abi::{self, Token},
    types::U256,
};

/// The calldata is not what its method takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// Reads the arguments of one call one after another, and remembers them to encode them again.
pub(super) struct Reader<'a> {
    data: &'a [u8],
    next: usize,
    tokens: Vec<Token>,
}

impl<'a> Reader<'a> {
    /// Over the calldata after the selector.
    pub fn new(data: &'a [u8]) -> Self {
        Self {
            data,
            next: 0,
            tokens: Vec::new(),
        }
    }

    /// Whether the arguments read, encoded again, give the same bytes.
    pub fn is_canonical(&self) -> bool {
        abi::encode(&self.tokens) == self.data
    }

    /// Whether the calldata is the selector alone.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    fn word_at(&self, at: usize) -> Result<&'a [u8], Malformed> {
        let end = at.checked_add(32).ok_or(Malformed)?;
        self.data.get(at..end).ok_or(Malformed)
    }

    fn uint_at(&self, at: usize) -> Result<U256, Malformed> {
        self.word_at(at).map(U256::from_big_endian)
    }

    fn size_at(&self, at: usize) -> Result<usize, Malformed> {
        let value = self.uint_at(at)?;
        if value > U256::from(self.data.len()) {
            Err(Malformed)
        } else {
            Ok(value.as_usize())
        }
    }

    fn head(&mut self) -> usize {
        let at = self.next;
        self.next += 32;
        at
    }

    pub fn uint256(&mut self) -> Result<U256, Malformed> {
        let at = self.head();
        let value = self.uint_at(at)?;
        self.tokens.push(Token::Uint(value));
        Ok(value)
    }

    pub fn uint64(&mut self) -> Result<u64, Malformed> {
        u64::try_from(self.uint256()?).map_err(|_| Malformed)
    }

    pub fn uint32(&mut self) -> Result<u32, Malformed> {
        u32::try_from(self.uint256()?).map_err(|_| Malformed)
    }

    pub fn boolean(&mut self) -> Result<bool, Malformed> {
        let at = self.head();
        let value = match self.uint_at(at)? {
            v if v.is_zero() => false,
            v if v == U256::one() => true,
            _ => return Err(Malformed),
        };
        self.tokens.push(Token::Bool(value));
        Ok(value)
    }

    pub fn address(&mut self) -> Result<Address, Malformed> {
        let at = self.head();
        let mut bytes = [0; 20];
        bytes.copy_from_slice(&self.word_at(at)?[12..]);
        self.tokens.push(Token::Address(bytes.into()));
        Ok(Address::from_bytes(bytes))
    }

    pub fn text(&mut self) -> Result<String, Malformed> {
        // Encoded again as bytes, which look the same, because the node keeps what is not UTF-8 as it is.
        Ok(String::from_utf8_lossy(&self.bytes()?).into_owned())
    }

    pub fn bytes(&mut self) -> Result<Vec<u8>, Malformed> {
        let at = self.head();
        let start = self.size_at(at)?;
        let length = self.size_at(start)?;
        let bytes = self.data.get(start + 32..start + 32 + length).ok_or(Malformed)?;
        self.tokens.push(Token::Bytes(bytes.to_vec()));
        Ok(bytes.to_vec())
    }

    /// An io1 address as text, in small letters or in capitals; encoded again it has small ones.
    pub fn io1(&mut self) -> Result<Address, Malformed> {
        let text = self.text()?;
        let address: Address = text.to_ascii_lowercase().parse().map_err(|_| Malformed)?;
        let small = address.to_io1();
        if text != small && text != small.to_ascii_uppercase() {
            return Err(Malformed);
        }
        if let Some(last) = self.tokens.last_mut() {
            *last = Token::Bytes(small.into_bytes());
        }
        Ok(address)
    }

    /// `uint8[]`: a word for each byte.
    pub fn memo(&mut self) -> Result<Vec<u8>, Malformed> {
        let words = self.words()?;
        let bytes = words
            .iter()
            .map(|w| u8::try_from(*w).map_err(|_| Malformed))
            .collect::<Result<Vec<u8>, _>>()?;
        Ok(bytes)
    }

    /// `uint64[]`.
    pub fn indexes(&mut self) -> Result<Vec<u64>, Malformed> {
        self.words()?
            .iter()
            .map(|w| u64::try_from(*w).map_err(|_| Malformed))
            .collect()
    }

    fn words(&mut self) -> Result<Vec<U256>, Malformed> {
        let at = self.head();
        let start = self.size_at(at)?;
        let length = self.size_at(start)?;
        let words = (0..length)
            .map(|i| self.uint_at(start + 32 + 32 * i))
            .collect::<Result<Vec<_>, _>>()?;
        self.tokens
            .push(Token::Array(words.iter().map(|w| Token::Uint(*w)).collect()));
        Ok(words)
    }
}

/// The first four bytes.
pub(super) fn selector(data: &[u8]) -> Option<u32> {
    data.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

/// An address as a token.
pub(super) fn address_token(address: Address) -> Token {
    Token::Address((*address.as_bytes()).into())
}

/// A number as a token.
pub(super) fn uint(value: impl Into<U256>) -> Token {
    Token::Uint(value.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dirty_layout_is_read_but_not_canonical_and_dirty_values_are_refused() {
        let clean = abi::encode(&[Token::Bytes(b"delegate0".to_vec()), Token::Bool(true)]);
        let mut reader = Reader::new(&clean);
        assert_eq!(
            (reader.text(), reader.boolean()),
            (Ok("delegate0".to_owned()), Ok(true))
        );
        assert!(reader.is_canonical());

        let mut padded = clean.clone();
        let last = padded.len() - 1;
        padded[last] = 1;
        let mut reader = Reader::new(&padded);
        assert!(reader.text().is_ok() && reader.boolean().is_ok() && !reader.is_canonical());

        let mut two = clean;
        two[63] = 2;
        let mut reader = Reader::new(&two);
        assert!(reader.text().is_ok() && reader.boolean() == Err(Malformed));
    }

    #[test]
    fn offsets_and_lengths_beyond_the_data_are_refused() {
        for word in [U256::MAX, U256::from(33), U256::from(1_000)] {
            let data = abi::encode(&[Token::Uint(word)]);
            assert_eq!(Reader::new(&data).text(), Err(Malformed));
            assert_eq!(Reader::new(&data).memo(), Err(Malformed));
        }
    }
}
