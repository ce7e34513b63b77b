//! What a person can do: one file an action, holding its data, its rules and what it does to the ledger, in one folder a
//! family.
//!
//! The same `apply` serves the review's "after", a rehearsal and the practice network, so what a form explains is what the
//! chain does. To add an action: its file in its family's folder here, a line in the [table](for_each_action), its file in
//! the same family of `chain`.

mod carry_out;
mod delegate;
pub mod nft;
mod rewards;
mod send;
mod stake;
mod table;
#[cfg(test)]
mod testing;
mod touch;
mod words;

use std::ops::Deref;

use serde::{Deserialize, Serialize};

pub(crate) use self::words::percent;
pub use self::{
    carry_out::{Done, carry_out},
    delegate::{PortionField, portion_of_percent},
    touch::{TokenGrant, TokenTouch, Touch},
};
use crate::{Address, Amount, Context, Effects, Ledger, Phrase, Refusal, Rule, StakingParams, for_each_action};

/// One action: its rules and its effect.
pub trait Rules {
    /// The protocol's own name of the method, as its log and its ABI say it.
    fn method(&self) -> &'static str;

    /// The rules that need no ledger: broken, the node refuses the action or drops it.
    ///
    /// # Errors
    /// The rule that is broken.
    fn admit(&self, _params: &StakingParams) -> Result<(), Refusal> {
        Ok(())
    }

    /// Does it: checks the rules that need the ledger in the node's order, then changes it.
    ///
    /// Fees and nonces are the chain's business; `effects.transfers` is what else moves.
    ///
    /// # Errors
    /// The first broken rule; the ledger is then unchanged, and `effects` holds what the node logs all the same.
    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal>;

    /// The whole of it in one sentence for the review, before it is done.
    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase;

    /// The parts of the chain that the action has to do with when `caller` does it, for whoever reads them first.
    fn touches(&self, _caller: Address) -> Vec<Touch> {
        Vec::new()
    }

    /// Money that the account has to hold beside the fee before a node takes the action.
    fn spends(&self) -> Amount {
        Amount::ZERO
    }

    /// What the chain allows and the wallet does not, because it loses votes or money.
    ///
    /// # Errors
    /// The rule that is broken.
    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        Ok(())
    }

    /// What the chain allows and a careful person would not do.
    fn cautions(&self, _ledger: &Ledger, _ctx: &Context) -> Vec<Rule> {
        Vec::new()
    }

    /// To whom it gives something that cannot be taken back, when `caller` does it: the end of the address is typed again
    /// before it is signed.
    fn gives_away(&self, _caller: Address) -> Option<Address> {
        None
    }

    /// The tokens that it gives to somebody, or lets them take.
    fn grants(&self) -> Option<TokenGrant> {
        None
    }

    /// Whether a contract issues a bucket NFT by it.
    fn issues_nft(&self) -> bool {
        false
    }

    /// The gas that it took on a real node, where it runs a contract that no node can be asked about yet (recordings 06
    /// and 07).
    fn usual_gas(&self) -> Option<u64> {
        None
    }
}

macro_rules! actions {
    ($($family:ident { $($(#[$doc:meta])* $name:ident = $tag:literal, $words:literal, [$($money:literal),*];)* })*) => {
        $(pub use self::$family::{$($name),*};)*

        /// Any action of the native protocols, of contracts, or between accounts.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[serde(tag = "action")]
        pub enum Action {
            $($($(#[$doc])* #[serde(rename = $tag)] $name($name),)*)*
        }

        impl Action {
            /// What `action` says in an intent's JSON, of each.
            pub const TAGS: &'static [&'static str] = &[$($($tag,)*)*];

            /// What `action` says in its intent's JSON.
            pub const fn tag(&self) -> &'static str {
                match self { $($(Self::$name(_) => $tag,)*)* }
            }

            /// What people call actions of a tag; none where there is no such action.
            pub fn words_of(tag: &str) -> Option<&'static str> {
                match tag { $($($tag => Some($words),)*)* _ => None }
            }

            /// The fields of an intent's JSON that are IOTX, for actions of a tag.
            pub fn money_in(tag: &str) -> &'static [&'static str] {
                match tag { $($($tag => &[$($money),*],)*)* _ => &[] }
            }
        }

        /// An action answers as the one that it is.
        impl Deref for Action {
            type Target = dyn Rules;

            fn deref(&self) -> &Self::Target {
                match self { $($(Self::$name(action) => action,)*)* }
            }
        }

        $($(impl From<$name> for Action {
            fn from(action: $name) -> Self {
                Self::$name(action)
            }
        })*)*
    };
}

for_each_action!(actions);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn tags_and_words_are_each_an_actions_own() {
        let all = Action::TAGS;
        let tags: BTreeSet<_> = all.iter().collect();
        let words: BTreeSet<_> = all.iter().filter_map(|tag| Action::words_of(tag)).collect();
        assert_eq!((tags.len(), words.len()), (all.len(), all.len()));
        assert_eq!(Action::words_of("NftStake"), None);
    }
}
