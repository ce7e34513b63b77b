//! The use cases: everything that the window and the command line can do, put together from the chain, the vault and
//! the store, so that both are only ways to ask.
//!
//! - [`Wallet`] opens a network's profile and answers requests ([`Wallet::ask`]) with news on the side
//!   ([`Wallet::events`]);
//! - `session` is an open network; `profile` is its folder, which [`InstanceLock`] keeps for one program; `chain_watch`
//!   follows its head, `endpoints` says where it is asked;
//! - `keys` makes, imports and unlocks; `views` puts screens together;
//! - `history` tells what was done and moved, `ics` writes calendars;
//! - `tokens` are what contracts keep beside IOTX; `files` saves exports, `explorer` links to what others show;
//! - `ground` reads what actions touch into one ledger, for whoever decides on them;
//! - `road` is the one road for every write: propose, approve, track;
//! - `networks` are those that a person adds by URL; `network_of` finds the one that is meant;
//! - `failures` is the one place where errors become sentences.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

mod app;
mod chain_watch;
mod clock;
mod dispatch;
mod endpoints;
mod error;
mod explorer;
mod failures;
mod files;
mod ground;
mod history;
mod ics;
mod instance;
mod keys;
mod network_of;
mod networks;
mod place;
mod practice_host;
mod profile;
mod qr;
mod road;
mod session;
mod tokens;
mod views;
mod warnings;

pub use app::{Options, Wallet};
pub use error::{Error, Result};
pub use instance::InstanceLock;
pub use place::Place;
