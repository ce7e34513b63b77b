//! A small ledger with rewards, for the tests of the actions that claim them.

use std::sync::LazyLock;

use super::Rules;
use crate::{
    Address, Amount, Context, Effects, Epoch, Fork, Height, Ledger, NetworkParams, Refusal, RewardFund, RewardPolicy,
    Timestamp, Votes, election::Elected,
};

pub(super) const REWARD: Address = Address::from_bytes([1; 20]);
pub(super) const STRANGER: Address = Address::from_bytes([2; 20]);

/// A pool from which `reward` was granted this many IOTX.
pub(super) fn with_rewards(reward: Address, iotx: u64) -> Ledger {
    let mut rewards = RewardFund::new(Amount::from_iotx(100_000));
    let only = Elected {
        id: reward,
        operator: reward,
        reward,
        bls_key: Vec::new(),
        votes: Votes::from_iotx(2_000_000),
    };
    let policy = RewardPolicy {
        epoch_reward: Amount::from_iotx(iotx),
        ..RewardPolicy::default()
    };
    rewards.grant_epoch(Epoch(1), &[only], &[], &policy).unwrap();
    Ledger {
        rewards,
        ..Ledger::default()
    }
}

/// The practice network with Zanzibar in force from its first block on.
pub(super) fn zanzibar() -> NetworkParams {
    let mut params = NetworkParams::practice();
    params.set_fork(Fork::Zanzibar, Height(1));
    params
}

/// The practice network without Zanzibar.
pub(super) fn before_zanzibar() -> NetworkParams {
    let mut params = NetworkParams::practice();
    params.set_fork(Fork::Zanzibar, Height(u64::MAX));
    params
}

/// An account of 1,000 IOTX that pays 0.01 IOTX.
pub(super) fn context(caller: Address) -> Context<'static> {
    static PARAMS: LazyLock<NetworkParams> = LazyLock::new(NetworkParams::practice);
    context_of(&PARAMS, caller)
}

/// The same account on another network.
pub(super) fn context_of(params: &NetworkParams, caller: Address) -> Context<'_> {
    Context {
        params,
        caller,
        balance: Amount::from_iotx(1_000),
        fee: Amount::from_rau(10_000_000_000_000_000),
        height: Height(41),
        now: Timestamp::from_seconds(1_767_225_702),
    }
}

pub(super) fn done(action: &impl Rules, ledger: &mut Ledger, caller: Address) -> Effects {
    let mut effects = Effects::default();
    action.apply(ledger, &context(caller), &mut effects).unwrap();
    effects
}

pub(super) fn refused(action: &impl Rules, ledger: &mut Ledger, caller: Address) -> (Refusal, Effects) {
    let mut effects = Effects::default();
    let refusal = action.apply(ledger, &context(caller), &mut effects).unwrap_err();
    (refusal, effects)
}
