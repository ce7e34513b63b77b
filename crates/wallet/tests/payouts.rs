//! What the protocol pays voters, over eras of a practice network with short epochs: each payout is a row that names its delegate
//! and its era, wherever the money went; and of each account start and rows make the end, also of eras that the wallet did not
//! see, and beside what was signed elsewhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    sync::Arc,
    time::Duration,
};

use ballast_api::{
    BY_ITSELF, COMMISSION, HistoryFilter, HistoryForm, HistoryRow, LEFT, PAYOUT, RECEIVED, SubmissionState, calls,
    calls::{ApproveBatch, AskPracticeMoney, CatchUp, ExportHistory, GetHistory, GetUnseen, ImportKey},
};
use ballast_chain::{Client, Request};
use ballast_domain::{Address, Amount, ArrivalKind, BucketId, Era, Intent, Network, keccak256};
use ballast_practice::{Handle, default_genesis};
use ballast_vault::MemoryKeyring;
use ballast_wallet::{Options, Wallet};
use ethers_core::types::{
    Eip1559TransactionRequest, H160, NameOrAddress, Signature, U256, transaction::eip2718::TypedTransaction,
};
use k256::ecdsa::SigningKey;
use serde_json::{Value, json};

use self::common::{
    PASSWORD,
    relay::{EPOCH, on_demand_from, short_eras},
};

/// The second account's key, which somebody else has, too.
const KEY: [u8; 32] = [0x2a; 32];
/// To whom the second account's rewards go at last.
const STRANGER: Address = Address::from_bytes([0x55; 20]);

/// A practice network that makes blocks when asked, and a wallet with two accounts on it.
struct World {
    home: tempfile::TempDir,
    keyring: Arc<MemoryKeyring>,
    chain: Handle,
    client: Client,
    wallet: Option<Wallet>,
    /// Saves, and is paid for the votes of the other for a while.
    one: Address,
    /// Has its rewards go elsewhere.
    two: Address,
}

impl World {
    async fn start() -> Self {
        let (chain, client) = on_demand_from(short_eras()).await;
        let mut world = Self {
            home: tempfile::tempdir().unwrap(),
            keyring: Arc::new(MemoryKeyring::default()),
            client,
            chain,
            wallet: None,
            one: Address::ZERO,
            two: Address::ZERO,
        };
        world.open().await;
        world.one = common::create_account(world.wallet()).await;
        let mut key = String::new();
        for byte in KEY {
            write!(key, "{byte:02x}").unwrap();
        }
        let import = ImportKey {
            key,
            password: PASSWORD.into(),
            use_keyring: false,
        };
        world.two = world.wallet().call(&import).await.unwrap().address;
        for account in [world.one, world.two] {
            world.wallet().call(&AskPracticeMoney { account }).await.unwrap();
        }
        world
    }

    fn wallet(&self) -> &Wallet {
        self.wallet.as_ref().unwrap()
    }

    async fn open(&mut self) {
        let wallet = Wallet::new(Options {
            node: Some(self.chain.url()),
            keyring: self.keyring.clone(),
            ..common::options(self.home.path())
        });
        wallet.open(Network::Practice).await.unwrap();
        self.wallet = Some(wallet);
    }

    async fn node(&self, method: &'static str, params: Value) -> Value {
        self.client.request(Request::new(method, params)).await.unwrap()
    }

