//! What becomes of a chain of the built-in genesis that was begun before Zanzibar was known here: it goes on, and its next
//! epoch begins with the fork, with the contracts and the payouts that the genesis of today has.

use ballast_domain::{Epoch, Height};

use crate::{Genesis, PracticeError, contracts, default_genesis, world::World};

/// Whether a genesis is the built-in one as it was before Zanzibar: the same delegates, and no forks of its own.
fn is_of_before(genesis: &Genesis, today: &Genesis) -> bool {
    let delegates =
        |genesis: &Genesis| -> Vec<_> { genesis.delegates.iter().map(|d| (d.name.clone(), d.owner)).collect() };
    !genesis.knows_zanzibar()
        && genesis.fork_heights.is_empty()
        && genesis.evm_chain_id == today.evm_chain_id
        && genesis.system_staking_contracts == today.system_staking_contracts
        && delegates(genesis) == delegates(today)
}

/// Puts the forks of Zanzibar at the first block of the epoch after that of block `height`, where the chain was begun
/// from the built-in genesis of before; nothing otherwise. Contracts stand at once, and what delegates have arranged for
/// their voters is written: neither counts before the fork.
///
/// # Errors
/// A contract cannot be deployed, which it can.
pub(crate) fn adopt(genesis: &mut Genesis, world: &mut World, height: u64) -> Result<(), PracticeError> {
    let today = default_genesis();
    if !is_of_before(genesis, &today) {
        return Ok(());
    }
    let schedule = genesis.params()?.schedule;
    let fork = schedule.start_of(Epoch(schedule.epoch_of(Height(height)).0 + 1)).0;
    genesis.zanzibar_height = Some(fork);
    genesis.zanzibar_beta_height = Some(fork);
    genesis.zanzibar_gamma_height = Some(fork);
    genesis.epochs_per_reward_era = today.epochs_per_reward_era;
    genesis.voter_budget_per_block = today.voter_budget_per_block;
    genesis.delegate_profile_contract = today.delegate_profile_contract;
    genesis.auto_deposit_contract = today.auto_deposit_contract;
    genesis.hermes_vaults = today.hermes_vaults;
    for (delegate, now) in genesis.delegates.iter_mut().zip(today.delegates) {
        delegate.voters = now.voters;
    }
    contracts::deploy_for_voters(genesis, &mut world.accounts)?;
    genesis.opt_in(&mut world.ledger);
    Ok(())
}
