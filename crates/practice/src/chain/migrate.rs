//! Running `migrateStake`: an action of the staking protocol that calls a contract (iotex-protocol.md §3.6).

use ballast_domain::{
    Address, Context, ContractVersion, Days, Effects, Fork, Ledger, ReceiptStatus, Transfer, actions::MigrateStake,
    keccak256,
};
use ethers_core::{
    abi::{Token, encode},
    types::U256,
};

use super::{
    Chain,
    block::Receipt,
    frame::{Frame, Refused},
    pay::amount,
};
use crate::{
    evm::Message,
    tx::Tx,
    world::{
        Log,
        gas::{BASE_GAS, FLOOR_BYTE_GAS, intrinsic_gas},
    },
};

impl Chain {
    /// Closes the native bucket and stakes its money in the contract, both or neither. The staking protocol pays its
    /// own gas, and the contract's again is paid as by a legacy transaction, whose tip is all above the base fee.
    pub(super) fn run_migration(&mut self, tx: &Tx, action: &MigrateStake, frame: Frame) -> Result<Receipt, Refused> {
        let own = intrinsic_gas(0) + tx.list_gas();
        let context = Context {
            params: &self.params,
            caller: tx.from,
            balance: self.world.accounts.balance(tx.from),
            fee: amount(U256::from(own).saturating_mul(tx.fee_cap)),
            height: frame.height,
            now: frame.time,
        };
        let mut ledger = self.world.ledger.clone();
        let mut effects = Effects::default();
        let bucket = match action.leave(&mut ledger, &context, &mut effects) {
            Ok(bucket) => bucket,
            Err(refusal) => {
                let status = refusal.status().ok_or(Refused::Dropped)?;
                return Ok(self.stays(tx, own, status, frame));
            }
        };
        let Some((to, version)) = self.migrates_to() else {
            return Err(Refused::Dropped);
        };
        let data = self.stake_call(version, bucket.duration, bucket.candidate);
        // Before Gamma the call was given the whole limit, though the staking protocol's own part is paid from it too.
        let within_limit = self.params.at(Fork::ZanzibarGamma, frame.height);
        let gas = if within_limit {
            tx.gas.saturating_sub(own)
        } else {
            tx.gas
        };
        if within_limit && gas < self.least_gas(data.len(), frame) {
            return Ok(self.stays(tx, own, ReceiptStatus::OUT_OF_GAS, frame));
        }
        let message = Message {
            from: tx.from,
            to: Some(to),
            gas,
            price: amount(tx.fee_cap).rau(),
            value: U256::from(bucket.amount.rau()),
            data,
            ..Message::default()
        };
        self.world.accounts.credit(tx.from, bucket.amount);
        let ran = self.execute(&message, frame);
        let succeeded = matches!(&ran, Ok(outcome) if outcome.status.is_success());
        if !succeeded {
            self.world.accounts.debit(tx.from, bucket.amount);
        }
        let outcome = ran?;
        let gas = own + outcome.gas_used;
        if !succeeded {
            return Ok(self.stays(tx, gas, outcome.status, frame));
        }
        self.world.ledger = ledger;
        let (used, logs, moved) = (outcome.gas_used, outcome.logs, outcome.transfers);
        let tip_price = tx.fee_cap.saturating_sub(U256::from(frame.base_fee.rau()));
        let inner = self.settle(outcome.changes, &message, used, tip_price, frame);
        self.follow_contracts(&logs, frame);
        let (outer, tip, price) = self.charge(tx, own, frame);
        let left = effects
            .logs()
            .into_iter()
            .map(|event| Log::new(Address::STAKING, event));
        let inner_tip = inner
            .iter()
            .filter(|t| t.kind == ballast_domain::TransferKind::PriorityFee);
        let tip = inner_tip.fold(tip, |sum, transfer| sum.saturating_add(transfer.amount));
        Ok(Receipt {
            status: ReceiptStatus::SUCCESS,
            gas_used: gas,
            price: Some(price),
            tip,
            contract: None,
            logs: left.chain(logs).collect(),
            transfers: [outer, effects.transfers, inner, moved].concat(),
        })
    }

    /// The least gas with which a contract can be called with so much data.
    fn least_gas(&self, bytes: usize, frame: Frame) -> u64 {
        let floor = BASE_GAS.saturating_add(FLOOR_BYTE_GAS.saturating_mul(bytes as u64));
        let call = intrinsic_gas(bytes);
        if self.params.at(Fork::Yap, frame.height) {
            call.max(floor)
        } else {
            call
        }
    }

    /// It failed, and costs what it used.
    fn stays(&mut self, tx: &Tx, gas: u64, status: ReceiptStatus, frame: Frame) -> Receipt {
        self.world.accounts.entry(tx.from).nonce = tx.nonce + 1;
        let (transfers, tip, price): (Vec<Transfer>, _, _) = self.charge(tx, gas, frame);
        Receipt {
            status,
            gas_used: gas,
            price: Some(price),
            tip,
            contract: None,
            logs: Vec::new(),
            transfers,
        }
    }

    /// The contract that native buckets go to: version 3 since Wake.
    pub fn migrates_to(&self) -> Option<(Address, ContractVersion)> {
        let version = match self.params.at(Fork::Wake, self.next_height()) {
            true => ContractVersion::V3,
            false => ContractVersion::V2,
        };
        let ledger: &Ledger = &self.world.ledger;
        let found = ledger
            .contracts
            .iter()
            .find(|(_, contract)| contract.version == version);
        found.map(|(at, _)| (*at, version))
    }

    /// Calldata of `stake(uint256,address)` on the contract's clock.
    pub fn stake_call(&self, version: ContractVersion, duration: Days, delegate: Address) -> Vec<u8> {
        let duration = match version.counts_blocks() {
            true => duration.seconds() * 1000 / self.params.block_millis,
            false => duration.seconds(),
        };
        let arguments = [
            Token::Uint(duration.into()),
            Token::Address((*delegate.as_bytes()).into()),
        ];
        [&keccak256(b"stake(uint256,address)")[..4], &encode(&arguments)].concat()
    }
}
