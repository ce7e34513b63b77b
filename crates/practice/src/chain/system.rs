//! What the chain does of its own at a block's end: exits, elections, rewards, slashes.

use ballast_domain::{
    Address, Amount, Candidate, Epoch, Event, Exit, Height, Party, ReceiptStatus, Transfer, TransferKind,
    election::{eligible, slashes},
    encode_logs, keccak256,
};

use super::{
    Chain,
    block::{Block, Mined, Receipt, SystemKind, SystemTx},
    frame::Frame,
};
use crate::world::Log;

impl Chain {
    /// Appends the system's transactions: a slot in the exit queue at an epoch's start, the next epoch's list from
    /// its middle on, the block reward, the epoch reward at its end.
    pub(super) fn run_system(&mut self, frame: Frame, tips: Amount, block: &mut Block) {
        let schedule = &self.params.schedule;
        let epoch = schedule.epoch_of(frame.height);
        let starts = frame.height == schedule.start_of(epoch);
        let ends = frame.height == schedule.last_of(epoch);
        let past_middle = frame.height >= schedule.cutoff_of(epoch);
        let leaving = if starts { self.next_to_leave(epoch) } else { None };
        let list = (past_middle && self.world.elections.awaits_list())
            .then(|| {
                let ledger = &self.world.ledger;
                let apart = |id| ledger.votes_apart(id, &self.params, frame.height);
                eligible(&ledger.staking, apart, &self.params, frame.height)
            })
            .filter(|list| !list.is_empty());
        let mut push = |kind, receipt| {
            let tx = SystemTx::new(kind, frame.height.0, frame.producer);
            block.txs.push((Mined::System(tx), receipt));
        };
        if let Some(id) = leaving {
            push(SystemKind::ScheduleExit, self.schedule_exit(id, epoch, frame.height));
        }
        if let Some(list) = list {
            self.world.elections.take_list(list);
            push(
                SystemKind::PutPollResult,
                Receipt {
                    price: None,
                    ..done(Vec::new())
                },
            );
        }
        push(SystemKind::GrantBlockReward, self.grant_block(frame, tips));
        if ends {
            push(SystemKind::GrantEpochReward, self.grant_epoch(epoch, frame.height));
        }
    }

    /// Of those that asked to leave the one with the most votes, if a slot is free; who has as many by the texts of
    /// its addresses, as the node sorts them.
    fn next_to_leave(&self, epoch: Epoch) -> Option<Address> {
        if epoch.0 < self.world.elections.last_exit.0 + self.params.staking.exit_interval {
            return None;
        }
        let candidates = self.world.ledger.staking.candidates.values();
        let rank = |c: &&Candidate| (c.votes, c.owner.to_io1(), c.reward.to_io1(), c.operator.to_io1());
        candidates
            .filter(|c| c.exit == Exit::Requested)
            .max_by_key(rank)
            .map(|c| c.id)
    }

    fn schedule_exit(&mut self, id: Address, epoch: Epoch, height: Height) -> Receipt {
        let wait = self.params.staking.exit_interval * self.params.schedule.blocks_in(epoch);
        let ready = Height(height.0 + wait);
        self.world.ledger.staking.schedule_exit(id, ready);
        self.world.elections.last_exit = epoch;
        let mut topic = [0; 32];
        topic[12..].copy_from_slice(id.as_bytes());
        let mut data = vec![0; 24];
        data.extend_from_slice(&ready.0.to_be_bytes());
        let event = Event {
            topics: vec![keccak256(b"CandidateDeactivationScheduled(address,uint64)"), topic],
            data,
        };
        done(vec![Log::new(Address::STAKING, event)])
    }

    fn grant_block(&mut self, frame: Frame, tips: Amount) -> Receipt {
        let candidates = self.world.elections.current().candidates(&self.params);
        match self
            .world
            .ledger
            .rewards
            .grant_block(&candidates, frame.producer, tips, &self.policy)
        {
            Ok(logs) if logs.is_empty() => done(Vec::new()),
            Ok(logs) => done(vec![reward_log(encode_logs(&logs))]),
            Err(_) => failed(),
        }
    }

    fn grant_epoch(&mut self, epoch: Epoch, height: Height) -> Receipt {
        let candidates = self.world.elections.current().candidates(&self.params);
        let missed = self.world.elections.missed(&self.params, height);
        let before = self.world.ledger.clone();
        let mut slashed = slashes(&candidates, &missed, self.policy.block_reward, &self.params, height);
        slashed.retain(|slash| self.world.ledger.staking.slash(slash.candidate, slash.amount).is_some());
        let total: Amount = slashed.iter().map(|slash| slash.amount).sum();
        match self
            .world
            .ledger
            .rewards
            .grant_epoch(epoch, &candidates, &slashed, &self.policy)
        {
            Ok(logs) => {
                let mut receipt = done(logs.iter().map(|log| reward_log(log.encode())).collect());
                if !total.is_zero() {
                    receipt.transfers.push(Transfer {
                        kind: TransferKind::DepositToRewards,
                        from: Party::StakingPool,
                        to: Party::RewardingPool,
                        amount: total,
                    });
                }
                receipt
            }
            Err(_) => {
                self.world.ledger = before;
                failed()
            }
        }
    }
}

fn reward_log(data: Vec<u8>) -> Log {
    Log::new(
        Address::REWARDING,
        Event {
            topics: Vec::new(),
            data,
        },
    )
}

fn done(logs: Vec<Log>) -> Receipt {
    Receipt {
        status: ReceiptStatus::SUCCESS,
        gas_used: 0,
        price: Some(Amount::ZERO),
        tip: Amount::ZERO,
        contract: None,
        logs,
        transfers: Vec::new(),
    }
}

fn failed() -> Receipt {
    Receipt {
        status: ReceiptStatus::FAILURE,
        ..done(Vec::new())
    }
}
