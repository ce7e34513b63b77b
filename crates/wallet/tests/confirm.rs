//! What gives value away, and what guards the wallet, is confirmed outside the page: a script that proposes and approves as
//! the page does gets nothing signed that the person did not say yes to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ballast_api::{
    SequenceState, VaultState,
    calls::{self, Approve, ApproveBatch, AskPracticeMoney, BeginSequence, GetStatus, Propose, ProposeBatch},
};
use ballast_domain::{Address, Amount, Intent, Network, Proposal, sequence::SequenceWish};
use ballast_practice::{Config, Handle, start};
use ballast_wallet::{Confirmer, Confirming, Options, Question, Wallet};
use serde_json::{Value, json};

const FRIEND: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const STRANGER: &str = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";

/// Somebody at the machine, who says yes or no to all that they are asked.
#[derive(Default)]
struct Somebody {
    yes: AtomicBool,
    asked: Mutex<Vec<Question>>,
}

impl Confirmer for Somebody {
    fn confirm(&self, question: Question) -> Confirming {
        self.asked.lock().unwrap().push(question);
        Box::pin(std::future::ready(self.yes.load(Ordering::SeqCst)))
    }
}

struct Desk {
    _chain: Handle,
    _home: tempfile::TempDir,
    somebody: Arc<Somebody>,
    wallet: Wallet,
    account: Address,
}

impl Desk {
    async fn open() -> Self {
        let config = Config {
            block_seconds: 0.2,
            ..Config::default()
        };
        let chain = start(config).await.unwrap();
        let (home, somebody) = (tempfile::tempdir().unwrap(), Arc::new(Somebody::default()));
        let wallet = Wallet::new(Options {
            node: Some(chain.url()),
            confirmer: Some(somebody.clone()),
            ..common::options(home.path())
        });
        wallet.open(Network::Practice).await.unwrap();
        let account = common::create_account(&wallet).await;
        wallet.call(&AskPracticeMoney { account }).await.unwrap();
        let desk = Self {
            _chain: chain,
            _home: home,
            somebody,
            wallet,
            account,
        };
        // Not by a proposal: while one is fresh, sequences leave the account's next nonce to it.
        for _ in 0..100 {
            let home = desk
                .wallet
                .call(&calls::GetHome { account: Some(account) })
                .await
                .unwrap();
            if home.liquid.is_some_and(|liquid| !liquid.value.is_zero()) {
                return desk;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the practice money did not come");
    }

    fn says(&self, yes: bool) {
        self.somebody.yes.store(yes, Ordering::SeqCst);
    }

    /// What was asked since the last time: title and lines of each.
    fn asked(&self) -> Vec<String> {
        let all = std::mem::take(&mut *self.somebody.asked.lock().unwrap());
        let text = |question: Question| format!("{}\n{}", question.title, question.lines.join("\n"));
        all.into_iter().map(|q| text(q).replace('\u{202f}', " ")).collect()
    }

    fn by(&self, mut action: Value) -> Intent {
        action["account"] = json!(self.account);
        serde_json::from_value(action).unwrap()
    }

    fn send(&self, to: &str, amount: &str) -> Intent {
        self.by(json!({ "action": "send", "to": to, "amount": amount }))
    }

    async fn propose(&self, intent: Intent) -> Proposal {
        self.wallet.call(&Propose { intent }).await.unwrap()
    }

    /// Proposes and approves, as a script in the page does; `signed`, or why not.
    async fn try_to(&self, intent: Intent) -> String {
        let id = self.propose(intent).await.id;
        match self.wallet.call(&Approve { id }).await {
            Ok(_) => "signed".into(),
            Err(failure) => failure.code,
        }
    }

    /// The account's one bucket, once it is there.
    async fn bucket(&self) -> u64 {
        for _ in 0..100 {
            let all = self.wallet.call(&calls::GetBuckets { account: None }).await.unwrap();
            if let Some(row) = all.rows.value.first() {
                return row.bucket.id.index;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no bucket came");
    }

    async fn signed(&self) -> usize {
        let all = calls::GetSubmissions { account: None };
        self.wallet.call(&all).await.unwrap().len()
    }

    async fn knows(&self, address: &str, name: &str) {
        self.says(true);
        let contact = calls::SetContact {
            address: address.parse().unwrap(),
            name: name.into(),
            note: String::new(),
        };
        self.wallet.call(&contact).await.unwrap();
        self.asked();
    }
}

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
    assert_eq!(asked.len(), 2, "in parts that have room: {asked:?}");
    let first = asked[0].lines().nth(1).unwrap();
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
    assert!(desk.asked()[0].contains("100 IOTX more, for good"));
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
async fn while_one_question_is_open_no_other_is_asked_and_nothing_is_signed() {
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
