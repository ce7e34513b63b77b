//! What delegates promise their voters, as the network's contract of delegates' profiles keeps it (zanzibar.md §6).

use ballast_abi::{AbiEncode, delegate_profile::GetProfileByFieldCall};
use ballast_domain::{Address, Portion, Portions, Snapshot, actions::PortionField};
use futures_util::future::join_all;
use serde_json::Value;

use super::{call, data, try_map};
use crate::{Client, Error, Request, RpcError, decode::Words, transport::malformed, writes::to_ethers};

impl Client {
    /// The portions of delegates, by their identifiers: what the contract keeps under another address counts for nothing.
    /// One that the contract refuses to say, or answers in another form, is [`Portion::Invalid`], as it is to the chain; so
    /// is each where no contract stands at `profile`.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn portions(&self, profile: Address, delegates: &[Address]) -> Result<Snapshot<Vec<Portions>>, Error> {
        let requests = delegates.iter().flat_map(|delegate| asked(profile, *delegate));
        let snapshot = self.snapshot(requests.collect()).await?;
        try_map(snapshot, |node, answers| read(node, answers.0))
    }

    /// The portions of a delegate as each endpoint says them, in the configured order: an opt-in that goes by them is for
    /// good.
    pub async fn portions_of_each(
        &self,
        profile: Address,
        delegate: Address,
    ) -> Vec<(String, Result<Portions, Error>)> {
        let requests = asked(profile, delegate);
        let said = self.nodes().into_iter().map(|node| {
            let requests = &requests;
            async move {
                let answers = self.ask_one(&node, requests).await;
                let portions = answers.and_then(|answers| {
                    let portions = read(&node, answers)?.into_iter().next();
                    portions.ok_or_else(|| malformed(&node, "answers are missing"))
                });
                (node, portions)
            }
        });
        join_all(said).await
    }
}

/// What a delegate's portions are asked for by, in the order in which they are read.
fn asked(profile: Address, delegate: Address) -> [Request; 2] {
    PortionField::ALL.map(|field| {
        let asked = GetProfileByFieldCall {
            delegate: to_ethers(delegate),
            field: field.key().to_owned(),
        };
        call(profile, &asked.encode())
    })
}

/// The portions that a node answered, of one delegate after another.
fn read(node: &str, answers: Vec<Result<Value, RpcError>>) -> Result<Vec<Portions>, Error> {
    let mut read = Vec::with_capacity(answers.len());
    for answer in answers {
        read.push(portion(node, answer)?);
    }
    let pairs = read.chunks_exact(PortionField::ALL.len());
    Ok(pairs
        .filter_map(|pair| <[Portion; 2]>::try_from(pair).ok())
        .map(|[block, epoch]| Portions { block, epoch })
        .collect())
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
