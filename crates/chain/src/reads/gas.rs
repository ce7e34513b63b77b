//! What gas a call takes, by a node's own run of it, and why it fails there.

use ballast_domain::{Address, Snapshot};
use serde_json::{Value, json};

use super::{data, quantity, try_map};
use crate::{Call, Client, Error, Request, transport::malformed, types::to_hex};

impl Client {
    /// The gas that a call which runs a contract takes in today's state. For an action that runs none the node's answer
    /// means nothing: it never says less than 21,000, whether the action would succeed or not (node-behaviour.md §3).
    ///
    /// # Errors
    /// [`Error::Rpc`] with the node's words where the call would fail; else see [`Error`].
    pub async fn estimate_gas(&self, from: Address, call: &Call) -> Result<Snapshot<u64>, Error> {
        let request = Request::new("eth_estimateGas", json!([as_sent(from, call)]));
        let answer = self.snapshot_of(request).await?;
        try_map(answer, |node, answer| {
            let gas = quantity(node, &answer?)?;
            gas.try_into().map_err(|_| malformed(node, "its gas is no number"))
        })
    }

    /// What a contract answers to a call in today's state.
    ///
    /// # Errors
    /// [`Error::Rpc`] with the node's words where the call would fail; else see [`Error`].
    pub async fn run(&self, from: Address, call: &Call) -> Result<Snapshot<Vec<u8>>, Error> {
        let request = Request::new("eth_call", json!([as_sent(from, call), "latest"]));
        let answer = self.snapshot_of(request).await?;
        try_map(answer, |node, answer| data(node, &answer?))
    }

    /// What a contract says to a call in today's state, in words; none where it would take it, or refuses without a
    /// word. Receipts do not keep it.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn why_reverted(&self, from: Address, call: &Call) -> Result<Option<String>, Error> {
        let request = Request::new("eth_call", json!([as_sent(from, call), "latest"]));
        let answer = self.snapshot_of(request).await?;
        Ok(answer.value.err().and_then(|refusal| refusal.revert()))
    }
}

fn as_sent(from: Address, call: &Call) -> Value {
    let value = format!("{:#x}", call.value.rau());
    json!({ "from": from, "to": call.to, "value": value, "data": to_hex(&call.data) })
}
