//! New blocks as they come: by WebSocket where the endpoint has one, by asking again and again where not.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use futures_util::Stream;
use tokio::{sync::mpsc, task::AbortHandle, time};
use tracing::debug;

use super::{Client, endpoint::Endpoint, poll, socket};
use crate::Head;

/// A stream of new heads. Never ends on its own: while no node answers it is silent, and [`Client::endpoints`]
/// says why. Heads may be skipped, and after a change of endpoints one may come twice. Dropping it stops it.
pub struct Heads {
    receiver: mpsc::Receiver<Head>,
    task: AbortHandle,
}

impl Stream for Heads {
    type Item = Head;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Head>> {
        self.receiver.poll_recv(context)
    }
}

impl Drop for Heads {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Client {
    /// Subscribes to new heads; the newest one comes at once when polling, the next one by WebSocket.
    /// Must be called within a tokio runtime.
    pub fn heads(&self) -> Heads {
        let (sender, receiver) = mpsc::channel(16);
        let task = tokio::spawn(watch(self.clone(), sender)).abort_handle();
        Heads { receiver, task }
    }
}

/// Follows until the receiver is gone; begins anew when the endpoints are others.
async fn watch(client: Client, sender: mpsc::Sender<Head>) {
    let mut changes = client.changes();
    loop {
        tokio::select! {
            () = follow(&client, &sender) => {}
            // The client holds the other end, so it never closes while this runs.
            _ = changes.changed() => debug!("the endpoints changed"),
        }
    }
}

/// The WebSockets, the best endpoint's first; when none is left, polling for a while. Another one than the first in the
/// person's order is followed for a while only: that one may be back.
async fn follow(client: &Client, sender: &mpsc::Sender<Head>) {
    let all = client.all();
    let first = all.iter().find(|endpoint| endpoint.config.ws.is_some());
    for endpoint in client.ranked() {
        if let Some(url) = &endpoint.config.ws {
            let telling = Telling(endpoint.clone());
            let following = socket::follow(client, url, &endpoint, sender);
            let end = match first.is_some_and(|first| first.config == endpoint.config) {
                true => following.await,
                false => match time::timeout(client.config().retry_sockets, following).await {
                    Ok(end) => end,
                    Err(_) => return,
                },
            };
            drop(telling);
            debug!(url, ?end, "a head subscription ended");
        }
    }
    // Fails only when the time is up; a dropped receiver aborts this task.
    let _ = time::timeout(client.config().retry_sockets, poll::follow(client, sender)).await;
}

/// Takes back, however the following ends, that an endpoint tells by its WebSocket.
struct Telling(Arc<Endpoint>);

impl Drop for Telling {
    fn drop(&mut self) {
        self.0.tells_by_socket(false);
    }
}
