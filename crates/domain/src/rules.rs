//! Every rule of staking by name: what it says, how breaking it shows on the chain, what would help.

use serde::{Deserialize, Serialize};

use crate::ReceiptStatus;

/// How a node answers an action that breaks a rule (node-behaviour.md §3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FailsAs {
    /// Sending it fails with error code 13 and the rule's message.
    Refused,
    /// It gets a hash and then silently vanishes: no receipt, no fee.
    Dropped,
    /// It is mined, costs its fee, and its receipt carries this status.
    Status(ReceiptStatus),
    /// The chain would accept it; the wallet does not, because it loses money.
    Allowed,
}

macro_rules! rules {
    ($($name:ident, $id:literal, $fails:expr, $sentence:literal, $help:literal;)*) => {
        /// A rule of staking. Its id is stable: it shows beside warnings and in the command line's output.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        pub enum Rule {
            $(#[doc = $sentence] #[serde(rename = $id)] $name,)*
        }

        impl Rule {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable id.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The rule, as a sentence for people.
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$name => $sentence,)* }
            }

            /// What would make the action legal, as a sentence for people.
            pub const fn help(self) -> &'static str {
                match self { $(Self::$name => $help,)* }
            }

            /// How breaking it shows on the chain.
            pub const fn fails_as(self) -> FailsAs {
                use FailsAs::{Allowed, Dropped, Refused};
                use ReceiptStatus as S;
                const fn status(status: S) -> FailsAs {
                    FailsAs::Status(status)
                }
                match self { $(Self::$name => $fails,)* }
            }
        }
    };
}

