//! What a node says that gas costs and takes is believed within bounds: beyond them nothing is signed, alone, in a batch, as
//! a step of a sequence or in another's place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use ballast_api::{Replacement, Settings, SubmissionState, calls};
use ballast_chain::{Client, MOST_TIP, Request};
use ballast_domain::{Address, Amount, Intent, Network, Proposal, Severity};
use ballast_practice::Handle;
use ballast_vault::MemoryKeyring;
use ballast_wallet::{Options, Wallet};
use serde_json::{Value, json};

const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
const FRIEND: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/// What the relay answers otherwise than the node.
#[derive(Default)]
struct Lies {
    /// How many times as dear gas is; 0 for the truth.
    dearer: AtomicU64,
    /// What calls take.
    takes: Mutex<Option<Value>>,
}

impl Lies {
    fn tell(&self, method: &str, answer: &mut Value) {
        let times = self.dearer.load(Ordering::SeqCst);
        if let Some(fee) = answer["result"].get_mut("baseFeePerGas")
            && times > 0
        {
            let real = u128::from_str_radix(fee.as_str().unwrap().trim_start_matches("0x"), 16).unwrap();
            *fee = json!(format!("{:#x}", real * u128::from(times)));
        }
        if method == "eth_estimateGas"
            && let Some(gas) = self.takes.lock().unwrap().clone()
        {
            answer["result"] = gas;
        }
    }
}

/// A practice network that makes blocks when asked, and a wallet with money on it, by way of a relay that may lie.
struct World {
    home: tempfile::TempDir,
    keyring: Arc<MemoryKeyring>,
    _chain: Handle,
    client: Client,
    url: String,
    wallet: Wallet,
    account: Address,
    lies: Arc<Lies>,
}

impl World {
    async fn start() -> Self {
        let lies = Arc::new(Lies::default());
        let telling = lies.clone();
        let (chain, client, url) =
            common::relay::on_demand(move |method, _, answer| telling.tell(method, answer)).await;
        let (home, keyring) = (tempfile::tempdir().unwrap(), Arc::new(MemoryKeyring::default()));
        let wallet = open(&home, &keyring, &url, None).await;
        // A new account gets practice money.
        let account = common::create_account(&wallet).await;
        Self {
            home,
            keyring,
            _chain: chain,
            client,
            url,
            wallet,
            account,
            lies,
        }
    }

    /// Quits the wallet and starts it as a command does that names a limit.
    async fn with_max_fee(self, limit: Amount) -> Self {
        drop(self.wallet);
        let wallet = open(&self.home, &self.keyring, &self.url, Some(limit)).await;
        Self { wallet, ..self }
    }

    fn dearer(&self, times: u64) {
        self.lies.dearer.store(times, Ordering::SeqCst);
    }

    async fn limit(&self, fee_limit: Option<Amount>) {
        let settings = Settings {
            fee_limit,
            ..Settings::default()
        };
        let kept = self.wallet.call(&calls::SetSettings { settings }).await.unwrap();
        assert_eq!(kept.fee_limit, fee_limit);
    }

    async fn nonce(&self) -> Value {
        let count = Request::new("eth_getTransactionCount", json!([self.account, "latest"]));
        self.client.request(count).await.unwrap()
    }

    async fn mine(&self) {
        let mine = Request::new("practice_mine", json!([{ "blocks": 1 }]));
        self.client.request::<Value>(mine).await.unwrap();
    }

    fn send(&self) -> Value {
        json!({ "account": self.account, "action": "send", "to": FRIEND, "amount": "1 IOTX" })
    }

    fn coins(&self) -> Value {
        json!({ "account": self.account, "action": "sendToken", "token": COIN, "to": FRIEND,
                "quantity": { "units": "1", "decimals": 18 } })
    }

    async fn propose(&self, wish: &Value) -> Proposal {
        let intent: Intent = serde_json::from_value(wish.clone()).unwrap();
        self.wallet.call(&calls::Propose { intent }).await.unwrap()
    }

