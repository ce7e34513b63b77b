//! What is lost by leaving a delegate before a freeze, and that nothing is after it: epochs of ten blocks, eras of three, so that
//! the votes of era 6 are frozen in block 46, and its rewards are those of blocks 31 to 60.

use super::{bucket, delegate, kept, network, stake};
use crate::{
    Action, Address, Amount, Bucket, BucketId, Context, ContractVersion, Days, Distribution, Done, Era, Forfeit,
    FrozenVotes, Hash, Height, Ledger, NetworkParams, PlanEntry, RewardSnapshot, Rule, ScanPhase, StakingContract,
    Timestamp, Votes,
    actions::{ChangeCandidate, NftTransfer, Restake, TransferStake, Unstake},
    carry_out,
};

const FIRST: Address = Address::from_bytes([1; 20]);
const SECOND: Address = Address::from_bytes([2; 20]);
const VOTER: Address = Address::from_bytes([9; 20]);
const OTHER: Address = Address::from_bytes([8; 20]);
const CONTRACT: Address = Address::from_bytes([7; 20]);
const FREEZE: u64 = 46;

fn params() -> NetworkParams {
    let mut params = network(10, 256);
    params.voter_rewards.epochs_per_era = 3;
    params
}

/// Two delegates that the protocol pays, `delegate0` with 300 IOTX for its voters and `delegate1` with 600, and a voter of the
/// first with this bucket.
fn ledger(voters: Bucket) -> (Ledger, u64) {
    let mut ledger = Ledger::default();
    for (id, iotx, pool) in [(FIRST, 4_000_000, 300), (SECOND, 5_000_000, 600)] {
        delegate(&mut ledger, id, id, iotx);
        let written = RewardSnapshot {
            commission: kept(1_000, 1_000),
            total_weight: Votes::from_iotx(1),
            freeze_height: Height(16),
            self_stake_bucket: None,
        };
        ledger.voter_rewards.snapshots.insert(id, written);
        ledger.rewards.set_pending(id, Amount::from_iotx(pool));
    }
    let index = stake(&mut ledger, voters);
    (ledger, index)
}

/// A bucket that can be unstaked.
fn ripe() -> Bucket {
    bucket(VOTER, FIRST, 1_000, 0, false)
}

fn done(ledger: &Ledger, height: u64, action: impl Into<Action>) -> Done {
    let params = params();
    let ctx = Context {
        params: &params,
        caller: VOTER,
        balance: Amount::from_iotx(1_000),
        fee: Amount::from_rau(1),
        height: Height(height),
        now: Timestamp::from_seconds(1_767_225_600).plus_days(Days(100)),
    };
    let done = carry_out(&action.into(), &mut ledger.clone(), &ctx).unwrap();
    assert_eq!(done.forfeit.is_some(), done.cautions.contains(&Rule::ForfeitsEra));
    done
}

fn forfeit(ledger: &Ledger, height: u64, action: impl Into<Action>) -> Option<Forfeit> {
    done(ledger, height, action).forfeit
}

fn unstake(bucket: u64) -> Unstake {
    let payload = Vec::new();
    Unstake { bucket, payload }
}

/// The voter's part of a pool by its votes among all of a delegate's.
fn part(pool: u64, votes: Votes, all: Votes) -> Amount {
    let whole = num_bigint::BigUint::from(Amount::from_iotx(pool).rau()) * votes.rau() / all.rau();
    Amount::from_rau(whole.to_string().parse().unwrap())
}

#[test]
fn who_unstakes_up_to_the_freeze_loses_its_part_and_is_told_until_when() {
    let (ledger, index) = ledger(ripe());
    let (votes, all) = (ripe().votes(false), ledger.staking.candidates[&FIRST].votes);
    let lost = part(300, votes, all);
    for height in [45, FREEZE] {
        let forfeit = forfeit(&ledger, height, unstake(index)).unwrap();
        assert_eq!((forfeit.era, forfeit.freeze), (Era(6), Height(FREEZE)));
        assert_eq!(forfeit.lost, [("delegate0".to_owned(), lost)]);
        assert_eq!(forfeit.gained, []);
        let passed = height - 1 - 30;
        assert_eq!(forfeit.passed, Some((passed, 30)));
        let end = Amount::from_rau(lost.rau() * 30 / u128::from(passed));
        assert_eq!(forfeit.by_the_end(lost), Some(end));
        let told = forfeit.sentence();
        let so_far = format!(
            "this forfeits about {} IOTX of delegate0's rewards for era 6",
            lost.in_brief()
        );
        assert!(
            told.starts_with("In a block up to 46, about ") && told.contains(&so_far),
            "{told}"
        );
        assert!(
            told.contains(&format!("about {} IOTX by the era's end", end.in_brief())),
            "{told}"
        );
    }
}

#[test]
fn after_the_freeze_nothing_is_lost() {
    let (mut ledger, index) = ledger(ripe());
    ledger.voter_rewards.window = Some(FrozenVotes::new(Era(6), Height(FREEZE)));
    for height in [FREEZE + 1, 60] {
        assert_eq!(forfeit(&ledger, height, unstake(index)), None, "{height}");
    }
}

