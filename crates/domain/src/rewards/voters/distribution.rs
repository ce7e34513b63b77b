//! A payout to voters: what is to be paid, and how far it is (zanzibar.md §8).

use num_bigint::BigUint;
use num_traits::{CheckedDiv, ToPrimitive};
use serde::{Deserialize, Serialize};

use crate::{Address, Amount, Era, Hash, Height, Votes, keccak256};

/// What the seed of a payout begins with.
const SEED: &[u8] = b"iip59.settlement-start.v2";

/// Which part of the addresses a payout goes through: the node's `scanPhase`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[repr(u8)]
pub enum ScanPhase {
    /// From the start voter up to the highest address.
    FromStart = 0,
    /// From the lowest address up to the start voter.
    FromZero = 1,
    /// All voters are paid.
    Done = 2,
    /// It was given up: the votes of the next era were frozen before its end. (v2.5.0-rc0 tells of it, and leaves the phase
    /// as it was.)
    Abandoned = 3,
}

impl ScanPhase {
    /// The node's number for it.
    pub const fn number(self) -> u32 {
        self as u32
    }

    /// The phase with this number.
    pub const fn of_number(number: u32) -> Option<Self> {
        match number {
            0 => Some(Self::FromStart),
            1 => Some(Self::FromZero),
            2 => Some(Self::Done),
            3 => Some(Self::Abandoned),
            _ => None,
        }
    }

    /// Whether no more voters are paid in it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Abandoned)
    }
}

/// What one delegate's voters get in a payout.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlanEntry {
    /// The delegate's permanent id.
    pub id: Address,
    /// Its voters' money when the payout was planned.
    pub amount: Amount,
    /// How much of it is paid.
    pub distributed: Amount,
    /// All votes for it at the freeze.
    pub total_weight: Votes,
    /// Its self-stake bucket at the freeze, if it had one.
    pub self_stake_bucket: Option<u64>,
}

impl PlanEntry {
    /// What a voter of `weight` gets next: its part of the whole, at most what is left.
    pub fn share(&self, weight: Votes) -> Amount {
        let left = self.amount.saturating_sub(self.distributed);
        part(self.amount, weight, self.total_weight).min(left)
    }
}

/// The part of `amount` that `weight` of `total` votes is: rounded down, nothing of no votes, at most all.
pub(crate) fn part(amount: Amount, weight: Votes, total: Votes) -> Amount {
    let product = BigUint::from(amount.rau()) * BigUint::from(weight.rau());
    let part = CheckedDiv::checked_div(&product, &BigUint::from(total.rau()));
    // Only with more weight than there are votes is it more than what fits.
    part.map_or(Amount::ZERO, |part| {
        part.to_u128().map_or(Amount::MAX, Amount::from_rau)
    })
}

/// A payout to the voters of an era's delegates, planned in its boundary epoch's last block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Distribution {
    /// The era that it is for.
    pub era: Era,
    /// The block whose votes it goes by.
    pub freeze_height: Height,
    /// Where it begins among the voters: see [`settlement_seed`].
    pub seed: Hash,
    /// The delegates, by their ids' bytes.
    pub entries: Vec<PlanEntry>,
    /// How far it is.
    pub phase: ScanPhase,
    /// The last address that was looked at in this phase.
    #[serde(default)]
    pub resume: Option<Address>,
    /// The block in which it ended or was given up.
    #[serde(default)]
    pub completed: Option<Height>,
}

impl Distribution {
    /// The address from which voters are paid, upwards and around: the seed's first 20 bytes.
    pub fn start_voter(&self) -> Address {
        let mut bytes = [0; 20];
        bytes.copy_from_slice(&self.seed.0[..20]);
        Address::from_bytes(bytes)
    }

    /// Whether all voters are paid.
    pub fn is_done(&self) -> bool {
        self.phase == ScanPhase::Done
    }

    /// Whether a voter had its turn.
    pub fn has_passed(&self, voter: Address) -> bool {
        let in_tail = voter >= self.start_voter();
        let is_covered = self.resume.is_some_and(|last| voter <= last);
        match self.phase {
            ScanPhase::FromStart => in_tail && is_covered,
            ScanPhase::FromZero => in_tail || is_covered,
            ScanPhase::Done | ScanPhase::Abandoned => true,
        }
    }

