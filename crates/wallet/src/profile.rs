//! A network's folder while it is open: its store, and the lock that keeps other programs out. Where only the chain is
//! read there is none of it.

use std::path::Path;

use ballast_store::Store;

use crate::{InstanceLock, Result, place::STORE};

/// An open profile. It lets go of the folder when its last user does.
pub(crate) struct Profile {
    pub(crate) store: Store,
    /// Below the store: let go of last.
    _lock: Option<InstanceLock>,
}

impl Profile {
    /// Opens the profile in `folder`.
    ///
    /// # Errors
    /// [`crate::Error::InUse`] where another program has it open; [`crate::Error::File`], [`crate::Error::Store`].
    pub(crate) async fn open(folder: &Path) -> Result<Self> {
        let lock = InstanceLock::take(folder).await?;
        Ok(Self {
            store: Store::open(&folder.join(STORE))?,
            _lock: Some(lock),
        })
    }

    /// No profile, for reading a chain: touches no file, keeps nothing.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub(crate) fn nowhere() -> Result<Self> {
        Ok(Self {
            store: Store::in_memory()?,
            _lock: None,
        })
    }
}
