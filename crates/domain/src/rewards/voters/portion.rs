//! What part of a delegate's rewards is its voters', as DelegateProfile says it, and the commission that it leaves.

use num_bigint::BigUint;
use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::Amount;

/// All of a reward, in basis points.
const WHOLE: u64 = 10_000;

/// What a field of DelegateProfile says, `blockRewardPortion` or `epochRewardPortion` (zanzibar.md §6).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Portion {
    /// Nothing was ever written there.
    Unset,
    /// What stands there is no portion: more than 10,000, or no answer that can be read.
    Invalid,
    /// The voters' part in basis points, 0 to 10,000. Zero is a choice, and no field that is missing.
    Set(u16),
}

impl Portion {
    /// Reads the bytes of a field: a number of any length, the highest byte first.
    pub fn decode(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::Unset;
        }
        let significant = bytes.iter().skip_while(|byte| **byte == 0);
        let number = significant.fold(0u64, |sum, byte| sum.saturating_mul(256).saturating_add((*byte).into()));
        match u16::try_from(number) {
            Ok(portion) if u64::from(portion) <= WHOLE => Self::Set(portion),
            _ => Self::Invalid,
        }
    }

    /// The voters' part in basis points, where one is set.
    pub const fn set(self) -> Option<u16> {
        match self {
            Self::Set(portion) => Some(portion),
            Self::Unset | Self::Invalid => None,
        }
    }
}

/// What a delegate keeps of its rewards before its voters get theirs (zanzibar.md §5.2, §6).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Commission {
    /// Of each block's reward, in basis points, 0 to 10,000.
    pub block_bps: u64,
    /// Of each epoch's reward, in basis points, 0 to 10,000.
    pub epoch_bps: u64,
    /// Whether both portions are set and valid. If not, the delegate keeps all without having chosen so.
    pub configured: bool,
}

impl Commission {
    /// The commission where a portion is missing: the whole reward.
    pub const UNCONFIGURED: Self = Self {
        block_bps: WHOLE,
        epoch_bps: WHOLE,
        configured: false,
    };

    /// The commission that two portions leave; the whole reward unless both are set.
    pub fn of(block: Portion, epoch: Portion) -> Self {
        match (block.set(), epoch.set()) {
            (Some(block), Some(epoch)) => Self {
                block_bps: WHOLE.saturating_sub(block.into()),
                epoch_bps: WHOLE.saturating_sub(epoch.into()),
                configured: true,
            },
            _ => Self::UNCONFIGURED,
        }
    }

    /// About what the delegate kept of rewards of which its voters were left so much: between two amounts, by the smaller and
    /// the larger of its rates, for what came of blocks and what of epochs is not told apart. None where it keeps all of
    /// either: of that the voters' money tells nothing.
    pub fn kept_beside(&self, voters: Amount) -> Option<(Amount, Amount)> {
        let kept = |bps: u64| {
            let left = WHOLE.checked_sub(bps).filter(|left| *left > 0)?;
            Some(Amount::from_rau(
                voters.saturating_mul(bps.into()).rau() / u128::from(left),
            ))
        };
        let (block, epoch) = (kept(self.block_bps)?, kept(self.epoch_bps)?);
        Some((block.min(epoch), block.max(epoch)))
    }

    /// Parts a block reward into what the delegate keeps and what is its voters', in this order. What does not divide is
    /// the voters'.
    pub fn split_block(&self, reward: Amount) -> (Amount, Amount) {
        split(reward, self.block_bps)
    }

    /// Parts an epoch reward as [`Self::split_block`] does a block's.
    pub fn split_epoch(&self, reward: Amount) -> (Amount, Amount) {
        split(reward, self.epoch_bps)
    }
}

fn split(reward: Amount, bps: u64) -> (Amount, Amount) {
    let kept = BigUint::from(reward.rau()) * BigUint::from(bps.min(WHOLE)) / BigUint::from(WHOLE);
    // No more than the whole, which fits.
    let kept = kept.to_u128().map_or(reward, Amount::from_rau);
    (kept, reward.saturating_sub(kept))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_portion_is_a_number_of_any_length_up_to_ten_thousand() {
        let cases: [(&[u8], Portion); 7] = [
            (&[], Portion::Unset),
            (&[0], Portion::Set(0)),
            (&[0; 40], Portion::Set(0)),
            (&[0x0d, 0x05], Portion::Set(3_333)),
            (&[0x27, 0x10], Portion::Set(10_000)),
            (&[0x27, 0x11], Portion::Invalid),
            (&[0xff; 33], Portion::Invalid),
        ];
        for (bytes, portion) in cases {
            assert_eq!(Portion::decode(bytes), portion, "{bytes:?}");
        }
        let mut word = [0; 33];
        word[31..].copy_from_slice(&[0x23, 0x28]);
        assert_eq!(Portion::decode(&word), Portion::Set(9_000), "33 bytes are no mistake");
        let mut large = [0; 9];
        (large[0], large[8]) = (1, 5);
        assert_eq!(Portion::decode(&large), Portion::Invalid, "2^64 + 5 is not 5");
    }

    #[test]
    fn one_portion_alone_counts_as_none() {
        let both = Commission::of(Portion::Set(9_000), Portion::Set(0));
        assert_eq!((both.block_bps, both.epoch_bps, both.configured), (1_000, 10_000, true));
        for (block, epoch) in [
            (Portion::Set(9_000), Portion::Unset),
            (Portion::Invalid, Portion::Set(1)),
            (Portion::Unset, Portion::Unset),
        ] {
            assert_eq!(Commission::of(block, epoch), Commission::UNCONFIGURED);
        }
    }

    #[test]
    fn the_reference_splits_hold() {
        let at = |bps| Commission {
            block_bps: bps,
            epoch_bps: bps,
            configured: true,
        };
        let rau = |(kept, voters): (Amount, Amount)| (kept.rau(), voters.rau());
        assert_eq!(
            rau(at(1_500).split_block(Amount::from_iotx(4))),
            (600_000_000_000_000_000, 3_400_000_000_000_000_000)
        );
        let odd = Amount::from_rau(187_500_000_000_000_000_001);
        assert_eq!(
            rau(at(3_333).split_epoch(odd)),
            (62_493_750_000_000_000_000, 125_006_250_000_000_000_001)
        );
        assert_eq!(rau(at(0).split_epoch(odd)), (0, odd.rau()));
        assert_eq!(rau(Commission::UNCONFIGURED.split_block(odd)), (odd.rau(), 0));
    }

    #[test]
    fn what_was_kept_lies_between_both_rates_and_is_not_known_of_a_whole_reward() {
        let kept = |block_bps, epoch_bps| {
            let commission = Commission {
                block_bps,
                epoch_bps,
                configured: true,
            };
            commission.kept_beside(Amount::from_iotx(85))
        };
        let fifteen = Amount::from_iotx(15);
        assert_eq!(kept(1_500, 1_500), Some((fifteen, fifteen)));
        assert_eq!(kept(1_500, 0), Some((Amount::ZERO, fifteen)));
        assert_eq!((kept(10_000, 1_500), kept(1_500, 10_001)), (None, None));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_by_a_split(rau in 0u128.., bps in 0u64..12_000) {
            let (kept, voters) = split(Amount::from_rau(rau), bps);
            prop_assert_eq!(kept.checked_add(voters), Some(Amount::from_rau(rau)));
        }
    }
}
