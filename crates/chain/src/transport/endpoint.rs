//! An endpoint and what is known of its health.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use ballast_domain::Height;
use serde::{Deserialize, Serialize};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::heights::{Moment, Word};
use crate::Error;

/// Requests that are put to an endpoint at once, each on a connection; more wait for their turn.
pub(super) const AT_ONCE: usize = 8;
/// How long an endpoint that failed stands behind those that did not, unless it is looked at before.
const REST: Duration = Duration::from_secs(30);
/// How soon an endpoint that failed is looked at again; twice as long after each failure more, up to `LONGEST`, which is
/// well within its rest.
const AGAIN: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(15);

/// Where a network can be asked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EndpointConfig {
    /// `http:` or `https:` address of the JSON-RPC.
    pub url: String,
    /// `ws:` or `wss:` address, where there is one.
    #[serde(default)]
    pub ws: Option<String>,
}

/// An address in the one form that all spellings of it share: scheme and host in small letters, no port that goes without
/// saying, a slash for an empty path. What is no address stays as it is.
pub fn canonical_url(url: &str) -> String {
    let url = url.trim();
    reqwest::Url::parse(url).map_or_else(|_| url.to_owned(), String::from)
}

/// What the wallet can say about an endpoint.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointStatus {
    /// Its address.
    pub url: String,
    /// The chain it serves; `None` before it was asked.
    pub chain_id: Option<u64>,
    /// How long its last answer took, in milliseconds.
    pub latency_millis: Option<u64>,
    /// The newest block it told of.
    pub height: Option<Height>,
    /// Why its last request failed; `None` after a success.
    pub last_error: Option<String>,
    /// Failures since its last success.
    pub failures: u32,
    /// Whether the endpoint stands far behind what the chain surely had, or stands still while another one goes on.
    pub lagging: bool,
    /// Whether the endpoint tells of a block that the chain cannot have come to, and that no other one confirms.
    pub ahead: bool,
    /// Blocks by which it stands behind the highest block that is believed; `None` before it told of one.
    pub behind: Option<u64>,
    /// Its `ws:` or `wss:` address, where it has one.
    pub ws: Option<String>,
    /// Whether it tells of new blocks by its WebSocket now.
    pub socket: bool,
    /// Whether it answered the last request that was put to the network.
    pub in_use: bool,
}

#[derive(Default)]
struct Health {
    chain: Option<u64>,
    latency: Option<Duration>,
    word: Option<Word>,
    last_error: Option<String>,
    failures: u32,
    failed_at: Option<Instant>,
    /// When it was last looked at again after a failure.
    looked_at: Option<Instant>,
    socket: bool,
    /// Whether the endpoint names its newest final block; none before it was asked.
    names_final: Option<bool>,
}

/// How an endpoint's height stands to the others'.
#[derive(Clone, Copy, Default)]
pub(super) struct Standing {
    pub(super) lagging: bool,
    pub(super) ahead: bool,
    /// The highest block that is believed.
    pub(super) best: Option<Height>,
}

pub(super) struct Endpoint {
    pub(super) config: EndpointConfig,
    health: Mutex<Health>,
    turns: Semaphore,
}

impl Endpoint {
    pub(super) fn new(config: EndpointConfig) -> Self {
        Self {
            config,
            health: Mutex::default(),
            turns: Semaphore::new(AT_ONCE),
        }
    }

