//! The ways in which the wallet reads a node.

use std::{fmt::Debug, future::Future, pin::Pin, time::Duration};

use ballast_chain::{Client, EndpointConfig, Error, chain_id, probe, survey};
use ballast_domain::{Address, BucketId, Epoch, Hash, Height, Units};

use crate::{
    CHAIN,
    practised::{COIN, known},
};

/// Of the recordings: delegates' owners, where one's rewards go, and an account with money.
const OWNER: &str = "0x7153EF2F1846416E827814fcEb62315432c38571";
const SECOND_OWNER: &str = "0xaF6c5664bb19BDabC1bE8E437902b526ad667792";
const REWARD: &str = "0x7e77dd0EC4Da7Be06aaf712c6F4AF8796aB0386C";
const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
/// Those that open connections of their own.
pub const DEAR: [&str; 3] = ["survey", "probe", "chain id"];

type Reading = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// One way in which the wallet reads a node.
pub struct Read {
    pub name: &'static str,
    pub read: fn(Client) -> Reading,
}

macro_rules! reads {
    ($($name:literal: |$client:ident| $read:expr;)*) => {
        [$(Read {
            name: $name,
            read: |$client| Box::pin(async move {
                let read = $read.await?;
                // Whatever is made of it is made of text too.
                shown(&read);
                Ok(())
            }),
        },)*]
    };
}

fn shown(value: &impl Debug) {
    assert!(!format!("{value:?}").is_empty());
}

pub fn address(text: &str) -> Address {
    text.to_lowercase().parse().unwrap()
}

pub fn alice() -> Address {
    address(ALICE)
}

/// Reads that nodes' recorded answers serve.
pub fn of_recordings() -> impl IntoIterator<Item = Read> {
    reads! {
        "height": |client| client.height();
        "head": |client| client.head();
        "block": |client| client.block(Height(20), true);
        "base fee": |client| client.base_fee();
        "balance": |client| client.balance(alice());
        "nonce": |client| client.pending_nonce(alice());
        "accounts": |client| client.accounts(&[alice()]);
        "code": |client| client.code(Address::STAKING);
        "delegates": |client| client.delegates();
        "delegate": |client| client.delegate("delegate1");
        "delegate by id": |client| client.delegate_by_id(address(SECOND_OWNER));
        "delegate by owner": |client| client.delegate_by_owner(address(SECOND_OWNER));
        "epoch": |client| client.epoch_of(Height(26));
        "candidates": |client| client.poll_candidates(None);
        "producers": |client| client.block_producers(None);
        "active producers": |client| client.active_producers(None);
        "probation": |client| client.probation(None);
        "probation of an epoch": |client| client.probation(Some(Epoch(1)));
        "buckets": |client| client.buckets_of(address(OWNER));
        "totals": |client| client.staking_totals();
        "next bucket": |client| client.next_bucket();
        "rewards": |client| client.unclaimed_rewards(address(REWARD));
        "pool": |client| client.reward_pool_total();
        "pool, at hand": |client| client.reward_pool_available();
        "transaction": |client| client.transaction(Hash([7; 32]));
        "receipt": |client| client.receipt(Hash([7; 32]));
    }
}

/// Reads that a practice network serves, and answers made up where it has no such thing.
pub fn of_a_chain() -> impl IntoIterator<Item = Read> {
    reads! {
        "counts": |client| client.counts(known().own.from);
        "nonces of each": |client| each(client.pending_nonces(known().own.from));
        "mined": |client| client.mined(&known().own);
        "testimonies": |client| each(client.testimonies(&known().own));
        "listed": |client| listed(&client);
        "found in a block": |client| client.find_listed(known().own.hash, Height(1), known().newest);
        "gas": |client| client.estimate_gas(alice(), &known().gives);
        "run": |client| client.run(alice(), &known().gives);
        "why reverted": |client| client.why_reverted(alice(), &known().gives_too_much);
        "token": |client| client.token(address(COIN), &[alice(), known().own.from]);
        "allowance": |client| client.allowance(address(COIN), known().own.from, alice());
        "token's holder": |client| client.token_holder(address(COIN), &Units::from(7_u64));
        "token's numbers": |client| client.token_ids(address(COIN), alice(), 2);
        "movements": |client| client.movements(known().before, known().newest);
        "balances": |client| client.balances(&[alice(), known().own.from]);
        "balance after": |client| client.balance_after(alice(), known().newest);
        "past": |client| client.has_past(alice(), known().newest);
        "heads": |client| client.block_heads(known().before, known().newest);
        "heads of": |client| client.heads_of(&[known().before, known().newest]);
        "bucket by number": |client| client.bucket_nft(BucketId::native(0));
        "buckets by number": |client| client.buckets(&[0, 1]);
        "first buckets": |client| client.first_buckets_of(known().owner, 3);
        "buckets for": |client| client.buckets_for("skiff");
        "terms of a bucket": |client| client.nft_terms(BucketId { contract: Some(address(COIN)), index: 7 });
        "bucket types": |client| client.bucket_types(known().contract);
        "survey": |client| surveyed(&client);
        "probe": |client| probed(&client);
        "chain id": |client| asked_for_chain(&client);
    }
}

/// What each of several nodes said, or the first that failed.
async fn each<T>(asked: impl Future<Output = Vec<(String, Result<T, Error>)>>) -> Result<Vec<T>, Error> {
    asked.await.into_iter().map(|(_, said)| said).collect()
}

async fn listed(client: &Client) -> Result<Option<bool>, Error> {
    let node = client.nodes().remove(0);
    match client.receipt(known().own.hash).await? {
        Some(receipt) => client.lists(&node, &receipt).await,
        None => Ok(None),
    }
}

fn endpoint(client: &Client) -> EndpointConfig {
    EndpointConfig {
        url: client.nodes().remove(0),
        ws: None,
    }
}

async fn surveyed(client: &Client) -> Result<String, Error> {
    survey(&endpoint(client), CHAIN).await.map(|found| format!("{found:?}"))
}

async fn probed(client: &Client) -> Result<Height, Error> {
    let block = Duration::from_millis(100);
    let probed = probe(&endpoint(client), CHAIN, Some(Height(30)), block).await;
    probed.map(|probe| probe.height)
}

async fn asked_for_chain(client: &Client) -> Result<u64, Error> {
    chain_id(&client.nodes().remove(0)).await
}
