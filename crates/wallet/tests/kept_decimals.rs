//! A token's decimals are kept when it is added: what a node says of them later changes no amount.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use ballast_api::calls;
use ballast_chain::{Client, Request};
use ballast_domain::{Address, Amount, Intent, Proposal};
use ballast_practice::{faucet_address, faucet_transfer};
use ballast_wallet::{Confirmer, Options, Wallet};
use common::somebody::Somebody;
use serde_json::{Value, json};

/// A chain on whose list of tokens none stands.
const CHAIN: u64 = 4711;
const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
const FRIEND: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
/// The selector of `decimals()`.
const DECIMALS: &str = "0x313ce567";

/// A block, made by a chain that makes them by itself, too.
async fn mine(client: &Client, blocks: u64) {
    let mine = Request::new("practice_mine", json!([{ "blocks": blocks, "stepSeconds": 0.2 }]));
    client.request::<Value>(mine).await.unwrap();
}

/// Some money from the practice network's faucet, whose key everybody has.
async fn fund(client: &Client, account: Address) {
    let price = client.base_fee().await.unwrap().value;
    let nonce = client.pending_nonce(faucet_address()).await.unwrap().value;
    let raw = faucet_transfer(CHAIN, nonce, account, Amount::from_iotx(100), price);
    client.send_raw(&raw).await.unwrap();
    mine(client, 1).await;
}

async fn propose(wallet: &Wallet, account: Address, action: &str, decimals: u8) -> Proposal {
    let mut wish = json!({ "account": account, "action": action, "token": COIN,
        "quantity": { "units": "1500000", "decimals": decimals } });
    wish[if action == "sendToken" { "to" } else { "spender" }] = json!(FRIEND);
    let intent: Intent = serde_json::from_value(wish).unwrap();
    wallet.call(&calls::Propose { intent }).await.unwrap()
}

/// A wallet with some money on a chain whose node tells `says` as the coin's decimals.
async fn start(
    says: &Arc<AtomicU64>,
    home: &std::path::Path,
    somebody: Option<Arc<Somebody>>,
) -> (impl Sized, Wallet, Address) {
    let chain = common::relay::of_chain(CHAIN, 0.2).await;
    let client = Client::new(ballast_chain::Config::single(CHAIN, chain.url())).unwrap();
    mine(&client, 50).await;
    let saying = says.clone();
    let url = common::relay::relay(chain.address(), move |method, params, answer| {
        let data = params[0]["data"].as_str().unwrap_or_default();
        if method == "eth_call" && data == DECIMALS {
            answer["result"] = json!(format!("0x{:064x}", saying.load(Ordering::SeqCst)));
        }
    });
    let wallet = Wallet::new(Options {
        node: None,
        confirmer: somebody.map(|somebody| somebody as Arc<dyn Confirmer>),
        ..common::options(home)
    });
    let (ws, name) = (None, String::new());
    wallet.call(&calls::AddNetwork { url, ws, name }).await.unwrap();
    let network = wallet.network_called("own:4711").unwrap();
    wallet.call(&calls::OpenNetwork { network }).await.unwrap();
    let account = common::create_account(&wallet).await;
    fund(&client, account).await;
    (chain, wallet, account)
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_asks_a_token_is_not_counted_anew_and_one_that_says_no_decimals_is_counted_with_none() {
    // 255 is what no number of 256 bits has: the contract does not say then.
    let says = Arc::new(AtomicU64::new(255));
    let home = tempfile::tempdir().unwrap();
    let (_chain, wallet, account) = start(&says, home.path(), None).await;
    let contract = COIN.parse().unwrap();
    wallet.call(&calls::AddToken { contract }).await.unwrap();
    let rule = |proposal: Proposal| proposal.block().map(|block| block.rule.clone());
    assert_eq!(rule(propose(&wallet, account, "allowToken", 0).await), None);
    says.store(6, Ordering::SeqCst);
    wallet.call(&calls::GetTokens { account: None }).await.unwrap();
    let said = rule(propose(&wallet, account, "allowToken", 0).await);
    assert_eq!(said.as_deref(), Some("token.decimals-changed"));
    let refused = wallet.call(&calls::AddToken { contract }).await.unwrap_err();
    assert_eq!(refused.code, "token.recounts");
    let said = rule(propose(&wallet, account, "allowToken", 6).await);
    assert_eq!(said.as_deref(), Some("token.decimals"), "as before");
}

#[tokio::test(flavor = "multi_thread")]
async fn decimals_that_changed_since_a_token_was_added_block_and_change_no_amount() {
    let says = Arc::new(AtomicU64::new(18));
    let (home, somebody) = (tempfile::tempdir().unwrap(), Arc::new(Somebody::default()));
    let (_chain, wallet, account) = start(&says, home.path(), Some(somebody.clone())).await;
    let contract = COIN.parse().unwrap();
    let added = wallet.call(&calls::AddToken { contract }).await.unwrap();
    assert_eq!((added.decimals, added.listed), (Some(18), false));
    let rule = |proposal: Proposal| proposal.block().map(|block| block.rule.clone());
    assert_eq!(rule(propose(&wallet, account, "allowToken", 18).await), None);

    for now in [6, 0, 17] {
        says.store(now, Ordering::SeqCst);
        let all = wallet.call(&calls::GetTokens { account: None }).await.unwrap();
        let coin = all.iter().find(|token| token.contract == contract).unwrap();
        assert_eq!(coin.decimals, Some(18), "what is typed keeps its meaning");
        for action in ["sendToken", "allowToken"] {
            let said = rule(propose(&wallet, account, action, 18).await);
            assert_eq!(said.as_deref(), Some("token.decimals-changed"), "{action}, {now}");
            let said = rule(propose(&wallet, account, action, 6).await);
            assert_eq!(said.as_deref(), Some("token.decimals"), "{action}, {now}");
        }
    }
    // 255 is what no number of 256 bits has: the contract does not say then, and nothing speaks against what it said.
    says.store(255, Ordering::SeqCst);
    assert_eq!(rule(propose(&wallet, account, "allowToken", 18).await), None);
    // Removed it is counted as before; added again, as its contract says now, which the person is asked about.
    says.store(6, Ordering::SeqCst);
    assert!(wallet.call(&calls::RemoveToken { contract }).await.unwrap());
    let said = rule(propose(&wallet, account, "allowToken", 6).await);
    assert_eq!(said.as_deref(), Some("token.decimals"));
    somebody.no.store(true, Ordering::SeqCst);
    let no = wallet.call(&calls::AddToken { contract }).await.unwrap_err();
    assert_eq!(no.code, "confirm.refused");
    let said = rule(propose(&wallet, account, "allowToken", 18).await);
    assert_eq!(said.as_deref(), Some("token.decimals-changed"));
    somebody.no.store(false, Ordering::SeqCst);
    let added = wallet.call(&calls::AddToken { contract }).await.unwrap();
    assert_eq!(added.decimals, Some(6));
    assert_eq!(rule(propose(&wallet, account, "allowToken", 6).await), None);
    let mut asked = somebody.asked.lock().unwrap().clone();
    asked.retain(|question| question.title.contains("decimals"));
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert!(
        asked[0].lines.contains(&"Decimals: 6 (until now 18)".to_owned()),
        "{asked:?}"
    );
}
