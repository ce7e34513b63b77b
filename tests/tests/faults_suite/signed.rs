//! What a wallet has signed, read off its store: the bytes that it may send at any time.

use std::path::Path;

use ballast_domain::{Address, Amount};
use rusqlite::{Connection, OpenFlags};

/// A transaction of type 2 (EIP-1559), as it was signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signed {
    /// The submission's.
    pub id: String,
    pub chain_id: u128,
    pub gas: u64,
    /// Rau a gas, at most.
    pub price: u128,
    pub to: Address,
    pub value: Amount,
    pub data: Vec<u8>,
}

/// All that the store holds; of what cannot be read the submission's id. None where the store itself cannot be read.
pub fn stored(store: &Path) -> Option<Vec<Result<Signed, String>>> {
    let connection = Connection::open_with_flags(store, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    let mut query = connection.prepare("SELECT id, raw FROM submissions").ok()?;
    let rows = query
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)))
        .ok()?;
    let mut all = Vec::new();
    for row in rows {
        let (id, raw) = row.ok()?;
        all.push(read(&id, &raw).ok_or(id));
    }
    Some(all)
}

fn read(id: &str, raw: &[u8]) -> Option<Signed> {
    let (mut list, rest) = item(raw.strip_prefix(&[2])?)?;
    let mut parts = Vec::new();
    while !list.is_empty() {
        let (part, others) = item(list)?;
        parts.push(part);
        list = others;
    }
    let [chain_id, _nonce, _tip, price, gas, to, value, data, _access, _y, _r, _s] =
        <[&[u8]; 12]>::try_from(parts).ok()?;
    rest.is_empty().then_some(Signed {
        id: id.to_owned(),
        chain_id: number(chain_id)?,
        gas: number(gas)?.try_into().ok()?,
        price: number(price)?,
        to: Address::from_bytes(to.try_into().ok()?),
        value: Amount::from_rau(number(value)?),
        data: data.to_vec(),
    })
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

#[test]
fn what_was_signed_is_read_off_its_bytes() {
    use ballast_practice::{faucet_call, faucet_transfer};

    let to = Address::from_bytes([7; 20]);
    let (one, price) = (Amount::from_iotx(1), Amount::from_rau(5));
    let sent = read("a", &faucet_transfer(4690, 300, to, one, price)).unwrap();
    assert_eq!((sent.chain_id, sent.gas, sent.price), (4690, 10_000, 10));
    assert_eq!((sent.to, sent.value, sent.data.len()), (to, one, 0));
    let data = vec![9; 68];
    let called = read("b", &faucet_call(4690, 0, to, data.clone(), price)).unwrap();
    assert_eq!((called.to, called.value, called.data), (to, Amount::ZERO, data));
    let raw = faucet_transfer(4690, 0, to, one, price);
    assert_eq!(read("c", &raw[..raw.len() - 1]), None);
    assert_eq!(read("d", &[raw.as_slice(), &[0]].concat()), None);
    assert_eq!(read("e", &[]), None);
}
