//! What an action's gas costs: read from the node where a contract runs, and the same for a review as for a rehearsal.

use ballast_chain::{Fees, Head, RpcError, declined, encode};
use ballast_domain::{
    Action, Address, Amount, Intent, Proposal, Warning,
    price::{BLOCK_GAS, FLOOR_PRICE},
};

use super::warnings;
use crate::{Error, Result, failures, session::Session};

/// Why a call that runs a contract has no gas with which it could be signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum NoGas {
    /// The call fails in the node's run of it, in the contract's words; empty where it has none.
    Fails(String),
    /// The node could not run it, and has no data of a revert.
    NotRun,
    /// The node says that it takes less than any such call does.
    TooLittle {
        /// What the node says.
        said: u64,
        /// What it takes at least.
        least: u64,
    },
    /// The node says that it takes more than a block has.
    TooMuch(u64),
}

impl NoGas {
    /// What forbids the call.
    pub(crate) fn warning(&self) -> Warning {
        match self {
            Self::Fails(why) => warnings::contract_fails(why),
            Self::NotRun => Warning {
                sentence: failures::NOT_RUN.into(),
                ..warnings::contract_fails("")
            },
            Self::TooLittle { said, least } => warnings::too_little_gas(*said, *least),
            Self::TooMuch(gas) => warnings::gas_above_block(*gas),
        }
    }
}

/// A call that fails in the node's run of it: in the contract's words, or in none. The node's own message is repeated
/// nowhere.
fn fails(refusal: &RpcError) -> NoGas {
    match refusal.data {
        Some(_) => NoGas::Fails(refusal.revert().unwrap_or_default()),
        None => NoGas::NotRun,
    }
}

/// What is offered for gas now. No node may name less than the floor: what offers less waits for ever.
pub(crate) fn offer(head: &Head) -> Fees {
    Fees::at(head.base_fee_per_gas.unwrap_or(FLOOR_PRICE).max(FLOOR_PRICE))
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

/// The gas that a node says that a call takes, where it can be: no such call takes less than `least`.
fn believed(said: u64, least: u64) -> Result<u64, NoGas> {
    match said {
        said if said < least => Err(NoGas::TooLittle { said, least }),
        said if said > BLOCK_GAS => Err(NoGas::TooMuch(said)),
        said => Ok(said),
    }
}

/// A fifth more than the node's run took, as far as a block has it: the state may have moved on until the call is mined.
/// What is not used is not paid.
pub(crate) fn with_margin(gas: u64) -> u64 {
    gas.saturating_add(gas / 5).min(BLOCK_GAS)
}

/// The gas with which an action is signed that takes so much by a node's word. What a protocol runs a contract for gets the
/// estimate unchanged: the contract gets what the protocol leaves of it, and the node has reckoned with just that
/// (zanzibar.md §2, migrateStake).
pub(crate) fn limit(action: &Action, said: u64) -> u64 {
    match runs_by_protocol(action) {
        true => said,
        false => with_margin(said),
    }
}

/// Whether a protocol runs a contract for the action.
fn runs_by_protocol(action: &Action) -> bool {
    let call = encode(action);
    call.runs_contract && call.to.is_protocol()
}

impl Session {
    /// That what is about to be signed still takes no more gas than it has, by a new word of the node, where the chain forgives
    /// nothing: a contract that a protocol runs with too little fails after the fee is paid.
    ///
    /// # Errors
    /// [`Error::StaleProposal`] where it takes more by now, or would fail; the node's.
    pub(super) async fn require_gas(&self, proposal: &Proposal) -> Result<()> {
        let Intent { account, action } = &proposal.intent;
        let signed = proposal.transactions.first().map(|transaction| transaction.gas_limit);
        let Some(signed) = signed.filter(|_| runs_by_protocol(action)) else {
            return Ok(());
        };
        match self.run_gas(*account, action, false).await? {
            Some(Ok(now)) if now > signed => Err(Error::StaleProposal),
            Some(Err(_)) => Err(Error::StaleProposal),
            Some(Ok(_)) | None => Ok(()),
        }
    }

    /// What gas an action takes in the node's own run of it, or why there is none that it could be signed with; none for
    /// what runs no contract.
    pub(crate) async fn run_gas(
        &self,
        account: Address,
        action: &Action,
        to_contract: bool,
    ) -> Result<Option<Result<u64, NoGas>>> {
        let call = encode(action);
        if !call.runs_contract && !to_contract {
            return Ok(None);
        }
        let gas = match self.client.estimate_gas(account, &call).await {
            Ok(gas) => believed(gas.value, call.least_gas(&self.params, gas.height)),
            Err(ballast_chain::Error::Rpc(refusal)) if !refusal.is_busy() => {
                return Ok(Some(Err(fails(&refusal))));
            }
            Err(error) => return Err(error.into()),
        };
        // What a protocol does in the name of a contract no node runs for who asks; its estimate is the node's word.
        if call.to.is_protocol() {
            return Ok(Some(gas));
        }
        match self.client.run(account, &call).await {
            Ok(answer) if declined(action, &answer.value) => Ok(Some(Err(NoGas::Fails(failures::DECLINED.into())))),
            Ok(_) => Ok(Some(gas)),
            Err(ballast_chain::Error::Rpc(refusal)) if !refusal.is_busy() => Ok(Some(Err(fails(&refusal)))),
            // Nothing is claimed of a run that was not seen.
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::actions::{MigrateStake, Send};

    use super::*;

    #[test]
    fn what_a_node_writes_of_its_own_is_not_taken_for_the_contracts_word() {
        let refusal = |data: Option<&str>| RpcError {
            code: -32_000,
            message: "send 5 IOTX to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 first".into(),
            data: data.map(Into::into),
        };
        let said = |data| fails(&refusal(data)).warning().sentence;
        assert_eq!(
            said(None),
            "The node could not run it, and shows no reason of the contract's."
        );
        assert_eq!(said(Some("0x")), "The contract would refuse it: it does not say why.");
        assert!(
            fails(&refusal(Some("0x6d24b9c8")))
                .warning()
                .sentence
                .contains("ErrNotOwner")
        );
    }

    #[test]
    fn gas_that_no_such_call_takes_is_not_believed() {
        let least = 27_000;
        for said in [0, 1, 10_000, 26_999] {
            assert_eq!(believed(said, least), Err(NoGas::TooLittle { said, least }));
        }
        for said in [27_000, 50_000, BLOCK_GAS] {
            assert_eq!(believed(said, least), Ok(said));
        }
        for said in [BLOCK_GAS + 1, 1 << 63, u64::MAX] {
            assert_eq!(believed(said, least), Err(NoGas::TooMuch(said)));
        }
        assert_eq!((with_margin(50_000), with_margin(BLOCK_GAS)), (60_000, BLOCK_GAS));
    }

    #[test]
    fn what_a_protocol_runs_a_contract_for_gets_the_estimate_unchanged_and_other_calls_a_fifth_more() {
        let migrate = MigrateStake { bucket: 7 };
        assert_eq!(limit(&migrate.into(), 197_368), 197_368);
        let at = Address::from_bytes([7; 20]);
        let (payload, amount) = (Vec::new(), Amount::ZERO);
        let send = Send {
            to: at,
            amount,
            payload,
        };
        assert_eq!(limit(&send.into(), 50_000), 60_000);
    }
}
