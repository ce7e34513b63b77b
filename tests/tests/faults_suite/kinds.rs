//! What some of the liar's kinds tell, as a wallet's client hears it: lies that only another node gives away.

use std::time::Duration;

use ballast_chain::{Client, Config as Nodes, Own, Receipt};
use ballast_domain::{Address, Amount};
use ballast_practice::{Config, Handle, default_genesis, faucet_address, faucet_transfer, start};
use ballast_tests::liar::{Kind, Liar, Truth};
use serde_json::json;

use crate::world::{CHAIN, FLOOR};

/// An honest node, and a client that asks it by way of a liar.
struct Told {
    _node: Handle,
    truth: Truth,
    liar: Liar,
    client: Client,
}

impl Told {
    async fn start(kind: Kind) -> Self {
        let mut genesis = default_genesis();
        genesis.evm_chain_id = CHAIN;
        let node = start(Config {
            genesis: Some(genesis),
            block_seconds: 0.25,
            ..Config::default()
        });
        let node = node.await.unwrap();
        let truth = Truth::of(node.url());
        truth.ask("practice_mine", json!([{ "blocks": 60, "stepSeconds": 0.25 }]));
        let liar = Liar::start(node.address(), &[kind], 7);
        let client = Client::new(Nodes::single(CHAIN, liar.url())).unwrap();
        Self {
            _node: node,
            truth,
            liar,
            client,
        }
    }

    /// Sends 1 IOTX of the faucet's.
    async fn sends(&self) -> Own {
        let from = faucet_address();
        let nonce = self.client.pending_nonce(from).await.unwrap().value;
        let (to, one) = (Address::from_bytes([7; 20]), Amount::from_iotx(1));
        let raw = faucet_transfer(CHAIN, nonce, to, one, Amount::from_rau(2 * FLOOR));
        let hash = self.client.send_raw(&raw).await.unwrap();
        Own { hash, from, nonce }
    }

    async fn receipt(&self, own: &Own) -> Option<Receipt> {
        let mined = self.client.mined(own).await.unwrap();
        mined.map(|proven| proven.receipt)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_forges_passes_for_a_receipt_and_stands_on_no_chain() {
    let told = Told::start(Kind::Coherent).await;
    told.liar.lies(true);
    let own = told.sends().await;
    let forged = told.receipt(&own).await.unwrap();
    assert_eq!((forged.hash, forged.from), (own.hash, own.from));
    assert_eq!(told.truth.mined(&own.hash.to_string()), None);
    assert_eq!(told.receipt(&own).await, Some(forged), "the same each time");
    told.liar.lies(false);
    assert_eq!(told.receipt(&own).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_lies_about_amounts_in_logs_and_about_nothing_else_of_a_receipt() {
    let told = Told::start(Kind::Amounts).await;
    let own = told.sends().await;
    let real = loop {
        if let Some(receipt) = told.receipt(&own).await {
            break receipt;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    told.liar.lies(true);
    let said = told.receipt(&own).await.unwrap();
    assert_ne!(said.logs, real.logs);
    let logs = real.logs.clone();
    assert_eq!(Receipt { logs, ..said }, real);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stays_at_an_old_block() {
    let told = Told::start(Kind::HeightStill).await;
    told.liar.lies(true);
    let first = told.client.height().await.unwrap().height;
    tokio::time::sleep(Duration::from_millis(800)).await;
    let head = told.client.head().await.unwrap().value;
    assert_eq!(head.height, first);
    assert!(told.truth.height() > first.0 + 20, "{first:?}");
}
