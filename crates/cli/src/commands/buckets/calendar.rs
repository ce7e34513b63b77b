//! `calendar`: the dates that buckets bring, as a list or as a file for calendar programs.

use ballast_api::calls;

use crate::{Done, Outcome, globals::Globals, output, stdout, whose};

#[derive(clap::Args)]
pub(crate) struct CalendarArgs {
    /// Of this account, 0x, io1 or a name of the wallet's own; without it of all accounts of the wallet.
    #[arg(long, value_name = "ADDRESS")]
    account: Option<String>,
    /// As a file for calendar programs (RFC 5545), on standard output.
    #[arg(long)]
    ics: bool,
}

pub(crate) async fn run(globals: &Globals, wanted: &CalendarArgs) -> Outcome {
    let (asked, account) = match &wanted.account {
        Some(text) => match whose::address(text)? {
            // An address needs no wallet: its buckets are public.
            Some(address) => (globals.reader().await?, Some(address)),
            None => {
                let wallet = globals.wallet().await?;
                let account = whose::account(&wallet, text).await?;
                (wallet, Some(account))
            }
        },
        None => (globals.wallet().await?, None),
    };
    if wanted.ics {
        stdout::file(&asked.call(&calls::ExportCalendar { account }).await?);
        return Ok(Done::Ok);
    }
    let calendar = asked.call(&calls::GetCalendar { account }).await?;
    if globals.json {
        output::json(&calendar);
        return Ok(Done::Ok);
    }
    let row = |d: &ballast_api::CalendarDate| {
        let about = if d.estimated { "≈ " } else { "" };
        let when = if d.due {
            "now".into()
        } else {
            format!("{about}{}", d.at.date_and_time())
        };
        [when, d.title.clone(), d.detail.clone()]
    };
    let rows: Vec<_> = calendar.value.iter().map(row).collect();
    match rows.is_empty() {
        true => println!("No bucket has a date: what is locked runs when it is unlocked."),
        false => output::table(["when", "what", ""], &rows),
    }
    println!("block {}, {}", calendar.height, calendar.node);
    Ok(Done::Ok)
}
