//! ABI data as 32-byte words, read strictly: padding that is not zero is an error, not ignored.

use ballast_domain::{Address, Amount, Votes};

use crate::Error;

/// A view of ABI data whose offsets count from its start.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a>(&'a [u8]);

impl<'a> Words<'a> {
    pub(crate) const fn new(data: &'a [u8]) -> Self {
        Self(data)
    }

    /// How many bytes there are.
    pub(crate) const fn len(self) -> usize {
        self.0.len()
    }

    pub(crate) fn word(self, at: usize) -> Result<&'a [u8; 32], Error> {
        let start = at.checked_mul(32).ok_or(Error::Decode("an offset past the end"))?;
        self.0
            .get(start..)
            .and_then(|rest| rest.first_chunk())
            .ok_or(Error::Decode("the data ends too early"))
    }

    pub(crate) fn u128(self, at: usize) -> Result<u128, Error> {
        match self.word(at)?.split_first_chunk::<16>() {
            Some(([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], low)) => low
                .try_into()
                .map(u128::from_be_bytes)
                .map_err(|_| Error::Decode("a word is not 32 bytes")),
            _ => Err(Error::Decode("a number larger than 128 bits")),
        }
    }

    pub(crate) fn u64(self, at: usize) -> Result<u64, Error> {
        self.u128(at)?
            .try_into()
            .map_err(|_| Error::Decode("a number larger than 64 bits"))
    }

    pub(crate) fn u32(self, at: usize) -> Result<u32, Error> {
        self.u128(at)?
            .try_into()
            .map_err(|_| Error::Decode("a number larger than 32 bits"))
    }

    pub(crate) fn bool(self, at: usize) -> Result<bool, Error> {
        match self.u128(at)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Error::Decode("a truth value that is neither 0 nor 1")),
        }
    }

    pub(crate) fn amount(self, at: usize) -> Result<Amount, Error> {
        self.u128(at).map(Amount::from_rau)
    }

    pub(crate) fn votes(self, at: usize) -> Result<Votes, Error> {
        self.u128(at).map(Votes::from_rau)
    }

    pub(crate) fn address(self, at: usize) -> Result<Address, Error> {
        address_of(self.word(at)?).ok_or(Error::Decode("an address longer than 20 bytes"))
    }

    fn offset(self, at: usize) -> Result<usize, Error> {
        self.u32(at).map(|offset| offset as usize)
    }

    /// The view that starts where word `at` points.
    pub(crate) fn follow(self, at: usize) -> Result<Self, Error> {
        self.0
            .get(self.offset(at)?..)
            .map(Self)
            .ok_or(Error::Decode("an offset past the end"))
    }

    /// The bytes or string that word `at` points to, if it has at most `limit` bytes.
    pub(crate) fn bytes(self, at: usize, limit: usize) -> Result<&'a [u8], Error> {
        let tail = self.follow(at)?;
        let length = tail.offset(0)?;
        if length > limit {
            return Err(Error::Decode("a text longer than any the chain has"));
        }
        tail.0
            .get(32..32 + length)
            .ok_or(Error::Decode("the data ends too early"))
    }

    /// The list that word `at` points to: how many entries, and the view in which they stand. Each entry takes
    /// at least `stride` words, so the count is bounded by the data.
    pub(crate) fn list(self, at: usize, stride: usize) -> Result<(usize, Self), Error> {
        let tail = self.follow(at)?;
        let count = tail.offset(0)?;
        let entries = tail.0.get(32..).unwrap_or_default();
        if count > entries.len() / (32 * stride.max(1)) {
            return Err(Error::Decode("a list longer than its data"));
        }
        Ok((count, Self(entries)))
    }

    /// The list that word `at` points to, of one word an entry, which has to have `count` entries.
    pub(crate) fn list_of(self, at: usize, count: usize) -> Result<Self, Error> {
        match self.list(at, 1)? {
            (length, list) if length == count => Ok(list),
            _ => Err(Error::Decode("lists of unequal length")),
        }
    }

    /// A native bucket's number; the highest number stands for none.
    pub(crate) fn bucket(self, at: usize) -> Result<Option<u64>, Error> {
        Ok(Some(self.u64(at)?).filter(|index| *index != u64::MAX))
    }
}

/// The address in the low 20 bytes of a word, if the rest is zero.
pub(crate) fn address_of(word: &[u8; 32]) -> Option<Address> {
    let (padding, address) = word.split_last_chunk::<20>()?;
    padding
        .iter()
        .all(|byte| *byte == 0)
        .then(|| Address::from_bytes(*address))
}
