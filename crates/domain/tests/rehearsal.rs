//! Rehearsals against what really happens on the same ledger, and plans against rehearsals.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::BTreeMap;

use ballast_domain::{
    Action, Amount, BucketState, Days, Endorsement, Height, Intent, Refusal, Remedy, Rule, Step, Timestamp, Votes,
    menu::BucketAction,
    plan,
    rehearsal::{Clock, Cost, MomentKind, Planned, Rehearsal, Start, legality, lifecycle, rehearse},
};
use common::*;
use proptest::prelude::*;

const FEE: Amount = Amount::from_rau(10_000_000_000_000_000);
const RICH: Amount = Amount::from_iotx(1_000_000);

fn cost(_: &Action) -> Cost {
    Cost { fee: FEE, max: FEE }
}

fn clock(w: &World) -> Clock<'_> {
    Clock {
        params: &w.params,
        height: Height(1_000_000),
        now: w.now,
    }
}

fn rehearsed(w: &World, plan: &[Planned], until: Timestamp) -> Rehearsal {
    let start = Start {
        clock: clock(w),
        ledger: &w.ledger,
        balances: BTreeMap::from([(account(VOTER), RICH)]),
    };
    rehearse(&start, plan, cost, until)
}

fn at(moment: Timestamp, action: impl Into<Action>) -> Planned {
    Planned {
        at: moment,
        intent: Intent {
            account: account(VOTER),
            action: action.into(),
        },
    }
}

fn later(w: &World, days: u32) -> Timestamp {
    w.now.plus_days(Days(days))
}

#[test]
fn a_whole_life_is_rehearsed_from_stake_to_withdrawal() {
    let w = World::new();
    let plan = [
        at(w.now, stake("fathom", 1_000, 91, true)),
        at(later(&w, 10), restake(0, 91, false)),
        at(later(&w, 101), unstake(0)),
        at(later(&w, 104), withdraw(0)),
    ];
    let stands = |days| {
        let r = rehearsed(&w, &plan, later(&w, days));
        assert!(r.is_legal(), "{r:?}");
        r
    };
    let word = |days| stands(days).buckets[0].word();
    assert_eq!(
        [9, 10, 100, 101, 104].map(word),
        ["Locked", "Counting down", "Counting down", "Unstaking", "Withdrawn"]
    );
    let locked = &stands(9).buckets[0];
    assert_eq!(locked.votes, Votes::from_rau(1_285_430_136_654_545_529_850));
    assert_eq!(
        (locked.unlocks, locked.place),
        (None, Some(1)),
        "locked days do not run"
    );
    assert_eq!(locked.free, Some(later(&w, 9 + 91 + 3)));
    let running = &stands(50).buckets[0];
    assert_eq!(
        (running.unlocks, running.free),
        (Some(later(&w, 101)), Some(later(&w, 104)))
    );
    assert_eq!(stands(102).buckets[0].withdrawable, Some(later(&w, 104)));

    let end = stands(104);
    let four_fees = FEE.saturating_mul(4);
    assert_eq!(
        end.balances[0].after,
        RICH.saturating_sub(four_fees),
        "all of it comes back"
    );
    assert_eq!(
        end.steps[0].after,
        RICH.saturating_sub(Amount::from_iotx(1_000)).saturating_sub(FEE)
    );
    assert_eq!(end.height, Height(1_000_001 + 104 * 34_560));
}

#[test]
fn what_a_rule_refuses_is_not_done_and_costs_nothing() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1_000, 30, false);
    let plan = [at(later(&w, 29), unstake(b)), at(later(&w, 31), withdraw(b))];
    let r = rehearsed(&w, &plan, later(&w, 40));
    assert_eq!(
        r.steps[0].refusal,
        Some(Refusal::until(Rule::UnstakeEarly, later(&w, 30)))
    );
    assert_eq!(r.steps[1].refusal, Some(Rule::WithdrawNotUnstaked.into()));
    assert_eq!(r.buckets[0].state, Some(BucketState::Matured));
    assert_eq!((r.balances[0].after, r.steps[0].fee), (RICH, Amount::ZERO));
}

#[test]
fn a_delegates_place_follows_the_votes_and_equals_stand_by_name() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1_000, 30, true);
    let r = rehearsed(&w, &[at(w.now, change(b, "squall"))], later(&w, 1));
    let places: Vec<_> = r
        .delegates
        .iter()
        .map(|d| (d.name.as_str(), d.place_before, d.place))
        .collect();
    assert_eq!(places, [("squall", Some(2), 1), ("fathom", Some(1), 2)]);
    assert_eq!(r.buckets[0].delegate.as_deref(), Some("squall"));
    let none = rehearsed(&World::new(), &[], w.now);
    assert!(none.delegates.is_empty() && none.buckets.is_empty());
}

