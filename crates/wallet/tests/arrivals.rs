//! What comes in by itself, over the practice network: practice money, what others send, what contracts pay out; own
//! actions once; gaps closed where the node has the past, and said where it has none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ballast_api::{
    Effect, Event, HistoryFilter, HistoryForm, HistoryRow, RECEIVED, SubmissionState, Unseen, UnseenWhy, calls,
    calls::{Approve, AskPracticeMoney, ExportHistory, GetHistory, GetUnseen, Propose, WatchAddress},
};
use ballast_chain::{Client, Request};
use ballast_domain::{Address, Amount, ArrivalKind, Network, keccak256};
use ballast_practice::{FAUCET_KEY, Handle, faucet_address};
use ballast_vault::MemoryKeyring;
use ballast_wallet::{Options, Wallet};
use ethers_core::types::{
    Eip1559TransactionRequest, H160, NameOrAddress, Signature, U256, transaction::eip2718::TypedTransaction,
};
use k256::ecdsa::SigningKey;
use serde_json::{Value, json};

const FRIEND: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
/// As much as a new practice account gets.
const ALLOWANCE: Amount = Amount::from_iotx(100_000);

/// What the relay adds to the node: a past.
#[derive(Default)]
struct Past {
    there: AtomicBool,
    /// The account's balance after each block in which it changed.
    balances: Mutex<BTreeMap<u64, u128>>,
}

impl Past {
    fn tell(&self, method: &str, params: &Value, answer: &mut Value) {
        let height = params[1].as_str().and_then(|text| text.strip_prefix("0x"));
        let height = height.and_then(|digits| u64::from_str_radix(digits, 16).ok());
        if method != "eth_getBalance" || !self.there.load(Ordering::SeqCst) {
            return;
        }
        let balances = self.balances.lock().unwrap();
        // What is to come has no balance in any past.
        if let Some(height) = height.filter(|height| *height < 1_000_000) {
            let balance = balances.range(..=height).next_back().map_or(0, |(_, balance)| *balance);
            let id = answer["id"].clone();
            *answer = json!({ "jsonrpc": "2.0", "id": id, "result": format!("{balance:#x}") });
        }
    }
}

/// A practice network that makes blocks when asked, and a wallet with money on it.
struct World {
    home: tempfile::TempDir,
    keyring: Arc<MemoryKeyring>,
    _chain: Handle,
    client: Client,
    url: String,
    wallet: Option<Wallet>,
    account: Address,
    past: Arc<Past>,
}

impl World {
    async fn start() -> Self {
        let past = Arc::new(Past::default());
        let telling = past.clone();
        let (chain, client, url) = common::relay::on_demand(move |method, params, answer| {
            telling.tell(method, params, answer);
        })
        .await;
        let mut world = Self {
            home: tempfile::tempdir().unwrap(),
            keyring: Arc::new(MemoryKeyring::default()),
            client,
            _chain: chain,
            url,
            wallet: None,
            account: Address::ZERO,
            past,
        };
        world.open().await;
        // A new account gets practice money.
        world.account = common::create_account(world.wallet()).await;
        world
    }

    fn wallet(&self) -> &Wallet {
        self.wallet.as_ref().unwrap()
    }

    async fn open(&mut self) {
        let wallet = Wallet::new(Options {
            node: Some(self.url.clone()),
            keyring: self.keyring.clone(),
            ..common::options(self.home.path())
        });
        wallet.open(Network::Practice).await.unwrap();
        self.wallet = Some(wallet);
    }

    async fn node(&self, method: &'static str, params: Value) -> Value {
        self.client.request(Request::new(method, params)).await.unwrap()
    }

    async fn mine(&self, blocks: u64) {
        self.node("practice_mine", json!([{ "blocks": blocks, "stepSeconds": 1 }]))
            .await;
    }

