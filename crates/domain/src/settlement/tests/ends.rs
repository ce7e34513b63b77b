//! Payouts that do not go to their end, delegates without voters, and who is moved over when the fork comes.

use super::{assert_balanced, bucket, commissions, delegate, end, kept, listed, network, policy, stake};
use crate::{
    Address, Amount, Commission, ContractVersion, Era, Fork, Granted, Hash, Height, Ledger, NetworkParams, PartState,
    Payee, RewardFund, RewardKind, RewardNote, ScanPhase, StakingContract, Votes,
};

const FIRST: Address = Address::from_bytes([0x10; 20]);
const SECOND: Address = Address::from_bytes([0x20; 20]);
const VOTER: Address = Address::from_bytes([0x30; 20]);
const OTHER: Address = Address::from_bytes([0x40; 20]);
const VAULT: Address = Address::from_bytes([0x50; 20]);
const NFTS: Address = Address::from_bytes([0x60; 20]);

/// Two delegates, of whom the first is opted in, and a voter of each.
fn ledger() -> Ledger {
    let mut ledger = Ledger {
        rewards: RewardFund::new(Amount::from_iotx(1_000_000)),
        ..Ledger::default()
    };
    delegate(&mut ledger, FIRST, VAULT, 3_000_000);
    delegate(&mut ledger, SECOND, OTHER, 2_000_000);
    stake(&mut ledger, bucket(VOTER, FIRST, 50_000, 91, true));
    stake(&mut ledger, bucket(OTHER, SECOND, 70_000, 30, true));
    ledger.opt_in(FIRST);
    ledger
}

fn freeze(ledger: &mut Ledger, params: &NetworkParams, era: u64) -> usize {
    let height = params.eras().freeze_of(Era(era)).0;
    let rates = commissions(&[(FIRST, kept(1_000, 2_000)), (SECOND, kept(0, 0))]);
    let at = end(params, height, Hash::default());
    ledger.freeze_votes(&at, Era(era), &rates, true).len()
}

/// Grants the epoch that ends with an era.
fn plan(ledger: &mut Ledger, params: &NetworkParams, era: u64) -> Vec<Vec<u8>> {
    let height = params.eras().plan_of(Era(era)).0;
    let all = listed(ledger);
    let granted = ledger.grant_epoch(&end(params, height, Hash::default()), &all, &[], &policy());
    assert!(!granted.failed);
    assert_balanced(&ledger.rewards);
    granted.logs.into_iter().map(|log| log.data).collect()
}

#[test]
fn a_choice_takes_effect_at_the_next_freeze() {
    let (params, mut ledger) = (network(10, 1), ledger());
    assert_eq!(ledger.payee(FIRST), Some(Payee::Unclaimed(VAULT)));
    assert_eq!(freeze(&mut ledger, &params, 2), 1, "an event for each that is opted in");
    let payout = ledger.payout_of(FIRST).unwrap();
    assert_eq!((payout.address, payout.by_protocol), (FIRST, true));
    assert!(!ledger.payout_of(SECOND).unwrap().by_protocol);
    let all = listed(&ledger);
    let tips = Amount::from_rau(77);
    let granted = ledger.grant_block(&end(&params, 6, Hash::default()), &all, FIRST, tips, &policy());
    let moved: Vec<Amount> = granted.transfers.iter().map(|t| t.amount).collect();
    assert_eq!(moved, [Amount::from_rau(400_000_000_000_000_000), tips]);
    assert_eq!(
        ledger.rewards.pending(FIRST),
        Amount::from_rau(3_600_000_000_000_000_000)
    );
    assert_eq!(ledger.rewards.unclaimed(VAULT), Amount::ZERO);
    let granted = ledger.grant_block(&end(&params, 7, Hash::default()), &all, SECOND, tips, &policy());
    assert!(granted.transfers.is_empty());
    assert_eq!(
        ledger.rewards.unclaimed(OTHER),
        Amount::from_iotx(4).saturating_add(tips)
    );
    assert_balanced(&ledger.rewards);
}

#[test]
fn a_producer_without_a_record_fails_the_grant_since_the_fork_alone() {
    let (mut params, mut ledger) = (network(10, 1), ledger());
    let nobody = listed(&ledger);
    let at = |params: &NetworkParams, ledger: &mut Ledger| {
        ledger.grant_block(&end(params, 1, Hash::default()), &nobody, NFTS, Amount::ZERO, &policy())
    };
    assert!(at(&params, &mut ledger).failed);
    params.set_fork(Fork::Zanzibar, Height(2));
    let granted = at(&params, &mut ledger);
    assert!(!granted.failed && granted.logs.is_empty());
}

