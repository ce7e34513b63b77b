//! The watch of what comes in: with each new block, and when accounts are added, it is looked at the balances.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use crate::session::Session;

/// How often it is looked whether there is a new block or account.
const LOOK: Duration = Duration::from_millis(500);
/// How long it waits where a node did not answer.
const AGAIN: Duration = Duration::from_secs(5);

impl Session {
    /// Starts looking for what comes in, beside the watch of the head, which does not wait for it.
    pub(crate) fn watch_arrivals(self: &Arc<Self>) {
        self.keep_up("the look at what comes in", follow);
    }
}

async fn follow(session: Weak<Session>) {
    let mut looked = None;
    loop {
        let Some(session) = session.upgrade() else { return };
        let head = session.known().head.map(|head| head.height);
        let accounts = session.accounts().await.map(|all| all.len());
        let due = head.zip(accounts.ok());
        let mut pause = LOOK;
        if due.is_some() && due != looked {
            match session.look_for_arrivals().await {
                Ok(()) => looked = due,
                Err(error) => {
                    tracing::debug!(%error, "it could not be looked for what came in; it will be tried again");
                    pause = AGAIN;
                }
            }
        }
        drop(session);
        tokio::time::sleep(pause).await;
    }
}
