//! The chain, the wallet on it, and what the test asks the node itself. The chain is the practice network, or that of
//! the node which `BALLAST_NODE_URL` names.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use ballast_api::{Call, calls::Propose};
use ballast_chain::{Client, Config, EndpointConfig, Error, Receipt, Request};
use ballast_domain::{Address, Amount, Hash, Height, Intent, MadeBy, Network, NetworkParams, Party, Proposal};
use ballast_practice::{Genesis, Handle, start};
use ballast_vault::{KdfParams, MemoryKeyring};
use ballast_wallet::{Options, Place, Wallet};
use serde_json::{Value, json};

use super::one_verdict::Words;

/// Seconds from one block to the next.
pub const STEP: u64 = 5;

/// A chain and a wallet.
pub struct World {
    pub folder: tempfile::TempDir,
    pub url: String,
    /// The practice network, which makes blocks when asked; none for a live one, which makes them as it does.
    practice: Option<Handle>,
    pub params: NetworkParams,
    pub client: Client,
    wallet: Wallet,
    /// What everybody said of each wish, where everybody is asked.
    pub asked: Option<Mutex<Words>>,
}

/// The newest block.
pub struct Tip {
    pub height: u64,
    pub seconds: u64,
}

impl World {
    /// The practice network from `genesis`.
    pub async fn start(genesis: Genesis) -> Self {
        let config = ballast_practice::Config {
            genesis: Some(genesis),
            on_demand: true,
            ..ballast_practice::Config::default()
        };
        let chain = start(config).await.unwrap();
        let url = chain.url();
        Self::at(url, Network::Practice, Some(chain)).await
    }

    /// A node that somebody runs, on a chain whose rules the wallet knows by its id.
    pub async fn live(url: String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let nobody = Wallet::new(Options::new(Place::at(folder.path())));
        let network = nobody.network_of(&url).await.unwrap();
        Self::at(url, network, None).await
    }

    async fn at(url: String, network: Network, practice: Option<Handle>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let wallet = Wallet::new(Options {
            kdf: KdfParams::new(8, 1, 1).unwrap(),
            keyring: Arc::new(MemoryKeyring::default()),
            node: Some(url.clone()),
            ..Options::new(Place::at(folder.path()))
        });
        wallet.open(network).await.unwrap();
        let endpoint = EndpointConfig {
            url: url.clone(),
            ws: None,
        };
        let params = network.params();
        let client = Client::new(Config::new(params.chain_id, vec![endpoint])).unwrap();
        Self {
            folder,
            url,
            practice,
            params,
            client,
            wallet,
            asked: None,
        }
    }

    /// Whether it makes blocks when asked.
    pub fn makes_blocks(&self) -> bool {
        self.practice.is_some()
    }

    /// Makes blocks; a live chain is waited for until it has made one.
    pub async fn mine(&self, blocks: u64, step: u64) -> Tip {
        if self.practice.is_none() {
            return self.next_block().await;
        }
        let wanted = json!([{ "blocks": blocks, "stepSeconds": step }]);
        let tip: Value = self
            .client
            .request(Request::new("practice_mine", wanted))
            .await
            .unwrap();
        Tip {
            height: tip["height"].as_u64().unwrap(),
            seconds: tip["timestamp"].as_u64().unwrap(),
        }
    }

    async fn next_block(&self) -> Tip {
        let before = self.client.head().await.unwrap().value.height;
        loop {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let head = self.client.head().await.unwrap().value;
            if head.height > before {
                return Tip {
                    height: head.height.0,
                    seconds: head.timestamp.seconds(),
                };
            }
        }
    }

    /// Makes the block that a transaction is to stand in. A live chain's next one may have been begun before.
    pub async fn mine_sent(&self, hash: Hash) -> (Tip, Option<Receipt>) {
        let tip = self.mine(1, STEP).await;
        match self.receipt(hash).await {
            None if self.practice.is_none() => (self.next_block().await, self.receipt(hash).await),
            receipt => (tip, receipt),
        }
    }

    /// What the wallet answers.
    pub async fn ask<C: Call>(&self, request: &C) -> C::Answer {
        let answer = self.wallet.call(request).await;
        answer.unwrap_or_else(|why| panic!("{}: {why:?}", C::NAME))
    }

    /// What the wallet answers, unless it refuses.
    pub async fn try_ask<C: Call>(&self, request: &C) -> Option<C::Answer> {
        self.wallet.call(request).await.ok()
    }

    /// What the wallet says of a wish.
    pub async fn propose(&self, intent: &Intent) -> Proposal {
        let asked = Propose { intent: intent.clone() };
        self.wallet
            .call(&asked)
            .await
            .unwrap_or_else(|why| panic!("{intent:?}: {why:?}"))
    }

    /// Sends bytes; the node's own words where it refuses them.
    pub async fn send(&self, raw: &[u8]) -> Result<Hash, String> {
        match self.client.send_raw(raw).await {
            Ok(hash) => Ok(hash),
            Err(Error::Rpc(refusal)) => Err(refusal.message),
            Err(other) => panic!("{other}"),
        }
    }

    pub async fn receipt(&self, hash: Hash) -> Option<Receipt> {
        self.client.receipt(hash).await.unwrap()
    }

    /// Whether the node knows a transaction, mined or not.
    pub async fn knows(&self, hash: Hash) -> bool {
        self.client.transaction(hash).await.unwrap().is_some()
    }

    pub async fn balance(&self, account: Address) -> Amount {
        self.client.balance(account).await.unwrap().value
    }

    /// What the chain of its own paid an account in a block.
    pub async fn paid_by_the_chain(&self, account: Address, height: u64) -> Amount {
        let (after, last) = (Height(height - 1), Height(height));
        let (_, moved) = self.client.movements(after, last).await.unwrap().unwrap();
        let of_the_chain = moved.iter().filter(|movement| movement.by != MadeBy::Somebody);
        let transfers = of_the_chain.flat_map(|movement| &movement.transfers);
        transfers
            .filter(|transfer| transfer.to == Party::Account(account))
            .map(|transfer| transfer.amount)
            .sum()
    }

    pub async fn nonce(&self, account: Address) -> u64 {
        self.client.pending_nonce(account).await.unwrap().value
    }
}