rules! {
    AmountZero, "amount.zero", Refused,
        "The amount must be more than zero.", "Enter an amount.";
    MinStake, "stake.min-amount", Dropped,
        "A bucket holds at least 100 IOTX.", "Stake 100 IOTX or more.";
    MaxDuration, "stake.max-duration", Dropped,
        "A bucket runs for at most 1\u{202f}050 days.", "Choose 1\u{202f}050 days or fewer.";
    CandidateName, "delegate.name-form", Refused,
        "A delegate's name has 1 to 12 characters of a-z and 0-9.", "Choose a delegate from the list.";
    Balance, "balance.too-low", Refused,
        "The account does not hold the amount and the fee.", "Lower the amount, or add IOTX to the account.";
    FeesLeft, "balance.fees-left", Allowed,
        "Hardly any IOTX would be left for fees, and unlocking, unstaking and withdrawing cost a fee each.",
        "Keep an IOTX back, or have some sent to the account later.";
    CandidateExists, "delegate.unknown", status(S::CANDIDATE_NOT_EXIST),
        "There is no such delegate.", "Choose a delegate from the list.";
    CandidateLeaving, "delegate.leaving", Allowed,
        "This delegate has requested its exit; votes for it will earn nothing.", "Choose another delegate.";
    BucketExists, "bucket.unknown", status(S::INVALID_BUCKET_INDEX),
        "There is no such bucket.", "Choose one of your buckets.";
    BucketOwner, "bucket.not-owner", status(S::UNAUTHORIZED),
        "Only the bucket's owner may do this.", "Use the account that owns the bucket.";
    AlreadyUnstaked, "bucket.unstaked", status(S::INVALID_BUCKET_TYPE),
        "The bucket is unstaked; all it can still do is wait and be withdrawn, or change its owner.",
        "Withdraw it, then stake anew.";
    Locked, "bucket.locked", status(S::INVALID_BUCKET_TYPE),
        "The bucket's stake-lock is on.", "Unlock it first; its days then start.";
    NotLocked, "bucket.not-locked", status(S::INVALID_BUCKET_TYPE),
        "Only a bucket with stake-lock takes a deposit.", "Lock it first.";
    ShortenLocked, "bucket.shorten-locked", status(S::INVALID_BUCKET_TYPE),
        "A bucket with stake-lock cannot be made shorter.", "Unlock it, wait until its days are over, then shorten it.";
    ShortenEarly, "bucket.shorten-early", status(S::REDUCE_BEFORE_MATURITY),
        "A bucket cannot be made shorter before its days are over.", "Wait until its days are over.";
    UnstakeEarly, "bucket.unstake-early", status(S::UNSTAKE_BEFORE_MATURITY),
        "The bucket's days are not over.", "Wait until its days are over.";
    Endorsing, "bucket.endorsing", status(S::INVALID_BUCKET_TYPE),
        "The bucket endorses a delegate.", "Revoke the endorsement first.";
    SelfStakeExit, "bucket.self-stake-exit", status(S::UNSTAKE_BEFORE_MATURITY),
        "The bucket is a delegate's self-stake.", "The delegate has to leave by the exit queue first.";
    SelfStake, "bucket.self-stake", status(S::INVALID_BUCKET_TYPE),
        "The bucket is a delegate's self-stake.", "Let the delegate name another self-stake bucket first.";
    WithdrawNotUnstaked, "bucket.withdraw-not-unstaked", status(S::WITHDRAW_BEFORE_UNSTAKE),
        "The bucket has to be unstaked before it is withdrawn.", "Unstake it, then wait.";
    WithdrawEarly, "bucket.withdraw-early", status(S::WITHDRAW_BEFORE_MATURITY),
        "The waiting time after unstaking is not over.", "Wait until it is over.";
    SameCandidate, "bucket.same-delegate", status(S::CANDIDATE_EXISTS),
        "The bucket votes for this delegate already.", "Choose another delegate.";
    SameOwner, "bucket.same-owner", status(S::INVALID_BUCKET_TYPE),
        "The bucket belongs to this account already.", "Enter another address.";
    RestartsClock, "bucket.restarts-clock", Allowed,
        "The bucket's days are running already: they begin anew, and its money comes free later than it would.",
        "Leave it as it is, unless that is what you want.";
    ForeignBucket, "bucket.foreign", Allowed,
        "The bucket belongs to another account: what you add becomes that account's money.", "Choose one of your buckets.";
    ZeroRecipient, "address.zero", Allowed,
        "The zero address belongs to nobody: what is sent there is lost.", "Enter another address.";
    ProtocolRecipient, "address.protocol", Allowed,
        "This address is a protocol of the chain and belongs to nobody: what is given to it is lost.", "Enter another address.";
    BucketToProtocol, "bucket.to-protocol", Allowed,
        "This address is a protocol of the chain: nobody could ever withdraw the bucket again.", "Enter another address.";
    BucketToContract, "bucket.to-contract", Allowed,
        "This address is a contract: unless it was made for buckets, nobody could ever withdraw this one again.",
        "Make sure that it can do something with the bucket.";
    SelfStakeAmount, "delegate.self-stake-amount", status(S::INVALID_BUCKET_AMOUNT),
        "A self-stake or endorsement takes a bucket of at least 1\u{202f}200\u{202f}000 IOTX.", "Use a larger bucket.";
    OtherCandidate, "bucket.other-delegate", status(S::INVALID_BUCKET_TYPE),
        "The bucket votes for another delegate.", "Move the bucket's votes to the delegate first.";
    NotOwnedNorEndorsed, "bucket.not-endorsed", status(S::UNAUTHORIZED),
        "The bucket is neither the delegate's own nor endorses it.", "Ask the bucket's owner for an endorsement.";
    NotEndorsed, "endorsement.none", status(S::INVALID_BUCKET_TYPE),
        "The bucket endorses nobody, or its end was asked for already.", "Endorse first.";
    RevokeEarly, "endorsement.revoke-early", status(S::INVALID_BUCKET_TYPE),
        "The endorsement's waiting time is not over, or its end was not asked for.",
        "Ask for its end, then wait until it is over.";
    RevokeStartsExit, "endorsement.starts-exit", Allowed,
        "The delegate uses this bucket as its self-stake: revoking only sends it into the exit queue, and the endorsement goes on until it has left.",
        "Revoke a second time, once its exit is ready.";
    RevokeLeaves, "endorsement.leaves", Allowed,
        "The delegate uses this bucket as its self-stake: without it the delegate is not elected any more.",
        "Nothing, where that is what you want.";
    RevokeWaitRestarts, "endorsement.wait-restarts", Allowed,
        "Its end was asked for already, and the wait is under way: asking again begins it anew.",
        "Wait until it is over, then revoke.";
    CandidateTaken, "delegate.exists", status(S::CANDIDATE_EXISTS),
        "This owner has a delegate already.", "Use another owner address.";
    NameTaken, "delegate.name-taken", status(S::CANDIDATE_CONFLICT),
        "Another delegate has this name.", "Choose another name.";
    OperatorTaken, "delegate.operator-taken", status(S::CANDIDATE_CONFLICT),
        "Another delegate has this operator address.", "Choose another operator address.";
    RegisterAmount, "delegate.register-amount", Dropped,
        "A registration's self-stake is nothing or at least 1\u{202f}200\u{202f}000 IOTX.", "Change the amount.";
    RegistrationFee, "delegate.registration-fee", status(S::NOT_ENOUGH_BALANCE),
        "The account does not hold the registration fee beside the self-stake and the transaction's fee.",
        "Lower the self-stake, or add IOTX to the account.";
    BlsKeyMissing, "delegate.bls-key", Dropped,
        "Registering with a self-stake, and every update, needs a BLS key.", "Give the delegate's BLS key.";
    BlsKeyInvalid, "delegate.bls-key-invalid", Refused,
        "The BLS key is not a point of the curve.", "Give the public key that the delegate's node shows.";
    BlsKeyTaken, "delegate.bls-key-taken", status(S::CANDIDATE_CONFLICT),
        "Another delegate has this BLS key.", "Give each delegate's node a key of its own.";
    BlsProofMissing, "delegate.bls-proof-missing", status(S::UNAUTHORIZED),
        "Since the Zanzibar fork a BLS key needs its proof of possession: without it nothing is done, and the fee is lost.",
        "Add the proof, which is made from the BLS key's file, or leave the key out.";
    BlsProofWrong, "delegate.bls-proof", status(S::UNAUTHORIZED),
        "The proof of possession is of another BLS key, for another delegate, or not whole.",
        "Make it anew from the BLS key's file: for the owner, where a delegate is registered, else for the delegate's permanent id.";
    BlsProofEarly, "delegate.bls-proof-early", Allowed,
        "Before the Zanzibar fork this chain has no place for a proof of possession.", "Leave the proof out.";
    DelegateNobody, "delegate.zero-address", Allowed,
        "The zero address belongs to nobody: a self-stake owned by it is lost, and so are rewards paid to it.",
        "Enter an address of your own.";
    RegisterForOther, "delegate.register-for-other", Allowed,
        "The delegate and its self-stake will belong to another account, and you pay.",
        "Make the account that pays the owner, unless that is what you want.";
    OperatorChanges, "delegate.operator-changes", status(S::UNAUTHORIZED),
        "A delegate's operator may change its BLS key and nothing else.", "Use the owner's account.";
    RewardAddressIdle, "delegate.reward-idle", Allowed,
        "The chain pays this delegate's voters itself, and the rest to its owner: the reward address gets nothing more, whichever it is.",
        "Nothing, where that is what you want.";
    OwnDelegate, "delegate.same-owner", status(S::UNAUTHORIZED),
        "The delegate belongs to this account already.", "Enter another address.";
    NewOwnerContract, "delegate.owner-contract", status(S::UNKNOWN),
        "A delegate cannot be given to a contract.", "Give it to another account.";
    NewOwnerTaken, "delegate.owner-taken", status(S::CANDIDATE_EXISTS),
        "The new owner has a delegate already, or had one first.", "Give it to another account.";
    SelfStakeLost, "delegate.self-stake-lost", Allowed,
        "The delegate loses its own self-stake with the change of owner and is not elected until it has another; the bucket stays yours.",
        "Let the new owner have a self-stake ready, or be endorsed.";
    NoSelfStake, "delegate.no-self-stake", status(S::INVALID_BUCKET_INDEX),
        "The delegate has no self-stake bucket.", "Activate the delegate first.";
    ExitRequested, "exit.requested", status(S::FAILURE),
        "The delegate has requested its exit already.", "Wait for its slot in the exit queue.";
    ExitNotReady, "exit.not-ready", status(S::FAILURE),
        "The delegate's exit is not ready.", "Request the exit, then wait for the scheduled block.";
    MigrateNotLocked, "migrate.not-locked", status(S::INVALID_BUCKET_TYPE),
        "Only a bucket with stake-lock can become a bucket NFT.", "Lock it first.";
    NftNowhere, "nft.nowhere", Allowed,
        "Ballast knows no contract for bucket NFTs on this network, so what became of the bucket could not be shown.",
        "Keep it as a native bucket.";
    NftContract, "nft.contract", Allowed,
        "This is none of the network's contracts for bucket NFTs.", "Choose one of your buckets.";
    NftUnknown, "nft.unknown", status(S::REVERTED),
        "There is no such bucket NFT.", "Choose one of your buckets.";
    NftOwner, "nft.not-owner", status(S::REVERTED),
        "Only the bucket NFT's owner may do this.", "Use the account that owns it.";
    NftAmount, "nft.min-amount", status(S::REVERTED),
        "A bucket NFT holds at least 100 IOTX.", "Stake 100 IOTX or more.";
    NftTerm, "nft.term", status(S::REVERTED),
        "A bucket NFT runs for whole days, at most 1\u{202f}095 of them.", "Choose 1\u{202f}095 days or fewer.";
    NftType, "nft.type", status(S::REVERTED),
        "Bucket NFTs of version 1 come in fixed amounts and durations, and this is none of them.",
        "Choose one of the contract's bucket types.";
    NftTotal, "nft.total", status(S::REVERTED),
        "What a bucket NFT of version 1 holds afterwards is what it holds and what is added.", "Give the sum.";
    NftTotalUnasked, "nft.total-unasked", status(S::REVERTED),
        "Only bucket NFTs of version 1 are told what they hold afterwards.", "Leave the sum out.";
    NftTypeClosed, "nft.type-closed", status(S::REVERTED),
        "This bucket type takes no new buckets.", "Choose another of the contract's bucket types.";
    NftShorter, "nft.shorter", status(S::REVERTED),
        "A bucket NFT cannot be locked for less time than is left of it.", "Choose a longer duration.";
    NftUnlocked, "nft.unlocked", status(S::REVERTED),
        "The bucket NFT is unlocked.", "Lock it again first.";
    NftLocked, "nft.locked", status(S::REVERTED),
        "The bucket NFT is locked.", "Unlock it first; its days then start.";
    NftUnstaked, "nft.unstaked", status(S::REVERTED),
        "The bucket NFT is unstaked; all it can still do is wait and be withdrawn.", "Withdraw it, then stake anew.";
    NftNotUnstaked, "nft.not-unstaked", status(S::REVERTED),
        "The bucket NFT has to be unstaked before it is withdrawn.", "Unstake it, then wait.";
    NftUnstakeEarly, "nft.unstake-early", status(S::REVERTED),
        "The bucket NFT's time is not over.", "Wait until it is over.";
    NftWithdrawEarly, "nft.withdraw-early", status(S::REVERTED),
        "The waiting time after unstaking is not over.", "Wait until it is over.";
    NftSameCandidate, "nft.same-delegate", status(S::REVERTED),
        "The bucket NFT votes for this delegate already.", "Choose another delegate.";
    NftMergeOne, "nft.merge-one", status(S::REVERTED),
        "Merging takes two bucket NFTs or more.", "Choose another bucket too.";
    NftZeroRecipient, "nft.zero-recipient", status(S::REVERTED),
        "A bucket NFT cannot be given to the zero address, which is nobody's.", "Enter another address.";
    NftBound, "nft.bound", status(S::REVERTED),
        "An unstaked bucket NFT of version 1 cannot be given away.", "Withdraw it first.";
    NftNotApproved, "nft.not-approved", status(S::REVERTED),
        "The new contract may not take the bucket NFT yet.", "Let it first: that is a transaction of its own.";
    NftDelegate, "nft.delegate", Allowed,
        "The contract takes any address, and votes for who is no delegate count for nobody.",
        "Choose a delegate from the list.";
    NftMutes, "nft.mutes", Allowed,
        "Since the Wake fork this takes the votes of a bucket NFT of version 2 away for good.",
        "Move it to version 3, or unlock it, wait, unstake and withdraw it.";
    NftMuted, "nft.muted", Allowed,
        "The bucket NFT is muted: it gives votes to nobody, whichever delegate it names.",
        "Move it to version 3: there it votes again.";
    NftMigrateLonger, "nft.migrate-longer", Allowed,
        "Version 3 takes five seconds for each of its blocks, and the chain makes them faster now: it is locked for longer than before.",
        "Unlock it where it is, if the money has to come sooner.";
    ClaimTooMuch, "rewards.claim-too-much", status(S::FAILURE),
        "There are fewer rewards than the amount.", "Claim no more than the unclaimed balance.";
    NoRewards, "rewards.none", status(S::FAILURE),
        "This address was never granted a reward.", "Use the delegate's reward address.";
    ClaimBelowFee, "rewards.claim-below-fee", Allowed,
        "The rewards are worth no more than the fee.", "Wait until there are more.";
    ClaimForOther, "rewards.claim-for-other", Allowed,
        "The rewards go to another account, and the fee is yours.", "Nothing, where that is what you want.";
    VotersNotYet, "voters.not-yet", Dropped,
        "The chain itself pays voters from its Zanzibar fork on, and this chain is before it.", "Wait until the fork.";
    ProfileUnknown, "voters.profile-unknown", Allowed,
        "Ballast does not know DelegateProfile's address on this network, so it can neither set nor read what a delegate gives its voters.",
        "Name the network's contracts in a file: `ballast-cli network contracts FILE`.";
    ProfileContract, "voters.profile-contract", Allowed,
        "This is not the network's DelegateProfile: what is written there counts for nothing.",
        "Take the address that the network's contracts name.";
    ProfileSender, "voters.profile-sender", Allowed,
        "DelegateProfile writes under the sender, and the chain looks under the delegate's permanent id: what this account writes counts for no delegate.",
        "Use the account whose address is the delegate's permanent id: the first owner's.";
    PortionRange, "voters.portion-range", Allowed,
        "A portion goes up to 10\u{202f}000 basis points, which is all; with more the voters get nothing.",
        "Choose 10\u{202f}000 or fewer.";
    PortionZero, "voters.portion-zero", Allowed,
        "With a portion of zero the voters get nothing of these rewards.", "Nothing, where that is what you want.";
    PortionsUnread, "voters.portions-unread", Allowed,
        "What the delegate gives its voters could not be read back from DelegateProfile, and with a portion missing they would get nothing for good.",
        "Try again, or ask another node.";
    PortionsMissing, "voters.portions-missing", Allowed,
        "DelegateProfile has not both of the delegate's portions, or one is none: opted in like that, all of its block and epoch rewards would go to its owner and its voters would get nothing, at every payout until both are set.",
        "Set both portions first.";
    OptedIn, "voters.opted-in", Allowed,
        "The chain pays this delegate's voters already; doing it again changes nothing.", "Leave it as it is.";
    OptInForGood, "voters.opt-in-for-good", Allowed,
        "An opt-in is for good: no change of owner, operator, name or reward address takes it back.",
        "Nothing, where that is what you want.";
    OptInPaysOwner, "voters.opt-in-pays-owner", Allowed,
        "From then on the chain pays what is not the voters' to the owner at once, tips included: the reward address gets nothing more, and changing it does nothing.",
        "Make sure that the owner's account is where you want it.";
    DestinationSame, "voters.destination-same", Allowed,
        "That is where the rewards go already.", "Leave it as it is.";
    DestinationContract, "voters.destination-contract", Allowed,
        "This address is a contract: it is paid without being told, and unless it can pay out what it holds, the rewards stay there.",
        "Make sure that it can.";
    DestinationCompounds, "voters.destination-compounds", Allowed,
        "AutoDeposit adds the rewards to a bucket of yours, and that goes first: as long as it works, the destination gets nothing.",
        "Unregister from AutoDeposit, if the destination is to get them.";
    SendBalance, "send.balance", Refused,
        "The account does not hold the amount and the fee.", "Lower the amount, or add IOTX to the account.";
    SendToProtocol, "send.to-protocol", Refused,
        "This address is a protocol of the chain; IOTX cannot be sent to it.", "Enter another address.";
    MemoTooLong, "send.memo-too-long", Allowed,
        "A memo has at most 32\u{202f}000 bytes: nodes drop longer ones without a word.", "Shorten the memo.";
    SendToContract, "send.to-contract", Allowed,
        "This address is a contract: what it does with the money is its own business.",
        "Make sure that it takes IOTX.";
    SendCallsContract, "send.calls-contract", Allowed,
        "This calls a contract with data that Ballast cannot read: it may do anything that the contract allows you.",
        "Go on only where you know what the data says.";
    SendToOneself, "send.to-oneself", Allowed,
        "This is the account's own address.", "Enter another address.";
    SendNothing, "send.nothing", Allowed,
        "Nothing is sent; only the fee is paid.", "Enter an amount.";
    RecipientOwn, "recipient.own", Allowed,
        "The recipient is another account of your own.", "Nothing, where that is what you want.";
    RecipientNew, "recipient.first-time", Allowed,
        "Nothing was ever sent to this address from here, and it is not in the address book.",
        "Compare it, letter by letter, with what the recipient told you.";
    RecipientLookalike, "recipient.look-alike", Allowed,
        "This address begins and ends like one that you know, and is another one. Such addresses are made to deceive.",
        "Take the address from the address book.";
    TokenUnknown, "token.unknown", Allowed,
        "There is no such token: no contract at this address answers as one.", "Check the address.";
    TokenDecimals, "token.decimals", Allowed,
        "The token's contract counts with another number of decimals.", "Write the amount with the token's own decimals.";
    TokenDecimalsChanged, "token.decimals-changed", Allowed,
        "The token counts with another number of decimals now than when you added it: the amount would mean another one.",
        "Ask another node. Where all say the same, remove the token and add it again, and check the amount.";
    TokenBalance, "token.balance", status(S::REVERTED),
        "The account does not hold that much of the token.", "Lower the amount.";
    TokenHolder, "token.not-holder", status(S::REVERTED),
        "The account does not hold this token.", "Choose one that it holds.";
    TokenLost, "token.lost", Allowed,
        "This address is the token's own contract, or a protocol of the chain: what is sent there is lost.",
        "Enter another address.";
    TokenIsBucket, "token.is-bucket", Allowed,
        "This token is a bucket: its money and its votes go with it.", "Transfer the bucket from its own page.";
    TokenUnlisted, "token.unlisted", Allowed,
        "This token is not on Ballast's list. Anybody can make one with any name, and its contract may do anything.",
        "Make sure by its address that it is the one you mean.";
    TokenToContract, "token.to-contract", Allowed,
        "The recipient is a contract: unless it was made to handle this token, it is lost there.", "Make sure that it was.";
    AllowPerson, "token.allow-person", Allowed,
        "This address is no contract: whoever has its key may take the tokens whenever they like.",
        "Allow it only to a contract that you know.";
    AllowMore, "token.allow-more", Allowed,
        "It may take more than the account holds: also what comes to it later.", "Allow no more than what is meant now.";
    RewardDepositBalance, "rewards.deposit-balance", Refused,
        "The account does not hold the amount and the fee.", "Lower the amount, or add IOTX to the account.";
    RewardDepositGift, "rewards.deposit-gift", Allowed,
        "What is given to the reward pool cannot be taken back.", "Stake it instead, if it is meant to earn.";
    ForfeitsEra, "voters.forfeits", Allowed,
        "Votes that leave a delegate before an era's votes are frozen get nothing of its rewards of the whole era.",
        "Wait for the freeze, where that is no trouble: from then on it costs nothing of that era.";
    ForfeitsUnread, "voters.forfeits-unread", Allowed,
        "What this forfeits of the era's rewards is not known: the node did not say how the delegate pays its voters, and what they have coming.",
        "Try again, or ask another node. From the next freeze on it costs nothing of the era.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_survive_json() {
        let mut ids: Vec<_> = Rule::ALL.iter().map(|r| r.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            let json = serde_json::to_string(rule).unwrap();
            assert_eq!(json, format!("\"{}\"", rule.id()));
            assert_eq!(serde_json::from_str::<Rule>(&json).unwrap(), *rule);
        }
    }
}
