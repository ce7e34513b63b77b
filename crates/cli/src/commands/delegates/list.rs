//! `delegates`: public data, for which no wallet is opened, so that another program may have it open.

use ballast_api::calls;

use super::payout;
use crate::{Done, Outcome, globals::Globals, output, words};

pub(crate) async fn run(globals: &Globals) -> Outcome {
    let answer = globals.reader().await?.call(&calls::GetDelegates {}).await?;
    if globals.json {
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
            d.payout.map_or(words::UNKNOWN.into(), |payout| payout.in_brief()),
        ]
    };
    let rows: Vec<_> = answer.rows.value.iter().map(row).collect();
    output::table(
        [
            "#",
            "name",
            "votes",
            "self-stake",
            "status",
            "blocks",
            "pays voters: of blocks / of epochs",
        ],
        &rows,
    );
    if let Some(freeze) = &answer.freeze {
        println!("{}", payout::shared_by(freeze));
    }
    println!("block {}, {}", answer.rows.height, answer.rows.node);
    Ok(Done::Ok)
}
