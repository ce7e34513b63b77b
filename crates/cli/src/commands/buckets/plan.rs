//! `plan` and `ladder`: how to stake money that will be needed again. Public data: no wallet is opened.

use ballast_api::calls;
use ballast_domain::{
    Amount, Timestamp,
    plan::{LadderSpec, Optimum, RungView, StakeOption},
};

use crate::{Done, Outcome, globals::Globals, output, words};

#[derive(clap::Args)]
pub(crate) struct PlanArgs {
    /// IOTX.
    #[arg(long, value_name = "IOTX")]
    amount: Amount,
    /// When the money has to be in hand, in UTC: 2027-02-23, or 2027-02-23T14:05:09Z.
    #[arg(long, value_name = "DATE")]
    by: Timestamp,
}

#[derive(clap::Args)]
pub(crate) struct LadderArgs {
    /// The delegate's name.
    #[arg(long, value_name = "NAME")]
    delegate: String,
    /// IOTX, in all.
    #[arg(long, value_name = "IOTX")]
    amount: Amount,
    /// In how many buckets.
    #[arg(long, value_name = "N")]
    rungs: u32,
    /// When the first bucket's money is to be in hand, in UTC.
    #[arg(long, value_name = "DATE")]
    first: Timestamp,
    /// When the last bucket's money is to be in hand, in UTC.
    #[arg(long, value_name = "DATE")]
    last: Timestamp,
    /// With stake-lock: each bucket's days begin to run when it is unlocked.
    #[arg(long)]
    lock: bool,
}

pub(crate) async fn plan(globals: &Globals, wanted: &PlanArgs) -> Outcome {
    let plan = calls::PlanStake {
        amount: wanted.amount,
        needed: wanted.by,
    };
    let answer = globals.reader().await?.call(&plan).await?;
    if globals.json {
        output::json(&answer);
        return Ok(Done::Ok);
    }
    show(&answer);
    Ok(Done::Ok)
}

fn show(plan: &Optimum) {
    let amount = plan.amount.to_iotx();
    println!("Stake {amount} IOTX {}.", terms(&plan.best));
    if let Some(by) = plan.best.unlock_by {
        println!("Unlock it by {}.", by.date_and_time());
    }
    println!("Unstake it by {}.", plan.unstake_by.date_and_time());
    println!("Withdraw it on {}.\n", plan.needed.date_and_time());
    let mut rows = vec![option("best", &plan.best)];
    if plan.best != plan.best_unlocked {
        rows.push(option("best without stake-lock", &plan.best_unlocked));
    }
    output::table(["", "days", "votes", "votes once unlocked", "vote-days"], &rows);
    if plan.best.locked {
        let all = |o: &StakeOption| o.vote_time.vote_days();
        let added = all(&plan.best).saturating_sub(all(&plan.best_unlocked)).to_iotx();
        println!("\nThe stake-lock adds {added} vote-days. Unlocked later, the money comes later by as much.");
    }
    if let Some(last) = plan.points.last() {
        let gain = last.locked_gain.unwrap_or(last.gain);
        println!(
            "\nThe last of {} adds {} votes.",
            words::counted(last.duration.0 as usize, "day"),
            gain.to_iotx()
        );
    }
}

fn terms(option: &StakeOption) -> String {
    let days = words::counted(option.duration.0 as usize, "day");
    let lock = if option.locked { "with" } else { "without" };
    format!("for {days} {lock} stake-lock")
}

fn option(name: &str, o: &StakeOption) -> [String; 5] {
    [
        name.into(),
        o.duration.to_string(),
        o.votes.to_iotx(),
        o.votes_unlocked.to_iotx(),
        o.vote_time.vote_days().to_iotx(),
    ]
}

pub(crate) async fn ladder(globals: &Globals, wanted: &LadderArgs) -> Outcome {
    let spec = LadderSpec {
        candidate: wanted.delegate.clone(),
        amount: wanted.amount,
        rungs: wanted.rungs,
        first: wanted.first,
        last: wanted.last,
        locked: wanted.lock,
    };
    let ladder = globals.reader().await?.call(&calls::SplitLadder { spec }).await?;
    let done = if ladder.is_legal() { Done::Ok } else { Done::Refused };
    if globals.json {
        output::json(&ladder);
        return Ok(done);
    }
    let rows: Vec<_> = (1..).zip(&ladder.rungs).map(rung).collect();
    output::table(["#", "IOTX", "days", "can be unstaked", "available", "votes"], &rows);
    for refusal in ladder.rungs.iter().filter_map(|r| r.refusal.as_ref()) {
        println!(
            "Not possible: {refusal} {} [{}]",
            refusal.rule.help(),
            refusal.rule.id()
        );
    }
    let (total, single) = (&ladder.total, &ladder.single);
    println!(
        "\n{} IOTX give {} votes in all;",
        total.amount.to_iotx(),
        total.votes.to_iotx()
    );
    println!(
        "in one bucket until {} they would give {}.",
        single.free.date_and_time(),
        single.votes.to_iotx()
    );
    if wanted.lock {
        println!("Dates are for unlocking now; while a bucket is locked its days do not run.");
    }
    Ok(done)
}

fn rung((number, r): (u32, &RungView)) -> [String; 6] {
    [
        number.to_string(),
        r.rung.amount.to_iotx(),
        r.rung.duration.to_string(),
        r.unlocks.date_and_time(),
        r.free.date_and_time(),
        r.votes.to_iotx(),
    ]
}
