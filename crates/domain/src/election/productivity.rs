//! What happens to producers that miss their blocks: probation, and the slash.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use super::{Elected, Slash};
use crate::{Address, Amount, Fork, Height, NetworkParams, Votes, money::multiply};

/// Of the blocks expected, the percentage below which a producer is unproductive.
const THRESHOLD: u64 = 85;
/// Epochs for which an unproductive epoch counts.
const PROBATION_EPOCHS: usize = 6;
/// Percentage of its votes that a candidate on probation loses.
const INTENSITY: u32 = 90;

/// How many blocks each producer (operator) made.
pub fn produced(miners: impl IntoIterator<Item = Address>) -> BTreeMap<Address, u64> {
    let mut counts = BTreeMap::new();
    for miner in miners {
        *counts.entry(miner).or_default() += 1;
    }
    counts
}

/// Who was unproductive in a whole epoch, and how many blocks it missed.
///
/// `blocks` counts by operator ([`produced`]) every block of the epoch; `active` were to make them; `height` is the
/// epoch's last block. Expected of each are the blocks divided by the number of distinct producers, of those who
/// made a block or should have; all divisions cut. Keyed as [`Elected::key`] says; a producer that is not in
/// `active` keeps its operator address.
pub fn unproductive(
    blocks: &BTreeMap<Address, u64>,
    active: &[Elected],
    params: &NetworkParams,
    height: Height,
) -> BTreeMap<Address, u64> {
    let total: u64 = blocks.values().sum();
    let mut made = blocks.clone();
    for e in active {
        made.entry(e.operator).or_default();
    }
    let expected = total.checked_div(made.len() as u64).unwrap_or(0);
    let missed = made
        .into_iter()
        .filter(|(_, made)| made * 100 < THRESHOLD * expected && expected > 0);
    let keyed = missed.map(|(operator, made)| {
        let elected = active.iter().find(|e| e.operator == operator);
        (elected.map_or(operator, |e| e.key(params, height)), expected - made)
    });
    keyed.collect()
}

/// Who is on probation in an epoch, and in how many of the last six epochs it was unproductive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Probation {
    counts: BTreeMap<Address, u32>,
    /// Percentage of the votes that is lost.
    pub intensity: u32,
}

impl Default for Probation {
    fn default() -> Self {
        Self::new([])
    }
}

impl Probation {
    /// With these addresses and counts.
    pub fn new(counts: impl IntoIterator<Item = (Address, u32)>) -> Self {
        Self {
            counts: counts.into_iter().collect(),
            intensity: INTENSITY,
        }
    }

    /// The entries, sorted by the `io1…` form as the node sorts them.
    pub fn entries(&self) -> Vec<(Address, u32)> {
        let mut entries: Vec<_> = self.counts.iter().map(|(a, n)| (*a, *n)).collect();
        entries.sort_by_cached_key(|(address, _)| address.to_io1());
        entries
    }

    /// How many unproductive epochs count against the candidate known as `key` (see [`Elected::key`]).
    pub fn count(&self, key: Address) -> u32 {
        self.counts.get(&key).copied().unwrap_or(0)
    }

    /// `votes` of the candidate known as `key`, cut while it is on probation: by an IEEE double, to the node's digit.
    pub fn apply(&self, key: Address, votes: Votes) -> Votes {
        if !self.counts.contains_key(&key) {
            return votes;
        }
        multiply(votes.rau(), f64::from(100u32.saturating_sub(self.intensity)) / 100.0)
    }
}

/// Who was unproductive in each of the last epochs.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ProbationHistory {
    /// The latest first, at most six.
    epochs: VecDeque<BTreeSet<Address>>,
}

impl ProbationHistory {
    /// Adds what [`unproductive`] found in the epoch that ends; the epoch before the last six is forgotten. Returns
    /// who is on probation in the next one.
    pub fn record(&mut self, unproductive: &BTreeMap<Address, u64>) -> Probation {
        self.epochs.push_front(unproductive.keys().copied().collect());
        self.epochs.truncate(PROBATION_EPOCHS);
        let mut counts = BTreeMap::new();
        for address in self.epochs.iter().flatten() {
            *counts.entry(*address).or_default() += 1;
        }
        Probation::new(counts)
    }
}

