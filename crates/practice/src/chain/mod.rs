//! The chain: its blocks with what they do to the world, the transactions that wait, and what clients ask about them.

mod block;
mod bloom;
mod build;
pub(crate) mod fees;
mod frame;
mod history;
mod migrate;
mod parents;
mod pay;
mod pool;
mod run;
mod submit;
mod system;
#[cfg(test)]
mod tests;
mod voters;

use std::collections::HashMap;

use ballast_domain::{Address, Amount, Hash, Height, NetworkParams, RewardPolicy, Timestamp};

pub(crate) use self::{
    block::{Block, Mined, Receipt, SystemTx, party_address},
    bloom::bloom,
    history::{Found, LogFilter},
    pool::{Pending, Pool},
};
use crate::{
    Genesis, PracticeError, contracts,
    native::View,
    world::{Accounts, Elections, World},
};

/// A practice chain.
#[derive(Debug)]
pub(crate) struct Chain {
    pub genesis: Genesis,
    pub params: NetworkParams,
    pub policy: RewardPolicy,
    pub world: World,
    pub pool: Pool,
    /// Block 1 first.
    blocks: Vec<Block>,
    /// Where a transaction stands: its block's height, and its place there.
    places: HashMap<Hash, (u64, usize)>,
    heights: HashMap<Hash, u64>,
}

impl Chain {
    /// At height 0.
    pub fn new(genesis: Genesis) -> Result<Self, PracticeError> {
        let params = genesis.params()?;
        let mut ledger = genesis.ledger()?;
        let mut accounts = Accounts::default();
        for account in &genesis.balances {
            accounts.credit(account.address, account.balance);
        }
        contracts::deploy(&genesis, &mut accounts, &mut ledger)?;
        let elections = Elections::first(&ledger.staking, &params);
        let stopped = genesis
            .stopped
            .iter()
            .filter_map(|i| genesis.delegates.get(*i))
            .map(|d| d.operator)
            .collect();
        let index = genesis.staking_index.then(|| ledger.staking.clone());
        let world = World {
            accounts,
            ledger,
            elections,
            stopped,
            index,
        };
        Ok(Self::with_world(genesis, params, world))
    }

    fn with_world(genesis: Genesis, params: NetworkParams, world: World) -> Self {
        let policy = RewardPolicy {
            block_reward: genesis.block_reward,
            epoch_reward: genesis.epoch_reward,
            foundation_bonus: genesis.foundation_bonus,
            foundation_last_epoch: ballast_domain::Epoch(if genesis.foundation_bonus.is_zero() { 0 } else { 8760 }),
            ..RewardPolicy::default()
        };
        Self {
            genesis,
            params,
            policy,
            world,
            pool: Pool::default(),
            blocks: Vec::new(),
            places: HashMap::new(),
            heights: HashMap::new(),
        }
    }

    /// As it was when it was stored.
    pub fn restore(genesis: Genesis, world: World, blocks: Vec<Block>) -> Result<Self, PracticeError> {
        let params = genesis.params()?;
        let mut chain = Self::with_world(genesis, params, world);
        for block in blocks {
            chain.keep(block);
        }
        Ok(chain)
    }

    fn keep(&mut self, block: Block) {
        for (place, (tx, _)) in block.txs.iter().enumerate() {
            self.places.insert(tx.hash(), (block.height, place));
        }
        self.heights.insert(block.hash, block.height);
        self.blocks.push(block);
    }

    /// The height of the last block.
    pub fn tip(&self) -> u64 {
        self.blocks.len() as u64
    }

    /// When the last block was made; the genesis time before block 1.
    pub fn now(&self) -> Timestamp {
        let start = Timestamp::from_seconds(self.genesis.genesis_timestamp);
        self.blocks.last().map_or(start, |block| block.time)
    }

    /// The first block is number 1.
    pub fn block(&self, height: u64) -> Option<&Block> {
        self.blocks.get(usize::try_from(height.checked_sub(1)?).ok()?)
    }

    /// The hash of block 0, as block 1 names it: of the genesis that the chain was begun from.
    pub fn genesis_hash(&self) -> Hash {
        self.blocks
            .first()
            .map_or_else(|| self.genesis.digest(), |first| first.parent)
    }

    /// Block 0 as a node shows it, which is in no list: nobody made it, it holds nothing, and its hash is not told
    /// (recording 18).
    pub fn genesis_block(&self) -> Block {
        Block {
            height: 0,
            time: Timestamp::from_seconds(self.genesis.genesis_timestamp),
            producer: Address::ZERO,
            parent: Hash::default(),
            hash: Hash::default(),
            base_fee: Amount::ZERO,
            txs: Vec::new(),
            blob_gas_used: 0,
            excess_blob_gas: 0,
        }
    }

    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub fn block_by_hash(&self, hash: &Hash) -> Option<&Block> {
        self.block(*self.heights.get(hash)?)
    }

    /// A mined transaction's block, and its place there.
    pub fn find(&self, hash: &Hash) -> Option<(&Block, usize)> {
        let (height, place) = self.places.get(hash)?;
        Some((self.block(*height)?, *place))
    }

    /// What reads of the native protocols are answered from.
    pub fn view(&self) -> View<'_> {
        let ledger = &self.world.ledger;
        View {
            params: &self.params,
            tip: self.tip(),
            ledger,
            lists: self.world.index.as_ref().unwrap_or(&ledger.staking),
            elections: &self.world.elections,
            knows_zanzibar: self.genesis.knows_zanzibar(),
        }
    }

    /// The base fee of the next block.
    pub fn next_base_fee(&self) -> Amount {
        match self.blocks.last() {
            Some(tip) => fees::next_base_fee(tip, self.genesis.block_gas_limit),
            None => Amount::from_rau(fees::FLOOR),
        }
    }

    /// The nonce that the pool expects next from an account.
    pub fn pending_nonce(&self, address: Address) -> u64 {
        self.pool.pending_nonce(address, &self.world.accounts)
    }

    fn next_height(&self) -> Height {
        Height(self.tip() + 1)
    }
}
