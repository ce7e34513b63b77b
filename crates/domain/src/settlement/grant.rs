//! What the chain grants at the end of a block, and what its receipt tells of it.

use crate::{Address, Amount, Event, Fork, Hash, Height, NetworkParams, Party, Transfer, TransferKind};

/// The block at whose end something is granted.
#[derive(Clone, Copy, Debug)]
pub struct BlockEnd<'a> {
    /// The network's constants.
    pub params: &'a NetworkParams,
    /// The block.
    pub height: Height,
    /// The hash of the block before it.
    pub parent: Hash,
}

impl BlockEnd<'_> {
    /// Whether this fork is in force in it.
    pub(super) fn has(&self, fork: Fork) -> bool {
        self.params.at(fork, self.height)
    }
}

/// What a transaction of the chain's own did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Granted {
    /// Whether it failed. It changed nothing then.
    pub failed: bool,
    /// The logs of the rewarding protocol, in their order.
    pub logs: Vec<Event>,
    /// Money that moved: accounts are credited by whoever keeps them.
    pub transfers: Vec<Transfer>,
}

impl Granted {
    /// One that failed.
    pub(super) fn failed() -> Self {
        Self {
            failed: true,
            ..Self::default()
        }
    }

    /// Adds a log that is no event: a message of the rewarding protocol.
    pub(super) fn log(&mut self, data: Vec<u8>) {
        self.logs.push(Event {
            topics: Vec::new(),
            data,
        });
    }

    /// Adds money that went from the reward pool to an account.
    pub(super) fn pay(&mut self, to: Address, amount: Amount) {
        self.transfers.push(Transfer {
            kind: TransferKind::ClaimRewards,
            from: Party::RewardingPool,
            to: Party::Account(to),
            amount,
        });
    }
}
