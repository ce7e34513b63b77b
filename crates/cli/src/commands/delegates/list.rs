//! `delegates`: public data, for which no wallet is opened, so that another program may have it open.

use ballast_api::{CommonControl, DelegateRow, Delegates, calls};
use ballast_domain::Snapshot;
use serde::Serialize;

use super::{
    control,
    order::{Order, OrderArgs},
    payout,
};
use crate::{Done, Outcome, globals::Globals, output, words};

/// The list for programs.
#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    delegates: &'a Delegates,
    order: &'a Order,
    /// None where it could not be read.
    control: Option<&'a Snapshot<CommonControl>>,
}

pub(crate) async fn run(globals: &Globals, wanted: &OrderArgs) -> Outcome {
    wanted.check()?;
    let reader = globals.reader().await?;
    let mut answer = reader.call(&calls::GetDelegates {}).await?;
    let seed = match wanted.wants_seed() {
        true => Some(reader.call(&calls::GetOrderSeed {}).await),
        false => None,
    };
    let order = wanted.order(seed);
    order.apply(&mut answer.rows.value);
    let control = match reader.call(&calls::GetCommonControl {}).await {
        Ok(control) => Some(control),
        // The delegates are known all the same.
        Err(failure) => {
            eprintln!("Who stands behind several delegates is not known: {}", failure.sentence);
            None
        }
    };
    if globals.json {
        output::json(&Listed {
            delegates: &answer,
            order: &order,
            control: control.as_ref(),
        });
        return Ok(Done::Ok);
    }
    let row = |d: &DelegateRow| {
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
    let control = control.iter().flat_map(|control| control::lines(&control.value));
    let freeze = answer.freeze.iter().map(payout::shared_by);
    for line in order.line().into_iter().chain(control).chain(freeze) {
        println!("{line}");
    }
    println!("block {}, {}", answer.rows.height, answer.rows.node);
    Ok(Done::Ok)
}
