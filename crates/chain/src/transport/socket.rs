//! Heads by WebSocket: one subscription, checked like everything else.

use std::time::Duration;

use futures_util::{Sink, SinkExt, Stream, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, sync::mpsc, time};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async_with_config,
    tungstenite::{self, Message, Utf8Bytes, protocol::WebSocketConfig},
};

use super::{Client, Request, endpoint::Endpoint, http, rpc};
use crate::{Error, Head, types::quantity_from_hex};

/// Time to connect, and to answer a request.
const PATIENCE: Duration = Duration::from_secs(10);
/// Silence after which a ping is sent; a second such silence ends the connection.
const SILENCE: Duration = Duration::from_secs(30);
/// Heads are a few kilobytes; nothing else is subscribed to.
const MAX_MESSAGE: usize = 1 << 20;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Whether heads can be had at `url`: it connects, serves the right chain, and takes a subscription.
pub(super) async fn check(url: &str, chain_id: u64) -> Result<(), Error> {
    subscribe(url, url, chain_id).await.map(drop)
}

async fn subscribe(url: &str, at: &str, chain_id: u64) -> Result<(Socket, Value), Error> {
    let limits = WebSocketConfig::default()
        .max_message_size(Some(MAX_MESSAGE))
        .max_frame_size(Some(MAX_MESSAGE));
    let connecting = connect_async_with_config(at, Some(limits), true);
    let (mut socket, _) = time::timeout(PATIENCE, connecting)
        .await
        .map_err(|_| Error::Timeout { node: url.into() })?
        .map_err(|e| Error::Unreachable {
            node: url.into(),
            reason: e.to_string().replace(at, url),
        })?;

    let chain = ask(&mut socket, url, 1, Request::new("eth_chainId", json!([]))).await?;
    let found = chain
        .as_str()
        .and_then(quantity_from_hex)
        .and_then(|id| u64::try_from(id).ok());
    let found = found.ok_or_else(|| rpc::malformed(url, "its chain id is not a number"))?;
    if found != chain_id {
        return Err(Error::WrongChain {
            node: url.into(),
            expected: chain_id,
            found,
        });
    }
    let subscription = ask(&mut socket, url, 2, Request::new("eth_subscribe", json!(["newHeads"]))).await?;
    Ok((socket, subscription))
}

/// Subscribes where `url` is asked and sends each head until the connection or the receiver is gone, or a head is not
/// believed.
pub(super) async fn follow(
    client: &Client,
    url: &str,
    endpoint: &Endpoint,
    sender: &mpsc::Sender<Head>,
) -> Result<(), Error> {
    let at = client.config().asked_at(url);
    let (mut socket, subscription) = subscribe(url, &at, client.chain_id()).await?;
    endpoint.tells_by_socket(true);
    let mut pinged = false;
    loop {
        let message = match time::timeout(SILENCE, socket.next()).await {
            Err(_) if pinged => return Err(Error::Timeout { node: url.into() }),
            Err(_) => {
                pinged = true;
                socket
                    .send(Message::Ping(Vec::new().into()))
                    .await
                    .map_err(|_| cut_off(url))?;
                continue;
            }
            Ok(message) => message.ok_or_else(|| cut_off(url))?.map_err(|_| cut_off(url))?,
        };
        pinged = false;
        let Message::Text(text) = message else { continue };
        let mut value = http::parse(url, text.as_bytes())?;
        if value.pointer("/params/subscription") != Some(&subscription) {
            continue;
        }
        let result = value.pointer_mut("/params/result").map(Value::take).unwrap_or_default();
        let head: Head = serde_json::from_value(result).map_err(|e| rpc::malformed(url, e.to_string()))?;
        if let Err(error) = client.hear(endpoint, head.height).await {
            endpoint.failed(&error);
            return Err(error);
        }
        if sender.send(head).await.is_err() {
            return Ok(());
        }
    }
}

/// One request over the socket; what comes before its answer is not for us yet.
async fn ask<S>(socket: &mut S, url: &str, id: usize, request: Request) -> Result<Value, Error>
where
    S: Stream<Item = Result<Message, tungstenite::Error>> + Sink<Message, Error = tungstenite::Error> + Unpin,
{
    let exchange = async {
        let text = Utf8Bytes::from(request.with_id(id).to_string());
        socket.send(Message::Text(text)).await.map_err(|_| cut_off(url))?;
        loop {
            let message = socket
                .next()
                .await
                .ok_or_else(|| cut_off(url))?
                .map_err(|_| cut_off(url))?;
            let Message::Text(text) = message else { continue };
            let value = http::parse(url, text.as_bytes())?;
            if value.get("id").is_some() {
                return Ok(rpc::single(url, id, value)??);
            }
        }
    };
    time::timeout(PATIENCE, exchange)
        .await
        .map_err(|_| Error::Timeout { node: url.into() })?
}

fn cut_off(url: &str) -> Error {
    Error::CutOff { node: url.into() }
}
