//! What a window opens with, in one answer: where the app stands, and what the first screen shows.

use std::time::Duration;

use ballast_api::Start;

use crate::{Result, Wallet};

/// A window does not wait for a node. What is not known by then it asks for by itself, and shows as unknown meanwhile.
const SOON: Duration = Duration::from_millis(100);

impl Wallet {
    pub(crate) async fn start_of_window(&self) -> Result<Start> {
        let status = self.status().await?;
        let first = status.accounts.first().map(|account| account.address);
        let known = tokio::time::timeout(SOON, async {
            let session = self.session().await?;
            if session.known().head.is_none() {
                session.refresh_head().await?;
            }
            let home = match first {
                Some(_) => Some(session.home(first).await?),
                None => None,
            };
            Ok::<_, crate::Error>((session.chain_view(), home))
        });
        // Nothing is lost: a failure comes again, with its cause, when the window asks.
        let (chain, home) = match known.await {
            Ok(Ok((chain, home))) => (Some(chain), home),
            Ok(Err(_)) | Err(_) => (None, None),
        };
        Ok(Start { status, chain, home })
    }
}