#[test]
fn the_balance_runs_out_in_the_order_of_the_moments() {
    let w = World::new();
    let all = |days| at(later(&w, days), stake("fathom", 600_000, 0, false));
    let r = rehearsed(&w, &[all(2), all(1)], later(&w, 3));
    let refused: Vec<_> = r.steps.iter().map(|s| s.refusal.as_ref().map(|r| r.rule)).collect();
    assert_eq!(refused, [None, Some(Rule::Balance)]);
    assert_eq!(r.steps[0].planned.at, later(&w, 1));
}

#[test]
fn a_migrated_bucket_is_an_nft_with_its_money_and_votes() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1_000, 91, true);
    let migrate = ballast_domain::actions::MigrateStake { bucket: b };
    let plan = [at(later(&w, 1), migrate), at(later(&w, 2), restake(b, 91, false))];
    let r = rehearsed(&w, &plan, later(&w, 3));
    let bucket = &r.buckets[0];
    assert_eq!(
        (bucket.word(), bucket.minted.as_ref().unwrap().amount),
        ("NFT", Amount::from_iotx(1_000))
    );
    assert_eq!(bucket.votes, w.votes(FATHOM));
    assert_eq!(r.delegates[0].votes, w.votes(FATHOM), "the NFT votes as the bucket did");
    assert_eq!(r.balances[0].after, RICH.saturating_sub(FEE), "only the fee is gone");
    assert_eq!(
        r.steps[1].refusal,
        Some(Rule::BucketExists.into()),
        "native actions do not touch it any more"
    );
}

#[test]
fn of_several_broken_rules_the_one_of_the_review_is_named() {
    let mut w = World::new();
    let b = w.stake(VOTER, 2_000_000, 91, true);
    let start = Start {
        clock: clock(&w),
        ledger: &w.ledger,
        balances: BTreeMap::from([(account(VOTER), Amount::ZERO)]),
    };
    let refused = |action: Action| {
        rehearse(&start, &[at(w.now, action)], cost, w.now).steps[0]
            .refusal
            .clone()
    };
    let rule = |action| refused(action).map(|r| r.rule);
    assert_eq!(rule(stake("fathom", 0, 7, true).into()), Some(Rule::AmountZero));
    let endorse = |bucket| ballast_domain::actions::Endorse { bucket }.into();
    for action in [stake("fathom", 99, 7, true).into(), endorse(b), endorse(b + 1)] {
        assert_eq!(
            rule(action),
            Some(Rule::Balance),
            "an account without money cannot act at all"
        );
    }
}

#[test]
fn what_is_illegal_says_when_it_is_possible_and_after_which_steps() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1_000, 91, true);
    let bucket = w.ledger.staking.buckets[&b].clone();
    let candidates: Vec<_> = w.ledger.staking.candidates.values().collect();
    let all = legality(&bucket, &candidates, &clock(&w));
    let of = |action| all.iter().find(|l| l.action == action).unwrap();
    for legal in [
        BucketAction::Deposit,
        BucketAction::Extend,
        BucketAction::Unlock,
        BucketAction::ChangeDelegate,
    ] {
        assert_eq!(of(legal).refusal, None, "{legal:?}");
    }
    assert!(all.iter().all(|l| l.action != BucketAction::Lock), "it is locked");
    let unstake = of(BucketAction::Unstake);
    assert_eq!(unstake.refusal, Some(Rule::Locked.into()));
    let possible = unstake.possible.as_ref().unwrap();
    assert_eq!((possible.at, &possible.after[..]), (later(&w, 91), &[Step::Unlock][..]));
    let withdraw = of(BucketAction::Withdraw).possible.as_ref().unwrap();
    assert_eq!((withdraw.at, withdraw.after.len()), (later(&w, 94), 2));
    assert_eq!(of(BucketAction::Endorse).refusal, Some(Rule::SelfStakeAmount.into()));
    assert_eq!(of(BucketAction::Endorse).possible, None, "no waiting helps");
}

#[test]
fn where_no_contract_for_bucket_nfts_is_known_none_is_made() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1_000, 91, true);
    let bucket = w.ledger.staking.buckets[&b].clone();
    let migrates = |w: &World| {
        let candidates: Vec<_> = w.ledger.staking.candidates.values().collect();
        let all = legality(&bucket, &candidates, &clock(w));
        all.iter().any(|l| l.action == BucketAction::Migrate)
    };
    assert!(migrates(&w));
    w.params.staking_contracts.clear();
    assert!(!migrates(&w), "it is left out of the menu");
}

