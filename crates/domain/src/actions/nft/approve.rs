//! Let somebody else take a bucket NFT: what moving it to version 3 needs first.

use serde::{Deserialize, Serialize};

use super::{
    super::{Rules, words::nft},
    check::{self, Held},
};
use crate::{Address, BucketId, Context, ContractEvent, Effects, Ledger, Phrase, Refusal, Rule, Touch, phrase};

/// Let `to` take a bucket NFT, once; the zero address lets nobody any more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftApprove {
    /// The bucket.
    pub bucket: BucketId,
    /// Who may take it: the contract of version 3, or the zero address.
    pub to: Address,
}

impl Rules for NftApprove {
    fn method(&self) -> &'static str {
        "approve"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        let held = Held::own(ledger, self.bucket, ctx)?;
        if self.to == ctx.caller {
            return Err(Rule::SameOwner.into());
        }
        let (at, index) = (held.at, self.bucket.index);
        check::follow(ledger, at, &[ContractEvent::Approved { index, to: self.to }], ctx);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        let what = nft(self.bucket, ledger);
        match ledger.version_of(self.to) {
            None if self.to.is_zero() => phrase!("Let nobody else take {} any more.", &what),
            Some(version) => {
                let number = version.number();
                phrase!("Let the contract of version {}, {}, take {}.", number, self.to, &what)
            }
            None => phrase!("Let {} take {}.", self.to, &what),
        }
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Nft(self.bucket)]
    }

    /// Only the network's own contracts are ever let.
    fn forbid(&self, ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        match self.to.is_zero() {
            true => Ok(()),
            false => check::contract(ledger, self.to).map(|_| ()),
        }
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(44_047)
    }
}
