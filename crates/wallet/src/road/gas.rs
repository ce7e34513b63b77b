//! What an action's gas costs: read from the node where a contract runs, and the same for a review as for a rehearsal.

use ballast_chain::{Fees, Head, declined, encode};
use ballast_domain::{Action, Address, Amount};

use crate::{Result, failures, session::Session};

/// The gas of a block since Tsunami (iotex-protocol.md §1.9); what asks for more waits for ever (recordings/README.md,
/// surprise 8).
pub(crate) const MOST_GAS: u64 = 25_000_000;

/// The price that a node which names none takes: the chain's floor, 1,000 Qev.
const FLOOR_PRICE: Amount = Amount::from_rau(1_000_000_000_000);

/// What is offered for gas now.
pub(crate) fn offer(head: &Head) -> Fees {
    Fees::at(head.base_fee_per_gas.unwrap_or(FLOOR_PRICE))
}

/// What is offered for an action's gas now.
pub(crate) fn fees(head: &Head, action: &Action) -> Fees {
    let fees = offer(head);
    match encode(action).pays_offer {
        true => fees.tight(),
        false => fees,
    }
}

/// What `gas` of an action costs: where the protocol runs a contract for it, all that is offered.
pub(crate) fn fee(fees: &Fees, action: &Action, gas: u64) -> Amount {
    match encode(action).pays_offer {
        true => fees.max_cost(gas),
        false => fees.cost(gas),
    }
}

/// A fifth more than the node's run took: the state may have moved on until the call is mined. What is not used is not
/// paid.
pub(crate) fn with_margin(gas: u64) -> u64 {
    gas.saturating_add(gas / 5).min(MOST_GAS)
}

impl Session {
    /// What gas an action takes in the node's own run of it, or why it fails there; none for what runs no contract.
    pub(crate) async fn run_gas(
        &self,
        account: Address,
        action: &Action,
        to_contract: bool,
    ) -> Result<Option<Result<u64, String>>> {
        let call = encode(action);
        if !call.runs_contract && !to_contract {
            return Ok(None);
        }
        match self.client.estimate_gas(account, &call).await {
            // What a protocol does in the name of a contract no node runs for who asks; its estimate is the node's word.
            Ok(gas) if call.to.is_protocol() => Ok(Some(Ok(gas.value))),
            Ok(gas) => {
                match self.client.run(account, &call).await {
                    Ok(answer) if declined(action, &answer.value) => Ok(Some(Err(failures::DECLINED.into()))),
                    Ok(_) => Ok(Some(Ok(gas.value))),
                    Err(ballast_chain::Error::Rpc(refusal)) if !refusal.is_busy() => {
                        Ok(Some(Err(refusal.revert().unwrap_or(refusal.message))))
                    }
                    // Nothing is claimed of a run that was not seen.
                    Err(error) => Err(error.into()),
                }
            }
            Err(ballast_chain::Error::Rpc(refusal)) if !refusal.is_busy() => {
                // The node's message names the contract's reason only where that is a text.
                Ok(Some(Err(refusal.revert().unwrap_or(refusal.message))))
            }
            Err(error) => Err(error.into()),
        }
    }
}
