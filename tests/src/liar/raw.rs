//! Signed transactions, read off their bytes.

use ballast_domain::{Address, Amount};

/// A transaction of type 2 (EIP-1559), as it was signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Raw {
    /// The chain that it is valid on.
    pub chain_id: u128,
    /// The account's nonce that it uses.
    pub nonce: u64,
    /// The most gas that it may take.
    pub gas: u64,
    /// Rau a gas, at most.
    pub price: u128,
    /// Whom it calls or pays.
    pub to: Address,
    /// IOTX sent along.
    pub value: Amount,
    /// What it calls with.
    pub data: Vec<u8>,
}

impl Raw {
    /// What these bytes are; none where they are no such transaction.
    pub fn read(raw: &[u8]) -> Option<Self> {
        let (mut list, rest) = item(raw.strip_prefix(&[2])?)?;
        let mut parts = Vec::new();
        while !list.is_empty() {
            let (part, others) = item(list)?;
            parts.push(part);
            list = others;
        }
        let [chain_id, nonce, _tip, price, gas, to, value, data, _access, _y, _r, _s] =
            <[&[u8]; 12]>::try_from(parts).ok()?;
        rest.is_empty().then_some(Self {
            chain_id: number(chain_id)?,
            nonce: number(nonce)?.try_into().ok()?,
            gas: number(gas)?.try_into().ok()?,
            price: number(price)?,
            to: Address::from_bytes(to.try_into().ok()?),
            value: Amount::from_rau(number(value)?),
            data: data.to_vec(),
        })
    }
}

/// The first item of RLP, a text or a list, without its head, and what comes after it.
fn item(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let first = usize::from(*first);
    if first < 0x80 {
        return bytes.split_at_checked(1);
    }
    // Lists have the same form as texts, 64 further on.
    let short = if first < 0xc0 { first - 0x80 } else { first - 0xc0 };
    if short < 56 {
        return rest.split_at_checked(short);
    }
    let (length, rest) = rest.split_at_checked(short - 55)?;
    rest.split_at_checked(number(length)?.try_into().ok()?)
}

fn number(bytes: &[u8]) -> Option<u128> {
    (bytes.len() <= 16).then(|| bytes.iter().fold(0, |sum, byte| (sum << 8) | u128::from(*byte)))
}
