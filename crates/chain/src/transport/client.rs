//! The client of one network: which endpoint is asked, and what is done when it fails.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use ballast_domain::Height;
use rand::Rng;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::watch;
use tracing::{debug, warn};

use super::{
    Batch, Config, EndpointConfig, EndpointStatus, Failover, Request,
    config::checked,
    endpoint::{Endpoint, Standing},
    heights::{Heights, Moment, Said},
    http::{self, Http},
    rpc::{self, BATCH_LIMIT, malformed},
    served::Served,
};
use crate::{Error, types::quantity_from_hex};

/// How long the others are waited for where one tells of a height that is doubtful.
const SECOND_WORD: Duration = Duration::from_secs(3);
/// The one question that tells how an endpoint does.
const NEWEST: &str = "eth_blockNumber";

/// Asks the nodes of one network. Cheap to clone; clones share what is known of the endpoints.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    config: Config,
    http: Http,
    endpoints: RwLock<Vec<Arc<Endpoint>>>,
    heights: Heights,
    served: Served,
    /// Told when the endpoints are others.
    changed: watch::Sender<()>,
}

impl Client {
    /// A client for `config`; asks nothing yet.
    ///
    /// # Errors
    /// [`Error::BadUrl`], [`Error::BadSocketUrl`] where an address cannot be asked.
    pub fn new(config: Config) -> Result<Self, Error> {
        let endpoints = RwLock::new(checked(&config.endpoints, &[])?);
        Ok(Self {
            inner: Arc::new(Inner {
                http: Http::new(&config),
                heights: Heights::new(config.pace),
                config,
                endpoints,
                served: Served::default(),
                changed: watch::Sender::new(()),
            }),
        })
    }

    /// Replaces the endpoints; people may add their own at any time. What is known of those that stay is kept.
    ///
    /// # Errors
    /// [`Error::BadUrl`], [`Error::BadSocketUrl`]; the old ones then stay.
    pub fn set_endpoints(&self, endpoints: &[EndpointConfig]) -> Result<(), Error> {
        let endpoints = checked(endpoints, &self.all())?;
        *self.inner.endpoints.write().unwrap_or_else(PoisonError::into_inner) = endpoints;
        self.inner.changed.send_replace(());
        Ok(())
    }

    /// Tells when the endpoints are replaced.
    pub(super) fn changes(&self) -> watch::Receiver<()> {
        self.inner.changed.subscribe()
    }

    /// The chain id of the network.
    pub fn chain_id(&self) -> u64 {
        self.inner.config.chain_id
    }

    /// What is known of each endpoint, in the configured order.
    pub fn endpoints(&self) -> Vec<EndpointStatus> {
        let (endpoints, now, heights) = (self.all(), Moment::now(), &self.inner.heights);
        let said = said(&endpoints);
        let best = heights.best(&said, now);
        let served = self.inner.served.by();
        let status = |(place, endpoint): (usize, &Arc<Endpoint>)| {
            let standing = Standing {
                lagging: heights.is_lagging(&said, place, now),
                ahead: heights.is_ahead(&said, place, now),
                best,
            };
            endpoint.status(standing, served.as_deref() == Some(endpoint.config.url.as_str()))
        };
        endpoints.iter().enumerate().map(status).collect()
    }

    /// A block that the chain surely had: two endpoints told of it, or of a later one; none where no two did.
    pub fn surely_had(&self) -> Option<Height> {
        self.inner.heights.had()
    }

    /// The highest block that is believed now where no second endpoint confirms it; none where nothing is known by which
    /// it could be measured.
    pub fn highest_believable(&self) -> Option<Height> {
        self.inner.heights.most(Moment::now())
    }

    /// The last time that one endpoint failed and another one answered in its place.
    pub fn last_failover(&self) -> Option<Failover> {
        self.inner.served.last_failover()
    }

    /// Asks every endpoint for its newest block, all at once, so that their health is known.
    pub async fn measure(&self) {
        let asked = self.all().into_iter().map(|endpoint| async move {
            // What goes wrong stands in the endpoint's health.
            let _ = self.ask(&endpoint, &[Request::new(NEWEST, json!([]))]).await;
        });
        futures_util::future::join_all(asked).await;
    }

    pub(super) fn config(&self) -> &Config {
        &self.inner.config
    }