    /// Takes out what a voter with these votes, by delegate, gets of each; nothing that is zero.
    pub(crate) fn take_shares(&mut self, votes: impl Iterator<Item = (Address, Votes)>) -> Vec<(Address, Amount)> {
        let mut shares = Vec::new();
        for (id, weight) in votes {
            let place = self.place_of(id);
            let Some(entry) = place.and_then(|place| self.entries.get_mut(place)) else {
                continue;
            };
            let share = entry.share(weight);
            if !share.is_zero() {
                entry.distributed = entry.distributed.saturating_add(share);
                shares.push((id, share));
            }
        }
        shares
    }

    /// A delegate's place among the entries.
    pub(crate) fn place_of(&self, id: Address) -> Option<usize> {
        self.entries.binary_search_by_key(&id, |entry| entry.id).ok()
    }
}

/// The number that says where a payout begins: drawn from the hash of the block before the one that plans it, which
/// nobody knows earlier (zanzibar.md §8).
pub fn settlement_seed(parent: Hash, era: Era) -> Hash {
    Hash(keccak256(&[SEED, &parent.0, &era.0.to_be_bytes()].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(amount: u128, total: u128) -> PlanEntry {
        PlanEntry {
            id: Address::ZERO,
            amount: Amount::from_rau(amount),
            distributed: Amount::ZERO,
            total_weight: Votes::from_rau(total),
            self_stake_bucket: None,
        }
    }

    /// Pays these weights in this order.
    fn paid(entry: &mut PlanEntry, weights: &[u128]) -> Vec<u128> {
        let pay = |weight: &u128| {
            let share = entry.share(Votes::from_rau(*weight));
            entry.distributed = entry.distributed.saturating_add(share);
            share.rau()
        };
        weights.iter().map(pay).collect()
    }

    const POOL: u128 = 3_456_789_012_345_678_901_234;
    const WEIGHTS: [u128; 3] = [
        1_285_430_136_654_545_529_850,
        1_247_412_296_485_306_271_166,
        1_635_067_133_824_581_908_640_994,
    ];

    #[test]
    fn the_reference_shares_hold_and_their_dust_stays() {
        let mut entry = entry(POOL, WEIGHTS.iter().sum());
        assert_eq!(
            paid(&mut entry, &WEIGHTS),
            [
                2_713_398_166_186_914_839,
                2_633_146_789_736_321_920,
                3_451_442_467_389_755_664_473
            ]
        );
        assert_eq!(entry.amount.saturating_sub(entry.distributed), Amount::from_rau(2));
    }

    #[test]
    fn a_total_that_is_too_small_is_clamped_to_what_is_left() {
        let total: u128 = WEIGHTS.iter().sum();
        let mut entry = entry(POOL, total - 1_000_000_000_000_000_000_000);
        assert_eq!(
            paid(&mut entry, &WEIGHTS),
            [
                2_715_056_114_497_772_950,
                2_634_755_702_621_532_466,
                3_451_439_200_528_559_595_818
            ]
        );
        assert_eq!(entry.amount, entry.distributed);
        assert_eq!(entry.share(Votes::from_iotx(1)), Amount::ZERO);
    }

    #[test]
    fn a_second_delegate_adds_to_the_same_credit() {
        let second = entry(1_000_000_000_000_000_000_007, 7_000_000_000_000_000_000_003);
        let share = second.share(Votes::from_iotx(100));
        assert_eq!(share.rau(), 14_285_714_285_714_285_714);
        assert_eq!(share.rau() + 2_713_398_166_186_914_839, 16_999_112_451_901_200_553);
    }

    #[test]
    fn the_reference_seed_is_met() {
        let mut parent = [0; 32];
        parent.iter_mut().zip(0..).for_each(|(byte, number)| *byte = number);
        assert_eq!(
            hex::encode(settlement_seed(Hash(parent), Era(65_328)).0),
            "c33636b566db00bb2feb5fc5c6169c5212d129dbfe66941a1e2ecb98aaf85c58"
        );
    }

    #[test]
    fn nobody_shares_in_what_nobody_voted_for() {
        assert_eq!(entry(POOL, 0).share(Votes::from_iotx(1)), Amount::ZERO);
        assert_eq!(
            part(Amount::MAX, Votes::MAX, Votes::from_rau(1)),
            Amount::MAX,
            "what does not fit"
        );
    }

    #[test]
    fn phases_have_the_numbers_of_the_node() {
        for number in 0..4 {
            let phase = ScanPhase::of_number(number).unwrap();
            assert_eq!(phase.number(), number);
            assert_eq!(phase.is_over(), number > 1);
        }
        assert_eq!(ScanPhase::of_number(4), None);
    }
}
