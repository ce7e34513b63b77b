//! The use cases: everything that the window and the command line can do, put together from the chain, the vault and
//! the store, so that both are only ways to ask.
//!
//! - [`Wallet`] opens a network's profile; `serve` answers requests ([`Wallet::ask`]), a file for each file of
//!   `ballast_api::calls`; news come on the side ([`Wallet::events`]);
//! - `session` is an open network in parts: the chain as it is known, the keys, the road; `profile` is its folder, which
//!   [`InstanceLock`] keeps for one program, and [`OneWindow`] the home for one window; `sources` says where it
//!   is asked, `remembered` is what outlives it;
//! - `watch` is what goes on by itself: it follows the head and submissions, and locks the vault;
//! - `ground` reads what actions touch into one ledger, for whoever decides on them;
//! - `road` is the one road for every write: propose, approve, send;
//! - the use cases, one folder or file each: `keys`, `home`, `stake`, `delegates`, `history`, `eras`, `tokens`, `book`,
//!   `endpoints`, `networks`, `given_contracts`, `practice`; `public_chains` are those that no network of one's own may be,
//!   and `contracts` those that stand on a network;
//! - [`json`] reads what people write in files; `confirm` asks the person outside the page; `files` saves exports and keeps
//!   what the person chose, `explorer` links to what others show, `qr` draws addresses;
//! - `failures` is the one place where errors become sentences.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

mod app;
mod arrivals;
mod book;
mod candidate;
mod clock;
mod confirm;
mod contracts;
mod delegates;
mod endpoints;
mod eras;
mod error;
mod explorer;
mod failures;
mod files;
mod given_contracts;
mod ground;
mod history;
mod home;
mod instance;
pub mod json;
mod kept;
mod keys;
mod network_of;
mod networks;
mod one_window;
mod options;
mod place;
mod portfolio;
mod practice;
mod practice_host;
mod practice_params;
mod profile;
mod public_chains;
mod qr;
mod receipt;
mod remembered;
mod road;
mod serve;
mod session;
mod sources;
mod stake;
#[cfg(test)]
mod testing;
mod tokens;
mod watch;

pub use app::Wallet;
pub use confirm::{Confirmer, Confirming, Question};
pub use error::{Error, Result};
pub use files::{Choosing, FileChooser};
pub use instance::InstanceLock;
pub use one_window::{Launch, OneWindow};
pub use options::Options;
pub use place::Place;
