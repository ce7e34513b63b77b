//! How few are needed to stop the chain, or to hold the most of it.

use num_bigint::BigUint;
use num_traits::Zero;
use serde::{Deserialize, Serialize};

/// The Nakamoto coefficient: the least number of parties that together hold a third or more, and more than a half.
///
/// Of the delegates that are elected (36 on mainnet) as many as make blocks (24) are drawn for each epoch, each of them as
/// likely as any other and with one vote in the consensus, which needs more than two thirds of those votes. So who has exactly
/// a third of those drawn can stop the chain already, and who holds more than a half has the most of it. Which weight is meant,
/// votes or places, and who counts as one party, says who asks; votes of people decide who is elected, and nothing in the
/// consensus.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Nakamoto {
    /// Parties that hold a third together, or more; at least 1.
    pub third: u64,
    /// Parties that hold more than a half together, at least as many.
    pub half: u64,
}

/// The [`Nakamoto`] coefficient of parties with these weights, in whatever unit; none where all of them weigh nothing.
pub fn nakamoto(weights: &[u128]) -> Option<Nakamoto> {
    let mut weights = weights.to_vec();
    weights.sort_unstable_by(|a, b| b.cmp(a));
    let all: BigUint = weights.iter().map(|weight| BigUint::from(*weight)).sum();
    if all.is_zero() {
        return None;
    }
    let least = |is_enough: &dyn Fn(&BigUint) -> bool| {
        let mut held = BigUint::zero();
        let counted = (1_u64..).zip(&weights).find(|(_, weight)| {
            held += **weight;
            is_enough(&held)
        });
        counted.map(|(count, _)| count)
    };
    Some(Nakamoto {
        third: least(&|held: &BigUint| held * 3_u8 >= all)?,
        half: least(&|held: &BigUint| held * 2_u8 > all)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(weights: &[u128]) -> Option<(u64, u64)> {
        nakamoto(weights).map(|found| (found.third, found.half))
    }

    #[test]
    fn exactly_a_third_is_enough_and_exactly_a_half_is_not() {
        assert_eq!(counts(&[1; 36]), Some((12, 19)));
        assert_eq!(counts(&[1; 3]), Some((1, 2)));
        assert_eq!(counts(&[3, 3]), Some((1, 2)), "a half is more than a third");
        assert_eq!(
            counts(&[33, 33, 33, 1]),
            Some((2, 2)),
            "33 of 100 are less than a third"
        );
    }

    #[test]
    fn the_heaviest_count_first_wherever_they_stand() {
        // Of 100: 34 is a third or more, 34 + 20 more than a half.
        assert_eq!(counts(&[16, 20, 34, 15, 15]), Some((1, 2)));
        assert_eq!(counts(&[33, 33, 34]), Some((1, 2)));
        assert_eq!(counts(&[0, 9, 0]), Some((1, 1)), "one holds all");
    }

    #[test]
    fn of_nothing_there_is_no_figure_and_large_weights_overflow_nothing() {
        assert_eq!((counts(&[]), counts(&[0, 0])), (None, None));
        assert_eq!(counts(&[u128::MAX; 36]), Some((12, 19)));
    }
}
