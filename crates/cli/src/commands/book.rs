//! `book`: the address book.

use ballast_api::{calls, failure_of_address};

use super::wallet;
use crate::{
    Done, Outcome,
    args::{Args, BookChange},
    output,
};

pub(super) async fn run(args: &Args, change: Option<&BookChange>) -> Outcome {
    let wallet = wallet(args).await?;
    let all = match change {
        None => wallet.call(&calls::GetContacts {}).await?,
        Some(BookChange::Set { address, name, note }) => {
            let address = address.parse().map_err(|e| failure_of_address(&e))?;
            let (name, note) = (name.clone(), note.clone());
            wallet.call(&calls::SetContact { address, name, note }).await?
        }
        Some(BookChange::Remove { address }) => {
            let address = address.parse().map_err(|e| failure_of_address(&e))?;
            wallet.call(&calls::RemoveContact { address }).await?
        }
    };
    if args.json {
        output::json(&all);
        return Ok(Done::Ok);
    }
    let rows: Vec<_> = all
        .into_iter()
        .map(|c| [c.name, c.address.to_string(), c.address.to_io1(), c.note])
        .collect();
    output::table(["name", "address", "io1", "note"], &rows);
    Ok(Done::Ok)
}
