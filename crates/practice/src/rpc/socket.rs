//! The same methods over a WebSocket, and subscriptions.

use std::{collections::BTreeMap, sync::Arc};

use axum::extract::ws::{Message, WebSocket};
use serde_json::{Value, json};
use tokio::sync::{broadcast::error::RecvError, watch};

use super::{
    Answer, Node, basics, dispatch, format,
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
    fn answer(&mut self, node: &Node, method: &str, params: &Value) -> Answer {
        match method {
            "eth_subscribe" => self.subscribe(node, params),
            "eth_unsubscribe" => self.unsubscribe(&text(at(params, 0).ok_or_else(RpcError::format)?)),
            _ => dispatch::dispatch(node, method, params),
        }
    }

    fn subscribe(&mut self, node: &Node, params: &Value) -> Answer {
        let id = node.subscription_id();
        match text(at(params, 0).ok_or_else(RpcError::format)?).as_str() {
            "newHeads" => self.heads.push(id.clone()),
            "logs" => {
                let filter = Described::read(at(params, 1))?.filter()?;
                self.logs.insert(id.clone(), filter);
            }
            _ => return Err(RpcError::format()),
        }
        Ok(json!(id))
    }

    fn unsubscribe(&mut self, id: &str) -> Answer {
        let before = self.heads.len() + self.logs.len();
        self.heads.retain(|head| head != id);
        self.logs.remove(id);
        match before > self.heads.len() + self.logs.len() {
            true => Ok(json!(true)),
            false => Err(basics::no_subscription()),
        }
    }

    /// What a new block has to say to this connection.
    fn news(&self, node: &Node, height: u64) -> Vec<Value> {
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
pub(crate) async fn serve(node: Arc<Node>, mut socket: WebSocket) {
    let mut subscriptions = Subscriptions::default();
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
                let answer = request::answer(&body, |method, params| subscriptions.answer(&node, method, params));
                if send(&mut socket, &answer).await.is_err() {
                    return;
                }
            }
            height = blocks.recv() => match height {
                Ok(height) => {
                    for message in subscriptions.news(&node, height) {
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
async fn ended(stopped: &mut watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}

async fn send(socket: &mut WebSocket, value: &Value) -> Result<(), axum::Error> {
    socket.send(Message::Text(format!("{value}\n").into())).await
}