#[test]
fn what_could_not_be_read_is_warned_of_before_the_freeze_where_votes_leave() {
    let (mut ledger, index) = ledger(ripe());
    ledger.voter_rewards.snapshots.clear();
    let warns = |ledger: &Ledger, height, action: Action| {
        let done = done(ledger, height, action);
        assert_eq!(done.forfeit, None, "nothing is known of it");
        done.cautions.contains(&Rule::ForfeitsUnread)
    };
    assert!(!warns(&ledger, FREEZE, unstake(index).into()), "no delegate is paid");
    ledger.unread.parts = true;
    assert!(warns(&ledger, FREEZE, unstake(index).into()));
    let longer = Restake {
        bucket: index,
        duration: Days(365),
        locked: true,
        payload: Vec::new(),
    };
    assert!(!warns(&ledger, FREEZE, longer.into()), "more votes lose nothing");
    ledger.voter_rewards.window = Some(FrozenVotes::new(Era(6), Height(FREEZE)));
    assert!(
        !warns(&ledger, FREEZE + 1, unstake(index).into()),
        "they are written down"
    );
}

#[test]
fn an_end_is_told_once_an_epoch_of_the_era_is_over() {
    let (ledger, index) = ledger(ripe());
    let early = forfeit(&ledger, 40, unstake(index)).unwrap();
    assert_eq!((early.passed, early.by_the_end(Amount::from_iotx(1))), (None, None));
    assert!(!early.sentence().contains("pace"), "{}", early.sentence());
    assert!(forfeit(&ledger, 42, unstake(index)).unwrap().passed.is_some());
}

#[test]
fn who_moves_votes_is_told_what_comes_instead() {
    let (ledger, index) = ledger(ripe());
    let wanted = ChangeCandidate {
        bucket: index,
        candidate: "delegate1".into(),
        payload: Vec::new(),
    };
    let forfeit = forfeit(&ledger, 45, wanted).unwrap();
    let votes = ripe().votes(false);
    let all = ledger.staking.candidates[&SECOND].votes.saturating_add(votes);
    assert_eq!(forfeit.lost.len(), 1);
    assert_eq!(forfeit.gained, [("delegate1".to_owned(), part(600, votes, all))]);
    assert!(
        forfeit
            .sentence()
            .contains("of delegate1's rewards would come instead.")
    );
}

#[test]
fn who_gives_a_bucket_away_loses_all_of_its_part_and_who_unlocks_one_a_little() {
    let locked = bucket(VOTER, FIRST, 1_000, 91, true);
    let (ledger, index) = ledger(locked);
    let given = TransferStake {
        bucket: index,
        to: OTHER,
        payload: Vec::new(),
    };
    let unlocked = Restake {
        bucket: index,
        duration: Days(91),
        locked: false,
        payload: Vec::new(),
    };
    let lost = |action: Action| forfeit(&ledger, 45, action).unwrap().lost[0].1;
    let (all, little) = (lost(given.into()), lost(unlocked.into()));
    assert!(little > Amount::ZERO && little < all, "{little:?} of {all:?}");
    let longer = Restake {
        bucket: index,
        duration: Days(365),
        locked: true,
        payload: Vec::new(),
    };
    assert_eq!(forfeit(&ledger, 45, longer), None, "more votes lose nothing");
}

#[test]
fn a_bucket_nft_is_no_exception() {
    let nft = Bucket {
        id: BucketId {
            contract: Some(CONTRACT),
            index: 1,
        },
        ..bucket(VOTER, FIRST, 1_000, 91, true)
    };
    let (mut ledger, _) = ledger(ripe());
    let mut book = StakingContract::new(ContractVersion::V3);
    book.insert(nft.clone(), Days(91).seconds(), false);
    ledger.contracts.insert(CONTRACT, book);
    let votes = nft.contract_votes(&params());
    ledger.staking.revote(FIRST, Votes::ZERO, votes);
    let given = NftTransfer {
        bucket: nft.id,
        from: VOTER,
        to: OTHER,
    };
    let lost = forfeit(&ledger, 45, given).unwrap().lost[0].1;
    let all = ledger.staking.candidates[&FIRST].votes;
    let left = ripe().votes(false);
    let both = votes.saturating_add(left);
    assert_eq!(lost, part(300, both, all).saturating_sub(part(300, left, all)));
}

#[test]
fn nothing_is_said_of_a_delegate_that_the_protocol_does_not_pay_or_that_owes_nothing() {
    let (ledger, index) = ledger(ripe());
    let mut by_hand = ledger.clone();
    by_hand.voter_rewards.snapshots.remove(&FIRST);
    assert_eq!(forfeit(&by_hand, 45, unstake(index)), None);
    let mut empty = ledger;
    empty.rewards.set_pending(FIRST, Amount::ZERO);
    assert_eq!(forfeit(&empty, 45, unstake(index)), None);
}

#[test]
fn what_a_payout_under_way_still_owes_is_not_the_running_eras() {
    let (mut ledger, index) = ledger(ripe());
    let alone = forfeit(&ledger, 45, unstake(index));
    let entry = PlanEntry {
        id: FIRST,
        amount: Amount::from_iotx(200),
        distributed: Amount::from_iotx(50),
        total_weight: Votes::from_iotx(1),
        self_stake_bucket: None,
    };
    ledger.rewards.set_pending(FIRST, Amount::from_iotx(300 + 150));
    ledger.voter_rewards.window = Some(FrozenVotes::new(Era(3), Height(16)));
    ledger.voter_rewards.distribution = Some(Distribution {
        era: Era(3),
        freeze_height: Height(16),
        seed: Hash([0; 32]),
        entries: vec![entry],
        phase: ScanPhase::FromStart,
        resume: None,
        completed: None,
    });
    assert_eq!(forfeit(&ledger, 45, unstake(index)), alone);
}
