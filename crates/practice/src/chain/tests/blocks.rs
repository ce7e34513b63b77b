//! Transfers, order, replacement, and what never gets in.

use ballast_domain::{Address, Amount};
use ethers_core::abi::{Token, encode};

use super::last_receipt;
use crate::{
    chain::Chain,
    testing::{FLOOR, Person, STEP, Send, chain, genesis, mined},
};

#[test]
fn a_transfer_costs_ten_thousand_gas_and_moves_money() {
    let (mut chain, alice) = (chain(), Person::new(1));
    let hash = chain
        .submit(&alice.sign(Send {
            value: 7,
            ..Send::default()
        }))
        .unwrap();
    assert_eq!(chain.pending_nonce(alice.address), 1);
    chain.mine(STEP).unwrap();
    assert_eq!(chain.find(&hash).unwrap().1, 0);
    assert_eq!(last_receipt(&chain).gas_used, 10_000);
    let paid = 7 + 10_000 * u128::from(FLOOR);
    assert_eq!(
        chain.world.accounts.balance(alice.address),
        Amount::from_rau(1_000 * 10u128.pow(18) - paid)
    );
    assert_eq!(chain.world.accounts.balance(Address::ZERO), Amount::from_rau(7));
}

#[test]
fn the_highest_price_goes_first_and_an_accounts_own_in_the_order_of_their_nonces() {
    let mut chain = chain();
    let (alice, bob, carol) = (Person::new(1), Person::new(2), Person::new(3));
    let mut send = |who: &Person, nonce, price| {
        chain
            .submit(&who.sign(Send {
                nonce,
                price,
                ..Send::default()
            }))
            .unwrap()
    };
    let a0 = send(&alice, 0, FLOOR);
    let a1 = send(&alice, 1, 9 * FLOOR);
    let b0 = send(&bob, 0, 3 * FLOOR);
    let c0 = send(&carol, 0, 3 * FLOOR);
    chain.mine(STEP).unwrap();
    let equal = if b0 > c0 { [b0, c0] } else { [c0, b0] };
    assert_eq!(mined(&chain), [equal[0], equal[1], a0, a1]);
}

#[test]
fn a_gas_limit_above_a_blocks_waits_for_ever_with_all_that_follows() {
    let (mut chain, alice) = (chain(), Person::new(1));
    let stuck = chain
        .submit(&alice.sign(Send {
            gas: 25_000_001,
            ..Send::default()
        }))
        .unwrap();
    chain
        .submit(&alice.sign(Send {
            nonce: 1,
            ..Send::default()
        }))
        .unwrap();
    chain.mine(STEP).unwrap();
    assert_eq!(mined(&chain), []);
    assert!(chain.pool.contains(&stuck));
    chain
        .submit(&alice.sign(Send {
            price: 2 * FLOOR,
            ..Send::default()
        }))
        .unwrap();
    chain.mine(STEP).unwrap();
    assert_eq!(mined(&chain).len(), 2);
}

#[test]
fn a_replacement_must_pay_more_and_the_same_twice_is_known() {
    let (mut chain, alice) = (chain(), Person::new(1));
    let first = alice.sign(Send::default());
    chain.submit(&first).unwrap();
    assert_eq!(chain.submit(&first).unwrap_err().message, "known transaction");
    let same = chain
        .submit(&alice.sign(Send {
            value: 2,
            ..Send::default()
        }))
        .unwrap_err();
    assert_eq!(
        same.message,
        "gas fee cap 1000000000000 < 1000000000000: replacement transaction underpriced"
    );
    chain
        .submit(&alice.sign(Send {
            price: FLOOR + 1,
            ..Send::default()
        }))
        .unwrap();
}

