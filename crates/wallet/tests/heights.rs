//! What nodes tell of heights: no number ends the watch or blinds the wallet, and no word of one endpoint sets another behind.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use ballast_api::{ChainView, calls};
use ballast_chain::{Client, Config, Request};
use ballast_domain::Network;
use ballast_practice::Handle;
use ballast_wallet::{Options, Wallet};
use common::{options, relay::relay};
use serde_json::{Value, json};

/// What a liar adds to heights; above `ABSOLUTE` it is the height itself.
type Lie = Arc<AtomicU64>;
const ABSOLUTE: u64 = 1 << 40;

/// A practice network with this chain id that makes a block each half second, and a relay before it that lies about
/// heights as told.
async fn network(chain_id: u64) -> (Handle, String, Lie) {
    let chain = common::relay::of_chain(chain_id, 0.5).await;
    let lie = Lie::default();
    let told = lie.clone();
    let url = relay(chain.address(), move |method, params, answer| {
        let lie = told.load(Ordering::SeqCst);
        let place = match method {
            "eth_blockNumber" => answer.get_mut("result"),
            "eth_getBlockByNumber" if params[0] == "latest" => answer.pointer_mut("/result/number"),
            _ => None,
        };
        if let Some(place) = place.filter(|_| lie > 0) {
            *place = lied(place, lie);
        }
    });
    (chain, url, lie)
}

fn lied(height: &Value, lie: u64) -> Value {
    let digits = height.as_str().unwrap().trim_start_matches("0x");
    let height = u64::from_str_radix(digits, 16).unwrap();
    let height = if lie > ABSOLUTE { lie } else { height + lie };
    json!(format!("{height:#x}"))
}

async fn chain(wallet: &Wallet) -> ChainView {
    wallet.call(&calls::GetChain {}).await.unwrap()
}

