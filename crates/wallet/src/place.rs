//! Where the wallet keeps its files.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use ballast_domain::Network;

use crate::remembered::Remembered;

/// The folder of all profiles. Each network has a profile of its own below it, so that practice money is never
/// taken for real money.
#[derive(Clone, Debug)]
pub struct Place {
    root: PathBuf,
}

impl Place {
    /// The folder named by the environment variable `BALLAST_HOME`, or else the system's place for a program's data.
    ///
    /// # Errors
    /// When the system names no home folder.
    pub fn of_this_user() -> io::Result<Self> {
        if let Some(root) = std::env::var_os("BALLAST_HOME") {
            return Ok(Self::at(root));
        }
        let dirs = directories::ProjectDirs::from("", "", "Ballast");
        let dirs = dirs.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "this system names no home folder"))?;
        Ok(Self::at(dirs.data_dir()))
    }

    /// This folder.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// A network's profile folder.
    pub(crate) fn profile(&self, network: Network) -> PathBuf {
        self.root.join(network.key())
    }

    /// Makes a profile folder where it is missing, for its owner only.
    pub(crate) fn make(&self, folder: &Path) -> io::Result<()> {
        make_private(folder)
    }

    /// Whether a network's profile has keys.
    pub(crate) fn is_used(&self, network: Network) -> bool {
        self.profile(network).join(VAULT).exists()
    }

    fn file(&self) -> PathBuf {
        self.root.join("ballast.json")
    }

    /// What is remembered; nothing where there is no file, or an unreadable one.
    pub(crate) fn remembered(&self) -> Remembered {
        self.remembered_or(&Remembered::default())
    }

    /// What is remembered; `otherwise` where there is no file, or an unreadable one.
    pub(crate) fn remembered_or(&self, otherwise: &Remembered) -> Remembered {
        let text = fs::read(self.file()).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_else(|_| otherwise.clone())
    }

    /// Remembers, by atomic replacement.
    pub(crate) fn remember(&self, what: &Remembered) -> io::Result<()> {
        make_private(&self.root)?;
        let draft = self.root.join("ballast.json.new");
        let mut file = fs::File::create(&draft)?;
        file.write_all(&serde_json::to_vec_pretty(what)?)?;
        file.sync_all()?;
        fs::rename(draft, self.file())
    }
}

/// The vault's file name within a profile.
pub(crate) const VAULT: &str = "vault.ballast";
/// The store's file name within a profile.
pub(crate) const STORE: &str = "store.sqlite";

fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
