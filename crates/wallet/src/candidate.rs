//! An endpoint is looked at before it is asked. It is held to the blocks that two of the known ones told of; what one alone
//! tells of keeps nobody out, and is a reason for caution.

use std::time::Duration;

use ballast_api::EndpointCheck;
use ballast_chain::{Client, Config, EndpointConfig, Error as Chain, Probe, probe};
use ballast_domain::{Height, Timestamp, grouped};

use crate::{
    Error, Result,
    clock::{OLD, now},
    endpoints::{cautions, typed},
    session::Session,
    sources::pace,
};

const AHEAD: &str = "It tells of many more blocks than your other endpoints do, whose newest block is old by this \
                     computer's clock. Either they are behind, or it tells of blocks that are not there.";

/// How long the known endpoints are waited for where a new one tells of more than they, or of less than one of them.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is to be thought of where a new endpoint stands behind what one alone tells of.
fn behind_one(blocks: u64) -> String {
    format!(
        "It stands {} blocks behind the newest that is known, which no two of your endpoints confirm. Either it still has to \
         catch up, or there are no such blocks.",
        grouped(blocks)
    )
}

impl Session {
    /// Looks whether an endpoint can be used.
    ///
    /// # Errors
    /// Why not.
    pub(crate) async fn check_endpoint(&self, url: &str, ws: Option<&str>) -> Result<EndpointCheck> {
        let endpoint = typed(url, ws);
        let (probe, behind) = self.meet(&endpoint).await?;
        let mut cautions = cautions(&endpoint);
        cautions.extend(behind.map(behind_one));
        if self.is_ahead(probe.height).await {
            if !self.is_newer_by_the_clock(&endpoint).await {
                return Err(Error::Candidate(Chain::Ahead {
                    node: endpoint.url,
                    height: probe.height,
                }));
            }
            cautions.push(AHEAD.to_owned());
        }
        Ok(EndpointCheck {
            height: probe.height,
            latency_ms: probe.latency.as_millis().try_into().unwrap_or(u64::MAX),
            cautions,
        })
    }

    /// How an endpoint does; and by how many blocks it stands far behind the newest that is known, where one endpoint alone
    /// tells of that and this one goes on by itself.
    async fn meet(&self, endpoint: &EndpointConfig) -> Result<(Probe, Option<u64>)> {
        let (chain_id, block) = (self.params.chain_id, Duration::from_millis(self.params.block_millis));
        let known = self.known().head;
        let known = match known {
            Some(head) => Some(head),
            // Where the others are away too, it has to show by itself that it is not stuck.
            None => self.refresh_head().await.ok(),
        };
        let newest = known.map(|head| head.height);
        let lagging = match probe(endpoint, chain_id, newest, block).await {
            Ok(probe) => return Ok((probe, None)),
            Err(error) => error,
        };
        let Chain::Lagging { behind, .. } = lagging else {
            return Err(Error::Candidate(lagging));
        };
        if self.client.nodes().len() > 1 {
            // Who does not answer by then is not waited for.
            let _ = tokio::time::timeout(PATIENCE, self.client.measure()).await;
        }
        if let Some(had) = self.client.surely_had() {
            probe(endpoint, chain_id, Some(had), block)
                .await
                .map_err(Error::Candidate)?;
        }
        match probe(endpoint, chain_id, None, block).await {
            Ok(probe) => Ok((probe, Some(behind))),
            Err(Chain::Stalled { .. }) => Err(Error::Candidate(lagging)),
            Err(error) => Err(Error::Candidate(error)),
        }
    }

    /// Whether a height is beyond what the known endpoints' chain can have come to.
    async fn is_ahead(&self, height: Height) -> bool {
        let beyond = |most: Option<Height>| most.is_some_and(|most| height > most);
        if !beyond(self.client.highest_believable()) {
            return false;
        }
        // The one that is asked first may have stood still, or two others tell of more. Who does not answer by then is
        // not waited for.
        let _ = tokio::time::timeout(PATIENCE, self.client.measure()).await;
        beyond(self.client.highest_believable())
    }

    /// Whether the newest block that is known is old by this machine's clock, and that of `endpoint` is not: then it is
    /// the known ones that are doubtful.
    async fn is_newer_by_the_clock(&self, endpoint: &EndpointConfig) -> bool {
        let is_old = |time: Timestamp| time.seconds_until(now()) > OLD;
        let known = self.known().head;
        if known.is_none_or(|head| !is_old(head.timestamp)) {
            return false;
        }
        let config = Config {
            retries: 0,
            pace: pace(self.network).unwrap_or_default(),
            ..Config::new(self.params.chain_id, vec![endpoint.clone()])
        };
        match Client::new(config) {
            Ok(client) => client.head().await.is_ok_and(|head| !is_old(head.value.timestamp)),
            Err(_) => false,
        }
    }
}
