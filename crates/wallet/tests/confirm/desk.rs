//! Somebody at a machine with a wallet, who is asked outside the page.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use ballast_api::calls::{self, Approve, AskPracticeMoney, Propose};
use ballast_domain::{Address, Intent, Network, Proposal};
use ballast_practice::{Config, Handle, start};
use ballast_wallet::{Options, Question, Wallet};
use serde_json::{Value, json};

use crate::common::{self, somebody::Somebody};

/// A wallet with money on a practice network, and who is asked by it.
pub struct Desk {
    _chain: Handle,
    _home: tempfile::TempDir,
    somebody: Arc<Somebody>,
    pub wallet: Wallet,
    pub account: Address,
}

impl Desk {
    pub async fn open() -> Self {
        let config = Config {
            block_seconds: 0.2,
            ..Config::default()
        };
        let chain = start(config).await.unwrap();
        let (home, somebody) = (tempfile::tempdir().unwrap(), Arc::new(Somebody::default()));
        // Nobody has said yes yet.
        somebody.no.store(true, Ordering::SeqCst);
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

    pub fn says(&self, yes: bool) {
        self.somebody.no.store(!yes, Ordering::SeqCst);
    }

    /// From now on every question stays open.
    pub fn thinks(&self) {
        self.somebody.thinks.store(true, Ordering::SeqCst);
    }

    /// What was asked since the last time: title and lines of each.
    pub fn asked(&self) -> Vec<String> {
        let all = std::mem::take(&mut *self.somebody.asked.lock().unwrap());
        let text = |question: Question| format!("{}\n{}", question.title, question.lines.join("\n"));
        all.into_iter().map(|q| text(q).replace('\u{202f}', " ")).collect()
    }

    pub fn by(&self, mut action: Value) -> Intent {
        action["account"] = json!(self.account);
        serde_json::from_value(action).unwrap()
    }

    pub fn send(&self, to: &str, amount: &str) -> Intent {
        self.by(json!({ "action": "send", "to": to, "amount": amount }))
    }

    pub async fn propose(&self, intent: Intent) -> Proposal {
        self.wallet.call(&Propose { intent }).await.unwrap()
    }

    /// Proposes and approves, as a script in the page does; `signed`, or why not.
    pub async fn try_to(&self, intent: Intent) -> String {
        let id = self.propose(intent).await.id;
        match self.wallet.call(&Approve { id }).await {
            Ok(_) => "signed".into(),
            Err(failure) => failure.code,
        }
    }

    /// The same, once a rule no longer forbids it: what it needs may be under way.
    pub async fn try_once_legal(&self, intent: Intent) -> String {
        for _ in 0..100 {
            if self.propose(intent.clone()).await.block().is_none() {
                return self.try_to(intent).await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{:?}", self.propose(intent).await.block());
    }

    /// Makes a locked bucket with so much; its number, once it is there.
    pub async fn stake(&self, amount: &str) -> u64 {
        let stake =
            json!({ "action": "createStake", "candidate": "fathom", "amount": amount, "duration": 7, "locked": true });
        assert_eq!(self.try_to(self.by(stake)).await, "signed");
        self.bucket().await
    }

    pub fn deposit(&self, bucket: u64, amount: &str) -> Intent {
        self.by(json!({ "action": "depositToStake", "bucket": bucket, "amount": amount }))
    }

    pub fn hand_over(&self, bucket: u64, to: &str) -> Intent {
        self.by(json!({ "action": "transferStake", "bucket": bucket, "to": to }))
    }

    /// The account's one bucket, once it is there.
    pub async fn bucket(&self) -> u64 {
        for _ in 0..100 {
            let all = self.wallet.call(&calls::GetBuckets { account: None }).await.unwrap();
            if let Some(row) = all.rows.value.first() {
                return row.bucket.id.index;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no bucket came");
    }

    pub async fn signed(&self) -> usize {
        let all = calls::GetSubmissions { account: None };
        self.wallet.call(&all).await.unwrap().len()
    }

    pub async fn knows(&self, address: &str, name: &str) {
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
