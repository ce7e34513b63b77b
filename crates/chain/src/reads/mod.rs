//! Reads in the wallet's words. Each is taken together with the node's height, in one batch from one node, so
//! that every figure on screen can say where it came from.
//!
//! What a node is too old to know is `None`, never an empty list: v2.2.2 answers poll reads with no data at all.

mod accounts;
mod arrivals;
mod blocks;
mod buckets;
mod contracts;
mod counts;
mod delegates;
mod epochs;
mod finality;
mod gas;
mod logs;
mod movements;
mod next;
mod nfts;
mod portions;
mod rewards;
mod second_words;
mod survey;
mod testimony;
mod tokens;
mod voter_rewards;
mod zanzibar;

use std::time::{SystemTime, UNIX_EPOCH};

use ballast_domain::{Address, Height, Snapshot, Timestamp};
use serde_json::{Value, json};

pub use buckets::StakingTotals;
pub use contracts::Stands;
pub use counts::Counts;
pub use epochs::EpochInfo;
pub use logs::{Found, LogFilter, LogScan};
pub use movements::Movement;
pub use nfts::NftTerms;
pub use survey::survey;
pub use testimony::{Own, Proven, Testimony, Word};
pub use tokens::TokenRead;

use crate::{
    Client, Error, Request, RpcError,
    transport::malformed,
    types::{data_from_hex, quantity_from_hex, to_hex},
};

/// Lists are asked for in one page, of more entries than there are: their order changes from height to height, so that
/// pages overlap or miss entries (recording 13), and composite lists page wrongly for offsets above 0
/// (iotex-protocol.md §2.2). Nodes make no room for what is not there.
const WHOLE_LIST: u32 = 1_000_000;

/// An `eth_call` of a protocol at the tip.
fn call(to: Address, data: &[u8]) -> Request {
    Request::new("eth_call", json!([{ "to": to, "data": to_hex(data) }, "latest"]))
}

impl Client {
    /// Asks one node for its height and `requests`.
    async fn snapshot(&self, requests: Vec<Request>) -> Result<Snapshot<Answers>, Error> {
        self.snapshot_at(None, requests).await
    }

    /// Asks this endpoint and no other for its height and `requests`, once; whichever answers where none is named.
    async fn snapshot_at(&self, node: Option<&str>, requests: Vec<Request>) -> Result<Snapshot<Answers>, Error> {
        let mut all = Vec::with_capacity(requests.len() + 1);
        all.push(Request::new("eth_blockNumber", json!([])));
        all.extend(requests);
        let (node, answers) = match node {
            Some(node) => (node.to_owned(), self.ask_one(node, &all).await?),
            None => {
                let batch = self.batch(&all).await?;
                (batch.node, batch.answers)
            }
        };
        let mut answers = answers.into_iter();
        let height = answers.next().ok_or(Error::NoEndpoint)??;
        let height = quantity(&node, &height)?
            .try_into()
            .map_err(|_| malformed(&node, "its height is no number"))?;
        Ok(Snapshot {
            value: Answers(answers.collect()),
            height: Height(height),
            at: now(),
            node,
        })
    }

    /// Asks for one thing, and its node's height.
    async fn snapshot_of(&self, request: Request) -> Result<Snapshot<Result<Value, RpcError>>, Error> {
        let snapshot = self.snapshot(vec![request]).await?;
        let origin = snapshot.origin();
        let answer = snapshot.value.0.into_iter().next().ok_or(Error::NoEndpoint)?;
        Ok(origin.map(|()| answer))
    }

    /// Calls the first of several forms of one method that the node knows, the newest first. `None` where what
    /// was asked for is not there.
    async fn newest_of<F: Copy>(
        &self,
        to: Address,
        what: &'static str,
        forms: &[(F, Vec<u8>)],
    ) -> Result<Snapshot<Option<(F, Vec<u8>)>>, Error> {
        for (form, calldata) in forms {
            let snapshot = self.snapshot_of(call(to, calldata)).await?;
            match &snapshot.value {
                Err(error) if error.is_not_found() => return Ok(snapshot.map(|_| None)),
                Err(error) if error.is_unknown_call() => {}
                Err(error) => return Err(error.clone().into()),
                Ok(answer) => {
                    let bytes = data(&snapshot.node, answer)?;
                    // A node too old for a whole protocol answers its calls with nothing.
                    if !bytes.is_empty() {
                        return Ok(snapshot.map(|_| Some((*form, bytes))));
                    }
                }
            }
        }
        Err(Error::Unsupported(what))
    }
}

/// The answers to a snapshot's requests, in their order.
struct Answers(Vec<Result<Value, RpcError>>);

/// What was answered; none where it was refused.
fn said(node: &str, answer: Result<Value, RpcError>) -> Result<Option<Vec<u8>>, Error> {
    match answer {
        Ok(answer) => data(node, &answer).map(Some),
        Err(busy) if busy.is_busy() => Err(busy.into()),
        Err(_) => Ok(None),
    }
}

/// Applies a fallible step to a snapshot's value.
fn try_map<T, U>(snapshot: Snapshot<T>, f: impl FnOnce(&str, T) -> Result<U, Error>) -> Result<Snapshot<U>, Error> {
    let origin = snapshot.origin();
    let value = f(&snapshot.node, snapshot.value)?;
    Ok(origin.map(|()| value))
}

/// A number that a node answered.
fn quantity(node: &str, answer: &Value) -> Result<u128, Error> {
    answer
        .as_str()
        .and_then(quantity_from_hex)
        .ok_or_else(|| malformed(node, "a number was expected"))
}

/// Bytes that a node answered.
fn data(node: &str, answer: &Value) -> Result<Vec<u8>, Error> {
    answer
        .as_str()
        .and_then(data_from_hex)
        .ok_or_else(|| malformed(node, "data was expected"))
}

/// This machine's clock.
fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_micros(since.as_micros().try_into().unwrap_or(u64::MAX))
}
