//! Contracts that a person gives a network by a file: looked at first, kept for that network, or used for one run of the
//! program alone. What a person gives is used, and never counts as known where it is decided what the person is asked about.

use std::path::PathBuf;

use ballast_api::{ContractsView, Failure};
use ballast_chain::Stands;
use ballast_domain::{Contracts, NamedContract, Network, StakingAddresses};
use futures_util::future::BoxFuture;

use crate::{
    Error, Result, Wallet,
    contracts::{known, read, require_fit},
    session::Session,
};

impl Wallet {
    /// Uses the contracts in a file for a network until the wallet ends, over those that are kept for it, and says what the
    /// network is with them. They are looked at when it is opened.
    ///
    /// # Errors
    /// `contracts.…`: what is wrong with the file, or that it is not for this network.
    pub fn use_contracts(&self, network: Network, file: PathBuf) -> BoxFuture<'_, Result<Network, Failure>> {
        Box::pin(async move {
            let contracts = read(file).await?;
            require_fit(&contracts, network)?;
            *self.for_this_run() = Some((network.key(), contracts));
            Ok(self.as_remembered(network)?)
        })
    }

    /// The contracts of a file that is used for this run, where it is for this network.
    pub(crate) fn contracts_for_this_run(&self, network: Network) -> Option<Contracts> {
        let given = self.for_this_run();
        let (key, contracts) = given.as_ref()?;
        (*key == network.key()).then(|| contracts.clone())
    }

    /// The contracts that the person gave for a network; nothing where they gave none, and for mainnet whatever is written
    /// anywhere.
    pub(crate) fn given_contracts(&self, network: Network) -> Contracts {
        if network == Network::Mainnet {
            return Contracts::default();
        }
        let for_this_run = self.contracts_for_this_run(network);
        let kept = || self.remembered().contracts.remove(&network.key());
        for_this_run.or_else(kept).unwrap_or_default()
    }

    /// The network with the contracts for bucket NFTs that the person gave for it, where it is one of the person's own.
    pub(crate) fn as_given(&self, network: Network) -> Network {
        match network {
            Network::Own(own) => Network::Own(own.with_staking(self.given_contracts(network).staking)),
            known => known,
        }
    }

    /// The contracts of the open network.
    ///
    /// # Errors
    /// [`Error::NoNetwork`].
    pub(crate) async fn contracts_view(&self) -> Result<ContractsView> {
        Ok(self.session().await?.contracts_view())
    }

    /// Looks at the contracts in a file, and keeps and uses them for the open network in place of those of any file before.
    /// The network is opened anew, so the vault is locked.
    ///
    /// # Errors
    /// [`Error::Contracts`]: nothing is changed then; [`Error::File`], and as [`Wallet::open`].
    pub(crate) async fn give_contracts(&self, file: PathBuf) -> Result<ContractsView> {
        let session = self.session().await?;
        let network = session.network;
        let contracts = read(file).await?;
        require_fit(&contracts, network)?;
        session.look_at_contracts(&contracts).await?;
        self.keep_contracts(network, Some(contracts)).await
    }

    /// Forgets the contracts of a file, so that those are used again that the wallet knows or found.
    ///
    /// # Errors
    /// [`Error::File`], and as [`Wallet::open`].
    pub(crate) async fn forget_contracts(&self) -> Result<ContractsView> {
        let network = self.session().await?.network;
        self.keep_contracts(network, None).await
    }

    async fn keep_contracts(&self, network: Network, contracts: Option<Contracts>) -> Result<ContractsView> {
        self.remember(|r| {
            match contracts {
                // An empty file gives nothing.
                Some(contracts) if contracts != Contracts::default() => r.contracts.insert(network.key(), contracts),
                _ => r.contracts.remove(&network.key()),
            };
        })?;
        self.open_anew(network).await?;
        self.contracts_view().await
    }
}

impl Session {
    /// The contracts of this network: the person's, and where they gave none, those that the wallet knows by itself or found.
    /// That one stands here does not mean that it is known.
    pub(crate) fn contracts(&self) -> Contracts {
        Contracts {
            chain_id: Some(self.params.chain_id),
            staking: StakingAddresses::of(&self.params.staking_contracts),
            ..self.given.clone().over(known(self.network))
        }
    }

    /// The contracts of this network, those of the person's file marked.
    fn contracts_view(&self) -> ContractsView {
        ContractsView {
            network: self.network,
            chain_id: self.params.chain_id,
            contracts: self.contracts(),
            given: Some(self.given.clone()).filter(|given| *given != Contracts::default()),
        }
    }

    /// Looks at each address: whether code stands there, and answers as what it is said to be.
    ///
    /// # Errors
    /// [`Error::Contracts`] with the first that does not; the node's.
    pub(crate) async fn look_at_contracts(&self, contracts: &Contracts) -> Result<()> {
        let all = contracts.all();
        if all.is_empty() {
            return Ok(());
        }
        let said_to_be: Vec<_> = all.iter().map(|one| (one.address, one.form)).collect();
        let stands = self.client.contracts_stand(&said_to_be).await?.value;
        for (one, stands) in all.iter().zip(stands) {
            require_stands(one, stands)?;
        }
        Ok(())
    }
}

fn require_stands(one: &NamedContract, stands: Stands) -> Result<()> {
    let NamedContract { field, address, form } = one;
    let (code, sentence) = match stands {
        Stands::AsSaid => return Ok(()),
        Stands::NoCode => (
            "contracts.no-code",
            format!("{field}: no contract stands at {address}."),
        ),
        Stands::NoAnswer => (
            "contracts.no-answer",
            format!(
                "{field}: what stands at {address} does not answer as {} does.",
                form.words()
            ),
        ),
    };
    Err(Error::Contracts { code, sentence })
}