/// Who is slashed at the end of an epoch (IIP-50, since Xingu), in the node's order: those of the epoch's
/// `candidates` ([`super::Election::candidates`]) that [`unproductive`] found, `per_block` (the block reward) for
/// every missed block. `height` is the epoch's last block.
///
/// A candidate without a self-stake bucket is passed over; the caller leaves it out of the logs and the sum.
pub fn slashes(
    candidates: &[Elected],
    unproductive: &BTreeMap<Address, u64>,
    per_block: Amount,
    params: &NetworkParams,
    height: Height,
) -> Vec<Slash> {
    if !params.at(Fork::Xingu, height) {
        return Vec::new();
    }
    let missed = candidates.iter().filter_map(|e| {
        let key = e.key(params, height);
        let missed = *unproductive.get(&key).filter(|missed| **missed > 0)?;
        Some(Slash {
            candidate: e.id,
            logged: key,
            amount: per_block.saturating_mul(missed.into()),
        })
    });
    missed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::election::{
        active,
        samples::{delegates, recorded_chain},
    };

    /// Recording 09: the makers of blocks 21 to 40, by place in the genesis; delegate0 was stopped.
    const EPOCH_2: [usize; 20] = [2, 5, 3, 3, 2, 5, 3, 3, 2, 5, 3, 3, 2, 5, 3, 3, 2, 5, 3, 3];
    const END: Height = Height(40);

    fn blocks(makers: &[usize]) -> BTreeMap<Address, u64> {
        produced(makers.iter().map(|i| delegates()[*i].operator))
    }

    fn missed(counts: [u64; 4]) -> BTreeMap<Address, u64> {
        let four = &delegates()[..4];
        let blocks = four.iter().zip(counts).map(|(e, n)| (e.operator, n)).collect();
        unproductive(&blocks, four, &recorded_chain(), END)
    }

    #[test]
    fn a_stopped_producer_misses_its_five_blocks_and_pays_twenty_iotx() {
        let (all, params) = (delegates(), recorded_chain());
        let four = active(&all, Height(21), 4);
        let missed = unproductive(&blocks(&EPOCH_2), &four, &params, END);
        assert_eq!(missed, BTreeMap::from([(all[0].id, 5)]));
        let slashes = slashes(&all, &missed, Amount::from_iotx(4), &params, END);
        let slash = Slash {
            candidate: all[0].id,
            logged: all[0].id,
            amount: Amount::from_iotx(20),
        };
        assert_eq!(slashes, [slash]);
    }

    #[test]
    fn eighty_five_percent_is_enough_and_less_is_not() {
        let id = delegates()[0].id;
        assert_eq!(missed([51, 63, 63, 63]), BTreeMap::new());
        assert_eq!(missed([50, 63, 63, 64]), BTreeMap::from([(id, 10)]));
    }

    #[test]
    fn an_outsider_that_made_blocks_lowers_what_is_expected_of_each() {
        // 20 blocks by five: 4 expected of each, so that the one with 4 of 5 turns is productive
        let (all, params) = (delegates(), recorded_chain());
        let four: Vec<_> = all[..4].to_vec();
        let makers = [0, 0, 0, 0, 4, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3];
        let missed = unproductive(&blocks(&makers), &four, &params, END);
        assert_eq!(
            missed,
            BTreeMap::from([(all[4].operator, 3)]),
            "known by its operator: it is no elected producer"
        );
        assert!(slashes(&all, &missed, Amount::from_iotx(4), &params, END).is_empty());
    }

    #[test]
    fn before_the_forks_nobody_is_slashed_and_operators_are_the_keys() {
        let mut params = recorded_chain();
        params.set_fork(Fork::YapBeta, Height(1000));
        let all = delegates();
        let missed = unproductive(&blocks(&EPOCH_2), &active(&all, Height(21), 4), &params, END);
        assert_eq!(missed, BTreeMap::from([(all[0].operator, 5)]));
        assert_eq!(
            slashes(&all, &missed, Amount::from_iotx(4), &params, END)[0].logged,
            all[0].operator
        );
        params.set_fork(Fork::Xingu, Height(1000));
        assert!(slashes(&all, &missed, Amount::from_iotx(4), &params, END).is_empty());
    }

    #[test]
    fn an_epoch_without_blocks_names_nobody() {
        let missed = unproductive(&BTreeMap::new(), &delegates(), &recorded_chain(), END);
        assert!(missed.is_empty());
    }

    #[test]
    fn probation_lasts_six_epochs_after_the_last_unproductive_one() {
        let id = delegates()[0].id;
        let (bad, good) = (BTreeMap::from([(id, 5)]), BTreeMap::new());
        let mut history = ProbationHistory::default();
        let mut next = |epoch| {
            history
                .record(if epoch == 2 || epoch == 3 { &bad } else { &good })
                .count(id)
        };
        let counts: Vec<_> = (1..=10).map(&mut next).collect();
        // recording 09: count 1 in epoch 3 (recorded at the end of 2), 2 in epochs 4 and 5
        assert_eq!(counts, [0, 1, 2, 2, 2, 2, 2, 1, 0, 0]);
    }

    #[test]
    fn entries_are_sorted_by_their_io1_form() {
        let list = Probation::new(delegates().iter().map(|e| (e.id, 1)));
        let texts: Vec<_> = list.entries().iter().map(|(a, _)| a.to_io1()).collect();
        assert!(texts.is_sorted() && texts.len() == 6);
        assert_eq!(list.intensity, 90);
    }
}
