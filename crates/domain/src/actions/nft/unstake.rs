//! Begin to leave, once a bucket NFT's time is over.

use serde::{Deserialize, Serialize};

use super::{
    super::{Rules, words::nft},
    check::{self, Held},
};
use crate::{Address, BucketId, Context, ContractEvent, Effects, Ledger, Phrase, Refusal, Touch, phrase};

/// Unstake a bucket NFT: its votes end, the wait begins.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftUnstake {
    /// The bucket.
    pub bucket: BucketId,
}

impl Rules for NftUnstake {
    fn method(&self) -> &'static str {
        "unstake"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        let held = Held::own(ledger, self.bucket, ctx)?;
        held.require_staked()?;
        held.require_matured()?;
        let mut told = vec![(held.at, self.bucket.index)];
        if let Some((old, id)) = check::legacy(ledger, &held, ctx) {
            old.require_staked()?;
            old.require_matured()?;
            told.insert(0, (old.at, id.index));
        }
        for (at, index) in told {
            check::follow(ledger, at, &[ContractEvent::Unstaked { index }], ctx);
        }
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        phrase!(
            "Unstake {}. Its votes end now; the money can be withdrawn after a wait.",
            nft(self.bucket, ledger)
        )
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::Nft(self.bucket), Touch::VoterRewards(caller)]
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(36_090)
    }
}
