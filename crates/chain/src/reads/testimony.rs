//! What nodes say became of a transaction of one's own, each heard for itself. A receipt counts only where it is this
//! transaction's, by its hash, its sender and its nonce, and where the block it names lists the transaction.

use ballast_domain::{Address, Hash, Height};
use futures_util::future::join_all;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::quantity;
use crate::{Block, Client, Error, Receipt, Request, RpcError, Transactions, Tx, transport::malformed};

/// Blocks that may have come between a node's height and the receipt that it shows with it.
const AHEAD: u64 = 20;

/// Blocks that are looked through at once.
const BLOCKS_AT_ONCE: u64 = 90;

/// A transaction of one's own, as it was signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Own {
    /// Of its signed bytes.
    pub hash: Hash,
    /// Who signed it.
    pub from: Address,
    /// The account's nonce that it uses.
    pub nonce: u64,
}

/// A receipt that fits the transaction and the block that it names, all by one node's word.
#[derive(Clone, PartialEq, Debug)]
pub struct Proven {
    /// As it is read.
    pub receipt: Receipt,
    /// As the node gave it.
    pub json: Value,
}

/// What a node says of a transaction.
#[derive(Clone, PartialEq, Debug)]
pub enum Word {
    /// The transaction stands in a block.
    Mined(Box<Proven>),
    /// The node has it and shows no block that holds it.
    Waits,
    /// The node knows nothing of it.
    Nothing,
}

/// A node's word on a transaction, and where the node stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Testimony {
    /// The node's newest block.
    pub height: Height,
    /// The account's next nonce as the node counts it, with what waits in its pool.
    pub pending: u64,
    /// Its word.
    pub word: Word,
}

impl Client {
    /// The receipt of an own transaction, by one node's word; `None` until the node shows a whole one.
    ///
    /// # Errors
    /// [`Error::Unproven`] for a receipt that is not this transaction's, or whose block does not list it; see [`Error`].
    pub async fn mined(&self, own: &Own) -> Result<Option<Proven>, Error> {
        let batch = self.batch(&[receipt_of(own)]).await?;
        let receipt = batch.answers.into_iter().next().ok_or(Error::NoEndpoint)??;
        if receipt.is_null() {
            return Ok(None);
        }
        let transaction = self.request_of(&batch.node, transaction_of(own)).await?;
        self.prove(&batch.node, own, receipt, transaction).await
    }

    /// What each endpoint says of an own transaction, in the configured order.
    pub async fn testimonies(&self, own: &Own) -> Vec<(String, Result<Testimony, Error>)> {
        let asked = self.nodes().into_iter().map(|node| async move {
            let said = self.testimony(&node, own).await;
            (node, said)
        });
        join_all(asked).await
    }

    /// What one endpoint says of an own transaction.
    ///
    /// # Errors
    /// [`Error::Unproven`] for a receipt that is not this transaction's, or whose block does not list it; see [`Error`].
    pub async fn testimony(&self, node: &str, own: &Own) -> Result<Testimony, Error> {
        let requests = [
            Request::new("eth_blockNumber", json!([])),
            Request::new("eth_getTransactionCount", json!([own.from, "pending"])),
            receipt_of(own),
            transaction_of(own),
        ];
        let answers = self.ask_one(node, &requests).await?;
        let [height, pending, receipt, transaction] =
            <[_; 4]>::try_from(answers).map_err(|_| malformed(node, "answers are missing"))?;
        let (height, pending) = (number(node, height)?, number(node, pending)?);
        let (receipt, transaction) = (receipt?, transaction?);
        let is_known = !transaction.is_null();
        let proven = match receipt.is_null() {
            true => None,
            false => self.prove(node, own, receipt, transaction).await?,
        };
        if let Some(proven) = &proven
            && proven.receipt.block.0 > height.saturating_add(AHEAD)
        {
            let (node, what) = (node.to_owned(), "the receipt names a block that is yet to come");
            return Err(Error::Unproven { node, what });
        }
        Ok(Testimony {
            height: Height(height),
            pending,
            word: match proven {
                Some(proven) => Word::Mined(Box::new(proven)),
                None if is_known => Word::Waits,
                None => Word::Nothing,
            },
        })
    }

