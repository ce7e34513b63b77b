//! What delegates promise their voters, as the network's contract of delegates' profiles keeps it (zanzibar.md §6).

use ballast_abi::{AbiEncode, delegate_profile::GetProfileByFieldCall};
use ballast_domain::{Address, Portion, Portions, Snapshot, actions::PortionField};
use serde_json::Value;

use super::{call, data, try_map};
use crate::{Client, Error, RpcError, decode::Words, writes::to_ethers};

impl Client {
    /// The portions of delegates, by their identifiers: what the contract keeps under another address counts for nothing.
    /// One that the contract refuses to say, or answers in another form, is [`Portion::Invalid`], as it is to the chain; so
    /// is each where no contract stands at `profile`.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn portions(&self, profile: Address, delegates: &[Address]) -> Result<Snapshot<Vec<Portions>>, Error> {
        let ask = |delegate: Address, field: PortionField| {
            let asked = GetProfileByFieldCall {
                delegate: to_ethers(delegate),
                field: field.key().to_owned(),
            };
            call(profile, &asked.encode())
        };
        let requests = delegates
            .iter()
            .flat_map(|delegate| PortionField::ALL.map(|field| ask(*delegate, field)));
        let snapshot = self.snapshot(requests.collect()).await?;
        try_map(snapshot, |node, answers| {
            let mut read = Vec::with_capacity(answers.0.len());
            for answer in answers.0 {
                read.push(portion(node, answer)?);
            }
            let pairs = read.chunks_exact(PortionField::ALL.len());
            Ok(pairs
                .filter_map(|pair| <[Portion; 2]>::try_from(pair).ok())
                .map(|[block, epoch]| Portions { block, epoch })
                .collect())
        })
    }
}

fn portion(node: &str, answer: Result<Value, RpcError>) -> Result<Portion, Error> {
    let said = match answer {
        // A contract that reverts; what else a node says against the question says nothing of the portion.
        Err(error) if error.code == 3 => return Ok(Portion::Invalid),
        answer => data(node, &answer?)?,
    };
    // A number may be of any length to the chain, so no shorter limit than the answer's own stands here.
    let value = Words::new(&said).bytes(0, said.len());
    Ok(value.map_or(Portion::Invalid, Portion::decode))
}
