//! `rehearse`: what intents, each at its moment, leave on a date. Public data: no wallet is opened.

use ballast_api::calls;
use ballast_domain::{
    Timestamp,
    rehearsal::{BucketThen, DelegateThen, NftThen, Rehearsal, Rehearsed},
};

use crate::{Done, Outcome, globals::Globals, output, plan_file, words};

#[derive(clap::Args)]
pub(crate) struct RehearseArgs {
    /// A file with a plan as JSON, or - for standard input.
    plan: String,
    /// The date, in UTC: 2027-02-23, or 2027-02-23T14:05:09Z. What is planned for later is not done.
    #[arg(long, value_name = "DATE")]
    at: Timestamp,
}

pub(crate) async fn run(globals: &Globals, wanted: &RehearseArgs) -> Outcome {
    let plan = plan_file::read(&wanted.plan)?;
    let rehearse = calls::Rehearse { plan, until: wanted.at };
    let answer = globals.reader().await?.call(&rehearse).await?;
    if globals.json {
        output::json(&answer);
    } else {
        show(&answer.value);
        println!("block {}, {}", answer.height, answer.node);
    }
    Ok(if answer.value.is_legal() {
        Done::Ok
    } else {
        Done::Refused
    })
}

fn show(rehearsal: &Rehearsal) {
    rehearsal.steps.iter().for_each(step);
    println!("\nOn {}, if nobody else acts:\n", rehearsal.at.date_and_time());
    for held in &rehearsal.balances {
        println!("{} holds {} IOTX", held.account, held.after.to_iotx());
    }
    if !rehearsal.buckets.is_empty() {
        println!();
        let rows: Vec<_> = rehearsal.buckets.iter().map(bucket).collect();
        output::table(
            [
                "bucket",
                "state",
                "delegate",
                "IOTX",
                "votes",
                "available at the earliest",
            ],
            &rows,
        );
    }
    if !rehearsal.nfts.is_empty() {
        println!();
        let rows: Vec<_> = rehearsal.nfts.iter().map(nft).collect();
        output::table(
            [
                "bucket NFT",
                "state",
                "delegate",
                "IOTX",
                "votes",
                "available at the earliest",
            ],
            &rows,
        );
    }
    if !rehearsal.delegates.is_empty() {
        println!();
        let rows: Vec<_> = rehearsal.delegates.iter().map(delegate).collect();
        output::table(["#", "delegate", "votes", "now", "votes now"], &rows);
    }
}

fn step(step: &Rehearsed) {
    println!("{}  {}", step.planned.at.date_and_time(), step.sentence);
    if let Some(refusal) = &step.refusal {
        println!(
            "  Not possible: {refusal} {} [{}]",
            refusal.rule.help(),
            refusal.rule.id()
        );
        if let Some(remedy) = words::remedy(&refusal.remedy) {
            println!("  {remedy}");
        }
    }
    for caution in &step.cautions {
        println!("  Caution: {} [{}]", caution.sentence(), caution.id());
    }
}

fn bucket(b: &BucketThen) -> [String; 6] {
    let unknown = || words::UNKNOWN.to_owned();
    [
        b.index.to_string(),
        b.word().into(),
        b.delegate.clone().unwrap_or_else(unknown),
        b.bucket.as_ref().map_or_else(unknown, |b| b.amount.to_iotx()),
        b.votes.in_brief(),
        b.free.map_or_else(unknown, Timestamp::date_and_time),
    ]
}

fn nft(b: &NftThen) -> [String; 6] {
    let unknown = || words::UNKNOWN.to_owned();
    [
        b.id.to_string(),
        b.word().into(),
        b.delegate.clone().unwrap_or_else(unknown),
        b.bucket.as_ref().map_or_else(unknown, |b| b.amount.to_iotx()),
        b.votes.in_brief(),
        b.free.map_or_else(unknown, Timestamp::date_and_time),
    ]
}

fn delegate(d: &DelegateThen) -> [String; 5] {
    let unknown = || words::UNKNOWN.to_owned();
    [
        d.place.to_string(),
        d.name.clone(),
        d.votes.in_brief(),
        d.place_before.map_or_else(unknown, |p| p.to_string()),
        d.votes_before.map_or_else(unknown, |v| v.in_brief()),
    ]
}