/// Waits until the chain's view is as wanted.
async fn until(wallet: &Wallet, wanted: impl Fn(&ChainView) -> bool) -> ChainView {
    for _ in 0..200 {
        let seen = chain(wallet).await;
        if wanted(&seen) {
            return seen;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the chain stays {:?}", chain(wallet).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_height_ends_the_watch_or_blinds_it() {
    let folder = tempfile::tempdir().unwrap();
    let id = Network::Practice.params().chain_id;
    let (_chain, url, lie) = network(id).await;
    let wallet = Wallet::new(Options {
        node: Some(url),
        ..options(folder.path())
    });
    wallet.open(Network::Practice).await.unwrap();
    let height = |seen: &ChainView| seen.height.map_or(0, |height| height.0);
    until(&wallet, |seen| height(seen) > 0).await;
    for odd in [u64::MAX, 1_000_000] {
        lie.store(odd, Ordering::SeqCst);
        // A practice network is its own witness: its time moves on by wish.
        let seen = until(&wallet, |seen| height(seen) >= 1_000_000).await;
        let epoch = seen.epoch.unwrap();
        assert!(epoch.start.0 <= seen.height.unwrap().0, "{epoch:?}");
        lie.store(0, Ordering::SeqCst);
        let seen = until(&wallet, |seen| (1..1_000).contains(&height(seen))).await;
        assert_eq!(seen.epoch.unwrap().start.0, 1, "after {odd}");
    }
    let last = height(&chain(&wallet).await);
    until(&wallet, |seen| height(seen) > last).await;
}

/// Two endpoints of the testnet, and nothing beyond this machine.
fn only(home: &std::path::Path, urls: &[&str]) {
    let networks: Value = serde_json::from_str(include_str!("../../../assets/networks.json")).unwrap();
    let built_in = networks["testnet"]["endpoints"].as_array().unwrap();
    let left_out: Vec<_> = built_in.iter().map(|e| e["url"].clone()).collect();
    let own: Vec<_> = urls.iter().map(|url| json!({ "url": url })).collect();
    let choice = json!({ "own": own, "leftOut": left_out, "order": [] });
    let remembered = json!({ "endpoints": { "Testnet": choice } });
    std::fs::write(home.join("ballast.json"), remembered.to_string()).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_claims_more_stays_behind_and_its_word_is_marked_and_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (honest, liar, lie) = network(Network::Testnet.params().chain_id).await;
    lie.store(1_000_000, Ordering::SeqCst);
    only(folder.path(), &[&honest.url(), &liar]);
    let wallet = Wallet::new(Options {
        node: None,
        ..options(folder.path())
    });
    wallet.open(Network::Testnet).await.unwrap();
    until(&wallet, |seen| seen.height.is_some()).await;
    for _ in 0..3 {
        let seen = wallet.call(&calls::MeasureEndpoints {}).await.unwrap();
        let [first, second] = &seen.endpoints[..] else {
            panic!("{seen:?}")
        };
        assert!(first.healthy && first.in_use && !first.ahead, "{first:?}");
        assert_eq!(first.behind, Some(0));
        assert!(second.ahead && !second.healthy, "{second:?}");
        assert!(seen.height.unwrap().0 < 1_000, "{seen:?}");
    }
    // Taken off the list, it does not come in again.
    wallet.call(&calls::RemoveEndpoint { url: liar.clone() }).await.unwrap();
    let add = calls::AddEndpoint {
        url: liar.clone(),
        ws: None,
    };
    assert_eq!(wallet.call(&add).await.unwrap_err().code, "chain.ahead");
    lie.store(0, Ordering::SeqCst);
    let seen = wallet.call(&add).await.unwrap();
    assert_eq!(seen.endpoints.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_persons_first_endpoint_is_asked_first_again_once_it_tells_what_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let (honest, first, lie) = network(Network::Testnet.params().chain_id).await;
    only(folder.path(), &[&first, &honest.url()]);
    let wallet = Wallet::new(Options {
        node: None,
        ..options(folder.path())
    });
    wallet.open(Network::Testnet).await.unwrap();
    until(&wallet, |seen| seen.height.is_some()).await;
    lie.store(1_000_000, Ordering::SeqCst);
    let seen = until(&wallet, |seen| seen.endpoints[1].in_use).await;
    assert!(seen.height.unwrap().0 < 1_000, "{seen:?}");
    assert!(seen.failover.unwrap().why.contains("cannot have come to"));
    lie.store(0, Ordering::SeqCst);
    let seen = until(&wallet, |seen| seen.endpoints[0].in_use).await;
    assert!(!seen.endpoints[0].ahead && seen.height.unwrap().0 < 1_000, "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_sole_node_claims_keeps_no_honest_one_out_and_is_said_of_it() {
    const CHAIN: u64 = 4711;
    let folder = tempfile::tempdir().unwrap();
    let (honest, liar, lie) = network(CHAIN).await;
    let node = Client::new(Config::single(CHAIN, honest.url())).unwrap();
    let blocks = json!([{ "blocks": 50, "stepSeconds": 0.5 }]);
    node.request::<Value>(Request::new("practice_mine", blocks))
        .await
        .unwrap();
    let wallet = Wallet::new(Options {
        node: None,
        ..options(folder.path())
    });
    let (url, ws, name) = (liar, None, "Mine".to_owned());
    wallet.call(&calls::AddNetwork { url, ws, name }).await.unwrap();
    let mine = wallet.network_called("mine").unwrap();
    wallet.call(&calls::OpenNetwork { network: mine }).await.unwrap();
    lie.store(1_000_000, Ordering::SeqCst);
    until(&wallet, |seen| seen.height.is_some_and(|height| height.0 > 1_000_000)).await;

    let check = |url: &str| {
        let (wallet, url, ws) = (wallet.clone(), url.to_owned(), None);
        async move { wallet.call(&calls::CheckEndpoint { url, ws }).await }
    };
    let said = check(&honest.url()).await.unwrap().cautions;
    let is_told = |said: &[String]| said.iter().any(|caution| caution.contains("blocks behind the newest"));
    assert!(is_told(&said), "{said:?}");
    // One that stands still is refused all the same.
    let still = relay(honest.address(), |method, params, answer| match method {
        "eth_blockNumber" => answer["result"] = json!("0x5"),
        "eth_getBlockByNumber" if params[0] == "latest" => answer["result"]["number"] = json!("0x5"),
        _ => {}
    });
    assert_eq!(check(&still).await.unwrap_err().code, "chain.lagging");

    let (url, ws) = (honest.url(), None);
    let seen = wallet.call(&calls::AddEndpoint { url, ws }).await.unwrap();
    assert_eq!(seen.endpoints.len(), 2);
    // From now on two tell of the same blocks, the one that claims more of them too.
    assert_eq!(check(&still).await.unwrap_err().code, "chain.lagging");
    let other = relay(honest.address(), |_, _, _| {});
    let said = check(&other).await.unwrap().cautions;
    assert!(is_told(&said), "{said:?}");
}
