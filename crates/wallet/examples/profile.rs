//! Makes a profile as the code leaves one now, for `tests/profiles`: later code has to open it.
//!
//! `cargo run -p ballast-wallet --example profile -- FOLDER`: a vault of a phrase that everybody knows, on the practice
//! network; a store with actions that are over, a batch, a sequence whose second step waits for the person, a draft, contacts
//! and notes; another network; and an action that was signed a moment before the program was gone.

use std::{error::Error, sync::Arc, time::Duration};

use ballast_api::{Call, SequenceState, Settings, SubmissionState, calls};
use ballast_domain::{Address, Amount, Intent, Network};
use ballast_practice::{Config, default_genesis};
use ballast_vault::{KdfParams, MemoryKeyring};
use ballast_wallet::{Options, Place, Wallet};
use serde_json::{Value, json};

const PHRASE: &str = "test test test test test test test test test test test junk";
const PASSWORD: &str = "correct horse battery";
const OWN_CHAIN: u64 = 4711;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "profile".into());
    let wallet = Wallet::new(Options {
        kdf: KdfParams::new(8, 1, 1)?,
        keyring: Arc::new(MemoryKeyring::default()),
        ..Options::new(Place::at(folder))
    });
    let settings = Settings {
        operator: true,
        fee_limit: Some(Amount::from_iotx(3)),
        gift_limit: Amount::from_iotx(500),
        ..Settings::default()
    };
    ask(&wallet, calls::SetSettings { settings }).await?;
    another_network(&wallet).await?;
    ask(
        &wallet,
        calls::OpenNetwork {
            network: Network::Practice,
        },
    )
    .await?;
    let found = ask(
        &wallet,
        calls::ImportPhrase {
            phrase: PHRASE.into(),
            password: PASSWORD.into(),
            use_keyring: false,
        },
    )
    .await?;
    let account = found.found[0].address;
    ask(&wallet, calls::AskPracticeMoney { account }).await?;
    ask(&wallet, calls::PassPracticeTime { seconds: 60 }).await?;
    remembered(&wallet, account).await?;

    done(&wallet, stake(account, 1_000, 91, true)?).await?;
    done(&wallet, stake(account, 2_000, 0, false)?).await?;
    let intents = vec![stake(account, 300, 7, true)?, stake(account, 400, 14, true)?];
    let batch = ask(&wallet, calls::ProposeBatch { intents }).await?;
    ask(&wallet, calls::ApproveBatch { id: batch.id }).await?;
    settled(&wallet).await?;
    begun(&wallet, account).await?;
    let intents = vec![stake(account, 500, 30, true)?, stake(account, 600, 60, false)?];
    let (id, name) = (None, "A ladder".into());
    ask(&wallet, calls::SaveDraft { id, name, intents }).await?;

    let proposal = ask(
        &wallet,
        calls::Propose {
            intent: stake(account, 700, 365, true)?,
        },
    )
    .await?;
    ask(&wallet, calls::Approve { id: proposal.id }).await?;
    // Gone before a block could have it.
    std::process::exit(0);
}

/// The answer, or in words why there is none.
async fn ask<C: Call>(wallet: &Wallet, call: C) -> Result<C::Answer, String> {
    let answer = wallet.call(&call).await;
    answer.map_err(|failure| format!("{}: {}", failure.code, failure.sentence))
}

async fn another_network(wallet: &Wallet) -> Result<(), Box<dyn Error>> {
    let mut genesis = default_genesis();
    genesis.evm_chain_id = OWN_CHAIN;
    let node = ballast_practice::start(Config {
        genesis: Some(genesis),
        block_seconds: 0.2,
        ..Config::default()
    })
    .await?;
    tokio::time::sleep(Duration::from_secs(12)).await;
    let (url, ws, name) = (node.url(), None, "Another".into());
    ask(wallet, calls::AddNetwork { url, ws, name }).await?;
    Ok(())
}

async fn remembered(wallet: &Wallet, account: Address) -> Result<(), String> {
    ask(
        wallet,
        calls::SetContact {
            address: Address::from_bytes([7; 20]),
            name: "Ada".into(),
            note: "from the harbour".into(),
        },
    )
    .await?;
    ask(
        wallet,
        calls::RenameAccount {
            address: account,
            label: "Savings".into(),
        },
    )
    .await?;
    ask(
        wallet,
        calls::WatchAddress {
            address: Address::from_bytes([8; 20]).to_string(),
            label: "Watched".into(),
        },
    )
    .await?;
    Ok(())
}

fn stake(account: Address, iotx: u64, duration: u32, locked: bool) -> Result<Intent, serde_json::Error> {
    let wish: Value = json!({ "account": account, "action": "createStake", "candidate": "fathom",
        "amount": format!("{iotx} IOTX"), "duration": duration, "locked": locked });
    serde_json::from_value(wish)
}

async fn done(wallet: &Wallet, intent: Intent) -> Result<(), String> {
    let proposal = ask(wallet, calls::Propose { intent }).await?;
    ask(wallet, calls::Approve { id: proposal.id }).await?;
    settled(wallet).await
}

/// A sequence of two steps, the first of which is over; the second waits for the person's word.
async fn begun(wallet: &Wallet, account: Address) -> Result<(), Box<dyn Error>> {
    let mut second = serde_json::to_value(stake(account, 900, 21, true)?)?;
    second["after"] = json!([0]);
    let steps = json!([stake(account, 800, 21, true)?, second]);
    let wish = serde_json::from_value(json!({ "wish": "steps", "title": "Two rungs", "steps": steps }))?;
    let proposal = ask(wallet, calls::ProposeSequence { wish }).await?;
    let (id, by_itself) = (proposal.id, false);
    ask(wallet, calls::BeginSequence { id, by_itself }).await?;
    settled(wallet).await?;
    while ask(wallet, calls::GetSequences {})
        .await?
        .iter()
        .any(|s| s.state != SequenceState::Asks)
    {
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    Ok(())
}

/// Waits until nothing is under way.
async fn settled(wallet: &Wallet) -> Result<(), String> {
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let all = ask(wallet, calls::GetSubmissions { account: None }).await?;
        if all.iter().all(|s| s.state == SubmissionState::Final) {
            return Ok(());
        }
    }
}
