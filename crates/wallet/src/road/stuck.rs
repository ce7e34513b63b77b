//! Why a transaction that a node has is in no block yet.

use ballast_domain::{Amount, grouped};
use ballast_store::Submission;

use super::gas::MOST_GAS;
use crate::{Result, clock::now, session::Session};

/// Seconds after which somebody wonders: some blocks have passed.
const LONG: u64 = 20;

/// What is known of a transaction that waits.
struct Waits {
    nonce: u64,
    gas_limit: u64,
    max_fee: Amount,
    /// The first nonce of its account that no node knows of; above its own where nothing is missing before it.
    first_missing: u64,
    base_fee: Option<Amount>,
}

impl Waits {
    fn why(&self) -> String {
        if self.first_missing < self.nonce {
            return format!(
                "It waits for the account's transaction with nonce {}, which no node has. It goes on once that one is sent.",
                grouped(self.first_missing)
            );
        }
        if self.gas_limit > MOST_GAS {
            return "It asks for more gas than a block holds, so no block will take it. Call it off.".into();
        }
        if self.base_fee.is_some_and(|base| base > self.max_fee) {
            return "Gas costs more now than it offers. Speed it up, or wait until the price falls.".into();
        }
        "It waits longer than usual, and Ballast knows no reason. You may speed it up, or call it off.".into()
    }
}

impl Session {
    /// Notes why a submission waits in a node's pool once it has done so for long, and tells the windows when that
    /// changes.
    pub(super) async fn look_why_it_waits(&self, submission: &Submission) -> Result<()> {
        if submission.updated.seconds_until(now()) < LONG {
            return Ok(());
        }
        let proposal = submission.proposal()?;
        let Some(was) = proposal.transactions.get(submission.step as usize) else {
            return Ok(());
        };
        let waits = Waits {
            nonce: submission.nonce,
            gas_limit: was.gas_limit,
            max_fee: was.max_fee_per_gas,
            first_missing: self.client.pending_nonce(submission.account).await?.value,
            base_fee: self.client.head().await?.value.base_fee_per_gas,
        };
        self.wait_because(submission, waits.why());
        Ok(())
    }

    /// Notes why a submission waits, and tells the windows when that changes.
    pub(super) fn wait_because(&self, submission: &Submission, why: String) {
        let before = crate::session::lock(&self.stuck).insert(submission.id.clone(), why.clone());
        if before.as_ref() != Some(&why) {
            self.tell_of(submission);
        }
    }

    /// It waits no more.
    pub(super) fn moves_again(&self, id: &str) {
        crate::session::lock(&self.stuck).remove(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_cause_is_named() {
        let fine = Waits {
            nonce: 5,
            gas_limit: 10_000,
            max_fee: Amount::from_rau(2),
            first_missing: 6,
            base_fee: Some(Amount::from_rau(1)),
        };
        assert!(fine.why().contains("knows no reason"));
        let dear = Waits {
            base_fee: Some(Amount::from_rau(3)),
            ..fine
        };
        assert!(dear.why().contains("Gas costs more"));
        let large = Waits {
            gas_limit: MOST_GAS + 1,
            ..dear
        };
        assert!(large.why().contains("more gas than a block holds"));
        let gap = Waits {
            first_missing: 4,
            ..large
        };
        assert!(gap.why().contains("nonce 4"), "{}", gap.why());
    }
}
