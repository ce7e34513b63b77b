//! Makes a profile as the code leaves one now, for `tests/profiles`: later code has to open it.
//!
//! `cargo run -p ballast-wallet --example profile -- FOLDER`: a vault of a phrase that everybody knows, on the practice
//! network; a store with actions that are over, a batch, a draft, contacts and notes; another network; and an action that
//! was signed a moment before the program was gone.

#![allow(clippy::unwrap_used, reason = "a tool for developers: what goes wrong is to be seen")]

use std::{sync::Arc, time::Duration};

use ballast_api::{Settings, SubmissionState, calls};
use ballast_domain::{Address, Intent, Network};
use ballast_practice::{Config, default_genesis};
use ballast_vault::{KdfParams, MemoryKeyring};
use ballast_wallet::{Options, Place, Wallet};
use serde_json::{Value, json};

const PHRASE: &str = "test test test test test test test test test test test junk";
const PASSWORD: &str = "correct horse battery";
const OWN_CHAIN: u64 = 4711;

#[tokio::main]
async fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "profile".into());
    let wallet = Wallet::new(Options {
        kdf: KdfParams::new(8, 1, 1).unwrap(),
        keyring: Arc::new(MemoryKeyring::default()),
        ..Options::new(Place::at(folder))
    });
    let settings = Settings {
        operator: true,
        ..Settings::default()
    };
    wallet.call(&calls::SetSettings { settings }).await.unwrap();
    another_network(&wallet).await;
    wallet
        .call(&calls::OpenNetwork {
            network: Network::Practice,
        })
        .await
        .unwrap();
    let found = wallet
        .call(&calls::ImportPhrase {
            phrase: PHRASE.into(),
            password: PASSWORD.into(),
            use_keyring: false,
        })
        .await
        .unwrap();
    let account = found.found[0].address;
    wallet.call(&calls::AskPracticeMoney { account }).await.unwrap();
    wallet.call(&calls::PassPracticeTime { seconds: 60 }).await.unwrap();
    remembered(&wallet, account).await;

    done(&wallet, stake(account, 1_000, 91, true)).await;
    done(&wallet, stake(account, 2_000, 0, false)).await;
    let intents = vec![stake(account, 300, 7, true), stake(account, 400, 14, true)];
    let batch = wallet.call(&calls::ProposeBatch { intents }).await.unwrap();
    wallet.call(&calls::ApproveBatch { id: batch.id }).await.unwrap();
    settled(&wallet).await;
    let intents = vec![stake(account, 500, 30, true), stake(account, 600, 60, false)];
    let (id, name) = (None, "A ladder".into());
    wallet.call(&calls::SaveDraft { id, name, intents }).await.unwrap();

    let proposal = wallet
        .call(&calls::Propose {
            intent: stake(account, 700, 365, true),
        })
        .await
        .unwrap();
    wallet.call(&calls::Approve { id: proposal.id }).await.unwrap();
    // Gone before a block could have it.
    std::process::exit(0);
}

async fn another_network(wallet: &Wallet) {
    let mut genesis = default_genesis();
    genesis.evm_chain_id = OWN_CHAIN;
    let node = ballast_practice::start(Config {
        genesis: Some(genesis),
        block_seconds: 0.2,
        ..Config::default()
    })
    .await
    .unwrap();
    tokio::time::sleep(Duration::from_secs(12)).await;
    let (url, ws, name) = (node.url(), None, "Another".into());
    wallet.call(&calls::AddNetwork { url, ws, name }).await.unwrap();
}

async fn remembered(wallet: &Wallet, account: Address) {
    wallet
        .call(&calls::SetContact {
            address: Address::from_bytes([7; 20]),
            name: "Ada".into(),
            note: "from the harbour".into(),
        })
        .await
        .unwrap();
    wallet
        .call(&calls::RenameAccount {
            address: account,
            label: "Savings".into(),
        })
        .await
        .unwrap();
    wallet
        .call(&calls::WatchAddress {
            address: Address::from_bytes([8; 20]).to_string(),
            label: "Watched".into(),
        })
        .await
        .unwrap();
}

fn stake(account: Address, iotx: u64, duration: u32, locked: bool) -> Intent {
    let wish: Value = json!({ "account": account, "action": "createStake", "candidate": "fathom",
        "amount": format!("{iotx} IOTX"), "duration": duration, "locked": locked });
    serde_json::from_value(wish).unwrap()
}

async fn done(wallet: &Wallet, intent: Intent) {
    let proposal = wallet.call(&calls::Propose { intent }).await.unwrap();
    wallet.call(&calls::Approve { id: proposal.id }).await.unwrap();
    settled(wallet).await;
}

/// Waits until nothing is under way.
async fn settled(wallet: &Wallet) {
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let all = wallet.call(&calls::GetSubmissions { account: None }).await.unwrap();
        if all.iter().all(|s| s.state == SubmissionState::Final) {
            return;
        }
    }
}
