//! A contract that the wallet knows by itself is no owner: what it is given is gone, so nothing of it goes unasked.

use std::time::Duration;

use ballast_api::calls;
use ballast_domain::{Network, keccak256};
use ethers_core::abi::{Token, encode};
use serde_json::json;

use crate::{BADGE, COIN, STRANGER, desk::Desk};

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_that_the_wallet_knows_gets_nothing_unasked() {
    let desk = Desk::open().await;
    let (own, bucket) = (desk.account, desk.stake("7000 IOTX").await);
    let contract = Network::Practice.params().staking_contracts[2].to_string();
    let quantity = json!({ "units": "1000000000000000000", "decimals": 18 });
    let gifts = [
        json!({ "action": "transferStake", "bucket": bucket, "to": contract }),
        json!({ "action": "sendToken", "token": COIN, "to": BADGE, "quantity": quantity }),
        json!({ "action": "sendToken", "token": COIN, "to": contract, "quantity": quantity }),
        json!({ "action": "allowToken", "token": COIN, "spender": BADGE, "quantity": quantity }),
        json!({ "action": "candidateRegister", "name": "ownone", "operator": own, "reward": own, "owner": COIN,
            "amount": "0 IOTX", "duration": 0, "locked": false }),
    ];
    for gift in gifts {
        assert_eq!(
            desk.try_once_legal(desk.by(gift.clone())).await,
            "confirm.refused",
            "{gift}"
        );
        assert_eq!(desk.asked().len(), 1, "{gift}");
    }
    assert_eq!(desk.signed().await, 1, "the stake alone");

    // What is put into a bucket that such a contract owns is gone as well.
    desk.says(true);
    assert_eq!(desk.try_to(desk.hand_over(bucket, &contract)).await, "signed");
    desk.asked();
    desk.says(false);
    let all = calls::GetBuckets { account: None };
    for _ in 0..100 {
        if desk.wallet.call(&all).await.unwrap().rows.value.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(desk.try_to(desk.deposit(bucket, "5 IOTX")).await, "confirm.refused");
    let asked = desk.asked();
    assert!(asked[0].contains("Give away 5 IOTX for bucket"), "{asked:?}");
    assert_eq!(desk.signed().await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_reads_like_a_delegates_promise_is_one_at_the_networks_own_contract_alone() {
    let desk = Desk::open().await;
    let words = encode(&[
        Token::String("epochRewardPortion".into()),
        Token::Bytes(vec![0x21, 0x34]),
    ]);
    let payload = [&keccak256(b"updateProfile(string,bytes)")[..4], &words[..]].concat();
    let call = desk.by(json!({ "action": "send", "to": STRANGER, "amount": "0", "payload": payload }));
    assert_eq!(desk.try_to(call).await, "confirm.refused");
    let asked = desk.asked();
    assert!(
        asked[0].contains("cannot read") && !asked[0].contains("promises"),
        "{asked:?}"
    );
}
