//! Heads without a WebSocket: the newest block, asked for at an interval.

use ballast_domain::Height;
use serde_json::json;
use tokio::{sync::mpsc, time};
use tracing::debug;

use super::{Client, Request};
use crate::Head;

/// Sends each new head until the receiver is gone.
pub(super) async fn follow(client: &Client, sender: &mpsc::Sender<Head>) {
    let mut every = time::interval(client.config().poll_every);
    every.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    let mut seen = Height(0);
    loop {
        every.tick().await;
        match client
            .request::<Head>(Request::new("eth_getBlockByNumber", json!(["latest", false])))
            .await
        {
            Ok(head) if head.height != seen => {
                seen = head.height;
                if sender.send(head).await.is_err() {
                    return;
                }
            }
            Ok(_) => {}
            Err(error) => debug!(code = error.code(), "no head"),
        }
    }
}