#[test]
fn a_memo_that_is_too_long_gets_a_hash_and_vanishes() {
    let (mut chain, alice) = (chain(), Person::new(1));
    let hash = chain
        .submit(&alice.sign(Send {
            gas: 5_000_000,
            data: vec![1; 33_000],
            ..Send::default()
        }))
        .unwrap();
    chain.mine(STEP).unwrap();
    assert!(chain.find(&hash).is_none() && !chain.pool.contains(&hash));
    assert_eq!(chain.pending_nonce(alice.address), 0);
}

#[test]
fn no_rau_is_made_or_lost_but_by_the_slash() {
    let mut chain = chain();
    let people: Vec<_> = (1..=4).map(Person::new).collect();
    let money = |chain: &Chain| {
        let people: Amount = genesis()
            .balances
            .iter()
            .map(|a| chain.world.accounts.balance(a.address))
            .sum();
        let ledger = &chain.world.ledger;
        let rewards: Amount = genesis()
            .delegates
            .iter()
            .map(|d| chain.world.accounts.balance(d.reward))
            .sum();
        [people, rewards, ledger.staking.total_staked(), ledger.rewards.total()]
            .into_iter()
            .sum::<Amount>()
    };
    let before = money(&chain);
    // createStake("anchor", 100 IOTX, 7 days, locked), encoded by hand.
    let word = |value: u128| [vec![0; 16], value.to_be_bytes().to_vec()].concat();
    let text = [b"anchor".to_vec(), vec![0; 26]].concat();
    let body = [
        word(160),
        word(100 * 10u128.pow(18)),
        word(7),
        word(1),
        word(224),
        word(6),
        text,
        word(0),
    ]
    .concat();
    let stake = [vec![0xa3, 0xd3, 0x74, 0xc4], body].concat();
    for nonce in 0..9 {
        for (i, person) in people.iter().enumerate() {
            let to = people[(i + 1) % 4].address;
            let send = match (nonce + i as u64) % 3 {
                0 => Send {
                    nonce,
                    to: Some(Address::STAKING),
                    value: 0,
                    data: stake.clone(),
                    ..Send::default()
                },
                1 => Send {
                    nonce,
                    to: Some(to),
                    value: 12_345,
                    price: FLOOR + nonce,
                    ..Send::default()
                },
                _ => Send {
                    nonce,
                    to: Some(to),
                    data: vec![7; 3],
                    price: 2 * FLOOR,
                    ..Send::default()
                },
            };
            chain.submit(&person.sign(send)).unwrap();
        }
        chain.mine(STEP).unwrap();
        assert_eq!(mined(&chain).len(), 4);
        assert_eq!(money(&chain), before, "block {}", chain.tip());
    }
    assert_eq!(chain.world.ledger.staking.by_owner[&people[0].address].len(), 3);
}

#[test]
fn a_dropped_transaction_costs_the_next_sender_its_turn() {
    let (mut chain, alice, bob) = (chain(), Person::new(1), Person::new(2));
    let long = Send {
        gas: 5_000_000,
        price: 2 * FLOOR,
        data: vec![1; 33_000],
        ..Send::default()
    };
    chain.submit(&alice.sign(long)).unwrap();
    let waiting = chain.submit(&bob.sign(Send::default())).unwrap();
    chain.mine(STEP).unwrap();
    assert_eq!(mined(&chain), []);
    chain.mine(STEP).unwrap();
    assert_eq!(mined(&chain), [waiting]);
}

#[test]
fn an_update_without_a_name_is_never_taken() {
    let (mut chain, alice) = (chain(), Person::new(1));
    let mut submit = |name: &str| {
        let address = || Token::Address(Default::default());
        let arguments = encode(&[Token::String(name.to_owned()), address(), address()]);
        let transaction = Send {
            to: Some(Address::STAKING),
            value: 0,
            data: [[0x43, 0x5f, 0x9f, 0x22].as_slice(), &arguments].concat(),
            ..Send::default()
        };
        chain.submit(&alice.sign(transaction))
    };
    let refused = submit("").unwrap_err();
    assert_eq!((refused.code, refused.message.as_str()), (13, "invalid candidate name"));
    assert!(submit("delegate9").is_ok());
}
