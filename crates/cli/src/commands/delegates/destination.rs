//! `destination`: where the chain pays a voter's rewards, shown and changed.

use ballast_api::calls;
use ballast_domain::{Address, Intent, Ledger, Touch, actions::SetVoterRewardDestination};
use ballast_wallet::Wallet;
use serde_json::json;

use crate::{
    Done, Outcome,
    commands::road::{follow::Patience, one::carry_out},
    globals::Globals,
    output, whose,
};

/// What to do with it; without it it is shown.
#[derive(clap::Args)]
pub(crate) struct DestinationArgs {
    /// Whose rewards: 0x, io1, or the name of an own account; without it the wallet's first account with a key.
    #[arg(long, value_name = "ACCOUNT", global = true)]
    from: Option<String>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(clap::Subcommand)]
enum What {
    /// Show where they go.
    Show,
    /// Have them paid to another account, whichever delegate they are of.
    Set {
        /// Who gets them: 0x, io1, or a name of the address book or of an account.
        to: String,
        #[command(flatten)]
        sign: Sign,
    },
    /// Have them paid to the account itself again.
    Clear {
        #[command(flatten)]
        sign: Sign,
    },
}

#[derive(clap::Args)]
struct Sign {
    /// Do not ask whether to go on.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    patience: Patience,
}

pub(crate) async fn run(globals: &Globals, wanted: &DestinationArgs) -> Outcome {
    let wallet = globals.wallet().await?;
    let account = whose::payer(&wallet, wanted.from.as_deref()).await?;
    let (recipient, sign) = match &wanted.what {
        None | Some(What::Show) => return show(globals, &wallet, account).await,
        Some(What::Set { to, sign }) => (whose::anybody(&wallet, to).await?, sign),
        Some(What::Clear { sign }) => (Address::ZERO, sign),
    };
    let action = SetVoterRewardDestination { recipient }.into();
    let intent = Intent { account, action };
    carry_out(globals, &wallet, intent, sign.yes, &sign.patience).await
}

async fn show(globals: &Globals, wallet: &Wallet, account: Address) -> Outcome {
    let touches = vec![Touch::Destination(account)];
    let ground = wallet.call(&calls::GetGround { account, touches }).await?;
    let ledger = &ground.value.ledger;
    if globals.json {
        let set = ledger.destination_of(account);
        let read = ground.origin().map(|()| {
            json!({ "account": account, "known": ledger.knows_destination(account),
                    "destination": set.map(|set| set.recipient), "since": set.map(|set| set.height),
                    "compounding": ledger.compounding.get(&account),
                    "compoundingKnown": !ledger.unread.compounding.contains(&account) })
        });
        output::json(&read);
        return Ok(Done::Ok);
    }
    for line in words(account, ledger) {
        println!("{line}");
    }
    println!("block {}, {}", ground.height, ground.node);
    Ok(Done::Ok)
}

fn words(account: Address, ledger: &Ledger) -> Vec<String> {
    let first = match ledger.compounding.get(&account) {
        Some(bucket) => Some(format!(
            "AutoDeposit adds the rewards of {account} to bucket {bucket}, as long as that can be; else:"
        )),
        None if ledger.unread.compounding.contains(&account) => Some(format!(
            "Whether AutoDeposit adds the rewards of {account} to a bucket is not known. If it does not:"
        )),
        None => None,
    };
    let then = match ledger.destination_of(account) {
        Some(set) => format!(
            "The chain pays the rewards of {account} to {}, since block {}.",
            set.recipient, set.height
        ),
        None if ledger.knows_destination(account) => {
            format!("The chain pays the rewards of {account} to the account itself.")
        }
        None => format!("Where the chain pays the rewards of {account} is not known: the node is too old to say."),
    };
    first.into_iter().chain([then]).collect()
}

#[cfg(test)]
mod tests {
    use ballast_domain::Height;

    use super::*;

    #[test]
    fn a_bucket_goes_before_a_destination() {
        let [account, recipient] = [1, 2].map(|number| Address::from_bytes([number; 20]));
        let height = Height(9);
        let mut ledger = Ledger::default();
        let own = words(account, &ledger);
        assert!(own.len() == 1 && own[0].ends_with("to the account itself."), "{own:?}");
        ledger.set_destination(account, recipient, height);
        ledger.compounding.insert(account, 7);
        let told = words(account, &ledger);
        assert!(told[0].contains("to bucket 7") && told[1].ends_with(&format!("to {recipient}, since block 9.")));
    }

    #[test]
    fn what_a_node_is_too_old_for_is_not_known_and_not_unset() {
        let account = Address::from_bytes([1; 20]);
        let mut ledger = Ledger::default();
        ledger.unread.destinations.insert(account);
        ledger.unread.compounding.insert(account);
        let told = words(account, &ledger);
        assert!(told[0].contains("is not known. If it does not:"), "{told:?}");
        assert!(told[1].contains("is not known: the node is too old"), "{told:?}");
        assert!(!told.concat().contains("the account itself"), "{told:?}");
    }
}
