//! What an owner can want of a bucket: the menu of its page, what each entry asks for, and the action that it becomes.

use serde::{Deserialize, Serialize};

use super::Step;
use crate::{
    Action, Address, Amount, Bucket, ContractVersion, NetworkParams,
    actions::{
        ChangeCandidate, Deposit, Endorse, IntendRevoke, MigrateStake, NftApprove, NftChangeDelegate, NftExpand,
        NftLock, NftMerge, NftMigrate, NftTransfer, Restake, Revoke, TransferStake, nft::Term,
    },
};

/// What an owner can want of a bucket, in the order of a menu.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "see BucketAction::word and the actions' own documentation")]
pub enum BucketAction {
    Deposit,
    Extend,
    Expand,
    Lock,
    Unlock,
    ChangeDelegate,
    Merge,
    Transfer,
    Unstake,
    Withdraw,
    Migrate,
    Allow,
    ToThird,
    Endorse,
    IntendRevoke,
    Revoke,
}

/// What an action has to be told beside the bucket.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ask {
    /// How much is added.
    Amount,
    /// For how long.
    Term,
    /// Which delegate.
    Delegate,
    /// Whose it will be.
    Recipient,
    /// Which buckets of the same contract.
    Others,
}

/// What was told; what an action does not ask for is left out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answers {
    /// How much is added.
    pub amount: Option<Amount>,
    /// For how long, on the bucket's clock.
    pub term: Option<Term>,
    /// The delegate's permanent id and its name.
    pub delegate: Option<(Address, String)>,
    /// Whose it will be.
    pub to: Option<Address>,
    /// Other buckets of the same contract.
    pub others: Vec<u64>,
}

impl BucketAction {
    /// What there is to be wanted of a native bucket.
    pub const NATIVE: [Self; 12] = [
        Self::Deposit,
        Self::Extend,
        Self::Lock,
        Self::Unlock,
        Self::ChangeDelegate,
        Self::Transfer,
        Self::Unstake,
        Self::Withdraw,
        Self::Migrate,
        Self::Endorse,
        Self::IntendRevoke,
        Self::Revoke,
    ];

    /// What there is to be wanted of a bucket NFT; the last two of version 2 only. Giving a part of it away is left
    /// out: nobody wants that.
    pub const NFT: [Self; 10] = [
        Self::Expand,
        Self::Lock,
        Self::Unlock,
        Self::ChangeDelegate,
        Self::Merge,
        Self::Transfer,
        Self::Unstake,
        Self::Withdraw,
        Self::Allow,
        Self::ToThird,
    ];

    /// Whether it is for those who run a delegate: nobody else has anything of an endorsement.
    pub const fn is_for_operators(self) -> bool {
        matches!(self, Self::Endorse | Self::IntendRevoke | Self::Revoke)
    }

