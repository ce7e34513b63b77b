//! One wish that takes several transactions: its review, and how far it has come.

mod bounds;
mod page;
mod review;

use ballast_domain::sequence::SequenceWish;

pub use self::{page::SequencePage, review::ReviewSequence};
use crate::flows::{bucket, delegates};

/// The wish that a path names: `/sequence/leave/7`, `/sequence/migrate/0x…-7`, `/sequence/portions/0x…-8500-9000`.
fn wish_of(kind: &str, of: &str) -> Option<SequenceWish> {
    if kind == "portions" {
        let (account, block, epoch) = delegates::place::portions(of)?;
        return Some(SequenceWish::SetPortions { account, block, epoch });
    }
    let bucket = bucket::place::bucket(of)?;
    match kind {
        "leave" => Some(SequenceWish::Leave { bucket }),
        "migrate" => Some(SequenceWish::Migrate { bucket }),
        _ => None,
    }
}
