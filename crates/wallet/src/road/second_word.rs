//! What a review does not take on one endpoint's word where there are others: whose a bucket is that gets money, what a
//! delegate is called of whom the bytes to be signed hold the id alone, and what one gives its voters that is opted in for good.

use std::collections::{BTreeMap, BTreeSet};

use ballast_chain::Error as Chain;
use ballast_domain::{Address, BucketId, Intent, Ledger, Network, Portions, Touch, Warning};
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
    /// Whose native buckets are; nothing where there is one endpoint alone. Who does not know of one says nothing of it: it
    /// may be new.
    pub(super) async fn owners_of(&self, indexes: &BTreeSet<u64>) -> BTreeMap<u64, Said<Address>> {
        // Nobody else is asked where there is nobody.
        if indexes.is_empty() || self.client.nodes().len() < 2 {
            return BTreeMap::new();
        }
        let asked: Vec<u64> = indexes.iter().copied().collect();
        let said = self.client.owners(&asked).await;
        let words = self.words_of_those_that_are_as_far(said);
        let owner = |index: &u64| Said::of(words.iter().filter_map(|owners| owners.get(index).copied()));
        indexes.iter().map(|index| (*index, owner(index))).collect()
    }

    /// What a delegate is called; none where there is no such delegate.
    async fn name_of(&self, id: Address) -> Said<Option<String>> {
        let said = self.client.names(id).await;
        Said::of(known(self.words_of_those_that_are_as_far(said)))
    }

    /// What those say that answer and do not stand behind the chain, who say what was so then.
    fn words_of_those_that_are_as_far<T>(&self, said: Vec<(String, Result<T, Chain>)>) -> Vec<T> {
        let endpoints = self.client.endpoints();
        let lags = |node: &String| endpoints.iter().any(|one| one.url == *node && one.lagging);
        let as_far = said.into_iter().filter(|(node, _)| !lags(node));
        as_far.filter_map(|(_, word)| word.ok()).collect()
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
        let (mut funded, mut named, mut opted_in) = (BTreeSet::new(), Vec::new(), Vec::new());
        for touch in touches {
            match touch {
                Touch::FundedBucket(index) => {
                    funded.insert(index);
                }
                Touch::DelegateOfId(id) => named.push(id),
                Touch::OptIn(owner) => opted_in.push(owner),
                _ => {}
            }
        }
        let names = named
            .into_iter()
            .map(|id| async move { (Touch::DelegateOfId(id), self.doubt_of_name(id, shown).await) });
        let portions = opted_in
            .into_iter()
            .map(|owner| async move { (Touch::OptIn(owner), self.portions_in_doubt(owner, shown).await) });
        let (owners, names, portions) = tokio::join!(self.owners_of(&funded), join_all(names), join_all(portions));
        let owners = owners
            .into_iter()
            .map(|(index, said)| (Touch::FundedBucket(index), doubt_of_owner(index, &said, shown)));
        let all = owners.chain(names).chain(portions);
        all.filter_map(|(touch, doubt)| Some((touch, doubt?))).collect()
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

    /// Without portions that could be read no opt-in is legal, so that nobody need be asked.
    async fn portions_in_doubt(&self, owner: Address, shown: &Ledger) -> Option<Warning> {
        let candidate = shown.staking.by_owner(owner)?;
        let portions = *shown.portions.get(&candidate.id)?;
        let said = self
            .client
            .portions_of_each(shown.delegate_profile?, candidate.id)
            .await;
        let said = Said::of(self.words_of_those_that_are_as_far(said));
        doubt_of_portions(&candidate.name, &said, portions)
    }
}

/// What to mind about what a delegate gives its voters, as endpoints say it and as it is shown.
fn doubt_of_portions(name: &str, said: &Said<Portions>, shown: Portions) -> Option<Warning> {
    match said {
        _ if said.differs(&shown) => Some(unconfirmed::portions_differ(name)),
        Said::ByTwo(_) => None,
        _ => Some(unconfirmed::portions_unconfirmed(name)),
    }
}

fn doubt_of_owner(index: u64, said: &Said<Address>, shown: &Ledger) -> Option<Warning> {
    let owner = shown.bucket(BucketId::native(index))?.owner;
    match said {
        _ if said.differs(&owner) => Some(unconfirmed::owners_differ(index)),
        Said::ByTwo(_) => None,
        _ => Some(unconfirmed::owner_unconfirmed(index)),
    }
}

/// Words without those of who does not know of it, where another does: it may be new.
fn known<T>(mut words: Vec<Option<T>>) -> Vec<Option<T>> {
    if words.iter().any(Option::is_some) {
        words.retain(Option::is_some);
    }
    words
}

#[cfg(test)]
mod tests {
    use ballast_domain::Portion;

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

    #[test]
    fn portions_that_an_opt_in_goes_by_are_no_one_endpoints_word() {
        let of = |block| Portions {
            block: Portion::Set(block),
            epoch: Portion::Set(9_000),
        };
        let rule = |said: Said<Portions>| doubt_of_portions("fathom", &said, of(8_500)).map(|doubt| doubt.rule);
        assert_eq!(rule(Said::of([of(8_500), of(8_500)])), None);
        let unconfirmed = Some("voters.portions-unconfirmed".into());
        assert_eq!(rule(Said::of([of(8_500)])), unconfirmed);
        assert_eq!(rule(Said::Nothing), unconfirmed);
        let differs = Some("voters.portions-differ".into());
        assert_eq!(rule(Said::of([of(8_500), of(0)])), differs);
        let unset = Portions {
            block: Portion::Unset,
            ..of(8_500)
        };
        assert_eq!(rule(Said::of([unset])), differs, "it is shown as set");
    }

    #[test]
    fn who_does_not_know_a_delegate_that_another_names_says_nothing_of_it() {
        assert_eq!(known(vec![None, Some(7), Some(7)]), [Some(7), Some(7)]);
        assert_eq!(known::<u8>(vec![None, None]), [None, None]);
    }
}
