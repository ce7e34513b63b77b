//! The chain as a whole: what goes into a block, in which order, and what comes of it.

mod blocks;
mod contracts;
mod deployment;
mod epochs;
mod migration;
mod nft;
mod voters;

use super::{Chain, Receipt};

/// The receipt of the last block's first transaction.
fn last_receipt(chain: &Chain) -> &Receipt {
    &chain.blocks().last().unwrap().txs[0].1
}
