//! `history`: own actions with what they moved, what came in and what the protocol paid, as a list or as a file for spreadsheets
//! and tax offices.

use ballast_api::{HistoryFilter, HistoryForm, HistoryRow, SubmissionState, calls};
use ballast_domain::{Amount, Date, Days, Timestamp};
use clap::ValueEnum;

use super::road::{follow, one::by_hash};
use crate::{Done, Outcome, globals::Globals, output, stdout, whose, words, wrong_usage};

#[derive(clap::Args)]
pub(crate) struct HistoryArgs {
    /// Of this account: 0x, io1, or the name of an own one; without it of all accounts of the wallet.
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// From this date on, in UTC: 2027-02-23, 23 Feb 2027, or 2027-02-23T14:05:09Z.
    #[arg(long, value_name = "DATE")]
    from: Option<Timestamp>,
    /// Until this date: the whole of a day, or before a time of day.
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Only this action, as in an intent: createStake, withdrawStake, claim…; received for what came in by itself, payout for
    /// what the protocol paid or compounded for votes, commission for that of a delegate's owner, left for what was signed
    /// elsewhere.
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,
    /// Only in this state; may be said more than once.
    #[arg(long, value_enum)]
    state: Vec<StateArg>,
    /// Only what has this text in it: a bucket, a hash, words of its sentence.
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// Comma-separated, for spreadsheets; --json for programs.
    #[arg(long)]
    csv: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum StateArg {
    Signed,
    Sent,
    Mined,
    Final,
    Failed,
    Vanished,
    Replaced,
    Dropped,
}

impl From<StateArg> for SubmissionState {
    fn from(arg: StateArg) -> Self {
        match arg {
            StateArg::Signed => Self::Signed,
            StateArg::Sent => Self::Sent,
            StateArg::Mined => Self::Mined,
            StateArg::Final => Self::Final,
            StateArg::Failed => Self::Failed,
            StateArg::Vanished => Self::Vanished,
            StateArg::Replaced => Self::Replaced,
            StateArg::Dropped => Self::Dropped,
        }
    }
}

pub(crate) async fn run(globals: &Globals, wanted: &HistoryArgs) -> Outcome {
    if wanted.csv && globals.json {
        return Err(wrong_usage("--csv and --json exclude each other."));
    }
    let before = wanted.to.as_deref().map(end_of).transpose()?;
    let wallet = globals.wallet().await?;
    let account = match &wanted.account {
        Some(text) => Some(whose::account(&wallet, text).await?),
        None => None,
    };
    let filter = HistoryFilter {
        account,
        action: wanted.action.clone(),
        states: wanted.state.iter().map(|s| (*s).into()).collect(),
        from: wanted.from,
        before,
        search: wanted.search.clone(),
    };
    wallet.call(&calls::CatchUp {}).await?;
    let form = match (wanted.csv, globals.json) {
        (true, _) => HistoryForm::Csv,
        (_, true) => HistoryForm::Json,
        _ => {
            let of_all = filter.wants_all_that_came();
            let rows = wallet.call(&calls::GetHistory { filter }).await?;
            let rows: Vec<_> = rows.iter().map(row).collect();
            output::table(["time", "action", "bucket", "in", "out", "fee", "state", ""], &rows);
            if of_all {
                for gap in wallet.call(&calls::GetUnseen { account }).await? {
                    println!("{}: {}", gap.account, gap.sentence());
                }
            }
            return Ok(Done::Ok);
        }
    };
    let file = wallet.call(&calls::ExportHistory { filter, form }).await?;
    match form {
        HistoryForm::Csv => stdout::file(&file),
        HistoryForm::Json => println!("{file}"),
    }
    Ok(Done::Ok)
}

/// Writes a note on a transaction.
pub(crate) async fn note(globals: &Globals, hash: &str, text: &str) -> Outcome {
    let wallet = globals.wallet().await?;
    let id = by_hash(&wallet, hash).await?.id;
    let note = text.to_owned();
    let submission = wallet.call(&calls::SetNote { id, note }).await?;
    follow::show(globals, &submission);
    Ok(Done::Ok)
}

/// The end of a day, or the time of day itself.
fn end_of(date: &str) -> Result<Timestamp, ballast_api::Failure> {
    match date.parse::<Date>() {
        Ok(day) => Ok(day.begins().plus_days(Days(1))),
        Err(_) => date.parse().map_err(|e| wrong_usage(format!("--to: {e}."))),
    }
}

fn row(r: &HistoryRow) -> [String; 8] {
    let iotx = |amount: Option<Amount>| amount.map_or(words::UNKNOWN.into(), Amount::to_iotx);
    [
        r.time.rfc3339(),
        r.action.clone(),
        r.bucket.map_or(words::UNKNOWN.into(), |b| b.to_string()),
        iotx(r.incoming),
        iotx(r.outgoing),
        iotx(r.fee),
        r.state.standing(r.by_one_node),
        r.sentence.clone(),
    ]
}
