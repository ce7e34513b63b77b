//! Networks of one's own: looked at before they are added, kept, used as any other, and taken away without their keys.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use ballast_api::{Failure, NetworkStatus, Status, calls};
use ballast_domain::{Epoch, Height, Intent, Network, NetworkParams, OwnNetwork, Segment, ZanzibarSeen};
use ballast_practice::{Config, Handle, default_genesis, start};
use ballast_wallet::{Options, Wallet};
use common::{create_vault, options, relay::relay};
use serde_json::json;

const CHAIN: u64 = 4711;

/// A node of a chain with this id, of blocks every 200 ms, whose height is above 40.
async fn node(chain_id: u64, on_demand: bool) -> Handle {
    let mut genesis = default_genesis();
    genesis.evm_chain_id = chain_id;
    let handle = start(Config {
        genesis: Some(genesis),
        block_seconds: 0.2,
        on_demand,
        ..Config::default()
    })
    .await
    .unwrap();
    let client = ballast_chain::Client::new(ballast_chain::Config::single(chain_id, handle.url())).unwrap();
    let blocks = json!([{ "blocks": 50, "stepSeconds": 0.2 }]);
    let mine = ballast_chain::Request::new("practice_mine", blocks);
    client.request::<serde_json::Value>(mine).await.unwrap();
    handle
}

/// A wallet that asks where its networks say.
fn wallet(home: &Path) -> Wallet {
    Wallet::new(Options {
        node: None,
        ..options(home)
    })
}

async fn add(wallet: &Wallet, url: &str, name: &str) -> Result<Status, Failure> {
    let (url, ws, name) = (url.to_owned(), None, name.to_owned());
    wallet.call(&calls::AddNetwork { url, ws, name }).await
}

