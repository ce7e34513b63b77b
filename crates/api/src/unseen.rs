//! Blocks of which it is not known what came in, or of which the rows do not tell all.

use ballast_domain::{Address, Height, grouped};
use serde::{Deserialize, Serialize};

use crate::Effect;

/// Blocks of which it is not known what came to an account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unseen {
    /// To which account.
    pub account: Address,
    /// The first of them; 1 where the wallet began to look at the account after the last.
    pub first: Height,
    /// The last of them.
    pub last: Height,
    /// How the balance changed in them beside what is known; none where that is not known either.
    pub moved: Option<Effect>,
    /// Why it is not known.
    pub why: UnseenWhy,
}

/// Why it is not known what came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UnseenWhy {
    /// The blocks were not looked at, or not yet.
    NotLookedAt,
    /// The node does not say balances of the past.
    NoPast,
    /// What the protocol paid and compounded there was not looked at yet.
    PayoutsNotLookedAt,
    /// What the protocol paid and compounded there cannot be looked at: the node does not keep logs of so long ago, or did not
    /// tell all of them.
    PayoutsGone,
    /// The blocks were looked at, and the rows do not tell of all that changed the balance: a node did not say it, or they were
    /// written before what was signed elsewhere had rows.
    RowsDoNotTell,
}

impl Unseen {
    /// Words for people, of one account.
    pub fn sentence(&self) -> String {
        match self.why {
            UnseenWhy::NotLookedAt | UnseenWhy::NoPast => self.not_known(),
            UnseenWhy::PayoutsNotLookedAt => format!(
                "What the protocol paid and compounded for votes since block {} is not known yet: its logs have not been \
                 looked at.",
                grouped(self.first.0)
            ),
            UnseenWhy::PayoutsGone => format!(
                "What the protocol paid and compounded for votes between block {} and block {} is not known: the node does \
                 not keep logs of so long ago, or did not tell all of them.",
                grouped(self.first.0),
                grouped(self.last.0)
            ),
            UnseenWhy::RowsDoNotTell => {
                let (first, last) = (grouped(self.first.0), grouped(self.last.0));
                let moved = self.moved.map(|moved| match moved.fell {
                    true => format!(": it fell by {} IOTX more than they tell", moved.amount.for_people()),
                    false => format!(": it rose by {} IOTX more than they tell", moved.amount.for_people()),
                });
                let moved = moved.unwrap_or_default();
                format!(
                    "The lines between block {first} and block {last} do not tell all that changed the balance{moved}."
                )
            }
        }
    }

    /// That it is not known what came in.
    fn not_known(&self) -> String {
        let (first, last) = (grouped(self.first.0), grouped(self.last.0));
        let blocks = match (self.first.0, self.first == self.last) {
            (0 | 1, _) => format!("up to block {last} is not known: Ballast began to look after it"),
            (_, true) => format!("with block {last} is not known: Ballast was not running then"),
            (_, false) => format!("between block {first} and block {last} is not known: Ballast was not running then"),
        };
        let why = match self.why {
            UnseenWhy::NoPast => "and the node does not have that past",
            _ => "and has not looked at that past",
        };
        let moved = self.moved.filter(|moved| !moved.amount.is_zero()).map(|moved| {
            let way = if moved.fell { "fell" } else { "rose" };
            let amount = moved.amount.for_people();
            format!(" The balance {way} by {amount} IOTX in that time, of which no line here tells.")
        });
        format!("What came in {blocks}, {why}.{}", moved.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::Amount;

    use super::*;

    fn unseen(first: u64, last: u64) -> Unseen {
        Unseen {
            account: Address::ZERO,
            first: Height(first),
            last: Height(last),
            moved: None,
            why: UnseenWhy::NoPast,
        }
    }

    #[test]
    fn what_is_not_known_is_said_with_its_blocks_its_cause_and_what_the_balance_tells() {
        assert_eq!(
            unseen(1, 999).sentence(),
            "What came in up to block 999 is not known: Ballast began to look after it, and the node does not have \
             that past."
        );
        let mut gap = unseen(10, 20);
        gap.why = UnseenWhy::NotLookedAt;
        gap.moved = Some(Effect::of(Amount::from_iotx(5), Amount::ZERO));
        assert_eq!(
            gap.sentence(),
            "What came in between block 10 and block 20 is not known: Ballast was not running then, and has not looked \
             at that past. The balance rose by 5 IOTX in that time, of which no line here tells."
        );
    }

    #[test]
    fn rows_that_do_not_add_up_and_payouts_that_nobody_looked_at_are_said() {
        let mut gap = unseen(10, 2_000);
        gap.why = UnseenWhy::PayoutsNotLookedAt;
        assert!(gap.sentence().contains("for votes since block 10 is not known yet"));
        gap.why = UnseenWhy::PayoutsGone;
        assert!(
            gap.sentence()
                .contains("for votes between block 10 and block 2\u{202f}000 is not known")
        );
        assert!(gap.sentence().ends_with("or did not tell all of them."));
        gap.why = UnseenWhy::RowsDoNotTell;
        let words = "The lines between block 10 and block 2\u{202f}000 do not tell all that changed the balance";
        assert_eq!(gap.sentence(), format!("{words}."));
        gap.moved = Some(Effect::of(Amount::ZERO, Amount::from_iotx(5)));
        assert_eq!(
            gap.sentence(),
            format!("{words}: it fell by 5 IOTX more than they tell.")
        );
    }
}
