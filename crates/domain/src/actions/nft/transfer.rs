//! Give a bucket NFT to another owner.

use serde::{Deserialize, Serialize};

use super::{
    super::{
        Rules,
        words::{nft, to_contract},
    },
    check::{self, Held},
};
use crate::{
    Address, BucketId, Context, ContractEvent, ContractVersion, Effects, Ledger, Phrase, Refusal, Rule, Touch, phrase,
};

/// Make `to` the owner of a bucket NFT.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftTransfer {
    /// The bucket.
    pub bucket: BucketId,
    /// Its owner, mostly who sends this.
    pub from: Address,
    /// The new owner.
    pub to: Address,
}

impl Rules for NftTransfer {
    fn method(&self) -> &'static str {
        "transferFrom"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        let held = Held::any(ledger, self.bucket, ctx)?;
        let owner = held.bucket.owner;
        if (owner != ctx.caller && held.approved() != Some(ctx.caller)) || owner != self.from {
            return Err(Rule::NftOwner.into());
        }
        if self.to.is_zero() {
            return Err(Rule::NftZeroRecipient.into());
        }
        if held.version == ContractVersion::V1 && held.require_staked().is_err() {
            return Err(Rule::NftBound.into());
        }
        let (at, index) = (held.at, self.bucket.index);
        check::follow(ledger, at, &[ContractEvent::Transfer { index, to: self.to }], ctx);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        let what = nft(self.bucket, ledger);
        phrase!("Give {} to {}. It will not be yours any more.", &what, self.to)
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        let to = Touch::Recipient(self.to);
        vec![Touch::Nft(self.bucket), to, Touch::VoterRewards(caller)]
    }

    fn cautions(&self, ledger: &Ledger, _ctx: &Context) -> Vec<Rule> {
        to_contract(ledger, self.to)
    }

    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        match self.to {
            to if to == self.from => Err(Rule::SameOwner.into()),
            to if to.is_protocol() => Err(Rule::BucketToProtocol.into()),
            _ => Ok(()),
        }
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(59_023)
    }

    fn gives_away(&self, _caller: Address) -> Option<Address> {
        Some(self.to)
    }
}
