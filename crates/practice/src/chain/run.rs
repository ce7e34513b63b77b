//! Running one transaction: a native action, a transfer, or a contract.

use ballast_domain::{Action, Address, Context, Effects, Fork, Party, ReceiptStatus, Touch, Transfer, TransferKind};
use ethers_core::types::U256;

use super::{
    Chain,
    block::Receipt,
    frame::{Frame, Refused},
    pay::amount,
    pool::Pending,
};
use crate::{
    evm,
    native::{Call, NativeCall},
    tx::Tx,
    world::{Log, gas::intrinsic_gas},
};

/// The largest transfer with its memo, and the largest calldata of a contract, in bytes.
const MOST_TRANSFER: usize = 32 * 1024;
const MOST_CALLDATA: usize = 48 * 1024;

/// The size of a transfer as the node counts it: head, price, amount, memo, public key.
fn transfer_size(tx: &Tx) -> usize {
    let bytes = |value: U256| value.bits().div_ceil(8);
    20 + bytes(tx.fee_cap) + bytes(tx.value) + tx.data.len() + 65
}

impl Chain {
    pub(super) fn run(&mut self, pending: &Pending, frame: Frame) -> Result<Receipt, Refused> {
        let tx = &pending.tx;
        if tx.gas > frame.gas {
            return Err(Refused::Waits);
        }
        if tx.nonce < self.world.accounts.nonce(tx.from) {
            return Err(Refused::Past);
        }
        let balance = U256::from(self.world.accounts.balance(tx.from).rau());
        if balance < self.cost_when_run(pending) || tx.fee_cap < U256::from(frame.base_fee.rau()) {
            return Err(Refused::Dropped);
        }
        match &pending.call {
            Call::Native(call) => self.run_native(tx, call, frame),
            Call::Ethereum if self.runs_code(tx) => self.run_contract(tx, frame),
            Call::Ethereum => self.run_transfer(tx, frame),
        }
    }

    /// Whether a transaction is for the EVM: it creates or calls a contract, or delegates to one.
    pub fn runs_code(&self, tx: &Tx) -> bool {
        tx.to.is_none_or(|to| self.world.accounts.is_contract(to)) || !tx.authorizations.is_empty()
    }

    /// What it can cost once the node has seen what it is: a plain transfer pays for its own gas only.
    fn cost_when_run(&self, pending: &Pending) -> U256 {
        let tx = &pending.tx;
        match pending.call {
            Call::Ethereum if !self.runs_code(tx) => {
                U256::from(intrinsic_gas(tx.data.len()) + tx.list_gas()) * tx.fee_cap + tx.value
            }
            _ => pending.cost,
        }
    }

    fn run_native(&mut self, tx: &Tx, call: &NativeCall, frame: Frame) -> Result<Receipt, Refused> {
        if call.action.admit(&self.params.staking).is_err() {
            return Err(Refused::Dropped);
        }
        if let Action::MigrateStake(action) = &call.action {
            return self.run_migration(tx, action, frame);
        }
        let gas = intrinsic_gas(call.memo) + tx.list_gas();
        let context = Context {
            params: &self.params,
            caller: tx.from,
            balance: self.world.accounts.balance(tx.from),
            fee: amount(U256::from(gas).saturating_mul(tx.fee_cap)),
            height: frame.height,
            now: frame.time,
        };
        let touches = call.action.touches(tx.from);
        self.world.ledger.codes = touches
            .iter()
            .filter_map(Touch::code)
            .filter(|to| self.world.accounts.is_contract(*to))
            .collect();
        let before = self
            .params
            .at(Fork::ZanzibarGamma, frame.height)
            .then(|| self.world.ledger.clone());
        let mut effects = Effects::default();
        let applied = call.action.apply(&mut self.world.ledger, &context, &mut effects);
        // Since Gamma whatever fails leaves nothing but its fee and its nonce.
        if let (Err(_), Some(before)) = (&applied, before) {
            self.world.ledger = before;
        }
        // Known for this action alone.
        self.world.ledger.codes.clear();
        let status = match applied {
            Ok(()) => ReceiptStatus::SUCCESS,
            Err(refusal) => refusal.status().ok_or(Refused::Dropped)?,
        };
        self.world.accounts.entry(tx.from).nonce = tx.nonce + 1;
        // The protocol that was called says what happened.
        let protocol = tx.to.unwrap_or(Address::STAKING);
        let logs = effects
            .logs()
            .into_iter()
            .map(|event| Log::new(protocol, event))
            .collect();
        let moved = effects.transfers;
        for transfer in &moved {
            self.pay(transfer);
        }
        let (fees, tip, price) = self.charge(tx, gas, frame);
        // The staking protocol logs the fee first, the rewarding protocol last.
        let transfers = match tx.to {
            Some(Address::REWARDING) => [moved, fees].concat(),
            _ => [fees, moved].concat(),
        };
        Ok(Receipt {
            status,
            gas_used: gas,
            price: Some(price),
            tip,
            contract: None,
            logs,
            transfers,
        })
    }

    fn run_transfer(&mut self, tx: &Tx, frame: Frame) -> Result<Receipt, Refused> {
        let to = tx.to.ok_or(Refused::Dropped)?;
        let value = amount(tx.value);
        if transfer_size(tx) > MOST_TRANSFER {
            return Err(Refused::Dropped);
        }
        if !self.world.accounts.debit(tx.from, value) {
            return Err(Refused::Dropped);
        }
        self.world.accounts.credit(to, value);
        self.world.accounts.entry(tx.from).nonce = tx.nonce + 1;
        let gas = intrinsic_gas(tx.data.len()) + tx.list_gas();
        let (fees, tip, price) = self.charge(tx, gas, frame);
        let moved = Transfer {
            kind: TransferKind::Native,
            from: Party::Account(tx.from),
            to: Party::Account(to),
            amount: value,
        };
        Ok(Receipt {
            status: ReceiptStatus::SUCCESS,
            gas_used: gas,
            price: Some(price),
            tip,
            contract: None,
            logs: Vec::new(),
            transfers: [vec![moved], fees].concat(),
        })
    }

    fn run_contract(&mut self, tx: &Tx, frame: Frame) -> Result<Receipt, Refused> {
        if tx.data.len() > MOST_CALLDATA {
            return Err(Refused::Dropped);
        }
        let (price, tip_price) = tx.effective_price(U256::from(frame.base_fee.rau()));
        let price = amount(price);
        let message = evm::Message::sent(tx, price.rau());
        let outcome = self.execute(&message, frame)?;
        let fees = self.settle(outcome.changes, &message, outcome.gas_used, tip_price, frame);
        self.follow_contracts(&outcome.logs, frame);
        let contract = outcome.created;
        let transfers = [fees, outcome.transfers].concat();
        Ok(Receipt {
            status: outcome.status,
            gas_used: outcome.gas_used,
            price: Some(price),
            tip: amount(tip_price.saturating_mul(outcome.gas_used.into())),
            contract,
            logs: outcome.logs,
            transfers,
        })
    }
}
