//! `delegates`, `buckets`, `status`.

use std::time::Duration;

use ballast_api::{calls, failure_of_address};
use ballast_domain::Address;

use super::wallet;
use crate::{Done, Outcome, args::Args, output};

/// How often open submissions are looked at while waiting for them.
const LOOK: Duration = Duration::from_millis(300);

pub(super) async fn delegates(args: &Args) -> Outcome {
    let answer = wallet(args).await?.call(&calls::GetDelegates {}).await?;
    if args.json {
        output::json(&answer);
        return Ok(Done::Ok);
    }
    let row = |d: &ballast_api::DelegateRow| {
        [
            d.rank.to_string(),
            d.name.clone(),
            d.votes.for_people(),
            d.self_stake.for_people(),
            format!("{:?}", d.status),
            d.produced.map_or("—".into(), |n| n.to_string()),
        ]
    };
    let rows: Vec<_> = answer.rows.value.iter().map(row).collect();
    output::table(["#", "name", "votes", "self-stake", "status", "blocks"], &rows);
    println!("block {}, {}", answer.rows.height, answer.rows.node);
    Ok(Done::Ok)
}

pub(super) async fn buckets(args: &Args, address: &str) -> Outcome {
    let account: Address = address.parse().map_err(|e| failure_of_address(&e))?;
    let answer = wallet(args)
        .await?
        .call(&calls::GetBuckets { account: Some(account) })
        .await?;
    if args.json {
        output::json(&answer);
        return Ok(Done::Ok);
    }
    let row = |b: &ballast_api::BucketRow| {
        [
            b.bucket.id.to_string(),
            b.delegate.clone().unwrap_or("—".into()),
            b.bucket.amount.to_iotx(),
            b.bucket.duration.to_string(),
            b.state.map_or("—".into(), |s| s.word().into()),
            b.votes.map_or("—".into(), |v| v.for_people()),
        ]
    };
    let rows: Vec<_> = answer.rows.value.iter().map(row).collect();
    output::table(["bucket", "delegate", "IOTX", "days", "state", "votes"], &rows);
    println!("block {}, {}", answer.rows.height, answer.rows.node);
    Ok(Done::Ok)
}

pub(super) async fn status(args: &Args, wait: bool) -> Outcome {
    let wallet = wallet(args).await?;
    while wait
        && wallet
            .call(&calls::GetSubmissions { account: None })
            .await?
            .iter()
            .any(|s| s.state.is_open())
    {
        tokio::time::sleep(LOOK).await;
    }
    let (status, chain) = (
        wallet.call(&calls::GetStatus {}).await?,
        wallet.call(&calls::GetChain {}).await?,
    );
    let submissions = wallet.call(&calls::GetSubmissions { account: None }).await?;
    if args.json {
        output::json(&serde_json::json!({ "status": status, "chain": chain, "submissions": submissions }));
        return Ok(Done::Ok);
    }
    println!("{}, chain {}, {:?}", chain.network.name(), chain.chain_id, chain.sync);
    if let (Some(height), Some(epoch)) = (chain.height, &chain.epoch) {
        println!("block {height}, epoch {}, {} s left", epoch.epoch, epoch.seconds_left);
    }
    println!("vault {:?}, {} accounts", status.vault, status.accounts.len());
    for e in &chain.endpoints {
        println!("{}  {}", e.url, e.error.as_deref().unwrap_or("answers"));
    }
    for s in &submissions {
        println!("{}  {}  {}", s.state.word(), s.hash, s.sentence);
    }
    Ok(Done::Ok)
}
