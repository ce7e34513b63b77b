//! What moving a native bucket into a contract may use of its gas limit.

use ballast_domain::{Address, Amount, ReceiptStatus, keccak256};
use ethers_core::abi::{Token, encode};

use super::last_receipt;
use crate::{
    Genesis,
    chain::Chain,
    testing::{Person, STEP, Send, genesis, mined},
};

fn calldata(signature: &str, tokens: &[Token]) -> Vec<u8> {
    [&keccak256(signature.as_bytes())[..4], &encode(tokens)].concat()
}

/// A chain on which person 1 has a locked bucket, and its number.
fn chain(gamma: Option<u64>) -> (Chain, u64) {
    let mut chain = Chain::new(Genesis {
        zanzibar_gamma_height: gamma,
        ..genesis()
    })
    .unwrap();
    chain.mine(STEP).unwrap();
    let tokens = [
        Token::String("anchor".into()),
        Token::Uint(Amount::from_iotx(100).rau().into()),
        Token::Uint(91.into()),
        Token::Bool(true),
        Token::Array(Vec::new()),
    ];
    let stake = Send {
        to: Some(Address::STAKING),
        value: 0,
        data: calldata("createStake(string,uint256,uint32,bool,uint8[])", &tokens),
        ..Send::default()
    };
    chain.submit(&Person::new(1).sign(stake)).unwrap();
    chain.mine(STEP).unwrap();
    assert_eq!(last_receipt(&chain).status, ReceiptStatus::SUCCESS);
    let bucket = chain.world.ledger.staking.next_index - 1;
    (chain, bucket)
}

/// Moves it with a gas limit.
fn migrate(chain: &mut Chain, bucket: u64, gas: u64) {
    let person = Person::new(1);
    let send = Send {
        nonce: chain.world.accounts.nonce(person.address),
        to: Some(Address::STAKING),
        value: 0,
        gas,
        data: calldata("migrateStake(uint64)", &[Token::Uint(bucket.into())]),
        ..Send::default()
    };
    chain.submit(&person.sign(send)).unwrap();
    chain.mine(STEP).unwrap();
}

#[test]
fn since_gamma_the_contract_gets_what_the_protocol_leaves_of_the_limit() {
    let (mut chain, bucket) = chain(Some(1));
    // The call's 68 bytes have a floor of 27,000 beside the protocol's own 10,000: below it nothing is begun, above it all
    // of the limit is used.
    for (gas, used) in [(36_999, 10_000), (37_000, 37_000)] {
        migrate(&mut chain, bucket, gas);
        let receipt = last_receipt(&chain);
        assert_eq!(
            (receipt.status, receipt.gas_used),
            (ReceiptStatus::OUT_OF_GAS, used),
            "{gas}"
        );
        assert!(chain.world.ledger.staking.buckets.contains_key(&bucket));
    }
    migrate(&mut chain, bucket, 500_000);
    assert_eq!(last_receipt(&chain).status, ReceiptStatus::SUCCESS);
    assert!(!chain.world.ledger.staking.buckets.contains_key(&bucket));
}

#[test]
fn before_gamma_a_limit_below_the_calls_floor_is_never_mined() {
    let (mut chain, bucket) = chain(None);
    migrate(&mut chain, bucket, 26_999);
    assert!(mined(&chain).is_empty());
    assert!(chain.world.ledger.staking.buckets.contains_key(&bucket));
}