    /// The first rule that forbids the wish, and that it is the same wherever it is asked for; nothing can be signed then.
    async fn forbidden(&self, wish: &Value) -> String {
        let alone = self.propose(wish).await;
        let rule = alone
            .block()
            .unwrap_or_else(|| panic!("{wish}: {alone:#?}"))
            .rule
            .clone();
        assert!(alone.transactions.is_empty() && alone.changes.is_empty(), "{alone:#?}");
        assert!(self.wallet.call(&calls::Approve { id: alone.id }).await.is_err());

        let intent: Intent = serde_json::from_value(wish.clone()).unwrap();
        let intents = vec![intent.clone(), intent];
        let batch = self.wallet.call(&calls::ProposeBatch { intents }).await.unwrap();
        assert_eq!(batch.legal().count(), 0, "{batch:#?}");
        for item in &batch.items {
            assert_eq!(item.block().unwrap().rule, rule);
        }

        let steps = json!({ "wish": "steps", "title": "Several", "steps": [wish] });
        let wish = serde_json::from_value(steps).unwrap();
        let sequence = self.wallet.call(&calls::ProposeSequence { wish }).await.unwrap();
        assert!(!sequence.may_begin(), "{sequence:#?}");
        assert_eq!(sequence.steps[0].refusal.as_ref().unwrap().rule, rule);
        rule
    }

    /// Signs a proposal, and waits until a node has it.
    async fn signed(&self, proposal: Proposal) -> String {
        let approve = calls::Approve { id: proposal.id };
        self.wallet.call(&approve).await.unwrap();
        self.until(&approve.id, SubmissionState::Sent).await;
        approve.id
    }

