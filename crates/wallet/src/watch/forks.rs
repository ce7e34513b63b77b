//! The watch of forks: the node of a network of one's own is asked again whether Zanzibar is in force by now.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use crate::session::Session;

/// How often it is asked.
const LOOK: Duration = Duration::from_secs(300);

impl Session {
    /// Starts asking, where the answer is still open. It was asked as the network was opened.
    pub(crate) fn watch_forks(self: &Arc<Self>) {
        if self.may_come_to_zanzibar() {
            self.keep_up("the watch of forks", follow);
        }
    }
}

async fn follow(session: Weak<Session>) {
    loop {
        tokio::time::sleep(LOOK).await;
        let Some(session) = session.upgrade() else { return };
        if let Err(error) = session.look_for_zanzibar().await {
            // It is asked again.
            tracing::debug!(%error, "whether Zanzibar is in force was not told");
        }
    }
}
