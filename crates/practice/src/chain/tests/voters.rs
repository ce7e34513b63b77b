//! Payout to voters as the chain does it of its own: the freeze, the plan, the blocks that pay, and the fork itself.

use ballast_domain::{
    Address, Amount, Era, Fork, Hash, Height, ReceiptStatus, Transfer, TransferKind, VoterRewardParams, keccak256, word,
};

use crate::{
    chain::{
        Chain, Mined, Receipt,
        block::{SystemKind, SystemTx},
    },
    testing::{STEP, genesis},
};

/// A contract that shares half of everything, whoever asks for what, and one that keeps which bucket a voter has named.
const PROFILE: Address = Address::from_bytes([0x77; 20]);
const REGISTER: Address = Address::from_bytes([0x78; 20]);
/// Answers 5,000 as two bytes, ABI-encoded.
const HALF: &str = "6020600052600260205261138860f01b60405260606000f3";
/// Epochs of 48 blocks and eras of two: votes are frozen in the middle of epoch 1, the payout is planned at the end of 2.
const FREEZE: u64 = 25;
const PLAN: u64 = 96;

/// A chain on which Zanzibar and its Beta come at a height, with the contracts.
fn start(fork: u64) -> Chain {
    let mut chain = Chain::new(genesis()).unwrap();
    for name in [Fork::Zanzibar, Fork::ZanzibarBeta, Fork::ZanzibarGamma] {
        chain.params.set_fork(name, Height(fork));
    }
    chain.params.voter_rewards = VoterRewardParams {
        epochs_per_era: 2,
        budget: 50,
        delegate_profile: Some(PROFILE),
        auto_deposit: Some(REGISTER),
        ..VoterRewardParams::default()
    };
    chain.world.accounts.entry(PROFILE).code = hex::decode(HALF).unwrap();
    chain.world.ledger.voter_rewards = Default::default();
    chain
}

fn until(chain: &mut Chain, height: u64) {
    while chain.tip() < height {
        chain.mine(STEP).unwrap();
    }
}

/// What the chain did of its own in the last block.
fn system(chain: &Chain) -> Vec<(SystemTx, &Receipt)> {
    let all = chain.blocks().last().unwrap().txs.iter();
    let of_system = all.filter_map(|(tx, receipt)| match tx {
        Mined::System(tx) => Some((*tx, receipt)),
        Mined::User(_) => None,
    });
    of_system.collect()
}

fn kinds(chain: &Chain) -> Vec<SystemKind> {
    system(chain).iter().map(|(tx, _)| tx.kind).collect()
}

fn name_bucket(chain: &mut Chain, voter: Address, bucket: u64) {
    for (place, value) in [(1, bucket), (2, 1)] {
        let mut key = [0; 64];
        key[12..32].copy_from_slice(voter.as_bytes());
        key[63] = place;
        let storage = &mut chain.world.accounts.entry(REGISTER).storage;
        storage.insert(Hash(keccak256(&key)), Hash(word::number(value)));
    }
}

