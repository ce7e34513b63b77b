//! One program at a time on a folder: the window and the command line, or two windows, on one profile would choose the
//! same nonce twice, and two practice chains in one folder would overwrite each other's blocks.
//!
//! The lock is the operating system's own, so it ends with the program that holds it, however that ends. Who holds it
//! stands in the file for the next one to read; where the system keeps others from reading a locked file, the next
//! one does without.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, Write},
    path::Path,
    time::Duration,
};

use tokio::time::{Instant, sleep};

use crate::{Error, Result};

/// The lock's file name within a folder.
const LOCK: &str = "ballast.lock";
/// How long a program that is about to end is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(50);
/// More than a program's name and number need.
const LONGEST: u64 = 128;

/// Holds a folder for this program until it is dropped.
#[derive(Debug)]
pub struct InstanceLock {
    _file: File,
}

impl InstanceLock {
    /// Takes `folder`, which is made if it is not there; waits up to two seconds for another program to let go of it.
    ///
    /// # Errors
    /// [`Error::InUse`], with the program that holds it where that can be read; [`Error::File`].
    pub async fn take(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let until = Instant::now() + PATIENCE;
        loop {
            match Self::try_take(folder) {
                Err(Error::InUse { .. }) if Instant::now() < until => sleep(LOOK).await,
                other => return other,
            }
        }
    }

    /// Whether this file is a lock, among the others of its folder.
    pub(crate) fn is(path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == LOCK)
    }

    /// Takes `folder`, which is there, or says at once that another program has it.
    ///
    /// # Errors
    /// As [`InstanceLock::take`].
    pub(crate) fn try_take(folder: &Path) -> Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(folder.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::InUse { holder: holder(&file) }),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        sign(&mut file)?;
        Ok(Self { _file: file })
    }
}

/// Writes who holds it.
fn sign(file: &mut File) -> io::Result<()> {
    let program = std::env::current_exe().ok();
    let name = program.as_deref().and_then(Path::file_stem).unwrap_or_default();
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{} {}", std::process::id(), name.to_string_lossy())
}

/// Who holds it, as a person may read it: `ballast-cli (process 4711)`. What others may have written is not repeated.
fn holder(file: &File) -> Option<String> {
    let mut text = String::new();
    file.take(LONGEST).read_to_string(&mut text).ok()?;
    let (process, name) = text.trim().split_once(' ')?;
    let process: u32 = process.parse().ok()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (!name.is_empty() && name.chars().all(plain)).then(|| format!("{name} (process {process})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_folder_has_one_holder_and_the_next_is_told_which() {
        let folder = tempfile::tempdir().unwrap();
        let profile = folder.path().join("not there yet");
        let first = InstanceLock::take(&profile).await.unwrap();
        let Err(Error::InUse { holder: Some(holder) }) = InstanceLock::take(&profile).await else {
            panic!("two programs hold one folder");
        };
        assert!(
            holder.ends_with(&format!("(process {})", std::process::id())),
            "{holder}"
        );
        drop(first);
        InstanceLock::take(&profile).await.unwrap();
    }

    #[tokio::test]
    async fn one_that_is_about_to_end_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let first = InstanceLock::take(folder.path()).await.unwrap();
        tokio::spawn(async move {
            sleep(Duration::from_millis(300)).await;
            drop(first);
        });
        InstanceLock::take(folder.path()).await.unwrap();
    }

    #[tokio::test]
    async fn what_stands_in_the_file_is_repeated_only_where_it_is_a_name_and_a_number() {
        let folder = tempfile::tempdir().unwrap();
        let _first = InstanceLock::take(folder.path()).await.unwrap();
        for text in [
            "",
            "ballast",
            "x ballast",
            "12 two words",
            "12 <b>",
            "99999999999 ballast",
            "12 ",
        ] {
            fs::write(folder.path().join(LOCK), text).unwrap();
            let Err(Error::InUse { holder: None }) = InstanceLock::try_take(folder.path()) else {
                panic!("{text} was taken for a holder");
            };
        }
        fs::write(folder.path().join(LOCK), "12 ballast").unwrap();
        let Err(Error::InUse { holder: Some(holder) }) = InstanceLock::try_take(folder.path()) else {
            panic!("the holder was not read");
        };
        assert_eq!(holder, "ballast (process 12)");
    }
}
