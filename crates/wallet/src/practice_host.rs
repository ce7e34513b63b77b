//! The practice network as the app runs it: in this process, on a loopback port, its chain kept in the profile.

use std::path::Path;

use ballast_practice::{Config, Handle};

use crate::{InstanceLock, Result};

/// A running practice network; dropping it stops it.
pub(crate) struct PracticeHost {
    handle: Handle,
    /// `ballast-cli practice --data` may name the same folder.
    _lock: InstanceLock,
}

impl PracticeHost {
    /// Starts it, continuing the chain in `folder`.
    ///
    /// # Errors
    /// [`crate::Error::InUse`], [`crate::Error::Practice`].
    pub(crate) async fn start(folder: &Path) -> Result<Self> {
        let chain = folder.join("chain");
        let lock = InstanceLock::take(&chain).await?;
        let config = Config {
            data_dir: Some(chain),
            ..Config::default()
        };
        Ok(Self {
            handle: ballast_practice::start(config).await?,
            _lock: lock,
        })
    }

    /// Stops it, and waits until its files are written and closed.
    pub(crate) async fn stop(self) {
        self.handle.shutdown().await;
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.handle.address())
    }

    pub(crate) fn ws(&self) -> String {
        format!("ws://{}/", self.handle.address())
    }
}
