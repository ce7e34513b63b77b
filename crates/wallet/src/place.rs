//! Where the wallet keeps its files.

use std::{
    fmt, fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use ballast_domain::Network;
use serde::Deserialize;
use serde_json::Value;

use crate::{kept::keep_unknown, remembered::Remembered};

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

    /// The folder of all profiles.
    pub(crate) fn home(&self) -> &Path {
        &self.root
    }

    /// A network's profile folder.
    pub(crate) fn profile(&self, network: Network) -> PathBuf {
        self.root.join(network.key())
    }

    /// Makes a folder, the home or a profile's, where it is missing, for its owner only.
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

    /// What is remembered; nothing where there is no file.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub(crate) fn remembered(&self) -> Result<Remembered, Unreadable> {
        Ok(self.read()?.map(|read| read.what).unwrap_or_default())
    }

    /// What is remembered by now: another program may have written it meanwhile. Where there is no file, or none that can
    /// be read, it is `otherwise`.
    pub(crate) fn remembered_now(&self, otherwise: Remembered) -> Remembered {
        let read = self.read().ok().flatten();
        read.map_or(otherwise, |read| read.what)
    }

    /// What the file holds, and what of it is understood; none where there is no file.
    fn read(&self) -> Result<Option<Read>, Unreadable> {
        let text = match fs::read(self.file()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.map_err(Unreadable::because)?,
        };
        let raw: Value = serde_json::from_slice(&text).map_err(Unreadable::because)?;
        let what = Remembered::deserialize(&raw).map_err(Unreadable::because)?;
        Ok(Some(Read { raw, what }))
    }

    /// Keeps an unreadable file under another name, so that nothing is written over it, and says which.
    pub(crate) fn set_aside(&self) -> io::Result<PathBuf> {
        let taken = (1..).map(|number: u32| self.root.join(format!("ballast.json.unreadable-{number}")));
        // Numbers do not end before names that are taken do.
        let aside = taken
            .into_iter()
            .find(|path| !path.exists())
            .unwrap_or_else(|| self.file());
        fs::rename(self.file(), &aside)?;
        Ok(aside)
    }

    /// Remembers what `change` makes of it, by atomic replacement, and says what that is. What stands in the file and is
    /// not known here stays. Where the file cannot be read it is set aside, and `otherwise` is changed.
    pub(crate) fn remember(
        &self,
        otherwise: &Remembered,
        change: impl FnOnce(&mut Remembered),
    ) -> io::Result<Remembered> {
        make_private(&self.root)?;
        let read = match self.read() {
            Ok(read) => read,
            Err(_) => {
                self.set_aside()?;
                None
            }
        };
        let before = read.as_ref().map_or(otherwise, |read| &read.what);
        let mut what = before.clone();
        change(&mut what);
        let mut new = serde_json::to_value(&what)?;
        if let Some(read) = &read {
            keep_unknown(&read.raw, &serde_json::to_value(before)?, &mut new);
        }
        self.put(&serde_json::to_vec_pretty(&new)?)?;
        Ok(what)
    }

    /// Makes the file hold `bytes`: at any moment, and after a power cut, it holds all of the old or all of the new.
    fn put(&self, bytes: &[u8]) -> io::Result<()> {
        let draft = self.root.join("ballast.json.new");
        let mut file = fs::File::create(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(draft, self.file())?;
        #[cfg(unix)]
        fs::File::open(&self.root)?.sync_all()?;
        Ok(())
    }
}

/// The file as it stands, and what of it is understood.
struct Read {
    raw: Value,
    what: Remembered,
}

/// A file is there and cannot be read.
#[derive(Debug)]
pub(crate) struct Unreadable {
    /// The reason, of the system or of the reader of JSON.
    pub(crate) why: String,
}

impl Unreadable {
    fn because(why: impl fmt::Display) -> Self {
        Self { why: why.to_string() }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> (tempfile::TempDir, Place) {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::at(folder.path());
        (folder, place)
    }

    #[test]
    fn a_field_that_is_not_known_stays_in_the_file() {
        let (_folder, place) = place();
        fs::write(
            place.file(),
            r#"{"later": {"a": 1}, "settings": {"theme": "dark", "mood": 2}}"#,
        )
        .unwrap();
        let changed = |r: &mut Remembered| r.settings.auto_lock_minutes = 5;
        place.remember(&Remembered::default(), changed).unwrap();

        let raw: Value = serde_json::from_slice(&fs::read(place.file()).unwrap()).unwrap();
        assert_eq!((&raw["later"]["a"], &raw["settings"]["mood"]), (&1.into(), &2.into()));
        let what = place.remembered().unwrap();
        assert_eq!(what.settings.auto_lock_minutes, 5);
        assert_eq!(raw["settings"]["theme"], "dark");
    }

    #[test]
    fn half_a_file_is_said_kept_aside_and_not_written_over() {
        let (_folder, place) = place();
        let half = r#"{"own": [{"name": "min"#;
        fs::write(place.file(), half).unwrap();
        assert!(place.remembered().unwrap_err().why.contains("EOF"));

        let first = place.set_aside().unwrap();
        assert_eq!(fs::read_to_string(&first).unwrap(), half);
        assert_eq!(place.remembered().unwrap(), Remembered::default());

        // Once more, while the program runs: what it remembers is not lost.
        fs::write(place.file(), half).unwrap();
        let mut known = Remembered::default();
        known.settings.auto_lock_minutes = 7;
        place.remember(&known, |r| r.settings.operator = true).unwrap();
        assert_eq!(place.remembered().unwrap().settings.auto_lock_minutes, 7);
        let asides = fs::read_dir(&place.root).unwrap().filter(|entry| {
            let name = entry.as_ref().unwrap().file_name();
            name.to_string_lossy().contains("unreadable")
        });
        assert_eq!(asides.count(), 2);
    }
}
