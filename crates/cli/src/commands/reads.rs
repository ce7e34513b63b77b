//! `delegates`, `buckets`: public data, for which no wallet is opened, so that another program may have it open.

use ballast_api::{calls, failure_of_address};
use ballast_domain::Address;

use super::reader;
use crate::{Done, Outcome, args::Args, output, words};

pub(super) async fn delegates(args: &Args) -> Outcome {
    let answer = reader(args).await?.call(&calls::GetDelegates {}).await?;
    if args.json {
        output::json(&answer);
        return Ok(Done::Ok);
    }
    let row = |d: &ballast_api::DelegateRow| {
        [
            d.rank.to_string(),
            d.name.clone(),
            d.votes.in_brief(),
            d.self_stake.in_brief(),
            words::delegate(d.status).into(),
            d.produced.map_or(words::UNKNOWN.into(), |n| n.to_string()),
        ]
    };
    let rows: Vec<_> = answer.rows.value.iter().map(row).collect();
    output::table(["#", "name", "votes", "self-stake", "status", "blocks"], &rows);
    println!("block {}, {}", answer.rows.height, answer.rows.node);
    Ok(Done::Ok)
}

pub(super) async fn buckets(args: &Args, address: &str) -> Outcome {
    let account: Address = address.parse().map_err(|e| failure_of_address(&e))?;
    let answer = reader(args)
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
            b.delegate.clone().unwrap_or(words::UNKNOWN.into()),
            b.bucket.amount.to_iotx(),
            b.bucket.duration.to_string(),
            b.state.map_or(words::UNKNOWN.into(), |s| s.word().into()),
            b.votes.map_or(words::UNKNOWN.into(), |v| v.in_brief()),
        ]
    };
    let rows: Vec<_> = answer.rows.value.iter().map(row).collect();
    output::table(["bucket", "delegate", "IOTX", "days", "state", "votes"], &rows);
    println!("block {}, {}", answer.rows.height, answer.rows.node);
    Ok(Done::Ok)
}
