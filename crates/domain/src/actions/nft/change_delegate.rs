//! Move a bucket NFT's votes to another delegate.

use serde::{Deserialize, Serialize};

use super::{
    super::{Action, create_stake::leaving, words::nft},
    check::{self, Held},
};
use crate::{BucketId, Candidate, Context, ContractEvent, Effects, Ledger, Refusal, Rule, StakingParams};

/// Let a bucket NFT vote for another delegate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftChangeDelegate {
    /// The bucket.
    pub bucket: BucketId,
    /// The delegate's name; the contract gets its id, which it does not check.
    pub candidate: String,
}

impl Action for NftChangeDelegate {
    const METHOD: &'static str = "changeDelegate";

    fn admit(&self, _params: &StakingParams) -> Result<(), Refusal> {
        match Candidate::is_valid_name(&self.candidate) {
            true => Ok(()),
            false => Err(Rule::CandidateName.into()),
        }
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        let delegate = check::delegate(ledger, &self.candidate)?;
        let held = Held::own(ledger, self.bucket, ctx)?;
        held.require_staked()?;
        if held.bucket.candidate == delegate {
            return Err(Rule::NftSameCandidate.into());
        }
        let (at, index) = (held.at, self.bucket.index);
        check::follow(ledger, at, &[ContractEvent::DelegateChanged { index, delegate }], ctx);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> String {
        format!("Move the votes of {} to {}.", nft(self.bucket, ledger), self.candidate)
    }

    fn nfts(&self) -> Vec<BucketId> {
        vec![self.bucket]
    }

    fn candidate(&self) -> Option<&str> {
        Some(&self.candidate)
    }

    fn cautions(&self, ledger: &Ledger, _ctx: &Context) -> Vec<Rule> {
        leaving(ledger.staking.by_name(&self.candidate))
    }
}
