//! What running a transaction comes down to: a call in the engine, its changes, the fee, and money that moves.

use ballast_domain::{Address, Amount, Fork, Hash, Moment, Party, Transfer, TransferKind};
use ethers_core::types::U256;

use super::{
    Chain,
    frame::{Frame, Refused},
};
use crate::{contracts, evm, tx::Tx, world::Log};

/// An amount that is too large for any balance is the largest there is.
pub(super) fn amount(value: U256) -> Amount {
    u128::try_from(value).map_or(Amount::MAX, Amount::from_rau)
}

impl Chain {
    /// Runs a call in a block on the state as it is.
    pub(super) fn execute(&self, message: &evm::Message, frame: Frame) -> Result<evm::Outcome, Refused> {
        let env = evm::Env {
            chain_id: self.genesis.evm_chain_id,
            height: frame.height.0,
            seconds: frame.time.seconds(),
            gas_limit: self.genesis.block_gas_limit,
            coinbase: frame.producer,
            base_fee: u64::try_from(frame.base_fee.rau()).unwrap_or(u64::MAX),
            floor: self.params.at(Fork::Yap, frame.height),
        };
        let hashes = |height: u64| self.block(height).map(|b| b.hash);
        let ran = evm::execute(&self.world.accounts, &hashes, &env, message);
        let mut outcome = ran.map_err(|_| Refused::Dropped)?;
        if !self.params.at(Fork::Zanzibar, frame.height) {
            // The node took it for a transfer's log of its own.
            outcome.logs.retain(|log| log.topics.first() != Some(&Hash::default()));
        }
        Ok(outcome)
    }

    /// Makes a call's changes, and takes its fee. Returns how the fee is logged.
    pub(super) fn settle(
        &mut self,
        changes: evm::Changes,
        message: &evm::Message,
        gas: u64,
        tip_price: U256,
        frame: Frame,
    ) -> Vec<Transfer> {
        changes.apply(&mut self.world.accounts);
        // The engine has taken the fee and paid the tip to the producer; here the reward pool gets both.
        let price = Amount::from_rau(message.price);
        let tip = amount(tip_price.saturating_mul(gas.into()));
        self.world
            .accounts
            .credit(message.from, price.saturating_mul(gas.into()));
        self.world.accounts.debit(frame.producer, tip);
        self.take_fee(message.from, frame.base_fee.saturating_mul(gas.into()), tip)
    }

    /// Keeps the protocol's own books of bucket NFTs in step with what the contracts said.
    pub(super) fn follow_contracts(&mut self, logs: &[Log], frame: Frame) {
        let at = Moment {
            params: &self.params,
            height: frame.height,
            now: frame.time,
        };
        let stand: Vec<Address> = self.world.ledger.contracts.keys().copied().collect();
        for contract in stand {
            let said = logs.iter().filter(|log| log.address == contract);
            let events: Vec<_> = said.filter_map(contracts::event).collect();
            self.world.ledger.follow(contract, &events, &at);
        }
    }

    /// Takes the fee from the sender into the reward pool. Returns how it is logged, the tip, and the price.
    pub(super) fn charge(&mut self, tx: &Tx, gas: u64, frame: Frame) -> (Vec<Transfer>, Amount, Amount) {
        let base = frame.base_fee;
        let (price, tip_price) = tx.effective_price(U256::from(base.rau()));
        let tip = amount(tip_price.saturating_mul(gas.into()));
        let transfers = self.take_fee(tx.from, base.saturating_mul(gas.into()), tip);
        (transfers, tip, amount(price))
    }

    fn take_fee(&mut self, from: Address, base_fee: Amount, tip: Amount) -> Vec<Transfer> {
        let mut transfers = Vec::new();
        for (kind, amount) in [(TransferKind::GasFee, base_fee), (TransferKind::PriorityFee, tip)] {
            if !amount.is_zero() {
                let transfer = Transfer {
                    kind,
                    from: Party::Account(from),
                    to: Party::RewardingPool,
                    amount,
                };
                self.pay(&transfer);
                self.world.ledger.rewards.deposit(amount);
                transfers.push(transfer);
            }
        }
        transfers
    }

    /// Moves money between accounts; the pools' own books are the protocols'.
    pub(super) fn pay(&mut self, transfer: &Transfer) {
        if let Party::Account(from) = transfer.from {
            self.world.accounts.debit(from, transfer.amount);
        }
        if let Party::Account(to) = transfer.to {
            self.world.accounts.credit(to, transfer.amount);
        }
        if transfer.kind == TransferKind::RegistrationFee {
            self.world.ledger.rewards.deposit(transfer.amount);
        }
    }
}
