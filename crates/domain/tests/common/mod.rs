//! A small ledger with two delegates, and short names for what is done on it.

#![allow(dead_code, reason = "each test file uses its own part")]

use ballast_domain::{
    Address, Amount, BucketState, Candidate, Context, Days, Effects, Exit, Height, Ledger, NetworkParams, Refusal,
    Rule, SECONDS_PER_DAY, Timestamp, Votes,
    actions::{Action, ChangeCandidate, CreateStake, Deposit, Restake, TransferStake, Unstake, Withdraw},
};

pub struct World {
    pub ledger: Ledger,
    pub params: NetworkParams,
    pub now: Timestamp,
    pub height: u64,
}

pub fn account(n: u8) -> Address {
    Address::from_bytes([n; 20])
}

pub const VOTER: u8 = 1;
pub const STRANGER: u8 = 2;
pub const FATHOM: u8 = 10;
pub const SQUALL: u8 = 11;

impl World {
    pub fn new() -> Self {
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

    pub fn act(&mut self, who: u8, action: impl Into<Action>) -> Result<Effects, Refusal> {
        self.act_with(who, Amount::from_iotx(100_000_000), action)
    }

    pub fn act_with(&mut self, who: u8, balance: Amount, action: impl Into<Action>) -> Result<Effects, Refusal> {
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

    pub fn stake(&mut self, who: u8, iotx: u64, days: u32, locked: bool) -> u64 {
        let index = self.ledger.staking.next_index;
        self.act(who, stake("fathom", iotx, days, locked)).unwrap();
        index
    }

    pub fn wait_days(&mut self, days: u64) {
        self.now = self.now.plus_seconds(days * SECONDS_PER_DAY);
    }

    pub fn votes(&self, n: u8) -> Votes {
        self.ledger.staking.candidates[&account(n)].votes
    }

    pub fn state(&self, index: u64) -> BucketState {
        self.ledger.staking.buckets[&index].state(self.now, &self.params.staking)
    }
}

pub fn stake(candidate: &str, iotx: u64, days: u32, locked: bool) -> CreateStake {
    let amount = Amount::from_iotx(iotx);
    CreateStake {
        candidate: candidate.into(),
        amount,
        duration: Days(days),
        locked,
        payload: Vec::new(),
    }
}

pub fn restake(bucket: u64, days: u32, locked: bool) -> Restake {
    Restake {
        bucket,
        duration: Days(days),
        locked,
        payload: Vec::new(),
    }
}

pub fn unstake(bucket: u64) -> Unstake {
    Unstake {
        bucket,
        payload: Vec::new(),
    }
}

pub fn withdraw(bucket: u64) -> Withdraw {
    Withdraw {
        bucket,
        payload: Vec::new(),
    }
}

pub fn deposit(bucket: u64, iotx: u64) -> Deposit {
    Deposit {
        bucket,
        amount: Amount::from_iotx(iotx),
        payload: Vec::new(),
    }
}

pub fn change(bucket: u64, to: &str) -> ChangeCandidate {
    ChangeCandidate {
        bucket,
        candidate: to.into(),
        payload: Vec::new(),
    }
}

pub fn give(bucket: u64, to: u8) -> TransferStake {
    TransferStake {
        bucket,
        to: account(to),
        payload: Vec::new(),
    }
}

pub fn rule(result: Result<Effects, Refusal>) -> Rule {
    result.unwrap_err().rule
}
