//! What gives value away, and what guards the wallet, is confirmed outside the page: a script that proposes and approves as
//! the page does gets nothing signed that the person did not say yes to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod buckets;
#[path = "../common/mod.rs"]
mod common;
mod contracts;
mod desk;
mod guards;

use std::time::Duration;

use ballast_api::{
    SequenceState,
    calls::{self, Approve, ApproveBatch, BeginSequence, ProposeBatch},
};
use ballast_domain::{Address, Intent, sequence::SequenceWish};
use serde_json::json;

use self::desk::Desk;

const FRIEND: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const STRANGER: &str = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
const BADGE: &str = "0x5Fd5Ad10B73E4BA88919c03Fb56284b301c71fCc";

#[tokio::test(flavor = "multi_thread")]
async fn money_for_a_stranger_is_signed_with_a_yes_alone() {
    let desk = Desk::open().await;
    assert_eq!(desk.try_to(desk.send(STRANGER, "12000 IOTX")).await, "confirm.refused");
    assert_eq!(desk.signed().await, 0, "nothing is signed");
    let asked = desk.asked();
    let [question] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    for said in [
        "Send 12 000 IOTX to an unknown address?",
        STRANGER,
        "What: 12 000 IOTX",
        "Fee: at most",
        "Network: Practice, chain 468900",
        "cannot be called back",
        "comes from Ballast itself",
    ] {
        assert!(question.contains(said), "{said}: {question}");
    }
    assert!(question.contains(&desk.account.to_io1()), "who pays: {question}");

    desk.says(true);
    assert_eq!(desk.try_to(desk.send(STRANGER, "12000 IOTX")).await, "signed");
    assert_eq!((desk.asked().len(), desk.signed().await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stays_ones_own_is_not_asked_about() {
    let desk = Desk::open().await;
    let stake =
        json!({ "action": "createStake", "candidate": "fathom", "amount": "100 IOTX", "duration": 7, "locked": true });
    assert_eq!(desk.try_to(desk.by(stake)).await, "signed");
    let own = desk.account.to_string();
    assert_eq!(desk.try_to(desk.send(&own, "5 IOTX")).await, "signed");
    assert_eq!(desk.asked(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_in_the_book_get_a_days_limit_and_many_small_gifts_are_no_way_around_it() {
    let desk = Desk::open().await;
    desk.knows(FRIEND, "Ada").await;
    desk.says(false);
    for _ in 0..2 {
        assert_eq!(desk.try_to(desk.send(FRIEND, "450 IOTX")).await, "signed");
    }
    assert_eq!(desk.asked(), [""; 0], "1 000 IOTX a day");
    assert_eq!(desk.try_to(desk.send(FRIEND, "450 IOTX")).await, "confirm.refused");
    let asked = desk.asked();
    assert!(
        asked[0].contains("Send 450 IOTX to Ada?") && asked[0].contains("1 000 IOTX"),
        "{asked:?}"
    );
    // What still fits is not asked about.
    assert_eq!(desk.try_to(desk.send(FRIEND, "50 IOTX")).await, "signed");
    assert_eq!(desk.asked(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_limit_measures_is_asked_about_for_everybody_but_oneself() {
    let desk = Desk::open().await;
    desk.knows(FRIEND, "Ada").await;
    desk.says(false);
    let quantity = json!({ "units": "1000000000000000000", "decimals": 18 });
    let allow = desk.by(json!({ "action": "allowToken", "token": COIN, "spender": FRIEND, "quantity": quantity }));
    assert_eq!(desk.try_to(allow).await, "confirm.refused");
    let asked = desk.asked();
    assert!(asked[0].contains("Give away leave to take 1 TCOIN?"), "{asked:?}");
    // A call that nobody reads, written into the memo of a transfer of nothing.
    let call = desk.by(json!({ "action": "send", "to": COIN, "amount": "0", "payload": [1, 2, 3, 4] }));
    let proposal = desk.propose(call.clone()).await;
    if proposal.block().is_none() {
        assert_eq!(desk.try_to(call).await, "confirm.refused");
        assert!(desk.asked()[0].contains("cannot read"));
    }
    assert_eq!(desk.signed().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_and_a_sequence_are_asked_about_once_with_all_that_they_give() {
    let desk = Desk::open().await;
    let intents = vec![desk.send(STRANGER, "7 IOTX"), desk.send(FRIEND, "30 IOTX")];
    let id = desk.wallet.call(&ProposeBatch { intents }).await.unwrap().id;
    let approve = ApproveBatch { id };
    assert_eq!(desk.wallet.call(&approve).await.unwrap_err().code, "confirm.refused");
    let asked = desk.asked();
    let [question] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    for said in [
        "Sign 2 transactions",
        "all together: 37",
        "7 IOTX: to io1",
        "30 IOTX: to io1",
    ] {
        assert!(question.contains(said), "{said}: {question}");
    }
    assert_eq!(desk.signed().await, 0);
    desk.says(true);
    assert_eq!(desk.wallet.call(&approve).await.unwrap().items.len(), 2);
    assert_eq!(desk.asked().len(), 1);

    desk.says(false);
    let steps: SequenceWish = serde_json::from_value(json!({ "wish": "steps", "title": "Two", "steps": [
        { "account": desk.account, "action": "send", "to": STRANGER, "amount": "1 IOTX", "after": [] },
        { "account": desk.account, "action": "send", "to": STRANGER, "amount": "2 IOTX", "after": [0] } ] }))
    .unwrap();
    let propose = calls::ProposeSequence { wish: steps };
    let id = desk.wallet.call(&propose).await.unwrap().id;
    let begin = BeginSequence { id, by_itself: true };
    assert_eq!(desk.wallet.call(&begin).await.unwrap_err().code, "confirm.refused");
    assert!(desk.wallet.call(&calls::GetSequences {}).await.unwrap().is_empty());
    desk.says(true);
    let begun = desk.wallet.call(&begin).await.unwrap();
    assert_eq!(desk.asked().len(), 2);
    // Its steps ask no more.
    desk.says(false);
    for _ in 0..200 {
        let view = desk
            .wallet
            .call(&calls::GetSequence { id: begun.id.clone() })
            .await
            .unwrap();
        if view.state == SequenceState::Done {
            assert_eq!(desk.asked(), [""; 0]);
            return;
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    panic!("the sequence is not done");
}

#[tokio::test(flavor = "multi_thread")]
async fn among_many_gifts_nobody_is_left_out_and_what_no_sum_has_comes_first() {
    let desk = Desk::open().await;
    let stake = json!({ "action": "createStake", "candidate": "fathom", "amount": "7000 IOTX", "duration": 0, "locked": false });
    assert_eq!(desk.try_to(desk.by(stake)).await, "signed");
    let bucket = desk.bucket().await;
    let stranger = |number: u8| Address::from_bytes([number; 20]);
    let mut intents: Vec<Intent> = (1..=30)
        .map(|number| desk.send(&stranger(number).to_string(), "3 IOTX"))
        .collect();
    intents.push(desk.by(json!({ "action": "transferStake", "bucket": bucket, "to": FRIEND })));
    let id = desk.wallet.call(&ProposeBatch { intents }).await.unwrap().id;
    let refused = desk.wallet.call(&ApproveBatch { id: id.clone() }).await;
    assert_eq!(refused.unwrap_err().code, "confirm.refused");
    assert_eq!(desk.asked().len(), 1, "a no is a no to all of it");
    desk.says(true);
    desk.wallet.call(&ApproveBatch { id }).await.unwrap();
    let asked = desk.asked();
    assert!((3..=6).contains(&asked.len()), "in parts that have room: {asked:?}");
    for part in &asked {
        assert!(part.contains("Sign 31 transactions to give away 7 090 IOTX?"), "{part}");
        let rows: usize = part.lines().map(|line| line.chars().count().div_ceil(60).max(1)).sum();
        assert!(rows <= 32, "a low screen has no more room: {rows}: {part}");
    }
    let mut gifts = asked[0].lines().filter(|line| line.contains(": to io1"));
    let first = gifts.next().unwrap();
    assert!(
        first.contains(&format!("bucket {bucket}")) && first.contains("7 000 IOTX"),
        "{first}"
    );
    let all = asked.concat();
    for number in 1..=30 {
        assert!(all.contains(&stranger(number).to_io1()), "{number}: {all}");
    }
    assert!(all.contains("all together: 90"), "{all}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegate_is_changed_with_a_yes_alone() {
    let desk = Desk::open().await;
    let own = desk.account;
    desk.says(true);
    let register = desk.by(
        json!({ "action": "candidateRegister", "name": "ownone", "operator": own, "reward": own,
        "owner": own, "amount": "0 IOTX", "duration": 0, "locked": false }),
    );
    assert_eq!(desk.try_to(register).await, "signed");
    desk.asked();
    desk.says(false);
    let update = desk.by(json!({ "action": "candidateUpdate", "name": "owntwo", "operator": own, "reward": own }));
    assert_eq!(desk.try_once_legal(update).await, "confirm.refused");
    let asked = desk.asked();
    assert!(
        asked[0].contains("Change your delegate?") && asked[0].contains("owntwo"),
        "{asked:?}"
    );
    assert_eq!(desk.signed().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_for_good_is_asked_about_whoever_gets_it() {
    let desk = Desk::open().await;
    let own = desk.account;
    let register = desk.by(
        json!({ "action": "candidateRegister", "name": "ownone", "operator": own, "reward": own,
        "owner": own, "amount": "0 IOTX", "duration": 0, "locked": false }),
    );
    let id = desk.propose(register).await;
    assert!(id.block().is_none(), "{:?}", id.block());
    let refused = desk.wallet.call(&Approve { id: id.id }).await.unwrap_err();
    assert_eq!(refused.code, "confirm.refused");
    let asked = desk.asked();
    for said in [
        "Register the delegate ownone and give away 100 IOTX?",
        "100 IOTX more, for good",
    ] {
        assert!(asked[0].contains(said), "{said}: {asked:?}");
    }
    // Letters to oneself give nothing and cost much.
    let memo = || desk.by(json!({ "action": "send", "to": own, "amount": "0", "payload": vec![7_u8; 20_000] }));
    let mut unasked = 0;
    while desk.try_to(memo()).await == "signed" {
        unasked += 1;
        assert!(unasked < 10, "fees without end");
    }
    let asked = desk.asked();
    assert!(
        unasked > 0 && asked.len() == 1 && asked[0].contains("in fees?"),
        "{unasked}: {asked:?}"
    );
}
