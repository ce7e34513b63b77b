//! Contracts: created, called, reverted, and what they cost.

use ballast_domain::{Amount, ReceiptStatus};

use super::last_receipt;
use crate::{
    Genesis,
    chain::Chain,
    testing::{FLOOR, Person, STEP, Send, chain, genesis},
};

#[test]
fn a_contract_is_created_called_and_charged_by_iotexs_prices() {
    let (mut chain, alice) = (chain(), Person::new(1));
    // Code that gives back 42, and code that puts it there.
    let runtime = hex::decode("602a60005260206000f3").unwrap();
    let init = [hex::decode("600a600c600039600a6000f3").unwrap(), runtime.clone()].concat();
    let create = Send {
        to: None,
        value: 0,
        gas: 200_000,
        data: init.clone(),
        ..Send::default()
    };
    chain.submit(&alice.sign(create)).unwrap();
    chain.mine(STEP).unwrap();
    let receipt = last_receipt(&chain);
    assert_eq!(receipt.status, ReceiptStatus::SUCCESS);
    let address = receipt.contract.unwrap();
    assert_eq!(chain.world.accounts.get(address).unwrap().code, runtime);
    // So little runs that the floor of 250 a byte is more than 100 a byte, the code's deposit and the instructions.
    assert_eq!(receipt.gas_used, 10_000 + 250 * init.len() as u64);

    // A call: 10,000, and what the five instructions cost; with much data, the floor again.
    for (nonce, bytes, gas) in [(1, 0, 10_000 + 18), (2, 1_000, 10_000 + 250 * 1_000)] {
        let data = vec![0; bytes];
        let call = Send {
            nonce,
            to: Some(address),
            value: 0,
            gas: 500_000,
            data,
            ..Send::default()
        };
        chain.submit(&alice.sign(call)).unwrap();
        chain.mine(STEP).unwrap();
        assert_eq!(last_receipt(&chain).gas_used, gas);
    }
}

#[test]
fn what_a_contract_is_called_with_has_its_floor_since_yap_and_a_memo_has_none() {
    let mut genesis = genesis();
    genesis.fork_heights.insert("yap".to_owned(), 4);
    let (mut chain, alice) = (Chain::new(genesis).unwrap(), Person::new(1));
    chain.mine(STEP).unwrap();
    // Code that does nothing.
    let create = Send {
        to: None,
        value: 0,
        gas: 200_000,
        data: hex::decode("6001600c60003960016000f300").unwrap(),
        ..Send::default()
    };
    chain.submit(&alice.sign(create)).unwrap();
    chain.mine(STEP).unwrap();
    let (contract, friend) = (last_receipt(&chain).contract, Some(Person::new(2).address));
    // In the blocks 3 to 5.
    for (nonce, to, gas) in [(1, contract, 110_000), (2, contract, 260_000), (3, friend, 110_000)] {
        let call = Send {
            nonce,
            to,
            gas: 500_000,
            data: vec![0; 1_000],
            ..Send::default()
        };
        chain.submit(&alice.sign(call)).unwrap();
        chain.mine(STEP).unwrap();
        let receipt = last_receipt(&chain);
        assert_eq!(
            (receipt.status, receipt.gas_used),
            (ReceiptStatus::SUCCESS, gas),
            "{nonce}"
        );
    }
}

#[test]
fn a_revert_and_an_empty_tank_have_statuses_of_their_own_and_change_nothing() {
    let (mut chain, alice) = (chain(), Person::new(1));
    let deploy = |runtime: &str| {
        let code = hex::decode(runtime).unwrap();
        let prefix = format!("60{:02x}600c60003960{:02x}6000f3", code.len(), code.len());
        [hex::decode(prefix).unwrap(), code].concat()
    };
    // One that reverts, and one that loops.
    for (nonce, runtime, status) in [
        (0, "60006000fd", ReceiptStatus::REVERTED),
        (2, "5b600056", ReceiptStatus::OUT_OF_GAS),
    ] {
        let create = Send {
            nonce,
            to: None,
            value: 0,
            gas: 200_000,
            data: deploy(runtime),
            ..Send::default()
        };
        chain.submit(&alice.sign(create)).unwrap();
        chain.mine(STEP).unwrap();
        let to = last_receipt(&chain).contract;
        chain
            .submit(&alice.sign(Send {
                nonce: nonce + 1,
                to,
                gas: 50_000,
                value: 5,
                ..Send::default()
            }))
            .unwrap();
        chain.mine(STEP).unwrap();
        let receipt = last_receipt(&chain);
        assert_eq!(receipt.status, status);
        assert!(
            receipt
                .transfers
                .iter()
                .all(|t| t.kind != ballast_domain::TransferKind::InContract)
        );
        assert_eq!(chain.world.accounts.balance(to.unwrap()), Amount::ZERO);
    }
}

