//! The order that favours nobody, which anybody can recompute.

use crate::{Address, Hash, keccak256};

/// Puts a list of delegates into the fair order of `seed`, whatever order it came in.
///
/// Each delegate has a [`lot`], and the smallest comes first. `seed` is the hash of the first block of the running epoch, so
/// that the order is the same for everybody for one epoch and nobody can know it long before. Equal lots, which two different
/// ids never have, are told apart by the id.
pub fn fair_order<T>(seed: Hash, list: &mut [T], id: impl Fn(&T) -> Address) {
    list.sort_by_cached_key(|one| {
        let id = id(one);
        (lot(seed, id), id)
    });
}

/// The lot that a delegate has by a seed: Keccak-256 of the seed's 32 bytes and then the 20 bytes of the delegate's permanent
/// id. Lots are compared as numbers, the first byte being the highest.
pub fn lot(seed: Hash, id: Address) -> Hash {
    Hash(keccak256(&[&seed.0[..], id.as_bytes()].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> Vec<Address> {
        (1..=6).map(|number| Address::from_bytes([number; 20])).collect()
    }

    /// The ids in the order of a seed, by their numbers.
    fn ordered(seed: Hash, mut ids: Vec<Address>) -> Vec<u8> {
        fair_order(seed, &mut ids, |id| *id);
        ids.iter().map(|id| id.as_bytes()[0]).collect()
    }

    #[test]
    fn another_implementation_of_keccak_gives_the_same_orders() {
        let counting = std::array::from_fn(|place| u8::try_from(place).unwrap());
        for (seed, order) in [
            ([0; 32], [4, 1, 5, 6, 2, 3]),
            (counting, [2, 6, 4, 1, 3, 5]),
            ([0xff; 32], [5, 4, 3, 1, 2, 6]),
        ] {
            assert_eq!(ordered(Hash(seed), ids()), order, "{seed:?}");
        }
        assert_eq!(
            lot(Hash(counting), ids()[0]).to_string(),
            "0x83cb4fcf471f179bea05fe035544fd485724bf88dfb0c5017560a6d398883ea5"
        );
    }

    #[test]
    fn the_order_in_which_they_come_does_not_matter_and_the_seed_does() {
        let backwards = ids().into_iter().rev().collect();
        assert_eq!(ordered(Hash([7; 32]), ids()), ordered(Hash([7; 32]), backwards));
        assert_ne!(ordered(Hash([7; 32]), ids()), ordered(Hash([8; 32]), ids()));
    }

    #[test]
    fn over_many_seeds_each_is_first_about_as_often() {
        let mut firsts = [0; 7];
        for number in 0..600_u32 {
            let seed = Hash(keccak256(&number.to_be_bytes()));
            firsts[usize::from(ordered(seed, ids())[0])] += 1;
        }
        assert!(firsts[1..].iter().all(|count| (60..=140).contains(count)), "{firsts:?}");
    }
}
