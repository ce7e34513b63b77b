//! A payout on its way to be seen whole: how far it was looked at, what was told of it so far, and when it is looked at anew.

use std::collections::BTreeMap;

use ballast_domain::{Address, Amount, Era, Height};

/// Blocks that are asked for at once while they pay: each may pay hundreds of voters.
const PAYING: u64 = 16;
/// Blocks that are asked for at once after those that pay.
const QUIET: u64 = 2_000;
/// Blocks until a payout that was not seen whole is looked at anew: whoever leaves something out must not make the wallet
/// look through all of it with each block.
const AGAIN: u64 = 60;

/// What was paid, or is said to have been, for each delegate.
pub(super) type Sums = BTreeMap<Address, Amount>;

/// A payout as far as it was looked at.
pub(super) struct Paying {
    /// The era that is paid.
    pub(super) era: Era,
    /// The next block to be looked at.
    pub(super) next: Height,
    /// Blocks that are asked for at once.
    pub(super) step: u64,
    /// What each delegate's voters were paid in all.
    pub(super) sums: Sums,
    /// The endpoint that is asked and no other; none where it is whichever answers.
    pub(super) node: Option<String>,
    /// The endpoint that told last.
    pub(super) teller: Option<String>,
    /// Whether it was begun anew, since it was not seen whole.
    pub(super) is_anew: bool,
    /// The block before which it is not looked at.
    since: Height,
    /// The block from which on what was told was not borne out.
    doubted: Option<Height>,
}

impl Paying {
    /// A payout of which nothing was looked at yet, from its first block on.
    pub(super) const fn from(era: Era, first: Height) -> Self {
        Self {
            era,
            next: first,
            step: PAYING,
            sums: Sums::new(),
            node: None,
            teller: None,
            is_anew: false,
            since: Height(0),
            doubted: None,
        }
    }

    /// Has it be looked at anew from its first block on, some blocks after `head`, and by another one of these endpoints.
    pub(super) fn begin_anew(&mut self, first: Height, head: Height, nodes: &[String]) {
        *self = Self {
            node: self.teller.as_deref().and_then(|teller| next_of(nodes, teller)),
            is_anew: true,
            since: Height(head.0.saturating_add(AGAIN)),
            ..Self::from(self.era, first)
        };
    }

    /// Notes that what was told is not borne out by others, who may just not have come so far; whether it is too late for that.
    pub(super) fn is_doubted_for_long(&mut self, head: Height) -> bool {
        let since = *self.doubted.get_or_insert(head);
        self.is_anew || head.0.saturating_sub(since.0) >= AGAIN
    }

    /// Whether it is not to be looked at yet.
    pub(super) fn waits(&self, head: Height) -> bool {
        // A head far below was false when it was begun anew.
        (self.since.0.saturating_sub(AGAIN)..self.since.0).contains(&head.0)
    }

    /// The era, and the next block to be looked at.
    pub(super) const fn next(&self) -> (Era, Height) {
        (self.era, self.next)
    }

    /// Has more blocks be asked for at once from now on, since those that pay seem to be over; whether it was otherwise before.
    pub(super) const fn becomes_quiet(&mut self) -> bool {
        let pays = self.step < QUIET;
        self.step = QUIET;
        pays
    }
}

/// The endpoint behind this one in their order, and the first behind the last; none where there is no other.
fn next_of(nodes: &[String], node: &str) -> Option<String> {
    let place = nodes
        .iter()
        .position(|other| other == node)
        .map_or(0, |place| place + 1);
    let from_there = nodes.iter().cycle().skip(place).take(nodes.len());
    from_there.into_iter().find(|other| *other != node).cloned()
}

/// Whether logs told of less than the chain says that was paid for a delegate: one or more of them were left out.
pub(super) fn falls_short(told: &Sums, distributed: &Sums) -> bool {
    let lacks = |(delegate, paid): (&Address, &Amount)| match told.get(delegate) {
        Some(told) => told < paid,
        None => !paid.is_zero(),
    };
    distributed.iter().any(lacks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(all: &[(u8, u128)]) -> Sums {
        let of = |(delegate, rau): &(u8, u128)| (Address::from_bytes([*delegate; 20]), Amount::from_rau(*rau));
        all.iter().map(of).collect()
    }

    #[test]
    fn a_payout_falls_short_where_logs_tell_of_less_for_one_delegate_than_the_chain_paid() {
        let chain = sums(&[(1, 70), (2, 30), (3, 0)]);
        let short = |told: &[(u8, u128)]| falls_short(&sums(told), &chain);
        assert!(!short(&[(1, 70), (2, 30)]), "for whom nothing was paid there is no log");
        assert!(short(&[(1, 70), (2, 29)]), "a row is left out");
        assert!(short(&[(1, 70)]), "a delegate is");
        assert!(short(&[(1, 100)]), "what is too much for one makes up for nothing");
        assert!(!short(&[(1, 71), (2, 30), (9, 5)]), "of more nothing was left out");
        assert!(!falls_short(&sums(&[]), &sums(&[])), "nobody says what was paid");
    }

    #[test]
    fn what_was_not_seen_whole_is_looked_at_from_its_start_by_another_endpoint_and_seldom() {
        let nodes = ["a", "b", "c"].map(str::to_owned);
        let mut paying = Paying::from(Era(3), Height(61));
        paying.next = Height(70);
        paying.sums = sums(&[(1, 7)]);
        paying.teller = Some("a".to_owned());
        assert!(!paying.waits(Height(0)) && !paying.waits(Height(100)));
        paying.begin_anew(Height(61), Height(100), &nodes);
        assert_eq!(paying.next(), (Era(3), Height(61)));
        assert!(paying.sums.is_empty() && paying.is_anew);
        assert_eq!(paying.node.as_deref(), Some("b"));
        assert_eq!(
            [100, 159, 160].map(|head| paying.waits(Height(head))),
            [true, true, false]
        );
        assert!(!paying.waits(Height(40)), "the head was false");
        let mut doubted = Paying::from(Era(3), Height(61));
        let for_long = [100, 130, 159, 160].map(|head| doubted.is_doubted_for_long(Height(head)));
        assert_eq!(for_long, [false, false, false, true]);
        assert!(paying.is_doubted_for_long(Height(160)), "it is looked at anew");
        // Nobody told of anything since: whoever answers.
        paying.begin_anew(Height(61), Height(160), &nodes);
        assert_eq!(paying.node, None);
    }

    #[test]
    fn endpoints_take_turns_where_there_are_others() {
        let nodes = |all: &[&str]| -> Vec<String> { all.iter().map(ToString::to_string).collect() };
        assert_eq!(next_of(&nodes(&["a", "b", "c"]), "b").as_deref(), Some("c"));
        assert_eq!(next_of(&nodes(&["a", "b", "c"]), "c").as_deref(), Some("a"));
        assert_eq!(next_of(&nodes(&["a", "b"]), "gone").as_deref(), Some("a"));
        assert_eq!(next_of(&nodes(&["a"]), "a"), None);
        assert_eq!(next_of(&[], "a"), None);
    }
}
