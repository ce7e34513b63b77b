//! In which order delegates are listed: by default the fair one, which anybody can recompute from its seed.

use ballast_api::{DelegateRow, Failure, OrderSeed};
use ballast_domain::{Hash, Snapshot, directory::fair_order};
use clap::ValueEnum;
use serde::Serialize;

use crate::wrong_usage;

/// In which order.
#[derive(clap::Args)]
pub(crate) struct OrderArgs {
    /// The order; without it, fair.
    #[arg(long, value_name = "ORDER")]
    by: Option<By>,
    /// The fair order, by default from the hash of the running epoch's first block; with a seed, 32 bytes as 64 hex digits,
    /// the order that was or will be made from that one.
    #[arg(long, value_name = "SEED", value_parser = seed)]
    order_seed: Option<Option<Hash>>,
}

/// An order of delegates.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "camelCase")]
enum By {
    /// Favours nobody: each delegate's lot is Keccak-256 of the seed and its permanent id, and the smallest comes first.
    Fair,
    /// The most votes first.
    Votes,
}

/// The order that a list has, and what it was made from.
#[derive(Serialize)]
pub(super) struct Order {
    by: By,
    /// Where it is fair.
    seed: Option<Hash>,
    /// Whether the seed was given; else it is the node's.
    given: bool,
    /// Of which block the seed is the hash, where a node told it.
    from: Option<Snapshot<OrderSeed>>,
    /// Why the order is not the fair one, where nobody wished another.
    why: Option<String>,
}

fn seed(text: &str) -> Result<Hash, String> {
    let seed = text.trim().parse::<Hash>();
    seed.map_err(|_| "a seed is the hash of a block: 0x and 64 hex digits".to_owned())
}

impl OrderArgs {
    /// Whether an order was named.
    pub(super) const fn is_given(&self) -> bool {
        self.by.is_some() || self.order_seed.is_some()
    }

    /// Whether a node has to be asked for the seed.
    pub(super) fn wants_seed(&self) -> bool {
        self.by != Some(By::Votes) && !matches!(self.order_seed, Some(Some(_)))
    }

    /// Refuses what cannot be meant.
    pub(super) fn check(&self) -> Result<(), Failure> {
        match (self.by, &self.order_seed) {
            (Some(By::Votes), Some(_)) => Err(wrong_usage(
                "--order-seed makes the fair order, and --by votes another one.",
            )),
            _ => Ok(()),
        }
    }

    /// The order, by what a node said of the seed where it was asked.
    pub(super) fn order(&self, told: Option<Result<Option<Snapshot<OrderSeed>>, Failure>>) -> Order {
        let votes = |why| Order {
            by: By::Votes,
            seed: None,
            given: false,
            from: None,
            why,
        };
        match (self.order_seed, told) {
            (Some(Some(seed)), _) => Order {
                by: By::Fair,
                seed: Some(seed),
                given: true,
                from: None,
                why: None,
            },
            (_, Some(Ok(Some(from)))) => Order {
                by: By::Fair,
                seed: Some(from.value.seed),
                given: false,
                from: Some(from),
                why: None,
            },
            (_, Some(Ok(None))) => votes(Some("The running epoch has no block yet.".to_owned())),
            (_, Some(Err(failure))) => votes(Some(failure.sentence)),
            (_, None) => votes(None),
        }
    }
}

impl Order {
    /// Puts rows, which come by votes, into this order.
    pub(super) fn apply(&self, rows: &mut [DelegateRow]) {
        if let Some(seed) = self.seed {
            fair_order(seed, rows, |row| row.id);
        }
    }

    /// A line of what the order was made from; nothing where it was wished otherwise.
    pub(super) fn line(&self) -> Option<String> {
        match (&self.seed, &self.from, &self.why) {
            (Some(seed), Some(from), _) => Some(format!(
                "fair order of epoch {}, from the hash of its first block {}: {seed}",
                from.value.epoch, from.value.block
            )),
            (Some(seed), None, _) => Some(format!("fair order, from the seed {seed}")),
            (None, _, Some(why)) => Some(format!(
                "by votes, since the seed of the fair order is not known: {why}"
            )),
            (None, _, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use ballast_api::FailureKind;
    use ballast_domain::{Epoch, Height, Timestamp};

    use super::*;

    const NOTHING: OrderArgs = OrderArgs {
        by: None,
        order_seed: None,
    };

    fn told(seed: Hash) -> Option<Snapshot<OrderSeed>> {
        Some(Snapshot {
            value: OrderSeed {
                epoch: Epoch(2),
                block: Height(1_441),
                seed,
            },
            height: Height(1_500),
            node: "http://node/".into(),
            at: Timestamp::from_seconds(1),
        })
    }

    #[test]
    fn without_a_word_the_order_is_the_nodes_seeds_and_with_a_seed_that_ones() {
        let (nodes, given) = (Hash([1; 32]), Hash([2; 32]));
        let order = NOTHING.order(Some(Ok(told(nodes))));
        assert!(NOTHING.wants_seed() && order.seed == Some(nodes) && !order.given);
        let said = format!("fair order of epoch 2, from the hash of its first block 1441: {nodes}");
        assert_eq!(order.line(), Some(said));
        let bare = OrderArgs {
            order_seed: Some(None),
            ..NOTHING
        };
        assert!(bare.wants_seed() && bare.is_given());
        let other = OrderArgs {
            order_seed: Some(Some(given)),
            ..NOTHING
        };
        assert!(!other.wants_seed());
        let order = other.order(None);
        assert!(order.seed == Some(given) && order.given && order.from.is_none());
    }

    #[test]
    fn a_seed_that_is_not_known_makes_the_order_by_votes_and_it_is_said_why() {
        let failure = Failure::new(FailureKind::Node, "chain.timeout", "It did not answer.");
        for (nodes, why) in [(Ok(None), "no block yet."), (Err(failure), "It did not answer.")] {
            let order = NOTHING.order(Some(nodes));
            assert!(
                order.seed.is_none() && order.line().is_some_and(|line| line.ends_with(why)),
                "{:?}",
                order.line()
            );
        }
        let votes = OrderArgs {
            by: Some(By::Votes),
            ..NOTHING
        };
        assert!(!votes.wants_seed() && votes.order(None).line().is_none());
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let both = OrderArgs {
            by: Some(By::Votes),
            order_seed: Some(None),
        };
        assert!(both.check().is_err() && NOTHING.check().is_ok());
        assert!(seed("0x12").is_err() && seed("fathom").is_err());
        assert_eq!(seed(&Hash([7; 32]).to_string()), Ok(Hash([7; 32])));
    }
}
