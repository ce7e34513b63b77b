//! The life of a submission.

use std::fmt;

use ballast_domain::{Height, Outcome};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where a submission stands. What is learnt moves it forward: along signed, sent, mined, final; or aside.
///
/// Aside is not always the end: a transaction that seemed to have vanished, to have been replaced, or never to have
/// been sent may be mined after all, for a node somewhere may have had it. What two nodes said is mined is never unsaid; an
/// end on one node's word alone can be taken back ([`crate::Store::take_back`]).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// Written with its signature; it may or may not have left this machine.
    Signed,
    /// A node took it.
    Sent,
    /// It has a receipt.
    Mined,
    /// Mined, done, and compared with what was proposed.
    Final,
    /// Mined without success, or refused by the node.
    Failed,
    /// Taken by a node and dropped without a receipt.
    Vanished,
    /// Another transaction with its nonce takes its place.
    Replaced,
    /// Never sent, and the person said that it never be.
    Dropped,
}

impl State {
    /// All.
    pub const ALL: [Self; 8] = [
        Self::Signed,
        Self::Sent,
        Self::Mined,
        Self::Final,
        Self::Failed,
        Self::Vanished,
        Self::Replaced,
        Self::Dropped,
    ];

    /// In the file and on screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Sent => "sent",
            Self::Mined => "mined",
            Self::Final => "final",
            Self::Failed => "failed",
            Self::Vanished => "vanished",
            Self::Replaced => "replaced",
            Self::Dropped => "dropped",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether the wallet still has to do something about it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Signed | Self::Sent | Self::Mined)
    }

    /// Whether it may become `next`.
    pub const fn may_become(self, next: Self) -> bool {
        match self {
            Self::Signed => !matches!(next, Self::Signed | Self::Final),
            Self::Sent => !matches!(next, Self::Signed | Self::Sent | Self::Final | Self::Dropped),
            Self::Mined => matches!(next, Self::Final | Self::Failed),
            Self::Vanished | Self::Replaced | Self::Dropped => matches!(next, Self::Mined),
            Self::Final | Self::Failed => false,
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was learnt about a submission.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// A node took it.
    Sent,
    /// It has a receipt, successful or not: its nonce is used up.
    Mined {
        /// The block.
        block: Height,
        /// As the node gave it.
        receipt: Value,
    },
    /// The receipt is read: it was done.
    Final(Outcome),
    /// The receipt is read: it was not done.
    Failed(Outcome),
    /// The node refused it in words; it was never mined and its nonce is free.
    Refused(String),
    /// It is nowhere any more; its nonce is free.
    Vanished(Outcome),
    /// Its nonce went to another submission, or to a transaction made elsewhere.
    Replaced {
        /// The other submission's id.
        by: Option<String>,
    },
    /// The person dropped it before it was sent; its nonce is free.
    Dropped,
}

impl Event {
    /// The state that it leads to.
    pub const fn state(&self) -> State {
        match self {
            Self::Sent => State::Sent,
            Self::Mined { .. } => State::Mined,
            Self::Final(_) => State::Final,
            Self::Failed(_) | Self::Refused(_) => State::Failed,
            Self::Vanished(_) => State::Vanished,
            Self::Replaced { .. } => State::Replaced,
            Self::Dropped => State::Dropped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_way_leads_back() {
        let mut reach: Vec<(State, State)> = Vec::new();
        for from in State::ALL {
            let mut seen = vec![from];
            while let Some(next) = State::ALL
                .into_iter()
                .find(|n| !seen.contains(n) && seen.iter().any(|s| s.may_become(*n)))
            {
                seen.push(next);
                reach.push((from, next));
            }
        }
        for (from, to) in &reach {
            assert!(!reach.contains(&(*to, *from)), "{from} and {to} lead to each other");
        }
        assert!(State::ALL.iter().all(|state| !state.may_become(*state)));
    }

    #[test]
    fn what_is_mined_stays_mined_and_every_state_has_a_name_of_its_own() {
        for next in [
            State::Vanished,
            State::Replaced,
            State::Sent,
            State::Signed,
            State::Dropped,
        ] {
            assert!(!State::Mined.may_become(next));
        }
        assert!(
            !State::Sent.may_become(State::Dropped),
            "what a node took cannot be dropped"
        );
        assert!(
            !State::Dropped.may_become(State::Sent),
            "what was dropped is never sent"
        );
        for state in State::ALL {
            assert_eq!(State::parse(state.as_str()), Some(state));
        }
    }
}
