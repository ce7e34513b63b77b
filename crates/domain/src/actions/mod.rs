//! What a person can do to the staking ledger: one file an action, holding its data, its rules and what it does.
//!
//! The same `apply` serves the review's "after", a rehearsal and the practice network, so what a form explains is
//! what the chain does. To add an action: a file here, a line in `native_actions!`, its encoding in `chain`.

mod activate;
mod carry_out;
mod change_candidate;
mod claim;
mod claim_for;
mod create_stake;
mod delegate_events;
mod deposit;
mod deposit_rewards;
mod endorse;
mod exit;
mod migrate_stake;
pub mod nft;
mod register;
mod register_bls;
mod restake;
mod send;
mod send_nft;
mod send_token;
#[cfg(test)]
mod testing;
mod touch;
mod transfer_ownership;
mod transfer_stake;
mod unstake;
mod withdraw;
mod words;

use serde::{Deserialize, Serialize};

pub use self::{
    activate::Activate,
    carry_out::{Done, carry_out},
    change_candidate::ChangeCandidate,
    claim::Claim,
    claim_for::ClaimFor,
    create_stake::CreateStake,
    deposit::Deposit,
    deposit_rewards::DepositRewards,
    endorse::{Endorse, IntendRevoke, Revoke},
    exit::{ConfirmExit, RequestExit},
    migrate_stake::MigrateStake,
    nft::{
        NftApprove, NftChangeDelegate, NftExpand, NftLock, NftMerge, NftMigrate, NftStake, NftTransfer, NftUnlock,
        NftUnstake, NftWithdraw,
    },
    register::{Register, Update},
    register_bls::{RegisterWithBls, UpdateWithBls},
    restake::Restake,
    send::Send,
    send_nft::SendNft,
    send_token::SendToken,
    touch::{TokenTouch, Touch},
    transfer_ownership::TransferOwnership,
    transfer_stake::TransferStake,
    unstake::Unstake,
    withdraw::Withdraw,
};
use crate::{Address, Amount, Context, Effects, Ledger, Refusal, Rule, StakingParams};

/// One action: its rules and its effect.
pub trait Action {
    /// The protocol's own name of the method, as its log and its ABI say it.
    const METHOD: &'static str;

    /// The rules that need no ledger: broken, the node refuses the action or drops it.
    ///
    /// # Errors
    /// The rule that is broken.
    fn admit(&self, _params: &StakingParams) -> Result<(), Refusal> {
        Ok(())
    }

    /// Does it: checks the rules that need the ledger in the node's order, then changes it.
    ///
    /// Fees and nonces are the chain's business; `effects.transfers` is what else moves.
    ///
    /// # Errors
    /// The first broken rule; the ledger is then unchanged, and `effects` holds what the node logs all the same.
    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal>;

    /// The whole of it in one sentence for the review, before it is done.
    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> String;

    /// What it has to do with when `caller` does it, for whoever reads the chain first.
    fn touches(&self, _caller: Address) -> Vec<Touch> {
        Vec::new()
    }

    /// The delegate it votes for, by name.
    fn candidate(&self) -> Option<&str> {
        None
    }

    /// Money that the account has to hold beside the fee before a node takes the action.
    fn spends(&self) -> Amount {
        Amount::ZERO
    }

    /// What the chain allows and the wallet does not, because it loses votes or money.
    ///
    /// # Errors
    /// The rule that is broken.
    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        Ok(())
    }

    /// What the chain allows and a careful person would not do.
    fn cautions(&self, _ledger: &Ledger, _ctx: &Context) -> Vec<Rule> {
        Vec::new()
    }
}

