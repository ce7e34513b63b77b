//! Vote weight, to the last bit as the node computes it.

use std::time::Duration;

use num_bigint::BigUint;
use num_traits::ToPrimitive;

use crate::{Amount, Days, SECONDS_PER_DAY, Votes};

/// `ln(1.2)` as the node's `math.Log` gives it.
const LN_DURATION_BASE: f64 = 0.182_321_556_793_954_6;
const SELF_STAKE_BONUS: f64 = 1.06;
const SELF_STAKE_BONUS_FROM: Duration = Duration::from_secs(91 * SECONDS_PER_DAY);

/// The votes of a bucket of `amount` for `duration`, with stake-lock when `locked`; `self_stake` when it is its
/// delegate's own self-stake bucket.
///
/// iotex-protocol.md §2.6. The factor is an IEEE double computed in the node's order with the node's logarithm
/// (`libm` agrees with Go's to the last bit, the platform's need not); the product is exact, rounded half to even
/// to max(64, bits of the amount) bits as Go's `big.Float` does, then cut to an integer.
pub fn vote_weight(amount: Amount, duration: Days, locked: bool, self_stake: bool) -> Votes {
    vote_weight_of(amount, Duration::from_secs(duration.seconds()), locked, self_stake)
}

/// As [`vote_weight`], for a duration that need not be whole days: contract buckets that count in blocks.
///
/// Begun days count whole.
pub fn vote_weight_of(amount: Amount, duration: Duration, locked: bool, self_stake: bool) -> Votes {
    multiply(amount.rau(), weight_factor(duration, locked, self_stake))
}

fn weight_factor(duration: Duration, locked: bool, self_stake: bool) -> f64 {
    let mut weight = 1.0;
    let seconds = duration.as_secs_f64();
    if seconds > 0.0 {
        let lock = if locked { 1.0 } else { 0.0 };
        let days = libm::ceil(seconds / SECONDS_PER_DAY as f64);
        weight += libm::log(days * (1.0 + lock)) / LN_DURATION_BASE / 100.0;
    }
    if self_stake && locked && duration >= SELF_STAKE_BONUS_FROM {
        weight *= SELF_STAKE_BONUS;
    }
    weight
}

/// `amount * weight` for a positive weight, rounded as `big.Float` rounds, then cut.
pub(crate) fn multiply(amount: u128, weight: f64) -> Votes {
    if amount == 0 {
        return Votes::ZERO;
    }
    const MANTISSA_BITS: u64 = 52;
    let mantissa = (weight.to_bits() & ((1 << MANTISSA_BITS) - 1)) | (1 << MANTISSA_BITS);
    let exponent = (weight.to_bits() >> MANTISSA_BITS & 0x7ff) as i64 - 1023;
    // The exact product is `product * 2^(exponent - 52)`.
    let product = BigUint::from(amount) * BigUint::from(mantissa);
    let precision = u64::from(128 - amount.leading_zeros()).max(64);
    let excess = product.bits().saturating_sub(precision);
    let rounded = round_half_even(product, excess) << excess;
    let shift = MANTISSA_BITS as i64 - exponent;
    let whole = if shift >= 0 {
        rounded >> shift as u64
    } else {
        rounded << shift.unsigned_abs()
    };
    Votes::from_rau(whole.to_u128().unwrap_or(u128::MAX))
}

/// `value / 2^bits`, rounded half to even.
fn round_half_even(value: BigUint, bits: u64) -> BigUint {
    if bits == 0 {
        return value;
    }
    let kept = &value >> bits;
    let half_set = value.bit(bits - 1);
    let above_half = value.trailing_zeros().is_some_and(|zeros| zeros < bits - 1);
    if half_set && (above_half || kept.bit(0)) {
        kept + 1u8
    } else {
        kept
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_reference_table_is_met_exactly() {
        for (amount, days, locked, own, votes) in [
            (100_000_000_000_000_000_000, 0, true, false, 100_000_000_000_000_000_000),
            (
                100_000_000_000_000_000_000,
                1,
                false,
                false,
                100_000_000_000_000_000_000,
            ),
            (100_000_000_000_000_000_000, 7, true, false, 114_474_741_089_435_250_174),
            (
                1_000_000_000_000_000_000_000,
                91,
                false,
                false,
                1_247_412_296_485_306_271_166,
            ),
            (
                1_000_000_000_000_000_000_000,
                91,
                true,
                false,
                1_285_430_136_654_545_529_850,
            ),
            (
                1_200_000_000_000_000_000_000_000,
                91,
                true,
                true,
                1_635_067_133_824_581_908_640_994,
            ),
            (
                1_200_000_000_000_000_000_000_000,
                90,
                true,
                true,
                1_541_788_888_305_218_563_345_988,
            ),
            (
                1_200_000_000_000_000_000_000_000,
                91,
                false,
                true,
                1_496_894_755_782_367_525_398_512,
            ),
            (
                123_456_789_012_345_678_901_234,
                350,
                true,
                false,
                167_816_619_903_894_859_142_688,
            ),
            (
                10_000_000_000_000_000_000_000,
                1050,
                true,
                false,
                14_195_714_844_820_348_510_268,
            ),
            (
                1_000_001_000_000_000_000_000_001,
                365,
                true,
                true,
                1_443_314_712_960_751_836_255_514,
            ),
        ] {
            assert_eq!(
                vote_weight(Amount::from_rau(amount), Days(days), locked, own),
                Votes::from_rau(votes),
                "{amount} Rau, {days} days, locked {locked}, self-stake {own}"
            );
        }
    }

    #[test]
    fn the_constant_is_the_nodes_logarithm() {
        assert_eq!(libm::log(1.2), LN_DURATION_BASE);
    }

    proptest! {
        #[test]
        fn votes_never_fall_with_amount_or_time(rau in 1u128..1u128 << 94, days in 0u32..1050) {
            let amount = Amount::from_rau(rau);
            let votes = vote_weight(amount, Days(days), true, false);
            prop_assert!(votes.rau() >= rau - (rau >> 60) );
            prop_assert!(votes <= vote_weight(Amount::from_rau(rau + 1), Days(days), true, false));
            prop_assert!(votes <= vote_weight(amount, Days(days + 1), true, false));
            prop_assert!(vote_weight(amount, Days(days), false, false) <= votes);
        }
    }
}
