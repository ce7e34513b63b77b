//! A practice network with 10,000 buckets of one owner, kept in a profile, and what the wallet asks it for the table.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{Router, body::Bytes, extract::State, routing::post};
use ballast_api::calls::{GetBuckets, OpenNetwork, WatchAddress};
use ballast_domain::{Address, Amount, Network, hash160};
use ballast_practice::{Config, Genesis, GenesisBucket, Handle, default_genesis, start};
use ballast_vault::MemoryKeyring;
use ballast_wallet::{Options, Place, Wallet};
use futures_util::future::try_join_all;
use reqwest::Client;
use tokio::net::TcpListener;

use super::Error;
use crate::error::Result;

const BUCKETS: u64 = 10_000;
const DELEGATES: u64 = 120;
/// Larger than any answer to a question of a few words.
const LARGE: usize = 10_000;

/// A network of the same buckets, and the questions that bring the table's bytes from it.
pub struct Fetch {
    chain: Handle,
    client: Client,
    questions: Vec<String>,
}

impl Fetch {
    /// Makes the profile in `home`, watching the owner, and learns what the wallet asks.
    ///
    /// # Errors
    /// What the network or the wallet refused.
    pub async fn prepare(home: &Path) -> Result<Self> {
        let genesis = genesis()?;
        let owner = genesis
            .buckets
            .first()
            .map(|bucket| bucket.owner)
            .unwrap_or(Address::ZERO);
        let chain = start(Config {
            genesis: Some(genesis.clone()),
            data_dir: Some(home.join("practice").join("chain")),
            ..Config::default()
        });
        let chain = chain.await.map_err(|e| Error::Unfair(e.to_string()))?;
        let (between, heard) = listen(chain.url()).await?;
        let wallet = Wallet::new(Options {
            keyring: Arc::new(MemoryKeyring::default()),
            node: Some(between),
            ..Options::new(Place::at(home))
        });
        let network = Network::Practice;
        wallet.call(&OpenNetwork { network }).await?;
        wallet
            .call(&WatchAddress {
                address: owner.to_hex(),
                label: "Mine".into(),
            })
            .await?;
        lock(&heard).clear();
        let table = wallet.call(&GetBuckets { account: None }).await?;
        if table.rows.value.len() as u64 != BUCKETS {
            return Err(Error::Unfair(format!(
                "the wallet found {} buckets",
                table.rows.value.len()
            )));
        }
        let questions = std::mem::take(&mut *lock(&heard));
        drop(wallet);
        // The app opens this one; the other has the same buckets, and makes no blocks of its own.
        chain.shutdown().await;
        let other = Config {
            genesis: Some(genesis),
            on_demand: true,
            ..Config::default()
        };
        Ok(Self {
            chain: start(other).await.map_err(|e| Error::Unfair(e.to_string()))?,
            client: Client::new(),
            questions,
        })
    }

    /// How long it takes to fetch those bytes, all asked for at once, as the wallet does.
    ///
    /// # Errors
    /// The network does not answer.
    pub async fn once(&self) -> Result<Duration> {
        let (client, url) = (&self.client, self.chain.url());
        let start = Instant::now();
        let all = self
            .questions
            .iter()
            .map(|question| fetch(client, &url, question.clone()));
        try_join_all(all).await?;
        Ok(start.elapsed())
    }
}

async fn fetch(client: &Client, url: &str, question: String) -> Result<Bytes> {
    let request = client
        .post(url)
        .header("content-type", "application/json")
        .body(question);
    let answer = async { request.send().await?.bytes().await };
    answer.await.map_err(|e| Error::Unfair(e.to_string()))
}

/// Questions whose answers are large, each once.
type Heard = Arc<Mutex<Vec<String>>>;

/// Stands between the wallet and the network, and remembers.
async fn listen(node: String) -> Result<(String, Heard)> {
    let heard = Heard::default();
    let state = (node, Client::new(), heard.clone());
    let router = Router::new().route("/", post(pass_on)).with_state(state);
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .map_err(Error::io("a loopback port"))?;
    let address = listener.local_addr().map_err(Error::io("a loopback port"))?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((format!("http://{address}/"), heard))
}

async fn pass_on(State((node, client, heard)): State<(String, Client, Heard)>, question: String) -> Bytes {
    // What cannot be passed on is an empty answer, which the wallet refuses.
    let answer = fetch(&client, &node, question.clone()).await.unwrap_or_default();
    if answer.len() > LARGE {
        lock(&heard).push(question);
    }
    answer
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The practice network's own, with more delegates and one owner of all voters' buckets, in every state.
fn genesis() -> Result<Genesis> {
    let mut genesis = default_genesis();
    let like = genesis.delegates.last().cloned();
    let like = like.ok_or_else(|| Error::Unfair("the practice network has no delegates".into()))?;
    for number in genesis.delegates.len() as u64..DELEGATES {
        let mut delegate = like.clone();
        delegate.name = format!("more{number}");
        for (role, address) in [
            ("owner", &mut delegate.owner),
            ("operator", &mut delegate.operator),
            ("reward", &mut delegate.reward),
        ] {
            *address = Address::from_bytes(hash160(format!("{role} {number}").as_bytes()));
        }
        genesis.delegates.push(delegate);
    }
    let owner = Address::from_bytes(hash160(b"an owner of many buckets"));
    let bucket = |number: u64| GenesisBucket {
        owner,
        delegate: genesis.delegates[(number % DELEGATES) as usize].name.clone(),
        amount: Amount::from_iotx(100 + number * 7 % 5_000),
        days: (number % 1_000) as u32,
        auto_stake: number.is_multiple_of(3),
        age_days: (number % 400) as u32,
        unstaked_hours_ago: (number % 10 == 1).then_some(number % 90),
    };
    genesis.buckets = (0..BUCKETS).map(bucket).collect();
    Ok(genesis)
}
