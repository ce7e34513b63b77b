//! Where the contracts stand at the genesis.

use ballast_domain::Address;

use crate::{chain::Chain, contracts::created, default_genesis};

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
