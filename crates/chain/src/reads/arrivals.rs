//! What accounts hold: their balances, all at one height, those that others deny, and those of the past.

use std::collections::HashSet;

use ballast_domain::{Address, Amount, Height, Snapshot};
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::quantity;
use crate::{Client, Error, Request, RpcError, transport::malformed};

/// How often balances are read anew when a block came between.
const TRIES: u8 = 3;
/// Blocks ahead of any chain: a node that says a balance there does not look at heights at all.
const FAR: u64 = 1_000_000_000;

impl Client {
    /// The balances of accounts, all of one height, which the snapshot names; `None` where blocks came faster than
    /// balances could be read.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn balances(&self, accounts: &[Address]) -> Result<Option<Snapshot<Vec<Amount>>>, Error> {
        let mut requests: Vec<Request> = accounts.iter().map(|account| balance(*account, "latest")).collect();
        // The height is asked for before and after: where it is the same, no block came between.
        requests.push(Request::new("eth_blockNumber", json!([])));
        for _ in 0..TRIES {
            let snapshot = self.snapshot(requests.clone()).await?;
            let (node, origin) = (snapshot.node.clone(), snapshot.origin());
            let mut numbers = Vec::with_capacity(requests.len());
            for answer in snapshot.value.0 {
                numbers.push(quantity(&node, &answer?)?);
            }
            if numbers.pop() == Some(u128::from(origin.height.0)) {
                return Ok(Some(
                    origin.map(|()| numbers.into_iter().map(Amount::from_rau).collect()),
                ));
            }
        }
        Ok(None)
    }

    /// Of which accounts the other endpoints say that they hold something else than `node` said: one at least answers, and
    /// none says the same. One that a block came to in between says so for as long as that takes.
    pub async fn denied_by_others(&self, node: &str, said: &[(Address, Amount)]) -> HashSet<Address> {
        let requests: Vec<Request> = said.iter().map(|(account, _)| balance(*account, "latest")).collect();
        let others = self.nodes().into_iter().filter(|other| other != node);
        let asked = others.map(|other| {
            let requests = &requests;
            async move {
                let answers = self.ask_one(&other, requests).await.unwrap_or_default();
                let read = |answer: Result<Value, RpcError>| quantity(&other, &answer.ok()?).ok();
                answers.into_iter().map(read).collect::<Vec<_>>()
            }
        });
        let heard: Vec<Vec<Option<u128>>> = join_all(asked).await;
        let denied = |(place, (account, said)): (usize, &(Address, Amount))| {
            let mut words = heard.iter().filter_map(|all| *all.get(place)?).peekable();
            let is_denied = words.peek().is_some() && !words.any(|rau| rau == said.rau());
            is_denied.then_some(*account)
        };
        said.iter().enumerate().filter_map(denied).collect()
    }

    /// An account's balance after a block; `None` where the node does not have that past. Each answer shows by itself
    /// that the node looks at heights: another one may answer the next.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn balance_after(&self, account: Address, block: Height) -> Result<Option<Amount>, Error> {
        let far = Height(block.0.saturating_add(FAR));
        let asked = [block, far].map(|height| balance(account, &number(height)));
        let snapshot = self.snapshot(asked.to_vec()).await?;
        let [then, ahead] =
            <[_; 2]>::try_from(snapshot.value.0).map_err(|_| malformed(&snapshot.node, "answers are missing"))?;
        match (then, ahead) {
            (Err(error), _) | (_, Err(error)) if error.is_busy() => Err(error.into()),
            (Ok(answer), Err(_)) => quantity(&snapshot.node, &answer).map(|rau| Some(Amount::from_rau(rau))),
            _ => Ok(None),
        }
    }

    /// Whether the node says balances of the past: that of a block of long ago, and none of a block that is yet to be
    /// made. Old nodes name today's whatever block is asked for (node-behaviour.md §4).
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn has_past(&self, account: Address, block: Height) -> Result<bool, Error> {
        Ok(self.balance_after(account, block).await?.is_some())
    }
}

fn balance(account: Address, block: &str) -> Request {
    Request::new("eth_getBalance", json!([account, block]))
}

pub(super) fn number(height: Height) -> String {
    format!("{:#x}", height.0)
}