#[test]
fn an_era_is_frozen_planned_and_paid() {
    let mut chain = start(1);
    let delegate = genesis().delegates[0].owner;
    chain.world.ledger.opt_in(delegate);
    let ledger = &chain.world.ledger;
    let fits = |index: &&u64| {
        let bucket = &ledger.staking.buckets[*index];
        bucket.locked && !bucket.is_unstaked() && bucket.owner != delegate
    };
    let named = *ledger.staking.by_candidate[&delegate].iter().find(fits).unwrap();
    let saver = ledger.staking.buckets[&named].owner;
    name_bucket(&mut chain, saver, named);

    until(&mut chain, FREEZE - 1);
    assert!(!chain.world.ledger.payout_of(delegate).unwrap().by_protocol);
    until(&mut chain, FREEZE);
    assert_eq!(kinds(&chain), [SystemKind::PutPollResult, SystemKind::GrantBlockReward]);
    let frozen = system(&chain)[0].1;
    assert_eq!((frozen.logs.len(), frozen.logs[0].address), (1, Address::STAKING));
    assert_eq!(frozen.logs[0].topics[1].0[31], 2, "the era");
    let snapshot = chain.world.ledger.reward_snapshot(delegate).unwrap().clone();
    assert_eq!(
        (snapshot.commission.block_bps, snapshot.commission.epoch_bps),
        (5_000, 5_000)
    );
    assert!(snapshot.commission.configured);
    assert_eq!(
        snapshot.total_weight,
        chain.world.ledger.staking.candidates[&delegate].votes
    );

    until(&mut chain, PLAN);
    assert_eq!(
        kinds(&chain),
        [SystemKind::GrantBlockReward, SystemKind::GrantEpochReward]
    );
    let epoch = system(&chain)[1].1;
    let to_owner = |t: &&Transfer| t.kind == TransferKind::ClaimRewards;
    assert_eq!(
        epoch.transfers.iter().filter(to_owner).count(),
        1,
        "its commission alone"
    );
    let payout = chain.world.ledger.voter_rewards.distribution.clone().unwrap();
    assert_eq!((payout.era, payout.entries.len()), (Era(2), 1));
    let foretold = chain.world.ledger.foretold();
    assert!(foretold.len() > 3 && foretold.contains_key(&saver));

    let balance = |chain: &Chain, who| chain.world.accounts.balance(who);
    let before: Vec<_> = foretold.keys().map(|voter| balance(&chain, *voter)).collect();
    let staked = chain.world.ledger.staking.buckets[&named].amount;
    until(&mut chain, PLAN + 1);
    assert_eq!(
        kinds(&chain),
        [SystemKind::GrantBlockReward, SystemKind::GrantVoterReward]
    );
    let (tx, receipt) = system(&chain)[1];
    assert!(tx.is_shown() && tx.input()[35] == 2);
    assert_eq!((receipt.status, receipt.logs[0].data[1]), (ReceiptStatus::SUCCESS, 6));
    while chain.world.ledger.owes_payout() {
        chain.mine(STEP).unwrap();
    }
    assert!(chain.tip() > PLAN + 2, "more voters than a block pays");
    for ((voter, shares), before) in foretold.iter().zip(before) {
        let share: Amount = shares.iter().map(|(_, share)| *share).sum();
        if *voter == saver {
            let bucket = &chain.world.ledger.staking.buckets[&named];
            assert_eq!(bucket.amount, staked.saturating_add(share));
        } else if *voter != delegate {
            assert_eq!(balance(&chain, *voter), before.saturating_add(share), "{voter}");
        }
    }
    chain.mine(STEP).unwrap();
    assert_eq!(kinds(&chain), [SystemKind::GrantBlockReward], "it is done");
    let (unclaimed, pending) = chain.world.ledger.rewards.owed();
    let fund = &chain.world.ledger.rewards;
    let owed = unclaimed.saturating_add(pending);
    // Slashed money is available and not in the total.
    assert!(fund.total().saturating_sub(fund.available()) <= owed);
}

#[test]
fn a_payout_pauses_in_the_last_block_of_an_epoch() {
    let mut chain = start(1);
    chain.params.voter_rewards.budget = 1;
    chain.world.ledger.opt_in(genesis().delegates[0].owner);
    until(&mut chain, PLAN + 48);
    assert!(chain.world.ledger.owes_payout());
    assert_eq!(
        kinds(&chain),
        [SystemKind::GrantBlockReward, SystemKind::GrantEpochReward]
    );
    // The votes of the next era are frozen in the middle of the epoch before: the payout is given up in that very block.
    let block = chain.block(PLAN + FREEZE).unwrap();
    let (tx, receipt) = block.txs.last().unwrap();
    let Mined::System(tx) = tx else {
        panic!("the chain's own come last")
    };
    assert_eq!(
        (tx.kind, receipt.status),
        (SystemKind::GrantVoterReward, ReceiptStatus::FAILURE)
    );
    assert_eq!((receipt.logs.len(), receipt.logs[0].data[1]), (1, 7));
}

#[test]
fn delegates_of_a_vault_are_moved_over_in_the_forks_first_block_before_anything_else() {
    let fork = 30;
    let mut chain = start(fork);
    let moved = &genesis().delegates[3];
    chain.params.voter_rewards.hermes_vaults = vec![moved.reward];
    until(&mut chain, fork - 1);
    assert!(chain.world.ledger.voter_rewards.opted_in.is_empty());
    until(&mut chain, fork);
    assert!(chain.world.ledger.voter_rewards.opted_in.contains(&moved.owner));
    assert!(
        chain.world.ledger.reward_snapshot(moved.owner).is_none(),
        "the freeze is to come"
    );
    // Where nothing answers for the portions, nobody is moved over.
    let mut chain = start(fork);
    chain.params.voter_rewards.hermes_vaults = vec![moved.reward];
    chain.world.accounts.entry(PROFILE).code.clear();
    until(&mut chain, fork);
    assert!(chain.world.ledger.voter_rewards.opted_in.is_empty());
}

#[test]
fn before_the_fork_nothing_is_frozen_and_a_boundary_without_a_freeze_plans_nothing() {
    let mut chain = start(FREEZE + 1);
    chain.world.ledger.opt_in(genesis().delegates[0].owner);
    until(&mut chain, FREEZE);
    assert!(system(&chain)[0].1.logs.is_empty());
    until(&mut chain, PLAN);
    let (tx, receipt) = system(&chain)[1];
    assert_eq!(
        (tx.kind, receipt.status),
        (SystemKind::GrantEpochReward, ReceiptStatus::SUCCESS)
    );
    assert_eq!(chain.world.ledger.voter_rewards.distribution, None);
}
