//! `bucket`: one bucket's life, and what may be done with it. Public data: no wallet is opened.

use ballast_api::{BucketLife, calls};
use ballast_domain::{
    Step, Timestamp,
    rehearsal::{Legality, Moment},
};

use super::reader;
use crate::{Done, Outcome, args::Args, output, words};

#[derive(clap::Args)]
pub(crate) struct BucketArgs {
    /// The native bucket's number.
    index: u64,
    /// When its owner begins to leave it, in UTC: 2027-02-23, or 2027-02-23T14:05:09Z; without it now.
    #[arg(long, value_name = "DATE")]
    leave_at: Option<Timestamp>,
}

pub(super) async fn run(args: &Args, wanted: &BucketArgs) -> Outcome {
    let life = calls::GetBucketLife {
        bucket: wanted.index,
        leave_at: wanted.leave_at,
    };
    let answer = reader(args).await?.call(&life).await?;
    if args.json {
        output::json(&answer);
        return Ok(Done::Ok);
    }
    show(&answer.value);
    println!("block {}, {}", answer.height, answer.node);
    Ok(Done::Ok)
}

fn show(life: &BucketLife) {
    let (bucket, lock) = (&life.bucket, if life.bucket.locked { "with" } else { "without" });
    println!(
        "Bucket {}: {} IOTX for {} {lock} stake-lock.\n",
        bucket.id,
        bucket.amount.to_iotx(),
        words::counted(bucket.duration.0 as usize, "day")
    );
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
