//! `network`: the networks there are, and those of one's own, by a node's URL.

use ballast_api::{Failure, NetworkCheck, NetworkStatus, calls};
use ballast_domain::Height;
use clap::Subcommand;

use super::contracts;
use crate::{Done, Outcome, globals::Globals, output, wrong_usage};

/// What to do with them; without it they are listed.
#[derive(clap::Args)]
pub(crate) struct NetworkArgs {
    #[command(subcommand)]
    change: Option<Change>,
}

#[derive(Subcommand)]
enum Change {
    /// List the networks, with what is taken for granted about those that were added.
    List,
    /// Say whether a node's network could be added; changes nothing.
    Check(Node),
    /// Look at a node and add its network.
    Add {
        #[command(flatten)]
        node: Node,
        /// What the network is called; its chain id where nothing is said.
        #[arg(long, default_value = "")]
        name: String,
    },
    /// Forget a network that was added. Its keys and its history stay in its folder.
    Remove {
        /// Its name, or own: and its chain id.
        #[arg(value_name = "NETWORK")]
        called: String,
    },
    /// Show the contracts of the network, or use those in a file from now on: each is looked at first. Mainnet takes none.
    #[command(after_help = contracts::HELP)]
    Contracts {
        /// A file of contract addresses as JSON; `show` for those in use; `forget` for those that Ballast knows, or found.
        #[arg(value_name = "FILE")]
        what: String,
    },
    /// Say from which block Zanzibar (IIP-59) is in force on a network that was added: no node tells.
    Zanzibar {
        /// The network's name, or own: and its chain id.
        #[arg(value_name = "NETWORK")]
        called: String,
        /// The block; `unknown` to have the node asked again.
        height: String,
    },
}

#[derive(clap::Args)]
struct Node {
    /// http or https address of the JSON-RPC.
    url: String,
    /// ws or wss address, where it has one.
    #[arg(long, value_name = "URL")]
    ws: Option<String>,
}

pub(crate) async fn run(globals: &Globals, network: &NetworkArgs) -> Outcome {
    let reads_only = matches!(
        &network.change,
        None | Some(Change::List | Change::Check(_) | Change::Contracts { .. })
    );
    let wallet = globals.unopened(reads_only)?;
    let networks = match &network.change {
        Some(Change::Contracts { what }) => return contracts::run(globals, what).await,
        None | Some(Change::List) => wallet.status().await?.networks,
        Some(Change::Check(Node { url, ws })) => {
            let (url, ws) = (url.clone(), ws.clone());
            about(&wallet.call(&calls::CheckNetwork { url, ws }).await?, globals.json);
            return Ok(Done::Ok);
        }
        Some(Change::Add { node, name }) => {
            let (url, ws, name) = (node.url.clone(), node.ws.clone(), name.clone());
            wallet.call(&calls::AddNetwork { url, ws, name }).await?.networks
        }
        Some(Change::Remove { called }) => {
            let chain_id = wallet.network_called(called)?.params().chain_id;
            wallet.call(&calls::RemoveNetwork { chain_id }).await?.networks
        }
        Some(Change::Zanzibar { called, height }) => {
            let height = height_of(height)?;
            let chain_id = wallet.network_called(called)?.params().chain_id;
            wallet
                .call(&calls::SetZanzibarHeight { chain_id, height })
                .await?
                .networks
        }
    };
    show(&networks, globals.json);
    Ok(Done::Ok)
}

/// A block's number; none for one that is not known.
fn height_of(text: &str) -> Result<Option<Height>, Failure> {
    if text == "unknown" {
        return Ok(None);
    }
    let height = text.parse().map(|height| Some(Height(height)));
    height.map_err(|_| wrong_usage(format!("{text} is no block's number; write one, or `unknown`.")))
}

fn about(check: &NetworkCheck, as_json: bool) {
    if as_json {
        return output::json(check);
    }
    println!(
        "It can be added: chain {}, block {}, {} ms.",
        check.chain_id, check.height, check.latency_ms
    );
    check.cautions.iter().for_each(|caution| println!("Caution: {caution}"));
    check.assumptions.iter().for_each(|assumed| println!("{assumed}"));
}

fn show(networks: &[NetworkStatus], as_json: bool) {
    if as_json {
        return output::json(&networks);
    }
    let rows: Vec<_> = networks.iter().map(row).collect();
    output::table(["name", "--network", "chain", "accounts here"], &rows);
    for network in networks {
        for assumed in &network.assumptions {
            println!("{}: {assumed}", network.name);
        }
    }
}

fn row(status: &NetworkStatus) -> [String; 4] {
    let called = match status.network.is_own() {
        true => format!("own:{}", status.chain_id),
        false => status.network.key(),
    };
    let used = if status.used { "yes" } else { "no" };
    [
        status.name.clone(),
        called,
        status.chain_id.to_string(),
        used.to_owned(),
    ]
}
