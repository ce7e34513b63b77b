//! A practice network that makes blocks when asked, and a wallet that reads it by a relay.

use ballast_chain::{Client, Request};
use ballast_practice::{Genesis, Handle};
use ballast_wallet::{Options, Wallet};
use serde_json::{Value, json};

use super::relay::{on_demand_from, relay};

/// Both, with a client of the network itself.
pub struct World {
    _home: tempfile::TempDir,
    _chain: Handle,
    pub client: Client,
    pub wallet: Wallet,
}

impl World {
    /// Starts the network; the wallet is not open yet. The relay may answer otherwise than the node.
    pub async fn unopened(genesis: Genesis, change: impl Fn(&str, &Value, &mut Value) + Send + Sync + 'static) -> Self {
        let (chain, client) = on_demand_from(genesis).await;
        let home = tempfile::tempdir().unwrap();
        let wallet = Wallet::new(Options {
            node: Some(relay(chain.address(), change)),
            ..super::options(home.path())
        });
        Self {
            _home: home,
            _chain: chain,
            client,
            wallet,
        }
    }

    /// Makes blocks up to this height.
    pub async fn mine_to(&self, height: u64) {
        let blocks = height - self.client.height().await.unwrap().height.0;
        let wanted = json!([{ "blocks": blocks, "stepSeconds": 2.5 }]);
        let _: Value = self
            .client
            .request(Request::new("practice_mine", wanted))
            .await
            .unwrap();
    }
}
