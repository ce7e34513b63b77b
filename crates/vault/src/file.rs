//! Files that survive a crash: written beside the old one, flushed, then put in its place.
//!
//! Beside `vault` live `vault.bak` (the one before), `vault.lock` (held while writing, so that two programs take
//! turns) and, for moments, `vault.new`.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use crate::{Error, Result, envelope::Envelope};

/// No vault comes near this; a file beyond it is not read into memory.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What becomes of the file that is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backup {
    /// It is kept as the backup.
    Previous,
    /// The backup becomes equal to the new file, because the old one must not open any more.
    Same,
}

/// `path` with `ending` added to its name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// Where the backup of the vault at `path` is.
pub(crate) fn backup_of(path: &Path) -> PathBuf {
    beside(path, ".bak")
}

/// The file's bytes.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => Error::Missing,
        kind => Error::Io {
            doing: "opening the wallet file",
            kind,
        },
    })?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(Error::io("reading the wallet file"))?;
    if bytes.len() as u64 > LARGEST {
        Err(Error::NotAVault)
    } else {
        Ok(bytes)
    }
}

/// Writes a vault where none is.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::io("making the wallet's folder"))?;
    }
    let _lock = lock(path)?;
    if fs::exists(path).map_err(Error::io("looking for the wallet file"))? {
        return Err(Error::Exists);
    }
    put(path, bytes)
}

/// Replaces the vault at `path`, which was last seen as `before`.
///
/// A good vault that is not `before` was written by somebody else: it is not overwritten. A vault that has become
/// unreadable is, but it does not take the good backup's place.
pub(crate) fn replace(path: &Path, before: &[u8], bytes: &[u8], backup: Backup) -> Result<()> {
    let _lock = lock(path)?;
    match read(path) {
        Ok(current) if current != before && Envelope::parse(&current).is_ok() => return Err(Error::ChangedOnDisk),
        _ => {}
    }
    match backup {
        Backup::Previous => {
            put(&backup_of(path), before)?;
            put(path, bytes)
        }
        // The backup first: if the second step fails, the vault is still the one that the caller knows.
        Backup::Same => {
            put(&backup_of(path), bytes)?;
            put(path, bytes)
        }
    }
}

/// Puts `bytes` in the place of the vault at `path` and of its backup. What was there is kept beside it, under the path
/// that is returned: at any moment one of the two is at `path`.
pub(crate) fn supersede(path: &Path, bytes: &[u8]) -> Result<PathBuf> {
    let _lock = lock(path)?;
    let before = read(path)?;
    let mut aside = beside(path, ".old");
    let mut number = 1;
    while aside.exists() {
        number += 1;
        aside = beside(path, &format!(".old-{number}"));
    }
    put(&aside, &before)?;
    put(&backup_of(path), bytes)?;
    put(path, bytes)?;
    Ok(aside)
}

/// Puts the backup in the vault's place, if it is readable. What was there is kept as `vault.damaged`.
pub(crate) fn restore(path: &Path) -> Result<()> {
    let _lock = lock(path)?;
    let bytes = read(&backup_of(path))?;
    Envelope::parse(&bytes)?;
    match read(path) {
        Ok(damaged) => put(&beside(path, ".damaged"), &damaged)?,
        Err(Error::Missing) => {}
        Err(other) => return Err(other),
    }
    put(path, &bytes)
}

/// Makes `path` hold `bytes`: at any moment it holds all of the old or all of the new.
fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let new = beside(path, ".new");
    // A crash may have left one; the lock says that nobody is writing it now.
    match fs::remove_file(&new) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(Error::io("clearing an unfinished file")(e)),
        _ => {}
    }
    let mut file = private()
        .write(true)
        .create_new(true)
        .open(&new)
        .map_err(Error::io("writing the wallet file"))?;
    file.write_all(bytes).map_err(Error::io("writing the wallet file"))?;
    file.sync_all().map_err(Error::io("flushing the wallet file"))?;
    fs::rename(&new, path).map_err(Error::io("replacing the wallet file"))?;
    flush_folder(path)
}

fn lock(path: &Path) -> Result<File> {
    let file = private()
        .write(true)
        .create(true)
        .truncate(false)
        .open(beside(path, ".lock"))
        .map_err(Error::io("taking the wallet's lock"))?;
    file.lock().map_err(Error::io("taking the wallet's lock"))?;
    Ok(file)
}

/// Options for a file that only its owner may read.
fn private() -> OpenOptions {
    #[allow(unused_mut, reason = "changed on Unix only")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A rename is only on the disk once its folder is; Windows has no such call and needs none.
fn flush_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        File::open(folder)
            .and_then(|f| f.sync_all())
            .map_err(Error::io("flushing the wallet's folder"))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
