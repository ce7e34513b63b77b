//! Listening on the loopback interface, and the clock that makes blocks.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{Arc, Weak},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::{FromRequestParts, Request, State, ws::WebSocketUpgrade},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::future::BoxFuture;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time};

use crate::{
    Access, Genesis, PracticeError,
    chain::Chain,
    default_genesis,
    persist::Store,
    rpc::{Errand, MOST_BODY, Node, ended},
};

/// How long an end waits for what is under way.
const PATIENCE: Duration = Duration::from_secs(2);

/// How a practice network is run.
#[derive(Clone, Debug)]
pub struct Config {
    /// The port on 127.0.0.1; 0 takes a free one, which [`Handle::address`] names.
    pub port: u16,
    /// What the chain starts from; [`default_genesis`] where there is none.
    pub genesis: Option<Genesis>,
    /// Where the state is kept; it is forgotten at the end where there is none. State that is there already goes on;
    /// with another genesis than [`Config::genesis`] it is refused.
    pub data_dir: Option<PathBuf>,
    /// Make blocks only when asked to, by `practice_mine`.
    pub on_demand: bool,
    /// Seconds between blocks; more than 0.
    pub block_seconds: f64,
    /// Who may ask.
    pub access: Access,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            genesis: None,
            data_dir: None,
            on_demand: false,
            block_seconds: 2.5,
            access: Access::default(),
        }
    }
}

/// A running practice network. It ends when this is dropped.
#[derive(Debug)]
pub struct Handle {
    address: SocketAddr,
    access: Access,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
    node: Weak<Node>,
}

impl Handle {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL for JSON-RPC over HTTP, with the pass where one is needed.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.access.path())
    }

    /// Ends it, and waits until it has ended and its files are written; connections that stay open are cut off after two
    /// seconds.
    pub async fn shutdown(mut self) {
        // Its tasks may have ended already.
        let _ = self.stop.send(true);
        for mut task in self.tasks.drain(..) {
            if time::timeout(PATIENCE, &mut task).await.is_err() {
                task.abort();
            }
        }
        // What is under way sees the end too; nobody writes after it.
        if let Some(node) = self.node.upgrade() {
            let _ = time::timeout(PATIENCE, node.rests()).await;
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
    }
}

/// Starts a practice network.
///
/// Without stored state the chain stands at height 1, made [`Config::block_seconds`] after the genesis time.
///
/// # Errors
/// The port cannot be had, the genesis contradicts itself, or stored state cannot be used.
pub fn start(config: Config) -> BoxFuture<'static, Result<Handle, PracticeError>> {
    // Of one type: else each program that starts one would compile all of it anew.
    Box::pin(started(config))
}

async fn started(config: Config) -> Result<Handle, PracticeError> {
    let Config {
        port,
        genesis,
        data_dir,
        access,
        ..
    } = config;
    if !config.block_seconds.is_finite() || config.block_seconds <= 0.0 {
        return Err(PracticeError::Genesis("there must be time between blocks".to_owned()));
    }
    let step = (config.block_seconds * 1e6).round() as u64;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    let listener = listener.map_err(|source| PracticeError::Listen { port, source })?;
    let address = listener
        .local_addr()
        .map_err(|source| PracticeError::Listen { port, source })?;
    let (stop, stopped) = watch::channel(false);
    // A chain is begun, or read, for as long as it takes: elsewhere than where others are served.
    let ends = stopped.clone();
    let opened = tokio::task::spawn_blocking(move || open(genesis, data_dir, step, ends)).await;
    let node = Arc::new(opened.map_err(|error| PracticeError::Genesis(error.to_string()))??);
    let served = Arc::new(Served {
        node: Arc::clone(&node),
        address,
        access: access.clone(),
    });
    let mut tasks = vec![tokio::spawn(listen(listener, served, stopped.clone()))];
    let known = Arc::downgrade(&node);
    if !config.on_demand {
        tasks.push(tokio::spawn(tick(node, Duration::from_micros(step), stopped)));
    }
    tracing::info!(%address, "the practice network is running");
    Ok(Handle {
        address,
        access,
        stop,
        tasks,
        node: known,
    })
}

