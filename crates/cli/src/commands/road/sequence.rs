//! `sequence`: wishes that take several transactions.

use ballast_api::{AccountView, Failure, SequenceState, SequenceView, StepState, calls};
use ballast_domain::{
    BucketId,
    actions::portion_of_percent,
    sequence::{SequenceStep, SequenceWish},
};
use ballast_wallet::Wallet;
use tokio::time::sleep;

use super::{
    agree::wanted,
    follow::{Deadline, LOOK, Patience},
    one::unlock,
    reviewed,
};
use crate::{Done, Outcome, globals::Globals, intent, output, plan_file, whose, wrong_usage};

/// What `sequence begin --help` says of the form.
pub(crate) const HELP: &str = "\
The steps are a JSON list of intents in the form of `propose`. A step that has to wait names the earlier steps that have to \
be done before it, 0 the first; those that wait for none go out together.

  [{\"account\": \"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\", \"action\": \"unstake\", \"bucket\": 7},
   {\"after\": [0], \"account\": \"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\", \"action\": \"withdrawStake\", \"bucket\": 7}]";

/// What is done with sequences.
#[derive(clap::Subcommand)]
pub(crate) enum Sequences {
    /// Take a bucket's money out: unlock, wait, unstake, wait, withdraw.
    Leave {
        /// The bucket: its number, or CONTRACT/NUMBER of a bucket NFT.
        bucket: String,
        #[command(flatten)]
        how: How,
    },
    /// Move a bucket NFT of version 2 to version 3.
    Migrate {
        /// The bucket: CONTRACT/NUMBER.
        bucket: String,
        #[command(flatten)]
        how: How,
    },
    /// Set both parts of a delegate's rewards that are its voters', by the account that is its permanent id.
    Portions {
        /// The voters' part of block rewards, in percent: 85, or 33.33.
        #[arg(value_parser = percent)]
        block: u16,
        /// The voters' part of epoch rewards, in percent.
        #[arg(value_parser = percent)]
        epoch: u16,
        /// Who signs: 0x, io1, or the name of an own account; without it the wallet's first account with a key.
        #[arg(long, value_name = "ACCOUNT")]
        from: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Do several steps, after showing all of them.
    #[command(after_help = HELP)]
    Begin {
        /// A file with the steps as JSON, or - for standard input.
        steps: String,
        /// What it is called.
        #[arg(long, default_value = "Several steps")]
        title: String,
        #[command(flatten)]
        how: How,
    },
    /// List all sequences, the newest first.
    List,
    /// Show a sequence's steps, and what stands if it stops now.
    Show {
        /// Its id, as `list` shows it.
        id: String,
    },
    /// Go on with a sequence: sign the steps whose turn has come.
    Go {
        /// Its id.
        id: String,
        /// Say yes also to what it asked beyond what was agreed to, by the mark that `go` or `show` printed with it.
        #[arg(long, value_name = "MARK")]
        agree: Option<u64>,
        #[command(flatten)]
        patience: Patience,
    },
    /// Sign no more of a sequence's steps. What is under way goes on.
    Stop {
        /// Its id.
        id: String,
    },
}

#[derive(clap::Args)]
pub(crate) struct How {
    /// Only show what would be done.
    #[arg(long)]
    review: bool,
    /// Ask before each later step, instead of going on within the bounds while the wallet is open.
    #[arg(long)]
    ask: bool,
    /// Do not ask whether to begin.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    patience: Patience,
}

pub(crate) async fn run(globals: &Globals, what: &Sequences) -> Outcome {
    match what {
        Sequences::Leave { bucket, how } => {
            let bucket = id_of(bucket)?;
            let wallet = globals.wallet().await?;
            begin(globals, &wallet, SequenceWish::Leave { bucket }, how).await
        }
        Sequences::Migrate { bucket, how } => {
            let bucket = id_of(bucket)?;
            let wallet = globals.wallet().await?;
            begin(globals, &wallet, SequenceWish::Migrate { bucket }, how).await
        }
        Sequences::Portions {
            block,
            epoch,
            from,
            how,
        } => {
            let wallet = globals.wallet().await?;
            let wish = SequenceWish::SetPortions {
                account: whose::payer(&wallet, from.as_deref()).await?,
                block: *block,
                epoch: *epoch,
            };
            begin(globals, &wallet, wish, how).await
        }
        Sequences::Begin { steps, title, how } => {
            let wallet = globals.wallet().await?;
            let steps = read(steps, &whose::accounts(&wallet).await?)?;
            let title = title.clone();
            begin(globals, &wallet, SequenceWish::Steps { title, steps }, how).await
        }
        Sequences::List => list(globals).await,
        Sequences::Show { id } => {
            let wallet = globals.wallet().await?;
            show(globals, &wallet.call(&calls::GetSequence { id: id.clone() }).await?);
            Ok(Done::Ok)
        }
        Sequences::Go { id, agree, patience } => {
            let wallet = globals.wallet().await?;
            unlock(globals, &wallet).await?;
            let go = |seen| calls::GoOnWithSequence { id: id.clone(), seen };
            let mut view = wallet.call(&go(None)).await?;
            if agree.is_some() && view.state == SequenceState::Asks {
                view = wallet.call(&go(*agree)).await?;
            }
            follow(globals, &wallet, view, patience).await
        }
        Sequences::Stop { id } => {
            let wallet = globals.wallet().await?;
            show(globals, &wallet.call(&calls::StopSequence { id: id.clone() }).await?);
            Ok(Done::Ok)
        }
    }
}

/// Basis points, of percent.
fn percent(text: &str) -> Result<u16, String> {
    portion_of_percent(text).ok_or_else(|| format!("{text} is no percentage: write 85, or 33.33; 100 is all"))
}

fn id_of(text: &str) -> Result<BucketId, Failure> {
    text.parse().map_err(|e| wrong_usage(format!("{text}: {e}.")))
}

fn read(file: &str, accounts: &[AccountView]) -> Result<Vec<SequenceStep>, Failure> {
    let (name, text) = intent::text_of(file)?;
    listed(&text, accounts).map_err(|why| {
        wrong_usage(format!("{name} is no list of steps: {why}."))
            .help("`ballast-cli sequence begin --help` shows the form.")
    })
}

fn listed(text: &str, accounts: &[AccountView]) -> Result<Vec<SequenceStep>, String> {
    plan_file::each(text, "step", |mut written| {
        let after = written.as_object_mut().and_then(|fields| fields.shift_remove("after"));
        let after = after.map_or(Ok(Vec::new()), serde_json::from_value);
        Ok(SequenceStep {
            after: after.map_err(|e| format!("\"after\" is a list of numbers: {e}"))?,
            intent: intent::of_value(written, accounts)?,
        })
    })
}

async fn begin(globals: &Globals, wallet: &Wallet, wish: SequenceWish, how: &How) -> Outcome {
    if !how.review {
        unlock(globals, wallet).await?;
    }
    let proposal = wallet.call(&calls::ProposeSequence { wish }).await?;
    let shows = how.review || !proposal.may_begin();
    match globals.json {
        false => reviewed::show(&proposal),
        true if shows => output::json(&proposal),
        true => {}
    }
    if !proposal.may_begin() {
        return Ok(Done::Refused);
    }
    if how.review {
        return Ok(Done::Ok);
    }
    let intents = proposal.steps.iter().map(|step| &step.agreed.step.intent);
    let warnings = proposal.steps.iter().flat_map(|step| &step.cautions);
    if !wanted(how.yes, intents, warnings)? {
        return Ok(Done::Refused);
    }
    let begin = calls::BeginSequence {
        id: proposal.id,
        by_itself: !how.ask,
    };
    let view = wallet.call(&begin).await?;
    follow(globals, wallet, view, &how.patience).await
}

/// Goes on until it is over, waits for a date or asks, for a bounded time.
async fn follow(globals: &Globals, wallet: &Wallet, mut view: SequenceView, patience: &Patience) -> Outcome {
    let deadline = Deadline::after(patience.timeout);
    while view.state == SequenceState::UnderWay && !patience.no_wait && !deadline.is_past() {
        sleep(LOOK).await;
        view = wallet.call(&calls::GetSequence { id: view.id.clone() }).await?;
    }
    show(globals, &view);
    Ok(match view.state {
        SequenceState::Failed | SequenceState::Asks => Done::Refused,
        _ => Done::Ok,
    })
}

async fn list(globals: &Globals) -> Outcome {
    let wallet = globals.wallet().await?;
    let all = wallet.call(&calls::GetSequences {}).await?;
    if globals.json {
        output::json(&all);
        return Ok(Done::Ok);
    }
    for view in all {
        println!("{}  {}: {}", view.id, view.title, state(&view));
    }
    Ok(Done::Ok)
}

fn state(view: &SequenceView) -> String {
    let done = view.steps.iter().filter(|step| step.state == StepState::Done).count();
    let word = match view.state {
        SequenceState::Waits { until } => format!("waits until {}", until.date_and_time()),
        ref state => state.word().to_lowercase(),
    };
    format!("{word}, {done} of {} done", view.steps.len())
}

fn show(globals: &Globals, view: &SequenceView) {
    if globals.json {
        return output::json(view);
    }
    println!("{}  {}: {}", view.id, view.title, state(view));
    for (number, step) in (1..).zip(&view.steps) {
        let how = match &step.state {
            StepState::Behind => "waits for what is before it".to_owned(),
            StepState::Waits { until } => format!("waits until {}", until.date_and_time()),
            StepState::Ready => "its turn has come".to_owned(),
            StepState::Asks { sentence, bounds: None } => format!("asks you: {sentence}"),
            StepState::Asks {
                sentence,
                bounds: Some(bounds),
            } => format!(
                "asks you: {sentence} By going on you agree to {} gas and a fee of {} IOTX at most.",
                bounds.gas,
                bounds.max_fee().to_iotx()
            ),
            StepState::UnderWay => "pending".to_owned(),
            StepState::Done => "done".to_owned(),
            StepState::Failed { sentence } => format!("failed: {sentence}"),
            StepState::Not => "is not done".to_owned(),
        };
        println!("{number}. {} {how}", step.agreed.sentence);
    }
    if view.state == SequenceState::Asks {
        println!("what it asks has the mark {}", view.mark);
    }
    for left in &view.left {
        println!("if it stops now: {}", left.sentence);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_help_is_a_sequence() {
        let steps = listed(HELP.split("\n\n").nth(1).unwrap(), &[]).unwrap();
        let after: Vec<_> = steps.iter().map(|step| step.after.clone()).collect();
        assert_eq!(after, [vec![], vec![0]]);
        let told = listed(r#"[{"after": 0, "action": "unstake"}]"#, &[]).unwrap_err();
        assert!(told.starts_with("step 1: \"after\" is a list of numbers"), "{told}");
        for twice in [r#""to": "io1…", "to": "io1…""#, r#""after": [], "after": [0]"#] {
            let told = listed(&format!(r#"[{{{twice}, "action": "send"}}]"#), &[]).unwrap_err();
            assert!(told.contains("stands twice"), "{told}");
        }
    }
}
