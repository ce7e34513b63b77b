//! Money that moves between accounts inside a call, for the receipt's transfer logs.

use ballast_domain::{Amount, Party, Transfer, TransferKind};
use revm::{
    Inspector,
    interpreter::{CallInputs, CallOutcome, CallValue, CreateInputs, CreateOutcome, InterpreterTypes},
    primitives::{Address, U256},
};

use super::database::from_revm;

/// Remembers every transfer of a call whose frames all succeed.
#[derive(Debug, Default)]
pub(super) struct Transfers {
    list: Vec<Transfer>,
    /// How many there were when each open frame began.
    open: Vec<usize>,
}

impl Transfers {
    pub fn done(self) -> Vec<Transfer> {
        self.list
    }

    fn begin(&mut self) {
        self.open.push(self.list.len());
    }

    fn add(&mut self, from: Address, to: Address, value: U256) {
        if value.is_zero() {
            return;
        }
        self.list.push(Transfer {
            kind: TransferKind::InContract,
            from: Party::Account(from_revm(from)),
            to: Party::Account(from_revm(to)),
            amount: Amount::from_rau(u128::try_from(value).unwrap_or(u128::MAX)),
        });
    }

    fn end(&mut self, kept: bool) {
        if let Some(before) = self.open.pop()
            && !kept
        {
            self.list.truncate(before);
        }
    }
}

impl<CTX, INTR: InterpreterTypes> Inspector<CTX, INTR> for Transfers {
    fn call(&mut self, _: &mut CTX, inputs: &mut CallInputs) -> Option<CallOutcome> {
        self.begin();
        if let CallValue::Transfer(value) = inputs.value {
            self.add(inputs.caller, inputs.target_address, value);
        }
        None
    }

    fn call_end(&mut self, _: &mut CTX, _: &CallInputs, outcome: &mut CallOutcome) {
        self.end(outcome.result.is_ok());
    }

    fn create(&mut self, _: &mut CTX, _: &mut CreateInputs) -> Option<CreateOutcome> {
        self.begin();
        None
    }

    fn create_end(&mut self, _: &mut CTX, inputs: &CreateInputs, outcome: &mut CreateOutcome) {
        self.end(outcome.result.is_ok());
        if outcome.result.is_ok()
            && let Some(address) = outcome.address
        {
            self.add(inputs.caller(), address, inputs.value());
        }
    }

    fn selfdestruct(&mut self, contract: Address, target: Address, value: U256) {
        self.add(contract, target, value);
    }
}
