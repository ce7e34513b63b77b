//! Ethereum's precompiles and IoTeX's own.

use revm::{
    context::Cfg,
    context_interface::ContextTr,
    handler::{EthPrecompiles, PrecompileProvider},
    interpreter::{CallInputs, Gas, InstructionResult, InterpreterResult},
    primitives::{Address, AddressSet, address, hardfork::SpecId},
};

use super::p256;

const P256: Address = address!("0x0000000000000000000000000000000000008001");

/// Ethereum's, and P-256 verification at 0x…8001.
pub(super) struct Precompiles {
    ethereum: EthPrecompiles,
    warm: AddressSet,
}

impl Default for Precompiles {
    fn default() -> Self {
        let ethereum = EthPrecompiles::new(SpecId::PRAGUE);
        let mut warm = ethereum.warm_addresses().clone();
        warm.insert(P256);
        Self { ethereum, warm }
    }
}

impl<CTX: ContextTr> PrecompileProvider<CTX> for Precompiles {
    type Output = InterpreterResult;

    fn set_spec(&mut self, spec: <CTX::Cfg as Cfg>::Spec) -> bool {
        PrecompileProvider::<CTX>::set_spec(&mut self.ethereum, spec)
    }

    fn run(&mut self, context: &mut CTX, inputs: &CallInputs) -> Result<Option<InterpreterResult>, String> {
        if inputs.bytecode_address != P256 {
            return self.ethereum.run(context, inputs);
        }
        let mut gas = Gas::new(inputs.gas_limit);
        if !gas.record_regular_cost(p256::GAS) {
            return Ok(Some(InterpreterResult::new_oog(inputs.gas_limit, inputs.reservoir)));
        }
        let output = p256::verify(&inputs.input.as_bytes(context));
        Ok(Some(InterpreterResult::new(
            InstructionResult::Return,
            output.into(),
            gas,
        )))
    }

    fn warm_addresses(&self) -> &AddressSet {
        &self.warm
    }
}
