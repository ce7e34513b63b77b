//! Calls that cannot even be begun, in the node's words: it checks them in an order and a tongue of its own
//! (iotex-core, `executeInEVM`), and every caller passes its text on as it is.

use revm::context::result::InvalidTransaction;

/// The call cannot even be begun: its gas or money do not suffice.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unrunnable(pub String);

impl From<InvalidTransaction> for Unrunnable {
    fn from(invalid: InvalidTransaction) -> Self {
        Self(match invalid {
            InvalidTransaction::CallerGasLimitMoreThanBlock => "exceeds block gas limit".to_owned(),
            // The node has the same words for gas that does not reach the first instruction.
            InvalidTransaction::CallGasCostMoreThanGasLimit { .. } => {
                "insufficient funds for gas * price + value".to_owned()
            }
            InvalidTransaction::GasFloorMoreThanGasLimit { gas_floor, gas_limit } => {
                format!("have {gas_limit}, want {gas_floor}: insufficient gas for floor data gas cost")
            }
            InvalidTransaction::LackOfFundForMaxFee { .. } | InvalidTransaction::OverflowPaymentInTransaction => {
                "insufficient balance for transfer".to_owned()
            }
            // What is left cannot come up: nonce, chain and price of a call are set here, and forks are all on.
            other => other.to_string(),
        })
    }
}
