//! Files for the person: what the wallet itself has written, into the folder where downloads lie. The window names
//! neither a folder nor a content.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// How many files of one name are told apart by a number.
const MOST: u32 = 1_000;

/// Writes a file into the person's folder of downloads, or their home folder where there is none, and says where it is.
/// A file that is there already stays; the new one is called `name (2)` then.
///
/// # Errors
/// Where the system names no home folder, or the file cannot be written.
pub(crate) fn save(name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let dirs = directories::UserDirs::new();
    let dirs = dirs.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "this system names no home folder"))?;
    let usual = dirs.home_dir().join("Downloads");
    let folder = dirs.download_dir().unwrap_or(&usual);
    save_in(if folder.is_dir() { folder } else { dirs.home_dir() }, name, bytes)
}

fn save_in(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let (path, mut file) = make(folder, name)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if let Err(error) = written {
        // Half a file would be taken for a whole one.
        let _ = std::fs::remove_file(&path);
        return Err(error);
    }
    Ok(path)
}

/// A new file that only its owner reads: it tells of money.
fn make(folder: &Path, name: &str) -> io::Result<(PathBuf, File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    for number in 1..MOST {
        let path = folder.join(numbered(name, number));
        match options.open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return Ok((path, other?)),
        }
    }
    Err(io::Error::new(
        io::ErrorKind::AlreadyExists,
        "there are too many files of this name",
    ))
}

/// `dates.ics`, then `dates (2).ics`.
fn numbered(name: &str, number: u32) -> String {
    match (number, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, ending))) => format!("{stem} ({number}).{ending}"),
        (_, None) => format!("{name} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays_and_the_new_one_has_a_number() {
        let folder = tempfile::tempdir().unwrap();
        let first = save_in(folder.path(), "dates.ics", b"1").unwrap();
        let second = save_in(folder.path(), "dates.ics", b"2").unwrap();
        assert_eq!(first, folder.path().join("dates.ics"));
        assert_eq!(second, folder.path().join("dates (2).ics"));
        assert_eq!(std::fs::read(first).unwrap(), b"1");
        assert_eq!(std::fs::read(second).unwrap(), b"2");
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_called_saved() {
        let folder = tempfile::tempdir().unwrap();
        assert!(save_in(&folder.path().join("nowhere"), "dates.ics", b"1").is_err());
        assert_eq!(numbered("dates", 3), "dates (3)");
    }
}
