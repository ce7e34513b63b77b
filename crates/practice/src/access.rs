//! Who may ask a practice network.

use std::{fmt, net::SocketAddr};

use axum::http::{HeaderMap, Uri, header};

/// Who may ask a practice network. Whoever may does with it as they like: moves its time on, stops its producers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Access {
    /// Whoever reaches the port, web pages too: as with a node that was put up to be asked (recording 14).
    #[default]
    Open,
    /// Programs of this machine. What a web page sends is refused, and so is what was sent to another name than 127.0.0.1.
    Closed,
    /// The same, and only who knows the pass.
    Pass(Pass),
}

impl Access {
    /// Whether the network that listens at `address` answers a request for `uri` with these headers.
    pub(crate) fn allows(&self, address: SocketAddr, uri: &Uri, headers: &HeaderMap) -> bool {
        match self {
            Self::Open => true,
            Self::Closed => is_from_here(address, headers),
            Self::Pass(pass) => is_from_here(address, headers) && pass.opens(uri.path()),
        }
    }

    /// What stands behind the address in the URL: nothing, or the pass.
    pub(crate) fn path(&self) -> String {
        match self {
            Self::Open | Self::Closed => String::new(),
            Self::Pass(pass) => format!("/{}", pass.0),
        }
    }
}

/// A browser says in `Origin` which page asks, wherever a page may have an answer or may change something; and it says in
/// `Host` which name the page's own address has, where that name was made to mean this machine.
fn is_from_here(address: SocketAddr, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let own = address.to_string();
    let is_own = hosts.next().is_some_and(|host| host.as_bytes() == own.as_bytes()) && hosts.next().is_none();
    is_own && !headers.contains_key(header::ORIGIN)
}

/// A word that stands in the path of every request. It shows in no text that is written for debugging.
#[derive(Clone, PartialEq, Eq)]
pub struct Pass(String);

impl Pass {
    /// This word: letters and digits alone, and so many that nobody guesses it.
    pub fn new(word: impl Into<String>) -> Self {
        Self(word.into())
    }

    /// Whether a request's path is the pass. How long it takes to say no does not tell how much of it was right.
    fn opens(&self, path: &str) -> bool {
        let (own, given) = (self.0.as_bytes(), path.trim_start_matches('/').as_bytes());
        let differences = own.iter().zip(given).fold(0, |all, (one, other)| all | (one ^ other));
        own.len() == given.len() && differences == 0
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pass")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pass_opens_whole_and_shows_nowhere() {
        let pass = Pass::new("5eed");
        assert!(pass.opens("/5eed"));
        for wrong in ["/", "", "/5ee", "/5eedd", "/5EED", "/5eed/", "/6eed"] {
            assert!(!pass.opens(wrong), "{wrong:?}");
        }
        assert!(!format!("{:?}", Access::Pass(pass)).contains("5eed"));
    }
}
