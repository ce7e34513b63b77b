//! Handing a signed transaction to a node.

use ballast_domain::{Hash, keccak256};
use serde_json::json;

use crate::{Client, Error, Request, RpcError, transport::malformed, types::to_hex};

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
            Err(Error::Rpc(error)) if has_it(&error) => Ok(hash),
            Err(error) => Err(error),
        }
    }

    /// Hands every endpoint the same signed transaction, one after another, and says what each made of it: what one
    /// refuses or keeps to itself, another may take. The same bytes are never done twice.
    pub async fn send_raw_to_each(&self, raw: &[u8]) -> Vec<(String, Result<(), Error>)> {
        let own = Hash(keccak256(raw));
        let request = Request::new("eth_sendRawTransaction", json!([to_hex(raw)]));
        let mut all = Vec::new();
        for node in self.nodes() {
            let answered = match self.request_of(&node, request.clone()).await {
                Ok(hash) if serde_json::from_value::<Hash>(hash.clone()).ok() == Some(own) => Ok(()),
                Ok(_) => Err(malformed(&node, "it gave another hash than the transaction has")),
                Err(Error::Rpc(error)) if has_it(&error) => Ok(()),
                Err(error) => Err(error),
            };
            all.push((node, answered));
        }
        all
    }
}

/// A node that says so has the transaction already, by its own word.
fn has_it(refusal: &RpcError) -> bool {
    ["known transaction", "already known"]
        .iter()
        .any(|words| refusal.message.contains(words))
}
