//! What a review does not take on one endpoint's word where there are others: whose a bucket is that gets money, and what a
//! delegate is called of whom the bytes to be signed hold the id alone.

use std::collections::{BTreeMap, BTreeSet};

use ballast_domain::{Address, BucketId, Intent, Ledger, Network, Touch, Warning};
use futures_util::future::join_all;

use super::unconfirmed;
use crate::session::Session;

/// What endpoints say of one thing, put together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Said<T> {
    /// Two or more say it, and nobody speaks against it.
    ByTwo(T),
    /// One alone says it.
    ByOne(T),
    /// Two contradict each other.
    Contradicted,
    /// Nobody says anything.
    Nothing,
}

impl<T: PartialEq> Said<T> {
    fn of(words: impl IntoIterator<Item = T>) -> Self {
        let mut words = words.into_iter();
        let Some(first) = words.next() else {
            return Self::Nothing;
        };
        let others: Vec<T> = words.collect();
        match others.iter().all(|other| *other == first) {
            false => Self::Contradicted,
            true if others.is_empty() => Self::ByOne(first),
            true => Self::ByTwo(first),
        }
    }

    /// Whether it is said otherwise than it is shown.
    fn differs(&self, shown: &T) -> bool {
        match self {
            Self::ByTwo(said) | Self::ByOne(said) => said != shown,
            Self::Contradicted => true,
            Self::Nothing => false,
        }
    }
}

impl Session {
    /// Whose a native bucket is. Who does not know of it says nothing: it may be new.
    pub(super) async fn owner_of(&self, index: u64) -> Said<Address> {
        let said = self.client.owners(index).await.into_iter();
        Said::of(said.filter_map(|(_, owner)| owner.ok().flatten()))
    }

    /// What a delegate is called; none where there is no such delegate.
    async fn name_of(&self, id: Address) -> Said<Option<String>> {
        let said = self.client.names(id).await.into_iter();
        Said::of(said.filter_map(|(_, name)| name.ok()))
    }

    /// Whether what its node says needs no second word: a practice network is its own witness.
    pub(super) fn is_own_witness(&self) -> bool {
        self.network == Network::Practice
    }

    /// What to mind about what intents touch, where endpoints say it otherwise than it is shown, or one alone says it.
    pub(super) async fn doubts(&self, intents: &[&Intent], shown: &Ledger) -> BTreeMap<Touch, Warning> {
        // Nobody else is asked where there is nobody.
        if self.is_own_witness() || self.client.nodes().len() < 2 {
            return BTreeMap::new();
        }
        let touches: BTreeSet<Touch> = intents.iter().flat_map(|intent| intent.touches()).collect();
        let asked = touches.into_iter().map(|touch| async move {
            let doubt = match &touch {
                Touch::FundedBucket(index) => self.doubt_of_owner(*index, shown).await,
                Touch::DelegateOfId(id) => self.doubt_of_name(*id, shown).await,
                _ => None,
            };
            doubt.map(|doubt| (touch, doubt))
        });
        join_all(asked).await.into_iter().flatten().collect()
    }

    async fn doubt_of_owner(&self, index: u64, shown: &Ledger) -> Option<Warning> {
        let owner = shown.bucket(BucketId::native(index))?.owner;
        let said = self.owner_of(index).await;
        match said {
            _ if said.differs(&owner) => Some(unconfirmed::owners_differ(index)),
            Said::ByTwo(_) => None,
            _ => Some(unconfirmed::owner_unconfirmed(index)),
        }
    }

    async fn doubt_of_name(&self, id: Address, shown: &Ledger) -> Option<Warning> {
        let name = shown.staking.candidates.get(&id)?.name.clone();
        let said = self.name_of(id).await;
        match said {
            _ if said.differs(&Some(name.clone())) => Some(unconfirmed::names_differ(&name)),
            Said::ByTwo(_) => None,
            _ => Some(unconfirmed::name_unconfirmed(&name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_who_says_otherwise_is_enough_for_a_contradiction_and_silence_confirms_nothing() {
        assert_eq!(Said::<u8>::of([]), Said::Nothing);
        assert_eq!(Said::of([7]), Said::ByOne(7));
        assert_eq!(Said::of([7, 7]), Said::ByTwo(7));
        assert_eq!(Said::of([7, 7, 8]), Said::Contradicted);
        assert!(Said::ByTwo(7).differs(&8), "who showed it said otherwise before");
        assert!(!Said::ByOne(7).differs(&7) && !Said::Nothing.differs(&7));
    }
}