#[test]
fn a_contract_call_costs_its_sender_the_fee_and_its_producer_nothing() {
    let (mut chain, alice) = (chain(), Person::new(1));
    // Code that stores the gas price and the base fee.
    let code = hex::decode("3a60005548600155").unwrap();
    let prefix = hex::decode(format!("60{0:02x}600c60003960{0:02x}6000f3", code.len())).unwrap();
    let create = Send {
        to: None,
        value: 0,
        gas: 200_000,
        data: [prefix, code].concat(),
        ..Send::default()
    };
    chain.submit(&alice.sign(create)).unwrap();
    chain.mine(STEP).unwrap();
    let to = last_receipt(&chain).contract;
    let before = chain.world.accounts.balance(alice.address).rau();
    chain
        .submit(&alice.sign(Send {
            nonce: 1,
            to,
            value: 5,
            gas: 90_000,
            price: 3 * FLOOR,
            ..Send::default()
        }))
        .unwrap();
    chain.mine(STEP).unwrap();
    let receipt = last_receipt(&chain);
    assert_eq!(receipt.status, ReceiptStatus::SUCCESS);
    let paid = u128::from(receipt.gas_used) * 3 * u128::from(FLOOR) + 5;
    assert_eq!(chain.world.accounts.balance(alice.address).rau(), before - paid);
    assert_eq!(
        chain.world.accounts.balance(chain.blocks().last().unwrap().producer),
        Amount::ZERO
    );
    let stored: Vec<_> = chain
        .world
        .accounts
        .get(to.unwrap())
        .unwrap()
        .storage
        .values()
        .map(|w| w.0[24..].to_vec())
        .collect();
    assert_eq!(stored, [(3 * FLOOR).to_be_bytes(), FLOOR.to_be_bytes()]);
    assert_eq!(chain.world.accounts.nonce(alice.address), 2);
}

#[test]
fn a_log_whose_topic_is_zero_stands_in_the_receipt_since_zanzibar() {
    let fork = Some(4);
    let genesis = Genesis {
        zanzibar_height: fork,
        zanzibar_beta_height: fork,
        zanzibar_gamma_height: fork,
        ..genesis()
    };
    let (mut chain, alice) = (Chain::new(genesis).unwrap(), Person::new(1));
    chain.mine(STEP).unwrap();
    // Code that logs nothing under one topic, which is zero.
    let code = hex::decode("600060006000a100").unwrap();
    let prefix = hex::decode(format!("60{0:02x}600c60003960{0:02x}6000f3", code.len())).unwrap();
    let create = Send {
        to: None,
        value: 0,
        gas: 200_000,
        data: [prefix, code].concat(),
        ..Send::default()
    };
    chain.submit(&alice.sign(create)).unwrap();
    chain.mine(STEP).unwrap();
    let to = last_receipt(&chain).contract;
    // In the blocks 3 and 4.
    for (nonce, logs) in [(1, 0), (2, 1)] {
        let call = Send {
            nonce,
            to,
            value: 0,
            gas: 90_000,
            ..Send::default()
        };
        chain.submit(&alice.sign(call)).unwrap();
        chain.mine(STEP).unwrap();
        let receipt = last_receipt(&chain);
        assert_eq!(
            (receipt.status, receipt.logs.len()),
            (ReceiptStatus::SUCCESS, logs),
            "{nonce}"
        );
    }
}
