//! Add to a bucket NFT, or make it longer.

use serde::{Deserialize, Serialize};

use super::{
    super::{
        Rules,
        words::{fees_left, nft},
    },
    Term,
    check::{self, Held},
};
use crate::{
    Address, Amount, BucketId, Context, ContractEvent, ContractVersion, Effects, Ledger, Party, Phrase, Refusal, Rule,
    Touch, TransferKind, phrase,
};

/// Put `amount` more into a locked bucket NFT, and set its duration.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftExpand {
    /// The bucket.
    pub bucket: BucketId,
    /// What is added; may be nothing.
    pub amount: Amount,
    /// What it holds afterwards: version 1 wants that said.
    #[serde(default)]
    pub total: Option<Amount>,
    /// On the contract's clock; no shorter than it is.
    pub duration: Term,
}

impl Rules for NftExpand {
    fn method(&self) -> &'static str {
        "expandBucket"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(self.amount)?;
        let held = Held::own(ledger, self.bucket, ctx)?;
        let is_first = held.version == ContractVersion::V1;
        // Version 1 asks for the lock first, the others for the duration.
        if is_first {
            held.require_locked()?;
        } else if self.total.is_some() {
            return Err(Rule::NftTotalUnasked.into());
        }
        let duration = self.duration.on(held.version)?;
        held.require_locked()?;
        if duration < held.duration {
            return Err(Rule::NftShorter.into());
        }
        let amount = held.bucket.amount.saturating_add(self.amount);
        if is_first {
            if self.total != Some(amount) {
                return Err(Rule::NftTotal.into());
            }
            held.require_type(amount, duration)?;
        }
        let (at, index) = (held.at, self.bucket.index);
        let expanded = ContractEvent::Expanded {
            index,
            amount,
            duration,
        };
        check::follow(ledger, at, &[expanded], ctx);
        if !self.amount.is_zero() {
            let (from, to) = (Party::Account(ctx.caller), Party::Account(at));
            effects.transfer(TransferKind::InContract, from, to, self.amount);
        }
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let term = self.duration.with_days(ctx.params.block_millis);
        let what = nft(self.bucket, ledger);
        match self.amount.is_zero() {
            true => phrase!("Set the duration of {} to {}.", &what, term),
            false => phrase!("Add {} IOTX to {}, for {}.", self.amount.for_people(), &what, term),
        }
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Nft(self.bucket)]
    }

    fn forbid(&self, ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        check::mutes(ledger, self.bucket.contract, ctx)
    }

    fn cautions(&self, _ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        fees_left(ctx, self.amount).into_iter().collect()
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(87_068)
    }
}
