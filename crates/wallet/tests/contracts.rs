//! Contracts that a person gives a network by a file: looked at, kept, used for one run alone, refused by name, and never
//! taken for what the wallet knows by itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
};

use ballast_api::{ContractsView, Failure, FileKind, calls};
use ballast_chain::{Client, Request};
use ballast_domain::{Address, Amount, Contracts, Intent, Network};
use ballast_practice::{Config, Handle, default_genesis, faucet_address, faucet_transfer, start};
use ballast_wallet::{Options, Wallet};
use common::{create_account, options, somebody::Somebody};
use serde_json::{Value, json};

const CHAIN: u64 = 4711;
/// Where nothing stands.
const NOWHERE: &str = "0x7777777777777777777777777777777777777777";

/// Where the contracts for bucket NFTs stand on a chain that began by itself: at addresses that nobody knows.
fn standing() -> [Address; 3] {
    [0xa1, 0xa2, 0xa3].map(|n| Address::from_bytes([n; 20]))
}

async fn node() -> Handle {
    let mut genesis = default_genesis();
    genesis.evm_chain_id = CHAIN;
    genesis.system_staking_contracts = standing().to_vec();
    let config = Config {
        genesis: Some(genesis),
        block_seconds: 0.2,
        ..Config::default()
    };
    start(config).await.unwrap()
}

/// A wallet in `home` that asks where its networks say, and somebody who is asked by it.
fn wallet(home: &Path) -> (Wallet, Arc<Somebody>) {
    let somebody = Arc::new(Somebody::default());
    let wallet = Wallet::new(Options {
        node: None,
        confirmer: Some(somebody.clone()),
        ..options(home)
    });
    (wallet, somebody)
}

struct World {
    folder: tempfile::TempDir,
    node: Handle,
}

impl World {
    async fn new() -> Self {
        let world = Self {
            folder: tempfile::tempdir().unwrap(),
            node: node().await,
        };
        let (wallet, _) = wallet(&world.home());
        let (url, name) = (world.node.url(), "Mine".to_owned());
        wallet.call(&calls::AddNetwork { url, ws: None, name }).await.unwrap();
        world
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("wallet")
    }

    /// A wallet with the network of this world open.
    async fn open(&self) -> (Wallet, Arc<Somebody>) {
        let (wallet, somebody) = wallet(&self.home());
        let network = wallet.network_called("mine").unwrap();
        wallet.call(&calls::OpenNetwork { network }).await.unwrap();
        (wallet, somebody)
    }

    fn file(&self, content: &str) -> PathBuf {
        let path = self.folder.path().join("contracts.json");
        std::fs::write(&path, content).unwrap();
        path
    }

    async fn give(&self, wallet: &Wallet, content: &str) -> Result<ContractsView, Failure> {
        let file = wallet.offer_file(FileKind::Contracts, self.file(content)).handle;
        wallet.call(&calls::GiveContracts { file }).await
    }

    /// What is kept of contracts.
    fn kept(&self) -> Value {
        let text = std::fs::read(self.home().join("ballast.json")).unwrap();
        serde_json::from_slice::<Value>(&text).unwrap()["contracts"].clone()
    }
}

fn staking() -> Value {
    let [v1, v2, v3] = standing();
    json!({ "v1": v1, "v2": v2, "v3": v3 })
}

/// A file with what stands on the chain of these tests.
fn file() -> Value {
    json!({ "chainId": CHAIN, "staking": staking(), "hermes": { "vaults": [faucet_address()] } })
}

async fn view(wallet: &Wallet) -> ContractsView {
    wallet.call(&calls::GetContracts {}).await.unwrap()
}

