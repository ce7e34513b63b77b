//! What an action has to do with: the one answer for whoever reads the chain before it is decided, and for whoever
//! names what it was about afterwards.

use serde::{Deserialize, Serialize};

use crate::{Address, BucketId, ContractVersion, TokenAmount, Units};

/// A part of the chain that an action has to do with.
///
/// Whoever fills a [`crate::Ledger`] for some actions reads each of their touches; a family of actions adds a variant
/// here and a reader there. Delegates are read whole whatever is touched, for any action may name one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Touch {
    /// All buckets of an account, and the self-stake of the delegates that it owns.
    Owned(Address),
    /// An account's bucket NFTs of one contract.
    OwnedNfts {
        /// Whose.
        owner: Address,
        /// Of which contract.
        contract: Address,
    },
    /// The self-stake of the delegates that an account owns.
    SelfStake(Address),
    /// The native buckets that vote for a delegate, by its name.
    Voters(String),
    /// A delegate that gets votes, by its name.
    Delegate(String),
    /// A native bucket.
    Bucket(u64),
    /// A native bucket that gets money, whoever owns it.
    FundedBucket(u64),
    /// A delegate that an action names by its permanent id, where people read its name.
    DelegateOfId(Address),
    /// The number that the next native bucket gets.
    NextBucket,
    /// A bucket NFT.
    Nft(BucketId),
    /// A contract that issues bucket NFTs.
    NftContract(Address),
    /// The contract that issues bucket NFTs of a version.
    NftContractOf(ContractVersion),
    /// What an address can claim of its rewards.
    Rewards(Address),
    /// How the voters of the delegate are paid that an account owns, or whose permanent id it is: the portions that the
    /// delegate set, and whether the protocol pays them. In a review also what the account's buckets that are touched bring it
    /// of the running era's rewards, and would bring it where they go.
    VoterRewards(Address),
    /// The portions of the delegate that an account owns, where it is opted in by them for good.
    OptIn(Address),
    /// Where a voter's rewards go: to a bucket, to another account, or to itself.
    Destination(Address),
    /// Who gets something: whether they are known, and whether they are a contract ([`crate::Ledger::codes`]).
    Recipient(Address),
    /// Who gets a delegate: the same is to be known of them.
    NewOwner(Address),
    /// A token of a contract.
    Token(TokenTouch),
    /// How much of an account's tokens somebody may take (ERC-20).
    Allowance {
        /// The token's contract.
        token: Address,
        /// Whose tokens.
        owner: Address,
        /// Who may take them.
        spender: Address,
    },
}

/// A token that an action moves.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct TokenTouch {
    /// The token's contract.
    pub contract: Address,
    /// The token's number, where each has one.
    pub id: Option<Units>,
    /// Whose balances change.
    pub holders: Vec<Address>,
    /// The decimals that its amount was reckoned with.
    pub decimals: Option<u8>,
}

/// The tokens that an action gives to somebody, or lets them take.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TokenGrant {
    /// The token's contract.
    pub token: Address,
    /// Who gets them, or may take them.
    pub to: Address,
    /// How many at the most; one where each has a number.
    pub most: TokenAmount,
    /// The token's number, where each has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Units>,
}

impl TokenGrant {
    /// Whether this grants nothing that `agreed` does not: of the same token, to the same person, and no more.
    pub fn is_within(&self, agreed: &Self) -> bool {
        let same = |grant: &Self| (grant.token, grant.to, grant.most.decimals, grant.number.clone());
        same(self) == same(agreed) && self.most.units <= agreed.most.units
    }
}

impl Touch {
    /// The address of which it matters whether code stands there.
    pub const fn code(&self) -> Option<Address> {
        match self {
            Self::Recipient(to) | Self::NewOwner(to) => Some(*to),
            _ => None,
        }
    }

    /// Whether the touch is about bucket NFTs.
    pub const fn is_of_nfts(&self) -> bool {
        matches!(
            self,
            Self::OwnedNfts { .. } | Self::Nft(_) | Self::NftContract(_) | Self::NftContractOf(_)
        )
    }
}
