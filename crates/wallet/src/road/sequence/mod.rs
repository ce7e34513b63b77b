//! Sequences: wishes that take several transactions. Reviewed once as a whole, written to the store before anything is
//! sent, and then taken step by step: each is proposed anew when those it waits for are final, and signed without a
//! question only within the bounds that were agreed to.

mod begin;
mod fate;
mod go;
mod judge;
mod review;
mod unsigned;
mod view;

pub(crate) use go::Word;

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    sync::Mutex,
};

use ballast_api::SequenceProposal;
use ballast_domain::{Height, Timestamp, sequence::Bounds};

/// What is kept of sequences for as long as the network is open; all of it is found out again after a restart.
#[derive(Default)]
pub(crate) struct Sequences {
    /// Reviews that may still be approved, by id.
    proposed: Mutex<HashMap<String, SequenceProposal>>,
    /// What is known of those that run, by id.
    known: Mutex<HashMap<String, Known>>,
    /// Held while steps are proposed and signed, so that no two do it at once.
    going: tokio::sync::Mutex<()>,
}

/// What is known of a sequence that runs.
#[derive(Clone, Default)]
struct Known {
    /// The block at which its next steps were proposed last, and how many were done: until either changes, nothing does.
    looked: Option<(Height, usize)>,
    /// Whether no step of it can go on any more.
    over: bool,
    /// Steps that a rule lets wait, and until when.
    until: BTreeMap<u32, Timestamp>,
    /// Steps for which the person is asked.
    asks: BTreeMap<u32, Ask>,
}

impl Known {
    /// Another one whenever it asks otherwise, and the same wherever it asks the same.
    fn mark(&self) -> u64 {
        let asks = self.asks.iter();
        let asks: Vec<_> = asks
            .map(|(step, ask)| (step, &ask.sentence, format!("{:?}", ask.agrees)))
            .collect();
        mark_of(&asks)
    }
}

/// The same number for the same thing, and another one for another.
fn mark_of(thing: &impl Hash) -> u64 {
    let mut hash = DefaultHasher::new();
    thing.hash(&mut hash);
    // A number that JSON keeps exactly.
    hash.finish() >> 11
}

/// Why the person is asked about a step.
#[derive(Clone, PartialEq, Eq)]
struct Ask {
    sentence: String,
    /// What the person agrees to by going on, with the rules that warn of it; none where no word of theirs helps.
    agrees: Option<(Bounds, Vec<String>)>,
}
