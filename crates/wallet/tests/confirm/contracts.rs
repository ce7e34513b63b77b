//! A contract that the wallet knows by itself is no owner: what it is given is gone, so nothing of it goes unasked.

use std::time::Duration;

use ballast_api::calls;
use ballast_domain::Network;
use serde_json::json;

use crate::{BADGE, COIN, desk::Desk};

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
