//! `buckets`: public data, for which no wallet is opened, so that another program may have it open, but where an account is
//! named that the wallet alone knows.

use ballast_api::calls;
use ballast_domain::actions::nft::Term;

use crate::{Done, Outcome, globals::Globals, output, whose, words};

pub(crate) async fn run(globals: &Globals, whose_they_are: &str) -> Outcome {
    let (wallet, account) = match whose::address(whose_they_are)? {
        Some(address) => (globals.reader().await?, address),
        None => {
            let wallet = globals.wallet().await?;
            let account = whose::account(&wallet, whose_they_are).await?;
            (wallet, account)
        }
    };
    let answer = wallet.call(&calls::GetBuckets { account: Some(account) }).await?;
    if globals.json {
        output::json(&answer);
        return Ok(Done::Ok);
    }
    let millis = wallet.call(&calls::GetChain {}).await?.network.params().block_millis;
    let delegate = |b: &ballast_api::BucketRow| match b.bucket.is_muted() {
        true => "muted".into(),
        false => b.delegate.clone().unwrap_or(words::UNKNOWN.into()),
    };
    let row = |b: &ballast_api::BucketRow| {
        [
            b.bucket.id.to_string(),
            delegate(b),
            b.bucket.amount.to_iotx(),
            words::term(Term::of(&b.bucket), millis),
            b.state.map_or(words::UNKNOWN.into(), |s| s.word().into()),
            b.votes.map_or(words::UNKNOWN.into(), |v| v.in_brief()),
        ]
    };
    let rows: Vec<_> = answer.rows.value.iter().map(row).collect();
    output::table(["bucket", "delegate", "IOTX", "days", "state", "votes"], &rows);
    println!("block {}, {}", answer.rows.height, answer.rows.node);
    Ok(Done::Ok)
}
