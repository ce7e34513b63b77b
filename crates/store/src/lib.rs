//! What the wallet must not forget: a SQLite file per profile, so that a crash at any point loses no transaction
//! and sends none twice.
//!
//! The heart is the table of submissions. A submission is written, signed bytes and all, and synced to the disk
//! before its first byte goes to a node; its state then only moves forward ([`State`]), and the database itself
//! keeps two live submissions from using one nonce. Around it stand small tables of what people name and choose,
//! and a cache of what nodes said, which can be lost without harm.
//!
//! No secrets: keys stay in the vault. A signed transaction is no secret, but it is money, so the file is readable
//! by its owner only.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

mod arrivals;
mod book;
mod bounds;
mod cache;
mod drafts;
mod epochs;
mod era_buckets;
mod eras;
mod error;
mod forget;
mod history;
mod nonces;
mod notes;
mod payouts;
mod record;
mod scans;
mod schema;
mod sequences;
mod settings;
mod state;
mod store;
mod submissions;
mod tokens;
mod watched_delegates;

pub use arrivals::{Arrival, Seen, SeenOf};
pub use book::{Contact, WatchAccount};
pub use bounds::oldest_kept;
pub use drafts::Draft;
pub use era_buckets::{EraBuckets, FrozenBucket, Whose};
pub use eras::{EraDelegate, Pool};
pub use error::Error;
pub use history::Filter;
pub use notes::BucketNote;
pub use payouts::Payout;
pub use record::{NewSubmission, PartOf, Submission};
pub use sequences::{Sequence, SignedStep};
pub use state::{Event, State};
pub use store::Store;
pub use tokens::AddedToken;
pub use watched_delegates::MOST_WATCHED_DELEGATES;