fn issuers(network: Network) -> Vec<Address> {
    network.params().bucket_contracts()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_names_is_looked_at_kept_for_its_network_and_forgotten() {
    let world = World::new().await;
    let (first, _) = world.open().await;
    let before = view(&first).await;
    assert_eq!(
        (issuers(before.network), before.given),
        (vec![], None),
        "nobody knows them"
    );

    let given = world.give(&first, &file().to_string()).await.unwrap();
    assert_eq!(issuers(given.network), standing(), "they rule from now on");
    assert_eq!(given.contracts.hermes.vaults, [faucet_address()]);
    assert!(given.rows().iter().all(|(_, by_person)| *by_person), "{given:?}");
    let status = first.call(&calls::GetStatus {}).await.unwrap();
    assert_eq!(status.network, Some(given.network));
    let listed = status.networks.iter().find(|n| n.chain_id == CHAIN).unwrap();
    assert_eq!(
        listed.network, given.network,
        "it is one network, wherever it is told of"
    );
    let read: Contracts = serde_json::from_value(file()).unwrap();
    assert_eq!(given.given, Some(read));
    drop(first);

    let (second, _) = world.open().await;
    assert_eq!(view(&second).await, given, "a new start knows them too");
    let other = world.give(&second, "{}").await.unwrap();
    assert_eq!(
        (issuers(other.network), other.given),
        (vec![], None),
        "a file that says nothing"
    );
    world
        .give(&second, &json!({ "staking": staking() }).to_string())
        .await
        .unwrap();
    let none = second.call(&calls::ForgetContracts {}).await.unwrap();
    assert_eq!((issuers(none.network), none.given), (vec![], None));
    assert_eq!(world.kept(), json!({}));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_so_is_refused_by_its_name_and_changes_nothing() {
    let world = World::new().await;
    let (wallet, _) = world.open().await;
    let [first, second, _] = standing();
    let cases = [
        (json!({ "stakings": {} }).to_string(), "contracts.file", "`stakings`"),
        (
            format!(r#"{{"chainId": {CHAIN}, "chainId": {CHAIN}}}"#),
            "contracts.file",
            "`chainId`",
        ),
        ("{".to_owned(), "contracts.file", "EOF"),
        (" ".repeat(70_000), "contracts.file", "64 KiB"),
        (
            json!({ "staking": { "v1": "0x12" } }).to_string(),
            "contracts.file",
            "no file",
        ),
        (
            json!({ "chainId": 4690, "staking": staking() }).to_string(),
            "contracts.chain",
            "4690",
        ),
        (
            json!({ "staking": staking(), "delegateProfile": NOWHERE }).to_string(),
            "contracts.no-code",
            "delegateProfile:",
        ),
        // Code, and another's.
        (
            json!({ "staking": { "v1": second } }).to_string(),
            "contracts.no-answer",
            "staking.v1:",
        ),
        (
            json!({ "claims": [{ "kind": "merkle", "address": first }] }).to_string(),
            "contracts.no-answer",
            "claims[0].address:",
        ),
        (
            json!({ "deviceBindings": [{ "address": first, "idKind": "bytes32" }] }).to_string(),
            "contracts.no-answer",
            "deviceBindings[0].address:",
        ),
    ];
    let before = (view(&wallet).await, world.kept());
    for (content, code, named) in cases {
        let failure = world.give(&wallet, &content).await.unwrap_err();
        assert_eq!(failure.code, code, "{content}: {}", failure.sentence);
        assert!(failure.sentence.contains(named), "{content}: {}", failure.sentence);
        let home = world.folder.path().to_str().unwrap();
        assert!(!format!("{failure:?}").contains(home), "{failure:?}");
    }
    assert_eq!((view(&wallet).await, world.kept()), before);
}

#[tokio::test]
async fn mainnet_takes_none_whatever_is_written_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let written = json!({ "contracts": { "mainnet": { "delegateProfile": NOWHERE } } });
    std::fs::write(folder.path().join("ballast.json"), written.to_string()).unwrap();
    let wallet = Wallet::new(options(folder.path()));
    wallet.open(Network::Mainnet).await.unwrap();
    let known = view(&wallet).await;
    assert_eq!(known.given, None);
    let profile = known.contracts.delegate_profile.unwrap().to_string();
    assert_eq!(profile, "0xfA7f50866Ac45D84ADF54bc767C885f92750E258");
    assert_eq!(known.contracts.hermes.vaults.len(), 2);

    let path = folder.path().join("contracts.json");
    std::fs::write(&path, "{}").unwrap();
    let file = wallet.offer_file(FileKind::Contracts, path.clone()).handle;
    let refused = wallet.call(&calls::GiveContracts { file }).await.unwrap_err();
    assert_eq!(refused.code, "contracts.mainnet");
    let refused = wallet.use_contracts(Network::Mainnet, path).await.unwrap_err();
    assert_eq!(refused.code, "contracts.mainnet");
}

#[tokio::test(flavor = "multi_thread")]
async fn for_one_run_a_file_is_used_and_not_kept() {
    let world = World::new().await;
    let (first, _) = wallet(&world.home());
    let network = first.network_called("mine").unwrap();
    let path = world.file(&file().to_string());
    let network = first.use_contracts(network, path).await.unwrap();
    first.open(network).await.unwrap();
    let used = view(&first).await;
    assert_eq!(
        (issuers(used.network), used.given.is_some()),
        (standing().to_vec(), true)
    );
    drop(first);
    assert_eq!(world.kept(), json!({}));

    let (second, _) = wallet(&world.home());
    let network = second.network_called("mine").unwrap();
    let path = world.file(&json!({ "autoDeposit": NOWHERE }).to_string());
    let network = second.use_contracts(network, path).await.unwrap();
    let refused: Failure = second.open(network).await.unwrap_err().into();
    assert_eq!(refused.code, "contracts.no-code", "{}", refused.sentence);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_of_a_persons_file_is_asked_about_as_a_strangers() {
    let world = World::new().await;
    let (wallet, somebody) = world.open().await;
    world.give(&wallet, &file().to_string()).await.unwrap();
    let account = create_account(&wallet).await;
    let client = Client::new(ballast_chain::Config::single(CHAIN, world.node.url())).unwrap();
    let price = client.base_fee().await.unwrap().value;
    let nonce = client.pending_nonce(faucet_address()).await.unwrap().value;
    let raw = faucet_transfer(CHAIN, nonce, account, Amount::from_iotx(1_000), price);
    client.send_raw(&raw).await.unwrap();
    let mine = Request::new("practice_mine", json!([{ "blocks": 2, "stepSeconds": 0.2 }]));
    client.request::<Value>(mine).await.unwrap();

    let delegate = wallet.call(&calls::GetDelegates {}).await.unwrap().rows.value[5].id;
    let stake = json!({ "account": account, "action": "nftStake", "contract": standing()[2], "delegate": delegate,
        "amount": "100 IOTX", "duration": "91 days" });
    let intent: Intent = serde_json::from_value(stake).unwrap();
    let proposal = wallet.call(&calls::Propose { intent }).await.unwrap();
    assert!(proposal.block().is_none(), "{proposal:#?}");
    somebody.no.store(true, Ordering::SeqCst);
    somebody.asked.lock().unwrap().clear();
    let refused = wallet.call(&calls::Approve { id: proposal.id }).await.unwrap_err();
    assert_eq!(refused.code, "confirm.refused");
    let asked = somebody.asked.lock().unwrap();
    let said = format!("{}\n{}", asked[0].title, asked[0].lines.join("\n")).replace('\u{202f}', " ");
    assert!(said.contains("100 IOTX") && said.contains("a call of"), "{said}");
}
