//! `operator`, `bls-key`: the wallet's own delegates, and the key of a delegate's node.

use std::path::Path;

use ballast_api::{FileKind, OwnDelegate, calls};
use ballast_domain::{Amount, Exit, Gap, Votes};

use super::payout;
use crate::{Done, Outcome, globals::Globals, output, words};

pub(crate) async fn run(globals: &Globals) -> Outcome {
    let own = globals.wallet().await?.call(&calls::GetOwnDelegates {}).await?;
    if globals.json {
        output::json(&own);
        return Ok(Done::Ok);
    }
    if own.value.is_empty() {
        println!("No account of this wallet owns or operates a delegate.");
    }
    own.value.iter().for_each(show);
    println!("block {}, {}", own.height, own.node);
    Ok(Done::Ok)
}

pub(crate) async fn bls_key(globals: &Globals, file: &Path) -> Outcome {
    let wallet = globals.unopened(true)?;
    let file = wallet.offer_file(FileKind::BlsKey, file.to_owned()).handle;
    let found = wallet.call(&calls::ReadBlsKey { file }).await?;
    if globals.json {
        output::json(&found);
        return Ok(Done::Ok);
    }
    println!("{}", found.key);
    if found.holds_secret {
        eprintln!("This file holds the private key, unencrypted; keep it where only the node can read it.");
    }
    Ok(Done::Ok)
}

fn show(own: &OwnDelegate) {
    let role = if own.owned { "owner" } else { "operator" };
    let s = &own.standing;
    let place = s
        .place
        .map_or("cannot be elected now".to_owned(), |p| format!("place {p}"));
    println!("{}, {role} {}: {place}", own.row.name, own.account);
    let rows = [
        votes(format!("place {} by votes", s.pool), s.for_pool),
        votes("votes to be listed".into(), s.for_list),
        money("self-stake to stay", s.to_stay),
        money("self-stake to enter", s.to_enter),
    ];
    output::table(["", "has", "needs", "lacks"], &rows);
    for way in &own.ways {
        let lock = if way.locked { "with" } else { "without" };
        match way.duration {
            Some(days) => println!(
                "  {} IOTX for {days} days {lock} stake-lock bring them",
                way.amount.to_iotx()
            ),
            None => println!("  {} IOTX more in the self-stake bring them", way.amount.to_iotx()),
        }
    }
    match (own.row.exit, own.leaves) {
        (Exit::ScheduledAt(height), Some(at)) => println!("may leave from block {height}, {}", at.date_and_time()),
        (Exit::Requested, _) => println!("waits for a slot in the exit queue"),
        _ => {}
    }
    for view in &own.deeds {
        match &view.refusal {
            None => println!("{}", view.deed.word()),
            Some(r) => {
                let when = view
                    .possible
                    .map(|at| format!(" Possible from {}.", at.date_and_time()));
                let sentence = r.rule.sentence();
                println!(
                    "{}: {sentence}{} [{}]",
                    view.deed.word(),
                    when.unwrap_or_default(),
                    r.rule.id()
                );
            }
        }
    }
    payout::show(own);
    let unclaimed = own.unclaimed.map_or(words::UNKNOWN.into(), |u| u.to_iotx());
    println!("rewards to claim: {unclaimed} IOTX\n");
}

fn votes(name: String, gap: Gap<Votes>) -> [String; 4] {
    [name, gap.has.in_brief(), gap.needs.in_brief(), gap.missing().in_brief()]
}

fn money(name: &str, gap: Gap<Amount>) -> [String; 4] {
    [
        name.to_owned(),
        gap.has.in_brief(),
        gap.needs.in_brief(),
        gap.missing().in_brief(),
    ]
}
