//! Making a block: who makes it, which transactions go in and in what order, and what the chain does of its own.

use std::{cmp::Ordering, sync::Arc};

use ballast_domain::{Address, Amount, Fork, Hash, Height, Timestamp, election::producer_of};
use ethers_core::types::U256;

use super::{
    Chain,
    block::{Block, Mined},
    frame::{Frame, Refused},
    pool::Pending,
};
use crate::{error::RpcError, world::gas::BASE_GAS};

impl Chain {
    /// Makes the next block `micros` microseconds after the last.
    ///
    /// # Errors
    /// Every producer of the epoch is stopped.
    pub fn mine(&mut self, micros: u64) -> Result<&Block, RpcError> {
        let height = self.next_height();
        let epoch = self.params.schedule.epoch_of(height);
        let starts = height == self.params.schedule.start_of(epoch);
        let before = (starts && height > Height(1)).then(|| self.world.elections.clone());
        if before.is_some() {
            self.world.elections.begin_epoch(height);
        }
        let Some(producer) = self.producer(height) else {
            if let Some(before) = before {
                self.world.elections = before;
            }
            return Err(RpcError::plain("no producer of this epoch is running"));
        };
        if starts && self.world.index.is_some() {
            self.world.index = Some(self.world.ledger.staking.clone());
        }
        self.world.elections.count(producer);
        if height == self.params.schedule.last_of(epoch) {
            let missed = self.world.elections.missed(&self.params, height);
            self.world.elections.end_epoch(&missed);
        }
        let frame = Frame {
            height,
            parent: self.blocks.last().map_or_else(|| self.genesis.digest(), |tip| tip.hash),
            time: Timestamp::from_micros(self.now().micros().saturating_add(micros)),
            producer,
            base_fee: self.next_base_fee(),
            gas: self.genesis.block_gas_limit,
        };
        let mut block = Block {
            height: height.0,
            time: frame.time,
            producer,
            parent: frame.parent,
            hash: Hash::default(),
            base_fee: frame.base_fee,
            txs: Vec::new(),
            blob_gas_used: 0,
            excess_blob_gas: 0,
        };
        self.keep_parent(height, frame.parent);
        if height == self.params.fork_height(Fork::Xingu) {
            self.world.ledger.join_contract_votes(&self.params);
        }
        if height == self.params.fork_height(Fork::Zanzibar) {
            self.move_over(frame);
        }
        let knew_nfts = self.world.ledger.has_issued_nfts();
        let tips = self.run_pending(frame, &mut block);
        self.run_system(frame, tips, knew_nfts, &mut block);
        block.seal();
        self.keep(block);
        self.pool.reset(&self.world.accounts);
        // A block was kept just now.
        Ok(&self.blocks[self.blocks.len() - 1])
    }

    fn producer(&self, height: Height) -> Option<Address> {
        if height == Height(1) {
            return self.genesis.delegates.first().map(|d| d.operator);
        }
        let active: Vec<_> = self
            .world
            .elections
            .current()
            .active(&self.params)
            .into_iter()
            .map(|e| e.operator)
            .collect();
        producer_of(height, &active, |operator| !self.world.stopped.contains(&operator))
    }

    /// Runs what waits: the highest price first, among equals the larger hash, an account's own in the order of
    /// their nonces. Returns the tips.
    fn run_pending(&mut self, mut frame: Frame, block: &mut Block) -> Amount {
        let mut tips = Amount::ZERO;
        let mut rest = self.pool.ready(&self.world.accounts);
        let mut heads: Vec<Arc<Pending>> = Vec::new();
        for list in rest.values_mut() {
            heads.push(list.remove(0));
        }
        heads.sort_by(|a, b| by_price(a, b));
        while let Some(head) = heads.pop() {
            if let Some(list) = rest.get_mut(&head.tx.from)
                && !list.is_empty()
            {
                let next = list.remove(0);
                let at = heads.partition_point(|other| by_price(other, &next) == Ordering::Less);
                heads.insert(at, next);
            }
            match self.run(&head, frame) {
                Ok(receipt) => {
                    frame.gas = frame.gas.saturating_sub(receipt.gas_used);
                    tips = tips.saturating_add(receipt.tip);
                    block.txs.push((Mined::User(Box::new(head.tx.clone())), receipt));
                    // The node stops when so little gas is left that nothing fits.
                    if frame.gas < BASE_GAS {
                        break;
                    }
                }
                Err(refused) => {
                    // The node takes whoever is at the top now for the refused one, which is out already: with
                    // several senders waiting, another one's turn is lost with it.
                    if refused != Refused::Past {
                        heads.pop();
                    }
                    if refused == Refused::Dropped {
                        self.pool.drop_sender(head.tx.from);
                    }
                }
            }
        }
        tips
    }
}

fn by_price(a: &Pending, b: &Pending) -> Ordering {
    let key = |p: &Pending| -> (U256, Hash) { (p.tx.fee_cap, p.tx.hash) };
    key(a).cmp(&key(b))
}