#[test]
fn a_commission_of_all_leaves_no_plan_and_a_commission_of_nothing_leaves_no_log() {
    let (params, mut ledger) = (network(10, 1), ledger());
    let at = end(&params, 6, Hash::default());
    ledger.opt_in(SECOND);
    ledger.freeze_votes(&at, Era(2), &commissions(&[(SECOND, kept(0, 0))]), true);
    let all = listed(&ledger);
    let logs = |granted: Granted| granted.logs.len();
    assert_eq!(logs(ledger.grant_block(&at, &all, FIRST, Amount::ZERO, &policy())), 1);
    assert_eq!(logs(ledger.grant_block(&at, &all, SECOND, Amount::ZERO, &policy())), 0);
    assert_eq!(
        ledger.reward_snapshot(FIRST).unwrap().commission,
        Commission::UNCONFIGURED
    );
    assert_eq!(plan(&mut ledger, &params, 2).len(), 1, "the epoch reward of the first");
    let payout = ledger.voter_rewards.distribution.as_ref().unwrap();
    assert_eq!(payout.entries.iter().map(|e| e.id).collect::<Vec<_>>(), [SECOND]);
}

#[test]
fn an_era_without_anything_to_pay_stores_nothing() {
    let (params, mut ledger) = (network(10, 1), Ledger::default());
    ledger.rewards = RewardFund::new(Amount::from_iotx(100_000));
    freeze(&mut ledger, &params, 2);
    assert!(plan(&mut ledger, &params, 2).is_empty());
    assert!(!ledger.owes_payout() && ledger.voter_rewards.window.is_none());
}

#[test]
fn an_era_whose_votes_were_not_frozen_fails_before_beta_and_has_no_plan_since() {
    let (mut params, mut ledger) = (network(10, 1), ledger());
    plan(&mut ledger, &params, 2);
    assert_eq!(ledger.voter_rewards.distribution, None);
    params.set_fork(Fork::ZanzibarBeta, Height(1_000));
    let (before, all) = (ledger.clone(), listed(&ledger));
    let granted = ledger.grant_epoch(&end(&params, 40, Hash::default()), &all, &[], &policy());
    assert!(granted.failed && granted.logs.is_empty());
    assert_eq!(ledger, before);
}

#[test]
fn a_payout_that_the_next_freeze_overtakes_is_given_up_in_each_block_and_its_money_goes_on() {
    let (params, mut ledger) = (network(10, 1), ledger());
    freeze(&mut ledger, &params, 2);
    plan(&mut ledger, &params, 2);
    let (granted, payments) = ledger.pay_voters(&end(&params, 21, Hash::default()), |_| None);
    assert!(!granted.failed && payments.len() < 2 && ledger.owes_payout());
    freeze(&mut ledger, &params, 4);
    assert!(ledger.foretold().is_empty());
    let before = ledger.clone();
    for height in 26..28 {
        let (granted, payments) = ledger.pay_voters(&end(&params, height, Hash::default()), |_| None);
        assert!(granted.failed && payments.is_empty());
        assert_eq!(granted.logs.len(), 1);
        assert_eq!(granted.logs[0].data[..4], [0x08, 7, 0x12, 6]);
        assert_eq!(granted.logs[0].data[4..10], *b"2:6:26");
        assert_eq!(ledger, before);
    }
    let left = ledger.rewards.pending(FIRST);
    let logs = plan(&mut ledger, &params, 4);
    let overrun = RewardNote {
        kind: RewardKind::DrainOverrun,
        text: "2:1".to_owned(),
        amount: left,
    };
    assert_eq!(logs[0], overrun.encode());
    let payout = ledger.voter_rewards.distribution.as_ref().unwrap();
    assert_eq!((payout.era, payout.phase), (Era(4), ScanPhase::FromStart));
    assert_eq!(payout.entries[0].amount, ledger.rewards.pending(FIRST));
    assert!(payout.entries[0].amount > left);
}

#[test]
fn bucket_nfts_of_the_very_block_are_paid_unless_they_are_the_first_there_ever_were() {
    let params = network(10, 1);
    for (knew, votes) in [(true, true), (false, false)] {
        let mut ledger = ledger();
        let mut held = bucket(OTHER, FIRST, 9_000, 30, true);
        held.id.contract = Some(NFTS);
        held.id.index = 1;
        let mut book = StakingContract::new(ContractVersion::V3);
        book.insert(held.clone(), held.duration.seconds(), false);
        ledger.contracts.insert(NFTS, book);
        let total = held.contract_votes(&params);
        ledger.staking.revote(FIRST, Votes::ZERO, total);
        let at = end(&params, 6, Hash::default());
        ledger.freeze_votes(&at, Era(2), &commissions(&[]), knew);
        let window = ledger.voter_rewards.window.as_ref().unwrap();
        assert_eq!(window.weight(OTHER, FIRST) == total, votes);
        assert!(window.is_voter(OTHER));
        let frozen = ledger.reward_snapshot(FIRST).unwrap().total_weight;
        assert_eq!(frozen, ledger.staking.candidates[&FIRST].votes);
    }
}

