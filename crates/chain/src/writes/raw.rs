//! Handing a signed transaction to a node.

use ballast_domain::{Hash, keccak256};
use serde_json::json;

use crate::{Client, Error, Request, transport::malformed, types::to_hex};

impl Client {
    /// Sends a signed transaction and gives its hash.
    ///
    /// Sent to one node, and to another only where no connection came about. A node that has the transaction
    /// already is success: sending the same bytes again after a crash does no harm.
    ///
    /// # Errors
    /// See [`Error`]. After one with [`Error::may_have_arrived`] the transaction has to be looked for by its hash;
    /// even success is no promise, for nodes drop what they cannot mine without a word (node-behaviour.md §3).
    pub async fn send_raw(&self, raw: &[u8]) -> Result<Hash, Error> {
        let hash = Hash(keccak256(raw));
        match self
            .send::<Hash>(Request::new("eth_sendRawTransaction", json!([to_hex(raw)])))
            .await
        {
            Ok(answered) if answered == hash => Ok(hash),
            Ok(_) => Err(malformed("the node", "it gave another hash than the transaction has")),
            Err(Error::Rpc(error)) if error.message.contains("known transaction") => Ok(hash),
            Err(error) => Err(error),
        }
    }
}
