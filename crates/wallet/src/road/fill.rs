//! A nonce that nothing of an account uses while later ones wait for it: filled by a transfer of nothing to oneself, which
//! goes the one road, or by whatever is signed next. What must not be done any more is cancelled before. A nonce that counts
//! as used by one node's word alone, and that no block uses, is such a gap too: what fills it takes the other's place.

use ballast_domain::{Address, Intent, Phrase, Proposal, grouped};
use ballast_store::State;

use super::{
    held,
    replace::{nothing, warn_of_price_alone},
    warnings,
};
use crate::{Error, Result, session::Session};

impl Session {
    /// What would happen if the nonce were filled that a submission waits for.
    ///
    /// # Errors
    /// [`Error::NoGap`] where none is missing before it.
    pub(crate) async fn propose_fill(&self, id: &str) -> Result<Proposal> {
        let waiting = self.stored(id).await?;
        let account = waiting.account;
        let intent: Intent = nothing(account);
        let mut basis = self.basis(&intent).await?;
        basis.nonce = basis.count.missing();
        let behind = self.waiting_behind(account, basis.nonce).await?;
        let waits = matches!(waiting.state, State::Signed | State::Sent);
        if !waits || behind == 0 || waiting.nonce <= basis.nonce {
            return Err(Error::NoGap);
        }
        let fees = basis.fees(&intent);
        let mut proposal = self.weigh(intent, &basis, &fees);
        warn_of_price_alone(&mut proposal);
        proposal.says = Phrase::from(format!(
            "Fill the gap at nonce {} with a transfer of nothing to the same account.",
            grouped(basis.nonce)
        ));
        proposal.sentence = proposal.says.to_string();
        let unmined = basis.count.unmined.as_ref();
        let unmined = unmined.filter(|unmined| unmined.nonce == basis.nonce);
        if !proposal.transactions.is_empty() {
            proposal.warnings.push(warnings::fills_gap(behind));
            let takes = unmined.map(|unmined| warnings::takes_place(&unmined.sentence, unmined.block));
            proposal.warnings.extend(takes);
        }
        proposal.replaces = unmined.map(|unmined| unmined.id.clone());
        basis.count.tell(&mut proposal);
        if self.holds_for(account).await? {
            held::block(&mut proposal);
        }
        self.keep(&proposal);
        Ok(proposal)
    }

    /// How many own submissions of an account wait with a nonce after this one.
    async fn waiting_behind(&self, account: Address, nonce: u64) -> Result<usize> {
        let chain_id = self.params.chain_id;
        let open = self.with_store(move |store| store.open_submissions(chain_id)).await?;
        let behind = open.iter().filter(|s| {
            let waits = matches!(s.state, State::Signed | State::Sent) && s.replaced_by.is_none();
            waits && s.account == account && s.nonce > nonce
        });
        Ok(behind.count())
    }
}