fn open(
    genesis: Option<Genesis>,
    data_dir: Option<PathBuf>,
    step: u64,
    stopped: watch::Receiver<bool>,
) -> Result<Node, PracticeError> {
    let store = data_dir.map(Store::open).transpose()?;
    let stored = match &store {
        Some(store) => store.load(genesis.as_ref())?,
        None => None,
    };
    let chain = match stored {
        Some(chain) => chain,
        None => {
            let mut chain = Chain::new(genesis.unwrap_or_else(default_genesis))?;
            chain
                .mine(step)
                .map_err(|error| PracticeError::Genesis(error.message))?;
            if let Some(store) = &store {
                store.save(&chain);
            }
            chain
        }
    };
    Ok(Node::new(chain, store, step, stopped))
}

/// What is listened for, and who may ask it.
struct Served {
    node: Arc<Node>,
    address: SocketAddr,
    access: Access,
}

async fn listen(listener: TcpListener, served: Arc<Served>, mut stopped: watch::Receiver<bool>) {
    let router = Router::new().fallback(answer).with_state(served);
    let ended = async move { ended(&mut stopped).await };
    if let Err(error) = axum::serve(listener, router).with_graceful_shutdown(ended).await {
        tracing::warn!(%error, "the practice network stopped listening");
    }
}

async fn tick(node: Arc<Node>, every: Duration, mut stopped: watch::Receiver<bool>) {
    let mut clock = time::interval_at(time::Instant::now() + every, every);
    clock.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = clock.tick() => {
                // Where it could not be made, the next one is.
                let _ = node.work(|node| node.tick()).await;
            }
            () = ended(&mut stopped) => return,
        }
    }
}

/// Gives a request up when it is dropped, as it is when who asked has hung up.
struct Waits(Arc<Errand>);

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.give_up();
    }
}

/// Any path and verb, for who may ask: a WebSocket where one is asked for, JSON-RPC for POST, one line of text for the rest.
async fn answer(State(served): State<Arc<Served>>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    if !served.access.allows(served.address, &parts.uri, &parts.headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let node = &served.node;
    if parts.headers.contains_key(header::UPGRADE) {
        return match WebSocketUpgrade::from_request_parts(&mut parts, node).await {
            Ok(upgrade) => {
                let node = Arc::clone(node);
                let upgrade = upgrade.max_message_size(MOST_BODY).max_frame_size(MOST_BODY);
                upgrade.on_upgrade(move |socket| crate::rpc::serve_socket(node, socket))
            }
            Err(rejection) => rejection.into_response(),
        };
    }
    if parts.method != Method::POST {
        return "IoTeX RPC endpoint is ready.".into_response();
    }
    let body: Bytes = match axum::body::to_bytes(body, MOST_BODY).await {
        Ok(body) => body,
        Err(_) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    };
    let waits = Waits(Arc::default());
    let errand = Arc::clone(&waits.0);
    let answered = node.work(move |node| node.answer(&String::from_utf8_lossy(&body), &errand));
    let Some(text) = answered.await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=UTF-8"),
    );
    if served.access == Access::Open {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    response
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpStream,
    };

    use super::*;

    fn ask(address: SocketAddr, method: &str) -> String {
        let body = format!(r#"{{"id":1,"method":"{method}"}}"#);
        let mut node = TcpStream::connect(address).unwrap();
        let head = format!(
            "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        node.write_all((head + &body).as_bytes()).unwrap();
        let mut answer = String::new();
        node.read_to_string(&mut answer).unwrap();
        answer
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_clock_makes_blocks_until_the_end() {
        let handle = start(Config {
            block_seconds: 0.02,
            ..Config::default()
        })
        .await
        .unwrap();
        let address = handle.address();
        let height = || {
            let answer = ask(address, "eth_blockNumber");
            let digits = answer.rsplit("0x").next().unwrap().trim_end_matches("\"}").to_owned();
            u64::from_str_radix(&digits, 16).unwrap()
        };
        let first = height();
        let begun = std::time::Instant::now();
        while height() < first + 3 {
            assert!(begun.elapsed() < Duration::from_secs(10), "no blocks are made");
            time::sleep(Duration::from_millis(20)).await;
        }
        handle.shutdown().await;
        assert!(TcpStream::connect(address).is_err());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn on_demand_the_chain_stands_at_height_one() {
        let handle = start(Config {
            on_demand: true,
            ..Config::default()
        })
        .await
        .unwrap();
        assert!(ask(handle.address(), "eth_blockNumber").ends_with(r#""result":"0x1"}"#));
        handle.shutdown().await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_taken_port_is_said_to_be_taken() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = taken.local_addr().unwrap().port();
        let refused = start(Config {
            port,
            ..Config::default()
        })
        .await
        .unwrap_err();
        assert!(
            refused
                .to_string()
                .starts_with(&format!("the practice network cannot listen on port {port}"))
        );
    }
}
