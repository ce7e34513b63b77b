//! A part of a whole, without floats.

use num_bigint::BigUint;
use num_traits::{ToPrimitive, Zero};
use serde::{Deserialize, Serialize};

use crate::actions::percent;

/// A part of a whole in hundredths of a percent, 0 to 10,000: reckoned exactly and then rounded to the nearest, halves up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct BasisPoints(u16);

impl BasisPoints {
    /// All of it.
    pub const WHOLE: Self = Self(10_000);

    /// `part` of `whole`; none where there is no whole, or the part is more than it.
    pub(super) fn of(part: &BigUint, whole: &BigUint) -> Option<Self> {
        if whole.is_zero() || part > whole {
            return None;
        }
        let doubled = (part * u32::from(Self::WHOLE.0) * 2_u8 + whole) / (whole * 2_u8);
        doubled.to_u16().map(Self)
    }

    /// In hundredths of a percent.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// As people write it: `33.33 %`.
    pub fn in_percent(self) -> String {
        percent(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_rounded_to_the_nearest_and_halves_up() {
        let of = |part: u64, whole: u64| BasisPoints::of(&part.into(), &whole.into()).map(BasisPoints::get);
        assert_eq!((of(1, 3), of(2, 3), of(0, 9)), (Some(3_333), Some(6_667), Some(0)));
        assert_eq!((of(1, 20_000), of(1, 20_001)), (Some(1), Some(0)));
        assert_eq!(
            (of(9, 9), of(u64::MAX, u64::MAX)),
            (Some(10_000), Some(10_000)),
            "the whole"
        );
    }

    #[test]
    fn of_nothing_and_beyond_the_whole_there_is_none() {
        let of = |part: u8, whole: u8| BasisPoints::of(&part.into(), &whole.into());
        assert_eq!((of(0, 0), of(2, 1)), (None, None));
    }

    #[test]
    fn people_read_it_in_percent() {
        assert_eq!(BasisPoints(3_333).in_percent(), "33.33 %");
        assert_eq!(BasisPoints::WHOLE.in_percent(), "100 %");
    }
}
