//! Files for the person: exports go where downloads go, and none is ever written over.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::Result;

/// How many of one name may stand there.
const SAME_NAMES: u32 = 1_000;

/// Writes a file into the person's folder for downloads, or else their home, and says where. Where the name is taken, a
/// number is put after it.
///
/// # Errors
/// [`crate::Error::File`].
pub(crate) fn save(name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let missing = || io::Error::new(io::ErrorKind::NotFound, "this system names no home folder");
    let dirs = directories::UserDirs::new().ok_or_else(missing)?;
    let downloads = dirs.download_dir().filter(|folder| folder.is_dir());
    save_in(downloads.unwrap_or(dirs.home_dir()), name, bytes)
}

fn save_in(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for number in 1..=SAME_NAMES {
        let name = match number {
            1 => name.to_owned(),
            n => format!("{stem} ({n}).{ending}"),
        };
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
            Ok(mut file) => {
                file.write_all(bytes)?;
                file.sync_all()?;
                return Ok(path);
            }
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "too many files have this name").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let save = |text: &str| save_in(folder.path(), "history.csv", text.as_bytes()).unwrap();
        let (first, second) = (save("one"), save("two"));
        assert_eq!(first.file_name().unwrap(), "history.csv");
        assert_eq!(second.file_name().unwrap(), "history (2).csv");
        assert_eq!(std::fs::read_to_string(first).unwrap(), "one");
        assert_eq!(std::fs::read_to_string(second).unwrap(), "two");
    }
}
