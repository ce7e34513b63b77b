//! The same methods over a WebSocket, and subscriptions.

use std::{collections::BTreeMap, mem, sync::Arc};

use axum::extract::ws::{Message, WebSocket};
use serde_json::{Value, json};
use tokio::sync::{broadcast::error::RecvError, watch};

use super::{
    Answer, Errand, Node, dispatch, format,
    logs::Described,
    params::{at, text},
    request,
};
use crate::{chain::LogFilter, error::RpcError};

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

async fn converse(node: &Arc<Node>, mut socket: WebSocket, subscriptions: &mut Subscriptions) {
    let mut blocks = node.watch();
    let mut stopped = node.stopped.clone();
    loop {
        tokio::select! {
            () = ended(&mut stopped) => return,
            received = socket.recv() => {
                let body = match received {
                    Some(Ok(Message::Text(body))) => body.to_string(),
                    Some(Ok(Message::Binary(body))) => String::from_utf8_lossy(&body).into_owned(),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                };
                let mut own = mem::take(subscriptions);
                let answered = node.work(move |node| {
                    let errand = Errand::default();
                    let answer = request::answer(&body, |method, params| own.answer(node, method, params, &errand));
                    (own, answer)
                });
                let Some((own, answer)) = answered.await else { return };
                *subscriptions = own;
                if send(&mut socket, &answer).await.is_err() {
                    return;
                }
            }
            height = blocks.recv() => match height {
                Ok(height) => {
                    for message in subscriptions.news(node, height) {
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
}
