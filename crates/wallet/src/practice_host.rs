//! The practice network as the app runs it: in this process, on a loopback port, its chain kept in the profile.

use std::{fs, path::Path};

use ballast_practice::{Config, Handle};

use crate::{InstanceLock, Result};

/// The chain's folder within the profile's.
const CHAIN: &str = "chain";

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
        let chain = folder.join(CHAIN);
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

    /// Takes the chain in `folder` away, so that the next start begins one anew.
    ///
    /// # Errors
    /// [`crate::Error::InUse`], [`crate::Error::File`].
    pub(crate) async fn forget(folder: &Path) -> Result<()> {
        let chain = folder.join(CHAIN);
        let _lock = InstanceLock::take(&chain).await?;
        // Without it there is no chain: what a crash leaves behind is written over.
        match fs::remove_file(chain.join("state.json")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        for entry in fs::read_dir(&chain)? {
            let path = entry?.path();
            if !InstanceLock::is(&path) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
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
