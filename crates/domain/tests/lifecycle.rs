//! Lives of buckets on a small ledger: what each action does, and which rule forbids it when.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use ballast_domain::{Amount, BucketState, Days, Refusal, Rule, Votes, vote_weight};
use common::*;

#[test]
fn a_bucket_lives_from_stake_to_withdrawal() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1000, 91, true);
    assert_eq!(w.state(b), BucketState::Locked);
    assert_eq!(w.votes(FATHOM), Votes::from_rau(1_285_430_136_654_545_529_850));

    assert_eq!(rule(w.act(VOTER, unstake(b))), Rule::Locked);
    w.act(VOTER, restake(b, 91, false)).unwrap();
    let matures = w.now.plus_days(Days(91));
    assert_eq!(w.state(b), BucketState::CountingDown(matures));
    assert_eq!(
        w.act(VOTER, unstake(b)),
        Err(Refusal::until(Rule::UnstakeEarly, matures))
    );

    w.wait_days(91);
    assert_eq!(w.state(b), BucketState::Matured);
    assert_eq!(rule(w.act(VOTER, withdraw(b))), Rule::WithdrawNotUnstaked);
    w.act(VOTER, unstake(b)).unwrap();
    assert_eq!(w.votes(FATHOM), Votes::ZERO);
    let ready = w.now.plus_seconds(w.params.staking.withdraw_wait);
    assert_eq!(w.state(b), BucketState::Unstaking(ready));
    assert_eq!(
        w.act(VOTER, withdraw(b)),
        Err(Refusal::until(Rule::WithdrawEarly, ready))
    );

    w.wait_days(3);
    assert_eq!(w.state(b), BucketState::Withdrawable);
    let effects = w.act(VOTER, withdraw(b)).unwrap();
    assert_eq!(effects.transfers[0].amount, Amount::from_iotx(1000));
    assert_eq!(rule(w.act(VOTER, withdraw(b))), Rule::BucketExists);
}

#[test]
fn staking_is_refused_by_amount_duration_name_and_balance() {
    let mut w = World::new();
    assert_eq!(rule(w.act(VOTER, stake("fathom", 0, 7, true))), Rule::AmountZero);
    assert_eq!(rule(w.act(VOTER, stake("fathom", 99, 7, true))), Rule::MinStake);
    assert_eq!(rule(w.act(VOTER, stake("fathom", 100, 1051, true))), Rule::MaxDuration);
    assert_eq!(rule(w.act(VOTER, stake("FATHOM", 100, 7, true))), Rule::CandidateName);
    assert_eq!(rule(w.act(VOTER, stake("nobody", 100, 7, true))), Rule::CandidateExists);
    let all = Amount::from_iotx(100);
    assert_eq!(
        rule(w.act_with(VOTER, all, stake("fathom", 100, 7, true))),
        Rule::Balance
    );
    w.act(VOTER, stake("fathom", 100, 1050, true)).unwrap();
}

#[test]
fn only_its_owner_may_act_on_a_bucket_but_anybody_may_add_to_it() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1000, 7, true);
    for result in [
        w.act(STRANGER, unstake(b)),
        w.act(STRANGER, withdraw(b)),
        w.act(STRANGER, restake(b, 8, true)),
        w.act(STRANGER, change(b, "squall")),
        w.act(STRANGER, give(b, STRANGER)),
    ] {
        assert_eq!(rule(result), Rule::BucketOwner);
    }
    w.act(STRANGER, deposit(b, 5)).unwrap();
    assert_eq!(w.ledger.staking.buckets[&b].amount, Amount::from_iotx(1005));
    assert_eq!(
        w.votes(FATHOM),
        vote_weight(Amount::from_iotx(1005), Days(7), true, false)
    );
}

#[test]
fn shortening_waits_for_unlocking_and_maturity() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1000, 30, true);
    assert_eq!(rule(w.act(VOTER, restake(b, 29, false))), Rule::ShortenLocked);
    w.act(VOTER, restake(b, 30, false)).unwrap();
    assert_eq!(rule(w.act(VOTER, restake(b, 29, false))), Rule::ShortenEarly);
    assert_eq!(rule(w.act(VOTER, deposit(b, 1))), Rule::NotLocked);
    w.wait_days(30);
    w.act(VOTER, restake(b, 0, false)).unwrap();
    assert_eq!(w.state(b), BucketState::Matured);
}

#[test]
fn an_unstaked_bucket_can_change_only_its_owner() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1000, 0, false);
    w.wait_days(1);
    w.act(VOTER, unstake(b)).unwrap();
    assert_eq!(rule(w.act(VOTER, unstake(b))), Rule::AlreadyUnstaked);
    assert_eq!(rule(w.act(VOTER, restake(b, 7, true))), Rule::AlreadyUnstaked);
    assert_eq!(rule(w.act(VOTER, change(b, "squall"))), Rule::AlreadyUnstaked);
    assert_eq!(rule(w.act(VOTER, deposit(b, 1))), Rule::AlreadyUnstaked);
    w.act(VOTER, give(b, STRANGER)).unwrap();
    assert_eq!(w.ledger.staking.by_owner[&account(STRANGER)], vec![b]);
}

#[test]
fn votes_move_with_the_bucket() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1000, 91, true);
    let votes = w.votes(FATHOM);
    assert_eq!(rule(w.act(VOTER, change(b, "fathom"))), Rule::SameCandidate);
    w.act(VOTER, change(b, "squall")).unwrap();
    assert_eq!((w.votes(FATHOM), w.votes(SQUALL)), (Votes::ZERO, votes));
    assert_eq!(rule(w.act(VOTER, give(b, VOTER))), Rule::SameOwner);
}
