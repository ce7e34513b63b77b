//! Blocks, transactions and receipts.

use ballast_domain::{Amount, Hash, Height, Snapshot};
use serde_json::json;

use super::{quantity, try_map};
use crate::{Block, Client, Error, Head, Receipt, Request, RpcError, Tx, transport::malformed};

impl Client {
    /// The newest height.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn height(&self) -> Result<Snapshot<()>, Error> {
        Ok(self.snapshot(Vec::new()).await?.origin())
    }

    /// The newest block's head.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn head(&self) -> Result<Snapshot<Head>, Error> {
        let request = Request::new("eth_getBlockByNumber", json!(["latest", false]));
        let snapshot = self.snapshot_of(request).await?;
        try_map(snapshot, |node, answer| {
            serde_json::from_value(answer?).map_err(|e| malformed(node, e.to_string()))
        })
    }

    /// The block at `height`, with its transactions in full where `full`; `None` where there is none yet.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn block(&self, height: Height, full: bool) -> Result<Option<Block>, Error> {
        self.request(Request::new(
            "eth_getBlockByNumber",
            json!([format!("{:#x}", height.0), full]),
        ))
        .await
    }

    /// The heads of the blocks from `first` to `last`, for counting who made them.
    ///
    /// # Errors
    /// See [`Error`]; a block that the node does not have is [`Error::Malformed`].
    pub async fn block_heads(&self, first: Height, last: Height) -> Result<Snapshot<Vec<Head>>, Error> {
        let request = |height| Request::new("eth_getBlockByNumber", json!([format!("{height:#x}"), false]));
        let snapshot = self.snapshot((first.0..=last.0).map(request).collect()).await?;
        try_map(snapshot, |node, answers| {
            let head = |answer: Result<_, RpcError>| {
                serde_json::from_value(answer?).map_err(|e| malformed(node, e.to_string()))
            };
            answers.0.into_iter().map(head).collect()
        })
    }

    /// A transaction, waiting or mined. `None` for one that no node knows: never arrived, or dropped.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn transaction(&self, hash: Hash) -> Result<Option<Tx>, Error> {
        self.request(Request::new("eth_getTransactionByHash", json!([hash])))
            .await
    }

    /// A receipt; `None` until the transaction is mined. IoTeX blocks are final at once: one is enough.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn receipt(&self, hash: Hash) -> Result<Option<Receipt>, Error> {
        self.request(Request::new("eth_getTransactionReceipt", json!([hash])))
            .await
    }

    /// Rau per gas that a transaction pays at least: the newest block's base fee, or the node's gas price where
    /// blocks have none.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn base_fee(&self) -> Result<Snapshot<Amount>, Error> {
        let block = Request::new("eth_getBlockByNumber", json!(["latest", false]));
        let snapshot = self
            .snapshot(vec![block, Request::new("eth_gasPrice", json!([]))])
            .await?;
        try_map(snapshot, |node, answers| {
            let [block, price] = <[_; 2]>::try_from(answers.0).map_err(|_| malformed(node, "answers are missing"))?;
            let head: Head = serde_json::from_value(block?).map_err(|e| malformed(node, e.to_string()))?;
            match head.base_fee_per_gas {
                Some(fee) => Ok(fee),
                None => quantity(node, &price?).map(Amount::from_rau),
            }
        })
    }
}
