//! `book`: the address book.

use ballast_api::calls;
use clap::Subcommand;

use crate::{Done, Outcome, globals::Globals, output, whose};

#[derive(Subcommand)]
pub(crate) enum BookChange {
    /// Add an address, or change its name and note.
    Set {
        /// 0x, io1, or the name that the entry or an own account has now.
        #[arg(value_name = "ADDRESS")]
        address: String,
        /// How it is called.
        name: String,
        /// Anything else.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Take an address out.
    Remove {
        /// 0x, io1, or its name.
        address: String,
    },
}

pub(crate) async fn run(globals: &Globals, change: Option<&BookChange>) -> Outcome {
    let wallet = globals.wallet().await?;
    let all = match change {
        None => wallet.call(&calls::GetContacts {}).await?,
        Some(BookChange::Set { address, name, note }) => {
            let address = whose::anybody(&wallet, address).await?;
            let (name, note) = (name.clone(), note.clone());
            wallet.call(&calls::SetContact { address, name, note }).await?
        }
        Some(BookChange::Remove { address }) => {
            let address = whose::anybody(&wallet, address).await?;
            wallet.call(&calls::RemoveContact { address }).await?
        }
    };
    if globals.json {
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
