//! `destination`: where the chain pays a voter's rewards, shown and changed.

use ballast_api::calls;
use ballast_domain::{Address, Destination, Intent, Touch, actions::SetVoterRewardDestination};
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
    let (set, bucket) = (
        ledger.destination_of(account),
        ledger.compounding.get(&account).copied(),
    );
    if globals.json {
        let read = ground.origin().map(|()| {
            json!({ "account": account, "destination": set.map(|set| set.recipient),
                    "since": set.map(|set| set.height), "compounding": bucket })
        });
        output::json(&read);
        return Ok(Done::Ok);
    }
    for line in words(account, set, bucket) {
        println!("{line}");
    }
    println!("block {}, {}", ground.height, ground.node);
    Ok(Done::Ok)
}

fn words(account: Address, set: Option<Destination>, bucket: Option<u64>) -> Vec<String> {
    let first = bucket.map(|bucket| {
        format!("AutoDeposit adds the rewards of {account} to bucket {bucket}, as long as that can be; else:")
    });
    let then = match set {
        Some(set) => format!(
            "The chain pays the rewards of {account} to {}, since block {}.",
            set.recipient, set.height
        ),
        None => format!("The chain pays the rewards of {account} to the account itself."),
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
        let told = words(account, Some(Destination { recipient, height }), Some(7));
        assert!(told[0].contains("to bucket 7") && told[1].ends_with(&format!("to {recipient}, since block 9.")));
        let own = words(account, None, None);
        assert!(own.len() == 1 && own[0].ends_with("to the account itself."), "{own:?}");
    }
}
