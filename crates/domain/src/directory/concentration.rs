//! How much of the whole few hold: of delegates' votes, or of a delegate's voters.

use num_bigint::BigUint;
use num_traits::Zero;

use super::BasisPoints;

/// The part of all `amounts` that the `count` largest of them make together.
///
/// None where there are no amounts, or all of them are 0: of nothing nobody holds a part.
pub fn share_of_top(amounts: &[u128], count: usize) -> Option<BasisPoints> {
    let mut amounts = amounts.to_vec();
    amounts.sort_unstable_by(|a, b| b.cmp(a));
    let top = sum(amounts.iter().take(count));
    BasisPoints::of(&top, &sum(&amounts))
}

/// The Gini coefficient of `amounts`, in hundredths of a percent: 0 where all hold as much as each other, and nearer to 10,000
/// the more one of many holds.
///
/// Of n amounts x(1) to x(n), the smallest first, it is the sum of (2i − n − 1)·x(i) over all i, divided by n times the sum of
/// all x. That of a whole population: one of n who holds all makes (n − 1)/n. None where there are no amounts, or all of them
/// are 0.
pub fn gini(amounts: &[u128]) -> Option<BasisPoints> {
    let mut amounts = amounts.to_vec();
    amounts.sort_unstable();
    let (count, all) = (BigUint::from(amounts.len()), sum(&amounts));
    let by_place = (1_u64..)
        .zip(&amounts)
        .map(|(place, amount)| BigUint::from(*amount) * place);
    // Never below 0: the larger amounts have the higher places.
    let (twice, even) = (by_place.sum::<BigUint>() * 2_u8, (&count + 1_u8) * &all);
    let difference = match twice >= even {
        true => twice - even,
        false => BigUint::zero(),
    };
    BasisPoints::of(&difference, &(count * all))
}

fn sum<'a>(amounts: impl IntoIterator<Item = &'a u128>) -> BigUint {
    amounts.into_iter().map(|amount| BigUint::from(*amount)).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(found: Option<BasisPoints>) -> Option<u16> {
        found.map(BasisPoints::get)
    }

    #[test]
    fn the_largest_make_their_part_wherever_they_stand() {
        let amounts = [1, 5, 2, 4, 8];
        assert_eq!(points(share_of_top(&amounts, 1)), Some(4_000));
        assert_eq!(points(share_of_top(&amounts, 2)), Some(6_500));
        assert_eq!(points(share_of_top(&amounts, 9)), Some(10_000), "all of them");
        assert_eq!(points(share_of_top(&amounts, 0)), Some(0));
    }

    #[test]
    fn the_coefficient_is_what_a_hand_reckons() {
        // (−3·1 − 1·2 + 1·3 + 3·4) / (4·10) = 10/40
        assert_eq!(points(gini(&[4, 2, 1, 3])), Some(2_500));
        // (−2·1 + 0·1 + 2·4) / (3·6) = 6/18
        assert_eq!(points(gini(&[1, 4, 1])), Some(3_333));
        assert_eq!(points(gini(&[7, 7, 7])), Some(0));
        assert_eq!(points(gini(&[0, 0, 0, 9])), Some(7_500), "one of four holds all");
        assert_eq!(points(gini(&[9])), Some(0), "one alone is equal to itself");
    }

    #[test]
    fn of_nothing_there_is_no_figure() {
        assert_eq!((share_of_top(&[], 10), gini(&[])), (None, None));
        assert_eq!((share_of_top(&[0, 0], 10), gini(&[0, 0])), (None, None));
    }

    #[test]
    fn amounts_as_large_as_can_be_written_overflow_nothing() {
        let amounts = [u128::MAX; 100];
        assert_eq!(points(gini(&amounts)), Some(0));
        assert_eq!(points(share_of_top(&amounts, 10)), Some(1_000));
    }

    proptest! {
        #[test]
        fn neither_the_order_nor_the_unit_matters(mut amounts in prop::collection::vec(1_u128..1 << 90, 1..40)) {
            let (one, top) = (gini(&amounts), share_of_top(&amounts, 10));
            prop_assert!(one.is_some_and(|one| one < BasisPoints::WHOLE));
            amounts.reverse();
            let doubled: Vec<u128> = amounts.iter().map(|amount| amount * 2).collect();
            prop_assert_eq!(gini(&doubled), one);
            prop_assert_eq!(share_of_top(&doubled, 10), top);
        }
    }
}
