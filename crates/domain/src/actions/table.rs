//! Every action there is: the one list from which follow the enum, what an intent's JSON and people call each, which of
//! its fields are money, and what `chain` encodes.

/// Hands the table of all actions to a macro: by family, each `Name = "tag", "words for people", [fields that are IOTX];`.
///
/// The tag is what `action` says in an intent's JSON; stored intents hold it, so it never changes. The words name a kind
/// of action in a list. A family is a module of [`crate::actions`] and a folder of that name in `domain` and in `chain`.
#[macro_export]
macro_rules! for_each_action {
    ($with:ident) => {
        $with! {
            stake {
                /// Stake with a delegate.
                CreateStake = "createStake", "Create stake", ["amount"];
                /// Add to a bucket.
                Deposit = "depositToStake", "Deposit to stake", ["amount"];
                /// Set a bucket's duration and stake-lock.
                Restake = "restake", "Restake", [];
                /// Move a bucket's votes to another delegate.
                ChangeCandidate = "changeCandidate", "Change delegate", [];
                /// Give a bucket to another owner.
                TransferStake = "transferStake", "Transfer stake", [];
                /// Begin to leave.
                Unstake = "unstake", "Unstake", [];
                /// Take the money back.
                Withdraw = "withdrawStake", "Withdraw stake", [];
                /// Make a bucket NFT of a native bucket.
                MigrateStake = "migrateStake", "Migrate stake", [];
            }
            delegate {
                /// Name a delegate's self-stake bucket.
                Activate = "candidateActivate", "Delegate activate", [];
                /// Let a delegate use a bucket as its self-stake.
                Endorse = "endorseCandidate", "Endorse delegate", [];
                /// Ask for an endorsement's end.
                IntendRevoke = "intentToRevokeEndorsement", "Intent to revoke endorsement", [];
                /// End an endorsement.
                Revoke = "revokeEndorsement", "Revoke endorsement", [];
                /// Register a delegate without self-stake.
                Register = "candidateRegister", "Delegate register", ["amount"];
                /// Change a delegate's registration in the form without a BLS key.
                Update = "candidateUpdate", "Delegate update", [];
                /// Register a delegate with a BLS key, in the form of before Zanzibar.
                RegisterWithBls = "candidateRegisterWithBLS", "Delegate register with BLS", ["amount"];
                /// Change a delegate's registration, its BLS key included, in the form of before Zanzibar.
                UpdateWithBls = "candidateUpdateWithBLS", "Delegate update with BLS", [];
                /// Register a delegate with a BLS key and its proof of possession.
                RegisterWithBlsAndPop = "candidateRegisterWithBLSAndPoP", "Delegate register with BLS and PoP", ["amount"];
                /// Change a delegate's registration, its BLS key with its proof of possession included.
                UpdateWithBlsAndPop = "candidateUpdateWithBLSAndPoP", "Delegate update with BLS and PoP", [];
                /// Say which part of a delegate's block or epoch rewards is its voters'.
                SetPortion = "setPortion", "Delegate set portion", [];
                /// Have the protocol pay a delegate's voters, for good.
                VoterRewardOptIn = "setVoterRewardOptIn", "Delegate opt in to voter rewards", [];
                /// Give a delegate to another owner.
                TransferOwnership = "candidateTransferOwnership", "Delegate transfer ownership", [];
                /// Request exit from the election.
                RequestExit = "requestCandidateDeactivation", "Request delegate deactivation", [];
                /// Leave the election.
                ConfirmExit = "confirmCandidateDeactivation", "Confirm delegate deactivation", [];
            }
            send {
                /// Send IOTX.
                Send = "send", "Send", ["amount"];
                /// Send tokens of a contract (ERC-20).
                SendToken = "sendToken", "Send token", [];
                /// Send one token of a contract that numbers them (ERC-721).
                SendNft = "sendNft", "Send NFT", [];
                /// Let somebody take tokens of a contract (ERC-20), or no more.
                AllowToken = "allowToken", "Allow token", [];
            }
            rewards {
                /// Take rewards.
                Claim = "claim", "Claim", ["amount"];
                /// Take rewards on another's behalf.
                ClaimFor = "claimFor", "Claim for", ["amount"];
                /// Give to the reward pool.
                DepositRewards = "depositRewards", "Deposit rewards", ["amount"];
                /// Have one's voter rewards paid to another account, or to oneself again.
                SetVoterRewardDestination = "setVoterRewardDestination", "Set voter reward destination", [];
            }
            nft {
                /// Stake with a delegate, as a bucket NFT.
                NftStake = "nftStake", "Bucket NFT: stake", ["amount"];
                /// Let a bucket NFT's time begin to run.
                NftUnlock = "nftUnlock", "Bucket NFT: unlock", [];
                /// Lock a bucket NFT again.
                NftLock = "nftLock", "Bucket NFT: lock", [];
                /// Add to a bucket NFT, or make it longer.
                NftExpand = "nftExpand", "Bucket NFT: expand", ["amount", "total"];
                /// Make one bucket NFT of several.
                NftMerge = "nftMerge", "Bucket NFT: merge", ["amount"];
                /// Move a bucket NFT's votes to another delegate.
                NftChangeDelegate = "nftChangeDelegate", "Bucket NFT: change delegate", [];
                /// Begin to leave with a bucket NFT.
                NftUnstake = "nftUnstake", "Bucket NFT: unstake", [];
                /// Take a bucket NFT's money back.
                NftWithdraw = "nftWithdraw", "Bucket NFT: withdraw", [];
                /// Give a bucket NFT to another owner.
                NftTransfer = "nftTransfer", "Bucket NFT: transfer", [];
                /// Let somebody else take a bucket NFT.
                NftApprove = "nftApprove", "Bucket NFT: approve", [];
                /// Move a bucket NFT of version 2 to version 3.
                NftMigrate = "nftMigrate", "Bucket NFT: migrate", [];
            }
        }
    };
}