    /// A few words, for a button.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deposit => "Deposit",
            Self::Extend => "Extend",
            Self::Expand => "Expand",
            Self::Lock => "Lock",
            Self::Unlock => "Unlock",
            Self::ChangeDelegate => "Change delegate",
            Self::Merge => "Merge",
            Self::Transfer => "Transfer",
            Self::Unstake => "Unstake",
            Self::Withdraw => "Withdraw",
            Self::Migrate => "Turn into an NFT",
            Self::Allow => "Allow the move",
            Self::ToThird => "Move to version 3",
            Self::Endorse => "Endorse",
            Self::IntendRevoke => "Request revocation",
            Self::Revoke => "Revoke",
        }
    }

    /// What it does, as a sentence.
    pub const fn does(self) -> &'static str {
        match self {
            Self::Deposit => "Adds to what the bucket holds.",
            Self::Extend => "Sets its days anew, and they begin again now. More days, more votes.",
            Self::Expand => "Adds to what it holds, or makes it longer. More of either, more votes.",
            Self::Lock => "Stake-lock on: its days stand still, and its votes carry the bonus.",
            Self::Unlock => "Turns stake-lock off. Its full days start now.",
            Self::ChangeDelegate => "Moves its votes to another delegate, at once and without a wait.",
            Self::Merge => "Makes one bucket of several; this one stays, with its delegate, locked.",
            Self::Transfer => "Gives the bucket and its money to another account.",
            Self::Unstake => "Its votes end, and the wait for the money begins.",
            Self::Withdraw => "The money goes back to your account.",
            Self::Migrate => "Makes a bucket NFT of it, with its amount, days and delegate. It cannot go back.",
            Self::Allow => "Lets the contract of version 3 take it: what moving it needs first.",
            Self::ToThird => "Moves it to version 3, where it votes and can be changed again. It cannot go back.",
            Self::Endorse => "Lets its delegate use it as the self-stake.",
            Self::IntendRevoke => "Asks for the endorsement's end; the wait begins.",
            Self::Revoke => "Ends the endorsement, once its wait is over.",
        }
    }

    /// What it has to be told, of a bucket NFT or of a native bucket.
    pub const fn asks(self, nft: bool) -> &'static [Ask] {
        match (self, nft) {
            (Self::Deposit, _) => &[Ask::Amount],
            (Self::Extend, _) | (Self::Lock, true) => &[Ask::Term],
            (Self::Expand, _) => &[Ask::Amount, Ask::Term],
            (Self::Merge, _) => &[Ask::Others, Ask::Term],
            (Self::ChangeDelegate, _) => &[Ask::Delegate],
            (Self::Transfer, _) => &[Ask::Recipient],
            _ => &[],
        }
    }

    /// The step of leaving that it is, if it is one.
    pub const fn step(self) -> Option<Step> {
        match self {
            Self::Unlock => Some(Step::Unlock),
            Self::Unstake => Some(Step::Unstake),
            Self::Withdraw => Some(Step::Withdraw),
            _ => None,
        }
    }

    /// The action that the entry becomes for this bucket; none while something that it asks for was not told. `params` know the
    /// contracts.
    pub fn action(self, bucket: &Bucket, params: &NetworkParams, told: &Answers) -> Option<Action> {
        match bucket.id.contract {
            None => self.native(bucket, told),
            Some(contract) => self.nft(bucket, contract, params, told),
        }
    }

    fn native(self, bucket: &Bucket, told: &Answers) -> Option<Action> {
        let (index, payload) = (bucket.id.index, Vec::new());
        let restake = |duration, locked| Restake {
            bucket: index,
            duration,
            locked,
            payload: Vec::new(),
        };
        Some(match self {
            Self::Deposit => Deposit {
                bucket: index,
                amount: told.amount?,
                payload,
            }
            .into(),
            Self::Extend => match told.term? {
                Term::Days(days) => restake(days, bucket.locked).into(),
                Term::Blocks(_) => return None,
            },
            Self::Lock => restake(bucket.duration, true).into(),
            Self::ChangeDelegate => ChangeCandidate {
                bucket: index,
                candidate: told.delegate.as_ref()?.1.clone(),
                payload,
            }
            .into(),
            Self::Transfer => TransferStake {
                bucket: index,
                to: told.to?,
                payload,
            }
            .into(),
            Self::Migrate => MigrateStake { bucket: index }.into(),
            Self::Endorse => Endorse { bucket: index }.into(),
            Self::IntendRevoke => IntendRevoke { bucket: index }.into(),
            Self::Revoke => Revoke { bucket: index }.into(),
            Self::Unlock | Self::Unstake | Self::Withdraw => self.step()?.action(bucket),
            Self::Expand | Self::Merge | Self::Allow | Self::ToThird => return None,
        })
    }

    fn nft(self, bucket: &Bucket, contract: Address, params: &NetworkParams, told: &Answers) -> Option<Action> {
        let (id, first) = (bucket.id, params.version_of(contract) == Some(ContractVersion::V1));
        Some(match self {
            Self::Expand => NftExpand {
                bucket: id,
                amount: told.amount?,
                total: first.then_some(bucket.amount.saturating_add(told.amount?)),
                duration: told.term?,
            }
            .into(),
            Self::Lock => NftLock {
                bucket: id,
                duration: told.term?,
            }
            .into(),
            Self::Merge => NftMerge {
                contract,
                buckets: std::iter::once(id.index).chain(told.others.iter().copied()).collect(),
                amount: Amount::ZERO,
                duration: told.term?,
            }
            .into(),
            Self::ChangeDelegate => NftChangeDelegate {
                bucket: id,
                delegate: told.delegate.as_ref()?.0,
            }
            .into(),
            Self::Transfer => NftTransfer {
                bucket: id,
                from: bucket.owner,
                to: told.to?,
            }
            .into(),
            Self::Allow => NftApprove {
                bucket: id,
                to: params.staking_contract(ContractVersion::V3)?,
            }
            .into(),
            Self::ToThird => NftMigrate {
                bucket: id,
                to: params.staking_contract(ContractVersion::V3)?,
            }
            .into(),
            Self::Unlock | Self::Unstake | Self::Withdraw => self.step()?.action(bucket),
            Self::Deposit | Self::Extend | Self::Migrate | Self::Endorse | Self::IntendRevoke | Self::Revoke => {
                return None;
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_endorses_is_for_operators_and_all_else_for_everybody() {
        let all = BucketAction::NATIVE.into_iter().chain(BucketAction::NFT);
        let theirs: Vec<_> = all
            .filter(|action| action.is_for_operators())
            .map(BucketAction::word)
            .collect();
        assert_eq!(theirs, ["Endorse", "Request revocation", "Revoke"]);
    }
}
