//! An action done as the wallet does it: the one verdict that a review, a rehearsal, a bucket's page, an operator's page
//! and every form give.

use super::Action;
use crate::{
    Address, Bucket, BucketId, Context, Effects, FailsAs, Forfeit, Ledger, Party, Refusal, Rule, StakingContract,
    Transfer, TransferKind, settlement::BeforeIt,
};

/// What an action that was carried out did beside changing the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Done {
    /// Money that moved, the fee apart.
    pub transfers: Vec<Transfer>,
    /// What may be regretted.
    pub cautions: Vec<Rule>,
    /// The native bucket that was made. Its number is the chain's next, and another's if somebody else stakes first.
    pub made: Option<u64>,
    /// The bucket NFT that a native bucket was turned into; its number is the contract's to say.
    pub turned_into: Option<Bucket>,
    /// What it takes from who does it of the rewards of the era that runs, where that is known: then
    /// [`Rule::ForfeitsEra`] is among the cautions.
    pub forfeit: Option<Forfeit>,
}

/// Does an action: by the chain's own rules in the node's order, and by what the wallet forbids beside them, because it
/// loses votes or money.
///
/// # Errors
/// The first broken rule, the chain's own before the wallet's; the ledger is then unchanged.
pub fn carry_out(action: &Action, ledger: &mut Ledger, ctx: &Context) -> Result<Done, Refusal> {
    let mut cautions = action.cautions(ledger, ctx);
    let (before, parts) = (Numbers::of(ledger), BeforeIt::of(ledger, ctx));
    let mut effects = Effects::default();
    if let Err(forbidden) = action.forbid(ledger, ctx) {
        let decided = action.decide(&mut ledger.clone(), ctx, &mut effects);
        return Err(decided.err().unwrap_or(forbidden));
    }
    action.decide(ledger, ctx, &mut effects)?;
    let mut transfers = effects.transfers;
    // Where the contract was not read, the votes of what it issues are nobody's here.
    let (forfeit, unread) = match effects.minted {
        None => (parts.forfeit(ledger, ctx), parts.forfeits_unread(ledger, ctx)),
        Some(_) => (None, false),
    };
    cautions.extend(forfeit.as_ref().map(|_| Rule::ForfeitsEra));
    cautions.extend(unread.then_some(Rule::ForfeitsUnread));
    if let Some(minted) = &effects.minted {
        ledger.count_minted(minted, ctx.params);
        // The contract takes at once what the protocol pays out.
        transfers.push(Transfer {
            kind: TransferKind::InContract,
            from: Party::Account(ctx.caller),
            to: Party::Account(Address::ZERO),
            amount: minted.amount,
        });
    }
    Ok(Done {
        transfers,
        cautions,
        made: (ledger.staking.next_index > before.native).then_some(before.native),
        turned_into: effects.minted.or_else(|| before.turned_into(ledger)),
        forfeit,
    })
}

impl Action {
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

/// How many buckets there are, and which numbers come next.
struct Numbers {
    buckets: usize,
    native: u64,
    nfts: Vec<(Address, u64)>,
}

impl Numbers {
    fn of(ledger: &Ledger) -> Self {
        let next = |(at, book): (&Address, &StakingContract)| (*at, book.next_index());
        Self {
            buckets: ledger.staking.buckets.len(),
            native: ledger.staking.next_index,
            nfts: ledger.contracts.iter().map(next).collect(),
        }
    }

    /// The bucket NFT that is new where a native bucket is gone.
    fn turned_into(&self, after: &Ledger) -> Option<Bucket> {
        if after.staking.buckets.len() >= self.buckets {
            return None;
        }
        let new = |(at, index): &(Address, u64)| {
            let contract = Some(*at);
            after.bucket(BucketId {
                contract,
                index: *index,
            })
        };
        self.nfts.iter().find_map(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Amount,
        actions::{Send, testing::*},
    };

    #[test]
    fn what_the_chain_refuses_is_named_before_what_the_wallet_forbids_and_changes_nothing() {
        let send = |to, iotx| -> Action {
            Send {
                to,
                amount: Amount::from_iotx(iotx),
                payload: Vec::new(),
            }
            .into()
        };
        let ctx = context(STRANGER);
        let verdict = |action: &Action| {
            let mut ledger = Ledger::default();
            let done = carry_out(action, &mut ledger, &ctx);
            assert_eq!(ledger, Ledger::default());
            done.map_err(|refusal| refusal.rule)
        };
        assert_eq!(verdict(&send(Address::ZERO, 1)), Err(Rule::ZeroRecipient));
        assert_eq!(
            verdict(&send(Address::ZERO, 5_000)).map_err(|rule| rule.fails_as()),
            Err(FailsAs::Refused),
            "the balance comes first"
        );
        let done = verdict(&send(STRANGER, 1)).unwrap();
        assert_eq!(done.cautions, [Rule::SendToOneself]);
        assert_eq!(done.transfers.len(), 1);
        assert_eq!((done.made, done.turned_into), (None, None));
    }
}
