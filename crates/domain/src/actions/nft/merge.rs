//! Make one bucket NFT of several.

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

/// Merge bucket NFTs of one contract into the first of them, whose delegate stays; the result is locked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftMerge {
    /// The contract that issued them.
    pub contract: Address,
    /// Two or more; the first stays.
    pub buckets: Vec<u64>,
    /// What is added; may be nothing.
    #[serde(default)]
    pub amount: Amount,
    /// On the contract's clock; no shorter than what is left of any.
    pub duration: Term,
}

impl NftMerge {
    /// Its buckets, the one that is left first.
    fn ids(&self) -> impl ExactSizeIterator<Item = BucketId> + DoubleEndedIterator {
        let contract = Some(self.contract);
        self.buckets.iter().map(move |index| BucketId {
            contract,
            index: *index,
        })
    }
}

impl Rules for NftMerge {
    fn method(&self) -> &'static str {
        "merge"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(self.amount)?;
        let version = check::contract(ledger, self.contract)?.version;
        if self.buckets.len() < 2 {
            return Err(Rule::NftMergeOne.into());
        }
        let duration = self.duration.on(version)?;
        let mut amount = self.amount;
        for (place, id) in self.ids().enumerate().rev() {
            if self.buckets[place + 1..].contains(&id.index) {
                // It was merged, and so burned, a moment ago.
                return Err(Rule::NftUnknown.into());
            }
            let held = Held::own(ledger, id, ctx)?;
            held.require_staked()?;
            match version {
                ContractVersion::V1 if duration < held.duration => return Err(Rule::NftShorter.into()),
                ContractVersion::V1 => {}
                ContractVersion::V2 | ContractVersion::V3 => held.require_no_shorter(duration)?,
            }
            amount = amount.saturating_add(held.bucket.amount);
            if place == 0 && version == ContractVersion::V1 {
                held.require_type(amount, duration)?;
            }
        }
        let merged = ContractEvent::Merged {
            indexes: self.buckets.clone(),
            amount,
            duration,
        };
        check::follow(ledger, self.contract, &[merged], ctx);
        if !self.amount.is_zero() {
            let (from, to) = (Party::Account(ctx.caller), Party::Account(self.contract));
            effects.transfer(TransferKind::InContract, from, to, self.amount);
        }
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let mut names = self.ids().map(|id| nft(id, ledger));
        let first = names.next().unwrap_or_default();
        let rest = Phrase::joined(names, ", ");
        let term = self.duration.with_days(ctx.params.block_millis);
        phrase!(
            "Merge {} into {}, locked for {}. Only the first is left; it keeps its delegate.",
            rest,
            first,
            term
        )
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        let buckets = self.ids().map(Touch::Nft);
        std::iter::once(Touch::NftContract(self.contract))
            .chain(buckets)
            .collect()
    }

    fn forbid(&self, ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        check::mutes(ledger, Some(self.contract), ctx)
    }

    fn cautions(&self, _ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        fees_left(ctx, self.amount).into_iter().collect()
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(86_565_u64.saturating_mul(self.buckets.len() as u64) / 3)
    }
}
