//! Which delegates are watched: at each freeze the whole list of the buckets that vote for one is kept
//! (`crate::eras` keeps it).

use ballast_domain::Address;

use crate::{Error, Result, clock::now, session::Session};

impl Session {
    /// The delegates that are watched, by their permanent ids.
    ///
    /// # Errors
    /// The store's.
    pub(crate) async fn watched_delegates(&self) -> Result<Vec<Address>> {
        let chain_id = self.params.chain_id;
        self.with_store(move |store| store.watched_delegates(chain_id)).await
    }

    /// Watches a delegate; gives all that are watched then.
    ///
    /// # Errors
    /// [`Error::Entry`] where there is no such delegate, or five others are watched; the node's and the store's.
    pub(crate) async fn watch_delegate(&self, delegate: Address) -> Result<Vec<Address>> {
        if self.client.delegate_by_id(delegate).await?.value.is_none() {
            return Err(Error::Entry {
                code: "delegate.not-found",
                sentence: "There is no such delegate.",
            });
        }
        let (chain_id, at) = (self.params.chain_id, now());
        let is_watched = self
            .with_store(move |store| store.watch_delegate(chain_id, delegate, at))
            .await?;
        if !is_watched {
            return Err(Error::Entry {
                code: "delegate.watched-most",
                sentence: "The voters of five other delegates are kept already, which is the most: stop keeping those of one first.",
            });
        }
        self.watched_delegates().await
    }

    /// Watches a delegate no more; gives all that are watched then. One that is gone from the chain can be named, too.
    ///
    /// # Errors
    /// The store's.
    pub(crate) async fn unwatch_delegate(&self, delegate: Address) -> Result<Vec<Address>> {
        let chain_id = self.params.chain_id;
        self.with_store(move |store| store.unwatch_delegate(chain_id, delegate))
            .await?;
        self.watched_delegates().await
    }
}