    /// Waits until the endpoint is asked few enough things, and holds a place among them.
    pub(super) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        // It is never closed; if it were, nothing would be held back.
        self.turns.acquire().await.ok()
    }

    fn health(&self) -> MutexGuard<'_, Health> {
        // A panic while it was held cannot leave it half written: every write is of plain fields.
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn chain(&self) -> Option<u64> {
        self.health().chain
    }

    pub(super) fn set_chain(&self, chain: u64) {
        self.health().chain = Some(chain);
    }

    /// The newest block that it told of.
    pub(super) fn word(&self) -> Option<Word> {
        self.health().word
    }

    pub(super) fn saw_height(&self, height: Height) {
        let mut health = self.health();
        let at = Moment::now();
        let same = health.word.filter(|word| word.height == height);
        let since = same.map_or(at, |word| word.since);
        health.word = Some(Word { height, at, since });
    }

    /// Whether the endpoint names its newest final block; none before it was asked.
    pub(super) fn names_final(&self) -> Option<bool> {
        self.health().names_final
    }

    pub(super) fn set_names_final(&self, names: bool) {
        self.health().names_final = Some(names);
    }

    pub(super) fn tells_by_socket(&self, socket: bool) {
        self.health().socket = socket;
    }

    pub(super) fn succeeded(&self, latency: Duration) {
        let mut health = self.health();
        health.latency = Some(latency);
        health.last_error = None;
        health.failures = 0;
        health.failed_at = None;
    }

    /// After a failure the chain id and what the node knows are asked again: another process may listen there by now.
    pub(super) fn failed(&self, error: &Error) {
        let mut health = self.health();
        health.last_error = Some(error.to_string());
        health.failures = health.failures.saturating_add(1);
        health.failed_at = Some(Instant::now());
        if !matches!(error, Error::WrongChain { .. }) {
            health.chain = None;
            health.names_final = None;
        }
    }

    /// Whether the endpoint failed, and it is time to look whether it answers again. Who is told so looks.
    pub(super) fn is_due_again(&self) -> bool {
        let mut health = self.health();
        let Some(failed) = health.failed_at else { return false };
        let since = health.looked_at.map_or(failed, |looked| looked.max(failed));
        let more = health.failures.saturating_sub(1).min(8);
        let pause = AGAIN.saturating_mul(1 << more).min(LONGEST);
        let due = since.elapsed() >= pause;
        if due {
            health.looked_at = Some(Instant::now());
        }
        due
    }

    /// The order in which endpoints are tried: healthy before lagging before failed; among equals as configured.
    pub(super) fn rank(&self, lagging: bool) -> u8 {
        let resting = self.health().failed_at.is_some_and(|at| at.elapsed() < REST);
        u8::from(resting) * 2 + u8::from(lagging)
    }

    pub(super) fn status(&self, standing: Standing, in_use: bool) -> EndpointStatus {
        let health = self.health();
        let height = health.word.map(|word| word.height);
        let behind = height
            .zip(standing.best)
            .map(|(own, best)| best.0.saturating_sub(own.0));
        EndpointStatus {
            url: self.config.url.clone(),
            chain_id: health.chain,
            latency_millis: health.latency.and_then(|latency| latency.as_millis().try_into().ok()),
            height,
            last_error: health.last_error.clone(),
            failures: health.failures,
            lagging: standing.lagging,
            ahead: standing.ahead,
            behind,
            ws: self.config.ws.clone(),
            socket: health.socket,
            in_use,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint() -> Endpoint {
        Endpoint::new(EndpointConfig {
            url: "http://127.0.0.1:1".into(),
            ws: None,
        })
    }

    #[test]
    fn a_failed_endpoint_stands_behind_a_lagging_one_and_recovers_with_a_success() {
        let failed = endpoint();
        failed.set_chain(4690);
        failed.set_names_final(false);
        failed.failed(&Error::NoEndpoint);
        assert!(failed.rank(false) > endpoint().rank(true));
        assert!(endpoint().rank(true) > endpoint().rank(false));
        assert_eq!(failed.chain(), None, "its chain id has to be checked anew");
        assert_eq!(failed.names_final(), None, "it may be a newer release by now");
        assert!(!failed.is_due_again(), "it has a moment");
        failed.succeeded(Duration::from_millis(7));
        assert_eq!(failed.rank(false), 0);
        let standing = Standing::default();
        assert_eq!(failed.status(standing, false).latency_millis, Some(7));
        assert!(!failed.is_due_again());
    }
}
