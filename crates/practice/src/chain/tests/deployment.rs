//! Where the contracts stand at the genesis.

use ballast_domain::Address;

use crate::{GenesisDelegate, chain::Chain, contracts::created, default_genesis};

#[test]
fn they_stand_where_the_genesis_says_and_the_tokens_after_them() {
    let genesis = default_genesis();
    let chain = Chain::new(genesis.clone()).unwrap();
    for at in &genesis.system_staking_contracts {
        assert!(chain.world.accounts.is_contract(*at));
        assert!(chain.world.ledger.contracts.contains_key(at));
    }
    let deployer = genesis
        .balances
        .iter()
        .find(|account| created(account.address, 0) == genesis.system_staking_contracts[0])
        .unwrap();
    for nonce in [3, 4] {
        assert!(chain.world.accounts.is_contract(created(deployer.address, nonce)));
    }
}

#[test]
fn addresses_that_nobody_creates_hold_them_all_the_same_and_two_are_too_few() {
    let mut genesis = default_genesis();
    genesis.system_staking_contracts = [1, 2, 3].map(|n| Address::from_bytes([n; 20])).to_vec();
    let chain = Chain::new(genesis.clone()).unwrap();
    for at in &genesis.system_staking_contracts {
        assert!(chain.world.accounts.is_contract(*at));
    }
    genesis.system_staking_contracts.pop();
    assert!(Chain::new(genesis).is_err());
}

#[test]
fn what_voter_rewards_go_by_stands_where_the_genesis_says_with_the_portions_of_its_delegates() {
    let genesis = default_genesis();
    let chain = Chain::new(genesis.clone()).unwrap();
    let accounts = &chain.world.accounts;
    let (profile, register) = (
        genesis.delegate_profile_contract.unwrap(),
        genesis.auto_deposit_contract.unwrap(),
    );
    assert!(accounts.is_contract(profile) && accounts.is_contract(register));
    // Three slots a delegate with both portions: two fields, and that it is registered.
    let written = |d: &&GenesisDelegate| d.voters.is_some_and(|v| v.block_portion.is_some());
    let both = |d: &&GenesisDelegate| d.voters.is_some_and(|v| v.epoch_portion.is_some());
    let delegates = &genesis.delegates;
    let fields = delegates.iter().filter(written).count() + delegates.iter().filter(both).count();
    let registered = delegates.iter().filter(|d| d.voters.is_some()).count();
    // One slot has the contract's owner.
    assert_eq!(accounts.get(profile).unwrap().storage.len(), 1 + fields + registered);
    assert_eq!(accounts.get(register).unwrap().storage.len(), 1);
}

#[test]
fn the_contracts_of_voter_rewards_are_the_deployers_creations_after_the_tokens() {
    let mut genesis = default_genesis();
    genesis.bucket_types.clear();
    for delegate in &mut genesis.delegates {
        delegate.voters = None;
    }
    let chain = Chain::new(genesis.clone()).unwrap();
    let of_old = |at: &Address| genesis.system_staking_contracts.contains(at);
    let deployer = genesis
        .balances
        .iter()
        .find(|account| of_old(&created(account.address, 0)))
        .unwrap();
    let at = |nonce| created(deployer.address, nonce);
    assert_eq!(genesis.delegate_profile_contract, Some(at(5)));
    assert_eq!(genesis.auto_deposit_contract, Some(at(6)));
    assert!(chain.world.accounts.is_contract(at(7)), "what takes no transfers");
    assert_eq!(chain.world.accounts.nonce(deployer.address), 8);
}
