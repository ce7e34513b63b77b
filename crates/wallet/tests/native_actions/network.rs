//! The practice network, the wallet on it, and what the test asks the node itself.

use std::sync::Arc;

use ballast_api::calls::Propose;
use ballast_chain::{Client, Config, EndpointConfig, Error, Receipt, Request};
use ballast_domain::{Address, Amount, Hash, Intent, Network, Proposal};
use ballast_practice::{Genesis, Handle, start};
use ballast_vault::{KdfParams, MemoryKeyring};
use ballast_wallet::{Options, Place, Wallet};
use serde_json::{Value, json};

/// Seconds from one block to the next.
pub const STEP: u64 = 5;

/// A chain that makes blocks when asked, and a wallet.
pub struct World {
    _folder: tempfile::TempDir,
    _chain: Handle,
    pub client: Client,
    wallet: Wallet,
}

/// The newest block.
pub struct Tip {
    pub height: u64,
    pub seconds: u64,
}

impl World {
    pub async fn start(genesis: Genesis) -> Self {
        let config = ballast_practice::Config {
            genesis: Some(genesis),
            on_demand: true,
            ..ballast_practice::Config::default()
        };
        let chain = start(config).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let wallet = Wallet::new(Options {
            place: Place::at(folder.path()),
            kdf: KdfParams::new(8, 1, 1).unwrap(),
            keyring: Arc::new(MemoryKeyring::default()),
            node: Some(chain.url()),
            reads_only: false,
        });
        wallet.open(Network::Practice).await.unwrap();
        let endpoint = EndpointConfig {
            url: chain.url(),
            ws: None,
        };
        let client = Client::new(Config::new(Network::Practice.params().chain_id, vec![endpoint])).unwrap();
        Self {
            _folder: folder,
            _chain: chain,
            client,
            wallet,
        }
    }

    /// Makes blocks.
    pub async fn mine(&self, blocks: u64, step: u64) -> Tip {
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

    pub async fn nonce(&self, account: Address) -> u64 {
        self.client.pending_nonce(account).await.unwrap().value
    }
}
