//! New blocks as they come: by WebSocket where the endpoint has one, by asking again and again where not.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::Stream;
use tokio::{sync::mpsc, task::AbortHandle, time};
use tracing::debug;

use super::{Client, poll, socket};
use crate::Head;

/// How long heads are polled for before the WebSockets are tried again.
const RETRY_SOCKETS: time::Duration = time::Duration::from_secs(60);

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

async fn watch(client: Client, sender: mpsc::Sender<Head>) {
    loop {
        for endpoint in client.ranked() {
            if let Some(url) = &endpoint.config.ws {
                let end = socket::follow(url, client.chain_id(), &endpoint, &sender).await;
                debug!(url, ?end, "a head subscription ended");
            }
        }
        // Fails only when the time is up; a dropped receiver aborts this task.
        let _ = time::timeout(RETRY_SOCKETS, poll::follow(&client, &sender)).await;
    }
}
