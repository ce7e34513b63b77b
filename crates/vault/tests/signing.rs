//! Transactions are signed to the byte as a real node has seen them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_domain::Address;
use ballast_vault::{Error, Fees, MessageKind, PrivateKey, TxRequest};
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
    gas_price: Option<String>,
    max_fee_per_gas: Option<String>,
    max_priority_fee_per_gas: Option<String>,
    data: String,
    raw: String,
    hash: Option<String>,
}

impl Recorded {
    fn all() -> Vec<Self> {
        serde_json::from_str(include_str!("data/transactions.json")).unwrap()
    }

    fn request(&self) -> TxRequest {
        let fees = match &self.gas_price {
            Some(price) => Fees::Legacy {
                gas_price: price.parse().unwrap(),
            },
            None => Fees::Eip1559 {
                max_fee: self.max_fee_per_gas.as_ref().unwrap().parse().unwrap(),
                max_tip: self.max_priority_fee_per_gas.as_ref().unwrap().parse().unwrap(),
            },
        };
        TxRequest {
            chain_id: self.chain_id.parse().unwrap(),
            nonce: self.nonce.parse().unwrap(),
            to: self.to,
            value: self.value.parse().unwrap(),
            data: hex::decode(&self.data[2..]).unwrap(),
            gas_limit: self.gas_limit.parse().unwrap(),
            fees,
        }
    }
}

#[test]
fn recorded_transactions_are_reproduced_byte_for_byte() {
    let (mut vault, _folder) = common::new_vault();
    let recorded = Recorded::all();
    let legacy = recorded.iter().filter(|r| r.gas_price.is_some()).count();
    assert!(legacy >= 10 && recorded.len() - legacy >= 10, "both forms are covered");
    for r in recorded {
        let name = format!("{}: {}", r.recording, r.step);
        match vault.import_key(&r.key.parse::<PrivateKey>().unwrap(), "recorded") {
            Ok(account) => assert_eq!(account.address, r.from),
            Err(error) => assert_eq!(error, Error::DuplicateAccount(r.from)),
        }
        let signed = vault.sign_transaction(r.from, &r.request()).unwrap();
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
    let signed = vault.sign_transaction(r.from, &r.request()).unwrap();
    assert_eq!(format!("0x{}", hex::encode(signed.raw)), r.raw);
}

#[test]
fn nothing_is_signed_for_a_stranger_or_by_a_locked_vault() {
    let (mut vault, _folder, accounts) = phrase_vault(JUNK);
    let request = Recorded::all()[0].request();
    assert_eq!(
        vault.sign_transaction(Address::STAKING, &request),
        Err(Error::NoAccount(Address::STAKING))
    );
    vault.lock();
    let own = accounts[0].address;
    assert_eq!(vault.sign_transaction(own, &request), Err(Error::Locked));
    assert_eq!(
        vault.sign_message(own, MessageKind::Ethereum, b"hello"),
        Err(Error::Locked)
    );
}
