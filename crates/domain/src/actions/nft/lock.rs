//! Lock a bucket NFT again.

use serde::{Deserialize, Serialize};

use super::{
    super::{Rules, words::nft},
    Term,
    check::{self, Held},
};
use crate::{
    Address, BucketId, Context, ContractEvent, ContractVersion, Effects, Ledger, Phrase, Refusal, Touch, phrase,
};

/// Lock a bucket NFT for `duration`, which is no shorter than what is left of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftLock {
    /// The bucket.
    pub bucket: BucketId,
    /// On the contract's clock.
    pub duration: Term,
}

impl Rules for NftLock {
    fn method(&self) -> &'static str {
        "lock"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        let version = check::contract_of(ledger, self.bucket)?.0.version;
        let duration = self.duration.on(version)?;
        let held = Held::own(ledger, self.bucket, ctx)?;
        held.require_staked()?;
        held.require_no_shorter(duration)?;
        if version == ContractVersion::V1 {
            held.require_type(held.bucket.amount, duration)?;
        }
        let (at, index) = (held.at, self.bucket.index);
        check::follow(ledger, at, &[ContractEvent::Locked { index, duration }], ctx);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let term = self.duration.with_days(ctx.params.block_millis);
        let what = nft(self.bucket, ledger);
        phrase!(
            "Lock {} for {}. Its votes carry the bonus of stake-lock again.",
            &what,
            term
        )
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Nft(self.bucket)]
    }

    fn forbid(&self, ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        check::mutes(ledger, self.bucket.contract, ctx)
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(33_029)
    }
}
