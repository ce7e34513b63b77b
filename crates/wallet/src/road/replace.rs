//! Speeding up and calling off: another transaction with the nonce of one that waits, for a higher price.
//!
//! Nodes keep the dearer of the two and forget the other. Until a block holds one of them both may still win, so both
//! are followed, and the one that is mined says what became of the other.

use ballast_api::Replacement;
use ballast_domain::{Address, Amount, Intent, Proposal, Severity, Warning, actions::Send, phrase};
use ballast_store::{State, Submission};

use super::{held, under_way, warnings};
use crate::{Error, Result, session::Session};

impl Session {
    /// What would happen if a submission that waits were sent anew for a higher price, or called off.
    pub(crate) async fn propose_replacement(&self, id: &str, how: Replacement) -> Result<Proposal> {
        let old = self.waiting(id).await?;
        let approved = old.proposal()?;
        let was = approved.transactions.get(old.step as usize).ok_or(Error::NotWaiting)?;
        let intent = match how {
            Replacement::SpeedUp => old.intent()?,
            Replacement::Cancel => nothing(old.account),
        };
        let mut basis = self.basis(&intent).await?;
        basis.nonce = old.nonce;
        // What the old one takes, the new one takes instead.
        basis.spendable = basis
            .spendable
            .saturating_add(under_way::taken(&old)?)
            .min(basis.balance);
        let fees = basis.fees(&intent).outbidding(was.max_fee_per_gas, was.max_tip_per_gas);
        let mut proposal = self.weigh(intent, &basis, &fees);
        let nothing = nothing(old.account);
        if proposal.intent == nothing {
            warn_of_price_alone(&mut proposal);
        }
        let said = approved.says.of(&approved.sentence);
        proposal.says = match how {
            Replacement::Cancel if old.intent()? != nothing => phrase!("Cancel: {}", said),
            // What was approved once is what is sent again.
            _ => said,
        };
        proposal.sentence = proposal.says.to_string();
        proposal.warnings.push(warnings::may_lose());
        proposal.replaces = Some(old.id);
        if self.holds_for(proposal.intent.account).await? {
            held::block(&mut proposal);
        }
        self.keep(&proposal);
        Ok(proposal)
    }

    /// The nonce that another takes from a submission: one that waits, or that one node alone had in a block and no block
    /// has.
    pub(super) async fn place_of(&self, id: &str) -> Result<u64> {
        let submission = self.stored(id).await?;
        if submission.block.is_none() {
            return Ok(self.waiting(id).await?.nonce);
        }
        let count = self.count_of(submission.account).await?;
        let unmined = count.unmined.filter(|unmined| unmined.id == id);
        unmined.map(|unmined| unmined.nonce).ok_or(Error::NotWaiting)
    }

    /// A submission that a node has, and no block yet.
    pub(super) async fn waiting(&self, id: &str) -> Result<Submission> {
        let submission = self.stored(id).await?;
        let waits = submission.state == State::Sent && submission.replaced_by.is_none();
        if !waits || self.is_mined(&submission).await? {
            return Err(Error::NotWaiting);
        }
        Ok(submission)
    }
}

/// Whether what was approved calls another transaction off.
pub(crate) fn calls_off(approved: &Proposal) -> bool {
    approved.replaces.is_some() && approved.intent == nothing(approved.intent.account)
}

/// Takes out what warns of doing nothing: it is what is wanted. What it costs is a reason to warn.
pub(super) fn warn_of_price_alone(proposal: &mut Proposal) {
    let matters = |w: &Warning| w.severity == Severity::Block || w.asks_about_price();
    proposal.warnings.retain(matters);
}

/// What takes the place of what is called off.
pub(super) fn nothing(account: Address) -> Intent {
    let send = Send {
        to: account,
        amount: Amount::ZERO,
        payload: Vec::new(),
    };
    Intent {
        account,
        action: send.into(),
    }
}
