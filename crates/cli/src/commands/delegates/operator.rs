//! `operator`, `bls-key`: the wallet's own delegates, and the key of a delegate's node with its proof of possession.

use std::path::PathBuf;

use ballast_api::{FileKind, OwnDelegate, calls};
use ballast_domain::{Amount, Exit, Gap, Intent, Votes, actions::VoterRewardOptIn};

use super::payout;
use crate::{
    Done, Outcome,
    commands::road::{follow::Patience, one::carry_out},
    globals::Globals,
    output, whose, words, wrong_usage,
};

/// What is done with an own delegate.
#[derive(clap::Subcommand)]
pub(crate) enum OperatorChange {
    /// Have the chain pay a delegate's voters from the next freeze on; that cannot be taken back.
    OptIn {
        /// The delegate's owner: 0x, io1, or the name of an own account; without it the wallet's first account with a key.
        #[arg(long, value_name = "ACCOUNT")]
        from: Option<String>,
        /// Do not ask whether to go on.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        patience: Patience,
    },
}

/// Which key is looked at, and for whom it is proven.
#[derive(clap::Args)]
pub(crate) struct BlsKeyArgs {
    /// The file: a public key, a private key, or a keystore.
    file: PathBuf,
    /// Also make the proof of possession for this delegate, with the private key: for its owner where it is to be
    /// registered, else for its permanent id.
    #[arg(long, value_name = "ID")]
    prove_for: Option<String>,
}

/// Lists the wallet's own delegates, or changes one.
pub(crate) async fn run(globals: &Globals, change: Option<&OperatorChange>) -> Outcome {
    match change {
        None => list(globals).await,
        Some(OperatorChange::OptIn { from, yes, patience }) => {
            let wallet = globals.wallet().await?;
            let intent = Intent {
                account: whose::payer(&wallet, from.as_deref()).await?,
                action: VoterRewardOptIn {}.into(),
            };
            carry_out(globals, &wallet, intent, *yes, patience).await
        }
    }
}

async fn list(globals: &Globals) -> Outcome {
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

/// Prints what a key's file gives.
pub(crate) async fn bls_key(globals: &Globals, wanted: &BlsKeyArgs) -> Outcome {
    let prove_for = match &wanted.prove_for {
        Some(id) => {
            let id = whose::address(id)?;
            Some(id.ok_or_else(|| wrong_usage("--prove-for takes an address: a name may be anybody's."))?)
        }
        None => None,
    };
    let wallet = globals.unopened(true)?;
    let file = wallet.offer_file(FileKind::BlsKey, wanted.file.clone()).handle;
    let found = wallet.call(&calls::ReadBlsKey { file, prove_for }).await?;
    if prove_for.is_some() && found.proof.is_none() {
        return Err(wrong_usage(
            "The file holds no private key in the clear, with which alone the proof is made.",
        ));
    }
    if globals.json {
        output::json(&found);
        return Ok(Done::Ok);
    }
    println!("{}", found.key);
    if let Some(proof) = &found.proof {
        println!("{proof}");
    }
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
