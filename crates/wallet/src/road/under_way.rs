//! What an account's transactions under way take: the balance that nodes tell does not know of them yet.

use ballast_domain::{Address, Amount};
use ballast_store::{State, Submission};

use crate::{Result, session::Session};

impl Session {
    /// The most that the account's submissions which no block holds yet take from it.
    pub(super) async fn under_way(&self, account: Address) -> Result<Amount> {
        let chain_id = self.params.chain_id;
        let open = self.with_store(move |store| store.open_submissions(chain_id)).await?;
        let waits = |s: &&Submission| {
            s.account == account && matches!(s.state, State::Signed | State::Sent) && s.replaced_by.is_none()
        };
        let mut sum = Amount::ZERO;
        for submission in open.iter().filter(waits) {
            // Mined since it was looked at last: the balance knows of it.
            if self.receipt_of(submission.hash).await?.is_none() {
                sum = sum.saturating_add(taken(submission)?);
            }
        }
        Ok(sum)
    }
}

/// The most that a submission takes from its account: what it spends, and its fee.
pub(super) fn taken(submission: &Submission) -> Result<Amount> {
    let proposal = submission.proposal()?;
    let value = proposal.transactions.get(submission.step as usize).map(|t| t.value);
    let spent = proposal.intent.action.spends().max(value.unwrap_or(Amount::ZERO));
    Ok(spent.saturating_add(proposal.max_fee))
}
