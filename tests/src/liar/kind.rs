//! The kinds of faults.

/// A kind of fault. Most are the liar's; the first four are of the machine on which the wallet runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Pages of the store are other than they were written.
    Damage,
    /// There is no more room on the disk.
    Full,
    /// This machine's clock jumps.
    Clock,
    /// The program is killed.
    Kill,
    /// Answers come late.
    Delays,
    /// Connections end without an answer, before or after the node was asked.
    Drops,
    /// Answers end in their middle.
    Truncates,
    /// Requests are passed on twice, and answers of earlier requests come once more.
    Duplicates,
    /// Answers of a batch come in another order, or under each other's numbers.
    Reorders,
    /// Answers have no end.
    Floods,
    /// The node says that it is of another chain.
    Chain,
    /// The newest block is far ahead of what it is.
    HeightUp,
    /// The newest block is far behind.
    HeightDown,
    /// Balances are others.
    Balances,
    /// Gas costs more, or nothing.
    Fees,
    /// Accounts have sent more, or less.
    Nonces,
    /// Transactions are kept, and receipts are made up: of success and of failure. Some answers are held back until a block
    /// has the transaction.
    Receipts,
    /// Receipts are another transaction's.
    Foreign,
    /// What was mined is nowhere.
    Hides,
    /// Transactions are passed on, and refused in words.
    Refuses,
    /// Estimates of gas are nothing, or more than there is.
    Estimates,
    /// A token has other decimals.
    Decimals,
    /// Any number of any answer is one at the edge of what can be written, or none.
    Numbers,
    /// Transactions are kept or passed on, and stand in blocks that no chain has: receipt, transaction and block are made up
    /// and fit each other.
    Coherent,
    /// Amounts in the logs of receipts are others, and all else is so.
    Amounts,
    /// The newest block is an old one, the same as long as it lies.
    HeightStill,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 26] = [
        Self::Damage,
        Self::Full,
        Self::Clock,
        Self::Kill,
        Self::Delays,
        Self::Drops,
        Self::Truncates,
        Self::Duplicates,
        Self::Reorders,
        Self::Floods,
        Self::Chain,
        Self::HeightUp,
        Self::HeightDown,
        Self::Balances,
        Self::Fees,
        Self::Nonces,
        Self::Receipts,
        Self::Foreign,
        Self::Hides,
        Self::Refuses,
        Self::Estimates,
        Self::Decimals,
        Self::Numbers,
        Self::Coherent,
        Self::Amounts,
        Self::HeightStill,
    ];

    /// Whether only a program of its own can meet it.
    pub const fn takes_a_program(self) -> bool {
        matches!(self, Self::Full | Self::Clock | Self::Kill)
    }

    /// Whether the liar plays it.
    pub const fn is_told(self) -> bool {
        !self.takes_a_program() && !matches!(self, Self::Damage)
    }

    /// Whether it is about what was signed, so that there is no occasion for it before that.
    pub const fn is_of_what_was_signed(self) -> bool {
        matches!(
            self,
            Self::Receipts | Self::Foreign | Self::Hides | Self::Refuses | Self::Coherent | Self::Amounts
        )
    }

    /// Those of a round: by turns each is the first of one, and another one that the liar tells goes with it, so that the
    /// first twenty rounds meet every kind, and each that the liar tells in a round without programs.
    pub fn of_round(round: u64) -> Vec<Self> {
        let (all, of_the_machine) = (Self::ALL.len() as u64, 4);
        let told = all - of_the_machine;
        let first = Self::ALL[(round % all) as usize];
        // With another partner each time round.
        let second = Self::ALL[(of_the_machine + (round + 12 + round / all * 7) % told) as usize];
        let mut kinds = vec![first];
        kinds.extend(Some(second).filter(|second| *second != first));
        kinds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_rounds_meet_every_kind_and_each_round_has_something_told() {
        let met: Vec<Kind> = (0..20).flat_map(Kind::of_round).collect();
        assert!(Kind::ALL.iter().all(|kind| met.contains(kind)), "{met:?}");
        // What a program does not ask for, such as decimals, is asked for elsewhere.
        let without = |kinds: &Vec<Kind>| !kinds.iter().any(|kind| kind.takes_a_program());
        let told: Vec<Kind> = (0..20).map(Kind::of_round).filter(without).flatten().collect();
        let mut all = Kind::ALL.iter().filter(|kind| kind.is_told());
        assert!(all.all(|kind| told.contains(kind)), "{told:?}");
        for round in 0..1_000 {
            let kinds = Kind::of_round(round);
            assert!(kinds.iter().any(|kind| kind.is_told()), "{round}: {kinds:?}");
        }
    }
}
