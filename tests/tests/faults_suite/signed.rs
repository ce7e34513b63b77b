//! What a wallet has signed, read off its store: the bytes that it may send at any time.

use std::path::Path;

use ballast_tests::liar::Raw;
use rusqlite::{Connection, OpenFlags};

/// All that the store holds; of what cannot be read the submission's id. None where the store itself cannot be read.
pub fn stored(store: &Path) -> Option<Vec<Result<Raw, String>>> {
    let connection = Connection::open_with_flags(store, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    let mut query = connection.prepare("SELECT id, raw FROM submissions").ok()?;
    let rows = query
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)))
        .ok()?;
    let mut all = Vec::new();
    for row in rows {
        let (id, raw) = row.ok()?;
        all.push(Raw::read(&raw).ok_or(id));
    }
    Some(all)
}

#[test]
fn what_was_signed_is_read_off_its_bytes() {
    use ballast_domain::{Address, Amount};
    use ballast_practice::{faucet_call, faucet_transfer};

    let to = Address::from_bytes([7; 20]);
    let (one, price) = (Amount::from_iotx(1), Amount::from_rau(5));
    let sent = Raw::read(&faucet_transfer(4690, 300, to, one, price)).unwrap();
    assert_eq!(
        (sent.chain_id, sent.nonce, sent.gas, sent.price),
        (4690, 300, 10_000, 10)
    );
    assert_eq!((sent.to, sent.value, sent.data.len()), (to, one, 0));
    let data = vec![9; 68];
    let called = Raw::read(&faucet_call(4690, 0, to, data.clone(), price)).unwrap();
    assert_eq!((called.to, called.value, called.data), (to, Amount::ZERO, data));
    let raw = faucet_transfer(4690, 0, to, one, price);
    assert_eq!(Raw::read(&raw[..raw.len() - 1]), None);
    assert_eq!(Raw::read(&[raw.as_slice(), &[0]].concat()), None);
    assert_eq!(Raw::read(&[]), None);
}