#[test]
fn an_endorsing_bucket_is_blocked_and_says_by_which_rule() {
    let mut w = World::new();
    let b = w.stake(VOTER, 2_000_000, 30, true);
    let mut bucket = w.ledger.staking.buckets[&b].clone();
    bucket.endorsement = Endorsement::RevocableFrom(Height(1_000_011));
    let candidates: Vec<_> = w.ledger.staking.candidates.values().collect();
    let leaving = lifecycle(&bucket, candidates.iter().copied(), &clock(&w), w.now).leaving;
    assert_eq!(leaving.moments.len(), 1, "it can be unlocked");
    assert_eq!(leaving.blocked, Some(Rule::Endorsing.into()));
    let all = legality(&bucket, &candidates, &clock(&w));
    let revoke = all.iter().find(|l| l.action == BucketAction::Revoke).unwrap();
    assert_eq!(
        revoke.refusal.as_ref().unwrap().remedy,
        Remedy::FromHeight(Height(1_000_011))
    );
    let possible = revoke.possible.as_ref().unwrap();
    assert_eq!(possible.at, w.now.plus_seconds(25), "ten blocks of 2.5 s");
}

#[test]
fn a_life_has_its_past_what_comes_by_itself_and_the_way_out() {
    let mut w = World::new();
    let b = w.stake(VOTER, 1_000, 30, false);
    let made = w.now;
    w.wait_days(10);
    let life = |w: &World, from| {
        let bucket = &w.ledger.staking.buckets[&b];
        lifecycle(bucket, w.ledger.staking.candidates.values(), &clock(w), from)
    };
    let kinds = |list: &[ballast_domain::rehearsal::Moment]| list.iter().map(|m| (m.kind, m.at)).collect::<Vec<_>>();
    let running = life(&w, w.now);
    assert_eq!(kinds(&running.past), [(MomentKind::Created, made)]);
    assert_eq!(
        kinds(&running.by_itself),
        [(MomentKind::Matured, made.plus_days(Days(30)))]
    );
    assert_eq!(
        kinds(&running.leaving.moments),
        [
            (MomentKind::Unstaked, made.plus_days(Days(30))),
            (MomentKind::Withdrawn, made.plus_days(Days(33)))
        ]
    );
    assert_eq!(running.leaving.moments[0].votes, Some(Votes::ZERO));
    let from = made.plus_days(Days(50));
    assert_eq!(
        life(&w, from).leaving.when(Step::Unstake),
        Some(from),
        "later, when it is begun later"
    );

    w.wait_days(20);
    w.act(VOTER, unstake(b)).unwrap();
    let unstaked = life(&w, w.now);
    assert_eq!(kinds(&unstaked.by_itself), [(MomentKind::Withdrawable, later(&w, 3))]);
    assert_eq!(
        kinds(&unstaked.past)[1..],
        [(MomentKind::Matured, w.now), (MomentKind::Unstaked, w.now)]
    );
}

/// What a person may do to the first few buckets.
fn any_action() -> impl Strategy<Value = Action> {
    let bucket = 0u64..4;
    prop_oneof![
        (50u64..2_000, 0u32..40, any::<bool>(), any::<bool>()).prop_map(|(iotx, days, locked, first)| stake(
            if first { "fathom" } else { "squall" },
            iotx,
            days,
            locked
        )
        .into()),
        (bucket.clone(), 0u64..500).prop_map(|(b, iotx)| deposit(b, iotx).into()),
        (bucket.clone(), 0u32..40, any::<bool>()).prop_map(|(b, days, locked)| restake(b, days, locked).into()),
        (bucket.clone(), any::<bool>())
            .prop_map(|(b, first)| change(b, if first { "fathom" } else { "squall" }).into()),
        bucket.clone().prop_map(|b| unstake(b).into()),
        bucket.clone().prop_map(|b| withdraw(b).into()),
        (bucket, 1u8..3).prop_map(|(b, to)| give(b, to).into()),
    ]
}

