//! Lives of delegates on a small ledger: self-stake, endorsement, and the way out.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use ballast_domain::{
    Amount, Context, Days, Endorsement, Exit, Height, Refusal, Remedy, Rule,
    actions::{Action, Activate, ConfirmExit, Endorse, IntendRevoke, RequestExit, Revoke},
    menu::BucketAction,
    rehearsal::{Clock, legality},
    vote_weight,
};
use common::*;

#[test]
fn an_endorsement_in_use_ends_only_through_the_exit_queue() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1_200_000, 91, true);
    let small = w.stake(VOTER, 1000, 91, true);
    assert_eq!(rule(w.act(VOTER, Endorse { bucket: small })), Rule::SelfStakeAmount);
    assert_eq!(rule(w.act(FATHOM, Activate { bucket: b })), Rule::NotOwnedNorEndorsed);
    w.act(VOTER, Endorse { bucket: b }).unwrap();
    assert_eq!(rule(w.act(VOTER, change(b, "squall"))), Rule::Endorsing);
    w.act(FATHOM, Activate { bucket: b }).unwrap();
    assert_eq!(rule(w.act(VOTER, give(b, STRANGER))), Rule::SelfStake);

    w.act(VOTER, IntendRevoke { bucket: b }).unwrap();
    let Refusal { rule: early, remedy } = w.act(VOTER, Revoke { bucket: b }).unwrap_err();
    assert_eq!(early, Rule::RevokeEarly);
    let Remedy::FromHeight(height) = remedy else {
        panic!("the height is known: {remedy:?}")
    };
    w.height = height.0;
    w.act(VOTER, Revoke { bucket: b }).unwrap();
    let id = account(FATHOM);
    assert_eq!(w.ledger.staking.candidates[&id].exit, Exit::Requested);
    assert_eq!(rule(w.act(VOTER, Revoke { bucket: b })), Rule::ExitNotReady);

    assert!(w.ledger.staking.schedule_exit(id, Height(w.height + 1)));
    assert_eq!(rule(w.act(FATHOM, ConfirmExit {})), Rule::ExitNotReady);
    w.act(VOTER, Revoke { bucket: b }).unwrap();
    let candidate = &w.ledger.staking.candidates[&id];
    assert_eq!((candidate.exit, candidate.self_stake_bucket), (Exit::None, None));
    assert_eq!(w.ledger.staking.buckets[&b].endorsement, Endorsement::None);
}

/// What the review of an action says: its sentence, and what to mind.
fn said(w: &World, who: u8, action: impl Into<Action>) -> (String, Vec<Rule>) {
    let ctx = Context {
        params: &w.params,
        caller: account(who),
        balance: Amount::ZERO,
        fee: Amount::ZERO,
        height: Height(w.height),
        now: w.now,
    };
    let action = action.into();
    (
        action.sentence(&w.ledger, &ctx).to_string(),
        action.cautions(&w.ledger, &ctx),
    )
}

#[test]
fn what_revoking_does_is_said_before_it_is_done() {
    let mut w = World::new();
    let bucket = w.stake(VOTER, 1_200_000, 91, true);
    let (sentence, _) = said(&w, VOTER, Endorse { bucket });
    assert!(sentence.starts_with("Endorse fathom with bucket 0"), "{sentence}");
    w.act(VOTER, Endorse { bucket }).unwrap();
    let (sentence, cautions) = said(&w, VOTER, IntendRevoke { bucket });
    assert!(sentence.ends_with("It can be revoked at once."), "{sentence}");
    assert_eq!(cautions, []);

    w.act(FATHOM, Activate { bucket }).unwrap();
    let (sentence, _) = said(&w, VOTER, IntendRevoke { bucket });
    assert!(sentence.contains("17\u{202f}280 blocks (≈ 0.5 days)"), "{sentence}");
    w.act(VOTER, IntendRevoke { bucket }).unwrap();
    let (sentence, cautions) = said(&w, VOTER, IntendRevoke { bucket });
    assert!(sentence.contains("It was asked for before"), "{sentence}");
    assert_eq!(cautions, [Rule::RevokeWaitRestarts]);
    let asks_again = |w: &World| {
        let bucket = &w.ledger.staking.buckets[&bucket];
        let clock = Clock {
            params: &w.params,
            height: Height(w.height),
            now: w.now,
        };
        let all = legality(
            bucket,
            &w.ledger.staking.candidates.values().collect::<Vec<_>>(),
            &clock,
        );
        all.iter().any(|l| l.action == BucketAction::IntendRevoke)
    };
    assert!(!asks_again(&w), "the menu does not offer what begins the wait anew");

    w.height += 20_000;
    let (sentence, cautions) = said(&w, VOTER, Revoke { bucket });
    assert!(sentence.starts_with("Send fathom into the exit queue"), "{sentence}");
    assert_eq!(cautions, [Rule::RevokeStartsExit]);
    w.act(VOTER, Revoke { bucket }).unwrap();
    let now = Height(w.height);
    assert!(w.ledger.staking.schedule_exit(account(FATHOM), now));
    let (sentence, cautions) = said(&w, VOTER, Revoke { bucket });
    assert!(sentence.contains("it leaves the election"), "{sentence}");
    assert_eq!(cautions, [Rule::RevokeLeaves]);
    w.act(VOTER, Revoke { bucket }).unwrap();
    assert_eq!(w.ledger.staking.buckets[&bucket].endorsement, Endorsement::None);
}

#[test]
fn leaving_is_asked_once_and_needs_a_self_stake() {
    let mut w = World::new();
    assert_eq!(rule(w.act(STRANGER, RequestExit {})), Rule::CandidateExists);
    assert_eq!(rule(w.act(FATHOM, RequestExit {})), Rule::NoSelfStake);
    let b = w.stake(FATHOM, 1_200_000, 0, false);
    w.act(FATHOM, Activate { bucket: b }).unwrap();
    w.wait_days(1);
    assert_eq!(rule(w.act(FATHOM, unstake(b))), Rule::SelfStakeExit);
    w.act(FATHOM, RequestExit {}).unwrap();
    assert_eq!(rule(w.act(FATHOM, RequestExit {})), Rule::ExitRequested);
    let caution = Action::from(stake("fathom", 100, 7, true));
    let ctx = Context {
        params: &w.params,
        caller: account(VOTER),
        balance: Amount::ZERO,
        fee: Amount::ZERO,
        height: Height(1),
        now: w.now,
    };
    assert_eq!(caution.cautions(&w.ledger, &ctx), [Rule::CandidateLeaving]);
}

#[test]
fn a_locked_self_stake_of_91_days_carries_the_bonus_and_slashing_takes_it_along() {
    let mut w = World::new();
    let b = w.stake(FATHOM, 1_200_000, 91, true);
    w.act(FATHOM, Activate { bucket: b }).unwrap();
    let own = |iotx| vote_weight(Amount::from_iotx(iotx), Days(91), true, true);
    assert_eq!(w.votes(FATHOM), own(1_200_000));
    w.ledger.staking.slash(account(FATHOM), Amount::from_iotx(4)).unwrap();
    assert_eq!(w.votes(FATHOM), own(1_199_996));
    assert_eq!(
        w.ledger.staking.candidates[&account(FATHOM)].self_stake,
        Amount::from_iotx(1_199_996)
    );
}
