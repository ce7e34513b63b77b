//! One wish that takes several transactions: its review, and how far it has come.

mod bounds;
mod page;
mod review;

use ballast_domain::sequence::SequenceWish;

pub use self::{page::SequencePage, review::ReviewSequence};
use crate::flows::bucket::place;

/// The wish that a path names: `/sequence/leave/7`, `/sequence/migrate/0x…-7`.
fn wish_of(kind: &str, bucket: &str) -> Option<SequenceWish> {
    let bucket = place::bucket(bucket)?;
    match kind {
        "leave" => Some(SequenceWish::Leave { bucket }),
        "migrate" => Some(SequenceWish::Migrate { bucket }),
        _ => None,
    }
}