macro_rules! native_actions {
    ($($(#[$doc:meta])* $name:ident = $tag:literal;)*) => {
        /// Any action of the native protocols, or of the contracts that issue bucket NFTs.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[serde(tag = "action")]
        pub enum NativeAction {
            $($(#[$doc])* #[serde(rename = $tag)] $name($name),)*
        }

        impl NativeAction {
            /// What `action` says in an intent's JSON, of each.
            pub const TAGS: &'static [&'static str] = &[$($tag,)*];

            /// What `action` says in its intent's JSON.
            pub const fn tag(&self) -> &'static str {
                match self { $(Self::$name(_) => $tag,)* }
            }

            /// The protocol's own name of the method.
            pub const fn method(&self) -> &'static str {
                match self { $(Self::$name(_) => <$name as Action>::METHOD,)* }
            }

            /// See [`Action::admit`].
            ///
            /// # Errors
            /// The rule that is broken.
            pub fn admit(&self, params: &StakingParams) -> Result<(), Refusal> {
                match self { $(Self::$name(a) => a.admit(params),)* }
            }

            /// See [`Action::apply`].
            ///
            /// # Errors
            /// The first broken rule; the ledger is then unchanged.
            pub fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
                match self { $(Self::$name(a) => a.apply(ledger, ctx, effects),)* }
            }

            /// See [`Action::touches`].
            pub fn touches(&self, caller: Address) -> Vec<Touch> {
                match self { $(Self::$name(a) => Action::touches(a, caller),)* }
            }

            /// See [`Action::candidate`].
            pub fn candidate(&self) -> Option<&str> {
                match self { $(Self::$name(a) => Action::candidate(a),)* }
            }

            /// See [`Action::spends`].
            pub fn spends(&self) -> Amount {
                match self { $(Self::$name(a) => Action::spends(a),)* }
            }

            /// See [`Action::sentence`].
            pub fn sentence(&self, ledger: &Ledger, ctx: &Context) -> String {
                match self { $(Self::$name(a) => a.sentence(ledger, ctx),)* }
            }

            /// See [`Action::forbid`].
            ///
            /// # Errors
            /// The rule that is broken.
            pub fn forbid(&self, ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
                match self { $(Self::$name(a) => a.forbid(ledger, ctx),)* }
            }

            /// See [`Action::cautions`].
            pub fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
                match self { $(Self::$name(a) => a.cautions(ledger, ctx),)* }
            }
        }

        $(impl From<$name> for NativeAction {
            fn from(action: $name) -> Self {
                Self::$name(action)
            }
        })*
    };
}

native_actions! {
    /// Stake with a delegate.
    CreateStake = "createStake";
    /// Add to a bucket.
    Deposit = "depositToStake";
    /// Set a bucket's duration and stake-lock.
    Restake = "restake";
    /// Move a bucket's votes to another delegate.
    ChangeCandidate = "changeCandidate";
    /// Give a bucket to another owner.
    TransferStake = "transferStake";
    /// Begin to leave.
    Unstake = "unstake";
    /// Take the money back.
    Withdraw = "withdrawStake";
    /// Make a bucket NFT of a native bucket.
    MigrateStake = "migrateStake";
    /// Name a delegate's self-stake bucket.
    Activate = "candidateActivate";
    /// Let a delegate use a bucket as its self-stake.
    Endorse = "endorseCandidate";
    /// Ask for an endorsement's end.
    IntendRevoke = "intentToRevokeEndorsement";
    /// End an endorsement.
    Revoke = "revokeEndorsement";
    /// Register a delegate without self-stake.
    Register = "candidateRegister";
    /// Change a delegate's registration in the form without a BLS key.
    Update = "candidateUpdate";
    /// Register a delegate with a BLS key.
    RegisterWithBls = "candidateRegisterWithBLS";
    /// Change a delegate's registration, its BLS key included.
    UpdateWithBls = "candidateUpdateWithBLS";
    /// Give a delegate to another owner.
    TransferOwnership = "candidateTransferOwnership";
    /// Ask to leave the election.
    RequestExit = "requestCandidateDeactivation";
    /// Leave the election.
    ConfirmExit = "confirmCandidateDeactivation";
    /// Send IOTX.
    Send = "send";
    /// Send tokens of a contract (ERC-20).
    SendToken = "sendToken";
    /// Send one token of a contract that numbers them (ERC-721).
    SendNft = "sendNft";
    /// Take rewards.
    Claim = "claim";
    /// Take rewards on another's behalf.
    ClaimFor = "claimFor";
    /// Give to the reward pool.
    DepositRewards = "depositRewards";
    /// Stake with a delegate, as a bucket NFT.
    NftStake = "nftStake";
    /// Let a bucket NFT's time begin to run.
    NftUnlock = "nftUnlock";
    /// Lock a bucket NFT again.
    NftLock = "nftLock";
    /// Add to a bucket NFT, or make it longer.
    NftExpand = "nftExpand";
    /// Make one bucket NFT of several.
    NftMerge = "nftMerge";
    /// Move a bucket NFT's votes to another delegate.
    NftChangeDelegate = "nftChangeDelegate";
    /// Begin to leave with a bucket NFT.
    NftUnstake = "nftUnstake";
    /// Take a bucket NFT's money back.
    NftWithdraw = "nftWithdraw";
    /// Give a bucket NFT to another owner.
    NftTransfer = "nftTransfer";
    /// Let somebody else take a bucket NFT.
    NftApprove = "nftApprove";
    /// Move a bucket NFT of version 2 to version 3.
    NftMigrate = "nftMigrate";
}