/// The networks that were added, as a new start of the program finds them.
async fn added(home: &Path) -> Vec<NetworkStatus> {
    let status = wallet(home).call(&calls::GetStatus {}).await.unwrap();
    status.networks.into_iter().filter(|n| n.network.is_own()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_is_added_by_a_nodes_url_and_used_as_any_other_after_a_new_start() {
    let folder = tempfile::tempdir().unwrap();
    let node = node(CHAIN, false).await;
    let status = add(&wallet(folder.path()), &format!(" {} ", node.url()), " Mine ")
        .await
        .unwrap();
    assert_eq!(status.network, None, "it is not opened");

    let all = added(folder.path()).await;
    let [mine] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((mine.name.as_str(), mine.chain_id, mine.used), ("Mine", CHAIN, false));
    assert_eq!(mine.assumptions.len(), 1, "{:?}", mine.assumptions);
    let (found, practice) = (mine.network.params(), NetworkParams::practice());
    assert_eq!((found.pool, found.active), (practice.pool, practice.active));
    assert_eq!(
        (&found.schedule, &found.staking),
        (&practice.schedule, &practice.staking)
    );
    assert_eq!(
        found.staking_contracts, practice.staking_contracts,
        "they have code there"
    );
    assert!((150..=250).contains(&found.block_millis), "{}", found.block_millis);

    let wallet = wallet(folder.path());
    let network = wallet.network_called("mine").unwrap();
    assert_eq!(wallet.network_called("own:4711").unwrap(), network);
    assert_eq!(wallet.network_of(&node.url()).await.unwrap(), network);
    assert_eq!(wallet.network_called("yours").unwrap_err().code, "network.unknown");
    let status = wallet.call(&calls::OpenNetwork { network }).await.unwrap();
    assert_eq!((status.network, status.network_name()), (Some(network), Some("Mine")));
    create_vault(&wallet).await;
    let delegates = wallet.call(&calls::GetDelegates {}).await.unwrap();
    assert_eq!((delegates.rows.value.len(), delegates.rows.node), (40, node.url()));
    let chain = wallet.call(&calls::MeasureEndpoints {}).await.unwrap();
    assert!(chain.endpoints[0].healthy && chain.endpoints[0].latency_ms.is_some() && !chain.chosen);
    let kept = wallet.call(&calls::ResetEndpoints {}).await.map(|_| ()).unwrap_err();
    assert_eq!(kept.code, "endpoint.last", "there are no built-in ones to go back to");

    let refused = wallet
        .call(&calls::RemoveNetwork { chain_id: CHAIN })
        .await
        .unwrap_err();
    assert_eq!(refused.code, "network.open");
    let elsewhere = common::wallet(folder.path(), options(folder.path()).keyring);
    let refused = elsewhere
        .call(&calls::RemoveNetwork { chain_id: CHAIN })
        .await
        .unwrap_err();
    assert_eq!(refused.code, "wallet.in-use", "another program has it open");
    wallet.open(Network::Practice).await.unwrap();
    wallet.call(&calls::RemoveNetwork { chain_id: CHAIN }).await.unwrap();
    assert_eq!(added(folder.path()).await, []);
    assert!(folder.path().join("own-4711/vault.ballast").exists(), "keys stay");
    let refused = wallet.call(&calls::OpenNetwork { network }).await.unwrap_err();
    assert_eq!(refused.code, "network.unknown");

    add(&wallet, &node.url(), "").await.unwrap();
    let again = added(folder.path()).await;
    assert_eq!(
        (again[0].name.as_str(), again[0].used),
        ("Chain 4711", true),
        "keys are there again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_open_last_and_was_removed_is_not_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let node = node(CHAIN, false).await;
    let first = wallet(folder.path());
    add(&first, &node.url(), "").await.unwrap();
    let network = first.network_called("own:4711").unwrap();
    first.call(&calls::OpenNetwork { network }).await.unwrap();
    drop(first);
    let status = wallet(folder.path()).call(&calls::GetStatus {}).await.unwrap();
    assert_eq!(status.network, Some(network));
    let second = Wallet::new(Options {
        node: None,
        ..options(folder.path())
    });
    second.call(&calls::RemoveNetwork { chain_id: CHAIN }).await.unwrap();
    let status = wallet(folder.path()).call(&calls::GetStatus {}).await.unwrap();
    assert_eq!(status.network, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_node_that_cannot_be_used_is_refused_for_its_own_reason() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = wallet(folder.path());
    let good = node(CHAIN, false).await;
    // As geth answers: no code at the protocols' addresses, so nothing comes back.
    let ethereum = relay(good.address(), |method, _, answer| {
        if method == "eth_call" {
            answer["result"] = json!("0x");
        }
    });
    let nobodys = |id: serde_json::Value| {
        relay(good.address(), move |method, _, answer| {
            if method == "eth_chainId" {
                answer["result"] = id.clone();
            }
        })
    };
    let (practice, testnet, still) = (
        node(468_900, false).await,
        node(4690, false).await,
        node(4712, true).await,
    );
    for (url, code) in [
        (ethereum, "chain.not_iotex"),
        (practice.url(), "network.known"),
        (testnet.url(), "network.known"),
        (still.url(), "chain.stalled"),
        (nobodys(json!("0x0")), "network.no-chain"),
        (nobodys(json!("0x1")), "network.public-chain"),
        (nobodys(json!("0x2105")), "network.public-chain"),
        (nobodys(json!("<b>mine</b>")), "chain.malformed"),
        (nobodys(json!(format!("0x1{}", "0".repeat(64)))), "chain.malformed"),
        ("http://127.0.0.1:9/".to_owned(), "chain.unreachable"),
        ("localhost:8545".to_owned(), "chain.bad_url"),
        (String::new(), "chain.bad_url"),
    ] {
        let failure = add(&wallet, &url, "").await.unwrap_err();
        assert_eq!(failure.code, code, "{url}: {}", failure.sentence);
        assert!(failure.sentence.ends_with('.'), "{}", failure.sentence);
    }
    let failure = add(&wallet, &testnet.url(), "").await.unwrap_err();
    assert!(
        failure.sentence.contains("chain 4690, which is Testnet"),
        "{}",
        failure.sentence
    );
    let failure = add(&wallet, &nobodys(json!("0x1")), "").await.unwrap_err();
    assert!(
        failure.sentence.starts_with("1 is the chain id of Ethereum"),
        "{}",
        failure.sentence
    );
    let (url, name) = (good.url(), String::new());
    let ws = Some("ws://127.0.0.1:9/".to_owned());
    let failure = wallet.call(&calls::AddNetwork { url, ws, name }).await.unwrap_err();
    assert_eq!(failure.code, "chain.unreachable");
    for (name, code) in [
        ("Mainnet", "network.name-taken"),
        ("own:9", "network.name"),
        ("a\u{202e}b", "network.name"),
        (&"x".repeat(33), "network.name"),
    ] {
        assert_eq!(add(&wallet, &good.url(), name).await.unwrap_err().code, code);
    }
    assert_eq!(added(folder.path()).await, [], "nothing of it was kept");
    add(&wallet, &good.url(), "").await.unwrap();
    let again = add(&wallet, &good.url(), "").await.unwrap_err();
    assert_eq!(again.code, "network.known");
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_cannot_be_are_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let good = node(CHAIN, false).await;
    let rolldpos = ballast_domain::Address::ROLLDPOS.to_string().to_lowercase();
    let hostile = relay(good.address(), move |method, params, answer| {
        let to = params[0]["to"].as_str().unwrap_or_default().to_lowercase();
        match method {
            // Every number the highest there is.
            "eth_call" if to == rolldpos => {
                answer["result"] = json!(format!("0x{}{}", "00".repeat(24), "ff".repeat(8)))
            }
            // All of a day between two blocks, or time that stands still.
            "eth_getBlockByNumber" => answer["result"]["timestamp"] = json!("0x1"),
            "eth_getCode" => answer["result"] = json!("0x"),
            _ => {}
        }
    });
    add(&wallet(folder.path()), &hostile, "").await.unwrap();
    let mine = added(folder.path()).await.remove(0);
    let unsaid = OwnNetwork {
        chain_id: CHAIN,
        epoch: None,
        block_millis: None,
        pool: None,
        active: None,
        contracts: None,
        zanzibar: ZanzibarSeen::Nothing,
        zanzibar_height: None,
    };
    assert_eq!(mine.network, Network::Own(unsaid));
    assert_eq!(mine.assumptions.len(), 5);
}

#[tokio::test]
async fn what_was_written_of_a_chain_that_is_known_by_now_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let epoch = Some(Segment {
        first: Epoch(1),
        start: Height(1),
        blocks: 20,
    });
    let own = |chain_id| json!({ "name": "Old", "network": { "chainId": chain_id, "epoch": epoch } });
    let remembered = json!({ "network": { "own": { "chainId": 4690 } }, "own": [own(4690), own(CHAIN)] });
    std::fs::write(folder.path().join("ballast.json"), remembered.to_string()).unwrap();
    let all = added(folder.path()).await;
    assert_eq!(all.iter().map(|n| n.chain_id).collect::<Vec<_>>(), [CHAIN]);
    assert_eq!(all[0].network.params().schedule.blocks_in(Epoch(9)), 20);
    let status = wallet(folder.path()).call(&calls::GetStatus {}).await.unwrap();
    assert_eq!(status.network, None, "it is not that network any more");
}

/// What is remembered of a network that was added with this id, before ids were looked at.
fn remembered(chain_id: u64, url: &str) -> String {
    let choice = json!({ "own": [{ "url": url, "ws": null }], "order": [url], "leftOut": [] });
    let key = format!("own-{chain_id}");
    json!({ "own": [{ "name": "Old", "network": { "chainId": chain_id } }], "endpoints": { key: choice } }).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_has_a_public_chains_id_already_is_read_and_signs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let node = node(1, false).await;
    std::fs::write(folder.path().join("ballast.json"), remembered(1, &node.url())).unwrap();
    let wallet = wallet(folder.path());
    let network = wallet.network_called("own:1").unwrap();
    let status = wallet.call(&calls::OpenNetwork { network }).await.unwrap();
    let old = status.networks.iter().find(|n| n.chain_id == 1).unwrap();
    assert!(
        old.assumptions[0].contains("1 is the chain id of Ethereum"),
        "{:?}",
        old.assumptions
    );
    create_vault(&wallet).await;
    let account = wallet.call(&calls::GetStatus {}).await.unwrap().accounts[0].address;
    let delegates = wallet.call(&calls::GetDelegates {}).await.unwrap();
    assert_eq!(delegates.rows.value.len(), 40, "it can be looked at");

    let send = json!({ "account": account, "action": "send", "to": account, "amount": "1 IOTX" });
    let intent: Intent = serde_json::from_value(send.clone()).unwrap();
    let alone = calls::Propose { intent: intent.clone() };
    let alone = wallet.call(&alone).await.unwrap();
    let block = alone.block().unwrap();
    assert_eq!(block.rule, "network.public-chain");
    assert!(
        block.sentence.contains("Ethereum") && alone.transactions.is_empty(),
        "{alone:#?}"
    );
    assert!(wallet.call(&calls::Approve { id: alone.id }).await.is_err());
    let intents = vec![intent];
    let batch = wallet.call(&calls::ProposeBatch { intents }).await.unwrap();
    assert_eq!(batch.items[0].block().unwrap().rule, "network.public-chain");
    assert!(wallet.call(&calls::ApproveBatch { id: batch.id }).await.is_err());
    let steps = json!({ "wish": "steps", "title": "Several", "steps": [send] });
    let wish = serde_json::from_value(steps).unwrap();
    let sequence = wallet.call(&calls::ProposeSequence { wish }).await.unwrap();
    let refusal = sequence.steps[0].refusal.as_ref().unwrap();
    assert_eq!(refusal.rule, "network.public-chain");
    let begin = calls::BeginSequence {
        id: sequence.id,
        by_itself: true,
    };
    assert!(wallet.call(&begin).await.is_err());
    let signed = wallet.call(&calls::GetSubmissions { account: None }).await.unwrap();
    assert!(signed.is_empty(), "{signed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_networks_id_stays_whatever_its_nodes_say_later() {
    let folder = tempfile::tempdir().unwrap();
    let (good, other) = (node(CHAIN, false).await, node(4712, false).await);
    let lies = Arc::new(AtomicBool::new(false));
    let lying = lies.clone();
    let turns = relay(good.address(), move |method, _, answer| {
        if method == "eth_chainId" && lying.load(Ordering::SeqCst) {
            answer["result"] = json!("0x1");
        }
    });
    let first = wallet(folder.path());
    add(&first, &turns, "Mine").await.unwrap();
    let network = first.network_called("mine").unwrap();
    first.call(&calls::OpenNetwork { network }).await.unwrap();
    let (url, ws) = (other.url(), None);
    let refused = first
        .call(&calls::AddEndpoint { url, ws })
        .await
        .map(|_| ())
        .unwrap_err();
    assert_eq!(refused.code, "chain.wrong_chain");
    drop(first);

    lies.store(true, Ordering::SeqCst);
    let second = wallet(folder.path());
    second.call(&calls::OpenNetwork { network }).await.unwrap();
    let refused = second.call(&calls::GetDelegates {}).await.map(|_| ()).unwrap_err();
    assert_eq!(refused.code, "chain.wrong_chain", "{}", refused.sentence);
    let kept = second.call(&calls::GetStatus {}).await.unwrap().networks;
    let own = kept.iter().find(|known| known.network == network).unwrap();
    assert_eq!(own.chain_id, CHAIN);
}