    async fn number(&self, method: &'static str, params: Value) -> u128 {
        let said = self.node(method, params).await;
        u128::from_str_radix(said.as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
    }

    async fn mine(&self, blocks: u64) {
        self.node("practice_mine", json!([{ "blocks": blocks, "stepSeconds": 5 }]))
            .await;
    }

    /// Lets an era pass, in which an earlier one is paid; the wallet looks at it in between.
    async fn era(&self) {
        for _ in 0..2 {
            self.mine(EPOCH).await;
            self.wallet().call(&CatchUp {}).await.unwrap();
        }
    }

    /// Does these together, and waits until all that was ever done is final.
    async fn act(&self, intents: Vec<(Address, Value)>) {
        let intent = |(account, mut action): (Address, Value)| -> Intent {
            action["account"] = json!(account);
            serde_json::from_value(action).unwrap()
        };
        let intents: Vec<Intent> = intents.into_iter().map(intent).collect();
        let count = intents.len();
        let review = calls::ProposeBatch { intents };
        let batch = self.wallet().call(&review).await.unwrap();
        assert_eq!(batch.legal().count(), count, "{batch:#?}");
        self.wallet().call(&ApproveBatch { id: batch.id }).await.unwrap();
        self.until_final().await;
    }

    async fn until_final(&self) {
        for turn in 0..400 {
            if turn % 4 == 0 {
                self.mine(1).await;
            }
            let all = calls::GetSubmissions { account: None };
            let all = self.wallet().call(&all).await.unwrap();
            if all.iter().all(|submission| submission.state == SubmissionState::Final) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("not all is final");
    }

    /// The account's buckets, by their numbers.
    async fn buckets(&self, account: Address) -> BTreeMap<BucketId, Amount> {
        let all = self.client.buckets_of(account).await.unwrap().value;
        all.into_iter().map(|bucket| (bucket.id, bucket.amount)).collect()
    }

    /// The second account gives something away with its key alone, of which the wallet hears nothing.
    async fn signs_elsewhere(&self, iotx: u64) {
        let nonce = self
            .number("eth_getTransactionCount", json!([self.two, "pending"]))
            .await;
        let request = Eip1559TransactionRequest::new()
            .to(NameOrAddress::Address(H160(*STRANGER.as_bytes())))
            .chain_id(Network::Practice.params().chain_id)
            .nonce(nonce as u64)
            .value(U256::from(Amount::from_iotx(iotx).rau()))
            .gas(21_000)
            .max_fee_per_gas(2_000_000_000_000u64)
            .max_priority_fee_per_gas(1);
        let transaction: TypedTransaction = request.into();
        let key = SigningKey::from_slice(&KEY).unwrap();
        let (signature, recovery) = key.sign_prehash_recoverable(&keccak256(&transaction.rlp())).unwrap();
        let (r, s) = signature.split_bytes();
        let signature = Signature {
            r: U256::from_big_endian(&r),
            s: U256::from_big_endian(&s),
            v: u64::from(recovery.is_y_odd()),
        };
        self.node("eth_sendRawTransaction", json!([transaction.rlp_signed(&signature)]))
            .await;
        self.mine(1).await;
    }

    async fn rows(&self, account: Address, action: Option<&str>) -> Vec<HistoryRow> {
        let filter = HistoryFilter {
            account: Some(account),
            action: action.map(str::to_owned),
            ..HistoryFilter::default()
        };
        self.wallet().call(&GetHistory { filter }).await.unwrap()
    }

    /// That nothing is left open, and that what an account began with, which is nothing, and its rows make what it has.
    async fn adds_up(&self, account: Address) {
        self.wallet().call(&CatchUp {}).await.unwrap();
        let unseen = GetUnseen { account: Some(account) };
        let unseen = self.wallet().call(&unseen).await.unwrap();
        assert!(unseen.is_empty(), "{unseen:?}");
        let rows = self.rows(account, None).await;
        let mut sum = 0i128;
        for row in &rows {
            let effect = row
                .effect
                .unwrap_or_else(|| panic!("it is not known what it moved: {row:?}"));
            let amount = i128::try_from(effect.amount.rau()).unwrap();
            sum += if effect.fell { -amount } else { amount };
        }
        let balance = self.number("eth_getBalance", json!([account, "latest"])).await;
        assert_eq!(u128::try_from(sum), Ok(balance), "{rows:#?}");
    }
}

fn stake(delegate: &str, iotx: u64) -> Value {
    json!({ "action": "createStake", "candidate": delegate, "amount": format!("{iotx} IOTX"), "duration": 91,
            "locked": true })
}

/// A call of the contract in which voters name the bucket that their rewards go into.
fn register(call: &str, bucket: Option<u64>) -> Value {
    let mut payload = keccak256(call.as_bytes())[..4].to_vec();
    if let Some(index) = bucket {
        payload.extend([0; 24]);
        payload.extend(index.to_be_bytes());
    }
    let register = default_genesis().auto_deposit_contract.unwrap();
    json!({ "action": "send", "to": register, "amount": "0 IOTX", "payload": payload })
}

fn destination(recipient: Address) -> Value {
    json!({ "action": "setVoterRewardDestination", "recipient": recipient })
}

/// The rows of payouts that say so, with what each is about, added up.
fn told(rows: &[HistoryRow], says: &str) -> (usize, Amount) {
    let fitting = rows.iter().filter(|row| row.sentence.contains(says));
    let amounts: Vec<Amount> = fitting.map(|row| row.payout.as_ref().unwrap().amount).collect();
    (amounts.len(), amounts.into_iter().sum())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_protocol_paid_over_eras_stands_in_rows_that_make_the_balance() {
    let mut world = World::start().await;
    let (one, two) = (world.one, world.two);
    let staked = vec![
        (one, stake("fathom", 5_000)),
        (one, stake("keel", 3_000)),
        (two, stake("fathom", 2_000)),
    ];
    world.act(staked).await;
    let buckets = world.buckets(one).await;
    let [saved, _] = buckets.keys().copied().collect::<Vec<_>>()[..] else {
        panic!("{buckets:?}")
    };
    // Twice: the votes of the first may have come too late.
    world.era().await;
    world.era().await;
    for account in [one, two] {
        world.adds_up(account).await;
        let rows = world.rows(account, Some(PAYOUT)).await;
        assert!(
            told(&rows, "Received ").0 > 0 && told(&rows, " IOTX from fathom, era ").0 > 0,
            "{rows:#?}"
        );
    }

    world
        .act(vec![
            (one, register("register(int256)", Some(saved.index))),
            (two, destination(one)),
        ])
        .await;
    world.era().await;
    // The bucket goes over to another delegate, and somebody has the second account's key.
    world
        .act(vec![(
            one,
            json!({ "action": "changeCandidate", "bucket": saved.index, "candidate": "squall" }),
        )])
        .await;
    world.signs_elsewhere(7).await;
    world.era().await;
    world
        .act(vec![
            (one, register("unregister()", None)),
            (two, destination(STRANGER)),
        ])
        .await;
    world.era().await;
    for account in [one, two] {
        world.adds_up(account).await;
    }

    // Two eras of which the wallet sees nothing.
    world.wallet = None;
    world.mine(4 * EPOCH).await;
    world.open().await;
    for account in [one, two] {
        world.adds_up(account).await;
    }

    let paid = world.rows(one, Some(PAYOUT)).await;
    let eras: BTreeSet<Era> = paid.iter().map(|row| row.payout.as_ref().unwrap().era).collect();
    assert!(eras.len() >= 5 && eras.iter().all(|era| era.0 % 2 == 0), "{eras:?}");
    for delegate in ["fathom", "keel", "squall"] {
        assert!(told(&paid, &format!(" from {delegate}")).0 > 0, "{delegate}: {paid:#?}");
    }
    assert!(
        paid.iter()
            .all(|row| row.arrival == Some(ArrivalKind::Reward) && row.hash.is_some())
    );
    assert!(told(&paid, &format!("for the votes of {two}")).0 > 0, "{paid:#?}");
    // What went into the bucket is in no balance, and in the bucket to the Rau.
    let (times, compounded) = told(&paid, "Compounded ");
    assert!(times > 0, "{paid:#?}");
    let into_it = paid.iter().filter(|row| row.bucket == Some(saved));
    assert_eq!(into_it.count(), times);
    let grown = world.buckets(one).await[&saved];
    assert_eq!(grown, buckets[&saved].saturating_add(compounded));

    let others = world.rows(two, Some(PAYOUT)).await;
    assert!(told(&others, &format!("went to {one}.")).0 > 0, "{others:#?}");
    let (times, lost) = told(&others, &format!("went to {STRANGER}."));
    assert!(times > 0, "{others:#?}");
    let theirs = world.number("eth_getBalance", json!([STRANGER, "latest"])).await;
    assert_eq!(Amount::from_rau(theirs), lost.saturating_add(Amount::from_iotx(7)));
    let left = world.rows(two, Some(LEFT)).await;
    let [left] = &left[..] else { panic!("{left:#?}") };
    assert_eq!((left.to, left.arrival), (Some(STRANGER), Some(ArrivalKind::Left)));
    assert!(left.outgoing.unwrap() > Amount::from_iotx(7), "with its fee");

    // What came in by itself is told together where that is looked for, and the file has columns for it.
    let received = world.rows(one, Some(RECEIVED)).await;
    assert!(received.iter().any(|row| row.action == PAYOUT) && received.iter().any(|row| row.action == RECEIVED));
    assert!(
        received
            .iter()
            .all(|row| row.incoming.is_some_and(|came| !came.is_zero()))
    );
    let filter = HistoryFilter::default();
    let form = HistoryForm::Csv;
    let csv = world.wallet().call(&ExportHistory { filter, form }).await.unwrap();
    assert!(
        csv.lines()
            .any(|line| line.contains(",payout,") && line.contains(",fathom,")),
        "{csv}"
    );
    assert!(!csv.contains(",unseen,"), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegates_owner_sees_its_commissions_as_one_row_an_era() {
    let world = World::start().await;
    let owner = default_genesis().delegates[1].owner;
    let watch = calls::WatchAddress {
        address: owner.to_string(),
        label: "fathom".to_owned(),
    };
    world.wallet().call(&watch).await.unwrap();
    world.wallet().call(&CatchUp {}).await.unwrap();
    let begun = world.number("eth_getBalance", json!([owner, "latest"])).await;
    // Blocks are looked at a few at a time, as they come.
    for _ in 0..4 {
        world.era().await;
    }
    let rows = world.rows(owner, Some(COMMISSION)).await;
    let eras: BTreeSet<Era> = rows.iter().map(|row| row.summed.unwrap().era).collect();
    assert!(!rows.is_empty() && eras.len() == rows.len(), "one an era: {rows:#?}");
    assert!(rows.iter().any(|row| row.summed.unwrap().payments > 1), "{rows:#?}");
    assert!(
        rows.iter()
            .all(|row| row.sentence.contains(" IOTX of commission and tips"))
    );
    // Its own votes are paid for as anybody's, beside them.
    let all = world.rows(owner, None).await;
    assert!(all.iter().any(|row| row.action == PAYOUT), "{all:#?}");
    assert!(all.iter().all(|row| BY_ITSELF.contains(&row.action.as_str())));
    let came: Amount = all.iter().filter_map(|row| row.incoming).sum();
    let holds = world.number("eth_getBalance", json!([owner, "latest"])).await;
    assert_eq!(came, Amount::from_rau(holds - begun), "{all:#?}");
}
