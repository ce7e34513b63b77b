//! The same methods over a WebSocket, and subscriptions.

use std::{
    collections::{BTreeMap, VecDeque},
    mem,
    pin::pin,
    sync::Arc,
};

use axum::extract::ws::{Message, WebSocket};
use serde_json::{Value, json};
use tokio::sync::{broadcast::error::RecvError, watch};

use super::{
    Answer, Errand, MOST_BODY, Node, dispatch, format,
    logs::Described,
    params::{at, text},
    request,
};
use crate::{chain::LogFilter, error::RpcError};

/// The most requests of one connection that wait while one before them is answered.
const MOST_WAITING: usize = 1_000;

/// What a connection is subscribed to, by id.
#[derive(Default)]
struct Subscriptions {
    heads: Vec<String>,
    logs: BTreeMap<String, LogFilter>,
}

impl Subscriptions {
    fn answer(&mut self, node: &Node, method: &str, params: &Value, errand: &Errand) -> Answer {
        match method {
            "eth_subscribe" => self.subscribe(node, params),
            _ => dispatch::dispatch(node, method, params, errand),
        }
    }

    fn subscribe(&mut self, node: &Node, params: &Value) -> Answer {
        let filter = match text(at(params, 0).ok_or_else(RpcError::format)?).as_str() {
            "newHeads" => None,
            "logs" => Some(Described::read(at(params, 1))?.filter()?),
            _ => return Err(RpcError::format()),
        };
        let id = node.subscribe();
        match filter {
            None => self.heads.push(id.clone()),
            Some(filter) => {
                self.logs.insert(id.clone(), filter);
            }
        }
        Ok(json!(id))
    }

    fn are_none(&self) -> bool {
        self.heads.is_empty() && self.logs.is_empty()
    }

    /// Forgets what somebody has ended.
    fn forget_ended(&mut self, node: &Node) {
        let live = node.live();
        self.heads.retain(|id| live.contains(id));
        self.logs.retain(|id, _| live.contains(id));
    }

    /// Ends them all, as the connection has ended.
    fn end(&self, node: &Node) {
        let mut live = node.live();
        for id in self.heads.iter().chain(self.logs.keys()) {
            live.remove(id);
        }
    }

    /// What a new block has to say to this connection.
    fn news(&mut self, node: &Node, height: u64) -> Vec<Value> {
        self.forget_ended(node);
        let chain = node.chain();
        let Some(block) = chain.block(height) else {
            return Vec::new();
        };
        let message = |id: &String, result: Value| {
            let params = json!({ "subscription": id, "result": result });
            json!({ "jsonrpc": "2.0", "method": "eth_subscription", "params": params })
        };
        let heads = self.heads.iter().map(|id| message(id, format::head(block, Vec::new())));
        let logs = self.logs.iter().flat_map(|(id, filter)| {
            let found = filter.in_block(block);
            let shown = found.into_iter().map(|f| format::log(f.block, f.place, f.tx, f.log));
            shown.map(|log| message(id, log)).collect::<Vec<_>>()
        });
        heads.chain(logs).collect()
    }
}

/// Serves one connection until it ends.
pub(crate) async fn serve(node: Arc<Node>, socket: WebSocket) {
    let mut subscriptions = Subscriptions::default();
    converse(&node, socket, &mut subscriptions).await;
    subscriptions.end(&node);
}

/// What a connection has asked for while something else was answered, in its order.
#[derive(Default)]
struct Waiting {
    bodies: VecDeque<String>,
    /// How much they hold, in bytes.
    size: usize,
}

impl Waiting {
    /// Keeps a request; false where too many wait already, or too large ones.
    fn keep(&mut self, body: String) -> bool {
        let room = self.bodies.len() < MOST_WAITING && self.size < MOST_BODY;
        if room {
            self.size += body.len();
            self.bodies.push_back(body);
        }
        room
    }

    fn take(&mut self) -> Option<String> {
        let body = self.bodies.pop_front()?;
        self.size -= body.len();
        Some(body)
    }
}

