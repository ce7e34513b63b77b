//! Files that the person chose. The page has a handle and a name of each, never its folder; a handle stands for its file
//! once, and for what it was chosen for alone, so that a page that somebody else controls reads no file of its own choice.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    pin::Pin,
    sync::Mutex,
};

use ballast_api::{ChosenFile, FileHandle, FileKind};
use ballast_domain::shown_text;
use rand::Rng;

use crate::{Error, Result, session::lock};

/// How many files may be chosen and not yet read. With one more the first is forgotten.
const MOST: usize = 8;
/// As many characters of a file's name are shown.
const MOST_NAME: usize = 80;

/// The file that the person is being asked for; none where they choose nothing.
pub type Choosing = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

/// Who asks the person for a file: the shell, by the system's own dialog.
pub trait FileChooser: Send + Sync {
    /// Asks for one of this kind.
    fn choose(&self, kind: FileKind) -> Choosing;
}

/// The files that were chosen and not yet read.
#[derive(Default)]
pub(crate) struct Chosen {
    waiting: Mutex<VecDeque<Waiting>>,
    /// Held while the person is being asked.
    asking: tokio::sync::Mutex<()>,
}

struct Waiting {
    handle: FileHandle,
    kind: FileKind,
    path: PathBuf,
}

impl Chosen {
    /// Has the person choose one; none where they choose nothing, or are being asked already.
    pub(crate) async fn ask(&self, chooser: &dyn FileChooser, kind: FileKind) -> Option<ChosenFile> {
        let _asking = self.asking.try_lock().ok()?;
        let path = chooser.choose(kind).await?;
        Some(self.keep(kind, path))
    }

    /// Keeps where a file is, under a handle of its own.
    pub(crate) fn keep(&self, kind: FileKind, path: PathBuf) -> ChosenFile {
        let handle = FileHandle(format!("{:032x}", rand::thread_rng().r#gen::<u128>()));
        let name = name_of(&path);
        let mut waiting = lock(&self.waiting);
        if waiting.len() == MOST {
            waiting.pop_front();
        }
        waiting.push_back(Waiting {
            handle: handle.clone(),
            kind,
            path,
        });
        ChosenFile { handle, name }
    }

    /// Where the file of this handle is, once.
    ///
    /// # Errors
    /// [`Error::NoFile`].
    pub(crate) fn take(&self, kind: FileKind, handle: &FileHandle) -> Result<PathBuf> {
        let mut waiting = lock(&self.waiting);
        let place = waiting.iter().position(|w| w.handle == *handle && w.kind == kind);
        let taken = place.and_then(|place| waiting.remove(place));
        taken.map(|taken| taken.path).ok_or(Error::NoFile)
    }
}

/// A file's name without its folder, as it can be shown.
fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    shown_text(name, MOST_NAME).unwrap_or_else(|| "a file".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_stands_for_its_file_once() {
        let chosen = Chosen::default();
        let first = chosen.keep(FileKind::BlsKey, "/home/ann/keys/bls.key".into());
        let second = chosen.keep(FileKind::BlsKey, "/home/ann/keys/bls.key".into());
        assert_ne!(first.handle, second.handle);
        let taken = chosen.take(FileKind::BlsKey, &first.handle).unwrap();
        assert_eq!(taken, Path::new("/home/ann/keys/bls.key"));
        assert!(matches!(
            chosen.take(FileKind::BlsKey, &first.handle),
            Err(Error::NoFile)
        ));
        assert!(chosen.take(FileKind::BlsKey, &second.handle).is_ok());
    }

    #[test]
    fn of_many_that_nobody_reads_the_first_are_forgotten() {
        let chosen = Chosen::default();
        let all: Vec<_> = (0..=MOST)
            .map(|number| chosen.keep(FileKind::BlsKey, number.to_string().into()))
            .collect();
        assert!(chosen.take(FileKind::BlsKey, &all[0].handle).is_err());
        assert!(
            all[1..]
                .iter()
                .all(|c| chosen.take(FileKind::BlsKey, &c.handle).is_ok())
        );
    }

    #[test]
    fn a_name_has_no_folder_and_nothing_that_deceives_the_eye() {
        assert_eq!(name_of(Path::new("/home/ann/keys/bls.key")), "bls.key");
        assert_eq!(name_of(Path::new("folder/yek\u{202e}.exe")), "yek.exe");
        assert_eq!(name_of(Path::new("/")), "a file");
        assert_eq!(name_of(Path::new(&"k".repeat(200))).len(), MOST_NAME);
    }
}