    pub(super) fn all(&self) -> Vec<Arc<Endpoint>> {
        self.inner
            .endpoints
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn ranked(&self) -> Vec<Arc<Endpoint>> {
        let (endpoints, now) = (self.all(), Moment::now());
        let said = said(&endpoints);
        let rank = |(place, endpoint): (usize, Arc<Endpoint>)| {
            let lagging = self.inner.heights.is_lagging(&said, place, now);
            (endpoint.rank(lagging), endpoint)
        };
        let mut ranked: Vec<_> = endpoints.into_iter().enumerate().map(rank).collect();
        // Stable: equals stay in the person's order.
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, endpoint)| endpoint).collect()
    }

    /// Looks, beside everything else, whether endpoints that failed answer again: then their place in the order counts.
    fn look_again(&self) {
        for endpoint in self.all().into_iter().filter(|endpoint| endpoint.is_due_again()) {
            let client = self.clone();
            tokio::spawn(async move {
                // What goes wrong stands in the endpoint's health.
                let _ = client.ask(&endpoint, &[Request::new(NEWEST, json!([]))]).await;
            });
        }
    }

    /// Reads one thing, with failover and retries.
    ///
    /// # Errors
    /// The node's own error, or that of the last endpoint tried.
    pub async fn request<T: DeserializeOwned>(&self, request: Request) -> Result<T, Error> {
        let Batch { node, mut answers } = self.batch(&[request]).await?;
        let answer = answers.pop().ok_or(Error::NoEndpoint)??;
        serde_json::from_value(answer).map_err(|e| malformed(&node, e.to_string()))
    }

    /// Reads several things from one node, in batches of at most 100, with failover and retries.
    ///
    /// # Errors
    /// That of the last endpoint tried; errors that the node gives to single requests stand among the answers.
    pub async fn batch(&self, requests: &[Request]) -> Result<Batch, Error> {
        let mut pause = self.config().backoff;
        let mut round = 0;
        loop {
            let mut failure = Error::NoEndpoint;
            let mut first_failed = None;
            for endpoint in self.ranked() {
                match self.ask(&endpoint, requests).await {
                    Ok(answers) => {
                        self.inner.served.answered(&endpoint.config.url, first_failed);
                        self.look_again();
                        return Ok(Batch {
                            node: endpoint.config.url.clone(),
                            answers,
                        });
                    }
                    Err(Error::WrongChain { .. }) if failure != Error::NoEndpoint => {}
                    Err(error) if error.is_of_the_endpoint() => {
                        first_failed.get_or_insert_with(|| (endpoint.config.url.clone(), error.to_string()));
                        failure = error;
                    }
                    Err(error) => return Err(error),
                }
            }
            if round == self.config().retries || matches!(failure, Error::NoEndpoint | Error::WrongChain { .. }) {
                return Err(failure);
            }
            round += 1;
            debug!(round, error = %failure, "every endpoint failed; trying again");
            tokio::time::sleep(jittered(pause)).await;
            pause *= 2;
        }
    }

    /// Sends something that must not be sent twice without thought: moves on only where nothing was sent.
    pub(crate) async fn send<T: DeserializeOwned>(&self, request: Request) -> Result<T, Error> {
        let mut failure = Error::NoEndpoint;
        for endpoint in self.ranked() {
            let node = &endpoint.config.url;
            // Asking nothing checks the endpoint; whatever goes wrong here, the request has not left yet.
            if let Err(error) = self.ask(&endpoint, &[]).await {
                let reason = error.to_string();
                failure = if error.may_have_arrived() {
                    Error::Unreachable {
                        node: node.clone(),
                        reason,
                    }
                } else {
                    error
                };
                continue;
            }
            match self.ask(&endpoint, std::slice::from_ref(&request)).await {
                Ok(mut answers) => {
                    let answer = answers.pop().ok_or(Error::NoEndpoint)??;
                    return serde_json::from_value(answer).map_err(|e| malformed(node, e.to_string()));
                }
                Err(error) if error.may_have_arrived() => return Err(error),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    /// Asks one endpoint, its chain id first. What comes with a height that is not believed is no answer.
    pub(super) async fn ask(&self, endpoint: &Endpoint, requests: &[Request]) -> Result<Vec<Answer>, Error> {
        self.ask_weighing(endpoint, requests, true).await
    }

    /// Asks one endpoint for what it says itself: of heights it is heard, and nothing hangs on whether they are believed.
    pub(super) async fn ask_as_witness(&self, endpoint: &Endpoint, requests: &[Request]) -> Result<Vec<Answer>, Error> {
        self.ask_weighing(endpoint, requests, false).await
    }

    async fn ask_weighing(
        &self,
        endpoint: &Endpoint,
        requests: &[Request],
        weighs: bool,
    ) -> Result<Vec<Answer>, Error> {
        let started = Instant::now();
        let answered = async {
            self.check_chain(endpoint).await?;
            let mut answers = Vec::with_capacity(requests.len());
            for chunk in requests.chunks(BATCH_LIMIT) {
                answers.extend(self.exchange(endpoint, chunk).await?);
            }
            Ok(answers)
        };
        let answered: Result<_, Error> = answered.await;
        let latency = started.elapsed();
        let outcome = match answered {
            Ok(answers) if weighs => self.weigh(endpoint, requests, &answers).await.map(|()| answers),
            Ok(answers) => {
                if let Some(height) = told(requests, &answers) {
                    endpoint.saw_height(height);
                }
                Ok(answers)
            }
            Err(error) => Err(error),
        };
        match &outcome {
            Ok(_) => endpoint.succeeded(latency),
            Err(error) if error.is_of_the_endpoint() => {
                warn!(
                    endpoint = endpoint.config.url,
                    code = error.code(),
                    "an endpoint failed"
                );
                endpoint.failed(error);
            }
            Err(_) => {}
        }
        outcome
    }

    /// What comes with a height that is not believed is no answer.
    async fn weigh(&self, endpoint: &Endpoint, requests: &[Request], answers: &[Answer]) -> Result<(), Error> {
        match told(requests, answers) {
            Some(height) => self.hear(endpoint, height).await,
            None => Ok(()),
        }
    }

    /// Takes in a height that an endpoint told of; where it is doubtful the others are asked for theirs.
    ///
    /// # Errors
    /// [`Error::Ahead`] where it is not believed.
    pub(super) async fn hear(&self, endpoint: &Endpoint, height: Height) -> Result<(), Error> {
        endpoint.saw_height(height);
        if self.believes(endpoint, false) {
            return Ok(());
        }
        self.ask_others(endpoint).await;
        match self.believes(endpoint, true) {
            true => Ok(()),
            false => Err(Error::Ahead {
                node: endpoint.config.url.clone(),
                height,
            }),
        }
    }

    fn believes(&self, endpoint: &Endpoint, asked: bool) -> bool {
        let said = said(&self.all());
        let place = said.iter().position(|s| s.url == endpoint.config.url);
        // One that was taken off the list meanwhile changes nothing any more.
        place.is_none_or(|place| self.inner.heights.believe(&said, place, asked, Moment::now()))
    }

    /// Asks every endpoint but this one for its newest block, for a short time.
    async fn ask_others(&self, endpoint: &Endpoint) {
        let newest = [Request::new(NEWEST, json!([]))];
        let others = self.all().into_iter();
        let others = others.filter(|other| other.config.url != endpoint.config.url);
        let asked = others.map(|other| {
            let newest = &newest;
            async move {
                self.check_chain(&other).await?;
                let answers = self.exchange(&other, newest).await?;
                if let Some(height) = told(newest, &answers) {
                    other.saw_height(height);
                }
                Ok::<_, Error>(())
            }
        });
        // Who does not answer in time says nothing; those who did are heard.
        let _ = tokio::time::timeout(SECOND_WORD, futures_util::future::join_all(asked)).await;
    }

    /// Nothing of an endpoint is used before it has said the right chain id.
    async fn check_chain(&self, endpoint: &Endpoint) -> Result<(), Error> {
        let (node, expected) = (&endpoint.config.url, self.chain_id());
        if endpoint.chain() != Some(expected) {
            let answers = self
                .exchange(endpoint, &[Request::new("eth_chainId", json!([]))])
                .await?;
            let found = match answers.into_iter().next() {
                Some(Ok(answer)) => answer
                    .as_str()
                    .and_then(quantity_from_hex)
                    .and_then(|id| id.try_into().ok()),
                Some(Err(error)) => return Err(malformed(node, format!("no chain id: {error}"))),
                None => None,
            };
            let found: u64 = found.ok_or_else(|| malformed(node, "its chain id is not a number"))?;
            endpoint.set_chain(found);
            if found != expected {
                return Err(Error::WrongChain {
                    node: node.clone(),
                    expected,
                    found,
                });
            }
        }
        Ok(())
    }

    async fn exchange(&self, endpoint: &Endpoint, requests: &[Request]) -> Result<Vec<Answer>, Error> {
        let (node, limit) = (endpoint.config.url.as_str(), self.config().max_answer);
        let body = match requests {
            [] => return Ok(Vec::new()),
            [request] => request.with_id(1),
            many => many
                .iter()
                .enumerate()
                .map(|(i, request)| request.with_id(i + 1))
                .collect(),
        };
        let _turn = endpoint.turn().await;
        let at = self.config().asked_at(node);
        let answer = http::post(self.inner.http.of(node)?, node, &at, body.to_string(), limit).await?;
        if requests.len() == 1 {
            return Ok(vec![rpc::single(node, 1, answer)?]);
        }
        rpc::batch(node, requests.len(), answer)
    }
}

/// Between half and one and a half of a pause, so that many wallets do not come back at the same moment.
fn jittered(pause: Duration) -> Duration {
    pause.mul_f64(rand::thread_rng().gen_range(0.5..1.5))
}

type Answer = Result<Value, crate::RpcError>;

/// What the endpoints said of their heights, in the person's order.
fn said(endpoints: &[Arc<Endpoint>]) -> Vec<Said> {
    let said = |endpoint: &Arc<Endpoint>| Said {
        url: endpoint.config.url.clone(),
        word: endpoint.word(),
    };
    endpoints.iter().map(said).collect()
}

/// The highest newest block that answers tell of, wherever a request happened to ask for it.
fn told(requests: &[Request], answers: &[Answer]) -> Option<Height> {
    let height = |(request, answer): (&Request, &Answer)| {
        let answer = answer.as_ref().ok()?;
        let text = match request.method {
            NEWEST => answer.as_str()?,
            "eth_getBlockByNumber" if request.params.get(0).is_some_and(|block| block == "latest") => {
                answer.get("number")?.as_str()?
            }
            _ => return None,
        };
        quantity_from_hex(text)?.try_into().ok().map(Height)
    };
    requests.iter().zip(answers).filter_map(height).max()
}
