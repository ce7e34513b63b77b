//! Move a bucket NFT's votes to another delegate.

use serde::{Deserialize, Serialize};

use super::{
    super::{
        Rules,
        words::{delegate, leaving, nft},
    },
    check::{self, Held},
};
use crate::{Address, BucketId, Context, ContractEvent, Effects, Ledger, Phrase, Refusal, Rule, Touch, phrase};

/// Let a bucket NFT vote for another delegate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftChangeDelegate {
    /// The bucket.
    pub bucket: BucketId,
    /// The delegate's permanent id. The contract takes any address.
    pub delegate: Address,
}

impl Rules for NftChangeDelegate {
    fn method(&self) -> &'static str {
        "changeDelegate"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        let delegate = self.delegate;
        let held = Held::own(ledger, self.bucket, ctx)?;
        held.require_staked()?;
        if held.bucket.candidate == delegate {
            return Err(Rule::NftSameCandidate.into());
        }
        let (at, index) = (held.at, self.bucket.index);
        check::follow(ledger, at, &[ContractEvent::DelegateChanged { index, delegate }], ctx);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        let name = delegate(self.delegate, ledger);
        let what = nft(self.bucket, ledger);
        match is_muted(self.bucket, ledger) {
            true => phrase!(
                "Let {} name {} as its delegate. It is muted, and has no votes to move.",
                &what,
                &name
            ),
            false => phrase!("Move the votes of {} to {}.", &what, &name),
        }
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        let to = Touch::DelegateOfId(self.delegate);
        vec![Touch::Nft(self.bucket), to, Touch::VoterRewards(caller)]
    }

    fn forbid(&self, ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        check::delegate(ledger, self.delegate)
    }

    fn cautions(&self, ledger: &Ledger, _ctx: &Context) -> Vec<Rule> {
        match is_muted(self.bucket, ledger) {
            true => vec![Rule::NftMuted],
            false => leaving(ledger.staking.candidates.get(&self.delegate)),
        }
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(30_662)
    }
}

fn is_muted(bucket: BucketId, ledger: &Ledger) -> bool {
    ledger.bucket(bucket).is_some_and(|bucket| bucket.is_muted())
}
