//! The order in which a node comes to the rules, so that of several broken ones the same is named.

use super::NativeAction;
use crate::{Context, Effects, FailsAs, Ledger, Refusal};

impl NativeAction {
    /// Does it as a node does: first what it refuses at once, then whether the account can pay, then what it silently
    /// drops, then what it mines as a failure.
    ///
    /// # Errors
    /// The first broken rule; the ledger is then unchanged.
    pub fn decide(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        let admitted = self.admit(&ctx.params.staking);
        let paid = ctx.require_balance(self.spends());
        match admitted {
            Err(refusal) if refusal.rule.fails_as() == FailsAs::Dropped => paid.and(Err(refusal)),
            admitted => admitted.and(paid),
        }?;
        self.apply(ledger, ctx, effects)
    }
}
