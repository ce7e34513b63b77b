//! Transactions are signed to the byte as a real node has seen them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_domain::{Address, Amount, Transaction};
use ballast_vault::{Error, MessageKind, PrivateKey};
use common::{JUNK, phrase_vault};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recorded {
    recording: String,
    step: String,
    key: String,
    from: Address,
    chain_id: String,
    nonce: String,
    to: Address,
    value: String,
    gas_limit: String,
    max_fee_per_gas: Option<String>,
    max_priority_fee_per_gas: Option<String>,
    data: String,
    raw: String,
    hash: Option<String>,
}

impl Recorded {
    /// Those of type 2, the one that is signed here.
    fn all() -> Vec<Self> {
        let all: Vec<Self> = serde_json::from_str(include_str!("data/transactions.json")).unwrap();
        all.into_iter().filter(|r| r.max_fee_per_gas.is_some()).collect()
    }

    fn transaction(&self) -> Transaction {
        let rau = |text: &Option<String>| Amount::from_rau(text.as_ref().unwrap().parse().unwrap());
        Transaction {
            chain_id: self.chain_id.parse().unwrap(),
            nonce: self.nonce.parse().unwrap(),
            to: self.to,
            to_name: None,
            method: None,
            value: Amount::from_rau(self.value.parse().unwrap()),
            data: self.data.parse().unwrap(),
            gas_limit: self.gas_limit.parse().unwrap(),
            max_fee_per_gas: rau(&self.max_fee_per_gas),
            max_tip_per_gas: rau(&self.max_priority_fee_per_gas),
            reencoded: false,
        }
    }
}

#[test]
fn recorded_transactions_are_reproduced_byte_for_byte() {
    let (mut vault, _folder) = common::new_vault();
    let recorded = Recorded::all();
    assert!(recorded.len() >= 10, "{} are some", recorded.len());
    for r in recorded {
        let name = format!("{}: {}", r.recording, r.step);
        match vault.import_key(&r.key.parse::<PrivateKey>().unwrap(), "recorded") {
            Ok(account) => assert_eq!(account.address, r.from),
            Err(error) => assert_eq!(error, Error::DuplicateAccount(r.from)),
        }
        let signed = vault.sign_transaction(r.from, &r.transaction()).unwrap();
        assert_eq!(format!("0x{}", hex::encode(&signed.raw)), r.raw, "{name}");
        if let Some(hash) = &r.hash {
            assert_eq!(signed.hash.to_string(), *hash, "{name}");
        }
    }
}

#[test]
fn a_phrase_signs_like_the_raw_key_of_its_account() {
    let (vault, _folder, accounts) = phrase_vault(JUNK);
    let r = Recorded::all()
        .into_iter()
        .find(|r| r.from == accounts[0].address)
        .unwrap();
    let signed = vault.sign_transaction(r.from, &r.transaction()).unwrap();
    assert_eq!(format!("0x{}", hex::encode(signed.raw)), r.raw);
}

#[test]
fn nothing_is_signed_for_a_stranger_or_by_a_locked_vault() {
    let (mut vault, _folder, accounts) = phrase_vault(JUNK);
    let transaction = Recorded::all()[0].transaction();
    assert_eq!(
        vault.sign_transaction(Address::STAKING, &transaction),
        Err(Error::NoAccount(Address::STAKING))
    );
    vault.lock();
    let own = accounts[0].address;
    assert_eq!(vault.sign_transaction(own, &transaction), Err(Error::Locked));
    assert_eq!(
        vault.sign_message(own, MessageKind::Ethereum, b"hello"),
        Err(Error::Locked)
    );
}