async fn converse(node: &Arc<Node>, mut socket: WebSocket, subscriptions: &mut Subscriptions) {
    let mut blocks = node.watch();
    let mut stopped = node.stopped.clone();
    let mut waiting = Waiting::default();
    loop {
        tokio::select! {
            () = ended(&mut stopped) => return,
            body = next(&mut waiting, &mut socket) => {
                let Some(body) = body else { return };
                let answer = answered(node, &mut socket, &mut waiting, subscriptions, body);
                let Some(answer) = answer.await else { return };
                if send(&mut socket, &answer).await.is_err() {
                    return;
                }
            }
            height = blocks.recv() => match height {
                Ok(_) if subscriptions.are_none() => {}
                Ok(height) => {
                    let news = elsewhere(node, subscriptions, move |own, node| own.news(node, height));
                    let Some(news) = news.await else { return };
                    for message in news {
                        if send(&mut socket, &message).await.is_err() {
                            return;
                        }
                    }
                }
                // A client that is too slow misses blocks; it can ask for them.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            },
        }
    }
}

/// The request that is next; none where who asks has hung up.
async fn next(waiting: &mut Waiting, socket: &mut WebSocket) -> Option<String> {
    match waiting.take() {
        Some(body) => Some(body),
        None => heard(socket).await,
    }
}

/// The request that comes next; none where who asks has hung up.
async fn heard(socket: &mut WebSocket) -> Option<String> {
    loop {
        match socket.recv().await? {
            Ok(Message::Text(body)) => return Some(body.to_string()),
            Ok(Message::Binary(body)) => return Some(String::from_utf8_lossy(&body).into_owned()),
            Ok(Message::Ping(_) | Message::Pong(_)) => {}
            Ok(Message::Close(_)) | Err(_) => return None,
        }
    }
}

/// Answers a request, and listens meanwhile: what else is asked waits for its turn. None where who asks has hung up, which
/// gives the request up. Who asks for more than may wait is hung up on: unread, it would hide that end.
async fn answered(
    node: &Arc<Node>,
    socket: &mut WebSocket,
    waiting: &mut Waiting,
    subscriptions: &mut Subscriptions,
    body: String,
) -> Option<Value> {
    let errand = Arc::new(Errand::default());
    let on_its_way = Arc::clone(&errand);
    let mut answer = pin!(elsewhere(node, subscriptions, move |own, node| {
        request::answer(&body, |method, params| own.answer(node, method, params, &on_its_way))
    }));
    let mut there = true;
    loop {
        tokio::select! {
            // It is waited for even when nobody is there any more: the subscriptions are away with it.
            answer = &mut answer => return answer.filter(|_| there),
            body = heard(socket), if there => {
                there = body.is_some_and(|body| waiting.keep(body));
                if !there {
                    errand.give_up();
                }
            }
        }
    }
}

/// Does something with a connection's subscriptions where it holds nobody up; none where it could not be done.
async fn elsewhere<T: Send + 'static>(
    node: &Arc<Node>,
    subscriptions: &mut Subscriptions,
    work: impl FnOnce(&mut Subscriptions, &Node) -> T + Send + 'static,
) -> Option<T> {
    let mut own = mem::take(subscriptions);
    let done = node.work(move |node| {
        let done = work(&mut own, node);
        (own, done)
    });
    let (own, done) = done.await?;
    *subscriptions = own;
    Some(done)
}

/// Returns when the network ends. (Of its own, because what `wait_for` gives may not be kept over a wait.)
pub(crate) async fn ended(stopped: &mut watch::Receiver<bool>) {
    // The sender is gone when the handle is: that is an end too.
    let _ = stopped.wait_for(|stop| *stop).await;
}

async fn send(socket: &mut WebSocket, value: &Value) -> Result<(), axum::Error> {
    socket.send(Message::Text(format!("{value}\n").into())).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{chain::Chain, testing};

    #[test]
    fn what_another_ends_says_no_more_and_what_a_connection_began_ends_with_it() {
        let mut chain = Chain::new(testing::genesis()).unwrap();
        chain.mine(testing::STEP).unwrap();
        let node = Node::new(chain, None, testing::STEP, watch::channel(false).1);
        let mut mine = Subscriptions::default();
        let errand = Errand::default();
        let heads = mine
            .answer(&node, "eth_subscribe", &json!(["newHeads"]), &errand)
            .unwrap();
        let logs = mine
            .answer(&node, "eth_subscribe", &json!(["logs", {}]), &errand)
            .unwrap();
        assert_eq!(mine.news(&node, 1).len(), 2);
        let mut other = Subscriptions::default();
        let mut end = |id: Value| other.answer(&node, "eth_unsubscribe", &json!([id]), &errand);
        assert_eq!(end(heads), Ok(json!(true)));
        assert_eq!(mine.news(&node, 1).len(), 1);
        mine.end(&node);
        assert!(end(logs).is_err());
    }

    #[test]
    fn what_waits_has_its_order_and_an_end() {
        let mut waiting = Waiting::default();
        assert!((0..MOST_WAITING).all(|i| waiting.keep(i.to_string())));
        assert!(!waiting.keep("one more".to_owned()));
        assert_eq!(waiting.take().as_deref(), Some("0"));
        assert!(waiting.keep("last".to_owned()));
        let left: Vec<_> = std::iter::from_fn(|| waiting.take()).collect();
        assert_eq!(
            (left.len(), left.last().map(String::as_str)),
            (MOST_WAITING, Some("last"))
        );

        assert!(waiting.keep("x".repeat(MOST_BODY)));
        assert!(!waiting.keep(String::new()), "there is an end to what they hold too");
        assert!(waiting.take().is_some() && waiting.keep(String::new()));
    }
}
