//! How many transactions nodes count of an account: with what waits in their pools, and in blocks alone.

use ballast_domain::{Address, Height, Snapshot};
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{quantity, try_map};
use crate::{Client, Error, Request, RpcError, transport::malformed};

/// How often the count in blocks is asked for: a block may come between a node's height and its count at that height.
const TRIES: usize = 3;

/// An account's next nonce, as a node counts it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counts {
    /// With what waits in the node's pool, as far as nothing is missing before it.
    pub pending: u64,
    /// By blocks alone; none where the node does not tell the two apart.
    pub mined: Option<u64>,
    /// The last block of those by which it counts.
    pub at: Height,
}

impl Client {
    /// Both counts of an account, from one node. Only a count that is asked for at the newest block's own number leaves
    /// the pool out; the tag `latest` does not (node-behaviour.md §4, §7).
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn counts(&self, account: Address) -> Result<Snapshot<Counts>, Error> {
        let answer = self.snapshot_of(with_pool(account)).await?;
        let snapshot = try_map(answer, count)?;
        let mut height = snapshot.height.0;
        let mut mined = None;
        for _ in 0..TRIES {
            let requests = [in_blocks(account, height), Request::new("eth_blockNumber", json!([]))];
            // Who does not answer it does not tell the two apart.
            let Ok(answers) = self.ask_one(&snapshot.node, &requests).await else {
                break;
            };
            let [counted, newest] =
                <[_; 2]>::try_from(answers).map_err(|_| malformed(&snapshot.node, "answers are missing"))?;
            if counted.is_ok() {
                mined = Some(count(&snapshot.node, counted)?);
                break;
            }
            height = count(&snapshot.node, newest)?;
        }
        let at = Height(height);
        Ok(snapshot.map(|pending| Counts { pending, mined, at }))
    }

    /// What each endpoint counts of an account with what waits in its pool, in the configured order.
    pub async fn pending_nonces(&self, account: Address) -> Vec<(String, Result<u64, Error>)> {
        let asked = self.nodes().into_iter().map(|node| async move {
            let answer = self.request_of(&node, with_pool(account)).await;
            let counted = answer.and_then(|answer| count(&node, Ok(answer)));
            (node, counted)
        });
        join_all(asked).await
    }
}

fn with_pool(account: Address) -> Request {
    Request::new("eth_getTransactionCount", json!([account, "pending"]))
}

fn in_blocks(account: Address, height: u64) -> Request {
    Request::new("eth_getTransactionCount", json!([account, format!("{height:#x}")]))
}

fn count(node: &str, answer: Result<Value, RpcError>) -> Result<u64, Error> {
    let counted: Option<u64> = quantity(node, &answer?)?.try_into().ok();
    // No account has come so far, and what is kept of it has 63 bits.
    let counted = counted.filter(|count| i64::try_from(*count).is_ok());
    counted.ok_or_else(|| malformed(node, "a count that no account can have"))
}
