//! The practice network as the app runs it: in this process, on a loopback port, its chain kept in the profile. It answers
//! this process alone: no web page, and nobody who does not know its pass, which is new each time and reaches no screen.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use ballast_practice::{Access, Config, Handle, Pass};

use crate::{InstanceLock, Result};

/// The chain's folder within the profile's.
const CHAIN: &str = "chain";
/// The file in it that says where the network that runs is asked, pass and all. Who may read the profile may ask: it is how
/// the owner's own scripts find it.
const ADDRESS: &str = "address";

/// A running practice network; dropping it stops it.
pub(crate) struct PracticeHost {
    handle: Handle,
    pass: String,
    /// Where it says where it is asked.
    address: PathBuf,
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
        let pass = hex::encode(rand::random::<[u8; 16]>());
        let address = chain.join(ADDRESS);
        let config = Config {
            data_dir: Some(chain),
            access: Access::Pass(Pass::new(pass.clone())),
            ..Config::default()
        };
        let handle = ballast_practice::start(config).await?;
        if let Err(error) = write_privately(&address, &handle.url()) {
            tracing::warn!(%error, "where the practice network is asked was not written");
        }
        Ok(Self {
            handle,
            pass,
            address,
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
        Ok(tokio::task::spawn_blocking(move || remove_chain(&chain)).await??)
    }

    /// Stops it, and waits until its files are written and closed.
    pub(crate) async fn stop(self) {
        // Nobody answers there any more; where it stays, the next start writes over it.
        let _ = fs::remove_file(&self.address);
        self.handle.shutdown().await;
    }

    /// Its address as it may be shown: without the pass.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.handle.address())
    }

    /// The same for its WebSocket.
    pub(crate) fn ws(&self) -> String {
        format!("ws://{}/", self.handle.address())
    }

    /// What has to stand behind either.
    pub(crate) fn pass(&self) -> ballast_chain::Pass {
        ballast_chain::Pass::new(self.pass.clone())
    }
}

fn remove_chain(chain: &Path) -> io::Result<()> {
    // Without it there is no chain: what a crash leaves behind is written over.
    match fs::remove_file(chain.join("state.json")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for entry in fs::read_dir(chain)? {
        let path = entry?.path();
        if !InstanceLock::is(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Writes a file that nobody but its owner may read.
fn write_privately(path: &Path, text: &str) -> io::Result<()> {
    // One that was left behind may be anybody's to read.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
