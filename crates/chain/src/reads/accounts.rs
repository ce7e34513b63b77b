//! What belongs to one account: balance, nonce, code.

use ballast_domain::{Address, Amount, Snapshot};
use serde_json::{Value, json};

use super::{data, quantity, try_map};
use crate::{Client, Error, Request, transport::malformed};

impl Client {
    /// An account's balance.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn balance(&self, account: Address) -> Result<Snapshot<Amount>, Error> {
        let answer = self
            .snapshot_of(Request::new("eth_getBalance", json!([account, "latest"])))
            .await?;
        try_map(answer, |node, answer| quantity(node, &answer?).map(Amount::from_rau))
    }

    /// The next nonce, counting what waits in the node's pool. Nodes give this number whatever is asked for
    /// (node-behaviour.md §4); the store's own submissions may stand above it.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn pending_nonce(&self, account: Address) -> Result<Snapshot<u64>, Error> {
        let answer = self
            .snapshot_of(Request::new("eth_getTransactionCount", json!([account, "pending"])))
            .await?;
        try_map(answer, nonce)
    }

    /// Balance and next nonce of many accounts, all from one node: for scanning a recovery phrase.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn accounts(&self, accounts: &[Address]) -> Result<Snapshot<Vec<(Amount, u64)>>, Error> {
        let requests = accounts.iter().flat_map(|account| {
            ["eth_getBalance", "eth_getTransactionCount"]
                .map(|method| Request::new(method, json!([account, "pending"])))
        });
        let answers = self.snapshot(requests.collect()).await?;
        try_map(answers, |node, answers| {
            let mut answers = answers.0.into_iter();
            let mut pairs = Vec::with_capacity(accounts.len());
            while let (Some(balance), Some(count)) = (answers.next(), answers.next()) {
                pairs.push((Amount::from_rau(quantity(node, &balance?)?), nonce(node, count)?));
            }
            Ok(pairs)
        })
    }

    /// A contract's code; empty for an account, and for the protocols' own addresses.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn code(&self, address: Address) -> Result<Snapshot<Vec<u8>>, Error> {
        let answer = self
            .snapshot_of(Request::new("eth_getCode", json!([address, "latest"])))
            .await?;
        try_map(answer, |node, answer| data(node, &answer?))
    }
}

fn nonce(node: &str, answer: Result<Value, crate::RpcError>) -> Result<u64, Error> {
    quantity(node, &answer?)?
        .try_into()
        .map_err(|_| malformed(node, "its nonce is no number"))
}
