//! A practice network, a wallet with money on it, and what the wallet is told otherwise than it is.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use ballast_api::{
    SequenceProposal, SequenceState, SequenceView, calls,
    calls::{AskPracticeMoney, BeginSequence, GetSequence, GetSequenceSince, ProposeSequence},
};
use ballast_chain::{Client, Request};
use ballast_domain::{Address, Hash, Network, sequence::SequenceWish};
use ballast_practice::Handle;
use ballast_vault::MemoryKeyring;
use ballast_wallet::{Options, Wallet};
use serde_json::{Value, json};

use crate::{FRIEND, common};

/// A practice network that makes blocks when asked, and a wallet with money on it, by way of a relay that may lie.
pub struct World {
    pub home: tempfile::TempDir,
    pub keyring: Arc<MemoryKeyring>,
    _chain: Handle,
    pub client: Client,
    pub url: String,
    pub wallet: Wallet,
    pub account: Address,
    pub lies: Arc<Lies>,
}

/// What the relay answers otherwise than the node.
#[derive(Default)]
pub struct Lies {
    /// By how much gas is dearer.
    pub dearer: AtomicU64,
    /// Whether a contract stands at the friend's address.
    pub code: AtomicU64,
    /// Whether receipts say that what was mined failed.
    pub fails: AtomicU64,
    /// The one transaction of which a receipt says that it failed.
    pub failed: Mutex<Option<Hash>>,
}

impl Lies {
    fn tell(&self, method: &str, params: &Value, answer: &mut Value) {
        let times = self.dearer.load(Ordering::SeqCst);
        if let Some(fee) = answer["result"].get_mut("baseFeePerGas")
            && times > 0
        {
            let real = u128::from_str_radix(fee.as_str().unwrap().trim_start_matches("0x"), 16).unwrap();
            *fee = json!(format!("{:#x}", real * u128::from(times)));
        }
        let is_friend = params[0].as_str().is_some_and(|to| to.eq_ignore_ascii_case(FRIEND));
        if method == "eth_getCode" && is_friend && self.code.load(Ordering::SeqCst) > 0 {
            answer["result"] = json!("0x600160020160005260206000f3");
        }
        let failed = *self.failed.lock().unwrap();
        let is_it = failed.is_some_and(|hash| params[0] == json!(hash));
        let fails = is_it || self.fails.load(Ordering::SeqCst) > 0;
        if method == "eth_getTransactionReceipt" && fails && !answer["result"].is_null() {
            answer["result"]["status"] = json!("0x65");
        }
    }
}

impl World {
    pub async fn start() -> Self {
        let lies = Arc::new(Lies::default());
        let telling = lies.clone();
        let (chain, client, url) = common::relay::on_demand(move |method, params, answer| {
            telling.tell(method, params, answer);
        })
        .await;
        let home = tempfile::tempdir().unwrap();
        let keyring = Arc::new(MemoryKeyring::default());
        let wallet = Self::open(&home, &keyring, &url).await;
        common::create_vault(&wallet).await;
        let account = wallet.call(&calls::GetStatus {}).await.unwrap().accounts[0].address;
        wallet.call(&AskPracticeMoney { account }).await.unwrap();
        Self {
            home,
            keyring,
            client,
            _chain: chain,
            url,
            wallet,
            account,
            lies,
        }
    }

    pub async fn open(home: &tempfile::TempDir, keyring: &Arc<MemoryKeyring>, url: &str) -> Wallet {
        let wallet = Wallet::new(Options {
            node: Some(url.to_owned()),
            keyring: keyring.clone(),
            ..common::options(home.path())
        });
        wallet.open(Network::Practice).await.unwrap();
        wallet
    }

    /// Quits the wallet and starts it anew; the vault is locked then.
    pub async fn restart(self) -> Self {
        drop(self.wallet);
        let wallet = Self::open(&self.home, &self.keyring, &self.url).await;
        Self { wallet, ..self }
    }

    pub async fn unlock(&self) {
        let password = common::PASSWORD.into();
        self.wallet.call(&calls::Unlock { password }).await.unwrap();
    }

    pub async fn node(&self, method: &'static str, params: Value) -> Value {
        self.client.request(Request::new(method, params)).await.unwrap()
    }

    pub async fn mine(&self, seconds: u64) {
        self.node("practice_mine", json!([{ "blocks": 1, "stepSeconds": seconds }]))
            .await;
    }

    pub async fn nonce(&self) -> u64 {
        let count = self
            .node("eth_getTransactionCount", json!([self.account, "latest"]))
            .await;
        u64::from_str_radix(count.as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
    }

    pub async fn propose(&self, wish: SequenceWish) -> SequenceProposal {
        self.wallet.call(&ProposeSequence { wish }).await.unwrap()
    }

    pub async fn begin(&self, wish: SequenceWish, by_itself: bool) -> SequenceView {
        let SequenceProposal { id, .. } = self.propose(wish).await;
        self.wallet.call(&BeginSequence { id, by_itself }).await.unwrap()
    }

    pub async fn view(&self, id: &str) -> SequenceView {
        self.wallet.call(&GetSequence { id: id.into() }).await.unwrap()
    }

    /// The sequence as it stands, where it is otherwise than in the view of this version.
    pub async fn since(&self, id: &str, version: u64) -> Option<SequenceView> {
        let call = GetSequenceSince { id: id.into(), version };
        self.wallet.call(&call).await.unwrap()
    }

    /// Waits until the sequence stands as it was passed last, which is not passed again then.
    pub async fn stands_still(&self, mut view: SequenceView) {
        for _ in 0..200 {
            match self.since(&view.id, view.version).await {
                Some(newer) => view = newer,
                None => return,
            }
        }
        panic!("it is passed each time: {view:#?}");
    }

    /// Mines a block now and then until the sequence stands as wanted.
    pub async fn until(&self, id: &str, what: &str, is: impl Fn(&SequenceView) -> bool) -> SequenceView {
        for round in 0..200 {
            let view = self.view(id).await;
            if is(&view) {
                return view;
            }
            if round % 3 == 0 {
                self.mine(5).await;
            }
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
        panic!("it never came to this: {what}: {:#?}", self.view(id).await);
    }

    pub fn send(&self, iotx: &str, after: &[u32]) -> Value {
        json!({ "account": self.account, "action": "send", "to": FRIEND, "amount": iotx, "after": after })
    }

    pub fn steps(&self, steps: Vec<Value>) -> SequenceWish {
        serde_json::from_value(json!({ "wish": "steps", "title": "Several", "steps": steps })).unwrap()
    }

    /// A bucket of 7 days, locked; its number.
    pub async fn bucket(&self) -> u64 {
        let intent = json!({ "account": self.account, "action": "createStake", "candidate": "fathom",
            "amount": "100000000000000000000", "duration": 7, "locked": true });
        let view = self.begin(self.steps(vec![intent]), true).await;
        let done = self
            .until(&view.id, "staked", |view| view.state == SequenceState::Done)
            .await;
        let outcome = done.steps[0].submission.as_ref().unwrap().outcome.clone().unwrap();
        let buckets = self.wallet.call(&calls::GetBuckets { account: None }).await.unwrap();
        assert!(!outcome.sentence.is_empty());
        buckets.rows.value[0].bucket.id.index
    }
}
