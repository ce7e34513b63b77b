//! What guards the wallet: the address book, the limits, the lock, the nodes that are asked, and that one question is open at
//! a time.

use std::{sync::Arc, time::Duration};

use ballast_api::{
    VaultState,
    calls::{self, GetStatus},
};
use ballast_domain::{Amount, Network};
use ballast_wallet::{Confirmer, Confirming, Options, Question, Wallet};
use serde_json::json;

use crate::{STRANGER, common, desk::Desk};

#[tokio::test(flavor = "multi_thread")]
async fn what_guards_the_wallet_is_changed_with_a_yes_alone() {
    let desk = Desk::open().await;
    let contact = calls::SetContact {
        address: STRANGER.parse().unwrap(),
        name: "Bank".into(),
        note: String::new(),
    };
    assert_eq!(desk.wallet.call(&contact).await.unwrap_err().code, "confirm.refused");
    assert!(desk.wallet.call(&calls::GetContacts {}).await.unwrap().is_empty());
    assert!(desk.asked()[0].contains(STRANGER));

    let known = desk.wallet.call(&GetStatus {}).await.unwrap().settings;
    let mut changed = vec![known.clone(), known.clone()];
    changed[0].auto_lock_minutes = 0;
    changed[1].gift_limit = Amount::from_iotx(99_000);
    for settings in changed {
        let set = calls::SetSettings { settings };
        assert_eq!(desk.wallet.call(&set).await.unwrap_err().code, "confirm.refused");
        assert_eq!(desk.asked().len(), 1);
    }
    // How it looks is no guard.
    let mut settings = known.clone();
    settings.operator = true;
    desk.wallet.call(&calls::SetSettings { settings }).await.unwrap();
    assert_eq!(desk.asked(), [""; 0]);
    let now = desk.wallet.call(&GetStatus {}).await.unwrap().settings;
    assert_eq!(
        (now.auto_lock_minutes, now.gift_limit),
        (known.auto_lock_minutes, known.gift_limit)
    );

    desk.wallet.call(&calls::Lock {}).await.unwrap();
    let by_keyring = calls::UnlockWithKeyring {};
    assert_eq!(desk.wallet.call(&by_keyring).await.unwrap_err().code, "confirm.refused");
    let status = desk.wallet.call(&GetStatus {}).await.unwrap();
    assert_eq!((status.vault, desk.asked().len()), (VaultState::Locked, 1));
    desk.says(true);
    assert_eq!(desk.wallet.call(&by_keyring).await.unwrap(), VaultState::Unlocked);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_node_is_asked_that_the_person_did_not_agree_to() {
    let desk = Desk::open().await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}/secret-of-the-page", listener.local_addr().unwrap());
    let check = calls::CheckEndpoint {
        url: url.clone(),
        ws: None,
    };
    assert_eq!(desk.wallet.call(&check).await.unwrap_err().code, "confirm.refused");
    let add = calls::CheckNetwork { url, ws: None };
    assert_eq!(desk.wallet.call(&add).await.unwrap_err().code, "confirm.refused");
    assert!(listener.accept().is_err(), "nobody came");
    let asked = desk.asked();
    assert!(
        asked.len() == 2 && asked[0].contains("in your own network"),
        "{asked:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn while_one_question_is_open_no_other_is_asked() {
    /// Somebody who thinks about it for ever.
    struct Undecided;
    impl Confirmer for Undecided {
        fn confirm(&self, _: Question) -> Confirming {
            Box::pin(std::future::pending())
        }
    }
    let home = tempfile::tempdir().unwrap();
    let wallet = Wallet::new(Options {
        confirmer: Some(Arc::new(Undecided)),
        ..common::options(home.path())
    });
    wallet.open(Network::Testnet).await.unwrap();
    common::create_vault(&wallet).await;
    wallet.call(&calls::Lock {}).await.unwrap();
    let call = calls::UnlockWithKeyring {};
    let first = wallet.call(&call);
    tokio::pin!(first);
    let begun = tokio::time::timeout(Duration::from_millis(200), &mut first).await;
    assert!(begun.is_err(), "it waits for the answer");
    assert_eq!(wallet.call(&call).await.unwrap_err().code, "confirm.asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_question_is_open_nothing_is_signed() {
    let desk = Desk::open().await;
    desk.thinks();
    let own = desk.account.to_string();
    let gift = desk.propose(desk.send(STRANGER, "5 IOTX")).await.id;
    let harmless = desk.propose(desk.send(&own, "5 IOTX")).await.id;
    let intents = vec![desk.send(&own, "6 IOTX")];
    let batch = desk.wallet.call(&calls::ProposeBatch { intents }).await.unwrap().id;
    let steps = json!({ "wish": "steps", "title": "One", "steps": [
        { "account": desk.account, "action": "send", "to": own, "amount": "7 IOTX", "after": [] } ] });
    let wish = serde_json::from_value(steps).unwrap();
    let sequence = desk.wallet.call(&calls::ProposeSequence { wish }).await.unwrap().id;
    let call = calls::Approve { id: gift };
    let first = desk.wallet.call(&call);
    tokio::pin!(first);
    let mut asked = Vec::new();
    for _ in 0..50 {
        let waits = tokio::time::timeout(Duration::from_millis(100), &mut first).await;
        assert!(waits.is_err(), "it waits for the answer");
        asked.extend(desk.asked());
        if !asked.is_empty() {
            break;
        }
    }
    assert_eq!(asked.len(), 1);

    let approve = calls::Approve { id: harmless };
    assert_eq!(desk.wallet.call(&approve).await.unwrap_err().code, "confirm.asked");
    let approve = calls::ApproveBatch { id: batch };
    assert_eq!(desk.wallet.call(&approve).await.unwrap_err().code, "confirm.asked");
    let (id, by_itself) = (sequence, false);
    let begin = calls::BeginSequence { id, by_itself };
    assert_eq!(desk.wallet.call(&begin).await.unwrap_err().code, "confirm.asked");
    assert_eq!((desk.signed().await, desk.asked().len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_to_a_node_is_good_for_its_network_alone() {
    let desk = Desk::open().await;
    // Nobody listens there any more.
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let url = format!("http://{free}/");
    desk.says(true);
    let add = calls::CheckNetwork {
        url: url.clone(),
        ws: None,
    };
    for questions in [1, 0] {
        assert!(desk.wallet.call(&add).await.is_err());
        assert_eq!(desk.asked().len(), questions, "what was agreed to is not asked again");
    }
    desk.says(false);
    let check = calls::CheckEndpoint { url, ws: None };
    assert_eq!(desk.wallet.call(&check).await.unwrap_err().code, "confirm.refused");
    let asked = desk.asked();
    assert!(
        asked.len() == 1 && asked[0].contains("It is asked for: Practice, chain 468900"),
        "{asked:?}"
    );
}
