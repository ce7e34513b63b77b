//! The steps by which a person gets a bucket's money back.

use serde::{Deserialize, Serialize};

use crate::{
    Action, Bucket,
    actions::{NftUnlock, NftUnstake, NftWithdraw, Restake, Unstake, Withdraw},
};

/// A step of a bucket's life, in the order in which they are taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// Stake-lock off: its days begin to run.
    Unlock,
    /// Its votes end, the wait begins.
    Unstake,
    /// Its money comes back.
    Withdraw,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Unlock, Self::Unstake, Self::Withdraw];

    /// One word, for a button.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unlock => "Unlock",
            Self::Unstake => "Unstake",
            Self::Withdraw => "Withdraw",
        }
    }

    /// The steps that are not yet behind a bucket, the next one first.
    pub fn ahead(bucket: &Bucket) -> &'static [Self] {
        match bucket {
            b if b.is_unstaked() => &[Self::Withdraw],
            b if b.locked => &[Self::Unlock, Self::Unstake, Self::Withdraw],
            _ => &[Self::Unstake, Self::Withdraw],
        }
    }

    /// The action that takes it.
    pub fn action(self, bucket: &Bucket) -> Action {
        let (index, payload) = (bucket.id.index, Vec::new());
        if bucket.id.contract.is_some() {
            return self.nft_action(bucket);
        }
        match self {
            Self::Unlock => Restake {
                bucket: index,
                duration: bucket.duration,
                locked: false,
                payload,
            }
            .into(),
            Self::Unstake => Unstake { bucket: index, payload }.into(),
            Self::Withdraw => Withdraw { bucket: index, payload }.into(),
        }
    }

    fn nft_action(self, bucket: &Bucket) -> Action {
        let id = bucket.id;
        match self {
            Self::Unlock => NftUnlock { bucket: id }.into(),
            Self::Unstake => NftUnstake { bucket: id }.into(),
            Self::Withdraw => NftWithdraw {
                bucket: id,
                to: bucket.owner,
            }
            .into(),
        }
    }
}
