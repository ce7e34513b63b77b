//! The watch of idleness: the vault locks by itself after a while without the person.

use std::{
    sync::{Arc, Weak},
    time::{Duration, SystemTime},
};

use ballast_api::Event;

use crate::session::Session;

/// How often idleness is looked at.
const LOOK: Duration = Duration::from_secs(5);

impl Session {
    /// Starts looking at idleness.
    pub(crate) fn watch_idleness(self: &Arc<Self>) {
        self.keep_up("the watch of idleness", follow);
    }
}

async fn follow(session: Weak<Session>) {
    let mut look = tokio::time::interval(LOOK);
    loop {
        look.tick().await;
        let Some(session) = session.upgrade() else { return };
        let locked = session.vault().lock_if_idle(SystemTime::now());
        if locked {
            session.tell(Event::Vault(session.vault_state()));
        }
    }
}
