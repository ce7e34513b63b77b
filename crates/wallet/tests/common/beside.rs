//! A wallet with money on a network of one's own, which it asks by way of a node that may lie, and where wanted beside that
//! one an honest one.

use std::{fmt::Write, net::SocketAddr, sync::Arc, time::Duration};

use ballast_api::{
    SubmissionState, SubmissionView,
    calls::{AddEndpoint, AddNetwork, Approve, GetSubmissions, ImportKey, OpenNetwork, Propose},
};
use ballast_chain::{Client, Config as Nodes, Request};
use ballast_domain::{Address, Intent, Proposal};
use ballast_practice::{FAUCET_KEY, Handle};
use ballast_wallet::{Confirmer, Options, Wallet};
use serde_json::{Value, json};

use super::{PASSWORD, options, relay::of_chain};

const CHAIN: u64 = 4711;
pub const FRIEND: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/// The wallet, and the honest node, which makes a block each half second.
pub struct Beside {
    _home: tempfile::TempDir,
    _chain: Handle,
    pub node: Client,
    pub wallet: Wallet,
    pub account: Address,
}

impl Beside {
    /// Starts it; `liar` starts the node that may lie, before the honest one at this address, and gives its own address.
    pub async fn start(beside: bool, liar: impl FnOnce(SocketAddr) -> String) -> Self {
        let honest = |node: SocketAddr| format!("http://{node}/");
        Self::start_with(liar, beside.then_some(honest)).await
    }

    /// The same; `second` gives the address by which the honest node is asked beside the other, where it is asked.
    pub async fn start_with(
        liar: impl FnOnce(SocketAddr) -> String,
        second: Option<impl FnOnce(SocketAddr) -> String>,
    ) -> Self {
        Self::start_asking(liar, second, None).await
    }

    /// The same, and the person is asked outside the page, where somebody stands for them.
    pub async fn start_asking(
        liar: impl FnOnce(SocketAddr) -> String,
        second: Option<impl FnOnce(SocketAddr) -> String>,
        confirmer: Option<Arc<dyn Confirmer>>,
    ) -> Self {
        let chain = of_chain(CHAIN, 0.5).await;
        let node = Client::new(Nodes::single(CHAIN, chain.url())).unwrap();
        let blocks = json!([{ "blocks": 50, "stepSeconds": 0.5 }]);
        node.request::<Value>(Request::new("practice_mine", blocks))
            .await
            .unwrap();
        let home = tempfile::tempdir().unwrap();
        let wallet = Wallet::new(Options {
            node: None,
            confirmer,
            ..options(home.path())
        });
        let (url, ws, name) = (liar(chain.address()), None, "Mine".to_owned());
        wallet.call(&AddNetwork { url, ws, name }).await.unwrap();
        let network = wallet.network_called("mine").unwrap();
        wallet.call(&OpenNetwork { network }).await.unwrap();
        if let Some(second) = second {
            let (url, ws) = (second(chain.address()), None);
            wallet.call(&AddEndpoint { url, ws }).await.unwrap();
        }
        let mut key = String::new();
        for byte in FAUCET_KEY {
            write!(key, "{byte:02x}").unwrap();
        }
        let import = ImportKey {
            key,
            password: PASSWORD.into(),
            use_keyring: false,
        };
        let account = wallet.call(&import).await.unwrap().address;
        Self {
            _home: home,
            _chain: chain,
            node,
            wallet,
            account,
        }
    }

    /// The review of a payment to the friend.
    pub async fn propose(&self, iotx: u64) -> Proposal {
        let send = json!({ "account": self.account, "action": "send", "to": FRIEND, "amount": format!("{iotx} IOTX") });
        let intent: Intent = serde_json::from_value(send).unwrap();
        self.wallet.call(&Propose { intent }).await.unwrap()
    }

    pub async fn sign(&self, iotx: u64) -> SubmissionView {
        let id = self.propose(iotx).await.id;
        self.wallet.call(&Approve { id }).await.unwrap()
    }

    pub async fn submission(&self, id: &str) -> SubmissionView {
        let all = self.wallet.call(&GetSubmissions { account: None }).await.unwrap();
        all.into_iter().find(|s| s.id == id).unwrap()
    }

    /// Waits until this is so of a submission.
    pub async fn until(&self, id: &str, what: &str, is: impl Fn(&SubmissionView) -> bool) -> SubmissionView {
        for _ in 0..900 {
            let submission = self.submission(id).await;
            if is(&submission) {
                return submission;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("not {what}: {:?}", self.submission(id).await);
    }

    pub async fn ends(&self, id: &str, state: SubmissionState) -> SubmissionView {
        self.until(id, "over as expected", |s| s.state == state).await
    }

    /// What the friend holds by the honest node's word, in Rau.
    pub async fn given(&self) -> u128 {
        self.node.balance(FRIEND.parse().unwrap()).await.unwrap().value.rau()
    }
}

/// The rules that warn of a proposal.
pub fn rules(proposal: &Proposal) -> Vec<&str> {
    proposal.warnings.iter().map(|w| w.rule.as_str()).collect()
}