    async fn until(&self, id: &str, state: SubmissionState) {
        for _ in 0..200 {
            let get = calls::GetSubmission { id: id.to_owned() };
            if self.wallet.call(&get).await.unwrap().state == state {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("it never became {state:?}");
    }
}

async fn open(home: &tempfile::TempDir, keyring: &Arc<MemoryKeyring>, url: &str, max_fee: Option<Amount>) -> Wallet {
    let wallet = Wallet::new(Options {
        node: Some(url.to_owned()),
        keyring: keyring.clone(),
        max_fee,
        ..common::options(home.path())
    });
    wallet.open(Network::Practice).await.unwrap();
    wallet
}

fn cautions(proposal: &Proposal) -> Vec<&str> {
    let all = proposal.warnings.iter().filter(|w| w.severity == Severity::Caution);
    all.map(|w| w.rule.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absurd_price_is_refused_by_its_rule_wherever_something_is_signed() {
    let world = World::start().await;
    // 100 IOTX a unit of gas, and what is beyond every number.
    for times in [51, 1_000, 100_000_000, u64::MAX] {
        world.dearer(times);
        assert_eq!(world.forbidden(&world.send()).await, "price.over-limit", "{times}");
    }
    assert_eq!(world.nonce().await, json!("0x0"), "nothing was sent");
    world.dearer(0);
    assert!(world.propose(&world.send()).await.block().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_is_unusual_and_within_the_limit_is_cautioned_of() {
    let world = World::start().await;
    assert!(!cautions(&world.propose(&world.send()).await).contains(&"price.unusual"));
    world.dearer(10);
    let alone = world.propose(&world.send()).await;
    assert!(
        alone.block().is_none() && cautions(&alone).contains(&"price.unusual"),
        "{alone:#?}"
    );
    let said = alone.warnings.iter().find(|w| w.asks_about_price()).unwrap();
    assert!(said.sentence.contains("10 times as much as usual"), "{}", said.sentence);
    let steps = json!({ "wish": "steps", "title": "Several", "steps": [world.send()] });
    let wish = serde_json::from_value(steps).unwrap();
    let sequence = world.wallet.call(&calls::ProposeSequence { wish }).await.unwrap();
    let step = &sequence.steps[0];
    assert!(sequence.may_begin() && step.cautions.iter().any(|w| w.rule == "price.unusual"));
    assert!(
        step.agreed.cautions.contains(&"price.unusual".to_owned()),
        "it has been seen"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limit_is_the_persons_own_and_for_one_command_another() {
    let world = World::start().await;
    // At the floor a transfer can come to 0.02 IOTX.
    world.limit(Some(Amount::from_rau(19_999_999_999_999_999))).await;
    assert_eq!(world.forbidden(&world.send()).await, "price.over-limit");
    world.limit(Some(Amount::from_rau(20_000_000_000_000_000))).await;
    assert!(world.propose(&world.send()).await.block().is_none());
    world.limit(Some(Amount::ZERO)).await;
    assert_eq!(world.forbidden(&world.send()).await, "price.over-limit");

    let world = world.with_max_fee(Amount::from_iotx(1)).await;
    assert!(world.propose(&world.send()).await.block().is_none());
    world.dearer(51);
    assert_eq!(world.forbidden(&world.send()).await, "price.over-limit");
    let kept = world.wallet.call(&calls::GetStatus {}).await.unwrap().settings;
    assert_eq!(kept.fee_limit, Some(Amount::ZERO), "the settings stay as they are");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_cannot_have_risen_so_fast_since_ones_own_last_transaction_is_refused() {
    let world = World::start().await;
    world.limit(Some(Amount::MAX)).await;
    world.dearer(30);
    let first = world.propose(&world.send()).await;
    assert!(first.block().is_none(), "nothing is known yet: {first:#?}");
    world.dearer(0);
    let first = world.propose(&world.send()).await;
    let id = world.signed(first).await;
    world.mine().await;
    world.until(&id, SubmissionState::Final).await;
    world.dearer(30);
    assert_eq!(world.forbidden(&world.send()).await, "price.impossible");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_takes_anothers_place_keeps_the_same_bounds() {
    let world = World::start().await;
    let id = world.signed(world.propose(&world.send()).await).await;
    let replace = async |how| {
        let id = id.clone();
        world.wallet.call(&calls::ProposeReplacement { id, how }).await.unwrap()
    };
    world.dearer(1_000);
    for how in [Replacement::SpeedUp, Replacement::Cancel] {
        let dear = replace(how).await;
        assert_eq!(dear.block().unwrap().rule, "price.over-limit");
        assert!(dear.transactions.is_empty());
    }
    world.dearer(20);
    let dear = replace(Replacement::Cancel).await;
    assert!(cautions(&dear).contains(&"price.unusual"), "{dear:#?}");
    assert!(dear.transactions[0].max_tip_per_gas <= MOST_TIP, "{dear:#?}");
    world.dearer(0);
    let again = replace(Replacement::SpeedUp).await;
    assert!(again.block().is_none() && cautions(&again).iter().all(|rule| !rule.starts_with("price.")));
}

#[tokio::test(flavor = "multi_thread")]
async fn gas_that_no_such_call_takes_and_gas_that_no_block_has_are_refused_and_not_cut() {
    let world = World::start().await;
    let fine = world.propose(&world.coins()).await;
    assert!(fine.block().is_none(), "{fine:#?}");
    for (said, rule) in [
        ("0x0", "gas.too-little"),
        ("0x1", "gas.too-little"),
        // What a plain transfer takes, what it takes with as many bytes, and one less than what this call's bytes take.
        ("0x2710", "gas.too-little"),
        ("0x41a0", "gas.too-little"),
        ("0x6977", "gas.too-little"),
        ("0x17d7841", "gas.above-block"),
        ("0x8000000000000000", "gas.above-block"),
        ("0xffffffffffffffff", "gas.above-block"),
    ] {
        *world.lies.takes.lock().unwrap() = Some(json!(said));
        assert_eq!(world.forbidden(&world.coins()).await, rule, "{said}");
    }
    *world.lies.takes.lock().unwrap() = Some(json!("0x6978"));
    let least = world.propose(&world.coins()).await;
    assert!(least.block().is_none(), "{least:#?}");
    for said in [
        json!(format!("0x{}", "f".repeat(64))),
        json!(null),
        json!(""),
        json!([]),
    ] {
        *world.lies.takes.lock().unwrap() = Some(said.clone());
        let intent = serde_json::from_value(world.coins()).unwrap();
        let failure = world
            .wallet
            .call(&calls::Propose { intent })
            .await
            .map(|_| ())
            .unwrap_err();
        assert!(failure.code.starts_with("chain."), "{said}: {failure:?}");
    }
    assert_eq!(world.nonce().await, json!("0x0"));
}
