//! Lives of buckets on a small ledger: what each action does, and which rule forbids it when.

#![allow(clippy::unwrap_used, reason = "tests")]

use ballast_domain::{
    Address, Amount, BucketState, Candidate, Context, Days, Effects, Endorsement, Exit, Height, Ledger, NetworkParams,
    Refusal, Remedy, Rule, SECONDS_PER_DAY, Timestamp, Votes,
    actions::{
        Activate, ChangeCandidate, ConfirmExit, CreateStake, Deposit, Endorse, IntendRevoke, NativeAction, RequestExit,
        Restake, Revoke, TransferStake, Unstake, Withdraw,
    },
    vote_weight,
};

struct World {
    ledger: Ledger,
    params: NetworkParams,
    now: Timestamp,
    height: u64,
}

fn account(n: u8) -> Address {
    Address::from_bytes([n; 20])
}

const VOTER: u8 = 1;
const STRANGER: u8 = 2;
const FATHOM: u8 = 10;
const SQUALL: u8 = 11;

impl World {
    fn new() -> Self {
        let mut ledger = Ledger::default();
        for (n, name) in [(FATHOM, "fathom"), (SQUALL, "squall")] {
            let id = account(n);
            ledger.staking.candidates.insert(
                id,
                Candidate {
                    id,
                    owner: id,
                    operator: account(n + 100),
                    reward: id,
                    name: name.into(),
                    votes: Votes::ZERO,
                    self_stake_bucket: None,
                    self_stake: Amount::ZERO,
                    bls_key: Vec::new(),
                    exit: Exit::None,
                },
            );
        }
        Self {
            ledger,
            params: NetworkParams::practice(),
            now: Timestamp::from_seconds(1_767_225_600),
            height: 1,
        }
    }

    fn act(&mut self, who: u8, action: impl Into<NativeAction>) -> Result<Effects, Refusal> {
        self.act_with(who, Amount::from_iotx(100_000_000), action)
    }

    fn act_with(&mut self, who: u8, balance: Amount, action: impl Into<NativeAction>) -> Result<Effects, Refusal> {
        let action = action.into();
        let before = self.ledger.clone();
        let ctx = Context {
            params: &self.params,
            caller: account(who),
            balance,
            fee: Amount::from_rau(10_000_000_000_000_000),
            height: Height(self.height),
            now: self.now,
        };
        let mut effects = Effects::default();
        let done = action
            .admit(&self.params.staking)
            .and_then(|()| action.apply(&mut self.ledger, &ctx, &mut effects));
        if done.is_err() {
            assert_eq!(self.ledger, before, "a refused action changes nothing: {action:?}");
            assert!(effects.transfers.is_empty());
        }
        self.height += 1;
        done.map(|()| effects)
    }

    fn stake(&mut self, who: u8, iotx: u64, days: u32, locked: bool) -> u64 {
        let index = self.ledger.staking.next_index;
        self.act(who, stake("fathom", iotx, days, locked)).unwrap();
        index
    }

    fn wait_days(&mut self, days: u64) {
        self.now = self.now.plus_seconds(days * SECONDS_PER_DAY);
    }

    fn votes(&self, n: u8) -> Votes {
        self.ledger.staking.candidates[&account(n)].votes
    }

    fn state(&self, index: u64) -> BucketState {
        self.ledger.staking.buckets[&index].state(self.now, &self.params.staking)
    }
}

fn stake(candidate: &str, iotx: u64, days: u32, locked: bool) -> CreateStake {
    let amount = Amount::from_iotx(iotx);
    CreateStake {
        candidate: candidate.into(),
        amount,
        duration: Days(days),
        locked,
        payload: Vec::new(),
    }
}

fn restake(bucket: u64, days: u32, locked: bool) -> Restake {
    Restake {
        bucket,
        duration: Days(days),
        locked,
        payload: Vec::new(),
    }
}

fn unstake(bucket: u64) -> Unstake {
    Unstake {
        bucket,
        payload: Vec::new(),
    }
}

fn withdraw(bucket: u64) -> Withdraw {
    Withdraw {
        bucket,
        payload: Vec::new(),
    }
}

fn deposit(bucket: u64, iotx: u64) -> Deposit {
    Deposit {
        bucket,
        amount: Amount::from_iotx(iotx),
        payload: Vec::new(),
    }
}

fn change(bucket: u64, to: &str) -> ChangeCandidate {
    ChangeCandidate {
        bucket,
        candidate: to.into(),
        payload: Vec::new(),
    }
}

fn give(bucket: u64, to: u8) -> TransferStake {
    TransferStake {
        bucket,
        to: account(to),
        payload: Vec::new(),
    }
}

fn rule(result: Result<Effects, Refusal>) -> Rule {
    result.unwrap_err().rule
}

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
    assert_eq!(rule(w.act(VOTER, deposit(b, 1))), Rule::NotLocked);
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
    let caution = NativeAction::from(stake("fathom", 100, 7, true));
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
