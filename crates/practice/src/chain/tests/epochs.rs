//! Time, producers, the exit queue and the slash.

use ballast_domain::{Exit, Height};

use crate::{
    Genesis,
    chain::Chain,
    testing::{STEP, chain, genesis},
};

#[test]
fn the_delegate_that_asked_to_leave_gets_its_slot_in_epoch_24() {
    let mut chain = chain();
    let leaving = genesis().delegates[genesis().leaving[0]].owner;
    let exit = |chain: &Chain| chain.world.ledger.staking.candidates[&leaving].exit;
    let start = 23 * 48 + 1;
    while chain.tip() < start - 1 {
        chain.mine(STEP).unwrap();
    }
    assert_eq!(exit(&chain), Exit::Requested);
    chain.mine(STEP).unwrap();
    assert_eq!(exit(&chain), Exit::ScheduledAt(Height(start + 24 * 48)));
}

#[test]
fn of_two_that_asked_to_leave_the_one_with_more_votes_gets_the_slot() {
    let mut chain = Chain::new(Genesis {
        leaving: vec![20, 3, 30],
        ..genesis()
    })
    .unwrap();
    for _ in 0..23 * 48 + 1 {
        chain.mine(STEP).unwrap();
    }
    let staking = &chain.world.ledger.staking;
    let asked: Vec<_> = [20, 3, 30]
        .map(|i| &staking.candidates[&genesis().delegates[i].owner])
        .into();
    let most = asked.iter().max_by_key(|c| c.votes).unwrap();
    for candidate in &asked {
        assert_eq!(matches!(candidate.exit, Exit::ScheduledAt(_)), candidate.id == most.id);
    }
}

#[test]
fn a_stopped_producer_is_slashed_and_put_on_probation() {
    let mut chain = chain();
    let stopped = &genesis().delegates[genesis().stopped[0]];
    let self_stake = |chain: &Chain| chain.world.ledger.staking.candidates[&stopped.owner].self_stake;
    let mut slashed = false;
    for _ in 0..48 * 12 {
        chain.mine(STEP).unwrap();
        assert_ne!(chain.blocks().last().unwrap().producer, stopped.operator);
        slashed |= self_stake(&chain) < stopped.self_stake;
    }
    let seen = (1..=12).filter_map(|e| chain.world.elections.of(ballast_domain::Epoch(e)));
    assert!(slashed && seen.map(|e| e.probation.count(stopped.owner)).any(|count| count > 0));
}

#[test]
fn no_block_is_made_while_everybody_is_stopped() {
    let mut chain = chain();
    chain.world.stopped = genesis().delegates.iter().map(|d| d.operator).collect();
    assert!(chain.mine(STEP).is_err());
    assert_eq!(chain.tip(), 1);
    chain.world.stopped.clear();
    assert_eq!(chain.mine(STEP).unwrap().height, 2);
}

#[test]
fn fractions_of_a_second_are_carried_on() {
    let mut chain = chain();
    let start = chain.genesis.genesis_timestamp;
    let seconds: Vec<_> = (0..3)
        .map(|_| chain.mine(STEP).unwrap().time.seconds() - start)
        .collect();
    assert_eq!(seconds, [5, 7, 10]);
}
