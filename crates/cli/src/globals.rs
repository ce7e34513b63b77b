//! What the command line says for every command, and the wallet that it names.

use std::path::PathBuf;

use ballast_api::{Failure, FailureKind};
use ballast_domain::{Amount, AmountError, Network};
use ballast_wallet::{Options, Place, Wallet};

use crate::{output, wrong_usage};

// No doc comment: clap would show it as what the program is.
#[derive(clap::Args)]
pub(crate) struct Globals {
    /// Answer as JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The network: practice, testnet, mainnet, or one that was added, by its name or as own: and its chain id. Practice,
    /// unless --node names a node: then the one whose chain the node serves.
    #[arg(long, global = true, value_name = "NETWORK")]
    pub(crate) network: Option<String>,
    /// Ask this node instead of the network's own endpoints.
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) node: Option<String>,
    /// The wallet's folder, instead of this user's.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) home: Option<PathBuf>,
    /// Read the password from this file descriptor instead of asking for it. Never on the command line.
    #[arg(long, global = true, value_name = "N")]
    pub(crate) password_fd: Option<u32>,
    /// The most that the fee of a transaction may come to, in IOTX, in place of the limit that `fee-limit` shows. What would
    /// cost more is refused.
    #[arg(long, global = true, value_name = "AMOUNT", value_parser = fee)]
    pub(crate) max_fee: Option<Amount>,
    /// Use the contracts in this file for this one run, in place of those that `network contracts` keeps. Each is looked at
    /// first. Mainnet takes none.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) contracts: Option<PathBuf>,
}

/// A fee as written.
pub(crate) fn fee(text: &str) -> Result<Amount, String> {
    let number = text.trim().strip_suffix("IOTX").unwrap_or(text).trim();
    number.parse().map_err(|e: AmountError| e.to_string())
}

impl Globals {
    /// The wallet, with the network of the command line open. Nobody else may have it open meanwhile.
    pub(crate) async fn wallet(&self) -> Result<Wallet, Failure> {
        self.open(false).await
    }

    /// The chain of the command line's network, without the wallet.
    pub(crate) async fn reader(&self) -> Result<Wallet, Failure> {
        self.open(true).await
    }

    async fn open(&self, reads_only: bool) -> Result<Wallet, Failure> {
        let wallet = self.unopened(reads_only)?;
        let mut network = self.network(&wallet).await?;
        if let Some(file) = &self.contracts {
            network = wallet.use_contracts(network, file.clone()).await?;
        }
        wallet.open(network).await?;
        Ok(wallet)
    }

    /// The wallet with no network open.
    pub(crate) fn unopened(&self, reads_only: bool) -> Result<Wallet, Failure> {
        let place = match &self.home {
            Some(home) => Place::at(home),
            None => Place::of_this_user()
                .map_err(|e| Failure::new(FailureKind::Disk, "wallet.place", format!("No place for files: {e}.")))?,
        };
        let wallet = Wallet::new(Options {
            node: self.node.clone(),
            reads_only,
            max_fee: self.max_fee,
            ..Options::new(place)
        });
        if let Some(lost) = wallet.lost_settings() {
            output::failure(&lost, false);
        }
        Ok(wallet)
    }

    /// The network that is named, or else that of the node that is named.
    async fn network(&self, wallet: &Wallet) -> Result<Network, Failure> {
        match (&self.network, &self.node) {
            (Some(called), _) => wallet.network_called(called).map_err(|_| no_network(called, wallet)),
            (None, Some(node)) => wallet.network_of(node).await,
            (None, None) => Ok(Network::Practice),
        }
    }
}

/// A mistake in how the program was called.
fn no_network(called: &str, wallet: &Wallet) -> Failure {
    wrong_usage(format!(
        "There is no network {called:?}; there are {}.",
        wallet.network_names().join(", ")
    ))
}
