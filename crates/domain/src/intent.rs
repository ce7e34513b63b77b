//! What a person wants, as data.

use serde::{Deserialize, Serialize};

use crate::{
    Address, BucketId, Phrase,
    actions::{Action, TokenTouch, Touch},
    phrase,
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

    /// What is wanted, in a few words that promise nothing: `Restake, bucket 7`. For what is refused, and is not going to
    /// be as its sentence says.
    pub fn in_brief(&self) -> Phrase {
        let tag = self.action.tag();
        let word = Action::words_of(tag).unwrap_or(tag);
        let buckets = self.buckets();
        match (buckets.is_empty(), self.recipient()) {
            (false, _) => {
                let named = Phrase::joined(buckets.into_iter().map(Phrase::from), ", ");
                phrase!("{}, {}", word, named)
            }
            (true, Some(to)) => phrase!("{}, to {}", word, to),
            (true, None) => word.into(),
        }
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
