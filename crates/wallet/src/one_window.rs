//! One window at a time on a home: who starts a second one wants the first, which then comes to the front.
//!
//! The window that is open holds the home's own [`InstanceLock`], beside those of its profiles, and listens on a loopback
//! port. The port stands, with a word that only this user can read, in a file in the home: a bell. It is worth nothing
//! without the lock, so what a window that crashed has left behind is in nobody's way.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use rand::Rng;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{Instant, sleep, timeout},
};

use crate::{Error, InstanceLock, Place, Result};

/// The bell's file name within the home.
const BELL: &str = "ballast.bell";
/// How long a window that neither answers nor ends is rung at: one that has just been started answers once it is built,
/// and one that is being closed lets go.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long one answer is waited for, by either side.
const ANSWER: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(50);
/// More than a port and a word need, in bytes.
const LONGEST: u64 = 128;
/// A word's length, in hex digits; what is asked with and what is answered are two of them.
const WORD: usize = 32;

/// How a start of the window goes on.
#[derive(Debug)]
pub enum Launch {
    /// This is the home's window.
    First(OneWindow),
    /// Another window has the home open, and has come to the front.
    Raised,
}

/// The home's window: holds the home for this program until it is dropped, and hears the bell.
#[derive(Debug)]
pub struct OneWindow {
    _lock: InstanceLock,
    listener: TcpListener,
    word: String,
    /// What is answered once the window is in front: nobody else on an old port knows it.
    answer: String,
}

impl Place {
    /// Takes this home for the window of this program, or has the window that is open come to the front. Waits up to
    /// five seconds for a window that is just being opened or closed.
    ///
    /// # Errors
    /// [`Error::InUse`] where a window has it open and does not answer; [`Error::File`].
    pub async fn launch(&self) -> Result<Launch> {
        let home = self.home();
        self.make(home)?;
        let until = Instant::now() + PATIENCE;
        loop {
            match InstanceLock::try_take(home) {
                Ok(lock) => return Ok(Launch::First(OneWindow::open(home, lock).await?)),
                Err(Error::InUse { .. }) if ring(home).await => return Ok(Launch::Raised),
                Err(Error::InUse { .. }) if Instant::now() < until => sleep(LOOK).await,
                Err(other) => return Err(other),
            }
        }
    }
}

impl OneWindow {
    async fn open(home: &Path, lock: InstanceLock) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let [word, answer] = [(); 2].map(|()| format!("{:032x}", rand::thread_rng().r#gen::<u128>()));
        hang(home, &format!("{} {word} {answer}\n", listener.local_addr()?.port()))?;
        Ok(Self {
            _lock: lock,
            listener,
            word,
            answer,
        })
    }

    /// Hears the bell for as long as it is polled: each time `show` brings the window to the front, and says whether it
    /// did.
    pub async fn hear<F: Future<Output = bool>>(self, show: impl Fn() -> F) {
        loop {
            let Ok((mut caller, _)) = self.listener.accept().await else {
                // Out of descriptors, say: it passes, and must not keep a processor busy.
                sleep(LOOK).await;
                continue;
            };
            let mut said = [0; WORD];
            let heard = timeout(ANSWER, caller.read_exact(&mut said)).await;
            let known = matches!(heard, Ok(Ok(_))) && said == *self.word.as_bytes();
            if known && show().await {
                // Who rang and left is not waited for.
                let _ = timeout(ANSWER, caller.write_all(self.answer.as_bytes())).await;
            }
        }
    }
}

/// Writes the bell for its owner alone. Half a line is none: who reads it then looks again.
fn hang(home: &Path, line: &str) -> io::Result<()> {
    let bell = bell(home);
    // Its mode is that of its making, so an old one goes first.
    match fs::remove_file(&bell) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(bell)?.write_all(line.as_bytes())
}

fn bell(home: &Path) -> PathBuf {
    home.join(BELL)
}

/// Rings, and says whether the window came to the front.
async fn ring(home: &Path) -> bool {
    let Some(Bell { port, word, answer }) = read(home) else {
        return false;
    };
    let asked = async {
        let mut window = TcpStream::connect(("127.0.0.1", port)).await?;
        window.write_all(word.as_bytes()).await?;
        let mut answered = [0; WORD];
        window.read_exact(&mut answered).await?;
        Ok::<_, io::Error>(answered == *answer.as_bytes())
    };
    matches!(timeout(ANSWER, asked).await, Ok(Ok(true)))
}

/// What stands on the bell.
struct Bell {
    port: u16,
    word: String,
    answer: String,
}

/// The bell; none where there is none, or something else stands there.
fn read(home: &Path) -> Option<Bell> {
    let mut text = String::new();
    io::Read::read_to_string(
        &mut io::Read::take(fs::File::open(bell(home)).ok()?, LONGEST),
        &mut text,
    )
    .ok()?;
    let (port, words) = text.strip_suffix('\n')?.split_once(' ')?;
    let (word, answer) = words.split_once(' ')?;
    let is_whole = |word: &str| word.len() == WORD && word.bytes().all(|b| b.is_ascii_hexdigit());
    let bell = Bell {
        port: port.parse().ok()?,
        word: word.to_owned(),
        answer: answer.to_owned(),
    };
    Some(bell).filter(|bell| is_whole(&bell.word) && is_whole(&bell.answer))
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use super::*;

    /// A home whose window is open, and how often it came to the front.
    async fn opened(place: &Place) -> (tokio::task::JoinHandle<()>, Arc<AtomicU32>) {
        let Launch::First(window) = place.launch().await.unwrap() else {
            panic!("nobody else has it open");
        };
        let shown = Arc::new(AtomicU32::new(0));
        let counted = shown.clone();
        let hearing = tokio::spawn(window.hear(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            async { true }
        }));
        (hearing, shown)
    }

