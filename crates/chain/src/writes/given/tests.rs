//! What is read off bytes, for each kind of gift and for what is none.

use ballast_domain::actions::Action;
use serde_json::{Value, json};

use super::*;
use crate::encode;

const OTHER: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
const NFTS: &str = "0x1Eb835EB7BEEEE9E6bbFe08F16a2d2eF668204bd";

fn at(text: &str) -> Address {
    text.parse().unwrap()
}

fn of(intent: Value) -> Vec<Given> {
    let action: Action = serde_json::from_value(intent).unwrap();
    let call = encode(&action);
    given(call.to, call.value, &call.data, &[at(NFTS)])
}

fn to_other(gift: Gift) -> Vec<Given> {
    let to = Some(at(OTHER));
    vec![Given { to, gift }]
}

#[test]
fn what_goes_to_others_is_read_off_the_bytes() {
    let iotx = Amount::from_iotx(3);
    assert_eq!(
        of(json!({ "action": "send", "to": OTHER, "amount": "3 IOTX" })),
        to_other(Gift::Iotx(iotx))
    );
    let coins = |action, whom: &str| {
        of(json!({ "action": action, "token": COIN, whom: OTHER, "quantity": { "units": "7", "decimals": 6 } }))
    };
    let (contract, units) = (at(COIN), "7".parse::<Units>().unwrap());
    let tokens = Gift::Tokens {
        contract,
        units: units.clone(),
    };
    assert_eq!(coins("sendToken", "to"), to_other(tokens.clone()));
    assert_eq!(
        coins("allowToken", "spender"),
        to_other(Gift::AllowTokens { contract, units })
    );
    let badge = of(json!({ "action": "sendNft", "token": COIN, "from": COIN, "to": OTHER, "id": "7" }));
    assert_eq!(badge, to_other(tokens));
    assert_eq!(
        of(json!({ "action": "transferStake", "bucket": 7, "to": OTHER })),
        to_other(Gift::Bucket(BucketId::native(7)))
    );
    assert_eq!(
        of(json!({ "action": "candidateTransferOwnership", "to": OTHER })),
        to_other(Gift::Delegate)
    );
    let bucket = BucketId {
        contract: Some(at(NFTS)),
        index: 7,
    };
    let nft = |action: &str| of(json!({ "action": action, "bucket": format!("{NFTS}/7"), "from": COIN, "to": OTHER }));
    assert_eq!(nft("nftTransfer"), to_other(Gift::Bucket(bucket)));
    assert_eq!(nft("nftApprove"), to_other(Gift::AllowBucket(bucket)));
    assert_eq!(nft("nftWithdraw"), to_other(Gift::Payout(bucket)));
}

#[test]
fn who_gets_a_delegates_rewards_and_makes_its_blocks_is_told() {
    let update = of(json!({ "action": "candidateUpdate", "name": "own1", "operator": COIN, "reward": OTHER }));
    let name = "own1".to_owned();
    let rewards = Gift::DelegateRewards { name: name.clone() };
    let operation = Gift::Operation { name };
    let to = |to: &str, gift| Given { to: Some(at(to)), gift };
    let change = |key| {
        let name = "own1".to_owned();
        let gift = Gift::DelegateChange { name, key };
        Given { to: None, gift }
    };
    let roles = [to(OTHER, rewards), to(COIN, operation)];
    assert_eq!(update[0], change(false));
    assert_eq!(update[1..], roles);
    let key = "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";
    let with_key = of(
        json!({ "action": "candidateUpdateWithBLS", "name": "own1", "operator": COIN, "reward": OTHER,
        "blsKey": key }),
    );
    assert_eq!(with_key[0], change(true));
    assert_eq!(with_key[1..], roles);
    let with_proof = of(
        json!({ "action": "candidateUpdateWithBLSAndPoP", "name": "own1", "operator": COIN, "reward": OTHER,
        "blsKey": key, "proof": "0x01" }),
    );
    assert_eq!(with_proof, with_key);
}

#[test]
fn what_voters_get_is_told_where_it_goes_to_others_or_is_the_delegates_promise() {
    let destination = |to: &str| of(json!({ "action": "setVoterRewardDestination", "recipient": to }));
    assert_eq!(destination(OTHER), to_other(Gift::VoterRewards));
    assert_eq!(destination(&Address::ZERO.to_string()), [], "they are one's own again");
    let gift = Gift::OptIn;
    assert_eq!(
        of(json!({ "action": "setVoterRewardOptIn" })),
        [Given { to: None, gift }]
    );
    let portion = of(json!({ "action": "setPortion", "contract": COIN, "field": "epoch", "portion": 8500 }));
    let gift = Gift::Profile {
        contract: at(COIN),
        field: "epochRewardPortion".to_owned(),
    };
    assert_eq!(portion, [Given { to: None, gift }]);
}

#[test]
fn a_delegate_that_leaves_is_told() {
    for action in ["requestCandidateDeactivation", "confirmCandidateDeactivation"] {
        let gift = Gift::Exit;
        assert_eq!(of(json!({ "action": action })), [Given { to: None, gift }], "{action}");
    }
}

#[test]
fn what_stays_ones_own_is_not_given() {
    let locked =
        json!({ "action": "createStake", "candidate": "fathom", "amount": "100 IOTX", "duration": 7, "locked": true });
    for own in [
        locked,
        json!({ "action": "unstake", "bucket": 7 }),
        json!({ "action": "withdrawStake", "bucket": 7 }),
        json!({ "action": "changeCandidate", "bucket": 7, "candidate": "fathom" }),
        json!({ "action": "migrateStake", "bucket": 7 }),
        json!({ "action": "claim", "amount": "1 IOTX" }),
        json!({ "action": "nftUnlock", "bucket": format!("{NFTS}/7") }),
        json!({ "action": "nftStake", "contract": NFTS, "delegate": OTHER, "amount": "1 IOTX", "duration": "7 days",
            "count": 1 }),
    ] {
        assert_eq!(of(own.clone()), [], "{own}");
    }
}

#[test]
fn a_call_that_is_not_known_is_told_as_one_whoever_is_called() {
    let data = [1, 2, 3, 4, 5];
    for to in [at(NFTS), at(COIN), Address::STAKING, Address::REWARDING] {
        let gift = Gift::Call { bytes: 5 };
        let call = Given { to: Some(to), gift };
        assert_eq!(given(to, Amount::ZERO, &data, &[at(NFTS)]), [call]);
    }
    // Money goes with it, to a contract of buckets too.
    assert_eq!(given(at(NFTS), Amount::from_iotx(1), &data, &[at(NFTS)]).len(), 2);
    assert_eq!(given(at(COIN), Amount::from_iotx(1), &data, &[]).len(), 2);
    assert_eq!(given(at(COIN), Amount::ZERO, &[], &[]), []);
}

#[test]
fn every_action_that_the_wallet_makes_is_read() {
    // Of each family's giving ones the tests above know the forms; of no action may it be said that it is not read.
    let deposit = of(json!({ "action": "depositToStake", "bucket": 7, "amount": "1 IOTX" }));
    assert!(matches!(
        deposit.as_slice(),
        [Given {
            to: None,
            gift: Gift::Deposit { .. }
        }]
    ));
    let pool = of(json!({ "action": "depositRewards", "amount": "1 IOTX" }));
    assert!(matches!(
        pool.as_slice(),
        [Given {
            to: None,
            gift: Gift::RewardPool(_)
        }]
    ));
}
