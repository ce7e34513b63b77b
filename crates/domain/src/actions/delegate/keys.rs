//! What the forms of a registration and of an update say of the BLS key, and what the chain wants of it: nothing, until
//! Zanzibar the key alone, and since then its proof of possession (zanzibar.md §4).

use super::super::words::require_zanzibar;
use crate::{Address, BlsKey, BlsProof, Context, Fork, Refusal, Rule, StakingState};

/// What a form says of the BLS key.
#[derive(Clone, Copy)]
pub(super) enum Key<'a> {
    /// Nothing: the form has no place for it.
    Without,
    /// The key alone, as before Zanzibar.
    Bare(&'a BlsKey),
    /// The key, and the proof that its private half is held.
    Proven(&'a BlsKey, &'a BlsProof),
}

impl<'a> Key<'a> {
    /// The key, where the form has one.
    pub(super) const fn key(self) -> Option<&'a BlsKey> {
        match self {
            Self::Without => None,
            Self::Bare(key) | Self::Proven(key, _) => Some(key),
        }
    }

    /// A key that is no point of its group: nodes refuse it as if it were no calldata at all. Without the curve's
    /// arithmetic, as in the window, this is left to the review.
    pub(super) fn admit(self) -> Result<(), Refusal> {
        #[cfg(feature = "curves")]
        if self.key().is_some_and(|key| !key.is_valid()) {
            return Err(Rule::BlsKeyInvalid.into());
        }
        Ok(())
    }

    /// Until Zanzibar nodes drop what has no key, where the form is one that needs it.
    pub(super) fn require_some(self, ctx: &Context) -> Result<(), Refusal> {
        match self {
            Self::Without => require_zanzibar(Rule::BlsKeyMissing, ctx),
            Self::Bare(_) | Self::Proven(..) => Ok(()),
        }
    }

    /// Since Zanzibar no two delegates have one key.
    pub(super) fn require_own(self, staking: &StakingState, id: Address, ctx: &Context) -> Result<(), Refusal> {
        let Some(key) = self.key().filter(|_| ctx.params.at(Fork::Zanzibar, ctx.height)) else {
            return Ok(());
        };
        let mut others = staking.candidates.values().filter(|c| c.id != id);
        match others.any(|c| c.bls_key == key.as_bytes()) {
            true => Err(Rule::BlsKeyTaken.into()),
            false => Ok(()),
        }
    }

    /// Since Zanzibar a key comes with its proof, for this delegate. Before, nobody looks at the proof (recording 17).
    pub(super) fn require_proof(self, id: Address, ctx: &Context) -> Result<(), Refusal> {
        if !ctx.params.at(Fork::Zanzibar, ctx.height) {
            return Ok(());
        }
        match self {
            Self::Without => Ok(()),
            Self::Bare(_) => Err(Rule::BlsProofMissing.into()),
            Self::Proven(key, proof) if is_proven(key, proof, id) => Ok(()),
            Self::Proven(..) => Err(Rule::BlsProofWrong.into()),
        }
    }

    /// Before Zanzibar most nodes do not know the forms with a proof, and those that do drop them.
    pub(super) fn forbid(self, ctx: &Context) -> Result<(), Refusal> {
        match self {
            Self::Proven(..) => require_zanzibar(Rule::BlsProofEarly, ctx),
            Self::Without | Self::Bare(_) => Ok(()),
        }
    }
}

#[cfg(feature = "curves")]
fn is_proven(key: &BlsKey, proof: &BlsProof, id: Address) -> bool {
    proof.proves(key, id)
}

/// Without the curve's arithmetic, as in the window, all but its length is left to the review.
#[cfg(not(feature = "curves"))]
fn is_proven(_key: &BlsKey, proof: &BlsProof, _id: Address) -> bool {
    proof.is_whole()
}
