//! The watch of searches: a phrase whose accounts could not all be looked for is searched again when a node answers.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use ballast_api::{Event, SyncState};

use crate::{Result, session::Session};

/// How often phrases that wait are looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How long one waits whose search did not end well: each asks the node for hundreds of figures. Twice as long each time,
/// up to `LONGEST`.
const AGAIN: Duration = Duration::from_secs(20);
const LONGEST: Duration = Duration::from_secs(300);

impl Session {
    /// Starts searching phrases that were not searched to the end, while the vault is open.
    pub(crate) fn watch_searches(self: &Arc<Self>) {
        self.keep_up("the search of phrases", follow);
    }

    /// Searches what waits; false where something still does.
    async fn search_what_waits(&self) -> Result<bool> {
        let silent = matches!(self.chain_view().sync, SyncState::Offline | SyncState::Connecting);
        if silent || self.vault().is_locked() {
            return Ok(true);
        }
        let searched = self.searched().await?;
        let mut whole = true;
        for phrase in self.phrases()? {
            if !searched.contains(&phrase.id.0) {
                let before = self.accounts().await?;
                let ended = self.search(phrase.id).await?.missed.is_none();
                if ended || self.accounts().await? != before {
                    self.tell(Event::Accounts);
                }
                whole &= ended;
            }
        }
        Ok(whole)
    }
}

async fn follow(session: Weak<Session>) {
    let mut pause = LOOK;
    loop {
        tokio::time::sleep(pause).await;
        let Some(session) = session.upgrade() else { return };
        let whole = session.search_what_waits().await;
        drop(session);
        match whole {
            Ok(true) => {
                pause = LOOK;
                continue;
            }
            Ok(false) => {}
            Err(error) => tracing::debug!(%error, "a phrase could not be searched; it will be tried again"),
        }
        pause = (pause * 2).clamp(AGAIN, LONGEST);
    }
}
