//! What a person wants, as data.

use serde::{Deserialize, Serialize};

use crate::{
    Address, BucketId,
    actions::{Action, TokenTouch, Touch},
};

/// An account's wish to do an action.
///
/// As JSON the action's fields stand beside the account, as `docs/intents.md` says for those who write one:
/// `{"account": "io1…", "action": "createStake", "candidate": "fathom", "amount": "1000 IOTX", "duration": 91,
/// "locked": true}`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Intent {
    /// Who signs and pays.
    pub account: Address,
    /// What is done.
    #[serde(flatten)]
    pub action: Action,
}

impl Intent {
    /// The touches of the action when this account does it.
    pub fn touches(&self) -> Vec<Touch> {
        self.action.touches(self.account)
    }

    /// The native bucket that it names.
    pub fn native_bucket(&self) -> Option<u64> {
        self.touches().iter().find_map(|touch| match touch {
            Touch::Bucket(index) => Some(*index),
            _ => None,
        })
    }

    /// The bucket NFTs that it names.
    pub fn nfts(&self) -> Vec<BucketId> {
        let of = |touch| match touch {
            Touch::Nft(id) => Some(id),
            _ => None,
        };
        self.touches().into_iter().filter_map(of).collect()
    }

    /// The buckets that it names, native or not.
    pub fn buckets(&self) -> Vec<BucketId> {
        let of = |touch| match touch {
            Touch::Bucket(index) => Some(BucketId::native(index)),
            Touch::Nft(id) => Some(id),
            _ => None,
        };
        self.touches().into_iter().filter_map(of).collect()
    }

    /// Whether the action makes a bucket or names one.
    pub fn concerns_buckets(&self) -> bool {
        let is = |touch: &Touch| matches!(touch, Touch::Bucket(_) | Touch::Delegate(_)) || touch.is_of_nfts();
        self.touches().iter().any(is)
    }

    /// The account that gets something by the action, other than a delegate.
    pub fn recipient(&self) -> Option<Address> {
        self.touches().iter().find_map(|touch| match touch {
            Touch::Recipient(to) => Some(*to),
            _ => None,
        })
    }

    /// The token that it moves.
    pub fn token(&self) -> Option<TokenTouch> {
        self.touches().into_iter().find_map(|touch| match touch {
            Touch::Token(token) => Some(token),
            _ => None,
        })
    }
}
