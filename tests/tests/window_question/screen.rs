//! The windows on the screen and its keyboard, as somebody before it sees and uses them. By the X protocol itself: no
//! program that is there wherever these tests run presses a key outside the page.

use std::{
    io::{Read, Write},
    os::unix::net::UnixStream,
    time::{Duration, Instant},
};

/// How long a window may take to appear, or to go.
const PATIENCE: Duration = Duration::from_secs(10);

/// Keys, by the codes that every X server for PCs has for them.
pub const RETURN: u8 = 36;
pub const TAB: u8 = 23;

const KEY_PRESS: u8 = 2;
const KEY_RELEASE: u8 = 3;
const VIEWABLE: u8 = 2;

/// A window, by its number.
pub type Id = u32;

/// A connection to the display that the app is on.
pub struct Screen {
    server: UnixStream,
    /// How many requests were sent, as the server counts them.
    sent: u16,
    root: Id,
    /// What the server calls the title of a window, and its extension that presses keys.
    title: u32,
    presses: u8,
}

impl Screen {
    /// Connects to it.
    pub fn open() -> Self {
        let display = std::env::var("DISPLAY").expect("there is a display");
        let number = display.trim_start_matches(':').split('.').next().unwrap_or_default();
        // Where every X server of a machine listens (X(7), "Display names").
        let mut server =
            UnixStream::connect(format!("/tmp/.X11-unix/X{number}")).expect("the display is on this machine");
        server.set_read_timeout(Some(PATIENCE)).unwrap();
        // Low bytes first, version 11, and nothing to show that one may.
        server.write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]).unwrap();
        let mut head = [0; 8];
        server.read_exact(&mut head).unwrap();
        let mut setup = vec![0; usize::from(u16::from_le_bytes([head[6], head[7]])) * 4];
        server.read_exact(&mut setup).unwrap();
        assert_eq!(head[0], 1, "{}", String::from_utf8_lossy(&setup));
        // Behind the maker's name and the formats of pictures stands the first screen, whose root comes first.
        let maker = usize::from(u16::from_le_bytes([setup[16], setup[17]]));
        let root = long(&setup, 32 + maker.next_multiple_of(4) + usize::from(setup[21]) * 8);
        let mut screen = Self {
            server,
            sent: 0,
            root,
            title: 0,
            presses: 0,
        };
        let title = screen.asked(&named(16, "_NET_WM_NAME")).expect("a name has a number");
        screen.title = long(&title, 8);
        let extension = screen
            .asked(&named(98, "XTEST"))
            .expect("extensions are asked for by name");
        assert_eq!(extension[8], 1, "the display lets tests press keys");
        screen.presses = extension[9];
        screen
    }

    /// The window that can be seen and has this title, with plain blanks; waits until it is there.
    pub async fn window(&mut self, title: &str) -> Id {
        let begun = Instant::now();
        loop {
            if let Some(window) = self.find(title) {
                return window;
            }
            assert!(begun.elapsed() < PATIENCE, "there is no window {title:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until no window with this title can be seen.
    pub async fn gone(&mut self, title: &str) {
        let begun = Instant::now();
        while self.has(title) {
            assert!(begun.elapsed() < PATIENCE, "the window {title:?} stays");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Whether a window can be seen that has this title.
    pub fn has(&mut self, title: &str) -> bool {
        self.find(title).is_some()
    }

    /// Gives a window the keyboard, and presses keys one after the other.
    pub fn press(&mut self, window: Id, keys: &[u8]) {
        self.send(&request(42, 2, &[window, 0]));
        for key in keys {
            for kind in [KEY_PRESS, KEY_RELEASE] {
                let event = u32::from_le_bytes([kind, *key, 0, 0]);
                self.send(&request(self.presses, 2, &[event, 0, 0, 0, 0, 0, 0, 0]));
            }
        }
        // What has an answer is answered after all of that.
        self.asked(&request(43, 0, &[])).expect("somebody has the keyboard");
    }

    fn find(&mut self, title: &str) -> Option<Id> {
        let mut unseen = vec![self.root];
        while let Some(window) = unseen.pop() {
            // What has gone meanwhile has neither.
            let Some(tree) = self.asked(&request(15, 0, &[window])) else {
                continue;
            };
            unseen.extend(tree[32..].chunks_exact(4).map(|child| long(child, 0)));
            if self.title(window).as_deref() == Some(title) && self.is_seen(window) {
                return Some(window);
            }
        }
        None
    }

    fn title(&mut self, window: Id) -> Option<String> {
        let answer = self.asked(&request(20, 0, &[window, self.title, 0, 0, 256]))?;
        let length = long(&answer, 16) as usize;
        let text = String::from_utf8(answer.get(32..32 + length)?.to_vec()).ok()?;
        Some(text.replace('\u{202f}', " "))
    }

    fn is_seen(&mut self, window: Id) -> bool {
        let attributes = self.asked(&request(3, 0, &[window]));
        attributes.is_some_and(|attributes| attributes[26] == VIEWABLE)
    }

    fn send(&mut self, request: &[u8]) {
        self.server.write_all(request).unwrap();
        self.sent = self.sent.wrapping_add(1);
    }

    /// The answer to a request; none where it is an error, as it is for a window that has gone.
    fn asked(&mut self, request: &[u8]) -> Option<Vec<u8>> {
        self.send(request);
        loop {
            let mut answer = vec![0; 32];
            self.server.read_exact(&mut answer).unwrap();
            let is_ours = u16::from_le_bytes([answer[2], answer[3]]) == self.sent;
            match answer[0] {
                0 if is_ours => return None,
                1 => {
                    let rest = long(&answer, 4) as usize * 4;
                    answer.resize(32 + rest, 0);
                    self.server.read_exact(&mut answer[32..]).unwrap();
                    return Some(answer);
                }
                // News, such as that of another keyboard, and what went wrong with a request that has no answer.
                _ => {}
            }
        }
    }
}

/// A request: its number, its one byte, its words.
fn request(number: u8, byte: u8, words: &[u32]) -> Vec<u8> {
    let length = (1 + words.len() as u16).to_le_bytes();
    let words = words.iter().flat_map(|word| word.to_le_bytes());
    [number, byte, length[0], length[1]].into_iter().chain(words).collect()
}

/// A request about a name.
fn named(number: u8, name: &str) -> Vec<u8> {
    let padded = name.len().next_multiple_of(4);
    let length = (2 + padded as u16 / 4).to_le_bytes();
    let mut request = vec![number, 0, length[0], length[1], name.len() as u8, 0, 0, 0];
    request.extend(name.bytes());
    request.resize(8 + padded, 0);
    request
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
