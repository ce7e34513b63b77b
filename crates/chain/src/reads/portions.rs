//! What delegates promise their voters, as the network's contract of delegates' profiles keeps it (zanzibar.md §6).

use ballast_abi::{AbiEncode, delegate_profile::GetProfileByFieldCall};
use ballast_domain::{Address, Commission, Portion, Snapshot};
use serde_json::Value;

use super::{call, data, try_map};
use crate::{Client, Error, RpcError, decode::Words, writes::to_ethers};

/// The fields that the chain reads at the freeze, in its order.
const FIELDS: [&str; 2] = ["blockRewardPortion", "epochRewardPortion"];

/// The parts of a delegate's rewards that its voters get by its profile, as the chain would read them now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Portions {
    /// Of block rewards.
    pub block: Portion,
    /// Of epoch rewards.
    pub epoch: Portion,
}

impl Portions {
    /// What the delegate keeps by them: all, where one of the two is unset or cannot be meant.
    pub fn commission(self) -> Commission {
        Commission::of(self.block, self.epoch)
    }
}

impl Client {
    /// The portions of delegates, by their identifiers: what the contract keeps under another address counts for nothing.
    /// One that the contract refuses to say, or answers in another form, is [`Portion::Invalid`], as it is to the chain; so
    /// is each where no contract stands at `profile`.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn portions(&self, profile: Address, delegates: &[Address]) -> Result<Snapshot<Vec<Portions>>, Error> {
        let ask = |delegate: Address, field: &str| {
            let asked = GetProfileByFieldCall {
                delegate: to_ethers(delegate),
                field: field.to_owned(),
            };
            call(profile, &asked.encode())
        };
        let requests = delegates
            .iter()
            .flat_map(|delegate| FIELDS.map(|field| ask(*delegate, field)));
        let snapshot = self.snapshot(requests.collect()).await?;
        try_map(snapshot, |node, answers| {
            let mut read = Vec::with_capacity(answers.0.len());
            for answer in answers.0 {
                read.push(portion(node, answer)?);
            }
            let pairs = read.chunks_exact(FIELDS.len());
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