    /// Whether a node's block at the receipt's height is the one that the receipt names, and lists the transaction;
    /// `None` where the node has no such block.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn lists(&self, node: &str, receipt: &Receipt) -> Result<Option<bool>, Error> {
        let block = self.block_of(node, receipt.block).await?;
        Ok(block.map(|block| block.head.hash == receipt.block_hash && holds(&block, receipt.hash)))
    }

    /// The first of these blocks that lists a transaction, whatever receipts say.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn find_listed(&self, hash: Hash, first: Height, last: Height) -> Result<Option<Height>, Error> {
        let mut next = first.0;
        while next <= last.0 {
            let to = last.0.min(next.saturating_add(BLOCKS_AT_ONCE - 1));
            let requests: Vec<Request> = (next..=to).map(|height| block_at(Height(height))).collect();
            let batch = self.batch(&requests).await?;
            for answer in batch.answers {
                let block: Option<Block> = read(&batch.node, answer?)?;
                if let Some(block) = block.filter(|block| holds(block, hash)) {
                    return Ok(Some(block.head.height));
                }
            }
            next = to.saturating_add(1);
            if to == u64::MAX {
                break;
            }
        }
        Ok(None)
    }

    /// Holds a receipt to the transaction and to the block that it names; `None` where the node does not show both yet,
    /// as one of several behind a gateway that has fallen behind.
    async fn prove(&self, node: &str, own: &Own, json: Value, transaction: Value) -> Result<Option<Proven>, Error> {
        let receipt: Receipt = read(node, json.clone())?;
        let not = |what| {
            let node = node.to_owned();
            Err(Error::Unproven { node, what })
        };
        if receipt.hash != own.hash {
            return not("the receipt is another transaction's");
        }
        if receipt.from != own.from {
            return not("the receipt names another sender");
        }
        let Some(transaction) = read::<Option<Tx>>(node, transaction)? else {
            return Ok(None);
        };
        if (transaction.hash, transaction.from, transaction.nonce) != (own.hash, own.from, own.nonce) {
            return not("the transaction shown with it has another sender or nonce");
        }
        match transaction.block {
            None => return Ok(None),
            Some(block) if block != receipt.block.0 => {
                return not("the receipt names another block than the transaction");
            }
            Some(_) => {}
        }
        let Some(block) = self.block_of(node, receipt.block).await? else {
            return Ok(None);
        };
        if block.head.hash != receipt.block_hash {
            return not("the block has another hash than the receipt says");
        }
        if !holds(&block, own.hash) {
            return not("the block that the receipt names does not list the transaction");
        }
        Ok(Some(Proven { receipt, json }))
    }

    async fn block_of(&self, node: &str, height: Height) -> Result<Option<Block>, Error> {
        let block: Option<Block> = read(node, self.request_of(node, block_at(height)).await?)?;
        match &block {
            Some(block) if block.head.height != height => Err(malformed(node, "another block than was asked for")),
            _ => Ok(block),
        }
    }
}

fn receipt_of(own: &Own) -> Request {
    Request::new("eth_getTransactionReceipt", json!([own.hash]))
}

fn transaction_of(own: &Own) -> Request {
    Request::new("eth_getTransactionByHash", json!([own.hash]))
}

fn block_at(height: Height) -> Request {
    Request::new("eth_getBlockByNumber", json!([format!("{:#x}", height.0), false]))
}

fn holds(block: &Block, hash: Hash) -> bool {
    match &block.transactions {
        Transactions::Hashes(all) => all.contains(&hash),
        Transactions::Full(all) => all.iter().any(|transaction| transaction.hash == hash),
    }
}

fn number(node: &str, answer: Result<Value, RpcError>) -> Result<u64, Error> {
    quantity(node, &answer?)?
        .try_into()
        .map_err(|_| malformed(node, "a number larger than 64 bits"))
}

fn read<T: DeserializeOwned>(node: &str, answer: Value) -> Result<T, Error> {
    serde_json::from_value(answer).map_err(|error| malformed(node, error.to_string()))
}
