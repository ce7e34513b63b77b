//! Which delegates a filter shows, and how many: the one count that the filters and the heading both tell.

use std::collections::HashSet;

use ballast_api::{ChainView, DelegateRow};
use ballast_domain::{Address, Exit, PayoutMode};
use leptos::prelude::*;

use crate::kit::state::app;

/// Operators of the running epoch's delegates; none where the node does not say.
#[derive(Clone, PartialEq, Default)]
pub struct Elected {
    pool: Option<HashSet<Address>>,
    active: Option<HashSet<Address>>,
}

impl Elected {
    /// As the chain stands now.
    pub fn now() -> Memo<Self> {
        let app = app();
        Memo::new(move |_| app.chain.with(|c| c.as_ref().map(Self::of).unwrap_or_default()))
    }

    fn of(chain: &ChainView) -> Self {
        let set = |list: &Option<Vec<Address>>| list.as_ref().map(|l| l.iter().copied().collect());
        let epoch = chain.epoch.as_ref();
        Self {
            pool: epoch.and_then(|e| set(&e.pool)),
            active: epoch.and_then(|e| set(&e.active)),
        }
    }
}

/// Which delegates are shown. They overlap: one that leaves may make blocks until its epoch ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Every one.
    All,
    /// Elected for the running epoch.
    Pool,
    /// Drawn from the pool to make its blocks.
    Active,
    /// Their votes are cut for missed blocks.
    Probation,
    /// They have asked to leave.
    Leaving,
    /// The protocol pays their voters, and a part of the rewards is theirs.
    Paid,
}

impl Filter {
    /// Each with its name for tests and its word.
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::All, "all", "All"),
        (Self::Pool, "pool", "In the pool"),
        (Self::Active, "active", "Making blocks"),
        (Self::Probation, "probation", "On probation"),
        (Self::Leaving, "leaving", "Leaving"),
        (Self::Paid, "paid", "Paid by the protocol"),
    ];

    /// Whether it shows this one; not, where that is not known.
    pub fn admits(self, row: &DelegateRow, elected: &Elected) -> bool {
        let is_in = |set: &Option<HashSet<Address>>| set.as_ref().is_some_and(|s| s.contains(&row.operator));
        match self {
            Self::All => true,
            Self::Pool => is_in(&elected.pool),
            Self::Active => is_in(&elected.active),
            Self::Probation => row.probation.is_some(),
            Self::Leaving => row.exit != Exit::None,
            Self::Paid => row.payout.is_some_and(|payout| payout.mode == PayoutMode::Protocol),
        }
    }

    /// Whether it is known whom it shows: not where the node does not say who is elected, or how any of them pays.
    pub fn is_known(self, rows: &[DelegateRow], elected: &Elected) -> bool {
        match self {
            Self::Pool => elected.pool.is_some(),
            Self::Active => elected.active.is_some(),
            Self::Paid => rows.iter().any(|row| row.payout.is_some()),
            Self::All | Self::Probation | Self::Leaving => true,
        }
    }

    /// How many it shows; none where that is not known.
    pub fn count(self, rows: &[DelegateRow], elected: &Elected) -> Option<u64> {
        let count = || rows.iter().filter(|row| self.admits(row, elected)).count() as u64;
        self.is_known(rows, elected).then(count)
    }
}

#[cfg(test)]
mod tests {
    use ballast_api::DelegateStatus;
    use ballast_domain::{Amount, VoterPayout, Votes};

    use super::*;

    fn row(operator: u8, exit: Exit) -> DelegateRow {
        let address = Address::from_bytes([operator; 20]);
        DelegateRow {
            rank: 1,
            id: address,
            name: "fathom".into(),
            owner: address,
            operator: address,
            reward: address,
            votes: Votes::ZERO,
            self_stake: Amount::ZERO,
            status: DelegateStatus::Leaving,
            exit,
            probation: None,
            produced: None,
            payout: None,
        }
    }

    #[test]
    fn one_that_leaves_and_still_makes_blocks_is_counted_in_both() {
        let rows = [row(1, Exit::Requested), row(2, Exit::None)];
        let both: HashSet<_> = rows.iter().map(|r| r.operator).collect();
        let elected = Elected {
            pool: Some(both.clone()),
            active: Some(both),
        };
        let counts = Filter::ALL.map(|(filter, ..)| filter.count(&rows, &elected));
        assert_eq!(counts, [Some(2), Some(2), Some(2), Some(0), Some(1), None]);
    }

    #[test]
    fn who_is_elected_is_unknown_where_the_node_does_not_say() {
        let rows = [row(1, Exit::None)];
        let unsaid = Elected::default();
        assert_eq!(Filter::Pool.count(&rows, &unsaid), None);
        assert_eq!(Filter::All.count(&rows, &unsaid), Some(1));
        // An empty table would say that nobody is.
        let known = Filter::ALL.map(|(filter, ..)| filter.is_known(&rows, &unsaid));
        assert_eq!(known, [true, false, false, true, true, false]);
    }

    #[test]
    fn whom_the_protocol_pays_nothing_is_not_among_those_that_it_pays() {
        let modes = PayoutMode::ALL.map(Some).into_iter().chain([None]);
        let of = |mode: Option<PayoutMode>| DelegateRow {
            payout: mode.map(|mode| VoterPayout {
                mode,
                commission: None,
                portions: None,
            }),
            ..row(1, Exit::None)
        };
        let rows: Vec<DelegateRow> = modes.map(of).collect();
        assert_eq!(Filter::Paid.count(&rows, &Elected::default()), Some(1));
    }
}
