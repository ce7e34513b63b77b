//! The watch of sequences: each goes on when its turn comes, across restarts, while the vault is open.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use ballast_api::Event;

use crate::{Result, confirm::Turn, road::Word, session::Session};

/// How often sequences are looked at.
const LOOK: Duration = Duration::from_millis(1_000);

impl Session {
    /// Starts going on with sequences; takes up what a crash or a restart left open.
    pub(crate) fn watch_sequences(self: &Arc<Self>) {
        self.keep_up("the watch of sequences", follow);
    }

    async fn look_at_sequences(&self) -> Result<()> {
        let chain_id = self.params.chain_id;
        for id in self.with_store(move |store| store.running_sequences(chain_id)).await? {
            if self.is_over(&id) {
                continue;
            }
            match self.go_on(&id, Word::NotNow, Turn::default()).await {
                Ok(true) => self.tell(Event::Sequence { id }),
                Ok(false) => {}
                Err(error) => tracing::debug!(%error, "a sequence could not go on; it will be tried again"),
            }
        }
        Ok(())
    }
}

async fn follow(session: Weak<Session>) {
    loop {
        let Some(session) = session.upgrade() else { return };
        if let Err(error) = session.look_at_sequences().await {
            tracing::debug!(%error, "the sequences cannot be read; they will be tried again");
        }
        drop(session);
        tokio::time::sleep(LOOK).await;
    }
}
