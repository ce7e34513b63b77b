//! What the chain does of its own at a block's end: exits, elections, rewards, slashes.

use ballast_domain::{
    Address, Amount, Candidate, Epoch, Event, Exit, Fork, Granted, Height, ReceiptStatus,
    election::{eligible, slashes},
    keccak256, word,
};

use super::{
    Chain,
    block::{Block, Mined, Receipt, SystemKind, SystemTx},
    frame::Frame,
};
use crate::world::Log;

impl Chain {
    /// Appends the system's transactions: a slot in the exit queue at an epoch's start, the next epoch's list from
    /// its middle on, the block reward, the epoch reward at its end, and in all other blocks what voters have coming.
    ///
    /// `knew_nfts` says whether any bucket NFT had been issued before this block.
    pub(super) fn run_system(&mut self, frame: Frame, tips: Amount, knew_nfts: bool, block: &mut Block) {
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
        // Which transactions there are is settled before any of them is run.
        let pays_voters = !ends && self.world.ledger.owes_payout();
        let mut push = |kind, receipt| {
            let tx = SystemTx::new(kind, frame.height.0, frame.producer);
            block.txs.push((Mined::System(tx), receipt));
        };
        if let Some(id) = leaving {
            push(SystemKind::ScheduleExit, self.schedule_exit(id, epoch, frame.height));
        }
        if let Some(list) = list {
            self.world.elections.take_list(list);
            let frozen = self.freeze_votes(Epoch(epoch.0 + 1), frame, knew_nfts);
            let logs = frozen.into_iter().map(|event| Log::new(Address::STAKING, event));
            push(
                SystemKind::PutPollResult,
                Receipt {
                    price: None,
                    ..done(logs.collect())
                },
            );
        }
        push(SystemKind::GrantBlockReward, self.grant_block(frame, tips));
        if ends {
            push(SystemKind::GrantEpochReward, self.grant_epoch(frame));
        } else if pays_voters {
            let granted = self.pay_voters(frame);
            push(SystemKind::GrantVoterReward, self.pay_out(granted));
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
        let event = Event {
            topics: vec![
                keccak256(b"CandidateDeactivationScheduled(address,uint64)"),
                word::address(id),
            ],
            data: word::number(ready.0).to_vec(),
        };
        done(vec![Log::new(Address::STAKING, event)])
    }

    /// Whether the running epoch's list is that of the genesis, whose delegates a node finds no records of.
    fn finds_no_records(&self, height: Height) -> bool {
        let first = self.params.schedule.epoch_of(height) == Epoch(1);
        first && self.params.at(Fork::Zanzibar, height) && !self.genesis.pays_first_epoch
    }

    fn grant_block(&mut self, frame: Frame, tips: Amount) -> Receipt {
        if self.finds_no_records(frame.height) {
            return failed();
        }
        let candidates = self.world.elections.current().candidates(&self.params);
        let ledger = &mut self.world.ledger;
        let granted = ledger.grant_block(
            &frame.end(&self.params),
            &candidates,
            frame.producer,
            tips,
            &self.policy,
        );
        self.pay_out(granted)
    }

    fn grant_epoch(&mut self, frame: Frame) -> Receipt {
        if self.finds_no_records(frame.height) {
            return failed();
        }
        let candidates = self.world.elections.current().candidates(&self.params);
        let missed = self.world.elections.missed(&self.params, frame.height);
        let before = self.world.ledger.staking.clone();
        let reward = self.policy.block_reward;
        let mut slashed = slashes(&candidates, &missed, reward, &self.params, frame.height);
        slashed.retain(|slash| self.world.ledger.staking.slash(slash.candidate, slash.amount).is_some());
        let ledger = &mut self.world.ledger;
        let granted = ledger.grant_epoch(&frame.end(&self.params), &candidates, &slashed, &self.policy);
        if granted.failed {
            // What else it did it has undone itself.
            self.world.ledger.staking = before;
        }
        self.pay_out(granted)
    }

    /// Credits accounts with what was granted.
    fn pay_out(&mut self, granted: Granted) -> Receipt {
        for transfer in &granted.transfers {
            self.pay(transfer);
        }
        let logs = granted.logs.into_iter();
        let receipt = done(logs.map(|event| Log::new(Address::REWARDING, event)).collect());
        Receipt {
            status: match granted.failed {
                true => ReceiptStatus::FAILURE,
                false => ReceiptStatus::SUCCESS,
            },
            transfers: granted.transfers,
            ..receipt
        }
    }
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