proptest! {
    #[test]
    fn a_rehearsal_foretells_what_happens(actions in prop::collection::vec((0u32..60, any_action()), 1..25)) {
        let mut w = World::new();
        w.stake(VOTER, 500, 7, true);
        let plan: Vec<_> = actions.iter().map(|(days, action)| at(later(&w, *days), action.clone())).collect();
        let foretold = rehearsed(&w, &plan, later(&w, 60));
        let (start, mut balance) = (w.now, RICH);
        for step in &foretold.steps {
            w.now = step.planned.at;
            w.height = step.height.0;
            let done = w.act_with(VOTER, balance, step.planned.intent.action.clone());
            prop_assert_eq!(done.as_ref().err(), step.refusal.as_ref());
            prop_assert_eq!(step.before, balance);
            balance = step.after;
        }
        prop_assert_eq!(foretold.steps.len(), plan.len());
        w.now = start.plus_days(Days(60));
        for bucket in &foretold.buckets {
            prop_assert_eq!(bucket.bucket.as_ref(), w.ledger.staking.buckets.get(&bucket.index));
            if bucket.bucket.is_some() {
                prop_assert_eq!(bucket.state, Some(w.state(bucket.index)));
            }
        }
        for delegate in &foretold.delegates {
            prop_assert_eq!(delegate.votes, w.ledger.staking.candidates[&delegate.id].votes);
        }
        // Money is neither made nor lost: what is not in hand is staked or was paid in fees.
        let staked: Amount = w.ledger.staking.buckets.values().map(|b| b.amount).sum();
        let given_at_start = Amount::from_iotx(500);
        let paid: Amount = foretold.steps.iter().map(|s| s.fee).sum();
        let all = balance.saturating_add(staked).saturating_add(paid);
        prop_assert_eq!(all, RICH.saturating_add(given_at_start));
    }

    #[test]
    fn what_is_possible_then_is_legal_then_and_not_before(days in 1u32..40, locked: bool, waited in 0u64..60, unstaked: bool) {
        let mut w = World::new();
        let b = w.stake(VOTER, 1_000, days, locked);
        w.wait_days(waited);
        if unstaked && !locked {
            w.now = w.now.plus_seconds(1);
            let _ = w.act(VOTER, unstake(b));
        }
        let bucket = w.ledger.staking.buckets[&b].clone();
        let candidates: Vec<_> = w.ledger.staking.candidates.values().cloned().collect();
        let candidates: Vec<_> = candidates.iter().collect();
        for l in legality(&bucket, &candidates, &clock(&w)) {
            let Some(possible) = l.possible else { continue };
            prop_assert!(l.refusal.is_some());
            // The steps before it, each in a block of its own as soon as it is legal.
            let step = |s: &Step| match s {
                Step::Unlock => Action::from(restake(b, days, false)),
                Step::Unstake => unstake(b).into(),
                Step::Withdraw => withdraw(b).into(),
            };
            let life = lifecycle(&bucket, candidates.iter().copied(), &clock(&w), w.now);
            let before = possible.after.iter().map(|s| at(life.leaving.when(*s).unwrap(), step(s)));
            let wanted = match l.action {
                BucketAction::Unstake => unstake(b).into(),
                BucketAction::Withdraw => withdraw(b).into(),
                other => return Err(TestCaseError::fail(format!("{other:?} waits"))),
            };
            let with = |moment| {
                let plan: Vec<_> = before.clone().chain([at(moment, Action::clone(&wanted))]).collect();
                rehearsed(&w, &plan, moment)
            };
            prop_assert!(with(possible.at).is_legal());
            prop_assert!(!with(Timestamp::from_micros(possible.at.micros() - 1)).is_legal());
        }
    }

    #[test]
    fn the_best_plan_is_legal_and_its_money_in_hand_on_the_date(iotx in 100u64..900_000, seconds in 300_000u64..100_000_000) {
        let w = World::new();
        let (amount, needed) = (Amount::from_iotx(iotx), w.now.plus_seconds(seconds));
        let plan = plan::optimise(amount, w.now, needed, &w.params.staking).unwrap();
        let best = plan.best;
        let mut steps = vec![at(w.now, stake("fathom", iotx, best.duration.0, best.locked))];
        steps.extend(best.unlock_by.map(|by| at(by, restake(0, best.duration.0, false))));
        steps.push(at(plan.unstake_by, unstake(0)));
        steps.push(at(needed, withdraw(0)));
        let r = rehearsed(&w, &steps, needed);
        prop_assert!(r.is_legal(), "{:?}", r.steps);
        let fees = FEE.saturating_mul(steps.len() as u128);
        prop_assert_eq!(r.balances[0].after, RICH.saturating_sub(fees));
        let first = rehearsed(&w, &steps, w.now);
        prop_assert_eq!(first.buckets[0].votes, best.votes);
        let last_second = Timestamp::from_seconds(plan.unstake_by.seconds() - 1).max(w.now);
        prop_assert_eq!(rehearsed(&w, &steps, last_second).buckets[0].votes, best.votes_unlocked);
    }
}
