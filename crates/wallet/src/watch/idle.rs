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
        let session = Arc::downgrade(self);
        self.spawn(async move {
            let mut look = tokio::time::interval(LOOK);
            loop {
                look.tick().await;
                let Some(session) = Weak::upgrade(&session) else { return };
                let locked = session.vault().lock_if_idle(SystemTime::now());
                if locked {
                    session.tell(Event::Vault(session.vault_state()));
                }
            }
        });
    }
}
