//! Unlock a bucket NFT: its time begins to run.

use serde::{Deserialize, Serialize};

use super::{
    super::{Rules, words::nft},
    Term,
    check::{self, Held},
};
use crate::{Address, BucketId, Context, ContractEvent, Effects, Ledger, Phrase, Refusal, Touch, phrase};

/// Let a bucket NFT's time begin to run.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftUnlock {
    /// The bucket.
    pub bucket: BucketId,
}

impl Rules for NftUnlock {
    fn method(&self) -> &'static str {
        "unlock"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        let held = Held::own(ledger, self.bucket, ctx)?;
        held.require_locked()?;
        let old = check::legacy(ledger, &held, ctx).filter(|(old, _)| old.bucket.locked);
        let old = old.map(|(old, id)| (old.at, id.index));
        let (at, index) = (held.at, self.bucket.index);
        if let Some((at, index)) = old {
            check::follow(ledger, at, &[ContractEvent::Unlocked { index }], ctx);
        }
        check::follow(ledger, at, &[ContractEvent::Unlocked { index }], ctx);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let what = nft(self.bucket, ledger);
        match Held::any(ledger, self.bucket, ctx) {
            Ok(held) => {
                let term = Term::from_clock(held.version, held.duration).with_days(ctx.params.block_millis);
                phrase!(
                    "Unlock {}. Its {} start now; it can be unstaked when they are over.",
                    &what,
                    term
                )
            }
            Err(_) => phrase!("Unlock {}. Its time starts now.", &what),
        }
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::Nft(self.bucket), Touch::VoterRewards(caller)]
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(56_364)
    }
}
