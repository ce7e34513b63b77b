//! What a transaction is run in, and why it stays out of the block.

use ballast_domain::{Address, Amount, BlockEnd, Hash, Height, NetworkParams, Timestamp};

/// The block that a transaction is run in, as far as it is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub height: Height,
    /// The hash of the block before it.
    pub parent: Hash,
    pub time: Timestamp,
    pub producer: Address,
    pub base_fee: Amount,
    /// Gas that is left in the block.
    pub gas: u64,
}

impl Frame {
    /// Its end, as what is granted and settled there goes by it.
    pub(super) const fn end(self, params: &NetworkParams) -> BlockEnd<'_> {
        BlockEnd {
            params,
            height: self.height,
            parent: self.parent,
        }
    }
}

/// Why a transaction stays out of the block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refused {
    /// Its nonce is used up.
    Past,
    /// It does not fit, and waits on with all that its sender sent after it.
    Waits,
    /// It can never be run: it vanishes with all that its sender sent.
    Dropped,
}
