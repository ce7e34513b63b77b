//! What calls of the protocols give: staking, delegates and rewards.

use ballast_abi::{
    rewarding::{ClaimCall, ClaimForCall, DepositCall, SetVoterRewardDestinationCall},
    staking,
};
use ballast_domain::{Address, Amount, BucketId};

use super::{Gift, Given, H160, amount, is, named, read, unread};

/// What a call of the staking protocol gives.
pub(super) fn by_staking(value: Amount, data: &[u8]) -> Vec<Given> {
    use staking::*;
    let own = is::<CreateStakeCall>(data)
        || is::<RestakeCall>(data)
        || is::<ChangeCandidateCall>(data)
        || is::<UnstakeCall>(data)
        || is::<WithdrawStakeCall>(data)
        || is::<MigrateStakeCall>(data)
        || is::<CandidateActivateCall>(data)
        || is::<EndorseCandidateCall>(data)
        || is::<IntentToRevokeEndorsementCall>(data)
        || is::<RevokeEndorsementCall>(data);
    if own {
        return Vec::new();
    }
    if is::<RequestCandidateDeactivationCall>(data) || is::<ConfirmCandidateDeactivationCall>(data) {
        let gift = Gift::Exit;
        return vec![Given { to: None, gift }];
    }
    if is::<SetVoterRewardOptInCall>(data) {
        let gift = Gift::OptIn;
        return vec![Given { to: None, gift }];
    }
    if let Some(call) = read::<DepositToStakeCall>(data) {
        let (bucket, amount) = (BucketId::native(call.bucket_index), amount(call.amount));
        let gift = Gift::Deposit { bucket, amount };
        return vec![Given { to: None, gift }];
    }
    if let Some(call) = read::<TransferStakeCall>(data) {
        let bucket = Gift::Bucket(BucketId::native(call.bucket_index));
        return vec![Given::to(call.voter_address, bucket)];
    }
    if let Some(call) = read::<CandidateTransferOwnershipCall>(data) {
        return vec![Given::to(call.new_owner, Gift::Delegate)];
    }
    let roles = |name: &str, operator, reward| {
        let name = named(name);
        let operation = Gift::Operation { name: name.clone() };
        let rewards = Gift::DelegateRewards { name };
        vec![Given::to(reward, rewards), Given::to(operator, operation)]
    };
    let new = |name: &str, owner, amount| {
        let name = named(name);
        Given::to(owner, Gift::NewDelegate { name, amount })
    };
    if let Some(call) = read::<CandidateRegisterCall>(data) {
        let mut all = vec![new(&call.name, call.owner_address, amount(call.amount))];
        all.extend(roles(&call.name, call.operator_address, call.reward_address));
        return all;
    }
    if let Some(call) = read::<CandidateRegisterWithBLSCall>(data) {
        let mut all = vec![new(&call.name, call.owner_address, value)];
        all.extend(roles(&call.name, call.operator_address, call.reward_address));
        return all;
    }
    if let Some(call) = read::<CandidateRegisterWithBLSAndPoPCall>(data) {
        let mut all = vec![new(&call.name, call.owner_address, value)];
        all.extend(roles(&call.name, call.operator_address, call.reward_address));
        return all;
    }
    let anew = |name: &str, key, operator, reward| {
        let gift = Gift::DelegateChange { name: named(name), key };
        let mut all = vec![Given { to: None, gift }];
        all.extend(roles(name, operator, reward));
        all
    };
    if let Some(call) = read::<CandidateUpdateCall>(data) {
        return anew(&call.name, false, call.operator_address, call.reward_address);
    }
    if let Some(call) = read::<CandidateUpdateWithBLSCall>(data) {
        return anew(&call.name, true, call.operator_address, call.reward_address);
    }
    if let Some(call) = read::<CandidateUpdateWithBLSAndPoPCall>(data) {
        return anew(&call.name, true, call.operator_address, call.reward_address);
    }
    unread(Address::STAKING, data)
}

/// What a call of the rewarding protocol gives.
pub(super) fn by_rewarding(data: &[u8]) -> Vec<Given> {
    // What is claimed for somebody else is theirs before.
    if is::<ClaimCall>(data) || is::<ClaimForCall>(data) {
        return Vec::new();
    }
    if let Some(call) = read::<DepositCall>(data) {
        let gift = Gift::RewardPool(amount(call.amount));
        return vec![Given { to: None, gift }];
    }
    match read::<SetVoterRewardDestinationCall>(data) {
        // Nobody: they are the signer's own again.
        Some(call) if call.recipient == H160::zero() => Vec::new(),
        Some(call) => vec![Given::to(call.recipient, Gift::VoterRewards)],
        None => unread(Address::REWARDING, data),
    }
}
