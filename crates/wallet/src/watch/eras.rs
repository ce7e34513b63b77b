//! The watch of reward eras: with each new block it is looked what of one has come, and at the start what was missed.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use crate::session::Session;

/// How often it is looked whether there is a new block.
const LOOK: Duration = Duration::from_millis(500);
/// How long it waits where a node did not answer.
const AGAIN: Duration = Duration::from_secs(5);

impl Session {
    /// Starts looking at reward eras, beside the watch of the head, which does not wait for it.
    pub(crate) fn watch_eras(self: &Arc<Self>) {
        self.keep_up("the look at reward eras", follow);
    }
}

async fn follow(session: Weak<Session>) {
    let mut looked = None;
    loop {
        let Some(session) = session.upgrade() else { return };
        let head = session.known().head.map(|head| head.height);
        let mut pause = LOOK;
        if head.is_some() && head != looked {
            match session.look_at_eras().await {
                Ok(()) => looked = head,
                Err(error) => {
                    tracing::debug!(%error, "it could not be looked at reward eras; it will be tried again");
                    pause = AGAIN;
                }
            }
        }
        drop(session);
        tokio::time::sleep(pause).await;
    }
}