#[test]
fn a_bucket_compounds_only_while_it_is_the_voters_own_locked_and_staked() {
    let params = network(10, 256);
    type Change = fn(&mut Ledger);
    let changes: [(Change, bool); 5] = [
        (|_| {}, true),
        (
            |ledger| ledger.staking.buckets.get_mut(&2).unwrap().locked = false,
            false,
        ),
        (|ledger| ledger.staking.set_owner(2, SECOND), false),
        (|ledger| ledger.staking.set_candidate(2, SECOND), true),
        (
            |ledger| ledger.staking.candidates.get_mut(&FIRST).unwrap().self_stake_bucket = Some(2),
            false,
        ),
    ];
    for (place, (change, compounds)) in changes.into_iter().enumerate() {
        let mut ledger = ledger();
        freeze(&mut ledger, &params, 2);
        plan(&mut ledger, &params, 2);
        change(&mut ledger);
        let before = ledger.staking.buckets[&2].amount;
        let at = end(&params, 21, Hash::default());
        let (_, payments) = ledger.pay_voters(&at, |voter| (voter == VOTER).then_some(2));
        let payment = payments.iter().find(|payment| payment.voter == VOTER).unwrap();
        assert_eq!(payment.to.bucket().is_some(), compounds, "change {place}");
        assert_eq!(ledger.staking.buckets[&2].amount > before, compounds, "change {place}");
        assert_balanced(&ledger.rewards);
    }
}

#[test]
fn delegates_of_a_vault_are_moved_over_if_both_portions_are_set() {
    let mut params = network(10, 1);
    params.voter_rewards.hermes_vaults = vec![VAULT, OTHER];
    params.voter_rewards.delegate_profile = Some(NFTS);
    let rates = commissions(&[(FIRST, kept(0, 0)), (SECOND, Commission::UNCONFIGURED)]);
    let moved = |params: &NetworkParams| {
        let mut ledger = ledger();
        ledger.voter_rewards.opted_in.clear();
        assert_eq!(ledger.vault_delegates(params), [FIRST, SECOND]);
        ledger.move_over(&end(params, 1, Hash::default()), &rates);
        ledger.voter_rewards.opted_in.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(moved(&params), [FIRST]);
    params.set_fork(Fork::ZanzibarBeta, Height(2));
    assert_eq!(
        moved(&params),
        [FIRST, SECOND],
        "before Beta nobody is asked for portions"
    );
}

#[test]
fn a_part_of_the_running_era_says_what_can_still_change_it() {
    let (params, mut ledger) = (network(10, 1), ledger());
    let height = Height(3);
    let open = ledger.parts_of(VOTER, &end(&params, height.0, Hash::default()));
    assert_eq!(open.len(), 1);
    assert_eq!(
        (open[0].era, open[0].delegate, open[0].amount()),
        (Era(2), FIRST, Amount::ZERO)
    );
    assert_eq!(open[0].state, PartState::Open { freeze: Height(6) });
    assert!(ledger.parts_of(OTHER, &end(&params, 3, Hash::default())).is_empty());

    freeze(&mut ledger, &params, 2);
    let all = listed(&ledger);
    ledger.grant_block(&end(&params, 6, Hash::default()), &all, FIRST, Amount::ZERO, &policy());
    let frozen = ledger.parts_of(VOTER, &end(&params, 6, Hash::default()));
    assert_eq!(frozen[0].state, PartState::Frozen { plan: Height(20) });
    assert!(frozen[0].amount() > Amount::ZERO && frozen[0].with(Votes::from_iotx(1)) > frozen[0].amount());
    assert_eq!(frozen[0].without(Votes::MAX), Amount::ZERO);

    plan(&mut ledger, &params, 2);
    let planned = ledger.parts_of(VOTER, &end(&params, 20, Hash::default()));
    assert_eq!(planned.len(), 2, "the payout, and the era that begins");
    assert_eq!(planned[0].state, PartState::Planned);
    assert_eq!(ledger.foretold()[&VOTER], [(FIRST, planned[0].amount())]);
    assert_eq!((planned[1].era, planned[1].pool), (Era(4), Amount::ZERO));
    while ledger.owes_payout() {
        ledger.pay_voters(&end(&params, 21, Hash::default()), |_| None);
    }
    let next = ledger.parts_of(VOTER, &end(&params, 24, Hash::default()));
    assert_eq!(next.len(), 1);
    assert!(next[0].pool < Amount::from_rau(3), "what could not be divided");
}
