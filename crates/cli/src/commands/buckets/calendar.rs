//! `calendar`: the dates that buckets bring, as a list or as a file for calendar programs.

use ballast_api::{calls, failure_of_address};
use ballast_domain::Address;

use crate::{Done, Outcome, globals::Globals, output, stdout};

#[derive(clap::Args)]
pub(crate) struct CalendarArgs {
    /// Of this account, 0x or io1; without it of all accounts of the wallet.
    #[arg(long, value_name = "ADDRESS")]
    account: Option<String>,
    /// As a file for calendar programs (RFC 5545), on standard output.
    #[arg(long)]
    ics: bool,
}

pub(crate) async fn run(globals: &Globals, wanted: &CalendarArgs) -> Outcome {
    let account: Option<Address> = match &wanted.account {
        Some(text) => Some(text.parse().map_err(|e| failure_of_address(&e))?),
        None => None,
    };
    // An account that is named needs no wallet: its buckets are public.
    let asked = match account {
        Some(_) => globals.reader().await?,
        None => globals.wallet().await?,
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
