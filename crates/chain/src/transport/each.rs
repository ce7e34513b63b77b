//! Each endpoint asked for itself: what one says, others confirm or not. Here nobody answers in another's place.

use std::time::Duration;

use serde_json::Value;
use tokio::time::timeout;

use super::{Client, Request, rpc::malformed};
use crate::{Error, RpcError};

/// How long one endpoint is waited for that is asked beside others: the others do not wait for it.
const PATIENCE: Duration = Duration::from_secs(8);

impl Client {
    /// The endpoints, in the configured order. How they are ranked plays no part.
    pub fn nodes(&self) -> Vec<String> {
        self.all().iter().map(|endpoint| endpoint.config.url.clone()).collect()
    }

    /// Asks this endpoint and no other, once. Whether its height is believed plays no part: what it says is held against
    /// what others say, and must not be silenced by a word of theirs.
    ///
    /// # Errors
    /// [`Error::NoEndpoint`] where it is none of the network's (any more), [`Error::Timeout`]; see [`Error`]. What the
    /// node says against single requests stands among the answers.
    pub async fn ask_one(&self, node: &str, requests: &[Request]) -> Result<Vec<Result<Value, RpcError>>, Error> {
        let endpoint = self.all().into_iter().find(|endpoint| endpoint.config.url == node);
        let endpoint = endpoint.ok_or(Error::NoEndpoint)?;
        match timeout(PATIENCE, self.ask_as_witness(&endpoint, requests)).await {
            Ok(answers) => answers,
            Err(_) => Err(Error::Timeout { node: node.to_owned() }),
        }
    }

    /// Asks this endpoint and no other one thing, once.
    ///
    /// # Errors
    /// As [`Client::ask_one`], and what the node says against it.
    pub(crate) async fn request_of(&self, node: &str, request: Request) -> Result<Value, Error> {
        let answers = self.ask_one(node, &[request]).await?;
        let answer = answers.into_iter().next();
        Ok(answer.ok_or_else(|| malformed(node, "answers are missing"))??)
    }
}