    async fn number(&self, method: &'static str, params: Value) -> u128 {
        let said = self.node(method, params).await;
        u128::from_str_radix(said.as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
    }

    async fn height(&self) -> u64 {
        self.number("eth_blockNumber", json!([])).await as u64
    }

    /// Has the relay's past know what the account holds after the newest block.
    async fn note_balance(&self) {
        let balance = self.number("eth_getBalance", json!([self.account, "latest"])).await;
        let height = self.height().await;
        self.past.balances.lock().unwrap().insert(height, balance);
    }

    /// Has the faucet sign and send; it is in the next block.
    async fn faucet(&self, to: Option<Address>, iotx: u64, data: Vec<u8>) {
        let nonce = self
            .number("eth_getTransactionCount", json!([faucet_address(), "pending"]))
            .await;
        let mut request = Eip1559TransactionRequest::new()
            .chain_id(Network::Practice.params().chain_id)
            .nonce(nonce as u64)
            .value(U256::from(Amount::from_iotx(iotx).rau()))
            .data(data)
            .gas(500_000)
            .max_fee_per_gas(2_000_000_000_000u64)
            .max_priority_fee_per_gas(1);
        request.to = to.map(|to| NameOrAddress::Address(H160(*to.as_bytes())));
        let transaction: TypedTransaction = request.into();
        let key = SigningKey::from_slice(&FAUCET_KEY).unwrap();
        let (signature, recovery) = key.sign_prehash_recoverable(&keccak256(&transaction.rlp())).unwrap();
        let (r, s) = signature.split_bytes();
        let signature = Signature {
            r: U256::from_big_endian(&r),
            s: U256::from_big_endian(&s),
            v: u64::from(recovery.is_y_odd()),
        };
        let raw = transaction.rlp_signed(&signature);
        self.node("eth_sendRawTransaction", json!([raw])).await;
    }

    /// Sends 3 IOTX to the friend, and waits until that is final.
    async fn send(&self) {
        let action = json!({ "account": self.account, "action": "send", "to": FRIEND, "amount": "3 IOTX" });
        let intent = serde_json::from_value(action).unwrap();
        let id = self.wallet().call(&Propose { intent }).await.unwrap().id;
        self.wallet().call(&Approve { id }).await.unwrap();
        for _ in 0..200 {
            self.mine(1).await;
            let all = self
                .wallet()
                .call(&calls::GetSubmissions { account: None })
                .await
                .unwrap();
            if all[0].state == SubmissionState::Final {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("it is not final");
    }

    async fn rows(&self, action: Option<&str>) -> Vec<HistoryRow> {
        let filter = HistoryFilter {
            action: action.map(str::to_owned),
            ..HistoryFilter::default()
        };
        self.wallet().call(&GetHistory { filter }).await.unwrap()
    }

    /// What came in, once there are so many rows of it.
    async fn received(&self, count: usize) -> Vec<HistoryRow> {
        for _ in 0..300 {
            let rows = self.rows(Some(RECEIVED)).await;
            if rows.len() >= count {
                return rows;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("not so much came: {:?}", self.rows(Some(RECEIVED)).await);
    }

    async fn unseen(&self) -> Vec<Unseen> {
        self.wallet().call(&GetUnseen { account: None }).await.unwrap()
    }

    /// Waits until the runs of blocks that are not known fit.
    async fn until_unseen(&self, fits: impl Fn(&[Unseen]) -> bool) -> Vec<Unseen> {
        for _ in 0..300 {
            let unseen = self.unseen().await;
            if fits(&unseen) {
                return unseen;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{:?}", self.unseen().await);
    }

    /// Quits the wallet, has money come in a block of its own among others, and opens it again.
    async fn away(&mut self, before: u64, iotx: u64, after: u64) {
        self.wallet = None;
        self.note_balance().await;
        self.mine(before).await;
        self.faucet(Some(self.account), iotx, Vec::new()).await;
        self.mine(1).await;
        self.note_balance().await;
        self.mine(after).await;
        self.open().await;
    }

    async fn file(&self, form: HistoryForm) -> String {
        let filter = HistoryFilter::default();
        self.wallet().call(&ExportHistory { filter, form }).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_money_shows_and_own_actions_show_once() {
    let world = World::start().await;
    let first = world.received(1).await;
    let [row] = &first[..] else { panic!("{first:?}") };
    assert_eq!(
        (row.incoming, row.outgoing, row.fee),
        (Some(ALLOWANCE), Some(Amount::ZERO), Some(Amount::ZERO))
    );
    assert_eq!(
        (row.arrival, row.from),
        (Some(ArrivalKind::Transfer), Some(faucet_address()))
    );
    assert!(row.sentence.contains("practice money"), "{}", row.sentence);
    assert!(world.unseen().await.is_empty(), "a new account has no past");

    let account = world.account;
    world.wallet().call(&AskPracticeMoney { account }).await.unwrap();
    assert_eq!(world.received(2).await.len(), 2);
    world.send().await;
    // A look after it, and one that finds something to show that it came.
    world.faucet(Some(account), 1, Vec::new()).await;
    world.mine(1).await;
    assert_eq!(
        world.received(3).await.len(),
        3,
        "what was sent here is no arrival, nor is its fee"
    );
    let all = world.rows(None).await;
    let words: Vec<_> = all.iter().map(|row| row.action.as_str()).collect();
    assert_eq!(words, [RECEIVED, "send", RECEIVED, RECEIVED], "the newest first");
    let effects: Amount = all
        .iter()
        .filter_map(|row| row.effect)
        .filter(|e| !e.fell)
        .map(|e| e.amount)
        .sum();
    let paid: Amount = all
        .iter()
        .filter_map(|row| row.effect)
        .filter(|e| e.fell)
        .map(|e| e.amount)
        .sum();
    let balance = world.number("eth_getBalance", json!([account, "latest"])).await;
    assert_eq!(
        effects.saturating_sub(paid),
        Amount::from_rau(balance),
        "the rows add up to the balance"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_send_and_contracts_pay_out_shows_with_whence_and_the_windows_are_told() {
    let world = World::start().await;
    world.received(1).await;
    let mut events = world.wallet().events();
    let address = FRIEND.to_owned();
    let label = "Friend".to_owned();
    world.wallet().call(&WatchAddress { address, label }).await.unwrap();
    // With practice money it is looked at all balances, the friend's too.
    let account = world.account;
    world.wallet().call(&AskPracticeMoney { account }).await.unwrap();
    world.send().await;
    // A contract that, as it is made, passes on what it gets.
    let mut pays = vec![0x60, 0, 0x60, 0, 0x60, 0, 0x60, 0, 0x34, 0x73];
    pays.extend_from_slice(world.account.as_bytes());
    pays.extend([0x5a, 0xf1, 0x00]);
    world.faucet(None, 5, pays).await;
    world.mine(1).await;
    let rows = world.received(3).await;
    assert_eq!(
        (rows[0].incoming, rows[0].arrival),
        (Some(Amount::from_iotx(5)), Some(ArrivalKind::Contract))
    );
    assert_ne!(rows[0].from, Some(faucet_address()), "the contract paid it");
    assert!(
        rows[0].sentence.contains("from the contract 0x"),
        "{}",
        rows[0].sentence
    );
    let told = async { while !matches!(events.recv().await, Ok(Event::Arrivals)) {} };
    tokio::time::timeout(Duration::from_secs(30), told).await.unwrap();

    // To an account that is only watched, from one's own: a row for each of the two.
    let filter = HistoryFilter {
        account: Some(FRIEND.parse().unwrap()),
        ..HistoryFilter::default()
    };
    for _ in 0..300 {
        let rows = world
            .wallet()
            .call(&GetHistory { filter: filter.clone() })
            .await
            .unwrap();
        if let [row] = &rows[..] {
            assert_eq!(
                (row.from, row.incoming),
                (Some(world.account), Some(Amount::from_iotx(3)))
            );
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the friend got nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_gap_is_closed_by_any_node() {
    let mut world = World::start().await;
    world.received(1).await;
    world.away(5, 7, 20).await;
    let rows = world.received(2).await;
    assert_eq!(rows[0].incoming, Some(Amount::from_iotx(7)));
    assert!(world.unseen().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_is_said_while_the_node_has_no_past_and_closed_where_it_has_one() {
    let mut world = World::start().await;
    world.received(1).await;
    world.away(300, 7, 200).await;
    let told = |all: &[Unseen]| all.first().is_some_and(|gap| gap.why == UnseenWhy::NoPast);
    let unseen = world.until_unseen(told).await;
    let [gap] = &unseen[..] else { panic!("{unseen:?}") };
    assert!(gap.first.0 > 1 && gap.last.0 - gap.first.0 > 400, "{gap:?}");
    assert_eq!(gap.moved, Some(Effect::of(Amount::from_iotx(7), Amount::ZERO)));
    assert_eq!(world.rows(Some(RECEIVED)).await.len(), 1);
    let csv = world.file(HistoryForm::Csv).await;
    assert_eq!(csv.as_bytes()[..3], [0xef, 0xbb, 0xbf]);
    assert!(!csv.contains(['\u{202f}', '\u{a0}']), "{csv}");
    assert!(csv.contains(",unseen,\"What came in between block"), "{csv}");
    assert!(
        csv.contains("the node does not have that past. The balance rose by 7 IOTX"),
        "{csv}"
    );

    // Another node, which has one.
    world.past.there.store(true, Ordering::SeqCst);
    world.wallet = None;
    world.open().await;
    let rows = world.received(2).await;
    assert_eq!(
        (rows[0].incoming, rows[0].from),
        (Some(Amount::from_iotx(7)), Some(faucet_address()))
    );
    assert_eq!(
        rows[0].height.map(|h| h.0),
        Some(gap.last.0 - 200),
        "in the block that it came with"
    );
    world.until_unseen(<[Unseen]>::is_empty).await;
    let json: Value = serde_json::from_str(&world.file(HistoryForm::Json).await).unwrap();
    assert!(
        json.as_array().unwrap().iter().all(|row| row["action"] != "unseen"),
        "{json}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_before_an_account_was_looked_at_is_said_to_be_unknown() {
    let world = World::start().await;
    world.received(1).await;
    world.faucet(Some(FRIEND.parse().unwrap()), 9, Vec::new()).await;
    world.mine(3).await;
    let address = FRIEND.to_owned();
    let label = "Friend".to_owned();
    world.wallet().call(&WatchAddress { address, label }).await.unwrap();
    world.mine(1).await;
    let account = Some(FRIEND.parse().unwrap());
    for _ in 0..300 {
        let unseen = world.wallet().call(&GetUnseen { account }).await.unwrap();
        if let [gap] = &unseen[..] {
            assert_eq!((gap.first.0, gap.moved), (1, None));
            assert!(
                gap.sentence().starts_with("What came in up to block"),
                "{}",
                gap.sentence()
            );
            assert!(world.unseen().await.is_empty(), "of one's own all is known");
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it is not said");
}
