//! The accounts of a phrase are the ones that other wallets show.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::time::{Duration, Instant};

use ballast_domain::Address;
use ballast_vault::{Error, MAX_INDEX, Mnemonic, Root, Scheme};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
    phrase: String,
    scheme: Scheme,
    index: u32,
    path: String,
    address: Address,
}

#[test]
fn all_schemes_give_the_addresses_that_ethers_gives() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("data/derivation.json")).unwrap();
    assert_eq!(vectors.len(), 48);
    for v in vectors {
        let root = Root::new(&Mnemonic::parse(&v.phrase).unwrap()).unwrap();
        assert_eq!(v.scheme.path(v.index), v.path);
        assert_eq!(
            root.branch(v.scheme).unwrap().address(v.index).unwrap(),
            v.address,
            "{}",
            v.path
        );
    }
}

#[test]
fn an_index_that_would_be_read_as_hardened_is_refused() {
    let root =
        Root::new(&Mnemonic::parse("test test test test test test test test test test test junk").unwrap()).unwrap();
    for scheme in Scheme::ALL {
        let branch = root.branch(scheme).unwrap();
        assert!(branch.address(MAX_INDEX).is_ok());
        for index in [MAX_INDEX + 1, u32::MAX] {
            assert_eq!(branch.address(index), Err(Error::Index), "{scheme} {index}");
        }
    }
}

/// Takes about 10 ms; the limit only catches a seed or a parent that is computed anew for each account.
#[test]
fn a_hundred_accounts_do_not_keep_anyone_waiting() {
    let phrase = Mnemonic::parse("test test test test test test test test test test test junk").unwrap();
    let start = Instant::now();
    let branch = Root::new(&phrase).unwrap().branch(Scheme::Iotex).unwrap();
    for index in 0..100 {
        branch.address(index).unwrap();
    }
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
}
