//! Move a bucket NFT of version 2 to version 3, where it votes again.

use serde::{Deserialize, Serialize};

use super::{
    super::{Rules, words::nft},
    Term,
    check::{self, Held},
};
use crate::{
    Address, BucketId, Context, ContractEvent, ContractVersion, Effects, Ledger, Phrase, Refusal, Rule, Touch, phrase,
};

/// Seconds that version 3 takes for a block of version 2.
const BLOCK_SECONDS: u64 = 5;
/// The same in milliseconds, as a network's pace is told.
const BLOCK_MILLIS: u64 = 1_000 * BLOCK_SECONDS;

/// Have the contract of version 3 take a locked bucket of version 2, and issue one of its own for it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftMigrate {
    /// The bucket of version 2.
    pub bucket: BucketId,
    /// The contract of version 3, which takes it.
    pub to: Address,
}

impl Rules for NftMigrate {
    fn method(&self) -> &'static str {
        "migrateLegacyBucket"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        let (to, target) = (self.to, check::contract(ledger, self.to)?);
        if target.version != ContractVersion::V3 {
            return Err(Rule::NftContract.into());
        }
        let next = target.next_index();
        let held = Held::own(ledger, self.bucket, ctx)?;
        if held.version != ContractVersion::V2 {
            return Err(Rule::NftContract.into());
        }
        held.require_staked()?;
        held.require_locked()?;
        if held.approved() != Some(to) {
            return Err(Rule::NftNotApproved.into());
        }
        let (at, index) = (held.at, self.bucket.index);
        let (amount, delegate) = (held.bucket.amount, held.bucket.candidate);
        let duration = held.duration.saturating_mul(BLOCK_SECONDS);
        let gone = [
            ContractEvent::Transfer { index, to },
            ContractEvent::DelegateChanged {
                index,
                delegate: Address::ZERO,
            },
        ];
        check::follow(ledger, at, &gone, ctx);
        let come = [
            ContractEvent::Transfer {
                index: next,
                to: ctx.caller,
            },
            ContractEvent::Staked {
                index: next,
                delegate,
                amount,
                duration,
            },
            ContractEvent::Migrated {
                index: next,
                origin: index,
            },
        ];
        check::follow(ledger, to, &come, ctx);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let what = nft(self.bucket, ledger);
        let times = blocks_of(self.bucket, ledger, ctx).map_or_else(Phrase::default, |blocks| {
            let old = Term::Blocks(blocks);
            let new = Term::Days(old.days_about(BLOCK_MILLIS));
            phrase!(
                " Its {} become {} there.",
                old.with_days(ctx.params.block_millis),
                new.for_people()
            )
        });
        phrase!(
            "Move {} to version 3, with its amount and its delegate.{} It is locked anew, and it cannot go back.",
            &what,
            times
        )
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Nft(self.bucket), Touch::NftContract(self.to)]
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let runs = blocks_of(self.bucket, ledger, ctx).is_some_and(|blocks| blocks > 0);
        match runs && ctx.params.block_millis < BLOCK_MILLIS {
            true => vec![Rule::NftMigrateLonger],
            false => Vec::new(),
        }
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(278_908)
    }

    fn issues_nft(&self) -> bool {
        true
    }
}

/// How long a bucket runs on its contract's clock, where that counts blocks.
fn blocks_of(bucket: BucketId, ledger: &Ledger, ctx: &Context) -> Option<u64> {
    let held = Held::any(ledger, bucket, ctx).ok()?;
    held.version.counts_blocks().then_some(held.duration)
}