    #[tokio::test]
    async fn a_second_start_brings_the_first_window_to_the_front_and_another_home_has_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::at(folder.path().join("home"));
        let (hearing, shown) = opened(&place).await;
        for count in 1..=3 {
            assert!(matches!(place.launch().await.unwrap(), Launch::Raised));
            assert_eq!(shown.load(Ordering::SeqCst), count);
        }
        let other = Place::at(folder.path().join("other"));
        assert!(matches!(other.launch().await.unwrap(), Launch::First(_)));
        assert_eq!(shown.load(Ordering::SeqCst), 3, "the other home's window is its own");
        // Once it is closed the next one is the home's window.
        hearing.abort();
        let _ = hearing.await;
        assert!(matches!(place.launch().await.unwrap(), Launch::First(_)));
    }

    #[tokio::test]
    async fn what_a_crash_has_left_behind_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::at(folder.path());
        // A port where nobody listens, and texts that are no bell.
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let dead = format!("{} {} {}\n", free.port(), "0".repeat(WORD), "1".repeat(WORD));
        for left in [dead.as_str(), "", "17", "x y\n", "99999 0\n", &"9".repeat(5_000)] {
            fs::write(folder.path().join(BELL), left).unwrap();
            assert!(!ring(folder.path()).await, "{left}");
            assert!(matches!(place.launch().await.unwrap(), Launch::First(_)), "{left}");
        }
    }

    #[tokio::test]
    async fn who_does_not_know_the_word_does_not_reach_the_window() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::at(folder.path());
        let (_hearing, shown) = opened(&place).await;
        let Bell { port, word, .. } = read(folder.path()).unwrap();
        let mut stranger = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        stranger.write_all("f".repeat(WORD).as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // The connection ends, with a word or without.
        let _ = stranger.read_to_end(&mut answer).await;
        assert_eq!((answer, shown.load(Ordering::SeqCst)), (Vec::new(), 0));
        assert_eq!(word.len(), WORD);
        assert!(matches!(place.launch().await.unwrap(), Launch::Raised));
    }

    #[tokio::test]
    async fn a_window_that_is_being_closed_is_not_taken_for_one_that_came_to_the_front() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::at(folder.path());
        let Launch::First(window) = place.launch().await.unwrap() else {
            panic!("nobody else has it open");
        };
        let (rung, mut rang) = tokio::sync::mpsc::unbounded_channel();
        let closing = tokio::spawn(window.hear(move || {
            let _ = rung.send(());
            async { false }
        }));
        tokio::spawn(async move {
            rang.recv().await;
            closing.abort();
        });
        assert!(matches!(place.launch().await.unwrap(), Launch::First(_)));
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn only_its_owner_reads_the_bell() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(BELL), "old").unwrap();
        let _window = Place::at(folder.path()).launch().await.unwrap();
        let mode = fs::metadata(folder.path().join(BELL)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
