//! `bucket`: one bucket's life, and what may be done with it. Public data: no wallet is opened.

use ballast_api::{BucketLife, Failure, FailureKind, WrittenNote, calls};
use ballast_domain::{
    BucketId, Rule, Step, Timestamp,
    actions::nft::Term,
    rehearsal::{Legality, Moment},
};

use crate::{Done, Outcome, globals::Globals, output, words};

#[derive(clap::Args)]
pub(crate) struct BucketArgs {
    /// The bucket's number, or for a bucket NFT its contract and its number there: 0x…/7.
    bucket: BucketId,
    /// When its owner begins to leave it, in UTC: 2027-02-23, or 2027-02-23T14:05:09Z; without it now.
    #[arg(long, value_name = "DATE")]
    leave_at: Option<Timestamp>,
}

#[derive(clap::Args)]
pub(crate) struct NoteArgs {
    /// The bucket's number, or for a bucket NFT its contract and its number there: 0x…/7.
    bucket: BucketId,
    /// How it is called.
    #[arg(long, default_value = "")]
    label: String,
    /// Anything else.
    #[arg(long, default_value = "")]
    note: String,
    /// The group it belongs to.
    #[arg(long, default_value = "")]
    group: String,
}

pub(crate) async fn run(globals: &Globals, wanted: &BucketArgs) -> Outcome {
    let life = calls::GetBucketLife {
        bucket: wanted.bucket,
        leave_at: wanted.leave_at,
    };
    let answer = globals.reader().await?.call(&life).await?;
    if globals.json {
        let mut answer = serde_json::to_value(&answer).map_err(|e| unreadable(&e))?;
        // The part of the chain that decided it is for forms, and long.
        if let Some(life) = answer["value"].as_object_mut() {
            life.remove("ledger");
        }
        output::json(&answer);
        return Ok(Done::Ok);
    }
    show(&answer.value);
    println!("block {}, {}", answer.height, answer.node);
    Ok(Done::Ok)
}

fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::new(FailureKind::Bug, "cli.json", format!("No JSON: {error}."))
}

/// Writes beside a bucket: in the wallet, not on the chain.
pub(crate) async fn note(globals: &Globals, wanted: &NoteArgs) -> Outcome {
    let note = calls::SetBucketNote {
        bucket: wanted.bucket,
        label: wanted.label.clone(),
        note: wanted.note.clone(),
        group: wanted.group.clone(),
    };
    globals.wallet().await?.call(&note).await?;
    Ok(Done::Ok)
}

/// Lists what is written beside buckets.
pub(crate) async fn notes(globals: &Globals) -> Outcome {
    let notes = globals.wallet().await?.call(&calls::GetBucketNotes {}).await?;
    if globals.json {
        output::json(&notes);
        return Ok(Done::Ok);
    }
    let row = |n: &WrittenNote| [n.bucket.to_string(), n.label.clone(), n.group.clone(), n.note.clone()];
    let rows: Vec<_> = notes.iter().map(row).collect();
    output::table(["bucket", "name", "group", "note"], &rows);
    Ok(Done::Ok)
}

fn show(life: &BucketLife) {
    let (bucket, lock) = (&life.bucket, if life.bucket.locked { "with" } else { "without" });
    let term = Term::of(bucket).for_people();
    println!(
        "Bucket {}: {} IOTX for {term} {lock} stake-lock.",
        bucket.id,
        bucket.amount.to_iotx(),
    );
    if bucket.is_muted() {
        println!("Its votes were taken away for good: {}", Rule::NftMutes.help());
    }
    if bucket.blocks.is_some() {
        println!("It counts in blocks: dates to come are estimates at the network's pace.");
    }
    println!();
    let leaving = &life.lifecycle.leaving;
    let part = |name: &str, moments: &[Moment]| {
        let row = |m: &Moment| {
            let votes = m.votes.map_or(words::UNKNOWN.into(), |v| v.in_brief());
            [name.to_owned(), m.at.date_and_time(), m.kind.word().into(), votes]
        };
        moments.iter().map(row).collect::<Vec<_>>()
    };
    let rows = [
        part("so far", &life.lifecycle.past),
        part("by itself", &life.lifecycle.by_itself),
        part("left soonest", &leaving.moments),
    ]
    .concat();
    output::table(["", "when", "what", "votes"], &rows);
    if let Some(refusal) = &leaving.blocked {
        println!("Then: {refusal} {} [{}]", refusal.rule.help(), refusal.rule.id());
    }
    println!();
    let rows: Vec<_> = life.actions.iter().map(action).collect();
    output::table(["action", "possible", ""], &rows);
}

fn action(legality: &Legality) -> [String; 3] {
    let word = legality.action.word().to_owned();
    let Some(refusal) = &legality.refusal else {
        return [word, "now".into(), String::new()];
    };
    let when = legality.possible.as_ref().map_or(words::UNKNOWN.into(), |p| {
        let steps: Vec<_> = p.after.iter().map(|s| Step::word(*s).to_lowercase()).collect();
        match steps.is_empty() {
            true => p.at.date_and_time(),
            false => format!("{}, after {}", p.at.date_and_time(), steps.join(" and ")),
        }
    });
    [word, when, format!("{refusal} [{}]", refusal.rule.id())]
}
