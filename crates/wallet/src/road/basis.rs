//! What a proposal is computed from: the chain as far as an intent touches it.

use ballast_chain::{Fees, Head, encode};
use ballast_domain::{Amount, Bucket, Intent, Ledger, Snapshot};

use crate::{Result, session::Session};

/// The gas of a block since Tsunami (iotex-protocol.md §1.9); what asks for more waits for ever (recordings/README.md,
/// surprise 8).
pub(super) const MOST_GAS: u64 = 25_000_000;

/// The price that a node which names none takes: the chain's floor, 1,000 Qev.
const FLOOR_PRICE: Amount = Amount::from_rau(1_000_000_000_000);

/// What a proposal is computed from, read together.
pub(super) struct Basis {
    pub(super) origin: Snapshot<()>,
    pub(super) head: Head,
    pub(super) balance: Amount,
    /// As much of it as can be spent now.
    pub(super) spendable: Amount,
    pub(super) nonce: u64,
    pub(super) ledger: Ledger,
    /// Buckets of contracts that are not known: they count, and no action touches them.
    pub(super) others: Vec<Bucket>,
    /// Whether money is sent to a contract.
    pub(super) to_contract: bool,
    /// What gas the call takes where it runs a contract, or why the node cannot say.
    pub(super) contract_gas: Option<Result<u64, String>>,
}

impl Basis {
    /// What is offered for an intent's gas now.
    pub(super) fn fees(&self, intent: &Intent) -> Fees {
        let fees = Fees::at(self.head.base_fee_per_gas.unwrap_or(FLOOR_PRICE));
        match encode(&intent.action).pays_offer {
            true => fees.tight(),
            false => fees,
        }
    }
}

impl Session {
    /// Reads what an intent touches.
    pub(super) async fn basis(&self, intent: &Intent) -> Result<Basis> {
        let ground = self.ground(&[intent]).await?;
        self.basis_on(&ground, intent).await
    }

    pub(super) async fn contract_gas(&self, intent: &Intent, to_contract: bool) -> Result<Option<Result<u64, String>>> {
        let call = encode(&intent.action);
        if !call.runs_contract && !to_contract {
            return Ok(None);
        }
        match self.client.estimate_gas(intent.account, &call).await {
            Ok(gas) => Ok(Some(Ok(with_margin(gas.value)))),
            Err(ballast_chain::Error::Rpc(refusal)) => Ok(Some(Err(refusal.message))),
            Err(error) => Err(error.into()),
        }
    }
}

/// A fifth more than the node's run took: the state may have moved on until the call is mined. What is not used is not
/// paid.
fn with_margin(gas: u64) -> u64 {
    gas.saturating_add(gas / 5).min(MOST_GAS)
}
