//! A look at what came in since the last look, for a program that ends once it has told of it.

use std::time::Duration;

use crate::session::Session;

/// How long a node is waited for that says no newest block: a history is told without one, too.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long payouts of eras are looked at that were missed. What is left of them is said to be so.
const MISSED: Duration = Duration::from_secs(30);

impl Session {
    /// Looks at what the protocol paid and what came in, up to the newest block, as far as a node tells of it in time.
    pub(crate) async fn catch_up(&self) {
        let heard = tokio::time::timeout(PATIENCE, self.refresh_head()).await;
        if !matches!(heard, Ok(Ok(_))) {
            tracing::debug!("no node says the newest block");
            return;
        }
        // Payouts first: what they explain needs no receipts.
        match tokio::time::timeout(MISSED, self.look_at_eras()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::debug!(%error, "it could not be looked at reward eras"),
            Err(_) => tracing::debug!("there is more of reward eras to be looked at"),
        }
        if let Err(error) = self.look_for_arrivals().await {
            tracing::debug!(%error, "it could not be looked for what came in");
        }
    }
}
