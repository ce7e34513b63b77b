//! What a proposal is computed from: the chain as far as an intent touches it.

use ballast_chain::{Fees, Head};
use ballast_domain::{Amount, Bucket, Intent, Ledger, Snapshot, Warning};

use super::{
    count::Count,
    gas::{self, NoGas},
    price::Bearings,
};
use crate::{Result, session::Session};

/// What a proposal is computed from, read together.
#[derive(Clone)]
pub(super) struct Basis {
    pub(super) origin: Snapshot<()>,
    pub(super) head: Head,
    /// Seconds by which the newest block is ahead of the time by which dates are judged.
    pub(super) ahead: u64,
    pub(super) balance: Amount,
    /// As much of it as can be spent now.
    pub(super) spendable: Amount,
    /// What its transactions under way take.
    pub(super) under_way: Amount,
    pub(super) nonce: u64,
    /// What of the nonce is not certain.
    pub(super) count: Count,
    pub(super) ledger: Ledger,
    /// Buckets of contracts that are not known: they count, and no action touches them.
    pub(super) others: Vec<Bucket>,
    /// What to mind about who gets something.
    pub(super) recipient: Option<Warning>,
    /// What to mind about what it touches, by the words of all endpoints.
    pub(super) doubt: Option<Warning>,
    /// What gas the call takes where it runs a contract, or why there is none that it could be signed with.
    pub(super) contract_gas: Option<Result<u64, NoGas>>,
    /// By what prices and fees are judged.
    pub(super) bearings: Bearings,
}

impl Basis {
    /// What is offered for an intent's gas now.
    pub(super) fn fees(&self, intent: &Intent) -> Fees {
        gas::fees(&self.head, &intent.action)
    }
}

impl Session {
    /// Reads what an intent touches.
    pub(super) async fn basis(&self, intent: &Intent) -> Result<Basis> {
        let footing = self.footing(&[intent]).await?;
        self.basis_on(&footing, intent).await
    }
}
