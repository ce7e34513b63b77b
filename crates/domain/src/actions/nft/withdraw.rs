//! Take the money of an unstaked bucket NFT back.

use serde::{Deserialize, Serialize};

use super::{
    super::{
        Rules,
        words::{belongs_to_somebody, nft},
    },
    check::{self, Held},
};
use crate::{
    Address, BucketId, Context, ContractEvent, Effects, Ledger, Party, Phrase, Refusal, Rule, Touch, TransferKind,
    phrase,
};

/// Withdraw a bucket NFT; it exists no more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftWithdraw {
    /// The bucket.
    pub bucket: BucketId,
    /// Who gets the money.
    pub to: Address,
}

impl Rules for NftWithdraw {
    fn method(&self) -> &'static str {
        "withdraw"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        let held = Held::own(ledger, self.bucket, ctx)?;
        held.require_withdrawable()?;
        let mut told = vec![(held.at, self.bucket.index, held.bucket.amount, self.to)];
        if let Some((old, id)) = check::legacy(ledger, &held, ctx) {
            old.require_withdrawable()?;
            told.insert(0, (old.at, id.index, old.bucket.amount, held.at));
        }
        for (at, index, amount, to) in told {
            check::follow(ledger, at, &[ContractEvent::Withdrawn { index }], ctx);
            effects.transfer(TransferKind::InContract, Party::Account(at), Party::Account(to), amount);
        }
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let what = nft(self.bucket, ledger);
        match self.to == ctx.caller {
            true => phrase!("Withdraw {} to your account.", &what),
            false => phrase!(
                "Withdraw {} to {}. The money will not be yours any more.",
                &what,
                self.to
            ),
        }
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Nft(self.bucket), Touch::Recipient(self.to)]
    }

    fn cautions(&self, ledger: &Ledger, _ctx: &Context) -> Vec<Rule> {
        match ledger.codes.contains(&self.to) {
            true => vec![Rule::SendToContract],
            false => Vec::new(),
        }
    }

    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        belongs_to_somebody(self.to)
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(47_662)
    }

    fn gives_away(&self, caller: Address) -> Option<Address> {
        (self.to != caller).then_some(self.to)
    }
}
